/*
 * safecontact.h: how somebody is reached without harm, and the word that it is
 * so now.
 *
 * Before a number: the risks of the case, whether the person agreed to be
 * called again, the rule that was recorded for this contact, the last contact
 * and the next that was promised.
 */
#ifndef HJ_CLI_SAFECONTACT_H
#define HJ_CLI_SAFECONTACT_H

#include "cli/cli.h"
#include "core/case/record.h"

/* The rule of a contact; NULL: none was recorded, or only that nobody knows
 * it. */
const char *safecontact_rule(const struct hj_node *contact);

/* The newest entry of the contact log about that person; NULL: none. */
const struct hj_node *
safecontact_last(const struct hj_record *r, const char *person);

/* All of it on stderr, in words; what is secret too, but no number. */
int safecontact_say(struct cli *c, const struct hj_record *r,
    const struct hj_node *person, const struct hj_node *contact,
    struct hj_error *err) HJ_MUST_CHECK;

/* Wait for the word: "safe" when there is a rule, "no rule" when there is
 * none.  *yes: it was typed. */
int safecontact_acknowledge(struct cli *c, bool rule, bool *yes,
    struct hj_error *err) HJ_MUST_CHECK;

#endif

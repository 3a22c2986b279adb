/* logline.h: an entry of the log in words. */
#ifndef HJ_CLI_LOGLINE_H
#define HJ_CLI_LOGLINE_H

#include "cli/cli.h"

struct emit;

/* "create" in words, translated; unknown ones as they are. */
const char *logline_action(const char *action);

/* The fingerprint of the entry's revision as a value: whole in JSON, its
 * first 16 digits for people. */
void logline_fingerprint(struct emit *out, const struct hj_log_entry *e);

/* Who it was as a value: the key's fingerprint in JSON; for people the name
 * that the vault gives to its own member, else the fingerprint. */
void logline_member(struct emit *out, const struct hj_vault_facts *facts,
    const struct hj_log_entry *e);

/* The sealed detail as a value: the lines of cli/argument/fieldarg.c.  row: the case
 * of the entry, NULL for none. */
int logline_detail(struct cli *c, const struct hj_row *row,
    const struct hj_log_entry *e, struct hj_error *err) HJ_MUST_CHECK;

#endif

/*
 * intaking.h: what the commands of `intake` share: the trip of this vault, and
 * how it is said.
 */
#ifndef HJ_CLI_INTAKING_H
#define HJ_CLI_INTAKING_H

#include "cli/fieldwork/fieldwork.h"

/* HJ_ENOTFOUND: nothing is taken in for anybody here. */
int intaking_load(struct cli *c, struct hj_trip *ret,
    struct hj_error *err) HJ_MUST_CHECK;
/* Durable, with its entry in the log; detail may be NULL. */
int intaking_save(struct cli *c, const struct hj_trip *t, const char *action,
    const char *detail, struct hj_error *err) HJ_MUST_CHECK;

/* The newest package that waits for its receipt, or NULL. */
struct hj_trip_package *intaking_waiting(struct hj_trip *t);

/* Keys of a map: headquarters, digits. */
void intaking_emit_card(struct cli *c, const struct hj_keycard *k);
void intaking_emit_hash(struct cli *c, const char *key, const char *label,
    const uint8_t hash[static HJ_DIGEST_BYTES]);
/* Nobody said until when, or it is later than that: on stderr. */
void intaking_remind(struct cli *c, const struct hj_trip *t);
/* For `status`: the key headquarters; and the reminder. */
int intaking_status(struct cli *c, struct hj_error *err) HJ_MUST_CHECK;

/* This member as a headquarters. */
int intaking_own_card(struct cli *c, const char *name, struct hj_keycard *ret,
    struct hj_error *err) HJ_MUST_CHECK;

#endif

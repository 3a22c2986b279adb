/*
 * owncodes.h: the codes of the vault's own, changed for good.
 *
 * Every change is an entry of the log.
 */
#ifndef HJ_CLI_OWNCODES_H
#define HJ_CLI_OWNCODES_H

#include "cli/cli.h"
#include "core/vault/codebook.h"

/* Add it, or put it in the place of the one before; `did` is the word of the
 * log: "add", "change". */
int owncodes_put(struct cli *c, const struct hj_coined *code, const char *did,
    struct hj_error *err) HJ_MUST_CHECK;

/* HJ_EREFUSED: case files use it; they are named on stderr. */
int owncodes_drop(struct cli *c, const struct hj_coined *code, bool dry_run,
    struct hj_error *err) HJ_MUST_CHECK;

/* What a received file explains goes into the book, within an open change.
 * *other counts codes that are somebody else's though spelt like ours. */
int owncodes_learn(struct cli *c, struct hj_change *change,
    const struct hj_record *r, size_t *other,
    struct hj_error *err) HJ_MUST_CHECK;

/* HJ_ENOTFOUND: no such list, and which is nearest (cmd_codes.c). */
int codes_no_list(const char *typed, struct hj_error *err) HJ_MUST_CHECK;

#endif

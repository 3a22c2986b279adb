/*
 * handover.h: what somebody leaves behind: case files and tasks in their name,
 * and what they took out of the vault.
 */
#ifndef HJ_CLI_HANDOVER_H
#define HJ_CLI_HANDOVER_H

#include "cli/cli.h"

/* Case files assigned to `from` and their open tasks become `to`'s, a commit
 * each; *ret counts the files.  dry_run: only counts. */
int handover_files(struct cli *c, const char *from, const char *to,
    bool dry_run, uint64_t *ret, struct hj_error *err) HJ_MUST_CHECK;

/* A list of the entries with which this member, or somebody on this device, let
 * something out. */
int handover_taken(struct cli *c, const char *who,
    struct hj_error *err) HJ_MUST_CHECK;

#endif

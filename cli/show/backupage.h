/* backupage.h: how old the last verified backup is, in words. */
#ifndef HJ_CLI_BACKUPAGE_H
#define HJ_CLI_BACKUPAGE_H

#include "cli/cli.h"

#define BACKUPAGE_TEXT 128

/* "3 days ago (2026-11-21)": for people how long ago, which is what matters,
 * and the day.  when: seconds UTC, 0: never. */
void backupage_words(int64_t when, char ret[static BACKUPAGE_TEXT]);

/* The same as the value of an open key: in JSON the time. */
void backupage_emit(struct emit *e, int64_t when);

/* A warning on stderr when there is none, or it is a week old and something
 * has changed since. */
void backupage_warn(struct cli *c, const struct hj_vault_facts *f);

#endif

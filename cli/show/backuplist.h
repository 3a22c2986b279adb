/*
 * backuplist.h: the backups that were made, as the log tells it, and which of
 * them hold what was erased since.
 *
 * Erasing reaches no backup: a file on a stick keeps the case, and whoever has
 * it and a passphrase of its time reads it.  So somebody has to destroy it, and
 * to say so.
 */
#ifndef HJ_CLI_BACKUPLIST_H
#define HJ_CLI_BACKUPLIST_H

#include "cli/cli.h"
#include "core/base/buf.h"

struct backuplist_one {
	uint64_t entry; /* position in the log: what it is called */
	int64_t time;
	size_t file, file_len; /* in `texts`; 0: not kept (an older hanji) */
	unsigned erased; /* case files in it that were erased since */
	bool gone; /* somebody said that it was destroyed */
};

struct backuplist {
	struct hj_buf ones; /* struct backuplist_one, oldest first */
	struct hj_buf texts;
};

#define BACKUPLIST                                                             \
	((struct backuplist){ .ones = HJ_BUF((size_t)4 << 20),                 \
	    .texts = HJ_BUF((size_t)16 << 20) })

/* HJ_ENOMEM; HJ_ELIMIT: some 80,000 backups. */
int backuplist_read(struct cli *c, struct backuplist *ret,
    struct hj_error *err) HJ_MUST_CHECK;
void backuplist_clear(struct backuplist *l);
size_t backuplist_count(const struct backuplist *l);
struct backuplist_one *backuplist_at(const struct backuplist *l, size_t i);
/* Entry, time and file of it, within an open map. */
void backuplist_say(struct emit *to, const struct backuplist *l,
    const struct backuplist_one *one);

#endif

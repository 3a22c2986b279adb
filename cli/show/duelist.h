/*
 * duelist.h: what is due in the whole vault, from the rows of the catalogue.
 *
 * No file is opened, but for one whose row was too long to hold all of it.
 */
#ifndef HJ_CLI_DUELIST_H
#define HJ_CLI_DUELIST_H

#include "cli/cli.h"
#include "core/store/due.h"
#include "core/vault/retention.h"

struct duelist_entry {
	struct hj_id id; /* of the file */
	struct hj_due due;
};

/* What is looked for.  A clock counts while it runs; all else when it is late,
 * may be late, or begins on `until` or before. */
struct duelist_want {
	int32_t today, until;
	bool undated; /* tasks without a date too */
	const char *task; /* only tasks whose id begins so, whenever; NULL: no */
	/* Of files of which nobody decided how long they are kept, when this
	 * ends; NULL: that is not asked. */
	const struct hj_retention *keep;
};

struct duelist {
	struct duelist_entry *entry; /* the earliest first */
	size_t n;
};

int duelist_collect(struct cli *c, const struct duelist_want *want,
    struct duelist *ret, struct hj_error *err) HJ_MUST_CHECK;
void duelist_clear(struct duelist *l);

/* How many are late, and how many are due today or in the `days` after; clocks
 * that are over are not late. */
int duelist_count(struct cli *c, int32_t today, int32_t days, size_t *late,
    size_t *soon, struct hj_error *err) HJ_MUST_CHECK;

#endif

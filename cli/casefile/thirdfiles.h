/*
 * thirdfiles.h: the files that are linked to one that was merged into another,
 * or parted from it: their links follow, so that both sides always show a link.
 */
#ifndef HJ_CLI_THIRDFILES_H
#define HJ_CLI_THIRDFILES_H

#include "cli/casefile/casefile.h"
#include "core/links/absorb.h"

/* At most so many: a file with more links is not merged. */
#define THIRDFILES 64

struct thirdfiles {
	struct casefile file[THIRDFILES];
	size_t n;
};

/* Links to `from` are to lead to `to`. */
struct moving {
	const struct hj_record *old; /* the file that was merged, before it
				      * was: whose links they are */
	const char *from, *to; /* ids as stored; `from` or `to` is its id */
	/* Of persons who are one: in the file that stays, and in the other. */
	const struct hj_same_person *same;
	size_t nsame;
	/* Parting: `from` as it is again.  A link that it had of its own
	 * stays, too.  NULL: merging. */
	const struct hj_record *parted;
};

/* Load and change them, those that are in this vault; nothing is stored.
 * HJ_ELIMIT. */
int thirdfiles_move(struct cli *c, const struct moving *m,
    struct thirdfiles *ret, struct hj_error *err) HJ_MUST_CHECK;
void thirdfiles_clear(struct thirdfiles *t);

#endif

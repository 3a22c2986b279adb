/*
 * together.h: several case files changed in one commit, or none of them.
 */
#ifndef HJ_CLI_TOGETHER_H
#define HJ_CLI_TOGETHER_H

#include "cli/casefile/casefile.h"

struct together {
	struct casefile *file;
	const char *action; /* HJ_DID_... */
	const char *detail; /* for the log, or NULL */
	/* Whose content comes into it: its legal hold goes along; or NULL. */
	const struct casefile *with_hold_of;
	bool fresh; /* new, with a row of hj_vault_fresh() */
	enum hj_put_what what; /* what it was: filled by together_save() */
};

/* Say that a legal hold will go along, where one will. */
int together_tell_hold(struct cli *c, const struct casefile *from,
    const struct casefile *to, struct hj_error *err) HJ_MUST_CHECK;

/*
 * Check each record, report what is wrong on stderr, and store them all as new
 * revisions with a log entry each.  HJ_EINVAL: one is not a valid case file;
 * HJ_EBUSY: somebody else writes, or has changed one since it was loaded.  Then
 * nothing is stored.  Nothing is logged where nothing changed.
 */
int together_save(struct cli *c, struct together *all, size_t n,
    struct hj_error *err) HJ_MUST_CHECK;

/* The same, and `also` adds to the change: entries of the log that stand or
 * fall with it.  It is not asked when nothing changed. */
typedef int
together_fn(void *to, struct hj_change *change, struct hj_error *err);
int together_save_with(struct cli *c, struct together *all, size_t n,
    together_fn *also, void *to, struct hj_error *err) HJ_MUST_CHECK;

#endif

/*
 * fieldhistory_own.h: the inside of fieldhistory*.c.
 */
#ifndef HJ_CLI_FIELDHISTORY_OWN_H
#define HJ_CLI_FIELDHISTORY_OWN_H

#include "cli/show/diffview.h"
#include "cli/show/fieldhistory.h"
#include "core/case/pathset.h"
#include "core/log/log.h"

struct fieldhistory {
	struct cli *c;
	const struct casefile *f;
	struct hj_pathset field;
	struct diffview_how how;
	struct hj_vault_facts facts;
	struct hj_buf steps; /* the revisions, oldest first */
	struct hj_buf secrets; /* what is secret in any of them */
	/* Of the revision at hand: */
	struct hj_log_entry entry;
	struct hj_buf page; /* what the entry borrows */
	struct hj_buf why;
	struct hj_buf said; /* ids of conflicts */
	size_t nth; /* from 1 */
	size_t since; /* that it is compared with; 0: none is here */
	const struct hj_record *before, *after;
	size_t rows;
};

/* What is secret in a revision is masked in all of them, also in those where
 * nobody had called it so yet. */
int fieldhistory_note_secrets(struct fieldhistory *h, const struct hj_record *r,
    struct hj_error *err) HJ_MUST_CHECK;
int fieldhistory_is_secret(const struct fieldhistory *h,
    const struct hj_node *node, bool *ret, struct hj_error *err) HJ_MUST_CHECK;

/* The reason that somebody gave for the revision at hand, or from whom it
 * came. */
int fieldhistory_read_why(struct fieldhistory *h,
    struct hj_error *err) HJ_MUST_CHECK;
/* A row, if the difference is one of the field.  The shape of hj_diff_fn; `to`
 * is a struct fieldhistory. */
int fieldhistory_row(void *to, const struct hj_difference *d,
    struct hj_error *err) HJ_MUST_CHECK;

#endif

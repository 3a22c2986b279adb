/*
 * edit.h: a case file in an editor.
 *
 * The text (core/case/fieldtext.h) lies in a folder in memory (slate.h) while the
 * editor is open.  Each time it was written there, a sealed draft is kept in
 * the vault: a crash, a hang-up or a power cut cost at most what the editor had
 * not written.  What cannot be read is shown again at the line of the first
 * fault, with what is wrong on top.  When another revision came meanwhile, the
 * two are merged.
 */
#ifndef HJ_CLI_EDIT_H
#define HJ_CLI_EDIT_H

#include "cli/casefile/casefile.h"
#include "cli/edit/slate.h"
#include "core/case/fieldtext.h"

struct edit {
	struct cli *c;
	struct slate *slate;
	bool resume, dry_run;
	struct casefile file; /* the newest revision, its record in `head` */
	struct hj_record *head;
	struct hj_record *base; /* what the text was written from */
	char base_hex[2 * HJ_DIGEST_BYTES + 1]; /* and its fingerprint */
	struct hj_buf given; /* the text as it was written */
	struct hj_buf text; /* and as it is now */
	struct hj_buf faults; /* comments for its top */
	size_t line; /* where to open it; 0: anywhere */
	struct hj_path_labels labels;
	struct hj_buf detail; /* for the log */
};

#define EDIT(cli)                                                              \
	((struct edit){ .c = (cli),                                            \
	    .file = CASEFILE,                                                  \
	    .given = HJ_BUF(HJ_TEXT_MAX),                                      \
	    .text = HJ_BUF(HJ_TEXT_MAX),                                       \
	    .faults = HJ_BUF(HJ_TEXT_MAX),                                     \
	    .detail = HJ_BUF(HJ_DETAIL_MAX) })

void edit_clear(struct edit *e);

/*
 * The whole conversation about the case of that name, with e->slate open.
 * *what: what became of it.  HJ_EEXISTS: an unfinished edit is kept;
 * HJ_ENOTFOUND: none is; HJ_EINTERRUPTED: stopped, the draft is kept; HJ_EIO:
 * the editor failed, likewise; HJ_EINVAL: faults and nobody to mend them,
 * likewise, or parts of the file are withheld and it was changed meanwhile.
 */
int edit_run(struct edit *e, const char *name, enum hj_put_what *what,
    struct hj_error *err) HJ_MUST_CHECK;

/* ---- edit_text.c: what the editor gets, and what comes of it ---- */

/* The record in lines, with what has to be known about them. */
int edit_compose(struct edit *e, struct hj_error *err) HJ_MUST_CHECK;
/* Into the folder, faults on top; and back without them. */
int edit_give(struct edit *e, struct hj_error *err) HJ_MUST_CHECK;
int edit_take(struct edit *e, struct hj_error *err) HJ_MUST_CHECK;
/* Read and check it: *ret is NULL when there are faults, which are then said,
 * and kept for the top of the text; warnings are said too. */
int edit_judge(struct edit *e, struct hj_record **ret,
    struct hj_error *err) HJ_MUST_CHECK;

/* ---- edit_draft.c: what is kept of it ---- */

int edit_draft_save(struct edit *e, struct hj_error *err) HJ_MUST_CHECK;
/* The text, and the fingerprint of what it was written from.  HJ_ENOTFOUND:
 * none is kept. */
int edit_draft_load(struct edit *e, struct hj_error *err) HJ_MUST_CHECK;
int edit_draft_drop(struct edit *e, struct hj_error *err) HJ_MUST_CHECK;
/* Are these the bytes of such a draft? */
bool edit_draft_is(const struct hj_buf *bytes);

/* ---- edit_review.c: the last look ---- */

enum edit_verdict { EDIT_SAVE, EDIT_AGAIN, EDIT_DROP };

/* What e->file.record changes: for a person, in words, on stderr; with
 * --dry-run as `diff` does; *rows says how many. */
int edit_show(struct edit *e, size_t *rows, struct hj_error *err) HJ_MUST_CHECK;
/* HJ_EINVAL: nobody to ask; --yes saves. */
int edit_ask(struct edit *e, enum edit_verdict *ret,
    struct hj_error *err) HJ_MUST_CHECK;
/* Does somebody want to mend it?  false without a terminal. */
int
edit_ask_again(struct edit *e, bool *ret, struct hj_error *err) HJ_MUST_CHECK;
/* What changed, for the log: the reason and the paths, no values. */
int edit_describe(struct edit *e, const char **ret,
    struct hj_error *err) HJ_MUST_CHECK;

#endif

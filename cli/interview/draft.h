/*
 * draft.h: an interview that is not finished, as bytes for the vault to seal.
 *
 *	hanji draft 1
 *	form first-call
 *	answered 12
 *	team 1
 *	at person[+v].sex[+x]
 *	open
 *	never detention[+d].facility
 *	label v k7m2qx
 *
 *	<case ...>
 *
 * Lines, an empty line, then the canonical bytes of the record so far, which
 * need not be a valid case file yet.  `at` is the path of the question to ask
 * next, so that a table that has grown since does no harm; without it all was
 * asked.  `open`: a free text is being typed there.
 * `team`: the number of the team that the case file goes to.  The draft has the id of
 * the case file that it will be.
 */
#ifndef HJ_CLI_DRAFT_H
#define HJ_CLI_DRAFT_H

#include "cli/interview/interview.h"
#include "core/base/buf.h"

int draft_encode(const struct interview *iv, struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;

/* Fills form, labels, position and record of an interview that has its
 * questions already.  HJ_EINVAL: no draft of an interview; HJ_EVERSION: made
 * by a newer hanji. */
int draft_decode(const struct hj_buf *from, struct interview *iv,
    struct hj_error *err) HJ_MUST_CHECK;

/* How many drafts of interviews there are; *last is one of them. */
int draft_count(struct hj_vault *v, struct hj_id *last, size_t *ret,
    struct hj_error *err) HJ_MUST_CHECK;

/* The draft whose id begins so; NULL: the only one there is of an interview.
 * HJ_ENOTFOUND; HJ_EAMBIGUOUS. */
int draft_find(struct hj_vault *v, const char *prefix, struct hj_id *ret,
    struct hj_error *err) HJ_MUST_CHECK;

#endif

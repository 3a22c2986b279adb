/*
 * petitionbag.h: a petition as a package: its document in the formats that
 * people read, edit and print, attachments as clean copies, and, where everybody
 * in them agreed to be named, the case files with their proofs.
 *
 * First everything is made and laid out as text, for whoever looks for names in
 * it (exposure.h); only what was looked at is packed.
 */
#ifndef HJ_CLI_PETITIONBAG_H
#define HJ_CLI_PETITIONBAG_H

#include "cli/leaving/contents.h"
#include "cli/petition/finaltext.h"
#include "cli/petition/petition.h"

struct petitionbag_wish {
	const struct petition *p;
	int32_t today;
	const char *recipient; /* NULL: nobody named */
	const struct opt_each *attach; /* CASE/EVIDENCE */
	const struct opt_each *as_is; /* enclosing.h */
	bool proofs; /* with the case files */
	struct hj_buf *log; /* why an attachment leaves as it is */
};

struct petitionbag {
	struct cli *c;
	const struct petitionbag_wish *w;
	struct contents in; /* the page first */
	struct finalfacts final; /* of its documents */
	struct hj_annex_facts facts;
};

/*
 * HJ_EREFUSED: proofs, and somebody is not named or may not be; an attachment
 * that is above the level 'internal' or cannot be cleaned.  HJ_ENOTFOUND: no
 * such attachment.  To be cleared in every case.
 */
int petitionbag_make(struct cli *c, const struct petitionbag_wish *w,
    struct petitionbag *ret, struct hj_error *err) HJ_MUST_CHECK;
/* The tar, appended to `document`; `to` learns which attachments are in it. */
int petitionbag_pack(struct petitionbag *b, struct leaving *to,
    struct hj_buf *document, struct hj_error *err) HJ_MUST_CHECK;
void petitionbag_clear(struct petitionbag *b);

#endif

/*
 * contents.h: what a package is made of, before it is packed: named files, which
 * attachments are among them, and the text of all, to be searched for names
 * (exposure.h).
 */
#ifndef HJ_CLI_CONTENTS_H
#define HJ_CLI_CONTENTS_H

#include "cli/leaving/enclosing.h"
#include "cli/petition/petitionfile.h"
#include "core/base/limits.h"
#include "export/bag/bagging.h"

struct contents {
	struct hj_buf items, enclosed; /* its own */
	struct hj_buf text;
};

#define CONTENTS                                                               \
	((struct contents){ .items = HJ_BUF(HJ_TEXT_MAX),                      \
	    .enclosed = HJ_BUF(HJ_TEXT_MAX),                                   \
	    .text = HJ_BUF(PETITIONFILE_MAX) })

/* It owns the bytes from now on, also after an error. */
int contents_add(struct contents *k, const char *name, struct hj_buf *bytes,
    struct hj_error *err) HJ_MUST_CHECK;
/* What stands in a file of XML or HTML, to be searched too. */
int contents_text(struct contents *k, const struct hj_buf *markup,
    struct hj_error *err) HJ_MUST_CHECK;
/* An attachment as a copy (enclosing.h); its text is searched. */
int contents_attach(struct contents *k, struct enclosing *e,
    const struct casefile *f, const struct attachment *a,
    struct hj_error *err) HJ_MUST_CHECK;

/* The first file; there is one. */
const struct hj_buf *contents_first(const struct contents *k);
size_t contents_attachments(const struct contents *k);

/* The files as payload; then, when all went well, the ledger learns which
 * attachments are in it. */
int contents_pack(const struct contents *k, struct hj_bagging *to,
    struct hj_error *err) HJ_MUST_CHECK;
int contents_note(const struct contents *k, struct leaving *to,
    struct hj_error *err) HJ_MUST_CHECK;
void contents_clear(struct contents *k);

#endif

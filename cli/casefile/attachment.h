/*
 * attachment.h: the attachment of a case that somebody named, and the clean
 * copy of it (export/clean/clean.h).
 */
#ifndef HJ_CLI_ATTACHMENT_H
#define HJ_CLI_ATTACHMENT_H

#include "cli/casefile/casefile.h"

/* Borrowed from the record of the case. */
struct attachment {
	const char *id; /* of the evidence */
	const char *blob;
	const char *file; /* the name it had; NULL: none */
	const char *type; /* media type; NULL: not said */
	const char *sha256; /* in hex; NULL: not said */
	const char *bytes; /* their number; NULL: not said */
};

/* Of an element `evidence`; false: this vault has no attachment of it. */
bool attachment_of(const struct hj_node *evidence, struct attachment *ret);

/* By the id of the evidence, or its position.  HJ_ENOTFOUND: there is no such
 * evidence, or this vault has no attachment of it. */
int attachment_find(const struct casefile *f, const char *which,
    struct attachment *ret, struct hj_error *err) HJ_MUST_CHECK;

/* What --attach CASE/EVIDENCE names; `evidence` is borrowed. */
struct attachment_named {
	char id[HJ_ID_CHARS + 1]; /* the beginning of that of the case */
	size_t n;
	const char *evidence;
};
int attachment_named(const char *said, struct attachment_named *ret,
    struct hj_error *err) HJ_MUST_CHECK;
bool attachment_is_of(const struct attachment_named *a, const struct hj_id *id);

/* Append a clean copy, made in memory; *end is the end of a file name of its
 * kind, ".jpg".  Codes of hj_vault_extract() and hj_clean_copy(). */
int attachment_clean(struct cli *c, const struct casefile *f,
    const struct attachment *a, struct hj_buf *to, const char **end,
    struct hj_error *err) HJ_MUST_CHECK;

/* A buffer for it. */
#define ATTACHMENT_COPY HJ_BUF((size_t)64 << 20)

#endif

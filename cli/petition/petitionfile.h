/*
 * petitionfile.h: the files of a petition: what was exported last, what was
 * sent, what came back.
 *
 * Each is an attachment sealed under the key of the petition, named by an
 * element `evidence`: role working for the last export, evidentiary for what
 * was sent or received.  The last export is kept whole and not as a
 * fingerprint only: what a lawyer changed in it is shown before it is sent.
 */
#ifndef HJ_CLI_PETITIONFILE_H
#define HJ_CLI_PETITIONFILE_H

#include "cli/casefile/casefile.h"

/* A document with pictures in it; what is larger is no petition. */
#define PETITIONFILE_MAX ((size_t)64 << 20)

struct petitionfile {
	const char *title; /* in the language of the petition */
	const char *role; /* code of evidence-role */
	const char *type; /* code of ev-type, or NULL */
	const char *media; /* NULL: not known */
	const char *path; /* its own name is kept; NULL: it has none */
	const char *process; /* how it was made, or NULL */
};

/* Seal it and put the element into the record, which is not stored yet.
 * *id is that of the element, borrowed.  Errors of hj_vault_attach(). */
int petitionfile_keep(struct cli *c, struct casefile *f,
    const struct petitionfile *what, const struct hj_buf *bytes,
    const char **id, struct hj_error *err) HJ_MUST_CHECK;

/* Read one back.  HJ_ENOTFOUND: it has no attachment here; HJ_ECORRUPT. */
int petitionfile_read(struct cli *c, const struct casefile *f,
    const struct hj_node *evidence, struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;

/* The last one of that role, or NULL. */
struct hj_node *petitionfile_last(const struct hj_record *r, const char *role);

/*
 * The document that was exported just now takes the place of the one before:
 * element and attachment, stored with an entry of the log.  Nothing is stored
 * when it is the same, byte for byte.
 */
int petitionfile_exported(struct cli *c, struct casefile *f, const char *media,
    const struct hj_buf *bytes, struct hj_error *err) HJ_MUST_CHECK;

/* By the end of a file name: "text/html"; NULL: none that we write. */
const char *petitionfile_media(const char *path);

#endif

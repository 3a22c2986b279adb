/*
 * ledger.h: what leaves the vault is written into the log before it appears.
 *
 * The detail of such an entry is sealed: who gets it, what for, under which
 * scope, the SHA-256 of the file, and the ids of the cases.  The file gets its
 * name only after the entry is durable, so that nothing leaves unrecorded.
 */
#ifndef HJ_CLI_LEDGER_H
#define HJ_CLI_LEDGER_H

#include <sodium.h>

#include "cli/cli.h"
#include "core/file.h"

/* A file, or standard output, that is on its way out. */
struct leaving {
	struct cli *c;
	const char *path; /* NULL or "-": standard output */
	struct hj_file_new *file;
	int fd;
	crypto_hash_sha256_state hash;
	uint64_t bytes;
	struct hj_buf cases; /* ids, one a line, as far as they fit */
	uint64_t ncases;
};

struct leaving_to {
	const char *action; /* HJ_DID_EXPORT, HJ_DID_PETITION */
	const char *scope;
	const char *recipient; /* NULL: nobody named */
	const char *purpose; /* NULL: none given */
	/* Lines of what was accepted in spite of the exposure check; or NULL. */
	struct hj_buf *accepted;
};

/* HJ_EEXISTS: something is at `path`. */
int leaving_begin(struct cli *c, const char *path, struct leaving *ret,
    struct hj_error *err) HJ_MUST_CHECK;
/* The shape of hj_export_fn; `to` is a struct leaving. */
int leaving_write(void *to, const uint8_t *p, size_t n,
    struct hj_error *err) HJ_MUST_CHECK;
int leaving_case(struct leaving *l, const struct hj_id *id,
    struct hj_error *err) HJ_MUST_CHECK;
/* Log it, then let it appear.  After an error there is no file. */
int leaving_finish(struct leaving *l, const struct leaving_to *to,
    struct hj_error *err) HJ_MUST_CHECK;
void leaving_drop(struct leaving *l); /* also after finish */

#endif

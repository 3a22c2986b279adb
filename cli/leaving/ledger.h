/*
 * ledger.h: what leaves the vault is written into the log before it appears.
 *
 * The detail of such an entry is sealed: who gets it, what for, under which
 * scope, the SHA-256 of the file, and a line for each case: its id, and behind
 * it the id of a person whom a petition or letter names; of a case that leaves
 * as a whole, all.  The file gets its name only after the entry is durable, and
 * what goes to standard output waits in memory for it, so that nothing leaves
 * unrecorded.  disclosure.h reads it.
 */
#ifndef HJ_CLI_LEDGER_H
#define HJ_CLI_LEDGER_H

#include <sodium.h>

#include "cli/cli.h"
#include "core/file/file.h"

/* A file, or standard output, that is on its way out. */
struct leaving {
	struct cli *c;
	const char *path; /* NULL or "-": standard output */
	struct hj_file_new *file;
	int fd; /* of the file, or of the memory in which it waits */
	struct sealed *sealed; /* sealed.h; NULL: it leaves as it is */
	crypto_hash_sha256_state hash;
	uint64_t bytes;
	char sha256[65]; /* of the file, once it is noted */
	struct hj_buf cases; /* lines, as far as they fit */
	uint64_t ncases;
	struct hj_buf enclosed; /* attachments in it */
};

struct leaving_to {
	const char *action; /* HJ_DID_EXPORT, HJ_DID_PETITION ... */
	const char *scope;
	const char *recipient; /* NULL: nobody named */
	const char *purpose; /* NULL: none given */
	/* Lines of what was accepted in spite of the exposure check; or NULL. */
	struct hj_buf *accepted;
	const struct hj_id *petition; /* NULL: none */
	bool unnamed; /* whole cases, but without names */
};

/* HJ_EEXISTS: something is at `path`. */
int leaving_begin(struct cli *c, const char *path, struct leaving *ret,
    struct hj_error *err) HJ_MUST_CHECK;
/* The shape of hj_export_fn; `to` is a struct leaving. */
int leaving_write(void *to, const uint8_t *p, size_t n,
    struct hj_error *err) HJ_MUST_CHECK;
/* Past the seal: for sealed.c. */
int leaving_out(struct leaving *l, const uint8_t *p, size_t n,
    struct hj_error *err) HJ_MUST_CHECK;
int leaving_case(struct leaving *l, const struct hj_id *id,
    struct hj_error *err) HJ_MUST_CHECK;
/* The person of that case is named in it. */
int leaving_named(struct leaving *l, const struct hj_id *id, const char *person,
    struct hj_error *err) HJ_MUST_CHECK;
/* This attachment is in it, as it is or as a clean copy: its own story
 * (custody.h) has it, too. */
int leaving_enclosed(struct leaving *l, const struct hj_id *id,
    const char *evidence, bool clean, struct hj_error *err) HJ_MUST_CHECK;
/* Log it, then let it appear.  After an error there is no file. */
int leaving_finish(struct leaving *l, const struct leaving_to *to,
    struct hj_error *err) HJ_MUST_CHECK;
void leaving_drop(struct leaving *l); /* also after finish */

/*
 * For what leaves on another way: bytes that are in the vault, and that
 * somebody sends.  They are told to it, not written, and the entry becomes part
 * of the change that stores them; leaving_drop() ends it.
 */
void
leaving_tell(struct cli *c, const struct hj_buf *bytes, struct leaving *ret);
int leaving_note(struct leaving *l, const struct leaving_to *to,
    struct hj_change *change, struct hj_error *err) HJ_MUST_CHECK;

#endif

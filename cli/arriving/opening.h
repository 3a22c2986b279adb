/*
 * opening.h: a sealed file that came, and the signature beside it.
 *
 * Whole before anything of it is looked at: it is opened into memory that has
 * no name on any disk, up to its verified last chunk, and only then read.
 * Whether somebody signed it is checked on the very bytes that were opened.
 */
#ifndef HJ_CLI_OPENING_H
#define HJ_CLI_OPENING_H

#include "cli/cli.h"
#include "cli/screen/opt.h"
#include "core/keys/age.h"
#include "core/keys/agekey.h"
#include "core/keys/minisign.h"

struct opening_opt {
	const char *identity; /* a file of age-keygen */
	int fd; /* of the passphrase; 0: none */
	const char *signer; /* public key of minisign */
};

/* Rows of an option table whose struct has an opening_opt called `open`. */
#define OPENING_AT(type, field) (offsetof(type, open.field))
#define OPENING_IDENTITY(type)                                                          \
	{                                                                               \
		0, "identity", OPT_FILE, OPENING_AT(type, identity), "FILE",            \
		    NULL,                                                               \
		    N_("open a sealed file with the secret key in FILE, of age-keygen") \
	}
#define OPENING_PASSPHRASE(type)                                                 \
	{                                                                        \
		0, "file-passphrase-fd", OPT_FD, OPENING_AT(type, fd), "N",      \
		    NULL,                                                        \
		    N_("read the passphrase of a sealed file from descriptor N") \
	}
#define OPENING_SIGNER(type)                                                   \
	{                                                                      \
		0, "signed-by", OPT_TEXT, OPENING_AT(type, signer), "KEY",     \
		    NULL, N_("refuse what this minisign key has not signed")   \
	}

/* What opens a file; free it with opening_clear(). */
struct opening {
	struct hj_secret *identity, *passphrase;
	struct hj_age_with with; /* borrows from both */
};
/* The passphrase is asked for where `asks` says so; else the key is that of
 * --identity, or of the member when the vault is open.  HJ_EAUTH: neither. */
int
opening_ask(struct cli *c, const struct opening_opt *o, enum hj_age_asks asks,
    struct opening *ret, struct hj_error *err) HJ_MUST_CHECK;
void opening_clear(struct opening *o);

/* What came. */
struct opened {
	bool sealed;
	char key[HJ_AGEKEY_SHOWN]; /* it was opened with; "": with none */
	char signer[HJ_MINISIGN_ID_SHOWN]; /* proved by FILE.minisig, or "" */
};

/*
 * *fd is a file at its beginning.  Where it is an age file, it is closed and
 * replaced by memory with what was in it.  A pipe is left as it is.
 * HJ_ECORRUPT, HJ_EAUTH, HJ_EINVAL as hj_age_open(); HJ_ELIMIT: more than
 * HJ_OPENED_MAX.
 */
int
opening_replace(struct cli *c, const struct opening_opt *o, const char *file,
    int *fd, struct opened *ret, struct hj_error *err) HJ_MUST_CHECK;

/*
 * The same of a file that may have FILE.minisig beside it, and what that
 * proves is said.  Then any file is replaced by memory, and was hashed on its
 * way there: what is read afterwards is what was signed.  HJ_ECORRUPT: it does
 * not fit; HJ_EREFUSED: it was signed for others than this member;
 * HJ_ENOTFOUND: --signed-by was given, and that key did not sign it.
 */
int opening_take(struct cli *c, const struct opening_opt *o, const char *file,
    int *fd, struct opened *ret, struct hj_error *err) HJ_MUST_CHECK;

/* ---- for opening_signature.c ---- */

/* hash: of all bytes of the file, which is replaced whatever it is; or NULL. */
int opening_into_memory(struct cli *c, const struct opening_opt *o,
    const char *file, int *fd, uint8_t *hash, struct opened *ret,
    struct hj_error *err) HJ_MUST_CHECK;

#endif

/*
 * verify.h: a package of somebody else, thing by thing, without any vault.
 *
 * Before the first foreign byte is looked at the process gives up its keyring,
 * the network, and every file but the one it was given.
 */
#ifndef HJ_CLI_VERIFY_H
#define HJ_CLI_VERIFY_H

#include "cli/arriving/opening.h"
#include "cli/cli.h"
#include "core/base/ruling.h"
#include "core/keys/minisign.h"
#include "core/log/note.h"

#define VERIFY_WITNESSES 8

/* What somebody knows from elsewhere: on paper, by telephone. */
struct verify_keys {
	bool has_signer, has_log;
	struct hj_minisign_key signer;
	struct hj_note_key log;
	struct hj_note_key witness[VERIFY_WITNESSES];
	size_t nwitnesses;
};

struct verify_ask {
	const char *path; /* a folder or a file */
	struct verify_keys keys;
	struct opening_opt open; /* of a sealed one */
	/* Of a single file; NULL: not given. */
	const char *since; /* an earlier checkpoint */
	const char *of; /* a case file, or what was signed */
	const char *salts; /* of the case file */
};

/* A key, or the file that it is in; NULL: none was given.  HJ_EINVAL. */
int verify_read_keys(const char *signer, const char *log,
    struct verify_keys *ret, struct hj_error *err) HJ_MUST_CHECK;

/* One more key, of a witness. */
int verify_read_witness(const char *key, struct verify_keys *keys,
    struct hj_error *err) HJ_MUST_CHECK;

struct hj_archive;

/* What is in it, without giving up any rights: for a process that did.  *ours:
 * it says that it is a package of hanji. */
int verify_archive(const struct hj_archive *a, const struct verify_ask *ask,
    const struct opened *came, struct hj_judge *j, bool *ours,
    struct hj_error *err) HJ_MUST_CHECK;

/* HJ_OK: it was looked at, and j has counted.  HJ_ENOTFOUND, HJ_EIO,
 * HJ_EINVAL: it could not be. */
int verify_package(struct cli *c, const struct verify_ask *ask,
    struct hj_judge *j, struct hj_error *err) HJ_MUST_CHECK;

#endif

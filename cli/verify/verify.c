#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/access/process.h"
#include "cli/screen/say.h"
#include "cli/screen/outfile.h"
#include "cli/verify/verify_lone.h"
#include "import/archive.h"
#include "core/confine/confine.h"
#include "core/log/cosign.h"
#include "core/file/file.h"
#include "core/log/growth.h"
#include "core/base/limits.h"

/* Manifests of a hundred thousand files, all kinds of them. */
#define MEMORY ((uint64_t)2 << 30)
/* What a signature by itself may be of; larger files are for minisign. */
#define SIGNED_MAX ((size_t)256 << 20)

/* ---- keys from elsewhere ---- */

/* A file of that name, else the text itself; without a line feed behind. */
static int
given(const char *text, struct hj_buf *to, struct hj_error *err)
{
	int rc = access(text, F_OK) == 0 ? outfile_read(text, to, err)
					 : hj_buf_puts(to, text, err);

	if (rc == HJ_OK && to->len > 0 && to->data[to->len - 1] == '\n')
		to->len--;
	return rc;
}

int
verify_read_keys(const char *signer, const char *log, struct verify_keys *ret,
    struct hj_error *err)
{
	struct hj_buf b = HJ_BUF(HJ_LINE_MAX);
	int rc = HJ_OK;

	*ret = (struct verify_keys){ .has_signer = signer != NULL,
		.has_log = log != NULL };
	if (signer != NULL && (rc = given(signer, &b, err)) == HJ_OK &&
	    hj_minisign_key_parse((const char *)b.data, b.len, &ret->signer,
		err) != HJ_OK)
		rc = hj_while(err, "--signer");
	hj_buf_reset(&b);
	if (rc == HJ_OK && log != NULL && (rc = given(log, &b, err)) == HJ_OK &&
	    hj_note_vkey_parse((const char *)b.data, b.len, &ret->log, err) !=
		HJ_OK)
		rc = hj_while(err, "--log-key");
	hj_buf_clear(&b);
	return rc;
}

int
verify_read_witness(const char *key, struct verify_keys *keys,
    struct hj_error *err)
{
	struct hj_buf b = HJ_BUF(HJ_LINE_MAX);
	int rc;

	if (keys->nwitnesses == VERIFY_WITNESSES)
		return hj_fail(err, HJ_ELIMIT,
		    "no more than %d witnesses at a time", VERIFY_WITNESSES);
	if ((rc = given(key, &b, err)) == HJ_OK &&
	    (rc = hj_cosign_vkey_parse((const char *)b.data, b.len,
		 &keys->witness[keys->nwitnesses], err)) == HJ_OK)
		keys->nwitnesses++;
	hj_buf_clear(&b);
	return rc == HJ_OK ? HJ_OK : hj_while(err, "--witness");
}

/* ---- what was sent ---- */

/* Files beside it are read while they may still be. */
static int
read_beside(const struct verify_ask *ask, struct verify_beside *to,
    struct hj_error *err)
{
	if (ask->since != NULL &&
	    outfile_read(ask->since, &to->since, err) != HJ_OK)
		return (int)err->code;
	if (ask->of != NULL && outfile_read(ask->of, &to->of, err) != HJ_OK)
		return (int)err->code;
	if (ask->salts != NULL &&
	    outfile_read(ask->salts, &to->salts, err) != HJ_OK)
		return (int)err->code;
	return HJ_OK;
}

/* A small file by itself, read where it is; *ret tells what it is. */
static int
read_lone(int fd, const char *path, struct hj_buf *to, enum verify_lone *ret,
    struct hj_error *err)
{
	uint8_t *at;
	size_t got = 0;
	struct stat st;

	*ret = VERIFY_NO_LONE;
	if (fstat(fd, &st) != 0)
		return hj_fail_errno(err, errno, "cannot read '%s'", path);
	if (!S_ISREG(st.st_mode) || st.st_size == 0 ||
	    (uint64_t)st.st_size > to->max)
		return HJ_OK;
	if (hj_buf_extend(to, (size_t)st.st_size, &at, err) != HJ_OK ||
	    hj_fd_read(fd, path, at, (size_t)st.st_size, &got, err) != HJ_OK)
		return (int)err->code;
	to->len = got;
	*ret = verify_lone_kind(to);
	if (lseek(fd, 0, SEEK_SET) != 0)
		return hj_fail_errno(err, errno, "cannot read '%s'", path);
	return HJ_OK;
}

/* No path is opened any more but below the folder that was given, and no system
 * call made but those that reading and printing take. */
static int
give_up_rights(const char *path, int fd, struct hj_error *err)
{
	const struct hj_confine_path read = { .path = path };
	const struct hj_confine_profile profile = { .filter = true,
		.open_files = true,
		.paths = &read,
		.npaths = 1,
		.memory = MEMORY,
		.descriptors = 64,
		.output = true };
	const int keep[] = { STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO, fd };
	struct hj_confine_report report;

	/* The catalogue of translations is opened with its first text. */
	(void)_("holds");
	return hj_confine(&profile, keep, HJ_LEN(keep), &report, err);
}

/* What cannot be a package is an answer, too. */
static int
refused(struct hj_judge *j, const char *path, struct hj_error *err)
{
	struct hj_error why = *err;

	if (why.code != HJ_ECORRUPT && why.code != HJ_ELIMIT)
		return (int)why.code;
	*err = (struct hj_error){ .say = why.say };
	return hj_rule(j, HJ_FAILS, "not-a-package", path, err, "%s", why.text);
}

/* An age file is opened into memory, to its last byte, before anything in it
 * is looked at. */
static int
unseal(struct cli *c, const struct verify_ask *ask, int *fd,
    struct opened *came, struct hj_judge *j, struct hj_error *err)
{
	struct stat st;

	if (fstat(*fd, &st) != 0)
		return hj_fail_errno(err, errno, "cannot read '%s'", ask->path);
	if (!S_ISREG(st.st_mode))
		return HJ_OK;
	if (opening_replace(c, &ask->open, ask->path, fd, came, err) != HJ_OK)
		return (int)err->code;
	if (!came->sealed)
		return HJ_OK;
	return hj_rule(j, HJ_HOLDS, "sealed", ask->path, err,
	    "it opens, and nothing of it is missing");
}

/* By what it is: a single file, or a package. */
static int
look(const struct verify_ask *ask, int fd, const struct opened *came,
    const struct verify_beside *with, struct hj_judge *j, struct hj_error *err)
{
	struct hj_buf lone = HJ_BUF(HJ_FORK_MAX);
	struct hj_archive a = { .fd = -1 };
	enum verify_lone kind;
	bool ours;
	int rc = read_lone(fd, ask->path, &lone, &kind, err);

	if (rc == HJ_OK && kind != VERIFY_NO_LONE)
		rc = verify_lone(ask, with, &lone, j, err);
	else if (rc == HJ_OK && (rc = hj_archive_open(fd, &a, err)) == HJ_OK)
		rc = verify_archive(&a, ask, came, j, &ours, err);
	hj_archive_clear(&a);
	hj_buf_clear(&lone);
	return rc;
}

int
verify_package(struct cli *c, const struct verify_ask *ask, struct hj_judge *j,
    struct hj_error *err)
{
	struct verify_beside with = { .since = HJ_BUF(HJ_NOTE_MAX),
		.of = HJ_BUF(SIGNED_MAX),
		.salts = HJ_BUF(3 * HJ_RECORD_MAX) };
	struct opened came = { .sealed = false };
	int fd = open(ask->path, O_RDONLY | O_NONBLOCK | O_CLOEXEC), rc;

	if (fd < 0)
		return errno == ENOENT
		    ? hj_fail(err, HJ_ENOTFOUND, "no file '%s'", ask->path)
		    : hj_fail_errno(err, errno, "cannot open '%s'", ask->path);
	if ((rc = read_beside(ask, &with, err)) == HJ_OK) {
		if ((rc = unseal(c, ask, &fd, &came, j, err)) == HJ_OK &&
		    (rc = give_up_rights(ask->path, fd, err)) == HJ_OK)
			rc = look(ask, fd, &came, &with, j, err);
		if (rc != HJ_OK)
			rc = refused(j, ask->path, err);
	}
	hj_buf_clear(&with.since);
	hj_buf_clear(&with.of);
	hj_buf_clear(&with.salts);
	(void)close(fd);
	return rc;
}

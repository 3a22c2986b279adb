#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sodium.h>

#include "cli/access/process.h"
#include "cli/fieldwork/outgoing.h"
#include "cli/screen/outfile.h"
#include "core/file/file.h"

#define FOLDER "outgoing"
#define END ".age"
#define PIECE ((size_t)64 << 10)

void
outgoing_at(const struct cli *c, const uint8_t file[static HJ_TRIP_FILE],
    struct outgoing *ret)
{
	char hex[2 * HJ_TRIP_FILE + 1];

	*ret = (struct outgoing){ .dir = "" };
	(void)sodium_bin2hex(hex, sizeof(hex), file, HJ_TRIP_FILE);
	(void)snprintf(ret->dir, sizeof(ret->dir), "%.*s/" FOLDER,
	    HJ_PATH_MAX - 1, c->where.dir);
	(void)snprintf(ret->name, sizeof(ret->name), "%s" END, hex);
	(void)snprintf(ret->path, sizeof(ret->path), "%s/%s", ret->dir,
	    ret->name);
}

int
outgoing_prepare(const struct cli *c, struct hj_error *err)
{
	const uint8_t any[HJ_TRIP_FILE] = { 0 };
	struct outgoing at;

	outgoing_at(c, any, &at);
	return hj_dir_make(at.dir, true, err);
}

bool
outgoing_is_there(const struct cli *c, const struct hj_trip_package *p)
{
	struct outgoing at;
	struct stat st;

	outgoing_at(c, p->file, &at);
	/* What cannot be looked at is there: whoever opens it says why not. */
	return lstat(at.path, &st) == 0 ? S_ISREG(st.st_mode) : errno != ENOENT;
}

/* All of it past the hash, and into `to`; -1: nowhere. */
static int
pass(int from, const char *name, int to, const char *to_name,
    uint8_t ret[static HJ_DIGEST_BYTES], uint64_t *bytes, struct hj_error *err)
{
	struct hj_buf b = HJ_BUF(PIECE);
	crypto_hash_sha256_state s;
	size_t got = 1;
	uint8_t *p;
	int rc = hj_buf_extend(&b, PIECE, &p, err);

	(void)crypto_hash_sha256_init(&s);
	for (*bytes = 0; rc == HJ_OK && got != 0; *bytes += got) {
		got = 0;
		if ((rc = process_check(err)) != HJ_OK ||
		    (rc = hj_fd_read(from, name, p, PIECE, &got, err)) != HJ_OK)
			break;
		(void)crypto_hash_sha256_update(&s, p, got);
		if (to >= 0 && got != 0)
			rc = hj_fd_write(to, to_name, p, got, err);
	}
	(void)crypto_hash_sha256_final(&s, ret);
	hj_buf_clear(&b);
	return rc;
}

int
outgoing_hash(const char *dir, const char *name,
    uint8_t ret[static HJ_DIGEST_BYTES], uint64_t *bytes, struct hj_error *err)
{
	int fd, rc;

	if ((rc = hj_file_open(dir, name, &fd, err)) != HJ_OK)
		return rc;
	/* What is in memory says nothing about a stick. */
	(void)posix_fadvise(fd, 0, 0, POSIX_FADV_DONTNEED);
	rc = pass(fd, name, -1, NULL, ret, bytes, err);
	(void)close(fd);
	return rc;
}

int
outgoing_copy(const struct cli *c, const struct hj_trip_package *p,
    const char *to, struct hj_file_new **ret, struct hj_error *err)
{
	uint8_t hash[HJ_DIGEST_BYTES];
	struct hj_file_new *file = NULL;
	struct outgoing from;
	struct outfile at;
	uint64_t bytes;
	int in, out, rc;

	outgoing_at(c, p->file, &from);
	if ((rc = outfile_split(to, &at, err)) != HJ_OK ||
	    (rc = hj_file_open(from.dir, from.name, &in, err)) != HJ_OK)
		return rc;
	if ((rc = hj_file_begin(at.dir, &file, &out, err)) == HJ_OK &&
	    (rc = pass(in, from.name, out, to, hash, &bytes, err)) == HJ_OK &&
	    memcmp(hash, p->sealed, sizeof(hash)) != 0)
		rc = hj_fail(err, HJ_ECORRUPT,
		    "the sealed package is not as it was written: 'hanji intake close' seals it anew");
	(void)close(in);
	if (rc == HJ_OK)
		*ret = file;
	else
		hj_file_drop(file);
	return rc;
}

/* The one that still has to be carried. */
static const struct hj_trip_package *
wanted(const struct hj_trip *t)
{
	const struct hj_trip_package *p =
	    t->npackages != 0 ? &t->package[t->npackages - 1] : NULL;

	return p != NULL && p->received == 0 ? p : NULL;
}

void
outgoing_sweep(const struct cli *c, const struct hj_trip *t)
{
	const uint8_t none[HJ_TRIP_FILE] = { 0 };
	const struct hj_trip_package *keep = wanted(t);
	struct hj_error ignored = HJ_ERROR;
	const struct dirent *e;
	struct outgoing at;
	DIR *d;

	outgoing_at(c, keep != NULL ? keep->file : none, &at);
	if ((d = opendir(at.dir)) == NULL)
		return;
	while ((e = readdir(d)) != NULL)
		if (e->d_name[0] != '.' ||
		    strncmp(e->d_name, HJ_FILE_TEMP, strlen(HJ_FILE_TEMP)) == 0)
			if (strcmp(e->d_name, at.name) != 0 &&
			    hj_file_remove(at.dir, e->d_name, &ignored) !=
				HJ_OK)
				continue;
	(void)closedir(d);
}

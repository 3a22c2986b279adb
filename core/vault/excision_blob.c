#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <sodium.h>

#include "core/vault/excision_own.h"
#include "core/vault/tombstone.h"

#define FOLDER_MAX (HJ_PATH_MAX + 16)

static void
folder(const struct hj_vault *v, const char *name, char ret[static FOLDER_MAX])
{
	(void)snprintf(ret, FOLDER_MAX, "%s/%s", v->dir, name);
}

bool
hj_excise_waits(const struct hj_vault *v)
{
	char next[FOLDER_MAX];

	folder(v, HJ_BLOBS_NEXT, next);
	return access(next, F_OK) == 0;
}

/* ---- into the folder beside ---- */

static int
move(const struct hj_vault *v, const char *from_dir, const char *from,
    const char *to_dir, const char *to, struct hj_error *err)
{
	char a[FOLDER_MAX + 40], b[FOLDER_MAX + 40];

	(void)snprintf(a, sizeof(a), "%s/%s/%s", v->dir, from_dir, from);
	(void)snprintf(b, sizeof(b), "%s/%s/%s", v->dir, to_dir, to);
	return rename(a, b) == 0
	    ? HJ_OK
	    : hj_fail_errno(err, errno, "cannot move '%s'", a);
}

/* One that is not of this case, or that nobody can open any more, stays as it
 * is: an imported file may name whatever it likes. */
static int
seal_one(struct hj_vault *v, const struct hj_row *from, const struct hj_row *to,
    const char *name, struct hj_error *err)
{
	struct hj_error why = { .say = err->say };
	struct hj_blob_facts made;
	int rc = hj_vault_reseal(v, from, name, to, &made, &why);

	if (rc == HJ_ENOTFOUND || rc == HJ_ECORRUPT)
		return HJ_OK;
	if (rc != HJ_OK) {
		*err = why;
		return rc;
	}
	return move(v, HJ_BLOBS_DIR, made.name, HJ_BLOBS_NEXT, name, err);
}

int
hj_excise_blobs(struct hj_vault *v, const struct hj_row *from,
    const struct hj_row *to, const struct hj_buf *names, struct hj_error *err)
{
	char next[FOLDER_MAX], name[HJ_BLOB_NAME + 1] = "";

	folder(v, HJ_BLOBS_NEXT, next);
	if (names->len == 0)
		return HJ_OK;
	if (hj_dir_make(next, true, err) != HJ_OK)
		return (int)err->code;
	for (size_t i = 0; i < names->len; i += HJ_BLOB_NAME) {
		memcpy(name, names->data + i, HJ_BLOB_NAME);
		if (seal_one(v, from, to, name, err) != HJ_OK)
			return (int)err->code;
	}
	if (hj_dir_sync(next, err) != HJ_OK)
		return (int)err->code;
	return hj_dir_sync(v->dir, err);
}

/* ---- out of it ---- */

struct settling {
	struct hj_vault *v;
	struct hj_buf stones; /* of which cases it may be */
	struct hj_buf names;
};

/* Is it in the vault that parts of its case were erased? */
static int
is_wanted(struct settling *s, const char *name, bool *ret, struct hj_error *err)
{
	const struct hj_tombstone *t = (const void *)s->stones.data;
	struct hj_buf items = HJ_BUF(HJ_PAGE_STORED);
	struct hj_error why = { .say = err->say };
	char next[FOLDER_MAX];
	uint8_t key[HJ_KEY_LEN];
	struct hj_row row;
	uint64_t n;

	*ret = false;
	folder(s->v, HJ_BLOBS_NEXT, next);
	for (size_t i = s->stones.len / sizeof(*t); i > 0 && !*ret; i--) {
		why.code = HJ_OK;
		if (t[i - 1].kind[0] == '\0' ||
		    hj_vault_row(s->v, &t[i - 1].id, &row, &items, &why) !=
			HJ_OK)
			continue;
		hj_keyring_case(s->v->me.keyring, row.dek, key);
		*ret = hj_blob_read(next, name, key, NULL, NULL, &n, &why) ==
		    HJ_OK;
		sodium_memzero(&row, sizeof(row));
		sodium_memzero(key, sizeof(key));
	}
	hj_buf_clear(&items);
	return why.code == HJ_EIO ? hj_fail(err, HJ_EIO, "%s", why.text)
				  : HJ_OK;
}

static int
list(struct settling *s, const char *dir, struct hj_error *err)
{
	const struct dirent *e;
	DIR *d = opendir(dir);
	int rc = HJ_OK;

	if (d == NULL)
		return hj_fail_errno(err, errno, "cannot read '%s'", dir);
	while (rc == HJ_OK && (e = readdir(d)) != NULL)
		if (hj_blob_is_name(e->d_name))
			rc =
			    hj_buf_add(&s->names, e->d_name, HJ_BLOB_NAME, err);
	(void)closedir(d);
	return rc;
}

static int
settle_one(struct settling *s, const char *name, struct hj_error *err)
{
	char path[FOLDER_MAX + 40];
	bool wanted;

	if (is_wanted(s, name, &wanted, err) != HJ_OK)
		return (int)err->code;
	if (wanted)
		return move(s->v, HJ_BLOBS_NEXT, name, HJ_BLOBS_DIR, name, err);
	(void)snprintf(path, sizeof(path), "%s/" HJ_BLOBS_NEXT "/%s", s->v->dir,
	    name);
	return unlink(path) == 0
	    ? HJ_OK
	    : hj_fail_errno(err, errno, "cannot remove '%s'", path);
}

static int
settle(struct settling *s, const char *next, struct hj_error *err)
{
	char here[FOLDER_MAX], name[HJ_BLOB_NAME + 1] = "";

	if (hj_vault_tombstones(s->v, NULL, &s->stones, err) != HJ_OK ||
	    list(s, next, err) != HJ_OK)
		return (int)err->code;
	for (size_t i = 0; i < s->names.len; i += HJ_BLOB_NAME) {
		memcpy(name, s->names.data + i, HJ_BLOB_NAME);
		if (settle_one(s, name, err) != HJ_OK)
			return (int)err->code;
	}
	folder(s->v, HJ_BLOBS_DIR, here);
	if (hj_dir_sync(here, err) != HJ_OK)
		return (int)err->code;
	if (rmdir(next) != 0)
		return hj_fail_errno(err, errno, "cannot remove '%s'", next);
	return hj_dir_sync(s->v->dir, err);
}

int
hj_excise_settle(struct hj_vault *v, struct hj_error *err)
{
	struct settling s = { .v = v };
	char next[FOLDER_MAX];
	int rc;

	if (!hj_excise_waits(v))
		return HJ_OK;
	folder(v, HJ_BLOBS_NEXT, next);
	s.stones = HJ_TOMBSTONES;
	s.names = HJ_BUF((size_t)64 << 20);
	rc = settle(&s, next, err);
	hj_buf_clear(&s.stones);
	hj_buf_clear(&s.names);
	return rc;
}

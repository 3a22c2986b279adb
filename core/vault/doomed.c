#include <stdio.h>
#include <string.h>

#include <sodium.h>

#include "core/file/blob.h"
#include "core/file/file.h"
#include "core/vault/doomed.h"
#include "core/vault/tombstone.h"
#include "core/vault/vault_state.h"

#define NAMES_MAX ((size_t)64 << 20)

static int
count_tombstones(struct hj_vault *v, uint64_t *ret, struct hj_error *err)
{
	struct hj_buf all = HJ_TOMBSTONES;
	int rc = hj_vault_tombstones(v, NULL, &all, err);

	*ret = all.len / sizeof(struct hj_tombstone);
	hj_buf_clear(&all);
	return rc;
}

int
hj_doomed_write(struct hj_vault *v, const struct hj_buf *names,
    struct hj_error *err)
{
	struct hj_buf b = HJ_BUF(NAMES_MAX);
	uint64_t before;
	int rc = HJ_OK;

	if (names->len != 0 &&
	    (rc = count_tombstones(v, &before, err)) == HJ_OK &&
	    (rc = hj_buf_u64(&b, before, err)) == HJ_OK &&
	    (rc = hj_buf_add(&b, names->data, names->len, err)) == HJ_OK)
		rc = hj_file_replace(v->dir, HJ_DOOMED, b.data, b.len, err);
	hj_buf_clear(&b);
	return rc;
}

static int
remove_all(struct hj_vault *v, struct hj_cursor *c, struct hj_error *err)
{
	char dir[HJ_PATH_MAX + 8], name[HJ_BLOB_NAME + 1] = "";

	(void)snprintf(dir, sizeof(dir), "%s/" HJ_BLOBS_DIR, v->dir);
	while (c->left != 0) {
		struct hj_error why = { .say = err->say };
		int rc;

		hj_cursor_copy(c, (uint8_t *)name, HJ_BLOB_NAME);
		/* Whoever can write into the folder names no other file. */
		if (c->bad || !hj_blob_is_name(name))
			return hj_fail(err, HJ_ECORRUPT,
			    "'%s' is damaged: remove it and run 'hanji check --repair'",
			    HJ_DOOMED);
		rc = hj_file_remove(dir, name, &why);
		if (rc != HJ_OK && rc != HJ_ENOTFOUND) {
			*err = why;
			return rc;
		}
	}
	return hj_dir_sync(dir, err);
}

int
hj_doomed_settle(struct hj_vault *v, struct hj_error *err)
{
	struct hj_buf b = HJ_BUF(NAMES_MAX);
	struct hj_error why = { .say = err->say };
	struct hj_cursor c;
	uint64_t before, now;
	int rc = hj_file_read(v->dir, HJ_DOOMED, NAMES_MAX, &b, &why);

	if (rc == HJ_ENOTFOUND)
		return HJ_OK;
	if (rc != HJ_OK) {
		*err = why;
	} else if ((rc = count_tombstones(v, &now, err)) == HJ_OK) {
		c = HJ_CURSOR(b.data, b.len);
		before = hj_cursor_u64(&c);
		if (now > before || c.bad)
			rc = remove_all(v, &c, err);
		if (rc == HJ_OK)
			rc = hj_file_remove(v->dir, HJ_DOOMED, err);
	}
	hj_buf_clear(&b);
	return rc;
}

#include <string.h>

#include <stdio.h>
#include <unistd.h>

#include <sodium.h>

#include "core/file/file.h"
#include "core/vault/excision_own.h"
#include "core/vault/vault_blob.h"
#include "core/vault/vault_state.h"

static void
folder(const struct hj_vault *v, char ret[static HJ_PATH_MAX + 8])
{
	(void)snprintf(ret, HJ_PATH_MAX + 8, "%s/" HJ_BLOBS_DIR, v->dir);
}

int
hj_vault_attach(struct hj_vault *v, const struct hj_row *row, hj_read_fn *read,
    void *from, struct hj_blob_facts *ret, struct hj_error *err)
{
	char dir[HJ_PATH_MAX + 8];
	uint8_t key[HJ_KEY_LEN];
	int rc;

	if (!v->write)
		return hj_fail(err, HJ_EINVAL,
		    "the vault was opened for reading only");
	folder(v, dir);
	hj_keyring_case(v->me.keyring, row->dek, key);
	rc = hj_blob_write(dir, key, read, from, ret, err);
	sodium_memzero(key, sizeof(key));
	return rc;
}

/* The last chunk is read first: under a wrong key nothing is written. */
struct counted {
	hj_write_fn *write;
	void *to;
	bool any;
};

static int
count(void *to, const uint8_t *p, size_t n, struct hj_error *err)
{
	struct counted *c = to;

	c->any = true;
	return c->write(c->to, p, n, err);
}

/* A file does not say under which key: the present one is the likeliest. */
static int
read_from(struct hj_vault *v, const char *dir, const struct hj_row *row,
    const char *name, struct counted *c, uint64_t *ret_bytes,
    struct hj_error *err)
{
	struct hj_error why = { .say = err->say };
	uint8_t key[HJ_KEY_LEN];
	int rc = HJ_ECORRUPT;

	for (size_t i = 0; rc == HJ_ECORRUPT && !c->any &&
	     i < hj_keyring_cases(v->me.keyring);
	     i++) {
		why = (struct hj_error){ .say = err->say };
		hj_keyring_case_at(v->me.keyring, i, row->dek, key);
		rc = hj_blob_read(dir, name, key,
		    c->write != NULL ? count : NULL, c, ret_bytes, &why);
	}
	sodium_memzero(key, sizeof(key));
	if (rc != HJ_OK)
		*err = why;
	return rc;
}

int
hj_vault_read_blob(struct hj_vault *v, const struct hj_row *row,
    const char *name, hj_write_fn *write, void *to, uint64_t *ret_bytes,
    struct hj_error *err)
{
	struct counted c = { .write = write, .to = to };
	struct hj_error why = { .say = err->say };
	char dir[HJ_PATH_MAX + 16];
	int rc;

	folder(v, dir);
	rc = read_from(v, dir, row, name, &c, ret_bytes, err);
	if ((rc != HJ_ECORRUPT && rc != HJ_ENOTFOUND) || c.any ||
	    !hj_excise_waits(v))
		return rc;
	/* One that was sealed anew and has not taken its place yet. */
	(void)snprintf(dir, sizeof(dir), "%s/" HJ_BLOBS_NEXT, v->dir);
	if (read_from(v, dir, row, name, &c, ret_bytes, &why) != HJ_OK)
		return rc;
	err->code = HJ_OK;
	return HJ_OK;
}

int
hj_vault_extract(struct hj_vault *v, const struct hj_row *row, const char *name,
    hj_write_fn *write, void *to, struct hj_error *err)
{
	uint64_t bytes;

	return hj_vault_read_blob(v, row, name, write, to, &bytes, err);
}

int
hj_vault_fresh(struct hj_vault *v, const struct hj_id *id, struct hj_row *ret,
    struct hj_error *err)
{
	struct hj_buf items = HJ_BUF(HJ_RECORD_MAX);
	struct hj_row row;
	int rc = hj_vault_row(v, id, &row, &items, err);

	hj_buf_clear(&items);
	sodium_memzero(&row, sizeof(row));
	if (rc == HJ_OK)
		return hj_fail(err, HJ_EEXISTS,
		    "there is a case file with this id");
	if (rc != HJ_ENOTFOUND)
		return rc;
	*ret = (struct hj_row){ .id = *id, .team = (uint8_t)v->team };
	randombytes_buf(ret->dek, sizeof(ret->dek));
	randombytes_buf(ret->log_id, sizeof(ret->log_id));
	return HJ_OK;
}

int
hj_vault_reseal(struct hj_vault *v, const struct hj_row *from, const char *name,
    const struct hj_row *to, struct hj_blob_facts *ret, struct hj_error *err)
{
	uint8_t key[HJ_KEY_LEN], into[HJ_KEY_LEN];
	struct hj_error why = { .say = err->say };
	char dir[HJ_PATH_MAX + 8];
	int rc = HJ_ECORRUPT;

	if (!v->write)
		return hj_fail(err, HJ_EINVAL,
		    "the vault was opened for reading only");
	folder(v, dir);
	hj_keyring_case(v->me.keyring, to->dek, into);
	for (size_t i = 0;
	     rc == HJ_ECORRUPT && i < hj_keyring_cases(v->me.keyring); i++) {
		why = (struct hj_error){ .say = err->say };
		hj_keyring_case_at(v->me.keyring, i, from->dek, key);
		rc = hj_blob_reseal(dir, name, key, into, ret, &why);
	}
	sodium_memzero(key, sizeof(key));
	sodium_memzero(into, sizeof(into));
	if (rc != HJ_OK)
		*err = why;
	return rc;
}

int
hj_vault_has(const struct hj_vault *v, const char *name, struct hj_error *err)
{
	char dir[HJ_PATH_MAX + 8];
	int fd;

	if (!hj_blob_is_name(name))
		return hj_fail(err, HJ_ENOTFOUND,
		    "no attachment has such a name");
	folder(v, dir);
	if (hj_file_open(dir, name, &fd, err) != HJ_OK)
		return (int)err->code;
	(void)close(fd);
	return HJ_OK;
}

int
hj_vault_attach_as(struct hj_vault *v, const struct hj_row *row,
    const char *name, hj_read_fn *read, void *from, struct hj_blob_facts *ret,
    struct hj_error *err)
{
	char dir[HJ_PATH_MAX + 8];

	if (!v->write)
		return hj_fail(err, HJ_EINVAL,
		    "the vault was opened for reading only");
	folder(v, dir);
	return hj_blob_write_as(dir, name, row->dek, read, from, ret, err);
}

int
hj_vault_detach(struct hj_vault *v, const char *name, struct hj_error *err)
{
	char dir[HJ_PATH_MAX + 8];

	if (!v->write || !hj_blob_is_name(name))
		return hj_fail(err, HJ_EINVAL, "not the name of an attachment");
	folder(v, dir);
	return hj_file_remove(dir, name, err);
}

/* `<` is escaped in text, so the tag is where it seems to be. */
bool
hj_blob_named(const struct hj_buf *bytes, size_t *at,
    char ret[static HJ_BLOB_NAME + 1])
{
	static const char tag[] = "<blob>";
	const uint8_t *p;

	while (*at < bytes->len &&
	    (p = memmem(bytes->data + *at, bytes->len - *at, tag,
		 sizeof(tag) - 1)) != NULL) {
		p += sizeof(tag) - 1;
		*at = (size_t)(p - bytes->data);
		if (bytes->len - *at < HJ_BLOB_NAME)
			return false;
		memcpy(ret, p, HJ_BLOB_NAME);
		ret[HJ_BLOB_NAME] = '\0';
		if (strspn(ret, "0123456789abcdef") == HJ_BLOB_NAME)
			return true;
	}
	return false;
}

#include <stdio.h>

#include <sodium.h>

#include "core/vault_state.h"

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

	if (!v->write)
		return hj_fail(err, HJ_EINVAL,
		    "the vault was opened for reading only");
	folder(v, dir);
	return hj_blob_write(dir, row->dek, read, from, ret, err);
}

int
hj_vault_extract(struct hj_vault *v, const struct hj_row *row, const char *name,
    hj_write_fn *write, void *to, struct hj_error *err)
{
	char dir[HJ_PATH_MAX + 8];
	uint64_t bytes;

	folder(v, dir);
	return hj_blob_read(dir, name, row->dek, write, to, &bytes, err);
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
	*ret = (struct hj_row){ .id = *id };
	randombytes_buf(ret->dek, sizeof(ret->dek));
	randombytes_buf(ret->log_id, sizeof(ret->log_id));
	return HJ_OK;
}

int
hj_vault_reseal(struct hj_vault *v, const struct hj_row *from, const char *name,
    const struct hj_row *to, struct hj_blob_facts *ret, struct hj_error *err)
{
	char dir[HJ_PATH_MAX + 8];

	if (!v->write)
		return hj_fail(err, HJ_EINVAL,
		    "the vault was opened for reading only");
	folder(v, dir);
	return hj_blob_reseal(dir, name, from->dek, to->dek, ret, err);
}

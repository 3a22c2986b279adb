#include <stdio.h>

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

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <sodium.h>

#include "core/file/file.h"
#include "core/vault/vault_state.h"

/* ---- the files, in a temporary folder ---- */

/* Empty roots, in one transaction. */
static int
make_roots(struct hj_vault *v, struct hj_error *err)
{
	const struct hj_root_settings settings = { .rows_made = HJ_ROWS_MADE };
	struct hj_change *c;
	int rc;

	if ((rc = hj_change_open(v, 0, &c, err)) != HJ_OK)
		return rc;
	c->lists_changed = true;
	if ((rc = hj_change_settings(c, &settings, err)) == HJ_OK)
		rc = hj_change_write(c, err);
	hj_change_end(c);
	return rc;
}

static int
make_files(struct hj_vault *v, struct hj_error *err)
{
	const struct hj_store_opening how = { .dir = v->dir, .create = true };
	char blobs[HJ_PATH_MAX + 8];
	int rc;

	(void)snprintf(blobs, sizeof(blobs), "%s/" HJ_BLOBS_DIR, v->dir);
	if (hj_dir_fit(v->dir, err) != HJ_OK ||
	    hj_dir_make(blobs, false, err) != HJ_OK ||
	    hj_store_open(&how, &v->store, err) != HJ_OK)
		return (int)err->code;
	rc = make_roots(v, err);
	/* The file is renamed with its folder: nobody may hold it open. */
	hj_store_close(v->store);
	v->store = NULL;
	if (rc != HJ_OK)
		return rc;
	if (hj_header_write(v->header, v->me.keyring, v->dir, err) != HJ_OK)
		return (int)err->code;
	return hj_dir_sync(v->dir, err);
}

static int
make_keys(struct hj_vault *v, const struct hj_kdf_cost *cost,
    const struct hj_secret *passphrase, const char *name, struct hj_error *err)
{
	struct hj_header_birth birth = { .cost = cost,
		.passphrase = passphrase,
		.name = name };

	if (hj_member_new(NULL, &v->me.member, err) != HJ_OK ||
	    hj_keyring_new(&v->me.keyring, err) != HJ_OK)
		return (int)err->code;
	birth.member = v->me.member;
	birth.keyring = v->me.keyring;
	if (hj_header_new(&birth, &v->header, err) != HJ_OK)
		return (int)err->code;
	hj_header_facts(v->header, &v->facts);
	return hj_vault_learn_teams(v, err);
}

/* ---- the anchor, outside ---- */

static void
drop_anchor(const struct hj_vault *v)
{
	struct hj_error ignored = HJ_ERROR;
	char dir[HJ_PATH_MAX + 40], id[33];

	(void)sodium_bin2hex(id, sizeof(id), v->facts.vault_id,
	    sizeof(v->facts.vault_id));
	(void)snprintf(dir, sizeof(dir), "%s/%s", v->state, id);
	if (hj_file_remove(dir, "anchor", &ignored) == HJ_OK)
		(void)rmdir(dir);
}

static int
make_anchor(struct hj_vault *v, struct hj_error *err)
{
	if (hj_anchor_new(v->facts.vault_id, &v->anchor, err) != HJ_OK)
		return (int)err->code;
	return hj_anchor_create(v->state, &v->anchor, v->me.member, err);
}

int
hj_vault_create(const struct hj_vault_where *at, const struct hj_kdf_cost *cost,
    const struct hj_secret *passphrase, const char *member,
    struct hj_error *err)
{
	struct hj_vault_where temp = { .state = at->state };
	char dir[HJ_PATH_MAX];
	struct hj_vault *v = NULL;
	int rc;

	if (access(at->dir, F_OK) == 0)
		return hj_fail(err, HJ_EEXISTS, "'%s' exists", at->dir);
	if ((rc = hj_dir_temp(at->dir, dir, err)) != HJ_OK)
		return rc;
	temp.dir = dir;
	if ((rc = hj_vault_blank(&temp, &v, err)) != HJ_OK)
		goto out;
	v->write = v->creating = true;
	if ((rc = make_keys(v, cost, passphrase, member, err)) != HJ_OK ||
	    (rc = make_files(v, err)) != HJ_OK)
		goto out;
	/* Before the rename: a vault that is there has its anchor. */
	if ((rc = make_anchor(v, err)) == HJ_OK)
		rc = hj_dir_rename(dir, at->dir, err);
	if (rc != HJ_OK)
		drop_anchor(v);
out:
	if (rc != HJ_OK)
		hj_dir_remove_temp(dir);
	hj_vault_close(v);
	return rc;
}

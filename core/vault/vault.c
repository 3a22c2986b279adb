#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#include "core/log/loghead.h"
#include "core/names/name.h"
#include "core/vault/vault_state.h"

#define REASON_MAX ((size_t)4 << 10)

/* ---- birth and death, also for vault_create.c ---- */

int
hj_vault_blank(const struct hj_vault_where *at, struct hj_vault **ret,
    struct hj_error *err)
{
	struct hj_vault *v = calloc(1, sizeof(*v));

	if (v == NULL) {
		(void)hj_fail(err, HJ_ENOMEM, "out of memory");
		return HJ_ENOMEM;
	}
	hj_root_head_init(&v->head);
	hj_list_init(&v->catalogue);
	hj_list_init(&v->keys);
	v->rollback = HJ_BUF(REASON_MAX);
	if ((size_t)snprintf(v->dir, sizeof(v->dir), "%s", at->dir) >=
		sizeof(v->dir) ||
	    (size_t)snprintf(v->state, sizeof(v->state), "%s", at->state) >=
		sizeof(v->state)) {
		free(v);
		(void)hj_fail(err, HJ_EINVAL, "the vault's path is too long");
		return HJ_EINVAL;
	}
	*ret = v;
	return HJ_OK;
}

void
hj_vault_settle(struct hj_vault *v)
{
	struct hj_error ignored = HJ_ERROR;
	struct hj_change *c;

	if (!v->write || v->store == NULL || !v->loaded ||
	    v->head.unindexed == 0 ||
	    hj_change_open(v, 0, &c, &ignored) != HJ_OK)
		return;
	v->anchor_lags |= hj_change_write(c, &ignored) != HJ_OK;
	hj_change_end(c);
}

/* What the functions called so far left below this frame: copies of text that
 * libraries make there, and vector registers that the dynamic linker saves
 * whenever it binds a function.  Nothing that works on a vault goes deeper. */
#define STACK_USED (512 << 10)

void
hj_vault_close(struct hj_vault *v)
{
	if (v == NULL)
		return;
	hj_change_end(v->change);
	hj_vault_settle(v);
	hj_store_close(v->store);
	hj_vault_forget(v);
	hj_buf_clear(&v->rollback);
	hj_anchor_clear(&v->anchor);
	hj_opened_clear(&v->me);
	hj_header_free(v->header);
	hj_namer_free(v->namer);
	hj_hold_free(v->hold);
	free(v);
	sodium_stackzero(STACK_USED);
}

int
hj_vault_namer(struct hj_vault *v, struct hj_namer **ret, struct hj_error *err)
{
	if (v->namer == NULL && hj_namer_new(&v->namer, err) != HJ_OK)
		return (int)err->code;
	*ret = v->namer;
	return HJ_OK;
}

/* ---- opening ---- */

/* A device that never signs again must not be written to again: a vault that
 * was rolled back starts a new one. */
static int
accept_rollback(struct hj_vault *v, const char *reason, struct hj_error *err)
{
	hj_anchor_clear(&v->anchor);
	v->anchor = (struct hj_anchor){ 0 };
	err->code = HJ_OK;
	return hj_buf_puts(&v->rollback, reason, err);
}

static int
compare(struct hj_vault *v, const char *reason, struct hj_error *err)
{
	enum hj_anchor_state state;
	struct hj_log_head head;
	int rc = HJ_OK;

	hj_log_head_init(&head, v->facts.vault_id);
	if (v->head.log.len != 0)
		rc = hj_log_head_decode(v->head.log.data, v->head.log.len,
		    &head, err);
	if (rc == HJ_OK)
		rc = hj_anchor_compare(&v->anchor, &head, v->facts.generation,
		    &state, err);
	hj_log_head_clear(&head);
	if (rc == HJ_EREFUSED && reason != NULL)
		return accept_rollback(v, reason, err);
	return rc;
}

static int
nothing(struct hj_vault *v, void *to, struct hj_error *err)
{
	(void)v;
	(void)to;
	(void)err;
	return HJ_OK;
}

/* Another process may have written the header after we read it (the passphrase
 * costs a second in between), and the anchor before we read that.  So a header
 * that seems old is read again, and proved, before anybody hears of a rollback.
 */
static int
catch_up(struct hj_vault *v, struct hj_error *err)
{
	struct hj_opened me = { .member = NULL };
	struct hj_header *h = NULL;
	int rc;

	if (v->anchor.generation <= v->facts.generation)
		return HJ_OK;
	if ((rc = hj_vault_reload_header(v, &h, &me, err)) == HJ_OK) {
		hj_header_free(v->header);
		v->header = h;
		h = NULL;
		hj_header_facts(v->header, &v->facts);
	}
	hj_opened_clear(&me);
	hj_header_free(h);
	return rc;
}

static int
check_anchor(struct hj_vault *v, const char *reason, struct hj_error *err)
{
	int rc;

	/* The anchor first: a commit of another process in between makes it
	 * lag, which is normal, and never makes the vault look old. */
	rc = hj_anchor_load(v->state, v->facts.vault_id, v->me.member,
	    &v->anchor, err);
	if (rc == HJ_ENOTFOUND || rc == HJ_EAUTH) {
		v->strange = true;
		err->code = HJ_OK;
		return hj_vault_reading(v, nothing, NULL, err);
	}
	if (rc != HJ_OK || catch_up(v, err) != HJ_OK ||
	    hj_vault_reading(v, nothing, NULL, err) != HJ_OK)
		return (int)err->code;
	return compare(v, reason, err);
}

static int
open_parts(struct hj_vault *v, const struct hj_vault_opening *how,
    struct hj_error *err)
{
	const struct hj_store_opening store = { .dir = v->dir,
		.write = how->write,
		.whole = how->whole };
	const struct hj_header_ways ways = { .passphrase = how->passphrase,
		.key_file = how->key_file,
		.seed = how->seed,
		.recovery = how->recovery };

	v->write = how->write;
	/* Before the header: what is read after it is sealed under its keys. */
	if ((how->write && hj_dir_fit(v->dir, err) != HJ_OK) ||
	    hj_hold_take(v->dir, &v->hold, err) != HJ_OK ||
	    hj_header_load(v->dir, &v->header, err) != HJ_OK)
		return (int)err->code;
	hj_header_facts(v->header, &v->facts);
	if (hj_header_enter(v->header, &ways, &v->me, err) != HJ_OK ||
	    hj_vault_learn_teams(v, err) != HJ_OK ||
	    hj_store_open(&store, &v->store, err) != HJ_OK)
		return (int)err->code;
	return check_anchor(v, how->accept_rollback, err);
}

int
hj_vault_open(const struct hj_vault_opening *how, struct hj_vault **ret,
    struct hj_error *err)
{
	struct hj_vault *v;
	int rc;

	if ((rc = hj_vault_blank(&how->at, &v, err)) != HJ_OK)
		return rc;
	if ((rc = open_parts(v, how, err)) != HJ_OK) {
		v->write = false;
		hj_vault_close(v);
		return rc;
	}
	*ret = v;
	return HJ_OK;
}

/* ---- what it is ---- */

bool
hj_vault_is_strange(const struct hj_vault *v)
{
	return v->strange;
}

int
hj_vault_seed(const struct hj_vault *v, struct hj_secret **ret,
    struct hj_error *err)
{
	return hj_member_seed(v->me.member, ret, err);
}

int
hj_vault_peek_id(const char *dir, char ret[static 33], struct hj_error *err)
{
	uint8_t id[HJ_VAULT_ID_LEN];

	if (hj_header_peek_id(dir, id, err) != HJ_OK)
		return (int)err->code;
	(void)sodium_bin2hex(ret, 33, id, sizeof(id));
	return HJ_OK;
}

static int
gather(struct hj_vault *v, void *to, struct hj_error *err)
{
	struct hj_root_settings settings;
	struct hj_vault_facts *f = to;
	int rc;

	f->cases = v->head.cases;
	f->revisions = v->head.revisions;
	rc = v->head.log.len == 0 ? HJ_OK
				  : hj_log_head_size(v->head.log.data,
					v->head.log.len, &f->entries, err);
	if (rc == HJ_OK &&
	    (rc = hj_vault_settings(v, &settings, err)) == HJ_OK) {
		f->last_backup = settings.last_backup;
		f->changes_since_backup =
		    v->head.commits - settings.backup_commits;
	}
	return rc;
}

int
hj_vault_facts(struct hj_vault *v, struct hj_vault_facts *ret,
    struct hj_error *err)
{
	struct hj_vault_facts f = { .generation = v->facts.generation,
		.cost = v->facts.cost };

	if (hj_vault_reading(v, gather, &f, err) != HJ_OK)
		return (int)err->code;
	f.bytes = hj_store_bytes(v->store);
	(void)sodium_bin2hex(f.vault_id, sizeof(f.vault_id), v->facts.vault_id,
	    sizeof(v->facts.vault_id));
	(void)snprintf(f.member_name, sizeof(f.member_name), "%.63s",
	    v->me.name);
	hj_member_fingerprint(hj_member_public(v->me.member)->ed25519,
	    f.member);
	if (v->anchor.device != NULL)
		hj_member_fingerprint(hj_member_public(v->anchor.device)
					  ->ed25519,
		    f.device);
	*ret = f;
	return HJ_OK;
}

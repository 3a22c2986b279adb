#include <string.h>

#include <sodium.h>

#include "core/log/log.h"
#include "core/vault/repair_own.h"
#include "core/vault/retention.h"

/* ---- what is there ---- */

static bool
is_newest(const struct hj_vault *v, const struct hj_buf *bytes)
{
	struct hj_error ignored = HJ_ERROR;

	return bytes->len != 0 &&
	    hj_vault_check_newest(bytes, v->head.settings, &ignored) == HJ_OK;
}

/* The copy that the head names, else one that makes sense. */
static int
find(struct hj_vault *v, void *to, struct hj_error *err)
{
	struct hj_settings_found *f = to;
	struct hj_buf bytes = HJ_BUF(HJ_RECORD_MAX);
	int rc = HJ_OK;

	f->named = !sodium_is_zero(v->head.settings, HJ_ROOT_HASH);
	for (unsigned i = 0; i < 2 && !f->newest; i++) {
		struct hj_error why = { .say = err->say };
		struct hj_root_settings s;

		hj_buf_reset(&bytes);
		rc =
		    hj_vault_open_record(v, HJ_ROOT_SETTINGS + i * HJ_ROOT_TWIN,
			HJ_KIND_ROOT, NULL, &bytes, &why);
		if (rc == HJ_OK)
			rc = hj_root_settings_decode(bytes.data, bytes.len, &s,
			    &why);
		if (rc == HJ_ENOMEM || rc == HJ_EIO || rc == HJ_EVERSION) {
			*err = why;
			break;
		}
		if (rc == HJ_OK) {
			f->is = s;
			f->there = true;
			f->newest = is_newest(v, &bytes);
		}
		rc = HJ_OK;
	}
	hj_buf_clear(&bytes);
	return rc;
}

/* ---- what was lost with the newest ---- */

/* The fingerprint of a record as it stands; 0 in its number: it is not there. */
static void
take_as_it_is(struct hj_vault *v, uint64_t *number, uint8_t *hash)
{
	struct hj_buf bytes = HJ_BUF(HJ_RECORD_MAX);
	struct hj_error ignored = HJ_ERROR;

	memset(hash, 0, HJ_ROOT_HASH);
	if (*number != 0 &&
	    hj_vault_open_record(v, *number, HJ_KIND_ROOT, NULL, &bytes,
		&ignored) == HJ_OK)
		(void)crypto_hash_sha256(hash, bytes.data, bytes.len);
	else
		*number = 0;
	hj_buf_clear(&bytes);
}

static int
take_named(struct hj_vault *v, void *to, struct hj_error *err)
{
	struct hj_settings_found *f = to;
	uint8_t unused[HJ_ROOT_HASH];

	(void)err;
	take_as_it_is(v, &f->is.tombstones, f->is.tombstones_hash);
	take_as_it_is(v, &f->is.trip, f->is.trip_hash);
	take_as_it_is(v, &f->is.witness, unused);
	take_as_it_is(v, &f->is.legalholds, unused);
	return HJ_OK;
}

struct following {
	struct hj_vault *v;
	struct hj_settings_found *f;
};

/* The last entry says it: a detail that does not open says nothing. */
static int
follow(void *to, const struct hj_log_entry *e, struct hj_error *err)
{
	struct following *x = to;
	struct hj_buf detail = HJ_BUF(HJ_DETAIL_MAX);
	struct hj_error why = { .say = err->say };
	struct hj_retention p;
	int rc = HJ_OK;

	if (strcmp(e->action, HJ_DID_RETENTION) != 0)
		return HJ_OK;
	x->f->unknown = true;
	if (e->has_detail)
		rc = hj_vault_detail(x->v, NULL, e, &detail, &why);
	if (rc == HJ_ENOMEM)
		*err = why;
	else if (e->has_detail && rc == HJ_OK &&
	    hj_retention_read((const char *)detail.data, detail.len, &p)) {
		x->f->is.keep_every = p.every;
		x->f->is.keep_unit = (uint16_t)p.unit;
		x->f->unknown = false;
	}
	hj_buf_clear(&detail);
	return rc == HJ_ENOMEM ? rc : HJ_OK;
}

int
hj_repair_find_settings(struct hj_vault *v, struct hj_settings_found *ret,
    struct hj_error *err)
{
	struct following x = { v, ret };
	struct hj_error why = { .say = err->say };
	int rc;

	*ret = (struct hj_settings_found){ .there = false };
	if ((rc = hj_vault_reading(v, find, ret, err)) != HJ_OK ||
	    ret->newest || (!ret->there && !ret->named))
		return rc;
	ret->anew = true;
	if ((rc = hj_vault_reading(v, take_named, ret, err)) != HJ_OK)
		return rc;
	ret->is.last_backup = 0;
	ret->is.backup_commits = 0;
	ret->is.rows_made = 0;
	ret->is.keep_every = ret->is.keep_unit = 0;
	rc = hj_vault_log(v, NULL, follow, &x, &why);
	if (rc != HJ_OK && rc != HJ_ECORRUPT) {
		*err = why;
		return rc;
	}
	ret->unknown = ret->unknown || rc != HJ_OK;
	return HJ_OK;
}

int
hj_repair_say_settings(const struct hj_settings_found *f,
    struct hj_report *report, struct hj_error *err)
{
	if (!f->anew)
		return HJ_OK;
	return hj_report(report, HJ_FOUND_NOTICE,
	    f->unknown
		? HJ_N_("were made anew; how long a case file is kept the log does not tell any more: say it again with 'hanji retention set'; that a backup was made is not known either")
		: HJ_N_("were made anew, with the period of keeping that the log tells; that a backup was made is not known any more"),
	    err, "%s", hj_said(err, HJ_N_("the settings")));
}

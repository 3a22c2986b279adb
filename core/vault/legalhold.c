#include <string.h>
#include <time.h>

#include "core/vault/legalhold.h"
#include "core/vault/vault_state.h"

#define VERSION 0

/* ---- a list ---- */

static size_t
count(const struct hj_buf *all)
{
	return all->len / sizeof(struct hj_legalhold);
}

static const struct hj_legalhold *
find(const struct hj_buf *all, const uint8_t *log_id)
{
	const struct hj_legalhold *h = (const void *)all->data;

	for (size_t i = 0; i < count(all); i++)
		if (memcmp(h[i].log_id, log_id, HJ_LOGID_LEN) == 0)
			return &h[i];
	return NULL;
}

const struct hj_legalhold *
hj_legalhold_of(const struct hj_buf *all, const struct hj_row *row)
{
	return find(all, row->log_id);
}

static int
add(struct hj_buf *all, const uint8_t *log_id, int64_t since, uint64_t entry,
    struct hj_error *err)
{
	struct hj_legalhold h = { .since = since, .entry = entry };

	memcpy(h.log_id, log_id, sizeof(h.log_id));
	return hj_buf_add(all, &h, sizeof(h), err);
}

static void
drop(struct hj_buf *all, const struct hj_legalhold *h)
{
	size_t at = (size_t)((const uint8_t *)h - all->data);

	memmove(all->data + at, all->data + at + sizeof(*h),
	    all->len - at - sizeof(*h));
	all->len -= sizeof(*h);
}

int
hj_legalhold_follow(struct hj_buf *all, const struct hj_log_entry *e, bool *ret,
    struct hj_error *err)
{
	const struct hj_legalhold *h;

	if (ret != NULL)
		*ret = false;
	if (!e->has_case)
		return HJ_OK;
	if (strcmp(e->action, HJ_DID_HOLD) == 0)
		return find(all, e->log_id) != NULL
		    ? HJ_OK
		    : add(all, e->log_id, e->time, e->position, err);
	if ((h = find(all, e->log_id)) == NULL)
		return HJ_OK;
	if (strcmp(e->action, HJ_DID_HOLD_LIFT) == 0)
		drop(all, h);
	/* Whoever erased part of it did not lift the hold by that. */
	else if (ret != NULL)
		*ret = strcmp(e->action, HJ_DID_ERASE) == 0;
	return HJ_OK;
}

/* ---- its record ---- */

static int
decode(const struct hj_buf *bytes, struct hj_buf *to, struct hj_error *err)
{
	struct hj_cursor c = HJ_CURSOR(bytes->data, bytes->len);
	const uint8_t *log_id;
	uint64_t since, entry;
	uint32_t n;

	if (hj_cursor_u16(&c) > VERSION && !c.bad)
		return hj_fail(err, HJ_EVERSION,
		    "this vault was written by a newer hanji; install it");
	n = hj_cursor_u32(&c);
	for (uint32_t i = 0; i < n && !c.bad; i++) {
		log_id = hj_cursor_bytes(&c, HJ_LOGID_LEN);
		since = hj_cursor_u64(&c);
		entry = hj_cursor_u64(&c);
		if (!c.bad &&
		    add(to, log_id, (int64_t)since, entry, err) != HJ_OK)
			return (int)err->code;
	}
	return c.bad
	    ? hj_fail(err, HJ_ECORRUPT, "the list of legal holds is damaged")
	    : HJ_OK;
}

static int
encode(const struct hj_buf *all, struct hj_buf *to, struct hj_error *err)
{
	const struct hj_legalhold *h = (const void *)all->data;

	if (hj_buf_u16(to, VERSION, err) != HJ_OK ||
	    hj_buf_u32(to, (uint32_t)count(all), err) != HJ_OK)
		return (int)err->code;
	for (size_t i = 0; i < count(all); i++)
		if (hj_buf_add(to, h[i].log_id, HJ_LOGID_LEN, err) != HJ_OK ||
		    hj_buf_u64(to, (uint64_t)h[i].since, err) != HJ_OK ||
		    hj_buf_u64(to, h[i].entry, err) != HJ_OK)
			return (int)err->code;
	return HJ_OK;
}

static int
follow(void *to, const struct hj_log_entry *e, struct hj_error *err)
{
	return hj_legalhold_follow(to, e, NULL, err);
}

int
hj_vault_listed_legalholds(struct hj_vault *v, struct hj_buf *to,
    struct hj_error *err)
{
	struct hj_buf bytes = HJ_BUF(HJ_RECORD_MAX);
	struct hj_root_settings s;
	int rc = hj_vault_settings(v, &s, err);

	if (rc == HJ_OK && s.legalholds != 0 &&
	    (rc = hj_vault_open_record(v, s.legalholds, HJ_KIND_ROOT, NULL,
		 &bytes, err)) == HJ_OK)
		rc = decode(&bytes, to, err);
	hj_buf_clear(&bytes);
	return rc;
}

static int
read_all(struct hj_vault *v, void *to, struct hj_error *err)
{
	struct hj_error why = { .say = err->say };
	int rc = hj_vault_listed_legalholds(v, to, &why);

	if (rc != HJ_ECORRUPT && rc != HJ_ENOTFOUND) {
		*err = rc == HJ_OK ? *err : why;
		return rc;
	}
	hj_buf_reset(to);
	return hj_vault_log(v, NULL, follow, to, err);
}

int
hj_vault_legalholds(struct hj_vault *v, struct hj_buf *to, struct hj_error *err)
{
	hj_buf_reset(to);
	return hj_vault_reading(v, read_all, to, err);
}

/* In its own record, which is made when the first hold is placed. */
static int
write_all(struct hj_change *c, const struct hj_buf *all, struct hj_error *err)
{
	struct hj_buf bytes = HJ_BUF(HJ_RECORD_MAX);
	const uint8_t *log = hj_keyring_log(c->v->me.keyring);
	struct hj_root_settings s;
	int rc;

	if ((rc = hj_vault_settings(c->v, &s, err)) == HJ_OK &&
	    s.legalholds == 0 &&
	    (rc = hj_vault_page_number(c->v, &s.legalholds, err)) == HJ_OK)
		rc = hj_change_settings(c, &s, err);
	if (rc == HJ_OK && (rc = encode(all, &bytes, err)) == HJ_OK)
		rc = hj_vault_seal_record(c->v, s.legalholds, HJ_KIND_ROOT, log,
		    bytes.data, bytes.len, NULL, err);
	hj_buf_clear(&bytes);
	return rc;
}

/* ---- placed and lifted ---- */

static int
reason_given(const char *reason, struct hj_error *err)
{
	return reason != NULL && reason[0] != '\0'
	    ? HJ_OK
	    : hj_fail(err, HJ_EINVAL, "a legal hold needs a reason");
}

int
hj_change_legalhold_place(struct hj_change *c, const struct hj_row *row,
    const char *reason, struct hj_error *err)
{
	struct hj_buf all = HJ_BUF(HJ_LEGALHOLDS_MAX);
	uint64_t entry = hj_log_writer_next(c->log);
	int rc;

	if ((rc = reason_given(reason, err)) != HJ_OK ||
	    (rc = hj_vault_legalholds(c->v, &all, err)) != HJ_OK)
		goto out;
	if (find(&all, row->log_id) != NULL)
		rc = hj_fail(err, HJ_EEXISTS,
		    "this record is under a legal hold already");
	else if ((rc = hj_change_note_open(c, HJ_DID_HOLD, row, reason, err)) ==
		HJ_OK &&
	    (rc = add(&all, row->log_id, (int64_t)time(NULL), entry, err)) ==
		HJ_OK)
		rc = write_all(c, &all, err);
out:
	hj_buf_clear(&all);
	return rc;
}

int
hj_change_legalhold_lift(struct hj_change *c, const struct hj_row *row,
    const char *reason, struct hj_error *err)
{
	struct hj_buf all = HJ_BUF(HJ_LEGALHOLDS_MAX);
	const struct hj_legalhold *h;
	int rc;

	if ((rc = hj_vault_owner_only(c->v, err)) != HJ_OK ||
	    (rc = reason_given(reason, err)) != HJ_OK ||
	    (rc = hj_vault_legalholds(c->v, &all, err)) != HJ_OK)
		goto out;
	if ((h = find(&all, row->log_id)) == NULL) {
		rc = hj_fail(err, HJ_ENOTFOUND,
		    "this record is under no legal hold");
		goto out;
	}
	drop(&all, h);
	if ((rc = hj_change_note_open(c, HJ_DID_HOLD_LIFT, row, reason, err)) ==
	    HJ_OK)
		rc = write_all(c, &all, err);
out:
	hj_buf_clear(&all);
	return rc;
}

/* By the log: the holds of this case, none or one. */
static int
its_own(struct hj_vault *v, const struct hj_row *row, struct hj_buf *to,
    struct hj_error *err)
{
	hj_buf_reset(to);
	return hj_vault_log(v, row, follow, to, err);
}

int
hj_legalhold_permits(struct hj_vault *v, const struct hj_row *row,
    struct hj_error *err)
{
	struct hj_buf its = HJ_BUF(HJ_LEGALHOLDS_MAX);
	int rc = its_own(v, row, &its, err);

	if (rc == HJ_OK && count(&its) != 0)
		rc = hj_fail(err, HJ_EREFUSED,
		    "this record is under a legal hold, and nothing of it may be erased until an owner lifts the hold: 'hanji hold list' says since when and why");
	hj_buf_clear(&its);
	return rc;
}

/* ---- carried along ---- */

/* What would go along; NULL: nothing.  Borrowed from `its`. */
static int
look(struct hj_vault *v, const struct hj_row *from, const struct hj_row *to,
    struct hj_buf *its, const struct hj_legalhold **ret, struct hj_error *err)
{
	int rc = its_own(v, to, its, err);

	*ret = NULL;
	if (rc == HJ_OK && count(its) == 0 &&
	    (rc = its_own(v, from, its, err)) == HJ_OK && count(its) != 0)
		*ret = (const void *)its->data;
	return rc;
}

int
hj_legalhold_goes_along(struct hj_vault *v, const struct hj_row *from,
    const struct hj_row *to, bool *ret, struct hj_error *err)
{
	struct hj_buf its = HJ_BUF(HJ_LEGALHOLDS_MAX);
	const struct hj_legalhold *h;
	int rc = look(v, from, to, &its, &h, err);

	*ret = rc == HJ_OK && h != NULL;
	hj_buf_clear(&its);
	return rc;
}

int
hj_change_legalhold_carry(struct hj_change *c, const struct hj_row *from,
    const struct hj_row *to, struct hj_error *err)
{
	struct hj_buf its = HJ_BUF(HJ_LEGALHOLDS_MAX);
	struct hj_buf page = HJ_BUF(HJ_RECORD_MAX);
	struct hj_buf reason = HJ_BUF(HJ_DETAIL_MAX);
	const struct hj_legalhold *h;
	const char *text = NULL;
	struct hj_log_entry e;
	int rc = look(c->v, from, to, &its, &h, err);

	if (rc == HJ_OK && h != NULL &&
	    (rc = hj_vault_entry(c->v, h->entry, &e, &page, err)) == HJ_OK &&
	    (rc = hj_vault_detail(c->v, NULL, &e, &reason, err)) == HJ_OK &&
	    (rc = hj_buf_text(&reason, &text, err)) == HJ_OK)
		rc = hj_change_legalhold_place(c, to, text, err);
	hj_buf_clear(&its);
	hj_buf_clear(&page);
	hj_buf_clear(&reason);
	return rc;
}

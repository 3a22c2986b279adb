#include <string.h>

#include "core/vault/trip.h"

#define VERSION 0

void
hj_trip_clear(struct hj_trip *t)
{
	hj_buf_clear(&t->versions);
	*t = HJ_TRIP;
}

const struct hj_trip_version *
hj_trip_versions(const struct hj_trip *t, const struct hj_trip_package *p)
{
	const struct hj_trip_version *v = (const void *)t->versions.data;

	/* Of no versions at all there is nothing to go on from. */
	return v != NULL ? v + p->first : NULL;
}

/* ---- as bytes ---- */

static int
put_package(const struct hj_trip *t, const struct hj_trip_package *p,
    struct hj_buf *to, struct hj_error *err)
{
	const struct hj_trip_version *v = hj_trip_versions(t, p);

	if (hj_buf_add(to, p->package, sizeof(p->package), err) != HJ_OK ||
	    hj_buf_add(to, p->sealed, sizeof(p->sealed), err) != HJ_OK ||
	    hj_buf_add(to, p->file, sizeof(p->file), err) != HJ_OK ||
	    hj_buf_u64(to, (uint64_t)p->closed, err) != HJ_OK ||
	    hj_buf_u64(to, (uint64_t)p->written, err) != HJ_OK ||
	    hj_buf_u64(to, (uint64_t)p->received, err) != HJ_OK ||
	    hj_buf_u32(to, (uint32_t)p->n, err) != HJ_OK)
		return (int)err->code;
	for (size_t i = 0; i < p->n; i++)
		if (hj_buf_add(to, v[i].log_id, sizeof(v[i].log_id), err) !=
			HJ_OK ||
		    hj_buf_add(to, v[i].digest, sizeof(v[i].digest), err) !=
			HJ_OK)
			return (int)err->code;
	return HJ_OK;
}

int
hj_trip_encode(const struct hj_trip *t, struct hj_buf *to, struct hj_error *err)
{
	size_t len = strlen(t->to.name);
	int rc;

	if (hj_buf_u16(to, VERSION, err) != HJ_OK ||
	    hj_buf_putc(to, (char)len, err) != HJ_OK ||
	    hj_buf_add(to, t->to.name, len, err) != HJ_OK ||
	    hj_buf_add(to, t->to.recipient, sizeof(t->to.recipient), err) !=
		HJ_OK ||
	    hj_buf_add(to, t->to.key.key, sizeof(t->to.key.key), err) !=
		HJ_OK ||
	    hj_buf_u64(to, (uint64_t)t->since, err) != HJ_OK ||
	    hj_buf_u64(to, (uint64_t)t->until, err) != HJ_OK ||
	    hj_buf_u64(to, t->from, err) != HJ_OK)
		return (int)err->code;
	rc = hj_buf_u16(to, (uint16_t)t->npackages, err);
	for (size_t i = 0; rc == HJ_OK && i < t->npackages; i++)
		rc = put_package(t, &t->package[i], to, err);
	return rc;
}

static int
read_package(struct hj_cursor *c, struct hj_trip *t, struct hj_error *err)
{
	struct hj_trip_package *p = &t->package[t->npackages++];
	struct hj_trip_version v;

	hj_cursor_copy(c, p->package, sizeof(p->package));
	hj_cursor_copy(c, p->sealed, sizeof(p->sealed));
	hj_cursor_copy(c, p->file, sizeof(p->file));
	p->closed = (int64_t)hj_cursor_u64(c);
	p->written = (int64_t)hj_cursor_u64(c);
	p->received = (int64_t)hj_cursor_u64(c);
	p->first = t->versions.len / sizeof(v);
	p->n = hj_cursor_u32(c);
	if (p->n > c->left / (HJ_LOGID_LEN + HJ_DIGEST_BYTES))
		c->bad = true;
	for (size_t i = 0; i < p->n && !c->bad; i++) {
		hj_cursor_copy(c, v.log_id, sizeof(v.log_id));
		hj_cursor_copy(c, v.digest, sizeof(v.digest));
		if (hj_buf_add(&t->versions, &v, sizeof(v), err) != HJ_OK)
			return (int)err->code;
	}
	return HJ_OK;
}

int
hj_trip_decode(const uint8_t *p, size_t n, struct hj_trip *ret,
    struct hj_error *err)
{
	struct hj_cursor c = HJ_CURSOR(p, n);
	size_t packages;
	int rc = HJ_OK;

	if (hj_cursor_u16(&c) > VERSION && !c.bad)
		return hj_fail(err, HJ_EVERSION,
		    "this vault was written by a newer hanji; install it");
	hj_cursor_word(&c, ret->to.name, sizeof(ret->to.name));
	hj_cursor_copy(&c, ret->to.recipient, sizeof(ret->to.recipient));
	hj_cursor_copy(&c, ret->to.key.key, sizeof(ret->to.key.key));
	hj_minisign_key(ret->to.key.key, &ret->to.key);
	ret->since = (int64_t)hj_cursor_u64(&c);
	ret->until = (int64_t)hj_cursor_u64(&c);
	ret->from = hj_cursor_u64(&c);
	if ((packages = hj_cursor_u16(&c)) > HJ_TRIP_PACKAGES)
		c.bad = true;
	for (size_t i = 0; rc == HJ_OK && i < packages && !c.bad; i++)
		rc = read_package(&c, ret, err);
	if (rc == HJ_OK && c.bad)
		rc = hj_fail(err, HJ_ECORRUPT,
		    "what is known of the headquarters is damaged");
	if (rc != HJ_OK)
		hj_trip_clear(ret);
	return rc;
}

/* ---- packages ---- */

/* Its versions go, and those behind them move up. */
static void
drop_versions(struct hj_trip *t, size_t which)
{
	struct hj_trip_package *p = &t->package[which];
	struct hj_trip_version *v = (void *)t->versions.data;
	size_t all = t->versions.len / sizeof(*v), n = p->n;

	if (n == 0)
		return;
	memmove(v + p->first, v + p->first + n,
	    (all - p->first - n) * sizeof(*v));
	t->versions.len -= n * sizeof(*v);
	for (size_t i = 0; i < t->npackages; i++)
		if (t->package[i].first > p->first)
			t->package[i].first -= n;
	p->n = 0;
}

void
hj_trip_finish(struct hj_trip *t, size_t which)
{
	drop_versions(t, which);
}

int
hj_trip_add(struct hj_trip *t, const struct hj_trip_package *p,
    const struct hj_trip_version *v, size_t n, struct hj_error *err)
{
	struct hj_trip_package *to;

	if (n > UINT32_MAX)
		return hj_fail(err, HJ_ELIMIT, "too many versions");
	if (t->npackages == HJ_TRIP_PACKAGES) {
		drop_versions(t, 0);
		memmove(&t->package[0], &t->package[1],
		    (HJ_TRIP_PACKAGES - 1) * sizeof(t->package[0]));
		t->npackages--;
	}
	to = &t->package[t->npackages];
	*to = *p;
	to->first = t->versions.len / sizeof(*v);
	to->n = n;
	if (n != 0 && hj_buf_add(&t->versions, v, n * sizeof(*v), err) != HJ_OK)
		return (int)err->code;
	t->npackages++;
	return HJ_OK;
}

struct hj_trip_package *
hj_trip_find(struct hj_trip *t, const uint8_t package[static HJ_DIGEST_BYTES])
{
	for (size_t i = 0; i < t->npackages; i++)
		if (memcmp(t->package[i].package, package, HJ_DIGEST_BYTES) ==
		    0)
			return &t->package[i];
	return NULL;
}

bool
hj_trip_has(const struct hj_trip *t, const struct hj_trip_package *p,
    const uint8_t log_id[static HJ_LOGID_LEN],
    const uint8_t digest[static HJ_DIGEST_BYTES])
{
	const struct hj_trip_version *v = hj_trip_versions(t, p);

	for (size_t i = 0; i < p->n; i++)
		if (memcmp(v[i].digest, digest, HJ_DIGEST_BYTES) == 0 &&
		    memcmp(v[i].log_id, log_id, HJ_LOGID_LEN) == 0)
			return true;
	return false;
}

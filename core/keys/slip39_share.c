#include <assert.h>
#include <string.h>

#include <sodium.h>

#include "core/keys/slip39_own.h"

#define DIGEST_AT 254
#define SECRET_AT 255
#define DIGEST 4 /* bytes of it; the rest of its value is its key */

/* What of a secret lies in memory while it is taken apart or put together. */
struct work {
	uint8_t secret[HJ_SLIP39_LEN];
	uint8_t digest[HJ_SLIP39_LEN];
	uint8_t mac[crypto_auth_hmacsha256_BYTES];
	uint8_t value[HJ_SLIP39_SHARES_MAX][HJ_SLIP39_LEN];
	crypto_auth_hmacsha256_state state;
};

/* Into w->mac: the first DIGEST bytes of it stand before the key. */
static void
authenticate(struct work *w, size_t len)
{
	(void)crypto_auth_hmacsha256_init(&w->state, w->digest + DIGEST,
	    len - DIGEST);
	(void)crypto_auth_hmacsha256_update(&w->state, w->secret, len);
	(void)crypto_auth_hmacsha256_final(&w->state, w->mac);
}

/* ---- apart ---- */

/* w->secret into w->value: the first are random, digest and secret lie on the
 * same polynomial, and the others follow from it. */
static void
part(struct work *w, const struct hj_slip39_facts *f, unsigned of)
{
	struct hj_slip39_point at[HJ_SLIP39_SHARES_MAX];
	unsigned n = 0;

	if (f->needed == 1) {
		for (unsigned i = 0; i < of; i++)
			memcpy(w->value[i], w->secret, f->len);
		return;
	}
	for (; n < f->needed - 2; n++) {
		randombytes_buf(w->value[n], f->len);
		at[n] = (struct hj_slip39_point){ (uint8_t)n, w->value[n] };
	}
	randombytes_buf(w->digest + DIGEST, f->len - DIGEST);
	authenticate(w, f->len);
	memcpy(w->digest, w->mac, DIGEST);
	at[n] = (struct hj_slip39_point){ DIGEST_AT, w->digest };
	at[n + 1] = (struct hj_slip39_point){ SECRET_AT, w->secret };
	for (unsigned i = n; i < of; i++)
		hj_slip39_interpolate(at, f->needed, f->len, (uint8_t)i,
		    w->value[i]);
}

int
hj_slip39_split(const struct hj_secret *secret, unsigned need, unsigned of,
    struct hj_secret *ret[static HJ_SLIP39_SHARES_MAX], struct hj_error *err)
{
	struct hj_slip39_facts f = { .extendable = true,
		.groups = 1,
		.groups_needed = 1,
		.needed = need,
		.len = HJ_SLIP39_LEN };
	struct hj_secret *room = NULL;
	struct work *w;
	int rc;

	assert(hj_secret_len(secret) == HJ_SLIP39_LEN);
	if (need < 1 || need > of || of > HJ_SLIP39_SHARES_MAX)
		return hj_fail(err, HJ_EINVAL,
		    "there are 1 to %d shares, and not more are needed than there are",
		    HJ_SLIP39_SHARES_MAX);
	if (hj_secret_new(sizeof(*w), &room, err) != HJ_OK)
		return (int)err->code;
	w = (void *)hj_secret_bytes(room);
	f.id = (uint16_t)randombytes_uniform(1U << 15);
	memcpy(w->secret, hj_secret_peek(secret), HJ_SLIP39_LEN);
	if ((rc = hj_slip39_encrypt(&f, NULL, w->secret, err)) == HJ_OK)
		part(w, &f, of);
	for (; rc == HJ_OK && f.member < of; f.member++)
		rc = hj_slip39_say(&f, w->value[f.member], &ret[f.member], err);
	hj_secret_free(room);
	while (rc != HJ_OK && f.member-- > 0) {
		hj_secret_free(ret[f.member]);
		ret[f.member] = NULL;
	}
	return rc;
}

/* ---- together ---- */

/* w->secret from so many points; one alone is it. */
static int
join(struct work *w, const struct hj_slip39_point *at, unsigned n, size_t len,
    struct hj_error *err)
{
	if (n == 1) {
		memcpy(w->secret, at[0].y, len);
		return HJ_OK;
	}
	hj_slip39_interpolate(at, n, len, SECRET_AT, w->secret);
	hj_slip39_interpolate(at, n, len, DIGEST_AT, w->digest);
	authenticate(w, len);
	if (sodium_memcmp(w->mac, w->digest, DIGEST) != 0)
		return hj_fail(err, HJ_EAUTH,
		    "the shares give no secret: one of them is not genuine");
	return HJ_OK;
}

int
hj_slip39_fits(const struct hj_slip39 *s, const struct hj_slip39 *with,
    struct hj_error *err)
{
	const struct hj_slip39_facts *a = &s->facts, *b = &with->facts;

	if (a->id != b->id || a->extendable != b->extendable ||
	    a->exponent != b->exponent || a->len != b->len ||
	    a->groups != b->groups || a->groups_needed != b->groups_needed ||
	    (a->group == b->group && a->needed != b->needed))
		return hj_fail(err, HJ_EINVAL,
		    "the shares were not made together: look at the date on the paper");
	if (a->group == b->group && a->member == b->member)
		return hj_fail(err, HJ_EINVAL, "this share was given already");
	return HJ_OK;
}

/* The points of one group; *needed stays 0 when it has none. */
static unsigned
collect(struct hj_slip39 *const *shares, size_t n, unsigned group,
    struct hj_slip39_point at[static HJ_SLIP39_SHARES_MAX], unsigned *needed)
{
	unsigned found = 0;

	*needed = 0;
	for (size_t i = 0; i < n; i++) {
		if (shares[i]->facts.group != group)
			continue;
		*needed = shares[i]->facts.needed;
		if (found < *needed)
			at[found++] = (struct hj_slip39_point){
				(uint8_t)shares[i]->facts.member,
				hj_secret_peek(shares[i]->value)
			};
	}
	return found;
}

/* All groups that are whole, up to as many as are needed, and of these the
 * secret. */
static int
gather(struct work *w, struct hj_slip39 *const *shares, size_t n,
    struct hj_error *err)
{
	const struct hj_slip39_facts *f = &shares[0]->facts;
	struct hj_slip39_point at[HJ_SLIP39_SHARES_MAX];
	struct hj_slip39_point whole[HJ_SLIP39_SHARES_MAX];
	unsigned groups = 0, missing = 0;

	for (unsigned g = 0; g < HJ_SLIP39_SHARES_MAX; g++) {
		unsigned needed, found = collect(shares, n, g, at, &needed);

		if (needed == 0 || groups == f->groups_needed)
			continue;
		if (found < needed) {
			missing += needed - found;
			continue;
		}
		if (join(w, at, needed, f->len, err) != HJ_OK)
			return (int)err->code;
		memcpy(w->value[groups], w->secret, f->len);
		whole[groups] =
		    (struct hj_slip39_point){ (uint8_t)g, w->value[groups] };
		groups++;
	}
	if (groups < f->groups_needed && missing != 0)
		return hj_fail(err, HJ_EAUTH,
		    "too few shares: still needed: %u", missing);
	if (groups < f->groups_needed)
		return hj_fail(err, HJ_EAUTH,
		    "too few shares: groups still needed: %u",
		    f->groups_needed - groups);
	return join(w, whole, groups, f->len, err);
}

int
hj_slip39_combine(struct hj_slip39 *const *shares, size_t n,
    const struct hj_secret *passphrase, struct hj_secret **ret,
    struct hj_error *err)
{
	struct hj_secret *room = NULL, *found = NULL;
	struct work *w;
	int rc;

	assert(n > 0);
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < i; k++)
			if (hj_slip39_fits(shares[i], shares[k], err) != HJ_OK)
				return (int)err->code;
	if (hj_secret_new(sizeof(*w), &room, err) != HJ_OK)
		return (int)err->code;
	w = (void *)hj_secret_bytes(room);
	if ((rc = gather(w, shares, n, err)) == HJ_OK &&
	    (rc = hj_slip39_decrypt(&shares[0]->facts, passphrase, w->secret,
		 err)) == HJ_OK &&
	    (rc = hj_secret_copy(w->secret, shares[0]->facts.len, &found,
		 err)) == HJ_OK)
		*ret = found;
	hj_secret_free(room);
	return rc;
}

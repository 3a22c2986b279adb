#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#include "core/keys/member.h"
#include "core/log/roll.h"

#define DOMAIN "hanji/0/roll"
#define DOMAIN_LEN (sizeof(DOMAIN) - 1)
#define BODY (32 + 1 + 8 + 2)
#define TEXT (DOMAIN_LEN + 16 + 32 + BODY)

void
hj_roll_clear(struct hj_roll *r)
{
	free(r->at);
	*r = (struct hj_roll){ .n = 0 };
}

static void
put(uint8_t *to, uint64_t v, size_t n)
{
	while (n-- > 0) {
		to[n] = (uint8_t)v;
		v >>= 8;
	}
}

static void
body(const struct hj_statement *s, uint8_t ret[static BODY])
{
	memcpy(ret, s->key, 32);
	ret[32] = (uint8_t)s->role;
	put(ret + 33, s->position, 8);
	put(ret + 41, s->signer, 2);
}

/* What is signed; `before` NULL: there is none. */
static void
text_of(const struct hj_statement *s, const struct hj_statement *before,
    const uint8_t *vault_id, uint8_t ret[static TEXT])
{
	uint8_t bytes[HJ_STATEMENT_LEN];

	memset(ret, 0, TEXT);
	memcpy(ret, DOMAIN, DOMAIN_LEN);
	memcpy(ret + DOMAIN_LEN, vault_id, 16);
	if (before != NULL) {
		body(before, bytes);
		memcpy(bytes + BODY, before->signature, 64);
		(void)crypto_hash_sha256(ret + DOMAIN_LEN + 16, bytes,
		    sizeof(bytes));
	}
	body(s, ret + DOMAIN_LEN + 16 + 32);
}

int
hj_roll_encode(const struct hj_roll *r, struct hj_buf *to, struct hj_error *err)
{
	uint8_t bytes[HJ_STATEMENT_LEN];

	for (size_t i = 0; i < r->n; i++) {
		body(&r->at[i], bytes);
		memcpy(bytes + BODY, r->at[i].signature, 64);
		if (hj_buf_add(to, bytes, sizeof(bytes), err) != HJ_OK)
			return (int)err->code;
	}
	return HJ_OK;
}

static bool
take(struct hj_cursor *c, struct hj_statement *s)
{
	const uint8_t *key = hj_cursor_bytes(c, 32);
	const uint8_t *role = hj_cursor_bytes(c, 1);
	const uint8_t *signature;

	s->position = hj_cursor_u64(c);
	s->signer = hj_cursor_u16(c);
	signature = hj_cursor_bytes(c, 64);
	if (key == NULL || role == NULL || signature == NULL)
		return true; /* c->bad says it */
	memcpy(s->key, key, sizeof(s->key));
	memcpy(s->signature, signature, sizeof(s->signature));
	hj_member_fingerprint(s->key, s->id);
	s->role = (enum hj_role) * role;
	return *role <= HJ_ROLE_AUDITOR;
}

int
hj_roll_decode(struct hj_cursor *c, uint16_t n, struct hj_roll *ret,
    struct hj_error *err)
{
	struct hj_roll r = { .n = n };

	if (n > HJ_STATEMENTS_MAX)
		return hj_fail(err, HJ_ECORRUPT,
		    "the list of members makes no sense");
	if ((r.at = calloc((size_t)n + 1, sizeof(*r.at))) == NULL)
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	for (size_t i = 0; i < n && !c->bad; i++) {
		/* The founder names themselves, everybody else an earlier
		 * one. */
		if (take(c, &r.at[i]) &&
		    (c->bad || r.at[i].signer < (i == 0 ? 1 : i)))
			continue;
		hj_roll_clear(&r);
		return hj_fail(err, HJ_ECORRUPT,
		    "the list of members makes no sense");
	}
	*ret = r;
	return HJ_OK;
}

/* What the first n of them say of a key. */
static const struct hj_statement *
last_of(const struct hj_roll *r, size_t n, const char *id, uint64_t position)
{
	while (n-- > 0)
		if (r->at[n].position <= position &&
		    strcmp(r->at[n].id, id) == 0)
			return &r->at[n];
	return NULL;
}

int
hj_roll_add(struct hj_roll *r, const uint8_t *vault_id,
    const struct hj_member *by, const uint8_t key[static 32], enum hj_role role,
    uint64_t position, struct hj_error *err)
{
	struct hj_statement s = { .role = role, .position = position }, *more;
	const struct hj_statement *owner;
	char id[HJ_FINGERPRINT];
	uint8_t text[TEXT];

	hj_member_fingerprint(hj_member_public(by)->ed25519, id);
	owner = last_of(r, r->n, id, position);
	if (r->n != 0 && (owner == NULL || owner->role != HJ_ROLE_OWNER))
		return hj_fail(err, HJ_EREFUSED,
		    "only an owner can say who is a member");
	if (r->n == HJ_STATEMENTS_MAX)
		return hj_fail(err, HJ_ELIMIT,
		    "members were added and removed %d times, no more fit",
		    HJ_STATEMENTS_MAX);
	memcpy(s.key, key, sizeof(s.key));
	hj_member_fingerprint(key, s.id);
	s.signer = r->n == 0 ? 0 : (uint16_t)(owner - r->at);
	text_of(&s, r->n != 0 ? &r->at[r->n - 1] : NULL, vault_id, text);
	hj_member_sign(by, text, sizeof(text), s.signature);
	if ((more = calloc((size_t)r->n + 1, sizeof(*more))) == NULL)
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	if (r->n != 0)
		memcpy(more, r->at, r->n * sizeof(*more));
	more[r->n] = s;
	free(r->at);
	r->at = more;
	r->n++;
	return HJ_OK;
}

static bool
is_genuine(const struct hj_roll *r, size_t i, const uint8_t *vault_id)
{
	const struct hj_statement *s = &r->at[i];
	const struct hj_statement *by = &r->at[s->signer];
	uint8_t text[TEXT];

	if (i == 0 && s->role != HJ_ROLE_OWNER)
		return false;
	if (i != 0 &&
	    (s->position < r->at[i - 1].position ||
		last_of(r, i, by->id, s->position) != by ||
		by->role != HJ_ROLE_OWNER))
		return false;
	text_of(s, i != 0 ? &r->at[i - 1] : NULL, vault_id, text);
	return hj_member_verify(by->key, text, sizeof(text), s->signature);
}

size_t
hj_roll_genuine(const struct hj_roll *r, const uint8_t *vault_id)
{
	size_t i = 0;

	while (i < r->n && is_genuine(r, i, vault_id))
		i++;
	return i;
}

enum hj_role
hj_roll_role(const struct hj_roll *r, const char *id, uint64_t position,
    const uint8_t **ret_key)
{
	const struct hj_statement *s = last_of(r, r->n, id, position);
	const struct hj_statement *ever = last_of(r, r->n, id, UINT64_MAX);

	*ret_key = ever != NULL ? ever->key : NULL;
	return s != NULL ? s->role : HJ_ROLE_NONE;
}

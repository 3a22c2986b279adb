#include <string.h>

#include "core/base/text.h"
#include "core/vault/vault_member.h"
#include "core/vault/vault_state.h"

/* ---- the roll ---- */

struct roll_reading {
	struct hj_log_head head;
	enum hj_role role;
};

static int
read_roll(struct hj_vault *v, void *to, struct hj_error *err)
{
	struct roll_reading *r = to;

	if (v->head.log.len == 0) {
		hj_log_head_init(&r->head, v->facts.vault_id);
		return HJ_OK;
	}
	return hj_log_head_decode(v->head.log.data, v->head.log.len, &r->head,
	    err);
}

int
hj_vault_role(struct hj_vault *v, enum hj_role *ret, struct hj_error *err)
{
	struct roll_reading r = { .role = HJ_ROLE_NONE };
	const uint8_t *key;
	char id[HJ_FINGERPRINT];

	if (hj_vault_reading(v, read_roll, &r, err) != HJ_OK)
		return (int)err->code;
	hj_member_fingerprint(hj_member_public(v->me.member)->ed25519, id);
	/* Before the first entry there is the founder alone. */
	*ret = r.head.roll.n == 0
	    ? HJ_ROLE_OWNER
	    : hj_roll_role(&r.head.roll, id, r.head.entries, &key);
	hj_log_head_clear(&r.head);
	return HJ_OK;
}

int
hj_vault_owner_only(struct hj_vault *v, struct hj_error *err)
{
	enum hj_role mine = HJ_ROLE_NONE;
	int rc;

	if ((rc = hj_vault_role(v, &mine, err)) != HJ_OK)
		return rc;
	if (mine != HJ_ROLE_OWNER)
		return hj_fail(err, HJ_EAUTH,
		    "only an owner can change members and teams");
	return HJ_OK;
}

/* ---- who there is ---- */

/* The time of the entry before a position; 0: it is the first. */
static int
time_of(struct hj_vault *v, uint64_t position, int64_t *ret,
    struct hj_error *err)
{
	struct hj_buf page = HJ_PAGE;
	struct hj_log_entry e;
	int rc = HJ_OK;

	*ret = 0;
	if (position != 0 &&
	    (rc = hj_vault_entry(v, position - 1, &e, &page, err)) == HJ_OK)
		*ret = e.time;
	hj_buf_clear(&page);
	return rc;
}

/* What the header says of somebody; an auditor cannot read it. */
static int
place_of(const struct hj_vault *v, struct hj_vault_member *m,
    struct hj_error *err)
{
	struct hj_header_member h;

	for (unsigned i = 0;
	     i < HJ_MEMBERS_MAX && hj_keyring_header(v->me.keyring) != NULL;
	     i++) {
		struct hj_error why = { .say = err->say };
		int rc =
		    hj_header_member(v->header, v->me.keyring, i, &h, &why);

		if (rc == HJ_ENOTFOUND ||
		    (rc == HJ_OK &&
			memcmp(h.keys.ed25519, m->keys.ed25519,
			    HJ_PUBLIC_LEN) != 0))
			continue;
		if (rc != HJ_OK) {
			*err = why;
			return rc;
		}
		m->placed = true;
		m->place = i;
		m->keys = h.keys;
		m->slots = h.slots;
		m->teams = h.teams;
		memcpy(m->name, h.name, sizeof(m->name));
		return HJ_OK;
	}
	return HJ_OK;
}

/* All that the roll says of one key; it came first at place i. */
static int
gather(struct hj_vault *v, const struct hj_roll *r, size_t i,
    struct hj_vault_member *m, struct hj_error *err)
{
	uint64_t until = 0;

	*m = (struct hj_vault_member){ .role = r->at[i].role,
		.from = r->at[i].position };
	memcpy(m->id, r->at[i].id, sizeof(m->id));
	memcpy(m->keys.ed25519, r->at[i].key, HJ_PUBLIC_LEN);
	for (size_t k = i + 1; k < r->n; k++) {
		if (strcmp(r->at[k].id, m->id) != 0)
			continue;
		if (r->at[k].role == HJ_ROLE_NONE) {
			until = r->at[k].position;
		} else {
			m->role = r->at[k].role;
			until = 0;
		}
	}
	m->until = until;
	if (time_of(v, m->from, &m->since, err) != HJ_OK ||
	    time_of(v, until, &m->ended, err) != HJ_OK)
		return (int)err->code;
	return place_of(v, m, err);
}

static bool
came_before(const struct hj_roll *r, size_t i)
{
	for (size_t k = 0; k < i; k++)
		if (strcmp(r->at[k].id, r->at[i].id) == 0)
			return true;
	return false;
}

/* In a vault in which nothing was done yet: whoever opened it. */
static int
say_founder(struct hj_vault *v, hj_vault_member_fn *fn, void *to,
    struct hj_error *err)
{
	struct hj_vault_member m = { .role = HJ_ROLE_OWNER,
		.keys = *hj_member_public(v->me.member) };

	hj_member_fingerprint(m.keys.ed25519, m.id);
	if (place_of(v, &m, err) != HJ_OK)
		return (int)err->code;
	return fn(to, &m, err);
}

/* Somebody whom the roll never named, or no longer names. */
static int
say_unknown(struct hj_vault *v, const struct hj_roll *r, hj_vault_member_fn *fn,
    void *to, struct hj_error *err)
{
	int rc = HJ_OK;

	for (unsigned i = 0; rc == HJ_OK && i < HJ_MEMBERS_MAX; i++) {
		struct hj_vault_member m = { .role = HJ_ROLE_NONE,
			.placed = true,
			.place = i };
		struct hj_error why = { .say = err->say };
		struct hj_header_member h;
		const uint8_t *key;

		if (hj_header_member(v->header, v->me.keyring, i, &h, &why) !=
		    HJ_OK)
			continue;
		hj_member_fingerprint(h.keys.ed25519, m.id);
		(void)hj_roll_role(r, m.id, UINT64_MAX, &key);
		if (key != NULL)
			continue;
		m.keys = h.keys;
		m.slots = h.slots;
		m.teams = h.teams;
		memcpy(m.name, h.name, sizeof(m.name));
		rc = fn(to, &m, err);
	}
	return rc;
}

int
hj_vault_members(struct hj_vault *v, hj_vault_member_fn *fn, void *to,
    struct hj_error *err)
{
	struct roll_reading r = { .role = HJ_ROLE_NONE };
	struct hj_vault_member m;
	int rc = hj_vault_reading(v, read_roll, &r, err);

	if (rc == HJ_OK && r.head.roll.n == 0) {
		hj_log_head_clear(&r.head);
		return say_founder(v, fn, to, err);
	}
	for (size_t i = 0; rc == HJ_OK && i < r.head.roll.n; i++) {
		if (came_before(&r.head.roll, i))
			continue;
		rc = gather(v, &r.head.roll, i, &m, err);
		if (rc == HJ_OK)
			rc = fn(to, &m, err);
	}
	if (rc == HJ_OK && hj_keyring_header(v->me.keyring) != NULL)
		rc = say_unknown(v, &r.head.roll, fn, to, err);
	hj_log_head_clear(&r.head);
	return rc;
}

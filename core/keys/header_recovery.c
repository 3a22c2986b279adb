#include <assert.h>

#include "core/keys/header_layout.h"

/* Slots of this member that recovery shares open: bit i is slot i. */
static uint16_t
recovery_slots(const struct hj_header *h, const struct hj_header_member *m)
{
	unsigned found = 0;

	for (unsigned i = 0; i < HJ_SLOTS; i++)
		if ((m->slots >> i & 1) != 0 &&
		    hj_header_peek_slot(h, i)[0] == HJ_SLOT_RECOVERY)
			found |= 1U << i;
	return (uint16_t)found;
}

static bool
is_pending(const struct hj_header *h, unsigned slot)
{
	return hj_header_peek_slot(h, slot)[1] == HJ_SLOT_PENDING;
}

/* What the list says first, for that can fail; then the slots. */
static int
drop(struct hj_header *h, const struct hj_keyring *by, unsigned place,
    struct hj_header_member *m, uint16_t slots, struct hj_error *err)
{
	m->slots = (uint16_t)(m->slots & ~slots);
	if (hj_header_describe(h, by, place, m, err) != HJ_OK)
		return (int)err->code;
	for (unsigned i = 0; i < HJ_SLOTS; i++)
		if ((slots >> i & 1) != 0)
			hj_header_clear_slot(h, i);
	return HJ_OK;
}

int
hj_header_offer_recovery(struct hj_header *h, const struct hj_keyring *by,
    unsigned place, const struct hj_member *member,
    const struct hj_secret *secret, struct hj_header_shares shares,
    struct hj_error *err)
{
	struct hj_header_member m;
	struct hj_secret *seed = NULL;
	unsigned slot = HJ_NO_SLOT;
	int rc;

	assert(hj_secret_len(secret) == HJ_KEY_LEN);
	if (hj_header_member(h, by, place, &m, err) != HJ_OK)
		return (int)err->code;
	for (unsigned i = 0; i < HJ_SLOTS; i++)
		if ((recovery_slots(h, &m) >> i & 1) != 0 && is_pending(h, i))
			slot = i;
	if ((slot == HJ_NO_SLOT &&
		hj_header_free_slot(h, &slot, err) != HJ_OK) ||
	    hj_member_seed(member, &seed, err) != HJ_OK)
		return (int)err->code;
	m.slots = (uint16_t)(m.slots | 1U << slot);
	m.recovery.pending = shares;
	if ((rc = hj_header_describe(h, by, place, &m, err)) == HJ_OK)
		hj_header_fill_slot(h, slot, HJ_SLOT_RECOVERY, HJ_SLOT_PENDING,
		    hj_secret_peek(secret), seed);
	hj_secret_free(seed);
	return rc;
}

int
hj_header_prove_recovery(struct hj_header *h, const struct hj_keyring *by,
    unsigned place, unsigned slot, int64_t now, bool *ret, struct hj_error *err)
{
	const bool pending = is_pending(h, slot);
	struct hj_header_member m;
	uint16_t others = 0;

	if (hj_header_member(h, by, place, &m, err) != HJ_OK)
		return (int)err->code;
	assert((recovery_slots(h, &m) >> slot & 1) != 0);
	m.recovery.tested = now;
	if (pending) {
		others = (uint16_t)(recovery_slots(h, &m) & ~(1U << slot));
		m.recovery.made = now;
		m.recovery.active = m.recovery.pending;
		m.recovery.pending = (struct hj_header_shares){ 0, 0 };
	}
	if (drop(h, by, place, &m, others, err) != HJ_OK)
		return (int)err->code;
	hj_header_slot(h, slot)[1] = HJ_SLOT_ACTIVE;
	*ret = pending;
	return HJ_OK;
}

int
hj_header_revoke_recovery(struct hj_header *h, const struct hj_keyring *by,
    unsigned place, struct hj_error *err)
{
	struct hj_header_member m;

	if (hj_header_member(h, by, place, &m, err) != HJ_OK)
		return (int)err->code;
	if (recovery_slots(h, &m) == 0)
		return hj_fail(err, HJ_ENOTFOUND,
		    "there are no recovery shares: 'hanji recover shares' makes them");
	m.recovery = (struct hj_header_recovery){ .made = 0 };
	return drop(h, by, place, &m, recovery_slots(h, &m), err);
}

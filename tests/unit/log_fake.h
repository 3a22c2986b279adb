/* log_fake.h: logs without a vault: a device that signs whatever it is told. */
#ifndef HJ_TESTS_LOG_FAKE_H
#define HJ_TESTS_LOG_FAKE_H

#include "core/keys/member.h"
#include "core/log/growth.h"
#include "core/log/witness.h"
#include "tests/unit/vault_world.h"

struct fake {
	struct hj_member *device;
	struct hj_note_key key;
	uint8_t leaf[64][HJ_HASH_BYTES];
};

static inline void
make_fake(struct fake *f)
{
	struct hj_error err = HJ_ERROR;
	const uint8_t id[16] = { 7 };
	char device[HJ_FINGERPRINT], origin[HJ_ORIGIN_MAX];

	*f = (struct fake){ .device = NULL };
	must(hj_member_new(NULL, &f->device, &err), &err);
	memcpy(f->key.key, hj_member_public(f->device)->ed25519, 32);
	hj_member_fingerprint(f->key.key, device);
	hj_checkpoint_origin(id, device, origin);
	memcpy(f->key.name, origin, sizeof(origin));
	for (unsigned i = 0; i < 64; i++)
		hj_tree_leaf((const uint8_t *)&i, sizeof(i), f->leaf[i]);
}

static inline void
state_of(const struct fake *f, uint64_t size, struct hj_signed_checkpoint *ret)
{
	struct hj_error err = HJ_ERROR;
	struct hj_tree t = HJ_TREE;

	*ret = (struct hj_signed_checkpoint){ .at = { .size = size } };
	memcpy(ret->key, f->key.key, sizeof(ret->key));
	memcpy(ret->at.origin, f->key.name, sizeof(ret->at.origin));
	for (uint64_t i = 0; i < size; i++)
		hj_tree_append(&t, f->leaf[i]);
	hj_tree_root(&t, ret->at.root);
	must(hj_checkpoint_sign(&ret->at, f->device, ret->signature, &err),
	    &err);
}

static inline void
growth_of(const struct fake *f, uint64_t from, uint64_t to,
    struct hj_growth *ret)
{
	*ret = (struct hj_growth){ .old = from };
	if (from != 0)
		ret->n = hj_tree_prove_growth((const uint8_t(*)[HJ_HASH_BYTES])
						  f->leaf,
		    from, to, ret->hash);
}

#endif

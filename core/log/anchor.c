#include <string.h>

#include "core/keys/member.h"
#include "core/log/anchor.h"

void
hj_anchor_clear(struct hj_anchor *a)
{
	hj_member_free(a->device);
	*a = (struct hj_anchor){ .device = NULL };
}

int
hj_anchor_new(const uint8_t *vault_id, struct hj_anchor *ret,
    struct hj_error *err)
{
	struct hj_anchor a = { .device = NULL };

	memcpy(a.vault_id, vault_id, sizeof(a.vault_id));
	if (hj_member_new(NULL, &a.device, err) != HJ_OK)
		return (int)err->code;
	*ret = a;
	return HJ_OK;
}

static const struct hj_device_log *
own_log(const struct hj_anchor *a, const struct hj_log_head *head)
{
	return hj_log_head_find(head, hj_member_public(a->device)->ed25519);
}

void
hj_anchor_follow(struct hj_anchor *a, const struct hj_log_head *head,
    uint64_t generation)
{
	const struct hj_device_log *d = own_log(a, head);

	/* A process that opened the vault earlier knows an older one. */
	if (generation > a->generation)
		a->generation = generation;
	if (d == NULL)
		return;
	a->size = d->tree.size;
	hj_tree_root(&d->tree, a->root);
	memcpy(a->signature, d->signature, sizeof(a->signature));
}

static int
rolled_back(const struct hj_anchor *a, uint64_t size, struct hj_error *err)
{
	return hj_fail(err, HJ_EREFUSED,
	    "the vault is older than this machine remembers (%llu log entries, "
	    "expected %llu): an old copy was put in its place; bring back the "
	    "newer one, or accept this one with --accept-rollback --reason TEXT",
	    (unsigned long long)size, (unsigned long long)a->size);
}

int
hj_anchor_compare(const struct hj_anchor *a, const struct hj_log_head *head,
    uint64_t generation, enum hj_anchor_state *ret, struct hj_error *err)
{
	const struct hj_device_log *d = own_log(a, head);
	uint8_t root[HJ_HASH_BYTES];

	if (d == NULL && a->size != 0)
		return rolled_back(a, 0, err);
	if (d != NULL && d->tree.size < a->size)
		return rolled_back(a, d->tree.size, err);
	if (generation < a->generation)
		return hj_fail(err, HJ_EREFUSED,
		    "the header files are older than this machine remembers: "
		    "old copies were put in their place; bring back the newer "
		    "ones, or accept these with --accept-rollback --reason TEXT");
	if (d == NULL) {
		*ret = HJ_ANCHOR_UNUSED;
		return HJ_OK;
	}
	hj_tree_root(&d->tree, root);
	if (d->tree.size == a->size && memcmp(root, a->root, sizeof(root)) != 0)
		return hj_fail(err, HJ_ECORRUPT,
		    "the log has as many entries as this machine remembers, "
		    "but not the same ones; keep the vault as it is and run "
		    "hanji audit verify");
	*ret = d->tree.size == a->size && generation == a->generation
	    ? HJ_ANCHOR_SAME
	    : HJ_ANCHOR_LAGS;
	return HJ_OK;
}

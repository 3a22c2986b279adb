#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#include "core/keys/member.h"
#include "core/log/loghead.h"

void
hj_log_head_init(struct hj_log_head *h, const uint8_t *vault_id)
{
	*h = (struct hj_log_head){ .entries = 0 };
	memcpy(h->vault_id, vault_id, sizeof(h->vault_id));
}

void
hj_log_head_clear(struct hj_log_head *h)
{
	hj_roll_clear(&h->roll);
	free(h->device);
	h->device = NULL;
	h->ndevices = 0;
}

static int
encode_device(const struct hj_device_log *d, struct hj_buf *to,
    struct hj_error *err)
{
	if (hj_buf_add(to, d->key, sizeof(d->key), err) != HJ_OK ||
	    hj_buf_u16(to, d->from, err) != HJ_OK ||
	    hj_buf_u64(to, d->from_size, err) != HJ_OK ||
	    hj_buf_u64(to, d->tree.size, err) != HJ_OK ||
	    hj_buf_add(to, d->signature, sizeof(d->signature), err) != HJ_OK)
		return (int)err->code;
	return hj_buf_add(to, d->tree.node,
	    hj_tree_width(d->tree.size) * HJ_HASH_BYTES, err);
}

int
hj_log_head_encode(const struct hj_log_head *h, struct hj_buf *to,
    struct hj_error *err)
{
	if (hj_buf_u16(to, HJ_LOGHEAD_VERSION, err) != HJ_OK ||
	    hj_buf_add(to, h->vault_id, sizeof(h->vault_id), err) != HJ_OK ||
	    hj_buf_u64(to, h->entries, err) != HJ_OK ||
	    hj_buf_u16(to, h->active, err) != HJ_OK ||
	    hj_buf_u16(to, h->roll.n, err) != HJ_OK ||
	    hj_buf_u16(to, h->ndevices, err) != HJ_OK ||
	    hj_roll_encode(&h->roll, to, err) != HJ_OK)
		return (int)err->code;
	for (size_t i = 0; i < h->ndevices; i++)
		if (encode_device(&h->device[i], to, err) != HJ_OK)
			return (int)err->code;
	return HJ_OK;
}

static void
decode_device(struct hj_cursor *c, struct hj_device_log *d)
{
	hj_cursor_copy(c, d->key, sizeof(d->key));
	hj_member_fingerprint(d->key, d->id);
	d->from = hj_cursor_u16(c);
	d->from_size = hj_cursor_u64(c);
	d->tree.size = hj_cursor_u64(c);
	hj_cursor_copy(c, d->signature, sizeof(d->signature));
	hj_cursor_copy(c, d->tree.node,
	    hj_tree_width(d->tree.size) * HJ_HASH_BYTES);
}

/* Each device but the first goes on from an earlier one. */
static bool
makes_sense(const struct hj_log_head *h)
{
	uint64_t entries = 0;

	for (size_t i = 0; i < h->ndevices; i++) {
		const struct hj_device_log *d = &h->device[i];

		if (d->from != HJ_NO_DEVICE &&
		    (d->from >= i ||
			d->from_size > h->device[d->from].tree.size))
			return false;
		if (d->tree.size > UINT64_MAX - entries)
			return false;
		entries += d->tree.size;
	}
	return entries == h->entries &&
	    (h->ndevices == 0 || h->active < h->ndevices);
}

static int
decode(struct hj_cursor *c, struct hj_log_head *h, struct hj_error *err)
{
	uint16_t statements;

	hj_cursor_copy(c, h->vault_id, sizeof(h->vault_id));
	h->entries = hj_cursor_u64(c);
	h->active = hj_cursor_u16(c);
	statements = hj_cursor_u16(c);
	h->ndevices = hj_cursor_u16(c);
	if (c->bad || h->ndevices > HJ_DEVICES_MAX)
		goto corrupt;
	h->device = calloc((size_t)h->ndevices + 1, sizeof(*h->device));
	if (h->device == NULL)
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	if (hj_roll_decode(c, statements, &h->roll, err) != HJ_OK)
		return (int)err->code;
	for (size_t i = 0; i < h->ndevices && !c->bad; i++)
		decode_device(c, &h->device[i]);
	if (!c->bad && c->left == 0 && makes_sense(h))
		return HJ_OK;
corrupt:
	return hj_fail(err, HJ_ECORRUPT, "the head of the log makes no sense");
}

int
hj_log_head_decode(const uint8_t *p, size_t n, struct hj_log_head *ret,
    struct hj_error *err)
{
	struct hj_log_head h = { .entries = 0 };
	struct hj_cursor c = HJ_CURSOR(p, n);
	uint16_t version = hj_cursor_u16(&c);

	if (!c.bad && version != HJ_LOGHEAD_VERSION)
		return hj_fail(err, HJ_EVERSION,
		    "the head of the log was written by a newer hanji");
	if (decode(&c, &h, err) != HJ_OK) {
		hj_log_head_clear(&h);
		return (int)err->code;
	}
	*ret = h;
	return HJ_OK;
}

struct hj_device_log *
hj_log_head_find(const struct hj_log_head *h, const uint8_t key[static 32])
{
	for (size_t i = 0; i < h->ndevices; i++)
		if (memcmp(h->device[i].key, key, 32) == 0)
			return &h->device[i];
	return NULL;
}

struct hj_device_log *
hj_log_head_device(const struct hj_log_head *h, const char *id)
{
	for (size_t i = 0; i < h->ndevices; i++)
		if (strcmp(h->device[i].id, id) == 0)
			return &h->device[i];
	return NULL;
}

int
hj_log_head_join(struct hj_log_head *h, const uint8_t key[static 32],
    struct hj_error *err)
{
	struct hj_device_log *more, *d;

	if (h->ndevices == HJ_DEVICES_MAX)
		return hj_fail(err, HJ_ELIMIT,
		    "%d devices have written in this vault, no more can",
		    HJ_DEVICES_MAX);
	more = calloc((size_t)h->ndevices + 1, sizeof(*more));
	if (more == NULL)
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	if (h->ndevices != 0)
		memcpy(more, h->device, h->ndevices * sizeof(*more));
	d = &more[h->ndevices];
	memcpy(d->key, key, sizeof(d->key));
	hj_member_fingerprint(key, d->id);
	d->from = HJ_NO_DEVICE;
	if (h->ndevices != 0) {
		d->from = h->active;
		d->from_size = more[h->active].tree.size;
	}
	free(h->device);
	h->device = more;
	h->active = h->ndevices++;
	return HJ_OK;
}

int
hj_log_head_admit(struct hj_log_head *h, const struct hj_member *m,
    enum hj_role *ret, struct hj_error *err)
{
	const uint8_t *key, *mine = hj_member_public(m)->ed25519;
	char id[HJ_FINGERPRINT];

	if (h->roll.n == 0 &&
	    hj_roll_add(&h->roll, h->vault_id, m, mine, HJ_ROLE_OWNER,
		h->entries, err) != HJ_OK)
		return (int)err->code;
	hj_member_fingerprint(mine, id);
	*ret = hj_roll_role(&h->roll, id, h->entries, &key);
	if (*ret == HJ_ROLE_NONE)
		return hj_fail(err, HJ_EAUTH,
		    "no owner of this vault says that you are a member: ask one of them");
	return HJ_OK;
}

void
hj_device_log_checkpoint(const struct hj_log_head *h,
    const struct hj_device_log *d, struct hj_checkpoint *ret)
{
	hj_checkpoint_origin(h->vault_id, d->id, ret->origin);
	ret->size = d->tree.size;
	hj_tree_root(&d->tree, ret->root);
}

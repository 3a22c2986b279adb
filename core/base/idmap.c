#include <sodium.h>

#include "core/base/id.h"
#include "core/base/idmap.h"

#define FIRST_BITS 6
/* 2^64 divided by the golden ratio (Knuth, 6.4): spreads, but is known. */
#define SPREAD UINT64_C(0x9e3779b97f4a7c15)

/* Six bits a character: two ids never share a key. */
static uint64_t
key_of(const char *id)
{
	uint64_t key = 0;

	for (size_t i = 0; i < HJ_ELEMENT_ID_CHARS; i++) {
		int v = id[i] <= '9' ? id[i] - '0' : id[i] - 'a' + 10;

		key = key << 6 | (unsigned)v;
	}
	return key;
}

static struct hj_idmap_row **
head_of(const struct hj_idmap *m, uint64_t key)
{
	return &m->heads[key * m->odd >> (64 - m->bits)];
}

static int
grow(struct hj_idmap *m, struct hj_arena *a, struct hj_error *err)
{
	struct hj_idmap old = *m;
	unsigned bits = old.bits != 0 ? old.bits + 2 : FIRST_BITS;
	void *heads;

	if (hj_arena_alloc(a, sizeof(*m->heads) << bits, &heads, err) != HJ_OK)
		return (int)err->code;
	m->heads = heads;
	m->bits = bits;
	m->odd = SPREAD;
	if (old.bits == 0)
		return HJ_OK;
	randombytes_buf(&m->odd, sizeof(m->odd));
	m->odd |= 1;
	for (size_t i = 0; i < (size_t)1 << old.bits; i++) {
		struct hj_idmap_row *row, *next;
		struct hj_idmap_row *turned = NULL;

		/* Turned twice, a chain keeps the newest in front. */
		for (row = old.heads[i]; row != NULL; row = next) {
			next = row->next;
			row->next = turned;
			turned = row;
		}
		for (row = turned; row != NULL; row = next) {
			struct hj_idmap_row **head = head_of(m, row->key);

			next = row->next;
			row->next = *head;
			*head = row;
		}
	}
	return HJ_OK;
}

int
hj_idmap_add(struct hj_idmap *m, struct hj_arena *a, const char *id, size_t n,
    void *value, struct hj_error *err)
{
	struct hj_idmap_row *row, **head;
	void *to;

	if (!hj_element_id_valid(id, n))
		return HJ_OK;
	if (hj_arena_alloc(a, sizeof(*row), &to, err) != HJ_OK)
		return (int)err->code;
	if ((m->bits == 0 || m->n == (size_t)1 << m->bits) &&
	    grow(m, a, err) != HJ_OK)
		return (int)err->code;
	row = to;
	row->key = key_of(id);
	row->value = value;
	head = head_of(m, row->key);
	row->next = *head;
	*head = row;
	m->n++;
	return HJ_OK;
}

const struct hj_idmap_row *
hj_idmap_find(const struct hj_idmap *m, const char *id, size_t n,
    const struct hj_idmap_row *after)
{
	const struct hj_idmap_row *row;
	uint64_t key;

	if (m->bits == 0 || !hj_element_id_valid(id, n))
		return NULL;
	key = key_of(id);
	row = after != NULL ? after->next : *head_of(m, key);
	while (row != NULL && row->key != key)
		row = row->next;
	return row;
}

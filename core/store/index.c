#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#include "core/store/index.h"

void
hj_index_clear(struct hj_index *x)
{
	free(x->rows);
	*x = (struct hj_index){ 0 };
}

void
hj_index_key(const uint8_t lookup[static HJ_KEY_LEN], const struct hj_id *id,
    uint8_t ret[static HJ_INDEX_KEY])
{
	(void)crypto_generichash(ret, HJ_INDEX_KEY, id->b, sizeof(id->b),
	    lookup, HJ_KEY_LEN);
}

/* Where the key is or would be (linear probing; Knuth, TAOCP 3, 6.4).  Keys
 * are hashes already. */
static struct hj_index_row *
place(struct hj_index_row *rows, size_t cap,
    const uint8_t key[static HJ_INDEX_KEY])
{
	size_t i;

	memcpy(&i, key, sizeof(i));
	for (i &= cap - 1;; i = (i + 1) & (cap - 1))
		if (rows[i].number == 0 ||
		    memcmp(rows[i].key, key, HJ_INDEX_KEY) == 0)
			return &rows[i];
}

uint64_t
hj_index_get(const struct hj_index *x, const uint8_t key[static HJ_INDEX_KEY])
{
	if (x->n == 0)
		return 0;
	return place(x->rows, x->cap, key)->number;
}

static int
grow(struct hj_index *x, struct hj_error *err)
{
	size_t cap = x->cap == 0 ? 64 : 2 * x->cap;
	struct hj_index_row *rows = calloc(cap, sizeof(*rows));

	if (rows == NULL)
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	for (size_t i = 0; i < x->cap; i++)
		if (x->rows[i].number != 0)
			*place(rows, cap, x->rows[i].key) = x->rows[i];
	free(x->rows);
	x->rows = rows;
	x->cap = cap;
	return HJ_OK;
}

int
hj_index_put(struct hj_index *x, const uint8_t key[static HJ_INDEX_KEY],
    uint64_t number, struct hj_error *err)
{
	struct hj_index_row *row;

	if (2 * (x->n + 1) > x->cap && grow(x, err) != HJ_OK)
		return (int)err->code;
	row = place(x->rows, x->cap, key);
	if (row->number == 0)
		x->n++;
	memcpy(row->key, key, HJ_INDEX_KEY);
	row->number = number;
	return HJ_OK;
}

static int
by_key(const void *a, const void *b)
{
	const struct hj_index_row *x = a, *y = b;

	return memcmp(x->key, y->key, HJ_INDEX_KEY);
}

static int
write_rows(const struct hj_index *x, unsigned first, unsigned last,
    struct hj_txn *t, struct hj_error *err)
{
	struct hj_index_row *rows;
	size_t n = 0;
	int rc = HJ_OK;

	if (x->n == 0)
		return HJ_OK;
	if ((rows = malloc(x->n * sizeof(*rows))) == NULL)
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	for (size_t i = 0; i < x->cap; i++) {
		unsigned digit = x->rows[i].key[0] >> 4;

		if (x->rows[i].number != 0 && digit >= first && digit <= last)
			rows[n++] = x->rows[i];
	}
	qsort(rows, n, sizeof(*rows), by_key);
	for (size_t i = 0; rc == HJ_OK && i < n; i++)
		rc = hj_txn_index_put(t, rows[i].key, rows[i].number, err);
	free(rows);
	return rc;
}

int
hj_index_write(const struct hj_index *x, struct hj_txn *t, struct hj_error *err)
{
	return write_rows(x, 0, HJ_INDEX_PARTS - 1, t, err);
}

int
hj_index_write_part(const struct hj_index *x, unsigned part, struct hj_txn *t,
    struct hj_error *err)
{
	return write_rows(x, part, part, t, err);
}

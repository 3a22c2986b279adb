#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "core/store/pending.h"

/* A change this large ought to have been committed long before. */
#define BYTES_MAX ((size_t)1 << 30)

void
hj_pending_init(struct hj_pending *p, uint64_t next)
{
	*p = (struct hj_pending){ .base = next, .next = next };
}

void
hj_pending_clear(struct hj_pending *p)
{
	free(p->bytes);
	free(p->fresh);
	free(p->old);
	*p = (struct hj_pending){ 0 };
}

/* Room for one more row.  Sealed: no need to wipe. */
static int
room(struct hj_pending_row **rows, size_t n, size_t *cap, struct hj_error *err)
{
	struct hj_pending_row *more;
	size_t want = *cap == 0 ? 16 : 2 * *cap;

	if (n < *cap)
		return HJ_OK;
	if ((more = calloc(want, sizeof(*more))) == NULL)
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	if (n != 0)
		memcpy(more, *rows, n * sizeof(*more));
	free(*rows);
	*rows = more;
	*cap = want;
	return HJ_OK;
}

int
hj_pending_number(struct hj_pending *p, uint64_t *ret, struct hj_error *err)
{
	size_t n = (size_t)(p->next - p->base);

	if (room(&p->fresh, n, &p->cap_fresh, err) != HJ_OK)
		return (int)err->code;
	p->fresh[n] = (struct hj_pending_row){ .number = p->next };
	*ret = p->next++;
	return HJ_OK;
}

static struct hj_pending_row *
find(const struct hj_pending *p, uint64_t number)
{
	if (number >= p->base)
		return number < p->next ? &p->fresh[number - p->base] : NULL;
	for (size_t i = p->nold; i > 0; i--)
		if (p->old[i - 1].number == number)
			return &p->old[i - 1];
	return NULL;
}

const struct hj_pending_row *
hj_pending_find(const struct hj_pending *p, uint64_t number)
{
	const struct hj_pending_row *row = find(p, number);

	return row != NULL && (row->n != 0 || row->gone) ? row : NULL;
}

static int
row_of(struct hj_pending *p, uint64_t number, struct hj_pending_row **ret,
    struct hj_error *err)
{
	int rc;

	assert(number < p->next);
	if ((*ret = find(p, number)) != NULL)
		return HJ_OK;
	if ((rc = room(&p->old, p->nold, &p->cap_old, err)) != HJ_OK)
		return rc;
	*ret = &p->old[p->nold++];
	**ret = (struct hj_pending_row){ .number = number };
	return HJ_OK;
}

/* Room for n more bytes.  The C library moves a large block without copying
 * it, and what is sealed may be left behind. */
static int
more(struct hj_pending *p, size_t n, struct hj_error *err)
{
	size_t cap = p->cap != 0 ? p->cap : 4096;
	uint8_t *bytes;

	if (n > BYTES_MAX - p->len)
		return hj_fail(err, HJ_ELIMIT,
		    "a change larger than %zu bytes; commit earlier",
		    BYTES_MAX);
	if (p->len + n <= p->cap)
		return HJ_OK;
	while (cap < p->len + n)
		cap *= 2;
	if ((bytes = realloc(p->bytes, cap)) == NULL)
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	p->bytes = bytes;
	p->cap = cap;
	return HJ_OK;
}

int
hj_pending_put(struct hj_pending *p, uint64_t number, const uint8_t *bytes,
    size_t n, struct hj_error *err)
{
	struct hj_pending_row *row;
	int rc;

	if ((rc = row_of(p, number, &row, err)) != HJ_OK)
		return rc;
	row->gone = false;
	/* Pages keep their size: the new one goes where the old one was. */
	if (row->n == n) {
		memcpy(p->bytes + row->at, bytes, n);
		return HJ_OK;
	}
	if ((rc = more(p, n, err)) != HJ_OK)
		return rc;
	if (n != 0)
		memcpy(p->bytes + p->len, bytes, n);
	row->at = p->len;
	row->n = n;
	p->len += n;
	return HJ_OK;
}

int
hj_pending_delete(struct hj_pending *p, uint64_t number, struct hj_error *err)
{
	struct hj_pending_row *row;
	int rc;

	if ((rc = row_of(p, number, &row, err)) != HJ_OK)
		return rc;
	row->n = 0;
	row->gone = true;
	return HJ_OK;
}

int
hj_pending_write(const struct hj_pending *p, struct hj_txn *t,
    struct hj_error *err)
{
	size_t fresh = (size_t)(p->next - p->base);
	int rc = HJ_OK;

	for (size_t i = 0; rc == HJ_OK && i < p->nold; i++) {
		const struct hj_pending_row *row = &p->old[i];

		if (row->gone)
			rc = hj_txn_delete(t, row->number, err);
		else if (row->n != 0)
			rc = hj_txn_put(t, row->number, p->bytes + row->at,
			    row->n, err);
	}
	for (size_t i = 0; rc == HJ_OK && i < fresh; i++)
		if (p->fresh[i].n != 0)
			rc = hj_txn_append(t, p->fresh[i].number,
			    p->bytes + p->fresh[i].at, p->fresh[i].n, err);
	return rc;
}

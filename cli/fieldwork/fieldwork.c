#include <stdlib.h>
#include <string.h>

#include "cli/casefile/attachment.h"
#include "cli/fieldwork/fieldwork.h"
#include "core/case/codec.h"
#include "core/log/log.h"
#include "core/vault/erasure.h"
#include "core/vault/vault_blob.h"

struct gathering {
	struct fieldwork *work;
	uint64_t from, position; /* of the log: where it began, and stands */
};

void
fieldwork_clear(struct fieldwork *w)
{
	hj_buf_clear(&w->revisions);
	hj_buf_clear(&w->cases);
	*w = FIELDWORK;
}

size_t
fieldwork_count(const struct fieldwork *w)
{
	return w->cases.len / sizeof(struct fieldwork_case);
}

const struct fieldwork_case *
fieldwork_at(const struct fieldwork *w, size_t i)
{
	return (const struct fieldwork_case *)(const void *)w->cases.data + i;
}

static struct fieldwork_revision *
revision(const struct fieldwork *w, size_t i)
{
	return (struct fieldwork_revision *)(void *)w->revisions.data + i;
}

const struct fieldwork_revision *
fieldwork_revisions(const struct fieldwork *w, const struct fieldwork_case *x)
{
	return revision(w, x->first);
}

static int
note_entry(void *to, const struct hj_log_entry *e, struct hj_error *err)
{
	struct gathering *g = to;
	struct fieldwork_revision r = { .position = g->position++,
		.number = e->number };

	if (!e->has_digest || !e->has_case)
		return HJ_OK;
	memcpy(r.log_id, e->log_id, sizeof(r.log_id));
	memcpy(r.digest, e->digest, sizeof(r.digest));
	return hj_buf_add(&g->work->revisions, &r, sizeof(r), err);
}

static int
compare(const void *a, const void *b)
{
	const struct fieldwork_revision *x = a, *y = b;
	int c = memcmp(x->log_id, y->log_id, sizeof(x->log_id));

	if (c != 0)
		return c;
	return x->position < y->position ? -1 : x->position > y->position;
}

/* The first of this case, or where it would stand. */
static size_t
find(const struct fieldwork *w, const uint8_t *log_id)
{
	size_t low = 0;
	size_t high = w->revisions.len / sizeof(struct fieldwork_revision);

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (memcmp(revision(w, middle)->log_id, log_id, HJ_LOGID_LEN) <
		    0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static int
note_row(void *to, const struct hj_row *row, struct hj_error *err)
{
	const struct gathering *g = to;
	struct fieldwork *w = g->work;
	size_t all = w->revisions.len / sizeof(struct fieldwork_revision);
	struct fieldwork_case x = { .id = row->id,
		.first = find(w, row->log_id) };

	while (x.first + x.n < all &&
	    memcmp(revision(w, x.first + x.n)->log_id, row->log_id,
		HJ_LOGID_LEN) == 0)
		x.n++;
	if (x.n == 0 || revision(w, x.first + x.n - 1)->position < g->from)
		return HJ_OK;
	return hj_buf_add(&w->cases, &x, sizeof(x), err);
}

int
fieldwork_gather(struct cli *c, uint64_t from, struct fieldwork *ret,
    struct hj_error *err)
{
	struct gathering g = { .work = ret, .from = from };
	size_t n;
	int rc;

	if ((rc = hj_vault_log(c->vault, NULL, note_entry, &g, err)) != HJ_OK)
		return rc;
	n = ret->revisions.len / sizeof(struct fieldwork_revision);
	if (n != 0)
		qsort(ret->revisions.data, n, sizeof(struct fieldwork_revision),
		    compare);
	if ((rc = hj_vault_scan(c->vault, note_row, &g, NULL, err)) == HJ_OK)
		rc = hj_vault_count_drafts(c->vault, &ret->drafts, err);
	return rc;
}

size_t
fieldwork_beyond(const struct fieldwork *w, const struct hj_trip *t,
    const struct hj_trip_package *p)
{
	size_t beyond = 0;

	for (size_t i = 0; i < fieldwork_count(w); i++) {
		const struct fieldwork_case *x = fieldwork_at(w, i);
		const struct fieldwork_revision *r = fieldwork_revisions(w, x);
		size_t k = 0;

		while (k < x->n && hj_trip_has(t, p, r[k].log_id, r[k].digest))
			k++;
		beyond += k < x->n;
	}
	return beyond;
}

/* ---- attachments ---- */

/* Files in the vault that the newest version names, each once. */
static int
count_named(struct cli *c, const struct hj_record *r, uint64_t *ret,
    struct hj_error *err)
{
	struct hj_error absent = HJ_ERROR;
	struct hj_buf seen = HJ_BUF((size_t)16 << 20);
	struct attachment a;
	int rc = HJ_OK;

	*ret = 0;
	for (const struct hj_node *n =
		 hj_node_child(hj_record_root(r), "evidence");
	     rc == HJ_OK && n != NULL; n = hj_node_same(n)) {
		size_t len;

		if (!attachment_of(n, &a) ||
		    hj_vault_has(c->vault, a.blob, &absent) != HJ_OK)
			continue;
		len = strlen(a.blob);
		if (seen.len != 0 &&
		    memmem(seen.data, seen.len, a.blob, len) != NULL)
			continue;
		++*ret;
		if ((rc = hj_buf_add(&seen, a.blob, len, err)) == HJ_OK)
			rc = hj_buf_putc(&seen, '\n', err);
	}
	hj_buf_clear(&seen);
	return rc;
}

int
fieldwork_loose(struct cli *c, const struct hj_row *row, uint64_t *ret,
    struct hj_error *err)
{
	struct hj_revision head = { .number = 0 };
	struct hj_record *r = NULL;
	struct hj_erased all;
	uint64_t named = 0;
	int rc;

	*ret = 0;
	if ((rc = hj_vault_erase_count(c->vault, row, &all, err)) == HJ_OK &&
	    all.attachments != 0 &&
	    (rc = hj_vault_get(c->vault, row, 0, &head, err)) == HJ_OK &&
	    (rc = hj_codec_decode(head.bytes.data, head.bytes.len, &r, err)) ==
		HJ_OK &&
	    (rc = count_named(c, r, &named, err)) == HJ_OK)
		*ret = all.attachments > named ? all.attachments - named : 0;
	hj_record_free(r);
	hj_revision_clear(&head);
	return rc;
}

static int
count_entry(void *to, const struct hj_log_entry *e, struct hj_error *err)
{
	(void)e;
	(void)err;
	++*(uint64_t *)to;
	return HJ_OK;
}

int
fieldwork_now(struct cli *c, uint64_t *ret, struct hj_error *err)
{
	*ret = 0;
	return hj_vault_log(c->vault, NULL, count_entry, ret, err);
}

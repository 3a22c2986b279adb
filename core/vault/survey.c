#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#include "core/log/logentry.h"
#include "core/vault/survey.h"

#define CASES_MAX ((size_t)1 << 30)

void
hj_survey_clear(struct hj_survey *s)
{
	free(s->catalogue.page);
	free(s->keys.page);
	free(s->lists.page);
	free(s->log.page);
	hj_buf_clear(&s->cases);
	hj_buf_clear(&s->page);
}

static int
add(struct hj_pages_found *f, uint64_t number, struct hj_error *err)
{
	if (f->n == f->cap) {
		size_t cap = f->cap != 0 ? 2 * f->cap : 64;
		struct hj_page_found *more = calloc(cap, sizeof(*more));

		if (more == NULL)
			return hj_fail(err, HJ_ENOMEM, "out of memory");
		if (f->n != 0)
			memcpy(more, f->page, f->n * sizeof(*more));
		free(f->page);
		f->page = more;
		f->cap = cap;
	}
	f->page[f->n++].number = number;
	return HJ_OK;
}

static int
classify(void *to, uint64_t number, const uint8_t *p, size_t n,
    struct hj_error *err)
{
	struct hj_survey *s = to;
	const struct hj_place at = { .vault_id = s->v->facts.vault_id,
		.mask = hj_keyring_mask(s->v->me.keyring),
		.number = number };
	struct hj_error why = HJ_ERROR;
	struct hj_head head;

	if (hj_seal_head(&at, p, n, &head, &why) != HJ_OK)
		return HJ_OK; /* `verify` names it */
	switch ((enum hj_kind)head.kind) {
	case HJ_KIND_CATALOGUE:
		return add(&s->catalogue, number, err);
	case HJ_KIND_KEYS:
		return add(&s->keys, number, err);
	case HJ_KIND_LIST:
		return add(&s->lists, number, err);
	case HJ_KIND_LOG:
		return add(&s->log, number, err);
	case HJ_KIND_ROOT:
	case HJ_KIND_REVISION:
	case HJ_KIND_DRAFT:
	case HJ_KIND_WITNESS:
		break;
	}
	return HJ_OK;
}

static int
classify_all(struct hj_txn *t, void *to, struct hj_error *err)
{
	return hj_txn_each(t, HJ_RECORD_FIRST, classify, to, err);
}

/* ---- cases ---- */

struct hj_case_key *
hj_survey_cases(struct hj_survey *s, size_t *n)
{
	*n = s->cases.len / sizeof(struct hj_case_key);
	return (struct hj_case_key *)(void *)s->cases.data;
}

static int
compare(const void *a, const void *b)
{
	const struct hj_case_key *x = a, *y = b;

	return memcmp(x->id.b, y->id.b, sizeof(x->id.b));
}

/* One of each case, with what all of them say. */
static void
merge(struct hj_survey *s)
{
	size_t n, kept = 0;
	struct hj_case_key *k = hj_survey_cases(s, &n);

	if (n == 0)
		return;
	qsort(k, n, sizeof(*k), compare);
	for (size_t i = 1; i < n; i++) {
		if (compare(&k[kept], &k[i]) != 0) {
			k[++kept] = k[i];
			continue;
		}
		k[kept].has_row |= k[i].has_row;
		k[kept].has_key |= k[i].has_key;
	}
	s->cases.len = (kept + 1) * sizeof(*k);
}

/* A page that this member can neither open nor judge stays as it is. */
static bool
is_foreign(struct hj_survey *s, struct hj_page_found *f, unsigned *team)
{
	struct hj_error why = HJ_ERROR;

	if (hj_vault_page_team(s->v, f->number, team, &why) != HJ_EAUTH)
		return false;
	s->foreign++;
	f->good = true;
	return true;
}

static int
key_page(struct hj_survey *s, struct hj_page_found *f, struct hj_error *err)
{
	struct hj_error why = HJ_ERROR;
	struct hj_case_key k = { .has_key = true };
	unsigned team = 0;

	hj_buf_reset(&s->page);
	if (is_foreign(s, f, &team))
		return HJ_OK;
	k.team = (uint8_t)team;
	if (hj_vault_open_record(s->v, f->number, HJ_KIND_KEYS, NULL, &s->page,
		&why) != HJ_OK ||
	    hj_page_trim_keys(&s->page, &why) != HJ_OK)
		return hj_report_short(&why, err);
	f->good = true;
	for (size_t at = 0; at + HJ_KEY_ENTRY <= s->page.len;
	     at += HJ_KEY_ENTRY) {
		memcpy(k.id.b, s->page.data + at, HJ_ID_BYTES);
		memcpy(k.dek, s->page.data + at + HJ_ID_BYTES, HJ_KEY_LEN);
		if (hj_buf_add(&s->cases, &k, sizeof(k), err) != HJ_OK)
			return (int)err->code;
	}
	sodium_memzero(&k, sizeof(k));
	return HJ_OK;
}

/* ---- rows ---- */

int
hj_survey_rows(struct hj_survey *s, uint64_t number, hj_survey_row_fn *fn,
    void *to, struct hj_error *err)
{
	struct hj_cursor c;
	struct hj_row row;
	unsigned team;

	hj_buf_reset(&s->page);
	if (hj_vault_open_rows(s->v, number, &s->page, &team, err) != HJ_OK)
		return (int)err->code;
	c = HJ_CURSOR(s->page.data, s->page.len);
	while (c.left != 0) {
		if (hj_row_decode(&c, &row, err) != HJ_OK)
			return (int)err->code;
		row.team = (uint8_t)team;
		if (fn(to, &row, number, err) != HJ_OK)
			return (int)err->code;
	}
	return HJ_OK;
}

static int
each_row(void *to, const struct hj_row *row, uint64_t number,
    struct hj_error *err)
{
	struct hj_survey *s = to;
	struct hj_error why = HJ_ERROR;
	struct hj_case_key k = { .id = row->id, .has_row = true };
	uint64_t leads = 0;
	char id[HJ_ID_SHOWN];

	memcpy(k.dek, row->dek, sizeof(k.dek));
	k.team = row->team;
	s->rows++;
	if (hj_buf_add(&s->cases, &k, sizeof(k), err) != HJ_OK)
		return (int)err->code;
	sodium_memzero(&k, sizeof(k));
	if (hj_vault_locate(s->v, &row->id, &leads, &why) == HJ_OK &&
	    leads == number)
		return HJ_OK;
	if (hj_report_short(&why, err) != HJ_OK)
		return (int)err->code;
	s->unindexed = true;
	hj_id_show(&row->id, id);
	return hj_report(s->report, HJ_FOUND_DAMAGE,
	    "the index does not lead to it; run hanji check --repair", err,
	    "case file %s", id);
}

static int
catalogue_page(struct hj_survey *s, struct hj_page_found *f,
    struct hj_error *err)
{
	size_t before = s->cases.len;
	unsigned team;
	int rc;

	if (is_foreign(s, f, &team))
		return HJ_OK;
	rc = hj_survey_rows(s, f->number, each_row, s, err);
	f->good = rc == HJ_OK;
	if (rc == HJ_ECORRUPT || rc == HJ_EAUTH) {
		s->cases.len = before; /* half a page is none */
		return HJ_OK;
	}
	return rc;
}

/* ---- log and lists ---- */

static int
other_pages(struct hj_survey *s, struct hj_error *err)
{
	struct hj_error why = HJ_ERROR;
	struct hj_logentry_reader r;

	for (size_t i = 0; i < s->log.n; i++) {
		struct hj_page_found *f = &s->log.page[i];

		hj_buf_reset(&s->page);
		f->good = hj_vault_open_record(s->v, f->number, HJ_KIND_LOG,
			      NULL, &s->page, &why) == HJ_OK &&
		    hj_logentry_open(s->page.data, s->page.len, &r, &why) ==
			HJ_OK;
		if (!f->good && hj_report_short(&why, err) != HJ_OK)
			return (int)err->code;
		f->count = f->good ? r.count : 0;
	}
	for (size_t i = 0; i < s->lists.n; i++) {
		struct hj_page_found *f = &s->lists.page[i];

		hj_buf_reset(&s->page);
		f->good = hj_vault_open_record(s->v, f->number, HJ_KIND_LIST,
			      NULL, &s->page, &why) == HJ_OK;
		if (!f->good && hj_report_short(&why, err) != HJ_OK)
			return (int)err->code;
	}
	return HJ_OK;
}

static int
report_bad(struct hj_survey *s, const struct hj_pages_found *f,
    const char *what, struct hj_error *err)
{
	for (size_t i = 0; i < f->n; i++)
		if (!f->page[i].good &&
		    hj_report(s->report, HJ_FOUND_DAMAGE, what, err,
			"record %llu",
			(unsigned long long)f->page[i].number) != HJ_OK)
			return (int)err->code;
	return HJ_OK;
}

static int
report_cases(struct hj_survey *s, struct hj_error *err)
{
	size_t n;
	const struct hj_case_key *k = hj_survey_cases(s, &n);

	for (size_t i = 0; i < n; i++) {
		char id[HJ_ID_SHOWN];

		if (k[i].has_row && k[i].has_key)
			continue;
		hj_id_show(&k[i].id, id);
		if (hj_report(s->report, HJ_FOUND_DAMAGE,
			k[i].has_row
			    ? HJ_N_("the second copy of its key is lost; run hanji "
				    "check --repair")
			    : HJ_N_("its row in the list is lost; run hanji check "
				    "--repair"),
			err, "case file %s", id) != HJ_OK)
			return (int)err->code;
	}
	return HJ_OK;
}

int
hj_survey(struct hj_vault *v, struct hj_report *report, struct hj_survey *ret,
    struct hj_error *err)
{
	*ret = (struct hj_survey){ .v = v,
		.report = report,
		.snapshot = v->snapshot };
	ret->cases = HJ_BUF(CASES_MAX);
	ret->page = HJ_BUF(HJ_RECORD_MAX);
	if (hj_store_with(v->store, HJ_STORE_READ, classify_all, ret, err) !=
	    HJ_OK)
		return (int)err->code;
	for (size_t i = 0; i < ret->keys.n; i++)
		if (key_page(ret, &ret->keys.page[i], err) != HJ_OK)
			return (int)err->code;
	for (size_t i = 0; i < ret->catalogue.n; i++)
		if (catalogue_page(ret, &ret->catalogue.page[i], err) != HJ_OK)
			return (int)err->code;
	merge(ret);
	if (other_pages(ret, err) != HJ_OK ||
	    report_bad(ret, &ret->keys, HJ_N_("a page of keys does not open"),
		err) != HJ_OK ||
	    report_bad(ret, &ret->lists, HJ_N_("a list of pages does not open"),
		err) != HJ_OK)
		return (int)err->code;
	return report_cases(ret, err);
}

#include "cli/stats/statcount.h"

#include <stdlib.h>
#include <string.h>

#include "cli/access/process.h"
#include "cli/screen/progress.h"
#include "cli/screen/say.h"
#include "cli/wording/lexicon.h"
#include "cli/wording/span.h"
#include "core/case/codec.h"
#include "core/sense/status.h"
#include "export/consent/consent.h"

/* Of one field: longer lists are no table. */
#define CATEGORIES_MAX 2000

/* What was counted under one set of categories. */
struct entry {
	size_t at[HJ_CROSSTAB_FIELDS];
	struct hj_figure n;
	bool used;
};

struct collecting {
	struct statcount *s;
	int32_t today;
	size_t room, used; /* of the entries: a hash table */
	struct entry *entry;
};

/* ---- what is counted ---- */

/* Somebody who said no to being counted is not; who was not asked is. */
static bool
refused(void *with, const struct hj_record *r, const char *person)
{
	const struct collecting *k = with;
	const struct hj_consent_question q = { .record = r,
		.person = person,
		.scope = "stats",
		.today = k->today };

	return hj_consent_decide(&q, NULL) == HJ_CONSENT_REFUSED;
}

static int
category(struct statcount *s, size_t field, const char *code, size_t *ret,
    struct hj_error *err)
{
	for (size_t i = 0; i < s->n[field]; i++)
		if (strcmp(s->category[field][i].code, code) == 0) {
			*ret = i;
			return HJ_OK;
		}
	if (s->n[field] == CATEGORIES_MAX)
		return hj_fail(err, HJ_ELIMIT,
		    "'%s' has more than %d categories here; ask for a shorter period or another field",
		    hj_census_field_name(s->how.field[field]), CATEGORIES_MAX);
	*ret = s->n[field]++;
	memcpy(s->category[field][*ret].code, code, HJ_CATEGORY);
	return HJ_OK;
}

static struct entry *
entry_of(struct entry *entry, size_t room,
    const size_t at[static HJ_CROSSTAB_FIELDS])
{
	size_t i = ((at[0] * CATEGORIES_MAX + at[1]) * CATEGORIES_MAX + at[2]) *
	    (size_t)0x9e3779b97f4a7c15;

	for (i %= room; entry[i].used; i = (i + 1) % room)
		if (memcmp(entry[i].at, at, sizeof(entry[i].at)) == 0)
			break;
	return &entry[i];
}

static int
grow(struct collecting *k, struct hj_error *err)
{
	size_t room = k->room != 0 ? 2 * k->room : 256;
	struct entry *more;

	if (k->used > HJ_CROSSTAB_CELLS)
		return hj_fail(err, HJ_ELIMIT,
		    "the table would have more than %d cells; ask for fewer fields",
		    HJ_CROSSTAB_CELLS);
	if ((more = calloc(room, sizeof(*more))) == NULL)
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	for (size_t i = 0; i < k->room; i++)
		if (k->entry[i].used)
			*entry_of(more, room, k->entry[i].at) = k->entry[i];
	free(k->entry);
	k->entry = more;
	k->room = room;
	return HJ_OK;
}

static int
count(void *to, const struct hj_unit *u, struct hj_error *err)
{
	struct collecting *k = to;
	size_t at[HJ_CROSSTAB_FIELDS] = { 0 };
	struct entry *e;

	if (u->left_out) {
		k->s->left_out++;
		return HJ_OK;
	}
	for (size_t f = 0; f < k->s->how.nfields; f++)
		if (category(k->s, f, u->category[f], &at[f], err) != HJ_OK)
			return (int)err->code;
	if (2 * k->used >= k->room && grow(k, err) != HJ_OK)
		return (int)err->code;
	e = entry_of(k->entry, k->room, at);
	k->used += e->used ? 0 : 1;
	memcpy(e->at, at, sizeof(at));
	e->used = true;
	e->n.min += u->n.min;
	e->n.max += u->n.max;
	e->n.open = e->n.open || u->n.open;
	return HJ_OK;
}

static int
look(void *to, const struct hj_row *row, struct hj_error *err)
{
	struct collecting *k = to;
	bool petitions = k->s->how.what == HJ_COUNT_PETITIONS;
	struct hj_revision rev = { .number = 0 };
	struct hj_record *r = NULL;
	int rc;

	if (row->root != (petitions ? 'p' : 'c'))
		return process_check(err);
	if ((rc = hj_vault_get(k->s->c->vault, row, 0, &rev, err)) == HJ_OK &&
	    (rc = hj_codec_decode(rev.bytes.data, rev.bytes.len, &r, err)) ==
		HJ_OK)
		rc = hj_census_each(r, &k->s->how, count, k, err);
	hj_record_free(r);
	hj_revision_clear(&rev);
	return rc != HJ_OK ? rc : process_check(err);
}

/* ---- in order ---- */

struct ordering {
	const struct hj_list *list;
	const struct statcount_category *category;
};

/* As people read the list; what is no code of it after that. */
static size_t
rank(const struct ordering *o, const char *code)
{
	size_t n = o->list != NULL ? o->list->n : 0;

	if (strcmp(code, HJ_NOT_KNOWN) == 0)
		return n + 3;
	if (strcmp(code, HJ_SEVERAL) == 0)
		return n + 2;
	if (strcmp(code, HJ_STATUS_DISPUTED) == 0 ||
	    strcmp(code, HJ_STATUS_VARIOUS) == 0)
		return n + 1;
	for (size_t i = 0; i < n; i++)
		if (strcmp(hj_vocab_read(o->list, i)->code, code) == 0)
			return i;
	return n;
}

static int
compare(const void *a, const void *b, void *with)
{
	const struct ordering *o = with;
	const char *x = o->category[*(const size_t *)a].code;
	const char *y = o->category[*(const size_t *)b].code;
	size_t i = rank(o, x), k = rank(o, y);

	return i != k ? (i < k ? -1 : 1) : strcmp(x, y);
}

/* Sort the categories of a field; to[i] is where category i went. */
static int
order(struct statcount *s, size_t field, size_t *to, struct hj_error *err)
{
	const char *list = hj_census_field_list(s->how.field[field]);
	struct ordering o = { .category = s->category[field] };
	size_t n = s->n[field], *by = calloc(n + 1, sizeof(*by));
	struct statcount_category *sorted = calloc(n + 1, sizeof(*sorted));

	if (by == NULL || sorted == NULL) {
		free(by);
		free(sorted);
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	}
	o.list = list != NULL ? lexicon_list(s->c, list) : NULL;
	for (size_t i = 0; i < n; i++)
		by[i] = i;
	qsort_r(by, n, sizeof(*by), compare, &o);
	for (size_t i = 0; i < n; i++) {
		sorted[i] = s->category[field][by[i]];
		to[by[i]] = i;
	}
	free(by);
	free(s->category[field]);
	s->category[field] = sorted;
	return HJ_OK;
}

static int
tabulate(struct statcount *s, const struct collecting *k, struct hj_error *err)
{
	size_t to[HJ_CROSSTAB_FIELDS][CATEGORIES_MAX] = { { 0 } };
	int rc;

	for (size_t f = 0; f < s->how.nfields; f++)
		if (order(s, f, to[f], err) != HJ_OK)
			return (int)err->code;
	if ((rc = hj_crosstab_new(s->how.nfields, s->n, &s->table, err)) !=
	    HJ_OK)
		return rc;
	for (size_t i = 0; i < k->room; i++) {
		size_t at[HJ_CROSSTAB_FIELDS];

		for (size_t f = 0; f < HJ_CROSSTAB_FIELDS; f++)
			at[f] = to[f][k->entry[i].at[f]];
		if (k->entry[i].used)
			hj_crosstab_add(&s->table, at, &k->entry[i].n);
	}
	hj_crosstab_total(&s->table);
	hj_suppress(&s->table, s->k, &s->hidden);
	return HJ_OK;
}

int
statcount_run(struct statcount *s, struct hj_error *err)
{
	struct collecting k = { .s = s, .today = span_today_day() };
	struct progress bar;
	struct hj_progress watch;
	int rc;

	for (size_t f = 0; f < s->how.nfields; f++)
		if ((s->category[f] = calloc(CATEGORIES_MAX,
			 sizeof(*s->category[f]))) == NULL)
			return hj_fail(err, HJ_ENOMEM, "out of memory");
	s->how.left_out = refused;
	s->how.with = &k;
	watch = progress_start(&bar, _("counting"));
	rc = hj_vault_scan(s->c->vault, look, &k, &watch, err);
	progress_end(&bar);
	if (rc == HJ_OK)
		rc = tabulate(s, &k, err);
	s->how.with = NULL;
	free(k.entry);
	return rc;
}

void
statcount_clear(struct statcount *s)
{
	for (size_t f = 0; f < HJ_CROSSTAB_FIELDS; f++)
		free(s->category[f]);
	hj_crosstab_clear(&s->table);
}

#include <stdlib.h>
#include <string.h>

#include "core/sense/origin_own.h"

/* Counted exactly are so many sources that have several origins each. */
#define EXACT 10

/* What one source goes back to; of a source that the file no longer holds,
 * itself. */
static void
origins_of_source(const struct hj_origins *o, uint32_t id,
    struct hj_origin_set *ret)
{
	const struct hj_origin_source *s = hj_origin_find(o, id);

	if (s != NULL)
		*ret = s->set;
	else
		*ret = (struct hj_origin_set){ .n = 1, .key = { id } };
}

bool
hj_origins_known(const struct hj_origin_set *s)
{
	return s->n > 1 || (s->n == 1 && s->key[0] != 0);
}

/* How many of them are known: the unknown one is the first. */
static size_t
known(const struct hj_origin_set *s)
{
	return s->n - (s->n > 0 && s->key[0] == 0 ? 1u : 0u);
}

/* A translated text says what its original says (rule 5). */
static const struct hj_node *
original(const struct hj_origins *o, const struct hj_node *node)
{
	for (int i = 0; i < HJ_ORIGIN_ROUNDS; i++) {
		const char *of = hj_node_value(node, "tr-of");
		const struct hj_node *to =
		    of != NULL ? hj_record_find(o->record, of) : NULL;

		if (to == NULL || to->def != node->def)
			break;
		node = to;
	}
	return node;
}

/* The sources of an assertion, one space between; "" when it names none. */
static const char *
sources_of(const struct hj_origins *o, const struct hj_node *assertion)
{
	const char *src = hj_node_attr(original(o, assertion), "src");

	return src != NULL ? src : "";
}

static size_t
how_many(const char *sources)
{
	size_t n = *sources != '\0' ? 1 : 0;

	while ((sources = strchr(sources, ' ')) != NULL) {
		sources++;
		n++;
	}
	return n;
}

/* The next source of a list, as a number. */
static uint32_t
next_source(const char **p)
{
	size_t n = strcspn(*p, " ");
	uint32_t key = hj_origin_key(*p, n);

	*p += n + ((*p)[n] == ' ' ? 1 : 0);
	return key;
}

void
hj_origins_of(const struct hj_origins *o, const struct hj_node *assertion,
    struct hj_origin_set *ret)
{
	const char *p = sources_of(o, assertion);
	bool others = false;

	*ret = (struct hj_origin_set){ .n = 0 };
	while (*p != '\0') {
		uint32_t id = next_source(&p);
		const struct hj_origin_source *source = hj_origin_find(o, id);
		struct hj_origin_set s;

		origins_of_source(o, id, &s);
		others = others || source == NULL ||
		    (!source->state && hj_origins_known(&s));
		if (ret->sources < UINT8_MAX)
			ret->sources++;
		ret->many |= s.many;
		for (size_t i = 0; i < s.n; i++)
			(void)hj_origin_insert(ret, s.key[i]);
	}
	ret->states = hj_origins_known(ret) && !others;
}

bool
hj_origins_meet(const struct hj_origin_set *a, const struct hj_origin_set *b)
{
	size_t i = 0, k = 0;

	while (i < a->n && k < b->n) {
		if (a->key[i] == b->key[k] && a->key[i] != 0)
			return true;
		if (a->key[i] < b->key[k])
			i++;
		else
			k++;
	}
	return false;
}

static int
by_number(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

static size_t
unique(uint32_t *k, size_t n)
{
	size_t kept = 0;

	if (n > 1)
		qsort(k, n, sizeof(*k), by_number);
	for (size_t i = 0; i < n; i++)
		if (kept == 0 || k[kept - 1] != k[i])
			k[kept++] = k[i];
	return kept;
}

/* The most of s[from..n) of which any two, and any with the chosen ones, share
 * nothing. */
static size_t
most(const struct hj_origin_set *s, size_t n, size_t from,
    const struct hj_origin_set **chosen, size_t nchosen)
{
	size_t without, with;

	if (from == n)
		return nchosen;
	without = most(s, n, from + 1, chosen, nchosen);
	for (size_t i = 0; i < nchosen; i++)
		if (hj_origins_meet(&s[from], chosen[i]))
			return without;
	chosen[nchosen] = &s[from];
	with = most(s, n, from + 1, chosen, nchosen + 1);
	return with > without ? with : without;
}

/* At least so many: the first that fit, those with the fewest origins first. */
static size_t
at_least(const struct hj_origin_set *s, size_t n,
    const struct hj_origin_set **chosen)
{
	size_t nchosen = 0;

	for (size_t size = 2; size <= HJ_ORIGIN_MOST; size++)
		for (size_t i = 0; i < n && nchosen < EXACT; i++) {
			bool fits = known(&s[i]) == size;

			for (size_t k = 0; fits && k < nchosen; k++)
				fits = !hj_origins_meet(&s[i], chosen[k]);
			if (fits)
				chosen[nchosen++] = &s[i];
		}
	return nchosen;
}

struct counting {
	const struct hj_origins *o;
	uint32_t *id; /* of the sources named, ascending, each once */
	size_t n;
	uint32_t *single; /* origins that are the only one of a source */
	size_t nsingle;
	struct hj_origin_set *mixed; /* of sources with several, no single */
	size_t nmixed;
	struct hj_origin_count count;
};

static bool
holds_single(const struct counting *c, const struct hj_origin_set *s)
{
	for (size_t i = 0; i < s->n; i++)
		if (bsearch(&s->key[i], c->single, c->nsingle,
			sizeof(*c->single), by_number) != NULL)
			return true;
	return false;
}

static void
sort_out(struct counting *c)
{
	bool any = false, others = false;
	struct hj_origin_set s;

	for (size_t i = 0; i < c->n; i++) {
		const struct hj_origin_source *source =
		    hj_origin_find(c->o, c->id[i]);

		origins_of_source(c->o, c->id[i], &s);
		if (!hj_origins_known(&s)) {
			c->count.unknown = true;
			continue;
		}
		any = true;
		others |= source == NULL || !source->state;
		if (known(&s) == 1 && !s.many)
			c->single[c->nsingle++] = s.key[s.n - 1];
	}
	c->nsingle = unique(c->single, c->nsingle);
	for (size_t i = 0; i < c->n; i++) {
		origins_of_source(c->o, c->id[i], &s);
		if (known(&s) > 1 && !s.many && !holds_single(c, &s))
			c->mixed[c->nmixed++] = s;
	}
	c->count.states = any && !others;
	c->count.independent = any ? 1 : 0;
}

static void
count(struct counting *c)
{
	const struct hj_origin_set *chosen[EXACT + 1];
	size_t n;

	c->count.sources = c->n;
	sort_out(c);
	n = c->nmixed <= EXACT ? most(c->mixed, c->nmixed, 0, chosen, 0)
			       : at_least(c->mixed, c->nmixed, chosen);
	if (c->nsingle + n > c->count.independent)
		c->count.independent = c->nsingle + n;
}

static void
name_sources(struct counting *c, const struct hj_node *const *assertion,
    size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const char *p = sources_of(c->o, assertion[i]);

		c->count.unknown |= *p == '\0';
		while (*p != '\0')
			c->id[c->n++] = next_source(&p);
	}
	c->n = unique(c->id, c->n);
}

int
hj_origins_count(const struct hj_origins *o,
    const struct hj_node *const *assertions, size_t n,
    struct hj_origin_count *ret, struct hj_error *err)
{
	struct counting c = { .o = o };
	size_t room = 1;
	int rc = HJ_OK;

	for (size_t i = 0; i < n; i++)
		room += how_many(sources_of(o, assertions[i]));
	c.id = calloc(room, sizeof(*c.id));
	c.single = calloc(room, sizeof(*c.single));
	c.mixed = calloc(room, sizeof(*c.mixed));
	if (c.id == NULL || c.single == NULL || c.mixed == NULL) {
		rc = hj_fail(err, HJ_ENOMEM, "out of memory");
	} else {
		name_sources(&c, assertions, n);
		count(&c);
		*ret = c.count;
	}
	free(c.id);
	free(c.single);
	free(c.mixed);
	return rc;
}

#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#include "core/base/limits.h"
#include "export/expose/expose_cell.h"
#include "export/expose/expose_fact.h"
#include "export/petition/annex.h"

#define FEW 5 /* fewer persons than these are known by what is said */
#define NEAR 160 /* bytes of letters: about a sentence */
#define OWN 240 /* bytes of letters from a name to what is said of it */
#define PLACES_MAX 4096 /* places of one fact that are looked at */

/* Where a fact stands; the same for everybody who has it. */
struct fact {
	uint64_t key;
	uint32_t first, n; /* in spots */
	bool day; /* it is a day on which something happened */
};

/* A person has two facts that stand near each other. */
struct cell {
	uint64_t key; /* of the two */
	struct hj_cell_hit who;
	bool named, said; /* said: they do stand there */
	bool explains; /* named, and wherever both stand the name is not far */
};

struct hj_cells {
	struct hj_expose *e;
	uint8_t secret[crypto_shorthash_KEYBYTES];
	struct hj_buf facts, spots, cells; /* arrays */
	struct hj_buf names; /* where the person at hand is named, uint32_t */
	uint32_t *slot; /* facts by their key, open addressing */
	size_t nslots;
};

#define FACT(c, i) (((struct fact *)(void *)(c)->facts.data)[i])
#define SPOT(c, i) (((struct hj_spot *)(void *)(c)->spots.data)[i])
#define CELL(c, i) (((struct cell *)(void *)(c)->cells.data)[i])
#define NFACTS(c) ((c)->facts.len / sizeof(struct fact))
#define NCELLS(c) ((c)->cells.len / sizeof(struct cell))

int
hj_cells_new(struct hj_expose *e, struct hj_cells **ret, struct hj_error *err)
{
	struct hj_cells *c = calloc(1, sizeof(*c));

	if (c == NULL)
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	c->e = e;
	randombytes_buf(c->secret, sizeof(c->secret));
	c->facts = c->spots = c->cells = c->names = HJ_BUF((size_t)1 << 30);
	*ret = c;
	return HJ_OK;
}

void
hj_cells_free(struct hj_cells *c)
{
	if (c == NULL)
		return;
	hj_buf_clear(&c->facts);
	hj_buf_clear(&c->spots);
	hj_buf_clear(&c->cells);
	hj_buf_clear(&c->names);
	free(c->slot);
	free(c);
}

static uint64_t
hash(const struct hj_cells *c, const void *p, size_t n)
{
	uint8_t h[crypto_shorthash_BYTES];
	uint64_t v;

	crypto_shorthash(h, p, n, c->secret);
	memcpy(&v, h, sizeof(v));
	return v;
}

static uint64_t
key_of(const struct hj_cells *c, const struct hj_person_fact *f)
{
	struct {
		uint64_t kind, number, code;
	} k = { (uint64_t)f->kind, (uint64_t)(uint32_t)f->number, 0 };

	if (f->code != NULL)
		k.code = hash(c, f->code, strlen(f->code));
	return hash(c, &k, sizeof(k));
}

static int
grow(struct hj_cells *c, struct hj_error *err)
{
	size_t n = c->nslots != 0 ? 2 * c->nslots : 1024;
	uint32_t *slot = calloc(n, sizeof(*slot));

	if (slot == NULL)
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	for (uint32_t i = 0; i < NFACTS(c); i++) {
		size_t at = FACT(c, i).key & (n - 1);

		while (slot[at] != 0)
			at = (at + 1) & (n - 1);
		slot[at] = i + 1;
	}
	free(c->slot);
	c->slot = slot;
	c->nslots = n;
	return HJ_OK;
}

struct gathering {
	struct hj_cells *c;
	struct fact *fact;
	struct hj_error *err;
	int rc;
};

static bool
gather(void *to, const struct hj_spot *spot)
{
	struct gathering *g = to;

	g->rc = hj_buf_add(&g->c->spots, spot, sizeof(*spot), g->err);
	return g->rc == HJ_OK && ++g->fact->n < PLACES_MAX;
}

/* The number of the fact: asked of the text when it is met first. */
static int
find_fact(struct hj_cells *c, const struct hj_person_fact *f, uint32_t *ret,
    struct hj_error *err)
{
	struct fact new = { key_of(c, f),
		(uint32_t)(c->spots.len / sizeof(struct hj_spot)), 0,
		f->kind == HJ_FACT_DAY };
	struct gathering g = { c, &new, err, HJ_OK };
	size_t at;
	int rc;

	if (2 * NFACTS(c) >= c->nslots && (rc = grow(c, err)) != HJ_OK)
		return rc;
	for (at = new.key &(c->nslots - 1); c->slot[at] != 0;
	     at = (at + 1) & (c->nslots - 1))
		if (FACT(c, c->slot[at] - 1).key == new.key) {
			*ret = c->slot[at] - 1;
			return HJ_OK;
		}
	if ((rc = hj_fact_each(c->e, f, gather, &g, err)) != HJ_OK ||
	    (rc = g.rc) != HJ_OK ||
	    (rc = hj_buf_add(&c->facts, &new, sizeof(new), err)) != HJ_OK)
		return rc;
	*ret = (uint32_t)NFACTS(c) - 1;
	c->slot[at] = *ret + 1;
	return HJ_OK;
}

static uint32_t
apart(uint32_t a, uint32_t b)
{
	return a > b ? a - b : b - a;
}

/* The first line where two facts stand near each other; 0: nowhere. */
static uint32_t
meet(const struct hj_cells *c, const struct fact *a, const struct fact *b)
{
	uint32_t line = 0;

	for (uint32_t i = 0; i < a->n; i++)
		for (uint32_t k = 0; k < b->n; k++) {
			const struct hj_spot *x = &SPOT(c, a->first + i);
			const struct hj_spot *y = &SPOT(c, b->first + k);
			uint32_t l = x->line < y->line ? x->line : y->line;

			if (apart(x->at, y->at) <= NEAR &&
			    (line == 0 || l < line))
				line = l;
		}
	return line;
}

static bool
is_near_a_name(const struct hj_cells *c, uint32_t at)
{
	const uint32_t *name = (const uint32_t *)(const void *)c->names.data;

	for (size_t i = 0; i < c->names.len / sizeof(*name); i++)
		if (apart(name[i], at) <= OWN)
			return true;
	return false;
}

/*
 * Somebody who may be named has both; is it said of them, or of whom?  A day is
 * told again and again in a document about them, far from their name, and is
 * that of those who were taken together; a year of birth stands beside it.
 */
static bool
explains(const struct hj_cells *c, const struct fact *a, const struct fact *b)
{
	for (uint32_t i = 0; i < a->n && !a->day && !b->day; i++)
		for (uint32_t k = 0; k < b->n; k++) {
			uint32_t x = SPOT(c, a->first + i).at;

			if (apart(x, SPOT(c, b->first + k).at) <= NEAR &&
			    !is_near_a_name(c, x))
				return false;
		}
	return true;
}

struct naming {
	struct hj_cells *c;
	struct hj_error *err;
	int rc;
};

static bool
note_name(void *to, const struct hj_spot *spot)
{
	struct naming *n = to;

	n->rc = hj_buf_add(&n->c->names, &spot->at, sizeof(spot->at), n->err);
	return n->rc == HJ_OK &&
	    n->c->names.len / sizeof(spot->at) < PLACES_MAX;
}

static int
find_name(void *to, const char *p, size_t n, struct hj_error *err)
{
	struct naming *x = to;
	int rc = hj_expose_each(x->c->e, p, n, note_name, x, err);

	return rc != HJ_OK ? rc : x->rc;
}

static int
add_pair(struct hj_cells *c, const struct fact *a, const struct fact *b,
    struct cell *new, struct hj_error *err)
{
	uint64_t keys[2] = { a->key, b->key };

	if (keys[0] > keys[1]) {
		keys[0] = b->key;
		keys[1] = a->key;
	}
	new->key = hash(c, keys, sizeof(keys));
	if (a->n == 0 || b->n == 0)
		return HJ_OK;
	new->who.line = meet(c, a, b);
	if (new->who.line == 0)
		return HJ_OK;
	new->explains = new->named &&explains(c, a, b);
	return hj_buf_add(&c->cells, new, sizeof(*new), err);
}

int
hj_cells_add(struct hj_cells *c, const struct hj_record *r,
    const struct hj_node *person, uint32_t file, bool named,
    struct hj_error *err)
{
	struct hj_person_fact f[HJ_FACTS_MAX];
	uint32_t number[HJ_FACTS_MAX];
	size_t n = hj_facts_of(r, person, f);
	struct cell new = { .named = named, .who.file = file };
	struct naming naming = { c, err, HJ_OK };
	const char *id = hj_node_attr(person, "id");

	if (id == NULL || strlen(id) >= sizeof(new.who.person))
		return HJ_OK;
	memcpy(new.who.person, id, strlen(id));
	hj_buf_reset(&c->names);
	if (named && hj_annex_names(person, find_name, &naming, err) != HJ_OK)
		return (int)err->code;
	for (size_t i = 0; i < n; i++)
		if (find_fact(c, &f[i], &number[i], err) != HJ_OK)
			return (int)err->code;
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < i; k++)
			if (f[i].kind != f[k].kind &&
			    add_pair(c, &FACT(c, number[i]),
				&FACT(c, number[k]), &new, err) != HJ_OK)
				return (int)err->code;
	return HJ_OK;
}

static int
by_key(const void *a, const void *b)
{
	const struct cell *x = a, *y = b;

	return x->key < y->key ? -1 : x->key > y->key;
}

static int
by_person(const void *a, const void *b)
{
	const struct cell *x = a, *y = b;
	int d = memcmp(x->who.person, y->who.person, sizeof(x->who.person));

	if (x->said != y->said)
		return x->said ? -1 : 1;
	if (x->who.file != y->who.file)
		return x->who.file < y->who.file ? -1 : 1;
	if (d != 0)
		return d;
	return x->who.line < y->who.line ? -1 : x->who.line > y->who.line;
}

/* Of those who have the same two facts: few, and it is not said of somebody who
 * may be named? */
static void
judge(struct cell *cell, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (cell[i].explains)
			return;
	for (size_t i = 0; i < n && n < FEW; i++)
		cell[i].said = !cell[i].named;
}

int
hj_cells_ask(struct hj_cells *c, hj_cell_fn *fn, void *to, struct hj_error *err)
{
	size_t n = NCELLS(c);
	int rc = HJ_OK;

	if (n == 0)
		return HJ_OK;
	qsort(c->cells.data, n, sizeof(struct cell), by_key);
	for (size_t i = 0, k; i < n; i = k) {
		for (k = i + 1; k < n && CELL(c, k).key == CELL(c, i).key;)
			k++;
		judge(&CELL(c, i), k - i);
	}
	qsort(c->cells.data, n, sizeof(struct cell), by_person);
	for (size_t i = 0; i < n && CELL(c, i).said && rc == HJ_OK; i++) {
		const struct cell *x = &CELL(c, i);

		if (i != 0 && x[-1].who.file == x->who.file &&
		    strcmp(x[-1].who.person, x->who.person) == 0)
			continue;
		rc = fn(to, &x->who, err);
	}
	return rc;
}

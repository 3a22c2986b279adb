#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include <sodium.h>

#include "core/merge/merge.h"
#include "tests/unit/history_edits.h"

/*
 * Where conflicts appear, computed from what the writers did: up to four of
 * them start from one file and change some of the same fields, or remove them,
 * or what is around them.
 */

#define FIELDS 8
#define GROUPS 3
#define VALUES 3
#define WRITERS 4
#define REMOVED VALUES

struct field {
	char element[HJ_ELEMENT_ID_CHARS + 1], path[128]; /* as a row says it */
	char top[HJ_ELEMENT_ID_CHARS + 1]; /* the element of the file it is in */
	char base[4096], value[VALUES][4096];
	bool removable;
};

struct plan {
	struct gen g;
	struct hj_record *base;
	struct field field[FIELDS];
	size_t nfields;
	char group[GROUPS][HJ_ELEMENT_ID_CHARS + 1];
	size_t ngroups, writers;
	int did[WRITERS][FIELDS]; /* -1: nothing */
	bool removed[WRITERS][GROUPS];
	struct hj_record *result[WRITERS];
};

static const char *
id_of(const struct hj_node *node)
{
	return node->parent != NULL && hj_node_attr(node, "id") != NULL
	    ? hj_node_attr(node, "id")
	    : "";
}

static void
describe(struct plan *p, struct hj_node *node, struct field *f)
{
	const struct hj_node *at = node;
	char longer[300];

	memset(f, 0, sizeof(*f));
	for (; at->parent != NULL && *id_of(at) == '\0'; at = at->parent) {
		snprintf(longer, sizeof(longer), "%s%s%s", at->name,
		    f->path[0] != '\0' ? "." : "", f->path);
		memcpy(f->path, longer, sizeof(f->path) - 1);
	}
	memcpy(f->element, id_of(at), strlen(id_of(at)));
	while (at->parent != NULL && at->parent->parent != NULL)
		at = at->parent;
	memcpy(f->top, id_of(at), strlen(id_of(at)));
	snprintf(f->base, sizeof(f->base), "%s", node->text);
	for (size_t i = 0; i < VALUES; i++)
		gen_value(&p->g, node->def, f->value[i], sizeof(f->value[i]));
	f->removable =
	    (node->def->card == HJ_OPT || node->def->card == HJ_MANY) &&
	    strcmp(node->name, "recipient") != 0;
}

static struct hj_node *
find(const struct hj_record *r, const struct field *f)
{
	const struct hj_conflict c = { .element = f->element[0] != '\0'
		    ? f->element
		    : NULL,
		.path = f->path[0] != '\0' ? f->path : NULL };
	struct hj_node *node = NULL;

	return hj_conflict_target(r, &c, &node, NULL, NULL) ? node : NULL;
}

/* Nothing leads to it or into it. */
static bool
is_unreferenced(const struct hj_record *r, const struct hj_node *top)
{
	struct hj_node *root = hj_record_root(r);

	for (struct hj_node *at = root; at != NULL; at = hj_node_next(at, root))
		for (const struct hj_node *in = top; in != NULL;
		     in = hj_node_next(in, top)) {
			const char *src = hj_node_attr(at, "src");
			const char *id = hj_node_attr(in, "id");

			if (id != NULL &&
			    ((at->text != NULL && strstr(at->text, id)) ||
				(src != NULL && strstr(src, id) != NULL)))
				return false;
		}
	return true;
}

static bool
choose(struct plan *p)
{
	for (size_t i = 0; i < 4 * FIELDS && p->nfields < FIELDS; i++) {
		struct hj_node *node = any_that(&p->g, p->base, has_plain_text);
		struct field *f = &p->field[p->nfields];
		bool twice = false;

		if (node == NULL)
			return false;
		describe(p, node, f);
		for (size_t k = 0; k < p->nfields; k++)
			twice = twice || find(p->base, &p->field[k]) == node;
		p->nfields += !twice && find(p->base, f) == node;
	}
	for (size_t i = 0; i < p->nfields && p->ngroups < GROUPS; i++) {
		const char *top = p->field[i].top;
		struct hj_node *node = hj_record_find(p->base, top);
		bool twice = false;

		for (size_t k = 0; k < p->ngroups; k++)
			twice = twice || strcmp(p->group[k], top) == 0;
		if (!twice && node != NULL && node->def->nchildren != 0 &&
		    node->def->card == HJ_MANY &&
		    is_unreferenced(p->base, node))
			memcpy(p->group[p->ngroups++], top,
			    HJ_ELEMENT_ID_CHARS + 1);
	}
	return p->nfields > 1;
}

static void
write_field(struct plan *p, size_t w, size_t i)
{
	struct field *f = &p->field[i];
	struct hj_node *node = find(p->result[w], f);
	int what = (int)gen_below(&p->g, VALUES + 1);

	if (node == NULL)
		return;
	if (what == REMOVED && !f->removable)
		what = 0;
	if (what == REMOVED) {
		hj_record_remove(node);
	} else {
		if (strcmp(f->value[what], f->base) == 0)
			return;
		(void)!hj_record_set_text(p->result[w], node, f->value[what],
		    strlen(f->value[what]), &p->g.err);
	}
	p->did[w][i] = what;
}

/* False: what came out is no case file. */
static bool
write_all(struct plan *p, size_t w)
{
	struct hj_error ignored = HJ_ERROR;

	assert_int_equal(hj_record_copy(p->base, &p->result[w], &p->g.err),
	    HJ_OK);
	for (size_t i = 0; i < p->nfields; i++)
		p->did[w][i] = -1;
	for (size_t i = 0; i < p->nfields; i++)
		if (gen_below(&p->g, 3) == 0)
			write_field(p, w, i);
	for (size_t k = 0; k < p->ngroups; k++) {
		if (gen_below(&p->g, 5) != 0)
			continue;
		p->removed[w][k] = true;
		hj_record_remove(hj_record_find(p->result[w], p->group[k]));
		for (size_t i = 0; i < p->nfields; i++)
			if (strcmp(p->field[i].top, p->group[k]) == 0)
				p->did[w][i] = -1;
	}
	return hj_check_record(p->result[w], NULL, NULL, &ignored) == HJ_OK;
}

/* ---- what must come out ---- */

/* Two different things were done to it. */
static bool
field_clashes(const struct plan *p, size_t i)
{
	const char *first = NULL;

	for (size_t w = 0; w < p->writers; w++) {
		const char *now;

		if (p->did[w][i] < 0)
			continue;
		now = p->did[w][i] == REMOVED ? ""
					      : p->field[i].value[p->did[w][i]];
		if (first != NULL && strcmp(first, now) != 0)
			return true;
		first = now;
	}
	return false;
}

/* One removed it, another did something in it. */
static bool
group_clashes(const struct plan *p, size_t k)
{
	bool removed = false, touched = false;

	for (size_t w = 0; w < p->writers; w++) {
		removed = removed || p->removed[w][k];
		for (size_t i = 0; i < p->nfields; i++)
			touched = touched ||
			    (strcmp(p->field[i].top, p->group[k]) == 0 &&
				p->did[w][i] >= 0);
	}
	return removed && touched;
}

static bool
is_marked(const struct hj_record *r, const char *element, const char *path)
{
	struct hj_conflict c;

	for (struct hj_node *row = hj_conflict_next(r, NULL); row != NULL;
	     row = hj_conflict_next(r, row))
		if (hj_conflict_read(row, &c) && c.attr == HJ_NATTRS &&
		    strcmp(c.element != NULL ? c.element : "", element) == 0 &&
		    strcmp(c.path != NULL ? c.path : "", path) == 0)
			return true;
	return false;
}

static size_t
compare(const struct plan *p, const struct hj_record *r)
{
	struct hj_error err = HJ_ERROR;
	size_t expected = 0, n = 0;

	for (size_t i = 0; i < p->nfields; i++) {
		const struct field *f = &p->field[i];
		bool clashes = field_clashes(p, i);

		assert_int_equal(clashes, is_marked(r, f->element, f->path));
		expected += clashes;
	}
	for (size_t k = 0; k < p->ngroups; k++) {
		bool clashes = group_clashes(p, k);

		assert_int_equal(clashes, is_marked(r, p->group[k], ""));
		expected += clashes;
	}
	assert_int_equal(hj_conflict_count(r, &n, &err), HJ_OK);
	assert_int_equal(n, expected);
	return n;
}

static bool
one_plan(struct plan *p, unsigned long seed, size_t *conflicts)
{
	struct hj_merge_side side[WRITERS + 1];
	struct hj_record *r = NULL;
	struct hj_node *row;
	bool good;

	p->g.state = (seed + 1) * UINT64_C(0x2545f4914f6cdd1d);
	p->base = gen_record(seed, GEN_CASE);
	assert_non_null(p->base);
	while ((row = hj_conflict_next(p->base, NULL)) != NULL)
		hj_record_remove(row);
	good = choose(p);
	p->writers = 2 + seed % (WRITERS - 1);
	side[0] = (struct hj_merge_side){ p->base, NULL, 0 };
	for (size_t w = 0; w < p->writers && good; w++) {
		good = write_all(p, w);
		side[w + 1] = (struct hj_merge_side){ p->result[w], NULL, 1 };
	}
	if (good) {
		assert_int_equal(hj_merge(side, p->writers + 1, &r, &p->g.err),
		    HJ_OK);
		*conflicts += compare(p, r);
	}
	hj_record_free(r);
	hj_record_free(p->base);
	for (size_t w = 0; w < p->writers; w++)
		hj_record_free(p->result[w]);
	return good;
}

static void
a_conflict_is_where_two_did_different_things_and_nowhere_else(void **state)
{
	const char *s = getenv("HJ_RUNS");
	unsigned long runs = s != NULL ? strtoul(s, NULL, 10) : 1000;
	unsigned long good = 0;
	size_t conflicts = 0;

	(void)state;
	for (unsigned long seed = 1; seed <= runs; seed++) {
		struct plan *p = calloc(1, sizeof(*p));

		assert_non_null(p);
		good += one_plan(p, seed, &conflicts);
		free(p);
	}
	print_message("%lu of %lu files, %zu conflicts\n", good, runs,
	    conflicts);
	assert_true(good > runs / 2 && conflicts > good);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    a_conflict_is_where_two_did_different_things_and_nowhere_else),
	};

	return sodium_init() < 0
	    ? 1
	    : cmocka_run_group_tests_name("merge_exact", tests, NULL, NULL);
}

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "core/sense/origin.h"
#include "tests/unit/gen_record.h"
#include "tests/unit/parsed.h"

/* Numbers of origins beside a slow and simple reckoning. */

#define N 7

struct world {
	unsigned on[N]; /* bit k: based on source k */
	unsigned said; /* bit k: the assertion names k */
	unsigned origins[N];
};

static bool
reaches(const struct world *w, unsigned from, unsigned to)
{
	unsigned seen = 0, next = w->on[from];

	while ((next & ~seen) != 0) {
		seen |= next;
		for (unsigned i = 0; i < N; i++)
			if (seen >> i & 1)
				next |= w->on[i];
	}
	return seen >> to & 1;
}

/* Those without a ground that it reaches; else the first of its circle.  A
 * circle beside grounds is none. */
static unsigned
origins_of(const struct world *w, unsigned i)
{
	unsigned found = 0;

	if (w->on[i] == 0)
		return 1u << i;
	for (unsigned k = 0; k < N; k++)
		if (reaches(w, i, k) && w->on[k] == 0)
			found |= 1u << k;
	for (unsigned k = 0; k < N && found == 0; k++)
		if (k == i || reaches(w, i, k))
			found = 1u << k;
	return found;
}

static unsigned
bits(unsigned x)
{
	unsigned n = 0;

	for (; x != 0; x &= x - 1)
		n++;
	return n;
}

static unsigned
reckon(const struct world *w, unsigned said)
{
	unsigned best = 0;

	for (unsigned sub = said; sub != 0; sub = (sub - 1) & said) {
		unsigned all = 0, n = 0;

		for (unsigned i = 0; i < N; i++)
			if (sub >> i & 1) {
				all |= w->origins[i];
				n += bits(w->origins[i]);
			}
		if (bits(all) == n && bits(sub) > best)
			best = bits(sub);
	}
	return best;
}

/* In this order of the sources; the sources of src always ascend. */
static struct hj_record *
built(const struct world *w, const unsigned *order, unsigned said)
{
	char xml[8192];
	size_t n = 0;
	const char *between = "";

	n += (size_t)snprintf(xml, sizeof(xml),
	    "<tag id=\"t00001\">a</tag>"
	    "<person id=\"p00001\"><name id=\"n00001\"></name>"
	    "<sex id=\"x00001\"");
	for (unsigned i = 0; i < N; i++)
		if (said >> i & 1) {
			n += (size_t)snprintf(xml + n, sizeof(xml) - n,
			    "%ss0000%u", *between == '\0' ? " src=\"" : " ", i);
			between = " ";
		}
	n += (size_t)snprintf(xml + n, sizeof(xml) - n, "%s>f</sex></person>",
	    said != 0 ? "\"" : "");
	for (unsigned k = 0; k < N; k++) {
		unsigned i = order[k];

		n += (size_t)snprintf(xml + n, sizeof(xml) - n,
		    "<source id=\"s0000%u\">", i);
		for (unsigned j = 0; j < N; j++)
			if (w->on[i] >> j & 1)
				n += (size_t)snprintf(xml + n, sizeof(xml) - n,
				    "<based-on id=\"b00%u%u0\">s0000%u"
				    "</based-on>",
				    i, j, j);
		n += (size_t)snprintf(xml + n, sizeof(xml) - n, "</source>");
	}
	return parsed(xml);
}

static void
shuffle(struct gen *g, unsigned *order)
{
	for (unsigned i = 0; i < N; i++)
		order[i] = i;
	for (unsigned i = N - 1; i > 0; i--) {
		unsigned k = gen_below(g, i + 1), was = order[i];

		order[i] = order[k];
		order[k] = was;
	}
}

static size_t
independent(const struct world *w, struct gen *g, unsigned said)
{
	unsigned order[N];
	struct hj_error err = HJ_ERROR;
	struct hj_origins *o = NULL;
	struct hj_origin_count c;
	const struct hj_node *node;
	struct hj_record *r;

	shuffle(g, order);
	r = built(w, order, said);
	node = hj_record_find(r, "x00001");
	assert_int_equal(hj_origins_new(r, &o, &err), HJ_OK);
	assert_int_equal(hj_origins_count(o, &node, 1, &c, &err), HJ_OK);
	hj_origins_free(o);
	hj_record_free(r);
	return c.independent;
}

static void
numbers_are_those_of_the_simple_reckoning_in_any_order(void **state)
{
	struct gen g = { .state = 20 };

	(void)state;
	for (uint64_t run = 0; run < tries(400); run++) {
		struct world w = { .said = gen_below(&g, 1u << N) };
		unsigned expected;

		for (unsigned i = 0; i < N; i++)
			w.on[i] = gen_below(&g, 3) == 0
			    ? 0
			    : gen_below(&g, 1u << N) & gen_below(&g, 1u << N) &
				gen_below(&g, 1u << N) & ~(1u << i);
		for (unsigned i = 0; i < N; i++)
			w.origins[i] = origins_of(&w, i);
		expected = reckon(&w, w.said);
		if (independent(&w, &g, w.said) != expected ||
		    independent(&w, &g, w.said) != expected)
			fail_msg("run %llu", (unsigned long long)run);
	}
}

static void
a_further_report_of_the_same_origin_changes_no_number(void **state)
{
	struct gen g = { .state = 21 };

	(void)state;
	for (uint64_t run = 0; run < tries(200); run++) {
		struct world w = { .said = gen_below(&g, 1u << (N - 1)) };
		unsigned k = gen_below(&g, N - 1);

		for (unsigned i = 0; i < N - 1; i++)
			w.on[i] = gen_below(&g, 2) == 0
			    ? 0
			    : gen_below(&g, 1u << (N - 1)) & ~(1u << i);
		w.said |= 1u << k;
		w.on[N - 1] = 1u << k;
		assert_int_equal(independent(&w, &g, w.said),
		    independent(&w, &g, w.said | 1u << (N - 1)));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    numbers_are_those_of_the_simple_reckoning_in_any_order),
		cmocka_unit_test(
		    a_further_report_of_the_same_origin_changes_no_number),
	};

	return cmocka_run_group_tests_name("origin_random", tests, NULL, NULL);
}

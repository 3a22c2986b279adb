#include "core/sense/headcount.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/text.h"

/* More parts than sexes and ages can make say something twice. */
#define PARTS_MAX 32

/* ---- numbers ---- */

bool
hj_headcount_number(const struct hj_node *node, const char *child,
    uint32_t *ret)
{
	const char *text = hj_node_value(node, child);
	struct hj_error ignored = HJ_ERROR;
	uint64_t v = 0;

	if (text == NULL ||
	    hj_text_number(text, strlen(text), 0, UINT64_C(1000000000000000),
		&v, &ignored) != HJ_OK)
		return false;
	*ret = v < HJ_NO_END ? (uint32_t)v : HJ_NO_END - 1;
	return true;
}

uint32_t
hj_headcount_plus(uint32_t a, uint32_t b)
{
	if (a == HJ_NO_END || b == HJ_NO_END)
		return HJ_NO_END;
	return a < HJ_NO_END - 1 - b ? a + b : HJ_NO_END - 1;
}

uint32_t
hj_headcount_less(uint32_t a, uint32_t b)
{
	if (a == HJ_NO_END)
		return HJ_NO_END;
	return a > b ? a - b : 0;
}

static uint32_t
larger(uint32_t a, uint32_t b)
{
	return a > b ? a : b;
}

static bool
same(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

/* ---- accounts ---- */

/* One count element. */
struct claim {
	const char *src, *sex, *age;
	struct hj_range n;
	bool preferred;
};

static bool
is_whole(const struct claim *c)
{
	return c->sex == NULL && c->age == NULL;
}

/* False: it gives no number. */
static bool
read_claim(const struct hj_node *count, struct claim *ret)
{
	uint32_t min = 0, max = HJ_NO_END;
	bool least = hj_headcount_number(count, "min", &min);
	bool most = hj_headcount_number(count, "max", &max);

	*ret = (struct claim){ .src = hj_node_attr(count, "src"),
		.sex = hj_node_value(count, "sex"),
		.age = hj_node_value(count, "age"),
		.n = { min < max ? min : max, min < max ? max : min },
		.preferred = hj_node_attr(count, "pref") != NULL };
	return least || most;
}

/* By source, without one first; of one source the whole before the parts. */
static int
by_source(const void *a, const void *b)
{
	const struct claim *x = a, *y = b;

	if (same(x->src, y->src))
		return is_whole(y) - is_whole(x);
	if (x->src == NULL || y->src == NULL)
		return x->src == NULL ? -1 : 1;
	return strcmp(x->src, y->src);
}

/* Can nobody be in both? */
static bool
exclude(const struct claim *a, const struct claim *b)
{
	bool sex = a->sex != NULL && b->sex != NULL && !same(a->sex, "u") &&
	    !same(b->sex, "u") && !same(a->sex, b->sex);
	bool age = a->age != NULL && b->age != NULL && !same(a->age, "unk") &&
	    !same(b->age, "unk") && !same(a->age, b->age);

	return sex || age;
}

/* How many there are at least by these parts of one account. */
static uint32_t
least_of(const struct claim *part, size_t n)
{
	bool apart = n <= PARTS_MAX;
	uint32_t sum = 0, most = 0;

	for (size_t i = 0; i < n; i++) {
		sum = hj_headcount_plus(sum, part[i].n.min);
		most = larger(most, part[i].n.min);
		for (size_t j = 0; apart && j < i; j++)
			apart = exclude(&part[i], &part[j]);
	}
	return apart ? sum : most;
}

/* The n claims of one source. */
static struct hj_headcount
account_of(const struct claim *claim, size_t n)
{
	struct hj_headcount a = { .src = claim->src, .n = claim->n };

	for (size_t i = 0; i < n; i++)
		a.preferred = a.preferred || claim[i].preferred;
	if (!is_whole(claim)) {
		a.n.min = least_of(claim, n);
		a.n.max = HJ_NO_END;
		return a;
	}
	for (size_t i = 1; i < n && is_whole(&claim[i]); i++) {
		if (claim[i].n.min < a.n.min)
			a.n.min = claim[i].n.min;
		a.n.max = larger(a.n.max, claim[i].n.max);
	}
	return a;
}

int
hj_headcounts(const struct hj_node *group, enum hj_conf most,
    hj_headcount_fn *fn, void *to, struct hj_error *err)
{
	struct claim *claim;
	size_t n = 0, end;
	int rc = HJ_OK;

	for (const struct hj_node *c = hj_node_child(group, "count"); c != NULL;
	     c = hj_node_same(c))
		n++;
	if ((claim = calloc(n + 1, sizeof(*claim))) == NULL)
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	n = 0;
	for (const struct hj_node *c = hj_node_child(group, "count"); c != NULL;
	     c = hj_node_same(c))
		n += hj_node_conf(c) <= most && read_claim(c, &claim[n]);
	qsort(claim, n, sizeof(*claim), by_source);
	for (size_t i = 0; rc == HJ_OK && i < n; i = end) {
		struct hj_headcount a;

		for (end = i + 1; end < n && same(claim[i].src, claim[end].src);
		     end++)
			;
		a = account_of(&claim[i], end - i);
		rc = fn(to, &a, err);
	}
	free(claim);
	return rc;
}

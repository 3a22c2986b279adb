#include "tests/unit/absorb_world.h"
#include "tests/unit/gen_record.h"

/* Random files become one and are parted; HJ_RUNS=6000 for the long run. */

/* Two that may be merged: no conflicts, no follow-up. */
static struct hj_record *
make(uint64_t seed)
{
	struct hj_record *r = gen_record(seed, GEN_CASE | GEN_EXT);
	struct hj_node *root, *next;

	assert_non_null(r);
	root = hj_record_root(r);
	error = HJ_ERROR;
	for (struct hj_node *c = root->first; c != NULL; c = next) {
		next = c->next;
		if (strcmp(c->name, "conflict") == 0 ||
		    (c->def->only != NULL &&
			strcmp(c->def->only, "followup") == 0) ||
		    (strcmp(c->name, "link") == 0))
			hj_record_remove(c);
	}
	assert_int_equal(hj_record_set_attr(r, root, "kind", "group", 5,
			     &error),
	    HJ_OK);
	if (hj_check_record(r, NULL, NULL, &error) != HJ_OK) {
		hj_record_free(r);
		return NULL;
	}
	return r;
}

/* Every element with an id, own codes and links excepted. */
static void
all_of(const struct hj_record *r, const struct hj_record *in,
    const struct hj_same_person *same)
{
	const struct hj_node *root = hj_record_root(r);

	for (const struct hj_node *n = hj_node_next(root, root); n != NULL;
	     n = hj_node_next(n, root)) {
		const char *id = hj_node_attr(n, "id");

		if (n->def == NULL || id == NULL ||
		    strcmp(n->name, "own-code") == 0)
			continue;
		if (same != NULL && strcmp(id, same->there) == 0)
			id = same->here;
		if (!has(in, id))
			fail_msg("%s %s is lost", n->name, id);
	}
}

/* A few attributes and a new remark, in the file that stays. */
static void
change(struct gen *g, struct hj_record *r)
{
	struct hj_node *root = hj_record_root(r), *note = NULL;

	for (struct hj_node *n = root->first; n != NULL; n = n->next)
		if ((n->def->attrs & HJ_A(CONF)) != 0 && gen_below(g, 4) == 0)
			assert_int_equal(hj_record_set_attr(r, n, "conf",
					     "secret", 6, &error),
			    HJ_OK);
	assert_int_equal(hj_record_add(r, hj_record_root(r),
			     hj_schema_child(root->def, "note", 4), &note,
			     &error),
	    HJ_OK);
}

/* The first person of each, if something is known of them. */
static size_t
find_one(const struct pair *p, struct hj_same_person *ret)
{
	const struct hj_node *x = hj_node_child(hj_record_root(p->a), "person");
	const struct hj_node *y = hj_node_child(hj_record_root(p->b), "person");

	if (x == NULL || y == NULL || hj_node_attr(x, "known") != NULL ||
	    hj_node_attr(y, "known") != NULL)
		return 0;
	*ret = (struct hj_same_person){ hj_node_attr(x, "id"),
		hj_node_attr(y, "id") };
	return 1;
}

static void
nothing_is_lost(const struct pair *p, const struct hj_same_person *same,
    size_t n)
{
	all_of(p->a, p->merged, NULL);
	all_of(p->b, p->merged, n != 0 ? same : NULL);
	valid(p->merged);
	valid(p->rest);
}

static void
both_come_back(const struct pair *p)
{
	struct pair back;

	undo(p, p->merged, p->rest, &back);
	same_bytes(back.a, p->a);
	same_bytes(back.b, p->b);
	end((void *[]){ &back });
}

static bool
is(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

/* In each file that it is of. */
static void
changes_are_there(const struct pair *p, const struct hj_record *now,
    const struct hj_record *before, const struct hj_record *after)
{
	for (const struct hj_node *n = hj_record_root(now)->first; n != NULL;
	     n = n->next) {
		const char *id = hj_node_attr(n, "id");
		const char *conf = hj_node_attr(n, "conf");
		const struct hj_node *was =
		    id != NULL ? hj_record_find(p->merged, id) : NULL;

		if (was != NULL && !is(conf, hj_node_attr(was, "conf")) &&
		    has(before, id))
			assert_true(is(conf,
			    hj_node_attr(hj_record_find(after, id), "conf")));
	}
}

static void
both_come_back_with_changes(const struct pair *p, uint64_t seed)
{
	struct gen g = { .state = seed, .err = HJ_ERROR };
	struct hj_record *now = copy(p->merged);
	struct pair back;

	change(&g, now);
	undo(p, now, p->rest, &back);
	all_of(p->a, back.a, NULL);
	all_of(p->b, back.b, NULL);
	changes_are_there(p, now, p->a, back.a);
	changes_are_there(p, now, p->b, back.b);
	valid(back.a);
	valid(back.b);
	hj_record_free(now);
	end((void *[]){ &back });
}

static void
random_files_lose_nothing_and_come_back(void **state)
{
	unsigned long done = 0, with_person = 0;

	(void)state;
	for (uint64_t seed = 1; done < tries(600); seed++) {
		struct pair p = { .a = make(seed * 2 + 1),
			.b = make(seed * 2) };
		struct hj_same_person same;

		if (p.a != NULL && p.b != NULL) {
			size_t n = find_one(&p, &same);

			absorb(&p, &same, n);
			nothing_is_lost(&p, &same, n);
			both_come_back(&p);
			both_come_back_with_changes(&p, seed);
			done++;
			with_person += n;
		}
		end((void *[]){ &p });
	}
	print_message("%lu pairs, %lu with one person in both\n", done,
	    with_person);
	assert_true(with_person > done / 16);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(random_files_lose_nothing_and_come_back),
	};

	return sodium_init() < 0
	    ? 1
	    : cmocka_run_group_tests_name("absorb_random", tests, NULL, NULL);
}

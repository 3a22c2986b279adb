#include "tests/unit/vault_world.h"

#include "core/duplicates/duplicate.h"

/* Few names for many people, in two scripts, some with a second name, a birth
 * or an origin; and one name that more than two hundred have. */
#define PEOPLE 400
#define SAME 230
#define PAIRS 40000

static const char *const family[] = { "김", "Kim", "박", "Park" };
static const char *const given[] = { "영순", "Young Soon", "철수", "Chol-su",
	"솔미", "Sol Mi", "보라" };

struct told {
	size_t n;
	struct told_pair {
		struct hj_id a, b;
		double sum;
	} pair[PAIRS];
};

static struct world world;
static struct hj_id ids[PEOPLE + SAME];
static struct told all, some;
static uint32_t state_of = 1;

static uint32_t
draw(uint32_t n)
{
	state_of = state_of * 1664525 + 1013904223;
	return (state_of >> 8) % n;
}

static void
put_person(struct hj_change *c, struct hj_id *id, const char *names)
{
	char text[HJ_ID_CHARS + 1], bytes[2048];
	struct hj_error err = HJ_ERROR;
	enum hj_put_what what;
	struct hj_put put = { .bytes = (const uint8_t *)bytes,
		.action = HJ_DID_UPDATE };

	hj_id_random(id);
	hj_id_text(id, text);
	put.n = (size_t)snprintf(bytes, sizeof(bytes),
	    "<case xmlns=\"urn:hanji:case:1\" id=\"%s\" kind=\"person\" "
	    "status=\"open\"><person id=\"k7m2qx\" role=\"victim\">%s"
	    "</person></case>",
	    text, names);
	must(hj_change_put(c, &put, &what, &err), &err);
}

static void
put_somebody(struct hj_change *c, struct hj_id *id)
{
	char names[1024];
	int n = 0;

	for (unsigned i = 0; i == 0 || (i == 1 && draw(4) == 0); i++)
		n += snprintf(names + n, sizeof(names) - (size_t)n,
		    "<name id=\"n%u0000\"><family>%s</family><given>%s</given>"
		    "</name>",
		    i, family[draw(4)], given[draw(7)]);
	if (draw(3) != 0)
		(void)snprintf(names + n, sizeof(names) - (size_t)n,
		    "<birth id=\"b00000\"><date>19%02u</date></birth>",
		    60 + draw(8));
	put_person(c, id, names);
}

static int
set_up(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_change *c = NULL;
	struct hj_vault *v;

	(void)state;
	make_world(&world);
	v = open_vault(&world, true);
	must(hj_vault_begin(v, NULL, &c, &err), &err);
	for (size_t i = 0; i < PEOPLE; i++)
		put_somebody(c, &ids[i]);
	for (size_t i = 0; i < SAME; i++)
		put_person(c, &ids[PEOPLE + i],
		    i < 20
			? "<name id=\"n00000\"><family>최</family><given>"
			  "하나</given></name><birth id=\"b00000\"><date>1971"
			  "</date></birth>"
			: "<name id=\"n00000\"><family>최</family><given>"
			  "하나</given></name>");
	must(hj_change_commit(c, &err), &err);
	hj_vault_close(v);
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	free_world(&world);
	return 0;
}

static int
note(void *to, const struct hj_duplicate *d, struct hj_error *err)
{
	struct told *t = to;

	(void)err;
	assert_true(t->n < PAIRS);
	t->pair[t->n++] = (struct told_pair){ d->a.id, d->b.id, d->alike.sum };
	return HJ_OK;
}

static struct hj_duplicate_facts
ask(struct hj_vault *v, const struct hj_id *only, size_t most, struct told *t)
{
	const struct hj_progress nobody = { .fn = NULL };
	struct hj_duplicate_facts facts;
	struct hj_error err = HJ_ERROR;

	t->n = 0;
	must(hj_vault_duplicates(v, only, most, note, t, &nobody, &facts, &err),
	    &err);
	assert_int_equal(facts.told, t->n);
	return facts;
}

static int
by_ids(const void *a, const void *b)
{
	return memcmp(a, b, 2 * sizeof(struct hj_id));
}

static void
those_that_are_told_are_the_likeliest_and_the_rest_is_counted(void **state)
{
	static const size_t most[] = { 1, 7, 200, 1000 };
	struct hj_vault *v = open_vault(&world, false);
	struct hj_duplicate_facts whole = ask(v, NULL, PAIRS, &all);

	(void)state;
	assert_int_equal(whole.told,
	    whole.found[HJ_ALIKE_LIKELY] + whole.found[HJ_ALIKE_PERHAPS]);
	assert_true(whole.told > 2000 && whole.found[HJ_ALIKE_PERHAPS] > 100);
	for (size_t i = 1; i < all.n; i++)
		assert_true(all.pair[i - 1].sum >= all.pair[i].sum);
	for (size_t i = 0; i < HJ_LEN(most); i++) {
		struct hj_duplicate_facts f = ask(v, NULL, most[i], &some);

		assert_int_equal(f.told, most[i]);
		assert_memory_equal(f.found, whole.found, sizeof(f.found));
		assert_memory_equal(some.pair, all.pair,
		    most[i] * sizeof(some.pair[0]));
	}
	hj_vault_close(v);
}

static void
each_pair_is_told_once_and_also_when_one_of_the_two_is_asked_about(void **state)
{
	struct hj_vault *v = open_vault(&world, false);
	size_t n = 0;

	(void)state;
	(void)ask(v, NULL, PAIRS, &all);
	qsort(all.pair, all.n, sizeof(all.pair[0]), by_ids);
	for (size_t i = 1; i < all.n; i++)
		assert_int_not_equal(by_ids(&all.pair[i - 1], &all.pair[i]), 0);
	/* Of the common name all are compared when one is asked about. */
	for (size_t i = 0; i < PEOPLE; i++) {
		struct hj_duplicate_facts f = ask(v, &ids[i], PAIRS, &some);

		assert_int_equal(f.passed, 0);
		for (size_t k = 0; k < some.n; k++)
			assert_non_null(bsearch(&some.pair[k], all.pair, all.n,
			    sizeof(all.pair[0]), by_ids));
		n += some.n;
	}
	/* The twenty of whom a birth is known. */
	assert_int_equal(n, 2 * (all.n - 20 * 19 / 2));
	hj_vault_close(v);
}

static void
of_a_very_common_name_only_those_are_compared_who_can_be_told_apart(void **state)
{
	struct hj_vault *v = open_vault(&world, false);
	struct hj_duplicate_facts f = ask(v, NULL, 1, &some);

	(void)state;
	assert_int_equal(f.persons, PEOPLE + SAME);
	assert_int_equal(f.passed, SAME * (SAME - 1) / 2 - 20 * 19 / 2);
	f = ask(v, &ids[PEOPLE + SAME - 1], PAIRS, &some);
	assert_int_equal(f.compared, SAME - 1);
	hj_vault_close(v);
}

static int
stop(void *to, uint64_t done, uint64_t total)
{
	unsigned *left = to;

	(void)done;
	(void)total;
	return --*left == 0;
}

static void
it_can_be_stopped(void **state)
{
	unsigned left = 3;
	const struct hj_progress impatient = { stop, &left };
	struct hj_vault *v = open_vault(&world, false);
	struct hj_duplicate_facts f;
	struct hj_error err = HJ_ERROR;

	(void)state;
	some.n = 0;
	assert_int_equal(hj_vault_duplicates(v, NULL, 10, note, &some,
			     &impatient, &f, &err),
	    HJ_EINTERRUPTED);
	assert_int_equal(some.n, 0);
	hj_vault_close(v);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    those_that_are_told_are_the_likeliest_and_the_rest_is_counted),
		cmocka_unit_test(
		    each_pair_is_told_once_and_also_when_one_of_the_two_is_asked_about),
		cmocka_unit_test(
		    of_a_very_common_name_only_those_are_compared_who_can_be_told_apart),
		cmocka_unit_test(it_can_be_stopped),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}

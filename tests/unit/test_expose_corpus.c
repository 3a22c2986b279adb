#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "export/expose/expose_cell.h"
#include "export/expose/expose_file.h"
#include "leak_world.h"

/* 200 leaks in 100 texts (HJ_RUNS: so many texts), each of a vault with 160 people of whom three may be
 * named in it.  Not in the count: what stands in the metadata of photographs and
 * of finished files, which other tests strip and read. */
#define LEAKS 2 /* a bundle */
#define NAMED 3
#define MISSES_MOST 2 /* of a hundred */

struct bundle {
	const struct vault *v;
	size_t named[NAMED];
	const struct one *leaked[LEAKS];
	enum leak kind[LEAKS];
	bool found[LEAKS];
	const struct one *at; /* whose file is asked */
	size_t alarms;
};

static bool
is_named(void *to, const struct hj_node *person)
{
	const struct bundle *b = to;

	for (size_t i = 0; i < NAMED; i++)
		if (strcmp(b->v->of[b->named[i]].person,
			hj_node_attr(person, "id")) == 0)
			return true;
	return false;
}

static int
is_known(void *to, const char *p, size_t n, bool *ret, struct hj_error *err)
{
	const struct bundle *b = to;

	(void)err;
	*ret = false;
	for (size_t i = 0; i < NAMED; i++)
		if (strlen(b->v->of[b->named[i]].name) == n &&
		    memcmp(b->v->of[b->named[i]].name, p, n) == 0)
			*ret = true;
	return HJ_OK;
}

static int
note(struct bundle *b, const struct one *whose, enum hj_expose_kind kind)
{
	bool leaked = false;

	for (size_t i = 0; i < LEAKS; i++)
		/* Staff is the same in every file. */
		if ((b->leaked[i] == whose || kind == HJ_X_STAFF) &&
		    tells(kind, b->kind[i]))
			leaked = b->found[i] = true;
	b->alarms += !leaked;
	return HJ_OK;
}

static int
hit(void *to, const struct hj_expose_hit *h, struct hj_error *err)
{
	struct bundle *b = to;

	(void)err;
	return note(b, b->at, h->kind);
}

static int
cell(void *to, const struct hj_cell_hit *h, struct hj_error *err)
{
	struct bundle *b = to;

	(void)err;
	return note(b, &b->v->of[h->file], HJ_X_CELL);
}

static void
write_text(const struct bundle *b, uint64_t *seed, struct hj_buf *to)
{
	struct hj_error err = HJ_ERROR;
	char part[160], word[32];

	for (size_t i = 0; i < NAMED; i++) {
		const struct one *p = &b->v->of[b->named[i]];

		assert_int_equal(hj_buf_printf(to, &err,
				     "%zu. %s %s-%s (%s), named by consent.\n",
				     i + 1, leak_families[p->family].revised,
				     capital(leak_givens[p->given[0]].revised,
					 word),
				     leak_givens[p->given[1]].revised, p->name),
		    HJ_OK);
	}
	for (size_t i = 0; i < 12; i++) {
		assert_int_equal(hj_buf_printf(to, &err, "%s\n",
				     leak_sentences[draw(seed,
					 HJ_LEN(leak_sentences))]),
		    HJ_OK);
		if (i % 6 != 3)
			continue;
		leak(b->leaked[i / 6], b->kind[i / 6], part, sizeof(part));
		assert_int_equal(hj_buf_printf(to, &err,
				     "It is reported: %s.\n", part),
		    HJ_OK);
	}
}

static void
ask(struct bundle *b, const struct hj_buf *text)
{
	struct hj_error err = HJ_ERROR;
	struct hj_expose_asking a = { .named = is_named,
		.known = is_known,
		.hit = hit,
		.to = b };
	struct hj_cells *cells = NULL;

	assert_int_equal(hj_expose_new((const char *)text->data, text->len,
			     &a.text, &err),
	    HJ_OK);
	assert_int_equal(hj_cells_new(a.text, &cells, &err), HJ_OK);
	for (size_t i = 0; i < NAMED; i++)
		assert_int_equal(hj_expose_explain(a.text,
				     hj_record_find(b->v->of[b->named[i]].record,
					 b->v->of[b->named[i]].person),
				     &err),
		    HJ_OK);
	for (size_t i = 0; i < PEOPLE; i++) {
		const struct hj_record *r = b->v->of[i].record;
		const struct hj_node *p = hj_record_find(r, b->v->of[i].person);

		b->at = &b->v->of[i];
		assert_int_equal(hj_expose_file(&a, r, &err), HJ_OK);
		assert_int_equal(hj_cells_add(cells, r, p, (uint32_t)i,
				     is_named(b, p), &err),
		    HJ_OK);
	}
	assert_int_equal(hj_cells_ask(cells, cell, b, &err), HJ_OK);
	hj_cells_free(cells);
	hj_expose_free(a.text);
}

/* A cell is not small where many share it; and nothing in the text says who is
 * meant where somebody who may be named does, and stands near. */
static const char *
why(const struct bundle *b, const struct one *p)
{
	size_t many = 0;

	for (size_t i = 0; i < PEOPLE; i++)
		many += b->v->of[i].year == p->year &&
		    b->v->of[i].county == p->county;
	for (size_t i = 0; i < NAMED; i++)
		if (b->v->of[b->named[i]].year == p->year &&
		    b->v->of[b->named[i]].county == p->county)
			return ": somebody who may be named has both as well";
	return many >= 5 ? ": five or more have both" : "";
}

/* Of somebody who may be named: their name may stand there, and nothing in it
 * says that it is another's. */
static bool
is_namesake(const struct bundle *b, const struct one *p)
{
	for (size_t i = 0; i < NAMED; i++)
		if (strcmp(b->v->of[b->named[i]].name, p->name) == 0)
			return true;
	return false;
}

static void
at_most_two_of_a_hundred_leaks_are_missed(void **state)
{
	static struct vault v;
	uint64_t seed = 20261130;
	size_t leaks = 0, misses = 0, alarms = 0, bundles = (size_t)tries(100);

	(void)state;
	for (size_t i = 0; i < PEOPLE; i++)
		born(&v.of[i], i, &seed);
	for (size_t n = 0; n < bundles; n++) {
		struct bundle b = { .v = &v };
		struct hj_buf text = HJ_BUF(HJ_TEXT_MAX);

		for (size_t i = 0; i < NAMED; i++)
			b.named[i] = (n * 7 + i) % 60;
		for (size_t i = 0; i < LEAKS; i++) {
			do
				b.leaked[i] =
				    &v.of[60 + draw(&seed, PEOPLE - 60)];
			while (is_namesake(&b, b.leaked[i]));
			b.kind[i] = (enum leak)(leaks++ % NLEAKS);
		}
		write_text(&b, &seed, &text);
		ask(&b, &text);
		for (size_t i = 0; i < LEAKS; i++) {
			if (b.found[i])
				continue;
			misses++;
			print_message("missed in text %zu: %s (%s)%s\n", n,
			    leak_words[b.kind[i]], b.leaked[i]->name,
			    b.kind[i] >= LEAK_CELL ? why(&b, b.leaked[i]) : "");
		}
		alarms += b.alarms;
		hj_buf_clear(&text);
	}
	print_message("%zu leaks, %zu missed; %zu other hits, %.2f a text\n",
	    leaks, misses, alarms, (double)alarms / (double)bundles);
	for (size_t i = 0; i < PEOPLE; i++)
		hj_record_free(v.of[i].record);
	assert_true(100 * misses <= MISSES_MOST * leaks);
	assert_true(alarms <= 2 * bundles);
}

#define SHARED(id, name)                                                       \
	"<case xmlns=\"" HJ_CASE_NS "\" id=\"k7m2qx4d9tn1000" id               \
	"\"><person id=\"pers0" id                                             \
	"\" role=\"victim\"><name id=\"nam001\"><full>" name                   \
	"</full></name><birth id=\"brt001\"><date>1987</date><place>pkc001"    \
	"</place></birth></person><place id=\"pkc001\"><county>KP-09-musan"    \
	"</county></place></case>"

static int
count(void *to, const struct hj_cell_hit *h, struct hj_error *err)
{
	size_t *n = to;

	(void)h;
	(void)err;
	++*n;
	return HJ_OK;
}

/* How many are told by the text, where the first of two may be named. */
static size_t
told(const char *text)
{
	struct hj_record *r[] = { decoded(SHARED("1", "Han Sol Mi")),
		decoded(SHARED("2", "Ok Byeol")) };
	static const char *const ids[] = { "pers01", "pers02" };
	struct hj_error err = HJ_ERROR;
	struct hj_expose *e = NULL;
	struct hj_cells *c = NULL;
	size_t n = 0;

	assert_int_equal(hj_expose_new(text, strlen(text), &e, &err), HJ_OK);
	assert_int_equal(hj_cells_new(e, &c, &err), HJ_OK);
	for (size_t i = 0; i < HJ_LEN(r); i++)
		assert_int_equal(hj_cells_add(c, r[i],
				     hj_record_find(r[i], ids[i]), (uint32_t)i,
				     i == 0, &err),
		    HJ_OK);
	assert_int_equal(hj_cells_ask(c, count, &n, &err), HJ_OK);
	hj_cells_free(c);
	hj_expose_free(e);
	hj_record_free(r[0]);
	hj_record_free(r[1]);
	return n;
}

static void
who_may_be_named_explains_a_cell_beside_their_name_only(void **state)
{
	char far[1024] = "Han Sol Mi was taken.\n";

	(void)state;
	assert_int_equal(told("HAN Sol Mi, born in 1987, from Musan."), 0);
	for (size_t i = 0; i < HJ_LEN(leak_sentences) && i < 5; i++)
		strcat(strcat(far, leak_sentences[i]), "\n");
	strcat(far, "The other woman was born in 1987 in Musan.");
	assert_int_equal(told(far), 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    who_may_be_named_explains_a_cell_beside_their_name_only),
		cmocka_unit_test(at_most_two_of_a_hundred_leaks_are_missed),
	};

	return cmocka_run_group_tests_name("expose corpus", tests, NULL, NULL);
}

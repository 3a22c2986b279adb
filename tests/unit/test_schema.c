#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "core/case/schema_walk.h"
#include "core/vocab/vocab.h"

typedef void visit_fn(const struct hj_elem *e, const struct hj_elem *parent);

static void
walk(const struct hj_elem *e, const struct hj_elem *parent, visit_fn *fn)
{
	fn(e, parent);
	for (size_t i = 0; i < e->nchildren; i++)
		walk(&e->children[i], e, fn);
}

static void
everywhere(visit_fn *fn)
{
	for (size_t i = 0; i < HJ_LEN(hj_schema_roots); i++)
		walk(hj_schema_roots[i], NULL, fn);
}

/* Could a step of a field path be this word? */
static bool
is_step(const char *s)
{
	return s[0] != '\0' && strpbrk(s, ".[]=+? ") == NULL;
}

static void
names_and_labels(const struct hj_elem *e, const struct hj_elem *parent)
{
	assert_true(is_step(e->name));
	assert_true(is_step(e->ko));
	assert_true(e->en != NULL && e->en[0] != '\0');
	for (size_t i = 0; i < e->nchildren; i++)
		for (size_t j = 0; j < i; j++) {
			const struct hj_elem *a = &e->children[i];
			const struct hj_elem *b = &e->children[j];

			assert_string_not_equal(a->name, b->name);
			assert_string_not_equal(a->ko, b->ko);
			assert_string_not_equal(a->en, b->en);
		}
	for (size_t a = 0; a < HJ_NATTRS; a++)
		for (size_t i = 0; i < e->nchildren; i++) {
			const char *name = hj_schema_attr_name(a);
			const char *ko = hj_schema_attr_label(a, true);

			if ((e->attrs >> a & 1) == 0)
				continue;
			assert_string_not_equal(name, e->children[i].name);
			assert_string_not_equal(ko, e->children[i].ko);
		}
	(void)parent;
}

static void
steps_of_a_path_are_unique_in_both_languages(void **state)
{
	(void)state;
	everywhere(names_and_labels);
}

static void
holds_one_thing(const struct hj_elem *e, const struct hj_elem *parent)
{
	(void)parent;
	if (e->value == HJ_V_NONE || e->value == HJ_V_FOREIGN)
		assert_true(e->nchildren > 0);
	else
		assert_int_equal(e->nchildren, 0);
}

static void
an_element_holds_text_or_children(void **state)
{
	(void)state;
	everywhere(holds_one_thing);
}

static void
id_if_repeated(const struct hj_elem *e, const struct hj_elem *parent)
{
	bool has = (e->attrs & HJ_A(ID)) != 0;

	assert_true(has == (parent == NULL || hj_schema_repeats(e)));
	assert_int_equal(e->required, e->attrs & HJ_A(ID));
}

static void
what_repeats_has_an_id_and_nothing_else_is_required(void **state)
{
	(void)state;
	everywhere(id_if_repeated);
}

static const char *wanted; /* the element name that is_there looks for */
static bool found;

static void
is_there(const struct hj_elem *e, const struct hj_elem *parent)
{
	(void)parent;
	if (strcmp(e->name, wanted) == 0 && hj_schema_repeats(e))
		found = true;
}

static void
leads(const struct hj_elem *e, const struct hj_elem *parent)
{
	char of[256], *save = NULL;

	if (e->value == HJ_V_CODE) {
		assert_non_null(hj_vocab_list(e->of));
	} else if (e->value == HJ_V_HEX) {
		assert_true(atoi(e->of) > 0 && atoi(e->of) % 2 == 0);
	} else if (e->value == HJ_V_REF || e->value == HJ_V_FAR) {
		strcpy(of, e->of);
		for (char *w = strtok_r(of, " ", &save); w != NULL;
		     w = strtok_r(NULL, " ", &save)) {
			wanted = w;
			found = false;
			everywhere(is_there);
			assert_true(found);
		}
	} else {
		assert_null(e->of);
	}
	if (e->value == HJ_V_FAR)
		assert_non_null(hj_schema_child(parent, "case", 4));
}

static void
lists_and_references_lead_somewhere(void **state)
{
	(void)state;
	everywhere(leads);
}

static void
listed(const struct hj_elem *e, const struct hj_elem *parent)
{
	const enum hj_attr_name coded[] = { HJ_A_KIND, HJ_A_TYPE, HJ_A_ROLE,
		HJ_A_STATUS };

	(void)parent;
	for (size_t i = 0; i < HJ_LEN(coded); i++) {
		const char *list = hj_schema_attr_list(e, coded[i]);

		assert_true((list != NULL) == (e->attrs >> coded[i] & 1));
		if (list != NULL)
			assert_non_null(hj_vocab_list(list));
	}
}

static void
every_coded_attribute_has_its_list(void **state)
{
	(void)state;
	everywhere(listed);
	for (size_t a = 0; a < HJ_NATTRS; a++) {
		const char *list = hj_schema_attr_list(hj_schema_roots[2], a);

		if (list != NULL)
			assert_non_null(hj_vocab_list(list));
	}
}

static void
attributes_are_in_alphabetical_order(void **state)
{
	(void)state;
	for (size_t a = 0; a < HJ_NATTRS; a++) {
		const char *name = hj_schema_attr_name(a);

		assert_int_equal(hj_schema_attr(name, strlen(name)), a);
		if (a > 0)
			assert_true(strcmp(hj_schema_attr_name(a - 1), name) <
			    0);
	}
	assert_int_equal(hj_schema_attr("digest", 6), HJ_NATTRS);
	assert_int_equal(hj_schema_attr("con", 3), HJ_NATTRS);
	assert_null(hj_schema_attr_name(HJ_NATTRS));
}

static const struct hj_elem *
at(const char *path)
{
	const struct hj_elem *e = hj_schema_root("case", 4);

	while (e != NULL && *path != '\0') {
		size_t n = strcspn(path, ".");

		e = hj_schema_child(e, path, n);
		path += n + (path[n] == '.' ? 1 : 0);
	}
	assert_non_null(e);
	return e;
}

static void
the_outline_is_there(void **state)
{
	(void)state;
	assert_int_equal(at("person.name")->card, HJ_SOME);
	assert_int_equal(at("person.name.family")->class, HJ_C_DIRECT);
	assert_int_equal(at("detention.end.how")->value, HJ_V_CODE);
	assert_int_equal(at("group.identified.slot")->value, HJ_V_REF);
	assert_true(at("event.date")->attrs & HJ_A(CAL));
	assert_int_equal(at("ext")->value, HJ_V_FOREIGN);
	assert_null(hj_schema_root("cases", 5));
	assert_null(hj_schema_child(at("person"), "nam", 3));
}

static void
what_endangers_is_secret_by_default(void **state)
{
	(void)state;
	assert_int_equal(at("source")->conf, HJ_SECRET);
	assert_int_equal(at("person.contact")->conf, HJ_SECRET);
	assert_int_equal(at("person.iddoc")->conf, HJ_SECRET);
	assert_int_equal(at("event.witness")->conf, HJ_SECRET);
	assert_int_equal(at("medical")->conf, HJ_RESTRICTED);
	assert_int_equal(at("person.health")->conf, HJ_RESTRICTED);
	assert_int_equal(at("event.narrative")->conf, HJ_INTERNAL);
	assert_int_equal(at("person.name")->conf, HJ_INTERNAL);
}

static void
what_a_person_does_or_suffers_raises_the_level(void **state)
{
	const struct hj_elem *person = at("person"), *event = at("event");

	(void)state;
	assert_int_equal(hj_schema_level(person, NULL), HJ_PUBLIC);
	assert_int_equal(hj_schema_level(person, "victim"), HJ_PUBLIC);
	assert_int_equal(hj_schema_level(person, "victim broker"), HJ_SECRET);
	assert_int_equal(hj_schema_level(person, "source"), HJ_SECRET);
	assert_int_equal(hj_schema_level(person, "victim source"), HJ_PUBLIC);
	assert_int_equal(hj_schema_level(person, "sources"), HJ_PUBLIC);
	assert_int_equal(hj_schema_level(event, "arrest"), HJ_PUBLIC);
	assert_int_equal(hj_schema_level(event, "rape"), HJ_RESTRICTED);
	assert_int_equal(hj_schema_level(at("medical"), "x"), HJ_RESTRICTED);
}

struct seen {
	size_t n;
	unsigned deepest;
	char last[256];
};

static int
see(void *to, const struct hj_schema_at *at, struct hj_error *err)
{
	struct seen *s = to;
	const char *dot = strrchr(at->path, '.');
	unsigned dots = 0;

	(void)err;
	s->n++;
	if (at->depth > s->deepest)
		s->deepest = at->depth;
	if (at->parent == NULL) {
		assert_string_equal(at->path, "");
		return HJ_OK;
	}
	for (const char *p = at->path; *p != '\0'; p++)
		dots += *p == '.';
	assert_int_equal(at->depth, dots + 1);
	assert_string_equal(dot != NULL ? dot + 1 : at->path, at->elem->name);
	assert_ptr_equal(hj_schema_child(at->parent, at->elem->name,
			     strlen(at->elem->name)),
	    at->elem);
	/* Another path than the one before: no element comes twice. */
	assert_string_not_equal(at->path, s->last);
	(void)snprintf(s->last, sizeof(s->last), "%s", at->path);
	return HJ_OK;
}

static size_t counted;

static void
count(const struct hj_elem *e, const struct hj_elem *parent)
{
	(void)e;
	(void)parent;
	counted++;
}

static void
a_walk_meets_every_element_with_its_path(void **state)
{
	struct hj_error err = HJ_ERROR;

	(void)state;
	for (size_t i = 0; i < HJ_LEN(hj_schema_roots); i++) {
		struct seen s = { 0 };

		counted = 0;
		walk(hj_schema_roots[i], NULL, count);
		assert_int_equal(hj_schema_walk(hj_schema_roots[i], see, &s,
				     &err),
		    HJ_OK);
		assert_int_equal(s.n, counted);
		assert_true(s.deepest >= 1);
	}
}

static int
stop_at_three(void *to, const struct hj_schema_at *at, struct hj_error *err)
{
	size_t *n = to;

	(void)at;
	return ++*n == 3 ? hj_fail(err, HJ_EINTERRUPTED, "enough") : HJ_OK;
}

static void
a_walk_stops_when_it_is_told_to(void **state)
{
	struct hj_error err = HJ_ERROR;
	size_t n = 0;

	(void)state;
	assert_int_equal(hj_schema_walk(hj_schema_roots[0], stop_at_three, &n,
			     &err),
	    HJ_EINTERRUPTED);
	assert_int_equal(n, 3);
}

static void
has_words(const struct hj_elem *e, const struct hj_elem *parent)
{
	(void)parent;
	assert_non_null(hj_schema_card_word(e->card));
	assert_non_null(hj_schema_class_word(e->class));
	assert_non_null(hj_vocab_find(hj_vocab_list("conf-level"),
	    hj_schema_conf_word(e->conf),
	    strlen(hj_schema_conf_word(e->conf))));
	assert_true((hj_schema_value_word(e->value) == NULL) ==
	    (e->value == HJ_V_NONE));
}

static void
everything_that_the_table_says_has_a_word(void **state)
{
	(void)state;
	everywhere(has_words);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(steps_of_a_path_are_unique_in_both_languages),
		cmocka_unit_test(an_element_holds_text_or_children),
		cmocka_unit_test(
		    what_repeats_has_an_id_and_nothing_else_is_required),
		cmocka_unit_test(lists_and_references_lead_somewhere),
		cmocka_unit_test(every_coded_attribute_has_its_list),
		cmocka_unit_test(attributes_are_in_alphabetical_order),
		cmocka_unit_test(the_outline_is_there),
		cmocka_unit_test(what_endangers_is_secret_by_default),
		cmocka_unit_test(what_a_person_does_or_suffers_raises_the_level),
		cmocka_unit_test(a_walk_meets_every_element_with_its_path),
		cmocka_unit_test(a_walk_stops_when_it_is_told_to),
		cmocka_unit_test(everything_that_the_table_says_has_a_word),
	};

	return cmocka_run_group_tests_name("schema", tests, NULL, NULL);
}

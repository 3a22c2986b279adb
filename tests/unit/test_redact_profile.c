#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "core/mechanism/mechanism.h"
#include "core/vocab/vocab.h"
#include "export/redact/redact_own.h"

static const enum hj_whom everybody[] = { HJ_WHOM_AGREED, HJ_WHOM_SILENT,
	HJ_WHOM_OTHER };

static void
every_scope_has_a_row_for_every_sort_of_person(void **state)
{
	const struct hj_list *l = hj_vocab_list("consent-scope");

	(void)state;
	assert_true(l->n > 10);
	for (size_t i = 0; i < l->n; i++)
		for (size_t k = 0; k < HJ_LEN(everybody); k++) {
			const struct hj_redact_profile *p =
			    hj_redact_profile(l->rows[i].code, everybody[k]);

			assert_string_equal(p->scope, l->rows[i].code);
			assert_int_equal(p->whom, everybody[k]);
		}
	for (size_t i = 0; i < hj_mechanism_count(); i++) {
		const char *scope = hj_mechanism_at(i)->scope;

		assert_string_equal(hj_redact_profile(scope, HJ_WHOM_SILENT)
					->scope,
		    scope);
	}
}

static void
what_is_no_scope_lets_nothing_through(void **state)
{
	(void)state;
	for (size_t k = 0; k < HJ_LEN(everybody); k++) {
		const struct hj_redact_profile *p =
		    hj_redact_profile("own", everybody[k]);

		for (int c = HJ_C_FREE; c <= HJ_C_CARE; c++)
			assert_int_equal(hj_redact_action(p, (enum hj_class)c),
			    HJ_REDACT_WITHHOLD);
		assert_false(p->facts || p->relations);
	}
}

/* Everything below `e` has a class that has an answer; the fields of the table
 * of what is never told are counted off. */
static void
walk(const struct hj_elem *e, size_t *fields, int depth)
{
	const struct hj_redact_profile *p =
	    hj_redact_profile("un-conf", HJ_WHOM_AGREED);

	assert_true(e->class >= HJ_C_FREE && e->class <= HJ_C_CARE);
	(void)hj_redact_action(p, e->class);
	*fields += 1;
	for (size_t i = 0; depth < 8 && i < e->nchildren; i++)
		walk(&e->children[i], fields, depth + 1);
}

static bool
has_field(const struct hj_elem *e, const char *name, int depth)
{
	if (strcmp(e->name, name) == 0)
		return true;
	for (size_t i = 0; depth < 8 && i < e->nchildren; i++)
		if (has_field(&e->children[i], name, depth + 1))
			return true;
	return false;
}

static void
every_field_has_a_class_and_every_class_an_answer(void **state)
{
	const struct hj_elem *root = hj_schema_root("case", 4);
	size_t fields = 0;

	(void)state;
	walk(root, &fields, 0);
	assert_true(fields > 200);
	assert_true(hj_redact_never("religion"));
	assert_false(hj_redact_never("date"));
	assert_true(has_field(root, "religion", 0));
	assert_true(hj_redact_is_coarse("province"));
	assert_false(hj_redact_is_coarse("county"));
}

/* Petitions.md: whatever the profile, these are never told. */
static void
nobody_gets_the_office_itself_nor_resettlement(void **state)
{
	const struct hj_list *l = hj_vocab_list("consent-scope");

	(void)state;
	for (size_t i = 0; i < l->n; i++)
		for (size_t k = 0; k < HJ_LEN(everybody); k++) {
			const struct hj_redact_profile *p =
			    hj_redact_profile(l->rows[i].code, everybody[k]);
			enum hj_redact_action direct =
			    hj_redact_action(p, HJ_C_DIRECT);

			assert_int_equal(hj_redact_action(p, HJ_C_CARE),
			    HJ_REDACT_WITHHOLD);
			assert_int_equal(hj_redact_action(p, HJ_C_OPERATIONAL),
			    HJ_REDACT_WITHHOLD);
			assert_true(hj_redact_action(p, HJ_C_SOURCE) !=
			    HJ_REDACT_KEEP);
			if (everybody[k] != HJ_WHOM_AGREED)
				assert_true(direct == HJ_REDACT_PSEUDONYM ||
				    direct == HJ_REDACT_WITHHOLD);
		}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_scope_has_a_row_for_every_sort_of_person),
		cmocka_unit_test(what_is_no_scope_lets_nothing_through),
		cmocka_unit_test(every_field_has_a_class_and_every_class_an_answer),
		cmocka_unit_test(nobody_gets_the_office_itself_nor_resettlement),
	};

	return cmocka_run_group_tests_name("redact profile", tests, NULL, NULL);
}

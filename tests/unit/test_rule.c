/* The rules of petitions: each names fields that exist, or a predicate that
 * does; nobody can force what protects people; the forms of the bodies are
 * asked for whole. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "core/base/word.h"
#include "core/mechanism/mechanism.h"
#include "core/mechanism/rule.h"
#include "export/petition/complete_own.h"

#define MARTUS "../shared/data/formats/martus/UN-Disappearances.fields.xml"

static bool
exists(const char *root, const char *path, size_t n)
{
	enum hj_attr_name attr;

	return hj_rule_field(root, path, n, &attr) != NULL;
}

static const char *
root_of(const struct hj_rule *r, const struct hj_rule_term *t)
{
	bool petition = r->per == HJ_PER_PETITION || r->per == HJ_PER_STATE;

	return petition && !t->of_case ? "petition" : "case";
}

static void
every_need_names_fields_or_predicates_that_exist(void **state)
{
	size_t fields = 0, names = 0;

	(void)state;
	for (size_t i = 0; i < hj_rule_count(); i++) {
		const struct hj_rule *r = hj_rule_at(i);
		const char *need = r->need;
		struct hj_rule_term t;
		size_t terms = 0;

		for (; hj_rule_next(&need, &t); terms++) {
			if (t.named ? hj_asked_named(t.path, t.len) == NULL
				    : !exists(root_of(r, &t), t.path, t.len))
				fail_msg("%s needs '%.*s', which is none",
				    r->id, (int)t.len, t.path);
			names += t.named;
			fields += !t.named;
		}
		assert_true(terms > 0);
	}
	assert_true(fields > 100 && names > 25);
}

static void
every_path_to_fill_exists(void **state)
{
	(void)state;
	for (size_t i = 0; i < hj_rule_count(); i++) {
		const struct hj_rule *r = hj_rule_at(i);
		size_t n = strlen(r->path);

		if (!exists("petition", r->path, n) &&
		    !exists("case", r->path, n))
			fail_msg("%s: there is no field '%s'", r->id, r->path);
	}
}

static void
a_field_that_is_none_is_found_out(void **state)
{
	(void)state;
	assert_true(exists("case", "person.name.family", 18));
	assert_true(exists("case", "source.kind", 11));
	assert_false(exists("case", "person.kind", 11));
	assert_false(exists("case", "arrest.date", 11));
	assert_false(exists("petition", "respondent", 10));
}

static void
every_rule_is_of_mechanisms_that_have_a_form(void **state)
{
	(void)state;
	for (size_t i = 0; i < hj_rule_count(); i++) {
		const char *p = hj_rule_at(i)->codes, *word;
		char code[32];
		size_t n;

		while (hj_word_next(&p, &word, &n)) {
			(void)snprintf(code, sizeof(code), "%.*s", (int)n,
			    word);
			assert_non_null(hj_mechanism_by_code(code));
			assert_true(*hj_mechanism_by_code(code)->word != '\0');
		}
	}
}

static void
what_protects_people_cannot_be_forced_and_blocks(void **state)
{
	static const char *const never[] = { "A01", "A02", "A10", "D07", "S04",
		"S05", "N04" };
	size_t found = 0;

	(void)state;
	for (size_t i = 0; i < hj_rule_count(); i++)
		found += !hj_rule_at(i)->force;
	assert_int_equal(found, HJ_LEN(never));
	for (size_t i = 0; i < HJ_LEN(never); i++) {
		assert_false(hj_rule_find(never[i])->force);
		assert_int_equal(hj_rule_find(never[i])->level, HJ_RULE_BLOCK);
	}
}

static const struct hj_rule *
rule_of(const char *mechanism, const char *tag)
{
	for (size_t i = 0; i < hj_rule_count(); i++)
		if (hj_rule_applies(hj_rule_at(i), mechanism) &&
		    hj_word_among(hj_rule_at(i)->form, tag))
			return hj_rule_at(i);
	return NULL;
}

/* A required field has its tag two lines before <RequiredField/>. */
static void
the_eighteen_required_answers_of_the_wgeid_are_asked_for(void **state)
{
	char line[4096], tag[128] = "";
	FILE *f = fopen(MARTUS, "re");
	size_t n = 0;

	(void)state;
	if (f == NULL) {
		print_message("%s is not here: skipped\n", MARTUS);
		skip();
		return;
	}
	while (fgets(line, sizeof(line), f) != NULL) {
		(void)sscanf(line, " <Tag>%127[^<]", tag);
		if (strstr(line, "<RequiredField/>") == NULL)
			continue;
		n++;
		if (rule_of("wgeid-std", tag) == NULL ||
		    rule_of("wgeid-urg", tag) == NULL)
			fail_msg("no rule asks for %s", tag);
		assert_true(*rule_of("wgeid-std", tag)->ask_en != '\0');
	}
	assert_int_equal(fclose(f), 0);
	assert_int_equal(n, 18);
}

/* Sections I to VII, each asked for, and in this order. */
static void
the_sections_of_the_wgad_questionnaire_come_in_order(void **state)
{
	static const char *const sections[] = { "I", "II", "III", "IV", "V",
		"VI", "VII" };
	size_t at = 0, seen = 0;

	(void)state;
	for (size_t i = 0; i < hj_rule_count(); i++) {
		const struct hj_rule *r = hj_rule_at(i);
		char first[8] = "";

		if (r->id[0] != 'W' || *r->form == '\0')
			continue;
		(void)sscanf(r->form, "%7[IV]", first);
		while (at < HJ_LEN(sections) &&
		    strcmp(first, sections[at]) != 0)
			at++;
		if (at == HJ_LEN(sections))
			fail_msg("%s stands out of order", r->id);
		seen |= (size_t)1 << at;
	}
	assert_int_equal(seen, (1 << HJ_LEN(sections)) - 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_need_names_fields_or_predicates_that_exist),
		cmocka_unit_test(every_path_to_fill_exists),
		cmocka_unit_test(a_field_that_is_none_is_found_out),
		cmocka_unit_test(every_rule_is_of_mechanisms_that_have_a_form),
		cmocka_unit_test(what_protects_people_cannot_be_forced_and_blocks),
		cmocka_unit_test(
		    the_eighteen_required_answers_of_the_wgeid_are_asked_for),
		cmocka_unit_test(
		    the_sections_of_the_wgad_questionnaire_come_in_order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* The table of questions, the draft of an interview, and codes as typed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "cli/argument/choice.h"
#include "cli/interview/answer.h"
#include "cli/interview/draft.h"
#include "cli/interview/review.h"
#include "core/base/limits.h"
#include "core/case/check.h"
#include "core/case/codec.h"

static void
every_question_names_a_field_of_the_schema(void **state)
{
	(void)state;
	assert_true(intake_nquestions <= INTERVIEW_MAX);
	assert_non_null(intake_questions[0].section);
	for (size_t i = 0; i < intake_nquestions; i++) {
		const struct intake_question *q = &intake_questions[i];
		enum hj_attr_name attr;
		const struct hj_elem *def = intake_field(q->path, &attr);
		const char *list;

		assert_non_null(def);
		list = intake_list(def, attr);
		if (attr != HJ_NATTRS)
			assert_non_null(list);
		if (list != NULL)
			assert_non_null(hj_vocab_list(list));
		/* Groups have no value to ask for. */
		else
			assert_int_equal(def->nchildren, 0);
		for (size_t j = 0; j < i; j++)
			assert_string_not_equal(q->path,
			    intake_questions[j].path);
	}
}

static const struct intake_question *
question(const char *path)
{
	for (size_t i = 0; i < intake_nquestions; i++)
		if (strcmp(intake_questions[i].path, path) == 0)
			return &intake_questions[i];
	fail_msg("no question about %s", path);
	return NULL;
}

static struct interview
interview(void)
{
	struct interview iv = { .questions = intake_questions,
		.n = intake_nquestions };
	struct hj_error err = HJ_ERROR;

	assert_int_equal(hj_record_new("case", &iv.record, &err), HJ_OK);
	assert_int_equal(hj_path_apply(iv.record, "person[+v].role", 15,
			     HJ_PATH_SET, "victim", 6, &iv.labels, NULL, &err),
	    HJ_OK);
	return iv;
}

static void
set(struct interview *iv, const struct intake_question *q, const char *value)
{
	struct hj_error err = HJ_ERROR;
	struct typed typed = TYPED;

	assert_int_equal(answer_set(iv, q, value, strlen(value), &typed, &err),
	    HJ_OK);
	typed_clear(&typed);
}

static void
answer(struct interview *iv, const char *path, const char *value)
{
	set(iv, question(path), value);
}

static void
a_draft_comes_back_as_it_was(void **state)
{
	struct cli cli = { .korean = false };
	struct interview iv = interview();
	struct interview back = { .questions = intake_questions,
		.n = intake_nquestions };
	struct hj_buf one = HJ_BUF(HJ_RECORD_MAX);
	struct hj_buf two = HJ_BUF(HJ_RECORD_MAX);
	struct hj_error err = HJ_ERROR;

	(void)state;
	iv.cli = &cli;
	answer(&iv, "person[+v].sex[+x]", "f");
	answer(&iv, "event[+a].date", "2013-05~");
	iv.form = INTAKE_FULL;
	iv.at = 17;
	iv.never[5] = true;
	iv.open = true;
	assert_int_equal(draft_encode(&iv, &one, &err), HJ_OK);
	assert_int_equal(draft_decode(&one, &back, &err), HJ_OK);
	assert_int_equal(back.at, 17);
	assert_int_equal(back.answered, 2);
	assert_int_equal(back.form, INTAKE_FULL);
	assert_true(back.never[5] && back.open);
	assert_int_equal(draft_encode(&back, &two, &err), HJ_OK);
	assert_int_equal(one.len, two.len);
	assert_memory_equal(one.data, two.data, one.len);
	hj_buf_clear(&one);
	hj_buf_clear(&two);
	hj_record_free(iv.record);
	hj_record_free(back.record);
}

static void
a_draft_that_is_cut_is_refused(void **state)
{
	struct interview iv = interview();
	struct hj_buf whole = HJ_BUF(HJ_RECORD_MAX);
	struct hj_error err = HJ_ERROR;

	(void)state;
	assert_int_equal(draft_encode(&iv, &whole, &err), HJ_OK);
	for (size_t n = 0; n < whole.len; n++) {
		struct interview back = { .questions = intake_questions,
			.n = intake_nquestions };
		struct hj_buf cut = whole;

		cut.len = n;
		assert_int_not_equal(draft_decode(&cut, &back, &err), HJ_OK);
		hj_record_free(back.record);
	}
	hj_buf_clear(&whole);
	hj_record_free(iv.record);
}

static void
a_question_waits_for_its_condition(void **state)
{
	struct cli cli = { .korean = false };
	struct interview iv = interview();

	(void)state;
	iv.cli = &cli;
	assert_false(answer_applies(&iv, question("person[+v].age[+g].type")));
	answer(&iv, "person[+v].age[+g].n", "31");
	assert_true(answer_applies(&iv, question("person[+v].age[+g].type")));
	assert_true(answer_applies(&iv, question("person[+v].age[+g].n")));
	answer(&iv, "person[+v].birth[+b].date", "1982");
	assert_false(answer_applies(&iv, question("person[+v].age[+g].n")));
	hj_record_free(iv.record);
}

/* An answer that fits the field. */
static const char *
sample(const struct intake_question *q)
{
	enum hj_attr_name attr;
	const struct hj_elem *def = intake_field(q->path, &attr);
	const char *list = intake_list(def, attr);

	if (list != NULL)
		return hj_vocab_list(list)->rows[0].code;
	if (def->value == HJ_V_DATE)
		return "2013-05~";
	return def->value == HJ_V_NUMBER ? "3" : "some words";
}

static int
no_fault(void *to, const struct hj_finding *f, struct hj_error *err)
{
	(void)to;
	(void)err;
	if (f->level == HJ_FAULT)
		fail_msg("%s: %s", f->path, f->text);
	return HJ_OK;
}

/* Answer everything that is asked (known NULL), or give the same sign to all;
 * what comes of it must be a case file. */
static void
answer_all(const char *known, size_t least)
{
	struct cli cli = { .korean = true };
	struct interview iv = interview();
	struct hj_error err = HJ_ERROR;

	iv.cli = &cli;
	iv.form = INTAKE_FULL;
	for (size_t i = 0; i < intake_nquestions; i++) {
		const struct intake_question *q = &intake_questions[i];
		const char *p = sample(q);

		/* The note is signed, which needs a vault. */
		if (!answer_applies(&iv, q) ||
		    (q->with != NULL && strstr(q->with, "@me") != NULL))
			continue;
		/* The first of its codes would skip what follows. */
		if (strcmp(q->path, "consent[+c].status") == 0)
			p = "proxy";
		if (known == NULL) {
			set(&iv, q, p);
			/* The same again changes it, adds nothing. */
			set(&iv, q, p);
		} else if (answer_known(&iv, q, known, &err) != HJ_OK) {
			assert_int_equal(err.code, HJ_EINVAL);
		}
	}
	assert_true(iv.answered >= least);
	assert_int_equal(review_complete(iv.record, NULL, &err), HJ_OK);
	assert_int_equal(hj_check_record(iv.record, no_fault, NULL, &err),
	    HJ_OK);
	hj_record_free(iv.record);
}

static void
whatever_is_answered_makes_a_case_file(void **state)
{
	(void)state;
	answer_all(NULL, 120);
	answer_all("unknown", 30);
	answer_all("refused", 30);
}

static void
each_single_answer_makes_a_case_file(void **state)
{
	struct cli cli = { .korean = false };

	(void)state;
	for (size_t i = 0; i < intake_nquestions; i++) {
		const struct intake_question *q = &intake_questions[i];
		struct interview iv = interview();
		struct hj_error err = HJ_ERROR;

		iv.cli = &cli;
		/* Some are asked only after others. */
		if (q->when == NULL &&
		    (q->with == NULL || strstr(q->with, "@me") == NULL)) {
			answer(&iv, q->path, sample(q));
			assert_int_equal(review_complete(iv.record, NULL, &err),
			    HJ_OK);
			assert_int_equal(hj_check_record(iv.record, no_fault,
					     NULL, &err),
			    HJ_OK);
		}
		hj_record_free(iv.record);
	}
}

static void
typed_in(const char *name, const char *word, const char *code, int rc)
{
	const struct hj_list *list = hj_vocab_list(name);
	const struct hj_code_row *row = NULL;
	struct hj_error err = HJ_ERROR;

	assert_int_equal(choice_resolve(list, word, strlen(word), &row, &err),
	    rc);
	if (rc == HJ_OK)
		assert_string_equal(row->code, code);
}

static void
typed(const char *word, const char *code, int rc)
{
	typed_in("consent-method", word, code, rc);
}

static void
a_code_is_found_by_its_beginning_or_its_label(void **state)
{
	(void)state;
	typed("written", "written", HJ_OK);
	typed("w", "written", HJ_OK);
	typed("WRI", "written", HJ_OK);
	typed("by mess", "remote", HJ_OK);
	typed("서면", "written", HJ_OK);
	typed("oral", "oral", HJ_OK);
	typed("wr", "written", HJ_OK);
	typed("구두", NULL, HJ_EAMBIGUOUS);
	typed("or", NULL, HJ_EAMBIGUOUS);
	typed("writen", NULL, HJ_ENOTFOUND);
	typed("", NULL, HJ_ENOTFOUND);
	typed_in("relation", "mother", "parent", HJ_OK);
	typed_in("relation", "어머니", "parent", HJ_OK);
	typed_in("relation", "형", "sibling", HJ_OK);
	/* Only whole: a beginning is that of a code or a label. */
	typed_in("relation", "moth", NULL, HJ_ENOTFOUND);
	typed_in("relation", "other", "oth", HJ_OK);
}

static void
completion_goes_on_after_a_comma(void **state)
{
	struct choice c = { .list = hj_vocab_list("consent-scope"),
		.many = true };
	size_t at = 0;

	(void)state;
	assert_string_equal(choice_complete(&c, "store, un-p", &at),
	    "store, un-public");
	assert_null(choice_complete(&c, "store, un-p", &at));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_question_names_a_field_of_the_schema),
		cmocka_unit_test(a_draft_comes_back_as_it_was),
		cmocka_unit_test(a_draft_that_is_cut_is_refused),
		cmocka_unit_test(a_question_waits_for_its_condition),
		cmocka_unit_test(whatever_is_answered_makes_a_case_file),
		cmocka_unit_test(each_single_answer_makes_a_case_file),
		cmocka_unit_test(a_code_is_found_by_its_beginning_or_its_label),
		cmocka_unit_test(completion_goes_on_after_a_comma),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* The printed form: which sheet a question stands on, and what no page may
 * hold.  The interview's own table is asked, so that a question that somebody
 * adds is judged too. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "cli/interview/intakeform.h"
#include "core/base/limits.h"
#include "export/form/paper.h"

struct page {
	struct intakeform f;
	struct hj_buf html;
	const char *text; /* all of it */
	const char *a, *b, *end; /* sheet A, sheet B, the advice */
};

static void
print(struct page *p, enum intake_form length, enum hj_tongue tongue)
{
	struct hj_error err = HJ_ERROR;
	struct hj_paper paper = { .form = &p->f.form, .tongue = tongue };

	p->html = HJ_BUF(HJ_TEXT_MAX);
	intakeform_build(length, &p->f);
	assert_int_equal(hj_paper_print(&paper, &p->html, &err), HJ_OK);
	assert_int_equal(hj_buf_text(&p->html, &p->text, &err), HJ_OK);
	p->a = strstr(p->text, "<table class=\"sheet\">");
	assert_non_null(p->a);
	p->b = strstr(p->a + 1, "<table class=\"sheet\">");
	assert_non_null(p->b);
	p->end = strstr(p->b, "<section>");
	assert_non_null(p->end);
}

/* How often does it stand between two places? */
static size_t
times(const char *from, const char *to, const char *what)
{
	size_t n = 0;

	while ((from = strstr(from, what)) != NULL && from < to) {
		n++;
		from++;
	}
	return n;
}

static void
each_question_stands_on_one_sheet_with_its_number(void **state)
{
	static const enum intake_form lengths[] = { INTAKE_FIRST_CALL,
		INTAKE_FULL };

	(void)state;
	for (size_t l = 0; l < HJ_LEN(lengths); l++) {
		struct page p;

		print(&p, lengths[l], HJ_ENGLISH);
		assert_true(p.f.form.n > 30);
		for (size_t i = 0; i < p.f.form.n; i++) {
			bool apart = p.f.questions[i].apart;
			char row[64];

			(void)snprintf(row, sizeof(row), "\"><td>%zu</td>",
			    i + 1);
			assert_int_equal(times(p.a, p.b, row), apart ? 1 : 0);
			assert_int_equal(times(p.b, p.end, row), apart ? 0 : 1);
		}
		hj_buf_clear(&p.html);
	}
}

/* Is what the path leads to, or anything around it, a name, a number or an
 * address of somebody? */
static bool
is_direct(const char *path)
{
	const struct hj_elem *def = hj_schema_root("case", 4);

	while (def != NULL && *path != '\0') {
		size_t n = strcspn(path, ".[");

		def = hj_schema_child(def, path, n);
		if (def != NULL && def->class == HJ_C_DIRECT)
			return true;
		path += strcspn(path, ".");
		path += *path == '.' ? 1 : 0;
	}
	return false;
}

static void
nothing_that_names_anybody_stands_on_sheet_b(void **state)
{
	struct page p;
	size_t direct = 0;

	(void)state;
	print(&p, INTAKE_FULL, HJ_ENGLISH);
	for (size_t i = 0; i < p.f.form.n; i++) {
		const struct hj_form_question *q = &p.f.questions[i];

		if (!is_direct(q->path) && strncmp(q->path, "consent", 7) != 0)
			continue;
		assert_true(q->apart);
		direct++;
	}
	assert_true(direct > 20);
	hj_buf_clear(&p.html);
}

static void
the_form_loads_and_runs_nothing(void **state)
{
	static const char *const no[] = { "<script", "http",
		"src=", "href=", "url(", "@import", "<link", "<img", "<iframe",
		"onload" };

	(void)state;
	for (int tongue = 0; tongue < HJ_TONGUES; tongue++) {
		struct page p;

		print(&p, INTAKE_FULL, (enum hj_tongue)tongue);
		for (size_t i = 0; i < HJ_LEN(no); i++)
			if (strstr(p.text, no[i]) != NULL)
				fail_msg("the form has %s", no[i]);
		hj_buf_clear(&p.html);
	}
}

static void
every_copy_has_its_number_on_both_sheets_and_nowhere_else(void **state)
{
	static const char numbers[2][HJ_PAPER_NUMBER] = { "K7M-2QX",
		"D4N-9TW" };
	struct hj_error err = HJ_ERROR;
	struct hj_buf html = HJ_BUF(HJ_TEXT_MAX);
	struct intakeform f;
	const struct hj_paper paper = { .form = &f.form,
		.tongue = HJ_KOREAN,
		.numbers = numbers,
		.copies = 2 };
	const char *text;

	(void)state;
	intakeform_build(INTAKE_FIRST_CALL, &f);
	assert_int_equal(hj_paper_print(&paper, &html, &err), HJ_OK);
	assert_int_equal(hj_buf_text(&html, &text, &err), HJ_OK);
	assert_int_equal(times(text, text + html.len, "K7M-2QX"), 2);
	assert_int_equal(times(text, text + html.len, "D4N-9TW"), 2);
	assert_true(strstr(text, "D4N-9TW") > strstr(text, "K7M-2QX"));
	assert_int_equal(times(text, text + html.len, "<table"), 4);
	assert_int_equal(times(text, text + html.len, "<section"), 1);
	hj_buf_clear(&html);
}

static void
every_code_of_a_short_list_can_be_ticked(void **state)
{
	struct page p;
	const struct hj_list *list = hj_vocab_list("consent-method");

	(void)state;
	print(&p, INTAKE_FIRST_CALL, HJ_KOREAN);
	for (size_t i = 0; i < list->n; i++) {
		char tick[128];

		(void)snprintf(tick, sizeof(tick), "<i></i>%s</span>",
		    list->rows[i].ko);
		assert_int_equal(times(p.a, p.b, tick), 1);
	}
	hj_buf_clear(&p.html);
}

static void
the_usual_codes_of_a_long_list_are_codes_of_it(void **state)
{
	size_t lists = 0;

	(void)state;
	for (size_t i = 0; i < hj_vocab_count(); i++) {
		const struct hj_list *l = hj_vocab_at(i);
		const char *p = intake_usual(l->name);

		lists += p != NULL ? 1 : 0;
		while (p != NULL && *p != '\0') {
			size_t n = strcspn(p, " ");

			assert_non_null(hj_vocab_find(l, p, n));
			p += n + (p[n] == ' ' ? 1 : 0);
		}
	}
	assert_true(lists >= 3);
}

/* ---- the model, with questions made for it ---- */

static struct hj_form_question
asked(const char *section, const char *path, const char *with)
{
	struct hj_form_question q = { .path = path,
		.with = with,
		.section = { section, section },
		.asks = { "Why <that> & so?", "왜?" } };

	q.def = intake_field(path, &q.attr);
	assert_non_null(q.def);
	return q;
}

static void
a_section_repeats_when_it_stays_within_one_element(void **state)
{
	struct hj_form_question q[] = {
		asked("one", "detention[+d].date", NULL),
		asked(NULL, "detention[+d].state", NULL),
		asked("two", "repatriation[+r].date", NULL),
		asked(NULL, "repatriation[+r].count", NULL),
		asked("three", "person[+v].contact[+k].value", NULL),
		asked(NULL, "person[+v].contact[+k].safe", NULL),
		asked("four", "person[+v].sex[+x]", NULL),
		asked(NULL, "detention[+d].law[+l]", NULL),
	};
	struct hj_form f = { .questions = q, .n = HJ_LEN(q) };

	(void)state;
	/* The last section comes back to +d. */
	assert_int_equal(hj_form_repeats(&f, 0), 0);
	assert_int_equal(hj_form_repeats(&f, 3), strlen("repatriation[+r]"));
	assert_int_equal(hj_form_repeats(&f, 4),
	    strlen("person[+v].contact[+k]"));
	assert_int_equal(hj_form_repeats(&f, 7), 0);
	/* A field that comes along elsewhere names it too. */
	q[6].with = "person[+v].status.place=+r\nx=y";
	assert_int_equal(hj_form_repeats(&f, 2), 0);
	q[6].with = NULL;
	/* So does a condition. */
	q[6].when = (struct hj_form_when){ .n = 1, .of = { 3 }, .codes = "" };
	assert_int_equal(hj_form_repeats(&f, 2), 0);
	/* One question is no section to be filled in several times. */
	f.n = 3;
	q[6].when.n = 0;
	assert_int_equal(hj_form_repeats(&f, 2), 0);
}

static void
markup_in_a_question_stays_text(void **state)
{
	struct hj_form_question q[] = { asked("<b>", "title", NULL) };
	struct hj_form f = { .questions = q,
		.n = 1,
		.title = { "a < b", "가" } };
	const struct hj_paper paper = { .form = &f, .tongue = HJ_ENGLISH };
	struct hj_error err = HJ_ERROR;
	struct hj_buf html = HJ_BUF(HJ_TEXT_MAX);
	const char *text;

	(void)state;
	assert_int_equal(hj_paper_print(&paper, &html, &err), HJ_OK);
	assert_int_equal(hj_buf_text(&html, &text, &err), HJ_OK);
	assert_non_null(strstr(text, "Why &lt;that&gt; &amp; so?"));
	assert_non_null(strstr(text, "<title>a &lt; b</title>"));
	assert_null(strstr(text, "<that>"));
	hj_buf_clear(&html);
}

static void
a_buffer_that_is_too_small_is_an_error(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_buf html = HJ_BUF(20000);
	struct intakeform f;
	const struct hj_paper paper = { .form = &f.form };

	(void)state;
	intakeform_build(INTAKE_FULL, &f);
	assert_int_equal(hj_paper_print(&paper, &html, &err), HJ_ELIMIT);
	hj_buf_clear(&html);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_question_stands_on_one_sheet_with_its_number),
		cmocka_unit_test(nothing_that_names_anybody_stands_on_sheet_b),
		cmocka_unit_test(the_form_loads_and_runs_nothing),
		cmocka_unit_test(
		    every_copy_has_its_number_on_both_sheets_and_nowhere_else),
		cmocka_unit_test(every_code_of_a_short_list_can_be_ticked),
		cmocka_unit_test(the_usual_codes_of_a_long_list_are_codes_of_it),
		cmocka_unit_test(
		    a_section_repeats_when_it_stays_within_one_element),
		cmocka_unit_test(markup_in_a_question_stays_text),
		cmocka_unit_test(a_buffer_that_is_too_small_is_an_error),
	};

	return cmocka_run_group_tests_name("paper", tests, NULL, NULL);
}

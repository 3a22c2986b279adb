/*
 * Documents without memory: what leaves for somebody else is all there or not
 * there at all, never with a line missing that nobody was told of.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "core/date/calendar.h"
#include "core/mechanism/mechanism.h"
#include "export/expose/expose_file.h"
#include "export/petition/complete.h"
#include "export/petition/dossier.h"
#include "export/petition/letter.h"
#include "tests/unit/sisters.h"

static struct hj_record *whole, *two, *asks, *petition;

/* ---- petitions ---- */

static int
dossier_of(const struct hj_record *r, const struct hj_record *p,
    const char *lang, struct hj_buf *to, struct hj_error *err)
{
	const struct hj_annex_victim v[] = { { r, person_of(r, 0), NULL },
		{ r, person_of(r, 1), NULL }, { r, NULL, NULL } };
	const struct hj_shown_asking ask = { .scope = "un-state",
		.today = (int32_t)hj_calendar_day(2026, 6, 1),
		.victims = v,
		.nvictims = 3,
		.petition = p };
	struct hj_dossier d = { .petition = p,
		.form = "wgad",
		.annex = { .title = "T",
		    .lang = lang,
		    .scope = "un-state",
		    .date = "2026-06-01" } };
	struct hj_annex_facts facts;
	struct hj_shown *shown = NULL;
	int rc = hj_shown_new(&ask, &shown, err);

	d.annex.shown = shown;
	if (rc == HJ_OK)
		rc = hj_dossier_build(&d, to, &facts, err);
	hj_shown_free(shown);
	return rc;
}

static int
dossier(const void *from, struct hj_buf *to, struct hj_error *err)
{
	return dossier_of(from, asks, "en", to, err);
}

static int
dossier_in_korean(const void *from, struct hj_buf *to, struct hj_error *err)
{
	return dossier_of(from, petition, "ko", to, err);
}

static void
no_petition_lacks_a_line(void **state)
{
	(void)state;
	all_or_no_memory(dossier_in_korean, two);
	all_or_no_memory(dossier, whole);
}

static int
gap(void *to, const struct hj_gap *g, struct hj_error *err)
{
	return hj_buf_printf(to, err, "%s %s %d\n", g->rule->id, g->path,
	    (int)g->why);
}

static int
gaps(const void *from, struct hj_buf *to, struct hj_error *err)
{
	static const char *const codes[] = { "wgad-reg", "wgeid-std", "ua",
		"hrc-state" };
	const struct hj_record *r = from;
	const struct hj_record *cases[] = { r };
	const struct hj_annex_victim v[] = { { r, person_of(r, 0), NULL },
		{ r, person_of(r, 1), NULL } };
	int rc = hj_buf_putc(to, '\n', err);

	for (size_t i = 0; i < HJ_LEN(codes) && rc == HJ_OK; i++) {
		const struct hj_complete c = {
			.mechanism = hj_mechanism_by_code(codes[i]),
			.petition = asks,
			.victims = v,
			.nvictims = 2,
			.cases = cases,
			.ncases = 1,
			.today = (int32_t)hj_calendar_day(2026, 2, 1)
		};

		if (c.mechanism != NULL)
			rc = hj_complete_each(&c, gap, to, err);
	}
	return rc;
}

static void
no_gap_of_a_petition_is_passed_over(void **state)
{
	(void)state;
	all_or_no_memory(gaps, two);
	all_or_no_memory(gaps, whole);
}

/* ---- letters ---- */

static int
letter(const void *from, struct hj_buf *to, struct hj_error *err)
{
	static const struct hj_letter_item items[] = {
		{ "2026-05-01", "ab", true, false, true, "UA 1" },
		{ "?", "", false, false, true, "" },
		{ "2026-05", "", false, true, false, "" }
	};
	const struct hj_letter l = { .korean = from != NULL,
		.recipient = "An office",
		.today = "2026-11-30",
		.name = "Seo Ga Ram",
		.withdrawn = "2026-11",
		.from = "Us",
		.items = items,
		.nitems = HJ_LEN(items) };

	return hj_letter_build(&l, to, err);
}

static void
no_letter_lacks_a_line(void **state)
{
	(void)state;
	all_or_no_memory(letter, NULL);
	all_or_no_memory(letter, "ko");
}

/* ---- what a text tells of people who are not to be named ---- */

static bool
nobody(void *to, const struct hj_node *person)
{
	(void)to;
	(void)person;
	return false;
}

static int
unknown(void *to, const char *text, size_t n, bool *ret, struct hj_error *err)
{
	(void)to;
	(void)text;
	(void)n;
	(void)err;
	*ret = false;
	return HJ_OK;
}

static int
hit(void *to, const struct hj_expose_hit *h, struct hj_error *err)
{
	return hj_buf_printf(to, err, "%u %d %.*s\n", h->line, (int)h->kind,
	    (int)h->n, h->text);
}

static int
exposed(const void *from, struct hj_buf *to, struct hj_error *err)
{
	static const char text[] =
	    "Then Seo Ga Ram and her sister Na-Ri Seo were taken.\n"
	    "서가람 and 徐가람, and Со Га Рам; aaaaaa, 0123456789abcdef\n"
	    "in A town, where +82 10 1234 5678 was called, 12 April 2019.\n";
	struct hj_expose_asking a = { .named = nobody,
		.known = unknown,
		.hit = hit,
		.to = to };
	int rc = hj_expose_new(text, sizeof(text) - 1, &a.text, err);

	if (rc == HJ_OK)
		rc = hj_expose_file(&a, from, err);
	hj_expose_free(a.text);
	return rc;
}

static void
no_leak_is_passed_over(void **state)
{
	(void)state;
	all_or_no_memory(exposed, two);
}

/* ---- the files ---- */

static int
set_up(void **state)
{
	(void)state;
	whole = with_everything("case");
	agree(whole);
	two = parsed(sisters);
	petition = with_everything("petition");
	asks = decoded(
	    "<petition xmlns=\"" HJ_CASE_NS
	    "\" id=\"0123456789abcdeg\" status=\"draft\">"
	    "<mechanism>wgad-reg</mechanism><title>T</title>"
	    "<victim id=\"vic001\"><case>0123456789abcdef</case></victim>"
	    "<state id=\"sta001\">CN</state><category id=\"cat001\"><code>III</code>"
	    "<reasons lang=\"en\">No court heard her.</reasons></category>"
	    "<statement id=\"stm001\" lang=\"en\">One.[[A note.]] Two.\n\nThree.</statement>"
	    "<request id=\"req001\" lang=\"ko\">풀어 주십시오.</request>"
	    "<submitter><name>Bak Do Hun</name></submitter></petition>");
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	hj_record_free(whole);
	hj_record_free(two);
	hj_record_free(petition);
	hj_record_free(asks);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_petition_lacks_a_line),
		cmocka_unit_test(no_gap_of_a_petition_is_passed_over),
		cmocka_unit_test(no_letter_lacks_a_line),
		cmocka_unit_test(no_leak_is_passed_over),
	};

	return cmocka_run_group_tests_name("memory of documents", tests, set_up,
	    tear_down);
}

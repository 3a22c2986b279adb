/* Dates in words: a table to read, and no two meanings with the same words. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "core/case/datesay.h"
#include "core/date/edtf.h"
#include "tests/unit/gen_record.h"

#define TABLE "tests/golden/date-words.tsv"
#define WORDS_MAX 4096

static void
words_of(const struct hj_edtf *e, bool lunar, bool korean,
    char ret[static WORDS_MAX])
{
	struct hj_buf b = HJ_BUF(WORDS_MAX);
	struct hj_error err = HJ_ERROR;
	const char *text;

	assert_int_equal(hj_date_say(e, lunar, korean, &b, &err), HJ_OK);
	assert_int_equal(hj_buf_text(&b, &text, &err), HJ_OK);
	assert_true(b.len > 0);
	(void)snprintf(ret, WORDS_MAX, "%s", text);
	hj_buf_clear(&b);
}

static void
text_of(const struct hj_edtf *e, char ret[static WORDS_MAX])
{
	struct hj_buf b = HJ_BUF(WORDS_MAX);
	struct hj_error err = HJ_ERROR;
	const char *text;

	assert_int_equal(hj_edtf_text(e, &b, &err), HJ_OK);
	assert_int_equal(hj_buf_text(&b, &text, &err), HJ_OK);
	(void)snprintf(ret, WORDS_MAX, "%s", text);
	hj_buf_clear(&b);
}

static void
every_row_of_the_table_is_said_so(void **state)
{
	FILE *f = fopen(TABLE, "r");
	char line[WORDS_MAX], said[WORDS_MAX];
	size_t rows = 0;

	(void)state;
	assert_non_null(f);
	assert_non_null(fgets(line, sizeof(line), f));
	for (; fgets(line, sizeof(line), f) != NULL; rows++) {
		struct hj_error err = HJ_ERROR;
		char *rest = line, *cell[4];
		struct hj_edtf e;

		line[strcspn(line, "\n")] = '\0';
		for (size_t i = 0; i < 4; i++)
			assert_non_null(cell[i] = strsep(&rest, "\t"));
		if (hj_edtf_parse(cell[0], strlen(cell[0]), &e, &err) != HJ_OK)
			fail_msg("%s is refused", cell[0]);
		for (size_t k = 0; k < 2; k++) {
			words_of(&e, strcmp(cell[1], "lunar") == 0, k == 1,
			    said);
			if (strcmp(said, cell[2 + k]) != 0)
				fail_msg("%s reads: %s", cell[0], said);
		}
	}
	(void)fclose(f);
	print_message("%zu rows\n", rows);
	assert_true(rows >= 120);
}

/* For documents to the United Nations. */
static const struct {
	const char *edtf, *cal, *french, *spanish;
} papers[] = {
	{ "2013-04-01", NULL, "1er avril 2013", "1 de abril de 2013" },
	{ "2013-04", NULL, "avril 2013", "abril de 2013" },
	{ "-0044", NULL, "45 av. J.-C.", "45 a. C." },
	{ "199X", NULL, "une année de la décennie 1990",
	    "algún año de la década de 1990" },
	{ "19XX", NULL, "une année entre 1900 et 1999",
	    "algún año entre 1900 y 1999" },
	{ "1X99", NULL, "une année 1X99 (X : chiffre inconnu)",
	    "algún año 1X99 (X: cifra desconocida)" },
	{ "1950S2", NULL, "une année entre 1900 et 1999 (estimé à 1950)",
	    "algún año entre 1900 y 1999 (estimado en 1950)" },
	{ "XXXX", NULL, "année inconnue", "año desconocido" },
	{ "XXXX-XX", NULL, "mois inconnu, année inconnue",
	    "mes desconocido, año desconocido" },
	{ "XXXX-04-01", NULL, "1er avril (année inconnue)",
	    "1 de abril (año desconocido)" },
	{ "2004-06-XX", NULL, "juin 2004 (jour inconnu)",
	    "junio de 2004 (día desconocido)" },
	{ "2004-XX", NULL, "2004 (mois inconnu)", "2004 (mes desconocido)" },
	{ "2004%", NULL, "vers 2004 (incertain)", "hacia 2004 (incierto)" },
	{ "2004-06-~11", NULL, "11 juin 2004 (jour : approximatif)",
	    "11 de junio de 2004 (día: aproximado)" },
	{ "2012-24", NULL, "hiver 2012/2013", "invierno de 2012/2013" },
	{ "2012-26", NULL, "été 2012 (hémisphère nord)",
	    "verano de 2012 (hemisferio norte)" },
	{ "2012-30", NULL, "été 2012/2013 (hémisphère sud)",
	    "verano de 2012/2013 (hemisferio sur)" },
	{ "2012-37", NULL, "premier tiers 2012", "primer tercio de 2012" },
	{ "XXXX-24", NULL, "hiver (année inconnue)",
	    "invierno (año desconocido)" },
	/* Some month of these: not the whole time. */
	{ "2013-1X", NULL, "un mois parmi octobre – décembre 2013",
	    "un mes entre octubre – diciembre de 2013" },
	{ "2013-1X/2014", NULL, "un mois parmi octobre – décembre 2013 – 2014",
	    "un mes entre octubre – diciembre de 2013 – 2014" },
	{ "2013-04-1X", NULL, "un jour parmi 10 – 19 avril 2013",
	    "un día entre 10 – 19 de abril de 2013" },
	{ "2013-0X-1X", NULL,
	    "un jour parmi 10 – 19 d’un mois parmi janvier – septembre 2013",
	    "un día entre 10 – 19 de un mes entre enero – septiembre de 2013" },
	{ "2013-04-01T10:20:30+09:00", NULL,
	    "1er avril 2013 à 10:20:30 UTC+09:00",
	    "1 de abril de 2013 a las 10:20:30 UTC+09:00" },
	{ "1975-03-05", "lunar", "calendrier lunaire : 1975 mois 3 jour 5",
	    "calendario lunar: 1975 mes 3 día 5" },
};

static void
a_document_in_french_or_spanish_says_so(void **state)
{
	(void)state;
	for (size_t i = 0; i < HJ_LEN(papers); i++)
		for (size_t k = 0; k < 2; k++) {
			const char *d = papers[i].edtf, *text = "";
			const char *want =
			    k == 0 ? papers[i].french : papers[i].spanish;
			struct hj_buf b = HJ_BUF(WORDS_MAX);
			struct hj_error err = HJ_ERROR;

			assert_int_equal(hj_date_say_text_in(k == 0 ? "fr"
								    : "es",
					     d, strlen(d), papers[i].cal, &b,
					     &err),
			    HJ_OK);
			assert_int_equal(hj_buf_text(&b, &text, &err), HJ_OK);
			if (strcmp(text, want) != 0)
				fail_msg("%s reads: %s", d, text);
			hj_buf_clear(&b);
		}
}

static void
a_text_that_is_no_date_stays_as_it_is(void **state)
{
	struct hj_buf b = HJ_BUF(64);
	struct hj_error err = HJ_ERROR;

	(void)state;
	assert_int_equal(hj_date_say_text("in spring", 9, NULL, false, &b,
			     &err),
	    HJ_OK);
	assert_int_equal(b.len, 9);
	assert_memory_equal(b.data, "in spring", 9);
	hj_buf_clear(&b);
}

static void
a_full_buffer_is_an_error_and_no_half_date(void **state)
{
	struct hj_buf b = HJ_BUF(8);
	struct hj_error err = HJ_ERROR;

	(void)state;
	assert_int_equal(hj_date_say_text("2012-07-12/2013", 15, NULL, true, &b,
			     &err),
	    HJ_ELIMIT);
	hj_buf_clear(&b);
}

/* ---- no two meanings with the same words ---- */

struct said {
	char *words, *meaning;
};

static int
by_words(const void *a, const void *b)
{
	const struct said *x = a, *y = b;

	return strcmp(x->words, y->words);
}

/* A year is the same however it is written: Y20E2 is 2000. */
static void
plain_powers(struct hj_edtf_date *d)
{
	if (d->form != HJ_YEAR_POWER || d->significant != 0)
		return;
	for (; d->exponent > 0; d->exponent--)
		d->digits *= 10;
	d->form = d->digits < 10000 ? HJ_YEAR_FOUR : HJ_YEAR_LONG;
}

static void
remember(struct said *s, const struct hj_edtf *e, bool lunar, bool korean)
{
	char words[WORDS_MAX], meaning[WORDS_MAX];
	struct hj_edtf plain = *e;

	for (size_t i = 0; i < plain.nparts; i++) {
		plain_powers(&plain.part[i].from.date);
		plain_powers(&plain.part[i].to.date);
	}
	words_of(e, lunar, korean, words);
	text_of(&plain, meaning);
	if (lunar)
		(void)strcat(meaning, " lunar");
	assert_non_null(s->words = strdup(words));
	assert_non_null(s->meaning = strdup(meaning));
}

static void
demand_different(struct said *s, size_t n)
{
	qsort(s, n, sizeof(*s), by_words);
	for (size_t i = 1; i < n; i++)
		if (strcmp(s[i - 1].words, s[i].words) == 0 &&
		    strcmp(s[i - 1].meaning, s[i].meaning) != 0)
			fail_msg("%s and %s both read: %s", s[i - 1].meaning,
			    s[i].meaning, s[i].words);
	for (size_t i = 0; i < n; i++) {
		free(s[i].words);
		free(s[i].meaning);
	}
}

static void
no_two_valid_expressions_read_the_same(void **state)
{
	const char *shared = getenv("HJ_SHARED");
	static struct said said[2][1024];
	char path[4096], line[4096];
	size_t n = 0;
	FILE *f;

	(void)state;
	(void)snprintf(path, sizeof(path), "%s/data/edtf/valid.tsv",
	    shared != NULL ? shared : "../shared");
	if ((f = fopen(path, "r")) == NULL) {
		print_message("skipped: no %s (set HJ_SHARED)\n", path);
		skip();
	}
	assert_non_null(fgets(line, sizeof(line), f));
	for (; fgets(line, sizeof(line), f) != NULL; n++) {
		struct hj_error err = HJ_ERROR;
		struct hj_edtf e;

		assert_true(n < HJ_LEN(said[0]));
		if (hj_edtf_parse(line, strcspn(line, "\t\n"), &e, &err) !=
		    HJ_OK)
			fail_msg("%s is refused", line);
		for (size_t k = 0; k < 2; k++)
			remember(&said[k][n], &e, false, k == 1);
	}
	(void)fclose(f);
	for (size_t k = 0; k < 2; k++)
		demand_different(said[k], n);
	print_message("%zu expressions\n", n);
	assert_int_equal(n, 248);
}

/* One date, from few years, months and days, so that many are alike. */
static void
some_date(struct gen *g, bool timed, char *to, size_t size)
{
	static const char *const years[] = { "2004", "2005", "200X", "201X",
		"20XX", "2X04", "XXXX", "0004", "0000", "-0004", "-000X",
		"1950S2", "1950S3", "1950S4", "Y12004", "2004" };
	static const char *const marks[] = { "", "", "", "", "", "?", "~",
		"%" };
	static const char digits[] = "0123456789X";
	const char *year = years[gen_below(g, HJ_LEN(years))];
	size_t n = (size_t)snprintf(to, size, "%s%s%s",
	    marks[gen_below(g, HJ_LEN(marks))], year,
	    marks[gen_below(g, HJ_LEN(marks))]);

	if (strchr(year, 'S') != NULL || *year == 'Y' || gen_below(g, 5) == 0)
		return;
	if (gen_below(g, 4) == 0) {
		(void)snprintf(to + n, size - n, "-%s%u",
		    marks[gen_below(g, HJ_LEN(marks))], 21 + gen_below(g, 21));
		return;
	}
	n += (size_t)snprintf(to + n, size - n, "-%s%c%c%s",
	    marks[gen_below(g, HJ_LEN(marks))], "01X"[gen_below(g, 3)],
	    digits[gen_below(g, 11)], marks[gen_below(g, HJ_LEN(marks))]);
	if (gen_below(g, 3) == 0)
		return;
	n += (size_t)snprintf(to + n, size - n, "-%s%c%c%s",
	    marks[gen_below(g, HJ_LEN(marks))], "0123X"[gen_below(g, 5)],
	    digits[gen_below(g, 11)], marks[gen_below(g, HJ_LEN(marks))]);
	if (timed && gen_below(g, 8) == 0)
		(void)snprintf(to + n, size - n, "T1%u:00:0%u%s%s",
		    gen_below(g, 3), gen_below(g, 3),
		    gen_below(g, 3) ? "" : ".5",
		    gen_below(g, 3)       ? "Z"
			: gen_below(g, 2) ? "+09:00"
					  : "");
}

static void
some_expression(struct gen *g, char *to, size_t size)
{
	static const char *const shapes[] = { "%s/%s", "%s/..", "%s/", "/%s",
		"../%s", "[%s]", "[%s..]", "[..%s]", "[%s..%s]", "[%s,%s]",
		"{%s}", "{%s..}", "{..%s}", "{%s..%s}", "{%s,%s}", "[..%s,%s]",
		"{%s,%s..}", "[%s..%s,%s]", "{%s,%s,%s}" };
	char a[64], b[64], c[64];

	some_date(g, true, a, sizeof(a));
	if (gen_below(g, 2) == 0) {
		(void)snprintf(to, size, "%s", a);
		return;
	}
	some_date(g, false, a, sizeof(a));
	some_date(g, false, b, sizeof(b));
	some_date(g, false, c, sizeof(c));
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
	(void)snprintf(to, size, shapes[gen_below(g, HJ_LEN(shapes))], a, b, c);
#pragma GCC diagnostic pop
}

static void
no_two_random_expressions_read_the_same(void **state)
{
	const char *runs = getenv("HJ_RUNS");
	size_t want = runs != NULL ? strtoul(runs, NULL, 10) : 20000, n = 0;
	struct said *said[2] = { calloc(want, sizeof(struct said)),
		calloc(want, sizeof(struct said)) };
	struct gen g = { .state = 20120712 };

	(void)state;
	assert_true(said[0] != NULL && said[1] != NULL);
	while (n < want) {
		struct hj_error err = HJ_ERROR;
		char text[256];
		struct hj_edtf e;
		bool lunar;

		some_expression(&g, text, sizeof(text));
		if (hj_edtf_parse(text, strlen(text), &e, &err) != HJ_OK)
			continue;
		lunar = gen_below(&g, 5) == 0;
		for (size_t k = 0; k < 2; k++)
			remember(&said[k][n], &e, lunar, k == 1);
		n++;
	}
	for (size_t k = 0; k < 2; k++) {
		demand_different(said[k], n);
		free(said[k]);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_row_of_the_table_is_said_so),
		cmocka_unit_test(a_document_in_french_or_spanish_says_so),
		cmocka_unit_test(a_text_that_is_no_date_stays_as_it_is),
		cmocka_unit_test(a_full_buffer_is_an_error_and_no_half_date),
		cmocka_unit_test(no_two_valid_expressions_read_the_same),
		cmocka_unit_test(no_two_random_expressions_read_the_same),
	};

	return cmocka_run_group_tests_name("datesay", tests, NULL, NULL);
}

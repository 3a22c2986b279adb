#include <setjmp.h>
#include <locale.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "cli/screen/table.h"
#include "tests/unit/wrap.h"

static const struct emit_column columns[] = {
	{ "id", "id", false },
	{ "hidden", NULL, false },
	{ "n", "n", true },
	{ "title", "title", false },
};

struct print {
	struct table *t;
	FILE *out;
	char *text;
	size_t n;
	struct hj_error err;
};

static void
begin(struct print *p)
{
	*p = (struct print){ .err = HJ_ERROR };
	p->out = open_memstream(&p->text, &p->n);
	assert_non_null(p->out);
	assert_int_equal(table_new(columns, HJ_LEN(columns), p->out, &p->t,
			     &p->err),
	    HJ_OK);
}

static void
row(struct print *p, const char *id, const char *n, const char *title)
{
	const char *const cells[] = { id, "not shown", n, title };

	for (size_t i = 0; i < HJ_LEN(cells); i++)
		table_cell(p->t, i, cells[i], strlen(cells[i]), &p->err);
	table_end_row(p->t, &p->err);
}

static const char *
finish(struct print *p)
{
	table_flush(p->t);
	table_free(p->t);
	assert_int_equal(fclose(p->out), 0);
	return p->text;
}

static size_t
width(const char *s)
{
	return table_width(s, strlen(s));
}

static void
widths_are_columns_of_the_screen(void **state)
{
	(void)state;
	assert_int_equal(width(""), 0);
	assert_int_equal(width("Kim"), 3);
	assert_int_equal(width("김철수"), 6);
	assert_int_equal(width("金哲洙"), 6);
	/* A combining accent stands on its letter; a jamo on its syllable. */
	assert_int_equal(width("e\xcc\x81"), 1);
	assert_int_equal(width("김a\xcc\x81z"), 4);
	/* What is no text takes one column a byte. */
	assert_int_equal(width("\xff\xfe"), 2);
}

static void
cells_of_korean_stand_under_each_other(void **state)
{
	struct print p;

	(void)state;
	begin(&p);
	row(&p, "a", "7", "one");
	row(&p, "김철수", "10", "둘");
	assert_string_equal(finish(&p),
	    "id       n  title\n"
	    "a        7  one\n"
	    "김철수  10  둘\n");
	assert_int_equal(p.err.code, HJ_OK);
	free(p.text);
}

static void
a_name_cannot_turn_the_line_or_move_the_cursor(void **state)
{
	struct print p;

	(void)state;
	begin(&p);
	row(&p, "a", "7", "x\xe2\x80\xaey\x1b[2Jz\nw");
	assert_string_equal(finish(&p),
	    "id  n  title\n"
	    "a   7  x\\u{202e}y\\u{1b}[2Jz\\u{a}w\n");
	free(p.text);
}

static void
a_wide_cell_pushes_only_its_own_line(void **state)
{
	char wide[101];
	struct print p;
	const char *second;

	(void)state;
	memset(wide, 'w', sizeof(wide) - 1);
	wide[sizeof(wide) - 1] = '\0';
	begin(&p);
	row(&p, wide, "1", "t");
	row(&p, "b", "2", "t");
	second = strchr(strchr(finish(&p), '\n') + 1, '\n') + 1;
	assert_int_equal(strcspn(second, "\n"), 60 + 2 + 1 + 2 + 1);
	free(p.text);
}

static void
rows_go_out_while_they_come(void **state)
{
	struct print p;

	(void)state;
	begin(&p);
	for (int i = 0; i < 199; i++)
		row(&p, "a", "1", "t");
	assert_int_equal(fflush(p.out), 0);
	assert_int_equal(p.n, 0);
	row(&p, "a", "1", "t");
	assert_int_equal(fflush(p.out), 0);
	assert_true(p.n > 0);
	/* Settled: what is wider now does not change the columns. */
	row(&p, "wider", "1", "t");
	assert_non_null(strstr(finish(&p), "\nwider  1  t\n"));
	free(p.text);
}

static void
an_empty_table_has_no_head(void **state)
{
	struct print p;

	(void)state;
	begin(&p);
	assert_string_equal(finish(&p), "");
	free(p.text);
}

static void
no_memory_for_a_table_is_an_error(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct table *t = NULL;

	(void)state;
	wrap = (struct wrap){ .alloc = { .fail_at = 1 } };
	assert_int_equal(table_new(columns, HJ_LEN(columns), stdout, &t, &err),
	    HJ_ENOMEM);
	wrap = (struct wrap){ .alloc = { .fail_at = 0 } };
	assert_null(t);
	table_free(NULL);
	table_flush(NULL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(widths_are_columns_of_the_screen),
		cmocka_unit_test(cells_of_korean_stand_under_each_other),
		cmocka_unit_test(a_name_cannot_turn_the_line_or_move_the_cursor),
		cmocka_unit_test(a_wide_cell_pushes_only_its_own_line),
		cmocka_unit_test(rows_go_out_while_they_come),
		cmocka_unit_test(an_empty_table_has_no_head),
		cmocka_unit_test(no_memory_for_a_table_is_an_error),
	};

	(void)setlocale(LC_CTYPE, "C.UTF-8");
	return cmocka_run_group_tests_name("table", tests, NULL, NULL);
}

#include <setjmp.h>
#include <locale.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "cli/screen/emit.h"
#include "tests/unit/wrap.h"

static const struct emit_column columns[] = {
	{ "id", "id", false },
	{ "level", NULL, false },
};

typedef void said(struct emit *e);

/* What a filling makes of it; *ret_code of closing. */
static char *
fill(bool json, said *fn, enum hj_code *ret_code)
{
	struct hj_error err = HJ_ERROR;
	struct emit *e = NULL;
	char *text = NULL;
	size_t n = 0;
	FILE *out = open_memstream(&text, &n);

	assert_non_null(out);
	assert_int_equal(emit_new(json, "list", out, &e, &err), HJ_OK);
	fn(e);
	*ret_code = (enum hj_code)emit_close(e, &err);
	assert_int_equal(err.code, *ret_code);
	emit_free(e);
	assert_int_equal(fclose(out), 0);
	return text;
}

static void
gives(said *fn, const char *json, const char *plain)
{
	enum hj_code rc;
	char *text = fill(true, fn, &rc);

	assert_int_equal(rc, HJ_OK);
	assert_string_equal(text, json);
	free(text);
	text = fill(false, fn, &rc);
	assert_int_equal(rc, HJ_OK);
	assert_string_equal(text, plain);
	free(text);
}

/* Refused in both fillings, as nothing that anybody did wrong but us. */
static void
refused(said *fn)
{
	for (int json = 0; json < 2; json++) {
		enum hj_code rc;
		char *text = fill(json == 1, fn, &rc);

		assert_int_equal(rc, HJ_EINVAL);
		free(text);
	}
}

/* ---- what stands where ---- */

static void
say_nothing(struct emit *e)
{
	(void)e;
}

static void
say_values(struct emit *e)
{
	emit_map(e);
	emit_key(e, "name", "name");
	emit_text(e, "김");
	emit_key(e, "count", "count");
	emit_number(e, -17);
	emit_key(e, "yes", "yes");
	emit_flag(e, true);
	emit_key(e, "none", "none");
	emit_text(e, NULL);
	emit_key(e, "when", "when");
	emit_time(e, 1700000000);
	emit_key(e, "never", "never");
	emit_time(e, 0);
	emit_key(e, "secret", NULL);
	emit_list(e);
	emit_number(e, 1);
	emit_map(e);
	emit_key(e, "deep", "deep");
	emit_text(e, "hidden too");
	emit_end(e);
	emit_end(e);
	emit_end(e);
}

static void
say_table(struct emit *e)
{
	emit_table(e, columns, HJ_LEN(columns));
	for (int i = 0; i < 2; i++) {
		emit_map(e);
		emit_key(e, "id", NULL);
		emit_number(e, i);
		emit_key(e, "level", NULL);
		emit_text(e, "x");
		emit_end(e);
	}
	emit_end(e);
	emit_say(e, "%d rows", 2);
	emit_raw(e, "as it is\n", 9);
}

static void
one_telling_fills_both_forms(void **state)
{
	(void)state;
	gives(say_nothing, "{\"hanji\":1,\"command\":\"list\",\"data\":null}\n",
	    "");
	gives(say_values,
	    "{\"hanji\":1,\"command\":\"list\",\"data\":{\"name\":\"김\","
	    "\"count\":-17,\"yes\":true,\"none\":null,"
	    "\"when\":\"2023-11-14T22:13:20Z\",\"never\":null,"
	    "\"secret\":[1,{\"deep\":\"hidden too\"}]}}\n",
	    "name:                    김\n"
	    "count:                   -17\n"
	    "yes:                     yes\n"
	    "none:                    -\n"
	    "when:                    2023-11-14T22:13:20Z\n"
	    "never:                   -\n");
	gives(say_table,
	    "{\"hanji\":1,\"command\":\"list\",\"data\":["
	    "{\"id\":0,\"level\":\"x\"},{\"id\":1,\"level\":\"x\"}]}\n",
	    "id\n0\n1\n2 rows\nas it is\n");
}

static void
say_hostile(struct emit *e)
{
	emit_list(e);
	emit_text(e, "\"\\\n\t\x01\x7f");
	emit_text(e, "\xc2\x9b"); /* C1: a control sequence begins */
	emit_text(e, "\xe2\x80\xae\xe2\x81\xa6\xd8\x9c"); /* bidi */
	emit_text(e, "\xe2\x80\xa8</script>");
	emit_text(e, "\xf3\xa0\x80\x81\xf0\x9f\x98\x80"); /* a tag; a face */
	emit_text(e, "a\xff\xc0\xaf\xed\xa0\x80z"); /* not UTF-8 */
	emit_bytes(e, "a\0b", 3);
	emit_end(e);
}

static void
json_holds_any_bytes_as_plain_text(void **state)
{
	enum hj_code rc;
	char *text = fill(true, say_hostile, &rc);

	(void)state;
	assert_int_equal(rc, HJ_OK);
	assert_non_null(strstr(text, "\"\\\"\\\\\\n\\u0009\\u0001\\u007f\""));
	assert_non_null(strstr(text, "\"\\u009b\""));
	assert_non_null(strstr(text, "\"\\u202e\\u2066\\u061c\""));
	assert_non_null(strstr(text, "\"\\u2028</script>\""));
	assert_non_null(strstr(text, "\xf0\x9f\x98\x80\""));
	assert_non_null(strstr(text,
	    "\"a\\ufffd\\ufffd\\ufffd\\ufffd\\ufffd\\ufffdz\""));
	assert_non_null(strstr(text, "\"a\\u0000b\""));
	assert_null(strpbrk(text, "\x1b\x7f\x01"));
	free(text);
}

static void
text_for_people_cannot_move_the_cursor(void **state)
{
	enum hj_code rc;
	char *text = fill(false, say_hostile, &rc);

	(void)state;
	assert_int_equal(rc, HJ_OK);
	assert_null(strpbrk(text, "\x1b\x7f\x01\t"));
	assert_null(strstr(text, "\xe2\x80\xae"));
	assert_non_null(strstr(text, "\\u{202e}"));
	free(text);
}

/* ---- what is refused ---- */

static void
say_key_in_list(struct emit *e)
{
	emit_list(e);
	emit_key(e, "id", "id");
	emit_text(e, "x");
	emit_end(e);
}

static void
say_key_outside(struct emit *e)
{
	emit_key(e, "id", "id");
}

static void
say_value_without_key(struct emit *e)
{
	emit_map(e);
	emit_text(e, "x");
	emit_end(e);
}

static void
say_two_keys(struct emit *e)
{
	emit_map(e);
	emit_key(e, "a", "a");
	emit_key(e, "b", "b");
}

static void
say_key_without_value(struct emit *e)
{
	emit_map(e);
	emit_key(e, "a", "a");
	emit_end(e);
}

static void
say_end_too_many(struct emit *e)
{
	emit_map(e);
	emit_end(e);
	emit_end(e);
}

static void
say_end_too_few(struct emit *e)
{
	emit_map(e);
}

static void
say_two_documents(struct emit *e)
{
	emit_text(e, "a");
	emit_text(e, "b");
}

static void
say_too_deep(struct emit *e)
{
	for (int i = 0; i < EMIT_DEPTH; i++)
		emit_list(e);
	for (int i = 0; i < EMIT_DEPTH; i++)
		emit_end(e);
}

static void
nonsense_is_refused(void **state)
{
	(void)state;
	refused(say_key_in_list);
	refused(say_key_outside);
	refused(say_value_without_key);
	refused(say_two_keys);
	refused(say_key_without_value);
	refused(say_end_too_many);
	refused(say_end_too_few);
	refused(say_two_documents);
	refused(say_too_deep);
}

static void
say_row_of_text(struct emit *e)
{
	emit_table(e, columns, HJ_LEN(columns));
	emit_list(e);
}

static void
say_other_column(struct emit *e)
{
	emit_table(e, columns, HJ_LEN(columns));
	emit_map(e);
	emit_key(e, "level", NULL);
}

static void
say_short_row(struct emit *e)
{
	emit_table(e, columns, HJ_LEN(columns));
	emit_map(e);
	emit_key(e, "id", NULL);
	emit_text(e, "x");
	emit_end(e);
	emit_end(e);
}

static void
say_table_in_table(struct emit *e)
{
	emit_table(e, columns, HJ_LEN(columns));
	emit_table(e, columns, HJ_LEN(columns));
}

static void
a_table_keeps_to_its_columns(void **state)
{
	(void)state;
	refused(say_row_of_text);
	refused(say_other_column);
	refused(say_short_row);
	refused(say_table_in_table);
}

static void
a_full_disk_is_told_at_the_end(void **state)
{
	struct hj_error err = HJ_ERROR;
	FILE *full = fopen("/dev/full", "w");

	(void)state;
	assert_non_null(full);
	for (int json = 0; json < 2; json++) {
		struct emit *e = NULL;

		assert_int_equal(emit_new(json == 1, "list", full, &e, &err),
		    HJ_OK);
		emit_text(e, "x");
		assert_int_equal(emit_close(e, &err), HJ_EIO);
		assert_non_null(strstr(err.text, "disk full"));
		emit_free(e);
	}
	(void)fclose(full);
}

static void
a_failed_command_is_not_closed_and_says_nothing(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct emit *e = NULL;
	char *text = NULL;
	size_t n = 0;
	FILE *out = open_memstream(&text, &n);

	(void)state;
	assert_non_null(out);
	assert_int_equal(emit_new(true, "list", out, &e, &err), HJ_OK);
	assert_true(emit_is_empty(e));
	emit_free(e);
	assert_int_equal(fclose(out), 0);
	assert_int_equal(n, 0);
	free(text);
	wrap = (struct wrap){ .alloc = { .fail_at = 1 } };
	assert_int_equal(emit_new(true, "list", stdout, &e, &err), HJ_ENOMEM);
	wrap = (struct wrap){ .alloc = { .fail_at = 0 } };
	emit_free(NULL);
}

static void
what_failed_first_is_what_is_said(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct emit *e = NULL;
	FILE *out = fopen("/dev/null", "we");

	(void)state;
	assert_int_equal(emit_new(false, "list", out, &e, &err), HJ_OK);
	wrap = (struct wrap){ .buf = { .fail_at = 1 } };
	emit_say_bytes(e, "x", 1);
	wrap = (struct wrap){ .buf = { .fail_at = 0 } };
	assert_false(emit_is_empty(e)); /* or it would not be closed */
	emit_table(e, columns, 1);
	emit_table(e, columns, 1);
	assert_int_equal(emit_close(e, &err), HJ_ENOMEM);
	emit_free(e);
	(void)fclose(out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_failed_first_is_what_is_said),
		cmocka_unit_test(one_telling_fills_both_forms),
		cmocka_unit_test(json_holds_any_bytes_as_plain_text),
		cmocka_unit_test(text_for_people_cannot_move_the_cursor),
		cmocka_unit_test(nonsense_is_refused),
		cmocka_unit_test(a_table_keeps_to_its_columns),
		cmocka_unit_test(a_full_disk_is_told_at_the_end),
		cmocka_unit_test(a_failed_command_is_not_closed_and_says_nothing),
	};

	(void)setlocale(LC_CTYPE, "C.UTF-8");
	return cmocka_run_group_tests_name("emit", tests, NULL, NULL);
}

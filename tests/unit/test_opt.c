#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "cli/screen/opt.h"

struct global {
	bool loud;
};

struct own {
	const char *output;
	const char *format;
	uint64_t number, size, time;
	int fd;
	bool all;
};

static const char *const formats[] = { "html", "txt", NULL };

static const struct option_def global_defs[] = {
	{ 'l', "loud", OPT_FLAG, offsetof(struct global, loud), NULL, NULL,
	    "" },
	{ 0 },
};

#define AT(field) offsetof(struct own, field)

static const struct option_def own_defs[] = {
	{ 'o', "output", OPT_FILE, AT(output), "FILE", NULL, "" },
	{ 0, "format", OPT_CHOICE, AT(format), "FORMAT", formats, "" },
	{ 'n', "number", OPT_NUMBER, AT(number), "N", NULL, "" },
	{ 0, "size", OPT_SIZE, AT(size), "SIZE", NULL, "" },
	{ 0, "time", OPT_TIME, AT(time), "TIME", NULL, "" },
	{ 0, "fd", OPT_FD, AT(fd), "N", NULL, "" },
	{ 'a', "all", OPT_FLAG, AT(all), NULL, NULL, "" },
	{ 0 },
};

struct taken {
	struct global g;
	struct own o;
	struct hj_error err;
	int words; /* used; 0: refused */
};

static struct taken
take(char *one, char *two)
{
	char *const argv[] = { "hanji", one, two, NULL };
	struct taken t = { .err = HJ_ERROR };
	const struct opt_table tables[] = { { global_defs, &t.g },
		{ own_defs, &t.o } };
	int i = 1;

	if (opt_take(tables, 2, argv, &i, &t.err) == HJ_OK)
		t.words = i;
	return t;
}

static void
refused(char *one, char *two, const char *says)
{
	struct taken t = take(one, two);

	assert_int_equal(t.words, 0);
	assert_int_equal(t.err.code, HJ_EINVAL);
	if (strstr(t.err.text, says) == NULL)
		fail_msg("'%s': %s", one, t.err.text);
}

static void
a_value_stands_behind_or_within(void **state)
{
	struct taken t;

	(void)state;
	t = take("--output", "a.txt");
	assert_string_equal(t.o.output, "a.txt");
	assert_int_equal(t.words, 2);
	t = take("--output=a=b", NULL);
	assert_string_equal(t.o.output, "a=b");
	assert_int_equal(t.words, 1);
	t = take("--output=", NULL);
	assert_string_equal(t.o.output, "");
	t = take("-o", "-");
	assert_string_equal(t.o.output, "-");
	t = take("-oa.txt", "b");
	assert_string_equal(t.o.output, "a.txt");
	assert_int_equal(t.words, 1);
}

static void
letters_of_flags_stand_together(void **state)
{
	struct taken t = take("-al", NULL);

	(void)state;
	assert_true(t.o.all && t.g.loud);
	t = take("-laox", NULL);
	assert_true(t.o.all && t.g.loud);
	assert_string_equal(t.o.output, "x");
	refused("-aq", NULL, "'-q'");
}

static void
numbers_sizes_and_times_have_their_units(void **state)
{
	(void)state;
	assert_int_equal(take("-n7", NULL).o.number, 7);
	assert_int_equal(take("--size", "512M").o.size, 512U << 20);
	assert_int_equal(take("--size", "3G").o.size, 3ULL << 30);
	assert_int_equal(take("--time", "90").o.time, 90);
	assert_int_equal(take("--time", "10m").o.time, 600);
	assert_int_equal(take("--time", "8h").o.time, 8 * 3600);
	assert_int_equal(take("--fd", "9").o.fd, 9);
	refused("--number", "7M", "needs a number");
	refused("--number", "-1", "needs a number");
	refused("--number", "", "needs a number");
	refused("--size", "M", "such as 512M");
	refused("--size", "99999999999999999999", "such as 512M");
	refused("--time", "1d", "such as 90");
	refused("--fd", "70000", "descriptor");
}

static void
a_choice_is_one_of_its_words(void **state)
{
	(void)state;
	assert_string_equal(take("--format", "txt").o.format, "txt");
	refused("--format", "pdf", "html txt");
	refused("--format=", NULL, "html txt");
}

static void
a_missing_value_is_named(void **state)
{
	(void)state;
	refused("--output", NULL, "--output needs FILE");
	refused("-n", NULL, "-n needs N");
	refused("--all=yes", NULL, "takes no value");
}

static void
an_unknown_option_has_its_nearest(void **state)
{
	char far[200] = "--";

	(void)state;
	refused("--ouput", NULL, "did you mean '--output'");
	refused("--lod", NULL, "did you mean '--loud'");
	refused("--something-else", NULL, "--help lists");
	/* A beginning is no name. */
	refused("--out=x", NULL, "unknown option '--out'");
	memset(far + 2, 'x', sizeof(far) - 3);
	refused(far, NULL, "--help lists");
	refused("-\x1b", NULL, "'-?'");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_value_stands_behind_or_within),
		cmocka_unit_test(letters_of_flags_stand_together),
		cmocka_unit_test(numbers_sizes_and_times_have_their_units),
		cmocka_unit_test(a_choice_is_one_of_its_words),
		cmocka_unit_test(a_missing_value_is_named),
		cmocka_unit_test(an_unknown_option_has_its_nearest),
	};

	return cmocka_run_group_tests_name("opt", tests, NULL, NULL);
}

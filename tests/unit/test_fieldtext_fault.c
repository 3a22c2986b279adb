#include "tests/unit/fieldtexts.h"

static void
refuses(const char *before, const char *text, const char *expected)
{
	struct hj_buf faults = HJ_BUF(65536);
	struct hj_record *r = decode(before);
	struct hj_fieldtext *t = read_over(r, text, strlen(text), &faults);
	const char *said;

	assert_null(t);
	assert_int_equal(hj_buf_text(&faults, &said, &error), HJ_OK);
	assert_string_equal(said, expected);
	hj_buf_clear(&faults);
	hj_record_free(r);
}

static void
every_fault_has_its_line_and_no_value(void **state)
{
	(void)state;
	refuses(ONE,
	    SAME NAME SEX "person.namme: x\n"
			  "Kim Il: said\n"
			  "nothing\n"
			  "  further\n"
			  "person.id: p34567\n"
			  "title: y\n"
			  "person[zzzzzz].sex: f\n"
			  "person.health:\n"
			  ": x\n"
			  "person.name.family.x: y\n",
	    "8: 'person' has no field 'namme': did you mean 'name'?\n"
	    "9: no such field; further lines of a text are indented by four blanks, below 'path: |'\n"
	    "10: expected 'path: value'; further lines of a text are indented by four blanks, below 'path: |'\n"
	    "11: an indented line belongs to no text: a text of several lines begins with 'path: |'\n"
	    "12: ids are given, they cannot be changed\n"
	    "13: the same field stands in line 2 already; another one is added with 'path+: value'\n"
	    "14: there is no 'person[zzzzzz]'\n"
	    "15: no value: delete the line to remove the field, or say why there is none with 'path?: unknown'\n"
	    "16: before the colon stands the path of a field\n"
	    "17: 'family' has no field 'x'\n");
}

static void
the_same_field_twice_is_a_fault(void **state)
{
	(void)state;
	refuses(ONE, SAME NAME SEX "title: y\n",
	    "8: the same field stands in line 2 already; another one is added with 'path+: value'\n");
	refuses(ONE,
	    SAME NAME SEX "person.marital: single\nperson.marital: single\n",
	    "9: the same field stands in an earlier line already\n");
	refuses(ONE,
	    SAME NAME SEX "relationship[+r].a: +m\nrelationship[+r].a: +m\n"
			  "person[+m].sex: f\n",
	    "9: the same field stands in an earlier line already\n");
}

static void
what_hangs_on_a_value_goes_with_it_or_stays(void **state)
{
	(void)state;
	refuses(ONE, SAME NAME "person.sex.src: s34567\n",
	    "6: the value of this field was taken away, this line was left: delete it too, or write the value again\n");
}

static void
labels_that_nobody_made_are_told(void **state)
{
	(void)state;
	refuses(ONE, SAME NAME SEX "relationship[+r].a: +m\n",
	    "8: field 'relationship[+r].a': a label is used that no field before it made: write [+a] after the new element first\n");
}

static int
stop(void *to, size_t line, const char *text, struct hj_error *err)
{
	(void)text;
	++*(size_t *)to;
	return line == 2 ? hj_fail(err, HJ_EINTERRUPTED, "enough") : HJ_OK;
}

static void
a_callback_can_stop_it(void **state)
{
	struct hj_record *r = decode(ONE);
	struct hj_fieldtext *t = NULL;
	size_t calls = 0;
	const struct hj_fieldtext_reader by = { .fault = stop, .to = &calls };

	(void)state;
	assert_int_equal(hj_fieldtext_read(r, "x\ny\nz\n", 6, &by, &t, &error),
	    HJ_EINTERRUPTED);
	assert_int_equal(calls, 2);
	assert_null(t);
	hj_record_free(r);
}

static void
other_programs_cannot_be_changed(void **state)
{
	(void)state;
	refuses(KEPT, "status: open\ntitle: x\next.f:a: z\n",
	    "3: 'ext' has no field 'f'\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_fault_has_its_line_and_no_value),
		cmocka_unit_test(the_same_field_twice_is_a_fault),
		cmocka_unit_test(what_hangs_on_a_value_goes_with_it_or_stays),
		cmocka_unit_test(labels_that_nobody_made_are_told),
		cmocka_unit_test(a_callback_can_stop_it),
		cmocka_unit_test(other_programs_cannot_be_changed),
	};

	return sodium_init() < 0
	    ? 1
	    : cmocka_run_group_tests_name("fieldtext faults", tests, NULL,
		  NULL);
}

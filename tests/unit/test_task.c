#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "core/base/limits.h"
#include "core/case/check.h"
#include "core/case/codec.h"
#include "core/sense/task.h"

static struct hj_record *
file(const char *inside)
{
	struct hj_error err = HJ_ERROR;
	struct hj_record *r = NULL;
	char xml[8192];
	int n;

	n = snprintf(xml, sizeof(xml),
	    "<case xmlns=\"" HJ_CASE_NS "\" id=\"0123456789abcdef\" "
	    "kind=\"followup\">%s</case>",
	    inside);
	if (hj_codec_decode((const uint8_t *)xml, (size_t)n, &r, &err) != HJ_OK)
		fail_msg("%s", err.text);
	return r;
}

static const char weekly[] =
    "<task conf=\"secret\" id=\"t00001\" status=\"doing\">"
    "<text lang=\"ko\">통화</text><due>2026-11-03</due><every>1</every>"
    "<unit>week</unit><owner>tester</owner><priority>high</priority></task>";

static void
says(const struct hj_node *task, const char *child, const char *value)
{
	const char *is = hj_node_value(task, child);

	if (value == NULL)
		assert_null(is);
	else
		assert_string_equal(is, value);
}

static void
a_task_that_is_done_comes_again_as_it_was(void **state)
{
	struct hj_record *r = file(weekly);
	struct hj_node *task = hj_record_find(r, "t00001"), *next;
	const struct hj_task_done how = { .on = "2026-11-04",
		.result = "잘 지냄",
		.lang = "ko" };
	struct hj_error err = HJ_ERROR;

	(void)state;
	assert_int_equal(hj_task_complete(r, task, &how, &next, &err), HJ_OK);
	assert_string_equal(hj_node_attr(task, "status"), "done");
	says(task, "done", "2026-11-04");
	says(task, "result", "잘 지냄");
	says(task, "due", "2026-11-03");
	assert_non_null(next);
	assert_string_not_equal(hj_node_attr(next, "id"), "t00001");
	assert_string_equal(hj_node_attr(next, "status"), "todo");
	assert_string_equal(hj_node_attr(next, "conf"), "secret");
	says(next, "due", "2026-11-10");
	says(next, "first", "2026-11-03");
	says(next, "text", "통화");
	assert_string_equal(hj_node_attr(hj_node_child(next, "text"), "lang"),
	    "ko");
	says(next, "owner", "tester");
	says(next, "priority", "high");
	says(next, "done", NULL);
	says(next, "result", NULL);
	assert_int_equal(hj_check_record(r, NULL, NULL, &err), HJ_OK);
	/* And again, from the first date. */
	assert_int_equal(hj_task_complete(r, next,
			     &(struct hj_task_done){ .on = "2026-12-24" },
			     &task, &err),
	    HJ_OK);
	says(task, "due", "2026-12-29");
	says(task, "first", "2026-11-03");
	hj_record_free(r);
}

static void
the_last_time_does_not_come_again(void **state)
{
	struct hj_record *r = file(weekly);
	struct hj_node *task = hj_record_find(r, "t00001"), *next;
	const struct hj_task_done how = { .on = "2026-11-04", .last = true };
	struct hj_error err = HJ_ERROR;

	(void)state;
	assert_int_equal(hj_task_complete(r, task, &how, &next, &err), HJ_OK);
	assert_null(next);
	assert_null(hj_node_same(task));
	/* Done is done. */
	assert_int_equal(hj_task_complete(r, task, &how, &next, &err),
	    HJ_EINVAL);
	hj_record_free(r);
}

static void
counted_from_the_day_it_was_done_it_keeps_no_first(void **state)
{
	struct hj_record *r =
	    file("<task id=\"t00001\"><every>10</every><unit>day</unit>"
		 "<counted>done</counted></task>");
	struct hj_node *task = hj_record_find(r, "t00001"), *next;
	const struct hj_task_done how = { .on = "2026-11-04" };
	struct hj_error err = HJ_ERROR;

	(void)state;
	assert_int_equal(hj_task_complete(r, task, &how, &next, &err), HJ_OK);
	says(next, "due", "2026-11-14");
	says(next, "first", NULL);
	says(next, "counted", "done");
	hj_record_free(r);
}

static void
a_rule_without_sense_changes_nothing(void **state)
{
	static const char *const bad[] = {
		"<task id=\"t00001\"><every>1</every></task>",
		"<task id=\"t00001\"><every>1</every><unit>week</unit></task>",
		"<task id=\"t00001\"><due>2026</due><every>1</every>"
		"<unit>month</unit></task>",
		"<task id=\"t00001\"><due>2026-01-01</due><every>0</every>"
		"<unit>day</unit></task>",
	};

	(void)state;
	for (size_t i = 0; i < HJ_LEN(bad); i++) {
		struct hj_record *r = file(bad[i]);
		struct hj_node *task = hj_record_find(r, "t00001"), *next;
		struct hj_error err = HJ_ERROR;
		struct hj_buf one = HJ_BUF(HJ_CASE_MAX);
		struct hj_buf two = HJ_BUF(HJ_CASE_MAX);

		assert_int_equal(hj_codec_encode(r, &one, &err), HJ_OK);
		assert_int_equal(hj_task_complete(r, task,
				     &(struct hj_task_done){
					 .on = "2026-11-04" },
				     &next, &err),
		    HJ_EINVAL);
		err = HJ_ERROR;
		assert_int_equal(hj_codec_encode(r, &two, &err), HJ_OK);
		assert_int_equal(one.len, two.len);
		assert_memory_equal(one.data, two.data, one.len);
		hj_buf_clear(&one);
		hj_buf_clear(&two);
		hj_record_free(r);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_task_that_is_done_comes_again_as_it_was),
		cmocka_unit_test(the_last_time_does_not_come_again),
		cmocka_unit_test(
		    counted_from_the_day_it_was_done_it_keeps_no_first),
		cmocka_unit_test(a_rule_without_sense_changes_nothing),
	};

	return cmocka_run_group_tests_name("task", tests, NULL, NULL);
}

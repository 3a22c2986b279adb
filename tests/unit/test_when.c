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
#include "core/case/owncode.h"
#include "core/case/path.h"
#include "core/case/when.h"

/* Everything here is invented. */
static const char file[] =
    "<case xmlns=\"" HJ_CASE_NS "\" id=\"0123456789abcdef\" kind=\"person\">"
    "<person id=\"pers01\"><name id=\"nam001\"><full>한솔미</full></name>"
    "<birth id=\"bir001\"><date>1985-04-12</date><place>plc001</place></birth>"
    "<residence id=\"res001\"><place>plc001</place><from>1990</from>"
    "<to>2007</to></residence></person>"
    "<event id=\"evt001\" type=\"arrest\"><who id=\"who001\">pers01</who>"
    "<date>2013-05-28</date>"
    "<perpetrator id=\"prp001\"><authority>ath001</authority></perpetrator>"
    "</event>"
    "<event id=\"evt002\" type=\"interrog\"><who id=\"who002\">pers01</who>"
    "<date>2018</date><end>2019-02</end>"
    "<perpetrator id=\"prp002\"><authority>ath001</authority></perpetrator>"
    "</event>"
    "<detention id=\"det001\" type=\"kuryu-mss\"><who>pers01</who>"
    "<date>2015-12</date><authority>ath002</authority>"
    "<end><date>2017</date><how>released</how></end></detention>"
    "<detention id=\"det002\" type=\"kuryu-mss\"><who>pers01</who>"
    "<date>[2012,2013]</date><end><date>2017</date></end></detention>"
    "<detention id=\"det003\" type=\"kuryu-mss\"><who>pers01</who>"
    "<date>2017</date><end><date>2014</date></end></detention>"
    "<place id=\"plc001\"><county>KP-09-kyongwon</county></place>"
    "<authority id=\"ath001\"><organ>kp-ssd</organ></authority>"
    "<authority id=\"ath002\"><organ>kp-mss</organ></authority>"
    "<authority id=\"ath003\"><organ>kp-mss</organ></authority>"
    "<authority id=\"ath004\"><organ>kp-mss</organ><from>2003</from>"
    "<to>2004</to></authority>"
    "</case>";

static int
open_file(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_record *r = NULL;

	if (hj_codec_decode((const uint8_t *)file, strlen(file), &r, &err) !=
	    HJ_OK)
		fail_msg("%s", err.text);
	*state = r;
	return 0;
}

static int
close_file(void **state)
{
	hj_record_free(*state);
	return 0;
}

static struct hj_node *
node(const struct hj_record *r, const char *path)
{
	enum hj_attr_name attr;
	struct hj_error err = HJ_ERROR;
	struct hj_node *n = NULL;

	if (hj_path_find(r, path, &n, &attr, &err) != HJ_OK)
		fail_msg("%s: %s", path, err.text);
	return n;
}

static void
assert_when(const struct hj_record *r, const char *path, const char *date)
{
	struct hj_buf b = HJ_BUF(256);
	struct hj_error err = HJ_ERROR;

	assert_int_equal(hj_when(node(r, path), &b, &err), HJ_OK);
	assert_int_equal(hj_buf_putc(&b, '\0', &err), HJ_OK);
	assert_string_equal((const char *)b.data, date);
	hj_buf_clear(&b);
}

static void
a_field_is_of_the_date_around_it(void **state)
{
	(void)state;
	assert_when(*state, "event[evt001].perpetrator.authority",
	    "2013-05-28");
	assert_when(*state, "event[evt002].perpetrator.authority",
	    "2018/2019-02");
	assert_when(*state, "detention[det001]", "2015-12/2017");
	assert_when(*state, "detention[det001].end.how", "2017");
	assert_when(*state, "person.birth.place", "1985-04-12");
	assert_when(*state, "person.residence.place", "1990/2007");
	assert_when(*state, "authority[ath004].organ", "2003/2004");
	assert_when(*state, "authority[ath001].organ", "");
	assert_when(*state, "person.name", "");
}

/* A set is no end of an interval, and nothing ends before it began. */
static void
what_makes_no_interval_is_the_beginning(void **state)
{
	(void)state;
	assert_when(*state, "detention[det002]", "[2012,2013]");
	assert_when(*state, "detention[det003]", "2017");
}

static void
assert_label(const struct hj_record *r, const char *path, const char *list,
    const char *code, const char *label)
{
	struct hj_buf b = HJ_BUF(256);
	struct hj_error err = HJ_ERROR;
	struct hj_node *n = node(r, path);
	struct hj_code_row row;

	assert_true(hj_code_find(n, list, code, strlen(code), &row));
	assert_int_equal(hj_when_label(n, &row, true, &b, &err), HJ_OK);
	assert_int_equal(hj_buf_putc(&b, '\0', &err), HJ_OK);
	assert_string_equal((const char *)b.data, label);
	hj_buf_clear(&b);
}

static void
an_organ_is_named_as_at_each_event(void **state)
{
	(void)state;
	assert_label(*state, "event[evt001].perpetrator.authority", "organ",
	    "kp-ssd", "국가안전보위부");
	assert_label(*state, "event[evt002].perpetrator.authority", "organ",
	    "kp-ssd", "국가보위성");
	assert_label(*state, "detention[det001]", "det-type", "kuryu-mss",
	    "국가안전보위부 구류장 / 국가보위성 구류장");
}

static void
what_has_no_date_is_named_as_at_all_that_speak_of_it(void **state)
{
	(void)state;
	assert_label(*state, "authority[ath001].organ", "organ", "kp-ssd",
	    "국가안전보위부 / 국가보위성");
	assert_label(*state, "place.county", "county", "KP-09-kyongwon",
	    "새별군 / 경원군");
	assert_label(*state, "authority[ath003].organ", "organ", "kp-mss",
	    "국가보위성");
}

static int
note(void *to, const struct hj_finding *f, struct hj_error *err)
{
	char *text = to;
	size_t n = strlen(text);

	(void)err;
	if (strcmp(f->code, "code-date") == 0)
		(void)snprintf(text + n, 2048 - n, "%s: %s\n", f->path,
		    f->text);
	return HJ_OK;
}

/* ath001 fits one of two events, ath002 part of its detention, ath003 is
 * spoken of by nobody. */
static void
only_a_code_that_fits_no_date_is_warned_of(void **state)
{
	struct hj_error err = HJ_ERROR;
	char text[2048] = "";

	(void)!hj_check_record(*state, note, text, &err);
	assert_string_equal(text,
	    "authority[ath004].organ: this name was not in use at that date: "
	    "'kp-ssd' was\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_field_is_of_the_date_around_it),
		cmocka_unit_test(what_makes_no_interval_is_the_beginning),
		cmocka_unit_test(an_organ_is_named_as_at_each_event),
		cmocka_unit_test(
		    what_has_no_date_is_named_as_at_all_that_speak_of_it),
		cmocka_unit_test(only_a_code_that_fits_no_date_is_warned_of),
	};

	return cmocka_run_group_tests_name("when", tests, open_file,
	    close_file);
}

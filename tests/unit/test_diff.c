#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>
#include <sodium.h>

#include "core/base/limits.h"
#include "core/case/codec.h"
#include "core/case/diff.h"
#include "tests/unit/wrap.h"

#define CASE(s)                                                                \
	"<case xmlns=\"urn:hanji:case:1\" id=\"0123456789abcdef\">" s "</case>"
#define TAG(id, text) "<tag id=\"" id "\">" text "</tag>"

static struct hj_error error;

static struct hj_record *
decode(const char *text)
{
	struct hj_record *r = NULL;

	error = HJ_ERROR;
	if (hj_codec_decode((const uint8_t *)text, strlen(text), &r, &error) !=
	    HJ_OK)
		fail_msg("%s: %s", text, error.text);
	return r;
}

/* One line a difference: "+path", "-path", "=path", "@path.attr", "~path",
 * and the id behind a blank. */
static int
note(void *to, const struct hj_difference *d, struct hj_error *err)
{
	struct hj_buf *b = to;
	const char mark[] = { '+', '-', '=', '@', '~' };
	const char *id = d->id != NULL ? d->id : "-";

	if (hj_buf_putc(b, mark[d->kind], err) != HJ_OK ||
	    hj_diff_path(d, b, err) != HJ_OK)
		return (int)err->code;
	return hj_buf_printf(b, err, " %s\n", id);
}

static void
differs(const char *before, const char *after, const char *expected)
{
	struct hj_buf b = HJ_BUF(65536);
	struct hj_record *x = decode(before), *y = decode(after);
	const char *text;

	assert_int_equal(hj_diff_records(x, y, note, &b, &error), HJ_OK);
	assert_int_equal(hj_buf_text(&b, &text, &error), HJ_OK);
	assert_string_equal(text, expected);
	hj_buf_clear(&b);
	hj_record_free(x);
	hj_record_free(y);
}

static void
equal_files_have_no_difference(void **state)
{
	const char *text = CASE("<title>x</title>" TAG("a23456", "y"));

	(void)state;
	differs(text, text, "");
}

static void
text_and_attributes_are_told_apart(void **state)
{
	(void)state;
	differs(CASE("<title>x</title><tag id=\"a23456\">y</tag>"),
	    CASE("<title>z</title><tag conf=\"secret\" id=\"a23456\">y</tag>"),
	    "=title -\n@tag.conf a23456\n");
	differs(CASE("<tag conf=\"secret\" id=\"a23456\">y</tag>"),
	    CASE("<tag id=\"a23456\">z</tag>"),
	    "@tag.conf a23456\n=tag a23456\n");
	differs("<case xmlns=\"urn:hanji:case:1\" status=\"open\"></case>",
	    "<case xmlns=\"urn:hanji:case:1\" status=\"watch\"></case>",
	    "@status -\n");
}

static void
an_element_that_came_or_went_is_one_difference(void **state)
{
	const char *without = CASE("<title>x</title>");
	const char *with =
	    CASE("<title>x</title><person id=\"p23456\"><name id=\"n23456\">"
		 "<family>Kim</family></name></person>");

	(void)state;
	differs(without, with, "+person p23456\n");
	differs(with, without, "-person p23456\n");
	differs(CASE(""), without, "+title -\n");
	differs(without, CASE(""), "-title -\n");
	differs(CASE("<opened>2013</opened><title>x</title>"),
	    CASE("<title>x</title><assigned>y</assigned>"),
	    "-opened -\n+assigned -\n");
	differs(CASE(TAG("a23456", "x")), CASE(TAG("b23456", "x")),
	    "-tag a23456\n+tag b23456\n");
}

static void
a_deep_change_names_the_nearest_id(void **state)
{
	(void)state;
	differs(CASE("<person id=\"p23456\"><name id=\"n23456\">"
		     "<family>Kim</family></name></person>"),
	    CASE("<person id=\"p23456\"><name id=\"n23456\">"
		 "<family>Lee</family></name></person>"),
	    "=person.name.family n23456\n");
}

static void
as_few_as_possible_are_moved(void **state)
{
	const char *before = CASE(TAG("a23456", "") TAG("b23456", "")
		TAG("c23456", "") TAG("d23456", ""));

	(void)state;
	differs(before,
	    CASE(TAG("d23456", "") TAG("a23456", "") TAG("b23456", "")
		    TAG("c23456", "")),
	    "~tag[d23456] d23456\n");
	differs(before,
	    CASE(TAG("b23456", "") TAG("e23456", "") TAG("c23456", "")
		    TAG("a23456", "")),
	    "-tag[d23456] d23456\n+tag[e23456] e23456\n"
	    "~tag[a23456] a23456\n");
}

static void
an_element_under_another_parent_came_and_went(void **state)
{
	(void)state;
	differs(CASE("<person id=\"p23456\"><sex id=\"s23456\">f</sex></person>"
		     "<person id=\"p34567\"></person>"),
	    CASE("<person id=\"p23456\"></person><person id=\"p34567\">"
		 "<sex id=\"s23456\">f</sex></person>"),
	    "-person[p23456].sex s23456\n+person[p34567].sex s23456\n");
}

#define EXT(s) CASE("<ext id=\"x23456\">" s "</ext>")

static void
foreign_elements_are_matched_by_their_order(void **state)
{
	(void)state;
	differs(EXT("<f:a xmlns:f=\"urn:f\" k=\"1\"><f:b>1</f:b><f:b>2</f:b>"
		    "</f:a>"),
	    EXT("<f:a xmlns:f=\"urn:f\" k=\"2\"><f:b>1</f:b><f:b>3</f:b>"
		"<f:c></f:c></f:a>"),
	    "@ext.f:a.k x23456\n=ext.f:a.f:b[2] x23456\n+ext.f:a.f:c x23456\n");
	differs(EXT("<f:a xmlns:f=\"urn:f\"></f:a>"),
	    EXT("<f:b xmlns:f=\"urn:f\"></f:b>"),
	    "-ext.f:a x23456\n+ext.f:b x23456\n");
}

static int
stop(void *to, const struct hj_difference *d, struct hj_error *err)
{
	size_t *calls = to;

	(void)d;
	(*calls)++;
	return hj_fail(err, HJ_EINTERRUPTED, "enough");
}

static void
a_callback_can_stop_it(void **state)
{
	struct hj_record *x = decode(CASE("<title>x</title>"));
	struct hj_record *y = decode(CASE("<assigned>x</assigned>"));
	size_t calls = 0;

	(void)state;
	assert_int_equal(hj_diff_records(x, y, stop, &calls, &error),
	    HJ_EINTERRUPTED);
	assert_int_equal(calls, 1);
	hj_record_free(x);
	hj_record_free(y);
}

static int
count(void *to, const struct hj_difference *d, struct hj_error *err)
{
	size_t *kinds = to;

	(void)err;
	kinds[d->kind]++;
	return HJ_OK;
}

/* Quadratic time would make this test last minutes. */
static void
many_elements_are_compared_and_sorted_out(void **state)
{
	enum { MANY = 20000 };
	struct hj_record *x = decode(CASE("")), *y = NULL;
	struct hj_node *root = hj_record_root(x), *node;
	const struct hj_elem *tag = hj_schema_child(root->def, "tag", 3);
	size_t kinds[5] = { 0 };
	size_t nth = 0;
	int rc;

	(void)state;
	for (int i = 0; i < MANY; i++)
		assert_int_equal(hj_record_add(x, root, tag, &node, &error),
		    HJ_OK);
	assert_int_equal(hj_record_copy(x, &y, &error), HJ_OK);
	/* The last comes first. */
	root = hj_record_root(y);
	node = root->last;
	root->last = node->prev;
	root->last->next = NULL;
	node->prev = NULL;
	node->next = root->first;
	root->first->prev = node;
	root->first = node;
	do {
		memset(kinds, 0, sizeof(kinds));
		wrap.alloc = (struct wrap_call){ .fail_at = ++nth };
		rc = hj_diff_records(x, y, count, kinds, &error);
		wrap.alloc = (struct wrap_call){ 0 };
		assert_true(rc == HJ_OK || rc == HJ_ENOMEM);
	} while (rc != HJ_OK);
	assert_int_equal(nth, 4);
	assert_int_equal(kinds[HJ_DIFF_MOVED], 1);
	assert_int_equal(kinds[HJ_DIFF_ADDED] + kinds[HJ_DIFF_REMOVED], 0);
	hj_record_free(x);
	hj_record_free(y);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(equal_files_have_no_difference),
		cmocka_unit_test(text_and_attributes_are_told_apart),
		cmocka_unit_test(an_element_that_came_or_went_is_one_difference),
		cmocka_unit_test(a_deep_change_names_the_nearest_id),
		cmocka_unit_test(as_few_as_possible_are_moved),
		cmocka_unit_test(an_element_under_another_parent_came_and_went),
		cmocka_unit_test(foreign_elements_are_matched_by_their_order),
		cmocka_unit_test(a_callback_can_stop_it),
		cmocka_unit_test(many_elements_are_compared_and_sorted_out),
	};

	return sodium_init() < 0
	    ? 1
	    : cmocka_run_group_tests_name("diff", tests, NULL, NULL);
}

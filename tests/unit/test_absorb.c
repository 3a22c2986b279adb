#include "tests/unit/absorb_world.h"

/* Two files about one woman.  Everybody is invented. */
static const char file_a[] =
    "<case xmlns=\"urn:hanji:case:1\" conf=\"internal\" id=\"0123456789abcdef\" kind=\"person\" status=\"open\">"
    "<opened>2026-01-05</opened><title>Kim</title>"
    "<person id=\"pers0a\" role=\"victim\"><name id=\"nam00a\" pref=\"yes\" src=\"src00a\"><full>Kim Bo Gi</full></name>"
    "<birth id=\"brt00a\"><date>1987</date></birth></person>"
    "<event id=\"evt00a\" src=\"src00a\" type=\"arrest\"><who id=\"wh000a\">pers0a</who></event>"
    "<source id=\"src00a\" kind=\"family\"></source>"
    "<consent id=\"cns00a\" status=\"given\"><subject>pers0a</subject><scope id=\"scp00a\">store</scope></consent>"
    "<link id=\"knk00a\" kind=\"same\"><case>fedcba9876543210</case></link></case>";
static const char file_b[] =
    "<case xmlns=\"urn:hanji:case:1\" conf=\"restricted\" id=\"fedcba9876543210\" kind=\"person\" status=\"urgent\">"
    "<opened>2026-03-09</opened><title>Jin</title><assigned>desk 2</assigned>"
    "<person id=\"pers0b\" role=\"victim\"><name id=\"nam00b\" pref=\"yes\"><full>Jin Baoji</full></name></person>"
    "<person id=\"pers0c\" role=\"client\"><name id=\"nam00c\"><full>Pak Ha Neul</full></name></person>"
    "<relationship id=\"rex00b\" type=\"parent\"><a>pers0b</a><b>pers0c</b></relationship>"
    "<detention id=\"det00b\" src=\"src00b\"><who>pers0b</who><facility>cn-tumen</facility></detention>"
    "<source id=\"src00b\" kind=\"press\"></source>"
    "<consent id=\"cns00b\" status=\"given\"><subject>pers0b</subject><scope id=\"scp00b\">store</scope></consent>"
    "<link id=\"knk00b\" kind=\"same\"><case>0123456789abcdef</case></link>"
    "<link id=\"knk00c\" kind=\"family\"><case>00000000000000zz</case><person>pers0b</person></link></case>";
static const struct hj_same_person one[] = { { "pers0a", "pers0b" } };

static int
begin(void **state)
{
	static struct pair p;

	p = (struct pair){ .a = decoded(file_a), .b = decoded(file_b) };
	absorb(&p, one, 1);
	*state = &p;
	return 0;
}

static const char *
value(const struct hj_record *r, const char *id, const char *child)
{
	const struct hj_node *n = hj_record_find(r, id);

	assert_non_null(n);
	return hj_node_value(n, child);
}

static void
one_person_has_the_accounts_of_both(void **state)
{
	const struct pair *p = *state;
	const char *const all[] = { "nam00a", "nam00b", "brt00a", "pers0c",
		"evt00a", "det00b", "src00a", "src00b", "cns00a", "cns00b",
		"rex00b", "knk00c" };

	valid(p->merged);
	for (size_t i = 0; i < HJ_LEN(all); i++)
		if (!has(p->merged, all[i]))
			fail_msg("%s is lost", all[i]);
	assert_false(has(p->merged, "pers0b"));
	assert_string_equal(value(p->merged, "det00b", "who"), "pers0a");
	assert_string_equal(value(p->merged, "cns00b", "subject"), "pers0a");
	assert_string_equal(value(p->merged, "rex00b", "a"), "pers0a");
	assert_string_equal(value(p->merged, "knk00c", "person"), "pers0a");
}

static void
of_the_file_itself_what_stays_stands(void **state)
{
	const struct pair *p = *state;
	const struct hj_node *root = hj_record_root(p->merged);

	assert_string_equal(hj_node_attr(root, "id"), "0123456789abcdef");
	assert_string_equal(hj_node_attr(root, "status"), "open");
	assert_string_equal(hj_node_attr(root, "conf"), "restricted");
	assert_string_equal(hj_node_value(root, "title"), "Kim");
	assert_string_equal(hj_node_value(root, "opened"), "2026-01-05");
	/* Only the other said it. */
	assert_string_equal(hj_node_value(root, "assigned"), "desk 2");
}

static void
the_rest_only_says_where_everything_is(void **state)
{
	const struct pair *p = *state;
	const struct hj_node *root = hj_record_root(p->rest);
	const struct hj_link there = { .kind = HJ_LINK_MERGED,
		.other = "0123456789abcdef",
		.there = "pers0a" };
	const struct hj_link here = { .kind = HJ_LINK_ABSORBED,
		.other = "fedcba9876543210",
		.person = "pers0a",
		.there = "pers0b" };

	valid(p->rest);
	assert_string_equal(hj_node_attr(root, "status"), "merged");
	assert_string_equal(hj_node_value(root, "title"), "Jin");
	assert_null(hj_node_child(root, "person"));
	assert_null(hj_node_child(root, "consent"));
	assert_non_null(hj_link_find(p->rest, &there));
	assert_non_null(hj_link_find(p->merged, &here));
	assert_false(has(p->merged, "knk00a"));
	assert_false(has(p->merged, "knk00b"));
}

static void
parted_at_once_both_are_what_they_were(void **state)
{
	const struct pair *p = *state;
	struct pair back;

	undo(p, p->merged, p->rest, &back);
	same_bytes(back.a, p->a);
	same_bytes(back.b, p->b);
	end((void *[]){ &back });
}

static void
set(struct hj_record *r, const char *id, const char *attr, const char *text)
{
	assert_int_equal(hj_record_set_attr(r, hj_record_find(r, id), attr,
			     text, strlen(text), &error),
	    HJ_OK);
}

/* A consent that was withdrawn meanwhile stays withdrawn. */
static void
what_changed_since_goes_with_what_it_changed(void **state)
{
	const struct pair *p = *state;
	struct hj_record *now = copy(p->merged);
	struct hj_node *tag = NULL;
	struct pair back;

	set(now, "cns00b", "status", "withdrawn");
	set(now, "evt00a", "type", "seen");
	set(now, "evt00a", "src", "src00b");
	set(now, "det00b", "src", "src00a src00b");
	assert_int_equal(hj_record_add(now, hj_record_root(now),
			     hj_schema_child(hj_record_root(now)->def, "tag",
				 3),
			     &tag, &error),
	    HJ_OK);
	assert_int_equal(hj_record_set_text(now, tag, "kunming", 7, &error),
	    HJ_OK);
	undo(p, now, p->rest, &back);
	valid(back.a);
	valid(back.b);
	assert_string_equal(hj_node_attr(hj_record_find(back.b, "cns00b"),
				"status"),
	    "withdrawn");
	assert_false(has(back.a, "cns00b"));
	assert_string_equal(hj_node_attr(hj_record_find(back.a, "evt00a"),
				"type"),
	    "seen");
	assert_non_null(hj_node_child(hj_record_root(back.a), "tag"));
	/* A source that the other one's elements speak of is in both. */
	assert_true(has(back.a, "src00b") && has(back.a, "src00a"));
	assert_true(has(back.b, "src00b") && has(back.b, "src00a"));
	assert_false(has(back.a, "det00b"));
	assert_string_equal(value(back.b, "det00b", "who"), "pers0b");
	assert_null(hj_node_child(hj_record_root(back.a), "conflict"));
	assert_null(hj_node_child(hj_record_root(back.b), "conflict"));
	hj_record_free(now);
	end((void *[]){ &back });
}

static void
a_file_in_conflict_is_refused(void **state)
{
	const struct pair *p = *state;
	struct hj_record *r = copy(p->b), *ret = NULL, *rest = NULL;
	struct hj_node *row = NULL;

	assert_int_equal(hj_record_add(r, hj_record_root(r),
			     hj_schema_child(hj_record_root(r)->def, "conflict",
				 8),
			     &row, &error),
	    HJ_OK);
	assert_int_equal(hj_absorb(p->a, r, one, 1, &ret, &rest, &error),
	    HJ_EREFUSED);
	error = HJ_ERROR;
	assert_int_equal(hj_absorb(p->a, p->rest, NULL, 0, &ret, &rest, &error),
	    HJ_EREFUSED);
	error = HJ_ERROR;
	assert_int_equal(hj_absorb(p->a, p->b,
			     &(struct hj_same_person){ "pers0a", "src00b" }, 1,
			     &ret, &rest, &error),
	    HJ_ENOTFOUND);
	assert_null(ret);
	assert_null(rest);
	hj_record_free(r);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(one_person_has_the_accounts_of_both,
		    begin, end),
		cmocka_unit_test_setup_teardown(of_the_file_itself_what_stays_stands,
		    begin, end),
		cmocka_unit_test_setup_teardown(
		    the_rest_only_says_where_everything_is, begin, end),
		cmocka_unit_test_setup_teardown(
		    parted_at_once_both_are_what_they_were, begin, end),
		cmocka_unit_test_setup_teardown(
		    what_changed_since_goes_with_what_it_changed, begin, end),
		cmocka_unit_test_setup_teardown(a_file_in_conflict_is_refused,
		    begin, end),
	};

	return sodium_init() < 0
	    ? 1
	    : cmocka_run_group_tests_name("absorb", tests, NULL, NULL);
}

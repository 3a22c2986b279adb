/*
 * What a person's own copy holds: everything of theirs, nothing of anybody
 * else; the rule is written down here a second time.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "core/base/limits.h"
#include "core/base/word.h"
#include "core/case/check.h"
#include "export/redact/redact_own.h"
#include "export/subject/subjectcopy.h"
#include "export/subject/subjectpage.h"
#include "planted.h"

struct texts {
	size_t n;
};

static int
count(void *with, const struct hj_node *text, struct hj_error *err)
{
	struct texts *t = with;

	(void)text;
	(void)err;
	t->n++;
	return HJ_OK;
}

static struct hj_record *
copy_of(const struct hj_record *r, const char *person, struct texts *t,
    struct hj_buf *evidence)
{
	const struct hj_subjectcopy in = { .record = r,
		.person = person,
		.text = t != NULL ? count : NULL,
		.with = t,
		.evidence = evidence };
	struct hj_record *copy = NULL;
	struct hj_error err = HJ_ERROR;

	if (hj_subjectcopy_make(&in, &copy, &err) != HJ_OK)
		fail_msg("%s", err.text);
	return copy;
}

/* But for ids: one drawn at random may have the digits of a marker. */
static bool
says(const struct hj_record *r, const char *text)
{
	const struct hj_node *root = hj_record_root(r);

	for (const struct hj_node *n = root; n != NULL;
	     n = hj_node_next(n, root)) {
		if (n->text != NULL && n->def->value != HJ_V_REF &&
		    strstr(n->text, text) != NULL)
			return true;
		for (const struct hj_attr *a = n->attrs; a != NULL; a = a->next)
			if (strcmp(a->name, "id") != 0 &&
			    strstr(a->value, text) != NULL)
				return true;
	}
	return false;
}

static char *
page_of(const struct hj_record *copy, bool korean)
{
	const struct hj_subjectpage in = { .korean = korean,
		.today = "2026-11-30",
		.copy = &copy,
		.ncopies = 1 };
	struct hj_error err = HJ_ERROR;
	struct hj_buf xml = HJ_BUF(HJ_TEXT_MAX);
	const char *text = "";
	char *ret;

	if (hj_subjectpage_build(&in, &xml, &err) != HJ_OK ||
	    hj_buf_text(&xml, &text, &err) != HJ_OK)
		fail_msg("%s", err.text);
	ret = strdup(text);
	hj_buf_clear(&xml);
	return ret;
}

/* ---- every field of the outline ---- */

/* The rule, once more: what is theirs by its place and class, whatever its
 * level. */
static bool
is_theirs(const struct marker *m)
{
	static const char tops[] =
	    "person event detention repatriation medical place authority";
	const struct hj_node *t = m->node;

	if (m->owner != AGREED)
		return false;
	for (const struct hj_node *n = m->node; n->parent != NULL;
	     n = n->parent) {
		const char *name = n->name, *of = n->parent->name;

		t = n;
		if (strcmp(of, "perpetrator") == 0 && strcmp(name, "name") == 0)
			return false;
		if (strcmp(of, "contact") == 0 && strcmp(name, "safe") == 0)
			continue;
		if (n->def->class == HJ_C_SOURCE ||
		    n->def->class == HJ_C_OPERATIONAL)
			return false;
	}
	return hj_word_among(tops, t->name);
}

/* Told by what refers to them, in fewer words. */
static bool
is_folded(const struct marker *m)
{
	const struct hj_node *t = m->node;

	while (t->parent->parent != NULL)
		t = t->parent;
	return strcmp(t->name, "place") == 0 ||
	    strcmp(t->name, "authority") == 0;
}

static void
every_field_of_theirs_is_in_their_copy_and_none_of_anybody_else(void **state)
{
	struct planted x = { .err = HJ_ERROR };
	struct hj_record *copy;
	size_t told = 0;
	char *page[2];

	(void)state;
	x.m = calloc(MARKERS, sizeof(*x.m));
	ok(&x, hj_record_new("case", &x.r, &x.err));
	plant_people(&x);
	plant_rest(&x);
	consent(&x);
	copy = copy_of(x.r, whose[AGREED], NULL, NULL);
	page[0] = page_of(copy, false);
	page[1] = page_of(copy, true);
	for (size_t i = 0; i < x.n; i++) {
		const struct marker *m = &x.m[i];
		const bool has = says(copy, m->text);

		if (has != is_theirs(m))
			fail_msg("%s/%s of %d %s", m->node->parent->name,
			    m->node->name, (int)m->owner,
			    has ? "is in the copy" : "is missing");
		told += has;
		for (size_t k = 0; k < 2; k++)
			if ((strstr(page[k], m->text) != NULL) != has &&
			    !(has && is_folded(m)))
				fail_msg("%s/%s of %d: the page differs",
				    m->node->parent->name, m->node->name,
				    (int)m->owner);
	}
	print_message("of %zu fields %zu are theirs\n", x.n, told);
	assert_true(told > 150 && x.n > 2000);
	for (int o = SILENT; o < NOBODY; o++)
		assert_null(hj_record_find(copy, whose[o]));
	hj_record_free(copy);
	hj_record_free(x.r);
	free(page[0]);
	free(page[1]);
	free(x.m);
}

/* ---- single rules ---- */

#define THEY                                                                   \
	"<person id=\"aaaaaa\" role=\"victim\"><name id=\"nnnnnn\">"           \
	"<full>Seo Ga Ram</full></name></person>"
#define OTHER_VICTIM                                                           \
	"<person id=\"bbbbbb\" role=\"victim\"><name id=\"mmmmmm\">"           \
	"<full>Bae Na Ri</full></name></person>"

static void
their_own_words_and_public_ones_stay_and_those_of_others_are_told(void **state)
{
	struct hj_record *r = parsed(THEY OTHER_VICTIM
	    "<event id=\"eeeeee\"><who id=\"ffffff\">aaaaaa</who>"
	    "<narrative id=\"gggggg\" src=\"ssssss\"><text>my words</text>"
	    "</narrative>"
	    "<narrative id=\"hhhhhh\" src=\"tttttt\"><text>her words</text>"
	    "</narrative>"
	    "<narrative id=\"jjjjjj\" src=\"vvvvvv\"><text>printed</text>"
	    "</narrative>"
	    "<narrative id=\"kkkkkk\" src=\"ssssss tttttt\"><text>of both"
	    "</text></narrative></event>"
	    "<source id=\"ssssss\"><person>aaaaaa</person></source>"
	    "<source id=\"tttttt\"><person>bbbbbb</person></source>"
	    "<source conf=\"public\" id=\"vvvvvv\"><title>Press</title>"
	    "</source>");
	struct texts t = { 0 };
	struct hj_record *copy = copy_of(r, "aaaaaa", &t, NULL);

	(void)state;
	assert_true(says(copy, "my words") && says(copy, "printed"));
	assert_false(says(copy, "her words") || says(copy, "of both"));
	assert_int_equal(t.n, 2);
	/* Only they themselves come along as a source. */
	assert_int_equal(hj_node_count(hj_record_root(copy), "source"), 1);
	assert_false(says(copy, "Press"));
	hj_record_free(copy);
	hj_record_free(r);
}

static void
a_relative_is_a_family_member_and_a_broker_nobody(void **state)
{
	struct hj_record *r = parsed(THEY
	    "<person id=\"cccccc\" role=\"relative\"><name id=\"pppppp\">"
	    "<full>Ma Ru Na</full></name></person>"
	    "<person id=\"dddddd\" role=\"broker\"><name id=\"qqqqqq\">"
	    "<full>Ok Dong Baek</full></name></person>"
	    "<relationship id=\"rrrrrr\" type=\"parent\"><a>cccccc</a>"
	    "<b>aaaaaa</b><from>1987</from></relationship>"
	    "<relationship id=\"ssssss\" type=\"broker\"><a>dddddd</a>"
	    "<b>aaaaaa</b></relationship>");
	struct hj_record *copy = copy_of(r, "aaaaaa", NULL, NULL);
	const struct hj_node *root = hj_record_root(copy);
	struct hj_error err = HJ_ERROR;

	(void)state;
	assert_true(says(copy, "a family member"));
	assert_int_equal(hj_node_count(root, "person"), 2);
	assert_int_equal(hj_node_count(root, "relationship"), 1);
	assert_false(says(copy, "Ma Ru Na") || says(copy, "Ok Dong Baek"));
	assert_false(says(copy, "parent") || says(copy, "1987"));
	/* It is a file like any other, under ids of its own. */
	assert_int_equal(hj_check_record(copy, NULL, NULL, &err), HJ_OK);
	assert_null(hj_record_find(copy, "aaaaaa"));
	assert_string_not_equal(hj_node_attr(root, "id"), "0123456789abcdef");
	hj_record_free(copy);
	hj_record_free(r);
}

static void
what_was_said_of_a_group_is_theirs_without_the_others(void **state)
{
	struct hj_record *r = parsed(THEY OTHER_VICTIM
	    "<group id=\"gggggg\"><label>four at the river</label>"
	    "<count id=\"hhhhhh\"><min>4</min><sex>f</sex></count>"
	    "<member id=\"jjjjjj\"><person>aaaaaa</person></member>"
	    "<member id=\"kkkkkk\"><person>bbbbbb</person></member></group>"
	    "<detention id=\"dddddd\"><who>gggggg</who><state>CN</state>"
	    "</detention>"
	    "<detention id=\"eeeeee\"><who>bbbbbb</who><state>LA</state>"
	    "</detention>");
	struct hj_record *copy = copy_of(r, "aaaaaa", NULL, NULL);
	const struct hj_node *g = hj_node_child(hj_record_root(copy), "group");
	const struct hj_node *d =
	    hj_node_child(hj_record_root(copy), "detention");

	(void)state;
	assert_non_null(g);
	assert_int_equal(hj_node_count(g, "member"), 1);
	assert_string_equal(hj_node_value(hj_node_child(g, "member"), "person"),
	    hj_node_attr(hj_subjectcopy_person(copy), "id"));
	assert_null(hj_node_value(hj_node_child(g, "count"), "sex"));
	assert_string_equal(hj_node_value(d, "who"), hj_node_attr(g, "id"));
	assert_null(hj_node_same(d));
	assert_false(says(copy, "LA"));
	hj_record_free(copy);
	hj_record_free(r);
}

static void
the_summary_is_theirs_where_the_file_is_about_nobody_else(void **state)
{
	static const char rest[] =
	    "<title>The river</title><summary id=\"ssssss\"><text>All of it"
	    "</text></summary>";
	char alone[1024], two[2048];
	struct hj_record *r, *copy;

	(void)state;
	(void)snprintf(alone, sizeof(alone), "%s%s", rest, THEY);
	(void)snprintf(two, sizeof(two), "%s%s%s", rest, THEY, OTHER_VICTIM);
	r = parsed(alone);
	copy = copy_of(r, "aaaaaa", NULL, NULL);
	assert_true(says(copy, "All of it") && says(copy, "The river"));
	hj_record_free(copy);
	hj_record_free(r);
	r = parsed(two);
	copy = copy_of(r, "aaaaaa", NULL, NULL);
	assert_false(says(copy, "All of it") || says(copy, "The river"));
	hj_record_free(copy);
	hj_record_free(r);
}

static void
evidence_is_theirs_where_something_of_theirs_rests_on_it(void **state)
{
	struct hj_record *r =
	    parsed("<person id=\"aaaaaa\" role=\"victim\"><name id=\"nnnnnn\"><full>"
		   "Seo Ga Ram</full></name><photo id=\"pppppp\"><evidence>vvvvvv"
		   "</evidence></photo></person>" OTHER_VICTIM
		   "<evidence id=\"vvvvvv\"><title>hers</title></evidence>"
		   "<evidence id=\"wwwwww\"><title>of others</title></evidence>");
	struct hj_buf ids = HJ_BUF(1024);
	struct hj_record *copy = copy_of(r, "aaaaaa", NULL, &ids);

	(void)state;
	assert_true(says(copy, "hers"));
	assert_false(says(copy, "of others"));
	assert_int_equal(ids.len, HJ_SUBJECT_ID);
	assert_string_equal((const char *)ids.data, "vvvvvv");
	hj_buf_clear(&ids);
	hj_record_free(copy);
	hj_record_free(r);
}

static bool
is_listed(void *with, const struct hj_node *n)
{
	return n == with;
}

static void
what_somebody_takes_out_stays_behind(void **state)
{
	struct hj_record *r =
	    parsed(THEY "<event id=\"eeeeee\"><who id=\"ffffff\">aaaaaa</who>"
			"<outcome>with Bae Na Ri</outcome></event>");
	struct hj_subjectcopy in = { .record = r,
		.person = "aaaaaa",
		.leave = is_listed };
	struct hj_record *copy = NULL;
	struct hj_error err = HJ_ERROR;

	(void)state;
	in.with = hj_node_child(hj_record_find(r, "eeeeee"), "outcome");
	assert_int_equal(hj_subjectcopy_make(&in, &copy, &err), HJ_OK);
	assert_false(says(copy, "Bae Na Ri"));
	assert_int_equal(hj_node_count(hj_record_root(copy), "event"), 1);
	hj_record_free(copy);
	/* Without them it is nobody's copy. */
	in.with = hj_record_find(r, "aaaaaa");
	assert_int_equal(hj_subjectcopy_make(&in, &copy, &err), HJ_EREFUSED);
	in.person = "eeeeee";
	assert_int_equal(hj_subjectcopy_make(&in, &copy, &err), HJ_ENOTFOUND);
	hj_record_free(r);
}

static bool
has_field(const struct hj_elem *e, const char *parent, const char *child)
{
	if (strcmp(e->name, parent) == 0 &&
	    hj_schema_child(e, child, strlen(child)) != NULL)
		return true;
	for (size_t i = 0; i < e->nchildren; i++)
		if (has_field(&e->children[i], parent, child))
			return true;
	return false;
}

static void
every_field_of_the_table_is_one_of_the_schema(void **state)
{
	const char *parent, *field;
	size_t i = 0;

	(void)state;
	for (; (field = hj_redact_subject_field(i, &parent)) != NULL; i++)
		if (!has_field(hj_schema_root("case", 4), parent, field))
			fail_msg("no field %s.%s", parent, field);
	assert_true(i > 20);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    every_field_of_theirs_is_in_their_copy_and_none_of_anybody_else),
		cmocka_unit_test(
		    their_own_words_and_public_ones_stay_and_those_of_others_are_told),
		cmocka_unit_test(a_relative_is_a_family_member_and_a_broker_nobody),
		cmocka_unit_test(
		    what_was_said_of_a_group_is_theirs_without_the_others),
		cmocka_unit_test(
		    the_summary_is_theirs_where_the_file_is_about_nobody_else),
		cmocka_unit_test(
		    evidence_is_theirs_where_something_of_theirs_rests_on_it),
		cmocka_unit_test(what_somebody_takes_out_stays_behind),
		cmocka_unit_test(every_field_of_the_table_is_one_of_the_schema),
	};

	return cmocka_run_group_tests_name("subjectcopy", tests, NULL, NULL);
}

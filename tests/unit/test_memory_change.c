/*
 * A file is changed without memory: merged, made one with another and parted,
 * reverted, typed over, settled, cut out of.  All of it or HJ_ENOMEM.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "core/case/codec.h"
#include "core/case/fieldtext.h"
#include "core/links/absorb.h"
#include "core/links/revert.h"
#include "core/links/split.h"
#include "core/merge/merge.h"
#include "core/merge/settle.h"
#include "tests/unit/sisters.h"

static struct hj_record *whole, *two, *mine, *theirs, *merged;

/* ---- versions ---- */

static int
put(struct hj_record *r, int rc, struct hj_buf *to, struct hj_error *err)
{
	if (rc == HJ_OK)
		rc = hj_codec_encode(r, to, err);
	hj_record_free(r);
	return rc;
}

static int
merge(const void *from, struct hj_buf *to, struct hj_error *err)
{
	struct hj_record *r = NULL;
	int rc = hj_merge_three(from, mine, theirs, &r, err);

	return put(r, rc, to, err);
}

static int
told(void *to, enum hj_revert_why why, const struct hj_node *node,
    struct hj_error *err)
{
	return hj_buf_printf(to, err, "%d %s\n", (int)why, node->name);
}

static int
revert(const void *from, struct hj_buf *to, struct hj_error *err)
{
	struct hj_record *r = NULL;
	int rc =
	    hj_revert(from, from == theirs ? mine : theirs, told, to, &r, err);

	return put(r, rc, to, err);
}

static void
versions_come_together_and_back(void **state)
{
	(void)state;
	all_or_no_memory(merge, two);
	all_or_no_memory(merge, NULL);
	all_or_no_memory(revert, mine);
	all_or_no_memory(revert, theirs);
}

/* ---- two files and one ---- */

static int
absorb(const void *from, struct hj_buf *to, struct hj_error *err)
{
	static const struct hj_same_person same = { "aaaaa1", "zzzzz1" };
	const struct hj_record *other = from;
	struct hj_record *one = NULL, *rest = NULL, *a = NULL, *b = NULL;
	struct hj_absorbed stays = { .before = two },
			   parts = { .before = other };
	int rc = hj_absorb(two, other, &same, 1, &one, &rest, err);

	if (rc == HJ_OK) {
		stays.after = stays.now = one;
		parts.after = parts.now = rest;
		rc = hj_absorb_undo(&stays, &parts, &a, &b, err);
	}
	rc = put(one, rc, to, err);
	rc = put(rest, rc, to, err);
	rc = put(a, rc, to, err);
	return put(b, rc, to, err);
}

static int
moved(void *to, enum hj_split_how how, const struct hj_node *node,
    struct hj_error *err)
{
	return hj_buf_printf(to, err, "%d %s\n", (int)how, node->name);
}

static int
split(const void *from, struct hj_buf *to, struct hj_error *err)
{
	struct hj_record *r = NULL, *other = NULL;
	int rc = hj_record_copy(from, &r, err);

	if (rc == HJ_OK)
		rc = hj_split(r, person_of(r, 0), moved, to, &other, err);
	rc = put(other, rc, to, err);
	return put(r, rc, to, err);
}

static void
files_become_one_and_part(void **state)
{
	struct hj_record *other = decoded(
	    "<case xmlns=\"" HJ_CASE_NS
	    "\" id=\"zzzzzzzzzzzzzzzz\" kind=\"person\"><title>The other</title>"
	    "<person id=\"zzzzz1\" role=\"victim\"><name id=\"zzzzz2\"><full>Seo Garam"
	    "</full></name><birth id=\"zzzzz3\"><date>1988</date></birth></person>"
	    "<event id=\"zzzzz4\" type=\"arrest\"><who id=\"zzzzz5\">zzzzz1</who>"
	    "<date>2019-04</date></event><note id=\"zzzzz6\"><text>x</text></note></case>");

	(void)state;
	all_or_no_memory(absorb, other);
	all_or_no_memory(split, two);
	hj_record_free(other);
}

/* ---- conflicts ---- */

enum how { STANDING, OTHER, BOTH, VALUE };

/* The rows of a merge, one after the other; what is refused stays. */
static int
settle(const void *from, struct hj_buf *to, struct hj_error *err)
{
	const enum how how = *(const enum how *)from;
	struct hj_record *r = NULL;
	int rc = hj_record_copy(merged, &r, err);

	for (struct hj_node *row = NULL; rc == HJ_OK;) {
		struct hj_conflict c;
		size_t n = 0;

		if ((row = hj_conflict_next(r, row)) == NULL)
			break;
		if (!hj_conflict_read(row, &c))
			continue;
		if (how == STANDING)
			hj_settle_standing(r, &c);
		else if (how == OTHER)
			rc = hj_settle_other(r, &c, err);
		else if (how == BOTH)
			rc = hj_settle_both(r, &c, err);
		else
			rc = hj_settle_value(r, &c, "1990", 4, err);
		n = rc == HJ_EREFUSED || rc == HJ_EINVAL;
		rc = n != 0 ? HJ_OK : rc;
		row = n != 0 ? row : NULL;
	}
	return put(r, rc, to, err);
}

static void
conflicts_are_settled(void **state)
{
	static const enum how hows[] = { STANDING, OTHER, BOTH, VALUE };
	size_t n = 0;
	struct hj_error err = HJ_ERROR;

	(void)state;
	assert_int_equal(hj_conflict_count(merged, &n, &err), HJ_OK);
	assert_true(n > 3);
	for (size_t i = 0; i < HJ_LEN(hows); i++)
		all_or_no_memory(settle, &hows[i]);
}

/* ---- in an editor ---- */

static int
name(void *to, const struct hj_node *node, struct hj_buf *line,
    struct hj_error *err)
{
	(void)to;
	return hj_buf_puts(line, node->name, err);
}

static int
fault(void *to, size_t line, const char *text, struct hj_error *err)
{
	(void)text;
	return hj_buf_printf(to, err, "%zu\n", line);
}

static int
type_over(const void *from, struct hj_buf *to, struct hj_error *err)
{
	static const char more[] =
	    "title: Another\nperson[+n].name.full: Seo Ha Neul\n"
	    "event[+e].who: +n\nevent[+e].narrative.text: |\n    One.\n    Two.\n"
	    "person[aaaaa1].nationality+: KP\n";
	const struct hj_fieldtext_how how = { .korean = from == whole,
		.name = name };
	const struct hj_fieldtext_reader by = { .fault = fault, .to = to };
	struct hj_buf text = HJ_BUF(HJ_CASE_MAX);
	struct hj_fieldtext *t = NULL;
	int rc;

	if ((rc = hj_fieldtext_write(from, &how, &text, err)) == HJ_OK &&
	    from == two)
		rc = hj_buf_puts(&text, more, err);
	if (rc == HJ_OK)
		rc = hj_fieldtext_read(from, (const char *)text.data, text.len,
		    &by, &t, err);
	rc = put(t != NULL ? hj_fieldtext_take(t) : NULL, rc, to, err);
	hj_fieldtext_free(t);
	hj_buf_clear(&text);
	return rc;
}

static void
a_file_is_typed_over(void **state)
{
	(void)state;
	all_or_no_memory(type_over, two);
}

/* ---- the files ---- */

/* Paths and values: one a line. */
static struct hj_record *
changed(const char *const (*set)[2], size_t n)
{
	struct hj_path_labels labels = { .n = 0 };
	struct hj_error err = HJ_ERROR;
	struct hj_record *r = NULL;

	assert_int_equal(hj_record_copy(two, &r, &err), HJ_OK);
	for (size_t i = 0; i < n; i++)
		if (hj_path_apply(r, set[i][0], strlen(set[i][0]), HJ_PATH_SET,
			set[i][1], strlen(set[i][1]), &labels, NULL,
			&err) != HJ_OK)
			fail_msg("%s", err.text);
	return r;
}

static int
set_up(void **state)
{
	static const char *const a[][2] = { { "title", "Mine" },
		{ "person[aaaaa1].sex", "m" }, { "person[aaaaa1].age.n", "32" },
		{ "event[evt001].date", "2019-05" },
		{ "detention[det001].state", "LA" },
		{ "consent[cns001].status", "refused" },
		{ "event[evt001].src", "src002" },
		{ "source[src001].title", "My paper" } };
	static const char *const b[][2] = { { "title", "Theirs" },
		{ "person[aaaaa1].sex", "x" }, { "person[aaaaa1].age.n", "33" },
		{ "event[evt001].date", "2019-06" },
		{ "detention[det001].state", "TH" },
		{ "consent[cns001].status", "withdrawn" },
		{ "event[evt001].basis", "heard" },
		{ "source[src001].title", "Their paper" } };
	struct hj_error err = HJ_ERROR;
	struct hj_node *n;

	(void)state;
	whole = with_everything("case");
	two = parsed(sisters);
	mine = changed(a, HJ_LEN(a));
	theirs = changed(b, HJ_LEN(b));
	/* The one takes out what the other writes into. */
	n = hj_record_find(mine, "rep001");
	hj_record_remove(n);
	assert_int_equal(hj_record_set_text(theirs,
			     hj_node_child(hj_record_find(theirs, "rep001"),
				 "date"),
			     "2019-06", 7, &err),
	    HJ_OK);
	assert_int_equal(hj_merge_three(two, mine, theirs, &merged, &err),
	    HJ_OK);
	return 0;
}

static int
tear_down(void **state)
{
	struct hj_record *const all[] = { whole, two, mine, theirs, merged };

	(void)state;
	for (size_t i = 0; i < HJ_LEN(all); i++)
		hj_record_free(all[i]);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(versions_come_together_and_back),
		cmocka_unit_test(files_become_one_and_part),
		cmocka_unit_test(conflicts_are_settled),
		cmocka_unit_test(a_file_is_typed_over),
	};

	return cmocka_run_group_tests_name("memory of changes", tests, set_up,
	    tear_down);
}

/* What a path means in any revision of a file (core/case/pathset.h). */
#include "core/case/pathset.h"
#include "tests/unit/paths.h"

static int
reads(struct file *f, const char *path, struct hj_pathset *s)
{
	f->err = HJ_ERROR;
	return hj_pathset_read(f->r, path, s, &f->err);
}

static struct hj_node *
find(struct file *f, const char *path, enum hj_attr_name *attr)
{
	struct hj_node *node = NULL;

	if (hj_path_find(f->r, path, &node, attr, &f->err) != HJ_OK)
		fail_msg("%s: %s", path, f->err.text);
	return node;
}

/* Is what the second path leads to among what the first one means? */
static bool
means(struct file *f, const char *path, const char *field)
{
	enum hj_attr_name attr;
	struct hj_pathset s;
	struct hj_node *node = find(f, field, &attr);

	if (reads(f, path, &s) != HJ_OK)
		fail_msg("%s: %s", path, f->err.text);
	return hj_pathset_has(&s, node, attr);
}

/* Two people, one of them with two births. */
static void
fill(struct file *f)
{
	applies(f, "person[+a].name.full=Kim Hanbit");
	applies(f, "person[+a].birth[+x].date=1985");
	applies(f, "person[+a].birth[+x].conf=restricted");
	applies(f, "person[+a].birth[+y].date=1987");
	applies(f, "person[+b].name.full=Min Dallae");
	applies(f, "person[+b].sex=f");
}

static void
a_step_without_brackets_means_every_occurrence(void **state)
{
	struct file *f = *state;

	fill(f);
	assert_true(means(f, "person.birth", "person[1].birth[1].date"));
	assert_true(means(f, "person.birth", "person[1].birth[2].date"));
	assert_true(means(f, "person.birth.date", "person[1].birth[2].date"));
	assert_false(means(f, "person.birth", "person[2].sex"));
	assert_true(means(f, "person", "person[2].sex"));
	assert_true(means(f, "case", "person[2].sex"));
}

static void
a_position_is_the_element_that_stands_there(void **state)
{
	struct file *f = *state;
	struct hj_node *moved;
	enum hj_attr_name attr;
	struct hj_pathset s;

	fill(f);
	assert_true(means(f, "person[1].birth[2]", "person[1].birth[2].date"));
	assert_false(means(f, "person[1].birth[2]", "person[1].birth[1].date"));
	assert_false(means(f, "person[2].name", "person[1].name.full"));
	assert_int_equal(reads(f, "person[1].birth[2]", &s), HJ_OK);
	moved = find(f, "person[1].birth[2]", &attr);
	hj_record_remove(find(f, "person[1].birth[1]", &attr));
	assert_true(hj_pathset_has(&s, moved, HJ_NATTRS));
}

static void
an_id_means_an_element_that_is_gone(void **state)
{
	struct file *f = *state;
	struct hj_pathset s;

	fill(f);
	assert_int_equal(reads(f, "person[zzzzzz].birth.date", &s), HJ_OK);
	assert_int_equal(s.n, 3);
}

static void
an_attribute_means_nothing_beside_it(void **state)
{
	struct file *f = *state;

	fill(f);
	assert_true(means(f, "person.birth.conf", "person[1].birth[1].conf"));
	assert_false(means(f, "person.birth.conf", "person[1].birth[1].date"));
	assert_true(means(f, "person.birth", "person[1].birth[1].conf"));
}

static void
korean_labels_are_steps(void **state)
{
	struct file *f = *state;

	fill(f);
	assert_true(means(f, "사람.이름", "person[2].name.full"));
}

static void
what_no_file_can_hold_is_refused(void **state)
{
	struct file *f = *state;
	struct hj_pathset s;

	fill(f);
	assert_int_equal(reads(f, "person.nmae", &s), HJ_EINVAL);
	assert_non_null(strstr(f->err.text, "did you mean 'name'?"));
	assert_int_equal(reads(f, "person.", &s), HJ_EINVAL);
	assert_int_equal(reads(f, "person[+a].name", &s), HJ_EINVAL);
	assert_int_equal(reads(f, "person[3].name", &s), HJ_ENOTFOUND);
	assert_int_equal(reads(f, "person.birth[2]", &s), HJ_EAMBIGUOUS);
	assert_int_equal(reads(f, "person[1].id", &s), HJ_EREFUSED);
	assert_int_equal(reads(f, "ext.colour", &s), HJ_EREFUSED);
}

static void
what_is_around_a_field_meets_it(void **state)
{
	struct file *f = *state;
	const struct hj_elem *person =
	    hj_schema_child(hj_record_root(f->r)->def, "person",
		strlen("person"));
	enum hj_attr_name attr;
	struct hj_pathset s;

	fill(f);
	assert_int_equal(reads(f, "person[1].birth.date", &s), HJ_OK);
	assert_true(hj_pathset_meets(&s, find(f, "person[1].birth[1]", &attr),
	    NULL));
	assert_false(hj_pathset_meets(&s, find(f, "person[2]", &attr), NULL));
	assert_false(hj_pathset_meets(&s, find(f, "person[1]", &attr),
	    hj_schema_child(person, "sex", strlen("sex"))));
	assert_true(hj_pathset_meets(&s, find(f, "person[1]", &attr),
	    hj_schema_child(person, "birth", strlen("birth"))));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		CLAIM(a_step_without_brackets_means_every_occurrence),
		CLAIM(a_position_is_the_element_that_stands_there),
		CLAIM(an_id_means_an_element_that_is_gone),
		CLAIM(an_attribute_means_nothing_beside_it),
		CLAIM(korean_labels_are_steps),
		CLAIM(what_no_file_can_hold_is_refused),
		CLAIM(what_is_around_a_field_meets_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

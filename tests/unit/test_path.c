#include "tests/unit/paths.h"
#include "tests/unit/wrap.h"

static void
encoded(struct file *f, struct hj_buf *b)
{
	hj_buf_reset(b);
	assert_int_equal(hj_codec_encode(f->r, b, &f->err), HJ_OK);
}

static void
setting_a_value_makes_the_parents_it_needs(void **state)
{
	struct file *f = *state;

	applies(f, "person.name.family=Kim");
	assert_string_equal(value_of(f, "person.name.family"), "Kim");
	applies(f, "person.name.family=Lee");
	assert_string_equal(value_of(f, "person[1].name[1].family"), "Lee");
	applies(f, "person.role=victim");
	assert_string_equal(value_of(f, "person.role"), "victim");
	applies(f, "status=open");
	assert_string_equal(value_of(f, "status"), "open");
	applies(f, "person.birth.date.cal=lunar");
	assert_string_equal(value_of(f, "person.birth.date.cal"), "lunar");
	assert_null(hj_node_same(hj_record_root(f->r)->first));
}

static void
add_makes_another_occurrence(void **state)
{
	struct file *f = *state;

	applies(f, "person.nationality=KP");
	applies(f, "person.nationality+=CN");
	assert_string_equal(value_of(f, "person.nationality[2]"), "CN");
	assert_int_equal(apply(f, "person.nationality=KR"), HJ_EAMBIGUOUS);
	applies(f, "event+=");
	applies(f, "event+=");
	assert_int_equal(apply(f, "event.date=2013"), HJ_EAMBIGUOUS);
	applies(f, "title+=x");
	assert_int_equal(apply(f, "title+=y"), HJ_EEXISTS);
	assert_int_equal(apply(f, "event[1]+=x"), HJ_EINVAL);
	assert_int_equal(apply(f, "event[3].date=2013"), HJ_ENOTFOUND);
	assert_int_equal(apply(f, "person.role+=witness"), HJ_EINVAL);
}

static void
a_label_names_one_element_in_one_command(void **state)
{
	struct file *f = *state;

	applies(f, "person[+m].name.family=Kim");
	applies(f, "person[+d].name.family=Kim");
	applies(f, "person[+m].name.given=Mi");
	applies(f, "relationship[+r].a=+m");
	applies(f, "relationship[+r].b=+d");
	applies(f, "event+=");
	applies(f, "event.src+=+d");
	assert_int_equal(f->labels.n, 3);
	assert_string_equal(f->labels.made[0].label, "m");
	assert_string_equal(value_of(f, "relationship.a"),
	    f->labels.made[0].id);
	assert_string_equal(value_of(f, "relationship.b"),
	    f->labels.made[1].id);
	assert_string_equal(value_of(f, "event.src"), f->labels.made[1].id);
	assert_string_equal(value_of(f, "person[1].name.given"), "Mi");
	assert_int_equal(apply(f, "relationship[+r].a=+x"), HJ_ENOTFOUND);
	assert_int_equal(apply(f, "person[+m]+="), HJ_EINVAL);
	assert_int_equal(apply(f, "title[+t]=x"), HJ_EINVAL);
	/* In a line of text it is text. */
	applies(f, "title=+m");
	assert_string_equal(value_of(f, "title"), "+m");
	assert_null(value_of(f, "person[+m].name.given"));
}

static void
a_failed_change_changes_nothing(void **state)
{
	static const char *const bad[] = { "person.name.famly=x",
		"person.name.family=a\tb", "person.name.family=\xff",
		"person.name.family=", "person.name=x",
		"relationship[+r].a=+none", "person[+n].name.family=a\nb",
		"person.id=abcdef", "id=0123456789abcdef", "person..name=x",
		"person.=x", ".person=x", "person[=x", "person[]=x",
		"person[0]=x", "person[x]=x", "person[1]x=y", "person[+]=x",
		"person.name.type+=legal", "person[k7m2qx].sex=f",
		"person.sex?=maybe", "person.role?=unknown", "person.sex-=x",
		"person.sex-=", "person.role-=", "status-=", "person=x" };
	struct hj_buf before = HJ_BUF(HJ_CASE_MAX);
	struct hj_buf after = HJ_BUF(HJ_CASE_MAX);
	struct file *f = *state;

	encoded(f, &before);
	for (size_t i = 0; i < HJ_LEN(bad); i++) {
		if (apply(f, bad[i]) == HJ_OK)
			fail_msg("not refused: %s", bad[i]);
		encoded(f, &after);
		assert_int_equal(after.len, before.len);
		assert_memory_equal(after.data, before.data, before.len);
		assert_int_equal(f->labels.n, 0);
		assert_null(strchr(f->err.text, '\t'));
	}
	hj_buf_clear(&before);
	hj_buf_clear(&after);
}

static void
no_memory_changes_nothing(void **state)
{
	struct hj_buf before = HJ_BUF(HJ_CASE_MAX);
	struct hj_buf after = HJ_BUF(HJ_CASE_MAX);
	struct file *f = *state;
	size_t nth = 0;
	int rc;

	encoded(f, &before);
	do {
		wrap.alloc = (struct wrap_call){ .fail_at = ++nth };
		rc = apply(f, "person[+a].name.family=Kim");
		wrap.alloc = (struct wrap_call){ 0 };
		if (rc == HJ_OK)
			break;
		assert_int_equal(rc, HJ_ENOMEM);
		encoded(f, &after);
		assert_int_equal(after.len, before.len);
		assert_int_equal(f->labels.n, 0);
	} while (nth < 100);
	assert_true(nth > 1 && nth < 100);
	hj_buf_clear(&before);
	hj_buf_clear(&after);
}

static void
text_of_a_group_stands_in_its_child(void **state)
{
	struct file *f = *state;

	applies(f, "summary=one\ntwo");
	assert_string_equal(value_of(f, "summary.text"), "one\ntwo");
	applies(f, "summary+=three");
	assert_string_equal(value_of(f, "summary[2].text"), "three");
	assert_int_equal(apply(f, "title=one\ntwo"), HJ_EINVAL);
}

static void
text_is_brought_to_nfc_and_said_so(void **state)
{
	struct file *f = *state;

	applies(f, "title=\xe1\x84\x92\xe1\x85\xa1\xe1\x86\xab");
	assert_true(f->changed);
	assert_string_equal(value_of(f, "title"), "한");
	applies(f, "title=한");
	assert_false(f->changed);
}

static void
unknown_takes_the_text_and_a_value_takes_unknown(void **state)
{
	struct file *f = *state;

	applies(f, "person.birth.date=1985");
	applies(f, "person.birth.date?=refused");
	assert_null(value_of(f, "person.birth.date"));
	assert_string_equal(value_of(f, "person.birth.date.known"), "refused");
	applies(f, "person.birth.date=1986");
	assert_null(value_of(f, "person.birth.date.known"));
	assert_int_equal(apply(f, "person.birth?=unknown"), HJ_EINVAL);
	applies(f, "person.religion?=not-asked");
	applies(f, "person.contact?=unknown");
	applies(f, "person.contact.value=x");
	assert_null(value_of(f, "person.contact.known"));
}

static void
sources_are_a_sorted_list(void **state)
{
	struct file *f = *state;

	applies(f, "event.src=k7m2qx b23456");
	assert_string_equal(value_of(f, "event.src"), "b23456 k7m2qx");
	applies(f, "event.src+=c23456 b23456");
	assert_string_equal(value_of(f, "event.src"), "b23456 c23456 k7m2qx");
	applies(f, "event.src-=");
	assert_null(value_of(f, "event.src"));
}

static void
remove_takes_an_element_or_an_attribute(void **state)
{
	struct file *f = *state;

	applies(f, "person.name.family=Kim");
	applies(f, "person.role=victim");
	applies(f, "person.role-=");
	assert_null(value_of(f, "person.role"));
	applies(f, "person.name.family-=");
	assert_int_equal(apply(f, "person.name.family-="), HJ_ENOTFOUND);
	applies(f, "person-=");
	assert_null(hj_record_root(f->r)->first);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		CLAIM(setting_a_value_makes_the_parents_it_needs),
		CLAIM(add_makes_another_occurrence),
		CLAIM(a_label_names_one_element_in_one_command),
		CLAIM(a_failed_change_changes_nothing),
		CLAIM(no_memory_changes_nothing),
		CLAIM(text_of_a_group_stands_in_its_child),
		CLAIM(text_is_brought_to_nfc_and_said_so),
		CLAIM(unknown_takes_the_text_and_a_value_takes_unknown),
		CLAIM(sources_are_a_sorted_list),
		CLAIM(remove_takes_an_element_or_an_attribute),
	};

	return sodium_init() < 0
	    ? 1
	    : cmocka_run_group_tests_name("path", tests, NULL, NULL);
}

#include "tests/unit/paths.h"
#include "tests/unit/wrap.h"

static void
the_path_of_every_node_finds_it_again(void **state)
{
	struct hj_buf b = HJ_BUF(4096);
	struct file *f = *state;
	struct hj_node *root = hj_record_root(f->r);

	applies(f, "person+=");
	applies(f, "person[1].name+=");
	applies(f, "person[1].name+=");
	applies(f, "person[1].name[2].given=x");
	applies(f, "person+=");
	applies(f, "title=x");
	for (struct hj_node *n = root; n != NULL; n = hj_node_next(n, root)) {
		enum hj_attr_name attr;
		struct hj_node *found = NULL;
		const char *path;

		hj_buf_reset(&b);
		assert_int_equal(hj_path_of(n, HJ_NATTRS, &b, &f->err), HJ_OK);
		assert_int_equal(hj_buf_text(&b, &path, &f->err), HJ_OK);
		assert_int_equal(hj_path_find(f->r, path, &found, &attr,
				     &f->err),
		    HJ_OK);
		assert_ptr_equal(found, n);
		assert_int_equal(attr, HJ_NATTRS);
	}
	hj_buf_clear(&b);
}

static void
foreign_elements_have_paths_too(void **state)
{
	static const char text[] =
	    "<case xmlns=\"urn:hanji:case:1\" id=\"0123456789abcdef\">"
	    "<ext id=\"x2y3z4\"><f:a xmlns:f=\"urn:f\"><f:b.c>1</f:b.c>"
	    "<f:d>2</f:d><f:d>3</f:d></f:a></ext></case>";
	struct hj_buf b = HJ_BUF(4096);
	struct file *f = *state;
	const struct hj_node *last;
	const char *path;

	hj_record_free(f->r);
	f->r = NULL;
	assert_int_equal(hj_codec_decode((const uint8_t *)text,
			     sizeof(text) - 1, &f->r, &f->err),
	    HJ_OK);
	assert_string_equal(value_of(f, "ext.f:a.f:d[2]"), "3");
	assert_string_equal(value_of(f, "ext[x2y3z4].*.*[1]"), "1");
	assert_null(value_of(f, "ext.f:a.f:d"));
	last = hj_record_root(f->r)->first->first->last;
	assert_int_equal(hj_path_of(last, HJ_NATTRS, &b, &f->err), HJ_OK);
	assert_int_equal(hj_buf_text(&b, &path, &f->err), HJ_OK);
	assert_string_equal(path, "ext.f:a.f:d[2]");
	hj_buf_reset(&b);
	last = hj_record_root(f->r)->first->first->first;
	assert_int_equal(hj_path_of(last, HJ_NATTRS, &b, &f->err), HJ_OK);
	assert_int_equal(hj_buf_text(&b, &path, &f->err), HJ_OK);
	assert_string_equal(path, "ext.f:a.*[1]");
	assert_int_equal(apply(f, "ext.f:a.f:d[1]=4"), HJ_EREFUSED);
	applies(f, "ext.f:a.f:d[1]-=");
	assert_string_equal(value_of(f, "ext.f:a.f:d"), "3");
	hj_buf_clear(&b);
}

static void
a_path_tells_its_field_and_changes_nothing(void **state)
{
	static const char path[] = "person[+a].birth[+b].date";
	struct hj_path_field field;
	struct file *f = *state;
	const struct hj_elem *first = hj_record_root(f->r)->def;

	assert_int_equal(hj_path_field(f->r, path, strlen(path), HJ_PATH_SET,
			     &f->labels, &field, &f->err),
	    HJ_OK);
	assert_int_equal(field.def->value, HJ_V_DATE);
	assert_string_equal(field.parent->name, "birth");
	assert_int_equal(field.attr, HJ_NATTRS);
	assert_null(field.node);
	assert_null(hj_node_child(hj_record_root(f->r), "person"));
	applies(f, "person[+a].birth[+b].date=1975");
	assert_int_equal(hj_path_field(f->r, path, strlen(path), HJ_PATH_SET,
			     &f->labels, &field, &f->err),
	    HJ_OK);
	assert_string_equal(field.node->text, "1975");
	assert_int_equal(hj_path_field(f->r, "person.role", 11, HJ_PATH_SET,
			     NULL, &field, &f->err),
	    HJ_OK);
	assert_int_equal(field.attr, HJ_A_ROLE);
	assert_ptr_equal(field.parent, first);
	assert_int_equal(hj_path_field(f->r, "person.nmae", 11, HJ_PATH_SET,
			     NULL, &field, &f->err),
	    HJ_EINVAL);
}

static void
a_path_in_words_reads_like_a_form(void **state)
{
	struct hj_buf b = HJ_BUF(4096);
	struct file *f = *state;
	enum hj_attr_name attr;
	struct hj_node *node;
	const char *text;

	applies(f, "person.name.family=Kim");
	assert_int_equal(hj_path_find(f->r, "person.name.family", &node, &attr,
			     &f->err),
	    HJ_OK);
	assert_int_equal(hj_path_label(node, attr, false, &b, &f->err), HJ_OK);
	assert_int_equal(hj_buf_text(&b, &text, &f->err), HJ_OK);
	assert_string_equal(text, "person / name / family name");
	hj_buf_reset(&b);
	assert_int_equal(hj_path_label(node->parent, HJ_A_TYPE, true, &b,
			     &f->err),
	    HJ_OK);
	assert_int_equal(hj_buf_text(&b, &text, &f->err), HJ_OK);
	assert_string_equal(text, "사람 / 이름 / 유형구분");
	hj_buf_clear(&b);
}

static void
labels_of_the_schema_are_accepted(void **state)
{
	struct file *f = *state;

	applies(f, "사람.이름.성=김");
	assert_string_equal(value_of(f, "person.name.family"), "김");
	assert_string_equal(value_of(f, "person.name.family name"), "김");
	applies(f, "사람.역할=victim");
	assert_string_equal(value_of(f, "person.role"), "victim");
}

static void
ambiguity_lists_the_candidates_and_they_work(void **state)
{
	struct file *f = *state;
	char path[64];
	const char *at;

	applies(f, "event+=");
	applies(f, "event+=");
	assert_int_equal(apply(f, "event.date=2013"), HJ_EAMBIGUOUS);
	at = strstr(f->err.text, "event[");
	assert_non_null(at);
	memcpy(path, at, 13);
	memcpy(path + 13, ".date=2013", 11);
	applies(f, path);
	path[18] = '\0';
	assert_string_equal(value_of(f, path), "2013");
}

static void
that_there_are_several_is_known_without_memory(void **state)
{
	struct file *f = *state;
	enum hj_attr_name attr;
	struct hj_node *node;

	applies(f, "event+=");
	applies(f, "event+=");
	wrap.alloc = (struct wrap_call){ .fail_at = 1, .sticky = true };
	assert_int_equal(hj_path_find(f->r, "event.date", &node, &attr,
			     &f->err),
	    HJ_EAMBIGUOUS);
	wrap.alloc = (struct wrap_call){ 0 };
}

static void
an_operator_splits_field_and_value(void **state)
{
	static const struct {
		const char *arg;
		size_t n;
		enum hj_path_op op;
		const char *value;
	} rows[] = { { "a=b", 1, HJ_PATH_SET, "b" },
		{ "a+=b=c", 1, HJ_PATH_ADD, "b=c" },
		{ "a.b-=", 3, HJ_PATH_REMOVE, "" },
		{ "a?=unknown", 1, HJ_PATH_KNOWN, "unknown" },
		{ "a=-", 1, HJ_PATH_SET, "-" } };
	struct file *f = *state;
	const char *path, *value;
	enum hj_path_op op;
	size_t n;

	for (size_t i = 0; i < HJ_LEN(rows); i++) {
		assert_int_equal(hj_path_split(rows[i].arg, &path, &n, &op,
				     &value, &f->err),
		    HJ_OK);
		assert_int_equal(n, rows[i].n);
		assert_int_equal(op, rows[i].op);
		assert_string_equal(value, rows[i].value);
	}
	assert_int_equal(apply(f, "event.date"), HJ_EINVAL);
	assert_int_equal(apply(f, "=x"), HJ_EINVAL);
	assert_int_equal(apply(f, "+=x"), HJ_EINVAL);
}

static void
an_unknown_field_suggests_the_nearest(void **state)
{
	struct file *f = *state;

	assert_int_equal(apply(f, "person.name.famly=x"), HJ_EINVAL);
	assert_string_equal(f->err.text,
	    "field 'person.name.famly': 'name' has no field 'famly': did you mean 'family'?");
	assert_int_equal(apply(f, "person.rol=x"), HJ_EINVAL);
	assert_non_null(strstr(f->err.text, "'role'"));
	assert_int_equal(apply(f, "person.name=x"), HJ_EINVAL);
	assert_non_null(strstr(f->err.text, "such as 'name.family'"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		CLAIM(the_path_of_every_node_finds_it_again),
		CLAIM(foreign_elements_have_paths_too),
		CLAIM(a_path_tells_its_field_and_changes_nothing),
		CLAIM(a_path_in_words_reads_like_a_form),
		CLAIM(labels_of_the_schema_are_accepted),
		CLAIM(ambiguity_lists_the_candidates_and_they_work),
		CLAIM(that_there_are_several_is_known_without_memory),
		CLAIM(an_operator_splits_field_and_value),
		CLAIM(an_unknown_field_suggests_the_nearest),
	};

	return sodium_init() < 0
	    ? 1
	    : cmocka_run_group_tests_name("path_find", tests, NULL, NULL);
}

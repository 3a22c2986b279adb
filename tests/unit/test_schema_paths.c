/* Every field path that the schema table knows can be set, read back, changed
 * alone, and goes through the canonical bytes and back. */
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
#include "core/case/diff.h"
#include "core/case/path.h"
#include "core/case/schema_walk.h"
#include "tests/unit/gen_whole.h"

static const char *const roots[] = { "case", "petition", "tombstone" };

struct file {
	size_t n;
	struct hj_record *r;
	struct hj_path_labels labels;
};

static struct gen_whole fields[GEN_WHOLE_MAX];

static void
set(struct file *f, const struct gen_whole *g, const char *value)
{
	struct hj_error err = HJ_ERROR;

	if (hj_path_apply(f->r, g->path, strlen(g->path),
		g->known ? HJ_PATH_KNOWN : HJ_PATH_SET, value, strlen(value),
		&f->labels, NULL, &err) != HJ_OK)
		fail_msg("%s", err.text);
}

static void
make(struct file *f, const char *root)
{
	struct hj_error err = HJ_ERROR;

	*f = (struct file){ .n = gen_whole(root, fields, NULL) };
	assert_int_equal(hj_record_new(root, &f->r, &err), HJ_OK);
	for (size_t i = 0; i < f->n; i++)
		set(f, &fields[i], fields[i].value);
}

static const char *
id_of(const struct file *f, const char *label, size_t n)
{
	for (size_t i = 0; i < f->labels.n; i++)
		if (strlen(f->labels.made[i].label) == n &&
		    memcmp(f->labels.made[i].label, label, n) == 0)
			return f->labels.made[i].id;
	fail_msg("nothing is called +%.*s", (int)n, label);
	return NULL;
}

/* The path as it is after the command: ids where there were labels. */
static void
with_ids(const struct file *f, const char *path, char *ret, size_t size)
{
	size_t len = 0;

	while (*path != '\0') {
		size_t n = strcspn(path, "[");

		len += (size_t)snprintf(ret + len, size - len, "%.*s", (int)n,
		    path);
		path += n;
		if (*path == '\0')
			break;
		n = strcspn(path, "]");
		len += (size_t)snprintf(ret + len, size - len, "[%s]",
		    id_of(f, path + 2, n - 2));
		path += n + 1;
	}
}

/* The value as it stands in the file. */
static const char *
meant(const struct file *f, const struct gen_whole *g, const char *value)
{
	return g->refers ? id_of(f, value + 1, strlen(value) - 1) : value;
}

static void
reads(const struct file *f, const struct gen_whole *g, const char *value)
{
	struct hj_error err = HJ_ERROR;
	enum hj_attr_name attr;
	struct hj_node *node;
	char path[256];
	const char *is;

	with_ids(f, g->path, path, sizeof(path));
	if (hj_path_find(f->r, path, &node, &attr, &err) != HJ_OK)
		fail_msg("%s", err.text);
	assert_int_equal(attr, g->known ? HJ_NATTRS : g->attr);
	assert_ptr_equal(node->def, g->def);
	is = g->attr != HJ_NATTRS
	    ? hj_node_attr(node, hj_schema_attr_name(g->attr))
	    : node->text;
	assert_non_null(is);
	assert_string_equal(is, meant(f, g, value));
}

static void
every_field_can_be_set_and_read_back(void **state)
{
	(void)state;
	for (size_t i = 0; i < HJ_LEN(roots); i++) {
		struct file f;

		make(&f, roots[i]);
		for (size_t j = 0; j < f.n; j++)
			reads(&f, &fields[j], fields[j].value);
		print_message("%s: %zu fields and attributes\n", roots[i], f.n);
		hj_record_free(f.r);
	}
}

/* No row of the table was left out. */
static int
counted(void *to, const struct hj_schema_at *at, struct hj_error *err)
{
	size_t *n = to;

	(void)err;
	*n += at->elem->nchildren == 0 ? 1 : 0;
	for (size_t i = 0; i < HJ_NATTRS; i++)
		*n += i != HJ_A_ID && i != HJ_A_KNOWN ? at->elem->attrs >> i & 1
						      : 0;
	return HJ_OK;
}

/* The second ones: themselves, and what has to stand in them. */
static int
groups(void *to, const struct hj_schema_at *at, struct hj_error *err)
{
	size_t *n = to;
	const struct hj_elem *e = at->elem;

	(void)err;
	if (at->parent == NULL || !hj_schema_repeats(e) || e->nchildren == 0)
		return HJ_OK;
	(*n)++;
	for (size_t i = 0; i < e->nchildren; i++)
		*n += e->children[i].card == HJ_ONE ||
			e->children[i].card == HJ_SOME
		    ? 1
		    : 0;
	return HJ_OK;
}

static void
every_row_of_the_table_is_among_them(void **state)
{
	(void)state;
	for (size_t i = 0; i < HJ_LEN(roots); i++) {
		const struct hj_elem *root =
		    hj_schema_root(roots[i], strlen(roots[i]));
		struct hj_error err = HJ_ERROR;
		size_t want = 0, left;

		assert_int_equal(hj_schema_walk(root, counted, &want, &err),
		    HJ_OK);
		assert_int_equal(hj_schema_walk(root, groups, &want, &err),
		    HJ_OK);
		assert_int_equal(gen_whole(roots[i], fields, &left) + left,
		    want);
		/* Other files have no sources, and share rows that name them. */
		if (i == 0)
			assert_int_equal(left, 0);
	}
}

/* ---- what differs ---- */

struct seen {
	const struct gen_whole *field;
	struct hj_buf path;
	size_t n;
};

static int
see(void *to, const struct hj_difference *d, struct hj_error *err)
{
	struct seen *s = to;
	const struct gen_whole *g = s->field;

	s->n++;
	assert_int_equal(d->kind,
	    g->attr != HJ_NATTRS ? HJ_DIFF_ATTR : HJ_DIFF_TEXT);
	assert_ptr_equal(d->after->def, g->def);
	if (g->attr != HJ_NATTRS)
		assert_string_equal(d->attr, hj_schema_attr_name(g->attr));
	hj_buf_reset(&s->path);
	return hj_diff_path(d, &s->path, err);
}

/* The path that the difference is said under leads to what was changed. */
static void
leads_there(const struct file *f, struct seen *s)
{
	const struct gen_whole *g = s->field;
	struct hj_error err = HJ_ERROR;
	enum hj_attr_name attr;
	struct hj_node *there, *node;
	char path[256];
	const char *said;

	with_ids(f, g->path, path, sizeof(path));
	assert_int_equal(hj_path_find(f->r, path, &node, &attr, &err), HJ_OK);
	assert_int_equal(hj_buf_text(&s->path, &said, &err), HJ_OK);
	if (hj_path_find(f->r, said, &there, &attr, &err) != HJ_OK)
		fail_msg("%s: %s", said, err.text);
	assert_ptr_equal(there, node);
	assert_int_equal(attr, g->attr);
}

static void
a_changed_field_is_the_only_difference(void **state)
{
	(void)state;
	for (size_t i = 0; i < HJ_LEN(roots); i++) {
		struct hj_error err = HJ_ERROR;
		struct file f;
		size_t changed = 0;

		make(&f, roots[i]);
		for (size_t j = 0; j < f.n; j++) {
			struct gen_whole *g = &fields[j];
			struct hj_record *before = NULL;
			struct seen s = { .field = g,
				.path = HJ_BUF(HJ_LINE_MAX) };

			if (g->other[0] == '\0')
				continue;
			assert_int_equal(hj_record_copy(f.r, &before, &err),
			    HJ_OK);
			set(&f, g, g->other);
			reads(&f, g, g->other);
			assert_int_equal(hj_diff_records(before, f.r, see, &s,
					     &err),
			    HJ_OK);
			if (s.n != 1)
				fail_msg("%s: %zu differences", g->path, s.n);
			leads_there(&f, &s);
			set(&f, g, g->value);
			assert_int_equal(hj_diff_records(before, f.r, see, &s,
					     &err),
			    HJ_OK);
			assert_int_equal(s.n, 1);
			hj_buf_clear(&s.path);
			hj_record_free(before);
			changed++;
		}
		assert_true(changed > 0);
		print_message("%s: %zu of %zu changed\n", roots[i], changed,
		    f.n);
		hj_record_free(f.r);
	}
}

/* ---- bytes ---- */

static int
no_fault(void *to, const struct hj_finding *finding, struct hj_error *err)
{
	(void)to;
	(void)err;
	if (finding->level == HJ_FAULT)
		fail_msg("%s: %s", finding->path, finding->text);
	return HJ_OK;
}

static void
a_file_of_all_fields_is_valid_and_its_bytes_come_back(void **state)
{
	(void)state;
	for (size_t i = 0; i < HJ_LEN(roots); i++) {
		struct hj_buf one = HJ_BUF(HJ_CASE_MAX);
		struct hj_buf two = HJ_BUF(HJ_CASE_MAX);
		struct hj_record *back = NULL;
		struct hj_error err = HJ_ERROR;
		struct file f;

		make(&f, roots[i]);
		assert_int_equal(hj_check_record(f.r, no_fault, NULL, &err),
		    HJ_OK);
		assert_int_equal(hj_codec_encode(f.r, &one, &err), HJ_OK);
		if (hj_codec_decode(one.data, one.len, &back, &err) != HJ_OK)
			fail_msg("%s: %s", roots[i], err.text);
		assert_int_equal(hj_codec_encode(back, &two, &err), HJ_OK);
		assert_int_equal(one.len, two.len);
		assert_memory_equal(one.data, two.data, one.len);
		/* Read out of the bytes, not out of what was set. */
		hj_record_free(f.r);
		f.r = back;
		for (size_t j = 0; j < f.n; j++)
			reads(&f, &fields[j], fields[j].value);
		hj_buf_clear(&one);
		hj_buf_clear(&two);
		hj_record_free(f.r);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_field_can_be_set_and_read_back),
		cmocka_unit_test(every_row_of_the_table_is_among_them),
		cmocka_unit_test(a_changed_field_is_the_only_difference),
		cmocka_unit_test(
		    a_file_of_all_fields_is_valid_and_its_bytes_come_back),
	};

	return cmocka_run_group_tests_name("schema_paths", tests, NULL, NULL);
}

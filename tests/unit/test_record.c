#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include <sodium.h>

#include "core/base/limits.h"
#include "core/case/codec.h"
#include "core/case/record.h"
#include "tests/unit/wrap.h"

static struct hj_error error;

static const struct hj_elem *
row(const struct hj_node *parent, const char *name)
{
	return hj_schema_child(parent->def, name, strlen(name));
}

static struct hj_node *
add(struct hj_record *r, struct hj_node *parent, const char *name)
{
	struct hj_node *node = NULL;

	assert_int_equal(hj_record_add(r, parent, row(parent, name), &node,
			     &error),
	    HJ_OK);
	return node;
}

static struct hj_record *
empty(void)
{
	struct hj_record *r = NULL;

	assert_int_equal(hj_record_new("case", &r, &error), HJ_OK);
	return r;
}

static void
a_new_file_has_an_id_of_its_own(void **state)
{
	struct hj_record *a = empty(), *b = empty();
	struct hj_id x, y;

	(void)state;
	assert_int_equal(hj_record_id(a, &x, &error), HJ_OK);
	assert_int_equal(hj_record_id(b, &y, &error), HJ_OK);
	assert_memory_not_equal(&x, &y, sizeof(x));
	hj_record_free(a);
	hj_record_free(b);
	assert_int_equal(hj_record_new("person", &a, &error), HJ_EINVAL);
	hj_record_free(NULL);
}

static void
children_stand_in_the_order_of_the_outline(void **state)
{
	struct hj_record *r = empty();
	struct hj_node *root = hj_record_root(r);
	struct hj_node *event = add(r, root, "event");
	struct hj_node *first = add(r, root, "person");
	struct hj_node *second = add(r, root, "person");
	struct hj_node *title = add(r, root, "title");

	(void)state;
	assert_ptr_equal(root->first, title);
	assert_ptr_equal(title->next, first);
	assert_ptr_equal(first->next, second);
	assert_ptr_equal(second->next, event);
	assert_ptr_equal(root->last, event);
	assert_ptr_equal(hj_node_same(first), second);
	assert_null(hj_node_same(second));
	assert_null(hj_node_attr(title, "id"));
	assert_string_not_equal(hj_node_attr(first, "id"),
	    hj_node_attr(second, "id"));
	hj_record_free(r);
}

static void
an_element_is_found_by_its_id_while_it_stands(void **state)
{
	struct hj_record *r = empty();
	struct hj_node *person = add(r, hj_record_root(r), "person");
	struct hj_node *name = add(r, person, "name");
	const char *id = hj_node_attr(name, "id");

	(void)state;
	assert_ptr_equal(hj_record_find(r, id), name);
	assert_int_equal(hj_record_set_attr(r, name, "id", "k7m2qx", 6, &error),
	    HJ_OK);
	assert_null(hj_record_find(r, id));
	assert_ptr_equal(hj_record_find(r, "k7m2qx"), name);
	hj_record_remove(person);
	assert_null(hj_record_find(r, "k7m2qx"));
	assert_null(hj_record_find(r, "not an id"));
	hj_record_free(r);
}

static void
attributes_are_kept_in_canonical_order(void **state)
{
	static const char *const names[] = { "type", "conf", "lang", "src" };
	struct hj_record *r = empty();
	struct hj_node *person = add(r, hj_record_root(r), "person");
	struct hj_node *name = add(r, person, "name");
	const char *last = "";

	(void)state;
	for (size_t i = 0; i < HJ_LEN(names); i++)
		assert_int_equal(hj_record_set_attr(r, name, names[i], "x", 1,
				     &error),
		    HJ_OK);
	assert_int_equal(hj_record_set_attr(r, name, "conf", "yz", 2, &error),
	    HJ_OK);
	for (struct hj_attr *a = name->attrs; a != NULL; a = a->next) {
		assert_true(strcmp(last, a->name) < 0);
		last = a->name;
	}
	assert_string_equal(hj_node_attr(name, "conf"), "yz");
	hj_record_drop_attr(name, "conf");
	hj_record_drop_attr(name, "conf");
	assert_null(hj_node_attr(name, "conf"));
	assert_string_equal(hj_node_attr(name, "lang"), "x");
	hj_record_free(r);
}

static void
foreign_attributes_are_kept_in_canonical_order(void **state)
{
	static const char *const sets[][2] = { { "xmlns:z", "urn:a" },
		{ "xmlns:f", "urn:f" }, { "z:k", "" }, { "f:k", "" },
		{ "k", "" }, { "xml:lang", "ko" }, { "f:a", "" } };
	static const char expected[] =
	    "<f:e xmlns:f=\"urn:f\" xmlns:z=\"urn:a\" k=\"\" xml:lang=\"ko\" "
	    "z:k=\"\" f:a=\"\" f:k=\"\"></f:e>";
	struct hj_buf b = HJ_BUF(HJ_CASE_MAX);
	struct hj_record *r = empty(), *back = NULL;
	struct hj_node *ext = add(r, hj_record_root(r), "ext"), *e;
	const char *text;

	(void)state;
	assert_int_equal(hj_record_append(r, ext, NULL, "f:e", 3, &e, &error),
	    HJ_OK);
	for (size_t i = 0; i < HJ_LEN(sets); i++)
		assert_int_equal(hj_record_set_attr(r, e, sets[i][0],
				     sets[i][1], strlen(sets[i][1]), &error),
		    HJ_OK);
	assert_int_equal(hj_codec_encode(r, &b, &error), HJ_OK);
	assert_int_equal(hj_buf_text(&b, &text, &error), HJ_OK);
	assert_non_null(strstr(text, expected));
	assert_int_equal(hj_codec_decode(b.data, b.len, &back, &error), HJ_OK);
	hj_buf_clear(&b);
	hj_record_free(r);
	hj_record_free(back);
}

static void
the_level_is_the_highest_of_all_parents(void **state)
{
	struct hj_record *r = empty();
	struct hj_node *root = hj_record_root(r);
	struct hj_node *person = add(r, root, "person");
	struct hj_node *name = add(r, person, "name");
	struct hj_node *family = add(r, name, "family");
	struct hj_node *source = add(r, root, "source");

	(void)state;
	assert_int_equal(hj_node_conf(person), HJ_PUBLIC);
	assert_int_equal(hj_node_conf(family), HJ_INTERNAL);
	assert_int_equal(hj_record_set_attr(r, person, "conf", "restricted", 10,
			     &error),
	    HJ_OK);
	assert_int_equal(hj_node_conf(family), HJ_RESTRICTED);
	assert_int_equal(hj_record_set_attr(r, family, "conf", "public", 6,
			     &error),
	    HJ_OK);
	assert_int_equal(hj_node_conf(family), HJ_RESTRICTED);
	assert_int_equal(hj_node_conf(source), HJ_SECRET);
	assert_int_equal(hj_record_set_attr(r, source, "conf", "public", 6,
			     &error),
	    HJ_OK);
	assert_int_equal(hj_node_conf(source), HJ_PUBLIC);
	assert_int_equal(hj_record_set_attr(r, source, "conf", "unheard", 7,
			     &error),
	    HJ_OK);
	assert_int_equal(hj_node_conf(source), HJ_SECRET);
	hj_record_free(r);
}

static void
a_walk_visits_everything_below_in_document_order(void **state)
{
	static const char *const order[] = { "case", "person", "name", "family",
		"birth", "event" };
	struct hj_record *r = empty();
	struct hj_node *root = hj_record_root(r);
	struct hj_node *person = add(r, root, "person");
	struct hj_node *node = root;
	size_t i = 0;

	(void)state;
	add(r, add(r, person, "name"), "family");
	add(r, person, "birth");
	add(r, root, "event");
	for (; node != NULL; node = hj_node_next(node, root))
		assert_string_equal(node->name, order[i++]);
	assert_int_equal(i, HJ_LEN(order));
	i = 1;
	for (node = person; node != NULL; node = hj_node_next(node, person))
		assert_string_equal(node->name, order[i++]);
	assert_int_equal(i, 5);
	assert_ptr_equal(hj_node_child(person, "birth"), person->last);
	assert_null(hj_node_child(person, "title"));
	assert_null(hj_node_value(person, "name"));
	hj_record_free(r);
}

static void
every_failed_allocation_leaves_the_tree_as_it_was(void **state)
{
	struct hj_record *r = empty();
	struct hj_node *root = hj_record_root(r), *node = NULL;
	size_t failures = 0;

	(void)state;
	for (size_t i = 0; i < 400; i++) {
		int rc;

		wrap.alloc = (struct wrap_call){ .fail_at = 1 };
		rc = hj_record_add(r, root, row(root, "tag"), &node, &error);
		wrap.alloc = (struct wrap_call){ 0 };
		if (rc == HJ_OK)
			continue;
		failures++;
		assert_int_equal(rc, HJ_ENOMEM);
		assert_true(root->last == NULL || root->last == node);
		add(r, root, "tag");
		node = root->last;
	}
	assert_true(failures > 0);
	hj_record_free(r);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_new_file_has_an_id_of_its_own),
		cmocka_unit_test(children_stand_in_the_order_of_the_outline),
		cmocka_unit_test(an_element_is_found_by_its_id_while_it_stands),
		cmocka_unit_test(attributes_are_kept_in_canonical_order),
		cmocka_unit_test(foreign_attributes_are_kept_in_canonical_order),
		cmocka_unit_test(the_level_is_the_highest_of_all_parents),
		cmocka_unit_test(a_walk_visits_everything_below_in_document_order),
		cmocka_unit_test(every_failed_allocation_leaves_the_tree_as_it_was),
	};

	return sodium_init() < 0
	    ? 1
	    : cmocka_run_group_tests_name("record", tests, NULL, NULL);
}

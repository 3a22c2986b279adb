/*
 * paths.h: one case file and the changes made to it, for test_path*.c.
 */
#ifndef HJ_TESTS_PATHS_H
#define HJ_TESTS_PATHS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include <sodium.h>

#include "core/base/limits.h"
#include "core/case/codec.h"
#include "core/case/path.h"

struct file {
	struct hj_record *r;
	struct hj_path_labels labels;
	struct hj_error err;
	bool changed;
};

static inline int
open_file(void **state)
{
	static struct file f;

	f = (struct file){ .err = HJ_ERROR };
	*state = &f;
	return hj_record_new("case", &f.r, &f.err);
}

static inline int
close_file(void **state)
{
	struct file *f = *state;

	hj_record_free(f->r);
	return 0;
}

static inline int
apply(struct file *f, const char *arg)
{
	const char *path, *value;
	enum hj_path_op op;
	size_t n;

	if (hj_path_split(arg, &path, &n, &op, &value, &f->err) != HJ_OK)
		return (int)f->err.code;
	return hj_path_apply(f->r, path, n, op, value, strlen(value),
	    &f->labels, &f->changed, &f->err);
}

static inline void
applies(struct file *f, const char *arg)
{
	if (apply(f, arg) != HJ_OK)
		fail_msg("%s: %s", arg, f->err.text);
}

/* The value that a path leads to. */
static inline const char *
value_of(struct file *f, const char *path)
{
	enum hj_attr_name attr;
	struct hj_node *node;

	if (hj_path_find(f->r, path, &node, &attr, &f->err) != HJ_OK)
		return NULL;
	return attr == HJ_NATTRS
	    ? node->text
	    : hj_node_attr(node, hj_schema_attr_name(attr));
}

#define CLAIM(f) cmocka_unit_test_setup_teardown(f, open_file, close_file)

#endif

/*
 * making.h: something is made without memory: all of it, or HJ_ENOMEM.
 *
 * What comes out when nothing fails is the measure: after a failure that nobody
 * reported it would be shorter.
 */
#ifndef HJ_TESTS_MAKING_H
#define HJ_TESTS_MAKING_H

#include "core/case/path.h"
#include "tests/unit/gen_whole.h"
#include "tests/unit/parsed.h"
#include "tests/unit/wrap.h"

typedef int make_fn(const void *from, struct hj_buf *to, struct hj_error *err);

struct making {
	make_fn *fn;
	const void *from;
	struct hj_buf now;
	size_t whole; /* bytes */
};

static inline int
make_it(void *to, struct hj_error *err)
{
	struct making *m = to;

	hj_buf_reset(&m->now);
	return m->fn(m->from, &m->now, err);
}

static inline void
all_of_it(void *to, int rc)
{
	const struct making *m = to;

	if (rc == HJ_OK && m->now.len != m->whole)
		fail_msg("%zu bytes of %zu", m->now.len, m->whole);
}

/* wrap_led(), for allocations, then for buffers and arenas. */
static inline void
all_or_no_memory(make_fn *fn, const void *from)
{
	struct making m = { .fn = fn,
		.from = from,
		.now = HJ_BUF(HJ_CASE_MAX) };
	struct hj_error err = HJ_ERROR;

	if (make_it(&m, &err) != HJ_OK)
		fail_msg("%s", err.text);
	m.whole = m.now.len;
	assert_true(m.whole != 0);
	(void)wrap_led(&wrap.alloc, HJ_ENOMEM, make_it, all_of_it, &m);
	(void)wrap_led(&wrap.buf, HJ_ENOMEM, make_it, all_of_it, &m);
	hj_buf_clear(&m.now);
}

/* A file with every field and attribute of the schema table. */
static inline struct hj_record *
with_everything(const char *root)
{
	static struct gen_whole fields[GEN_WHOLE_MAX];
	static struct hj_path_labels labels;
	size_t n = gen_whole(root, fields, NULL);
	struct hj_error err = HJ_ERROR;
	struct hj_record *r = NULL;

	labels = (struct hj_path_labels){ .n = 0 };
	if (hj_record_new(root, &r, &err) != HJ_OK)
		fail_msg("%s", err.text);
	for (size_t i = 0; i < n; i++)
		if (hj_path_apply(r, fields[i].path, strlen(fields[i].path),
			fields[i].known ? HJ_PATH_KNOWN : HJ_PATH_SET,
			fields[i].value, strlen(fields[i].value), &labels, NULL,
			&err) != HJ_OK)
			fail_msg("%s: %s", fields[i].path, err.text);
	return r;
}

#endif

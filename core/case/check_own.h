/*
 * check_own.h: the inside of the checker, for check*.c only.
 */
#ifndef HJ_CORE_CHECK_OWN_H
#define HJ_CORE_CHECK_OWN_H

#include "core/base/buf.h"
#include "core/case/check.h"
#include "core/date/edtf.h"

struct hj_check {
	const struct hj_record *record;
	hj_finding_fn *fn; /* NULL: only count */
	void *to;
	struct hj_error *err; /* of the caller: what stopped us */
	struct hj_error first; /* the first fault */
	size_t faults;
	struct hj_buf path;
	const char *remedy; /* of the next finding, in place of the usual */
	/* Room for what is asked of others, filled once and not for each
	 * value: a date is 4 KB, and a file has dozens. */
	struct hj_error why;
	struct hj_edtf date;
};

/*
 * Report.  attr HJ_NATTRS: the element itself.  A non-zero return stops: the
 * callback's, or HJ_ENOMEM; c->err says it.
 */
int hj_check_fault(struct hj_check *c, const struct hj_node *node,
    enum hj_attr_name attr, const char *code, const char *fmt, ...)
    HJ_PRINTF(5, 6) HJ_MUST_CHECK;
int hj_check_warn(struct hj_check *c, const struct hj_node *node,
    enum hj_attr_name attr, const char *code, const char *fmt, ...)
    HJ_PRINTF(5, 6) HJ_MUST_CHECK;

/* HJ_EINVAL when there were faults: the first, and how many. */
int hj_check_end(const struct hj_check *c) HJ_MUST_CHECK;

/* The text of a leaf, which is not empty. */
int
hj_check_value(struct hj_check *c, const struct hj_node *node) HJ_MUST_CHECK;
/* p[0..n) as one code of a list. */
int hj_check_code(struct hj_check *c, const struct hj_node *node,
    enum hj_attr_name attr, const char *list, const char *p,
    size_t n) HJ_MUST_CHECK;
/* p, an id, leads to an element with one of the names in `of`. */
int hj_check_target(struct hj_check *c, const struct hj_node *node,
    enum hj_attr_name attr, const char *of, const char *p,
    size_t n) HJ_MUST_CHECK;

/* All attributes of an element that has a schema row. */
int
hj_check_attrs(struct hj_check *c, const struct hj_node *node) HJ_MUST_CHECK;
/* An element without one: `withheld`. */
int
hj_check_withheld(struct hj_check *c, const struct hj_node *node) HJ_MUST_CHECK;

#endif

/*
 * check.h: is this record a case file?  Every finding with its field path.
 *
 * Structure (elements, attributes, cardinality, order), values (codes, dates,
 * numbers, text), ids (unique) and references (they lead somewhere, to an
 * element of the right name).  The built-in checker and the grammar that
 * schema_rng.h prints agree but for what a grammar cannot say; those
 * differences are listed in core/README.md.
 */
#ifndef HJ_CORE_CHECK_H
#define HJ_CORE_CHECK_H

#include "core/case/record.h"

enum hj_finding_level { HJ_WARNING, HJ_FAULT };

struct hj_finding {
	enum hj_finding_level level;
	const char *path; /* field path */
	const char *code; /* stable word for scripts: "bad-code" */
	const char *text; /* what was expected, and the nearest; no values */
	const char *remedy; /* what to do about it; "": nothing can be said */
	const struct hj_node *node; /* where the path leads, in the record that
				     * is checked */
};

/* What to do about findings with this code, in English, to be translated by
 * the caller. */
const char *hj_check_remedy(const char *code);

/* A non-zero return stops and is returned. */
typedef int
hj_finding_fn(void *to, const struct hj_finding *f, struct hj_error *err);

/* Reports every finding; HJ_EINVAL when one was a fault (the error names the
 * first and how many), HJ_OK when there were only warnings.  `say` of err
 * translates the texts. */
int hj_check_record(const struct hj_record *r, hj_finding_fn *fn, void *to,
    struct hj_error *err) HJ_MUST_CHECK;

#endif

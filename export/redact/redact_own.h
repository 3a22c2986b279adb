/*
 * redact_own.h: for redact*.c only: one file while it is made.
 */
#ifndef HJ_EXPORT_REDACT_OWN_H
#define HJ_EXPORT_REDACT_OWN_H

#include "core/base/buf.h"
#include "export/redact/redact.h"

struct hj_redacting {
	const struct hj_redact_profile *p;
	const uint8_t *key;
	const struct hj_record *from;
	struct hj_record *to;
	struct hj_buf pairs; /* struct hj_redact_pair */
	struct hj_error *err;
};

/* An element and what became of it; of a reference its target is still that of
 * the old file. */
struct hj_redact_pair {
	const struct hj_node *old;
	struct hj_node *new; /* NULL: removed later */
};

/* Of who did not agree, whatever the profile says (redact/silent.tsv): is it a
 * field that is never told?  Does a list of codes tell of many? */
bool hj_redact_never(const char *field);
bool hj_redact_is_coarse(const char *list);
/* Of a person's own copy (redact/subject.tsv): is the field told to them?  By
 * its line, else by its class: nothing of sources and of the office itself. */
bool hj_redact_is_theirs(const struct hj_node *node);
/* The same table, for a test that the schema has these fields; NULL at its
 * end. */
const char *hj_redact_subject_field(size_t i, const char **parent);

/* What the key makes of an element of this file. */
void hj_redact_mark(const struct hj_redacting *x, const char *what,
    const char *id, uint8_t ret[static 32]);

/* Put a value, coarser, below `parent`; *made is NULL where nothing is left. */
int hj_redact_leaf(struct hj_redacting *x, const struct hj_node *leaf,
    struct hj_node *parent, struct hj_node **made) HJ_MUST_CHECK;
/* The decade of a birth below a person, from a birth or an age. */
int hj_redact_decade(struct hj_redacting *x, const struct hj_node *of,
    struct hj_node *person) HJ_MUST_CHECK;

/* References lead to the new elements; what led to something removed goes, and
 * what needs it. */
int hj_redact_join(struct hj_redacting *x) HJ_MUST_CHECK;

#endif

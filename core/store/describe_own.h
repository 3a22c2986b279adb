/* describe_own.h: what describe.c and describe_name.c share; theirs alone. */
#ifndef HJ_CORE_DESCRIBE_OWN_H
#define HJ_CORE_DESCRIBE_OWN_H

#include "core/store/catalogue.h"

struct hj_describing {
	const struct hj_record *record;
	struct hj_row *row;
	struct hj_namer *namer; /* NULL: no keys */
	struct hj_buf *items;
	size_t start; /* of this row in items */
	size_t room; /* for all items */
	bool cut, dated;
	struct hj_buf text, folded; /* of one name */
};

/* Does the row hold this item already? */
bool hj_describe_is_there(const struct hj_describing *d, uint8_t tag,
    const char *p, size_t n);
/* An item more; one that does not fit marks the row as cut. */
int hj_describe_add(struct hj_describing *d, uint8_t tag, unsigned aux,
    const void *p, size_t n, struct hj_error *err) HJ_MUST_CHECK;

/* What happened to people, widening the days of the row; nothing for an element
 * of another kind. */
int hj_describe_happening(struct hj_describing *d, const struct hj_node *node,
    struct hj_error *err) HJ_MUST_CHECK;
/* "what:how", on the days of the date; how or date NULL: not said. */
int
hj_describe_dated(struct hj_describing *d, const char *what, const char *how,
    const struct hj_node *date, struct hj_error *err) HJ_MUST_CHECK;

/* The forms of a person's name: as written, as folded, and their keys. */
int hj_describe_name(struct hj_describing *d, const struct hj_node *name,
    struct hj_error *err) HJ_MUST_CHECK;

#endif

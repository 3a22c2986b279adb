#include <string.h>

#include "core/case/conflict.h"
#include "core/sense/status_own.h"

/* Does a field of that row decide about the status?  What is told of it in free
 * text does not. */
static bool
decides(const struct hj_elem *def)
{
	return def->value == HJ_V_CODE || def->value == HJ_V_DATE ||
	    def->value == HJ_V_REF;
}

/* Is the conflict about the element, or a field right in it? */
static bool
is_about(const struct hj_record *r, const struct hj_conflict *c,
    const struct hj_node *account)
{
	struct hj_node *node = NULL, *parent = NULL;
	const struct hj_elem *def = NULL;

	if (!hj_conflict_target(r, c, &node, &def, &parent))
		return false;
	if (node == account)
		return c->attr == HJ_NATTRS || c->attr == HJ_A_TYPE ||
		    c->attr == HJ_A_PREF;
	return c->attr == HJ_NATTRS && parent == account && decides(def);
}

static bool
is_contested(const struct hj_record *r, const struct hj_status *s,
    const struct hj_conflict *c)
{
	for (size_t i = 0; i < s->n; i++)
		if (s->account[i].row != NULL &&
		    (is_about(r, c, s->account[i].node) ||
			is_about(r, c, s->account[i].told)))
			return true;
	return false;
}

void
hj_status_contest(const struct hj_record *r, struct hj_status *s)
{
	struct hj_node *row = NULL;
	struct hj_conflict c;

	while (!s->disputed && s->row != NULL &&
	    (row = hj_conflict_next(r, row)) != NULL) {
		if (!hj_conflict_read(row, &c) || !is_contested(r, s, &c))
			continue;
		s->disputed = true;
		s->row = NULL;
		s->date = NULL;
		s->why = HJ_WHY_CONFLICT;
	}
}

#include <string.h>

#include "core/base/word.h"
#include "core/sense/sense_own.h"

static void
later(int32_t *last, bool *any, const struct hj_node *date)
{
	struct hj_moment m;

	if (!hj_sense_moment(date, &m))
		return;
	if (!*any || m.span.latest > *last)
		*last = m.span.latest;
	*any = true;
}

/* The last day on which the source can have told anything.  False: nobody
 * knows. */
static bool
told_until(const struct hj_node *source, int32_t *ret)
{
	bool any = false;

	later(ret, &any, hj_node_child(source, "published"));
	later(ret, &any, hj_node_child(source, "accessed"));
	for (struct hj_node *i = hj_node_child(source, "interview"); i != NULL;
	     i = hj_node_same(i))
		later(ret, &any, hj_node_child(i, "date"));
	return any;
}

/* Does a source that the list names speak of this day or later, or of nobody
 * knows when? */
static bool
may_know(const struct hj_record *r, const char *src, int32_t day)
{
	const char *word;
	size_t n;

	while (hj_word_next(&src, &word, &n)) {
		char id[HJ_ELEMENT_ID_CHARS + 1] = "";
		const struct hj_node *source;
		int32_t until = 0;

		if (n < sizeof(id))
			memcpy(id, word, n);
		source = hj_record_find(r, id);
		if (source == NULL || !told_until(source, &until) ||
		    until >= day)
			return true;
	}
	return false;
}

int
hj_sense_told(struct hj_sense *s, const struct hj_node *fact)
{
	const char *src = hj_node_attr(fact, "src");
	struct hj_moment day;

	if (src == NULL || *src == '\0' ||
	    !hj_sense_moment(hj_node_child(fact, "date"), &day) ||
	    may_know(s->c.record, src, day.span.earliest))
		return HJ_OK;
	return hj_check_warn(&s->c, day.node, HJ_NATTRS, "told-before",
	    "every source that is named for this told it before it happened");
}

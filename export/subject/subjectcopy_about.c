#include <string.h>

#include "core/base/word.h"
#include "core/sense/group.h"
#include "core/sense/reach.h"
#include "core/sense/victim.h"
#include "export/subject/subjectcopy_own.h"

/* ---- what is theirs ---- */

bool
hj_subject_is(const struct hj_subject_copying *c, const char *id)
{
	return id != NULL && strcmp(id, c->in->person) == 0;
}

/* Nobody else whom it is about, and nobody who is only counted. */
bool
hj_subject_alone(const struct hj_record *r, const char *person)
{
	const struct hj_node *root = hj_record_root(r);

	for (const struct hj_node *n = hj_node_child(root, "person"); n != NULL;
	     n = hj_node_same(n)) {
		const char *id = hj_node_attr(n, "id");

		if ((id == NULL || strcmp(id, person) != 0) &&
		    hj_may_be_victim(n))
			return false;
	}
	return hj_node_child(root, "group") == NULL;
}

bool
hj_subject_about(const struct hj_subject_copying *c, const struct hj_node *n,
    enum hj_subject_about about)
{
	const char *named;

	switch (about) {
	case THEMSELVES:
		return hj_subject_is(c, hj_node_attr(n, "id"));
	case CONCERNS:
		return hj_reach(c->in->record, c->in->person, n, NULL);
	case MEMBER:
		return hj_group_member(n, c->in->person) != NULL;
	case NAMES:
		named = hj_node_value(n, "person");
		return hj_subject_is(c, named) ||
		    (named == NULL && c->alone && n->def->class == HJ_C_CARE);
	case ALONE:
		return c->alone;
	case ALWAYS:
	case USED:
		break;
	}
	return true;
}

/* Is this source they themselves, or one that anybody can read? */
static bool
is_open_source(const struct hj_subject_copying *c, const struct hj_node *source)
{
	return hj_subject_is(c, hj_node_value(source, "person")) ||
	    hj_node_conf(source) == HJ_PUBLIC;
}

/* Does the nearest that says on what the element rests name somebody else? */
bool
hj_subject_rests_on_others(const struct hj_subject_copying *c,
    const struct hj_node *n)
{
	const char *src = NULL, *word;
	size_t len;

	for (; n != NULL && src == NULL; n = n->parent)
		src = hj_node_attr(n, "src");
	while (hj_word_next(&src, &word, &len)) {
		char id[HJ_SUBJECT_ID] = "";
		const struct hj_node *source;

		if (len >= sizeof(id))
			continue;
		memcpy(id, word, len);
		source = hj_record_find(c->in->record, id);
		if (source != NULL && !is_open_source(c, source))
			return true;
	}
	return false;
}

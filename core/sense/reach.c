#include "core/sense/reach.h"

#include <string.h>

#include "core/sense/group.h"

static const struct {
	const char *element, *child;
} concerns[] = {
	{ "event", "who" },
	{ "detention", "who" },
	{ "repatriation", "who" },
	{ "medical", "who" },
	{ "intervention", "victims" },
	{ "consent", "subject" },
};

const char *
hj_reach_child(const char *name)
{
	for (size_t i = 0; i < HJ_LEN(concerns); i++)
		if (strcmp(concerns[i].element, name) == 0)
			return concerns[i].child;
	return NULL;
}

enum hj_conf
hj_reach_conf(const struct hj_reach *way)
{
	enum hj_conf level = hj_node_conf(way->who);
	enum hj_conf member =
	    way->member != NULL ? hj_node_conf(way->member) : HJ_PUBLIC;

	return member > level ? member : level;
}

/* By this reference; false: it names somebody else. */
static bool
by(const struct hj_record *r, const char *subject, const struct hj_node *who,
    struct hj_reach *ret)
{
	struct hj_node *group;

	if (who->text == NULL)
		return false;
	*ret = (struct hj_reach){ .who = who };
	if (strcmp(who->text, subject) == 0)
		return true;
	group = hj_record_find(r, who->text);
	if (group == NULL || strcmp(group->name, "group") != 0)
		return false;
	ret->group = group;
	ret->member = hj_group_member(group, subject);
	return ret->member != NULL;
}

bool
hj_reach(const struct hj_record *r, const char *subject,
    const struct hj_node *fact, struct hj_reach *ret)
{
	const char *child = hj_reach_child(fact->name);
	struct hj_reach way, best = { .who = NULL };

	if (child == NULL)
		return false;
	for (const struct hj_node *who = hj_node_child(fact, child);
	     who != NULL; who = hj_node_same(who))
		if (by(r, subject, who, &way) &&
		    (best.who == NULL ||
			hj_reach_conf(&way) < hj_reach_conf(&best)))
			best = way;
	if (best.who != NULL && ret != NULL)
		*ret = best;
	return best.who != NULL;
}

struct hj_node *
hj_reach_next(const struct hj_record *r, const char *subject, const char *name,
    const struct hj_node *after)
{
	struct hj_node *n = after != NULL
	    ? hj_node_same(after)
	    : hj_node_child(hj_record_root(r), name);

	while (n != NULL && !hj_reach(r, subject, n, NULL))
		n = hj_node_same(n);
	return n;
}

#include "core/sense/group.h"
#include "core/sense/sense_own.h"

/* More members than any account of their number allows. */
static int
members(struct hj_sense *s, const struct hj_node *group)
{
	struct hj_group_sum sum;

	if (hj_group_sum(group, HJ_SECRET, NULL, NULL, &sum, s->c.err) != HJ_OK)
		return (int)s->c.err->code;
	if (sum.accounts == 0 ||
	    hj_headcount_plus(sum.named, sum.unnamed) <= sum.said.max)
		return HJ_OK;
	return hj_check_warn(&s->c, group, HJ_NATTRS, "more-than-counted",
	    "more members are listed than any account of their number allows");
}

/* Of one sex or age only? */
static bool
is_part(const struct hj_node *number)
{
	return hj_node_child(number, "sex") != NULL ||
	    hj_node_child(number, "age") != NULL;
}

/* A whole of the same sources is smaller than this part. */
static bool
exceeds(const struct hj_node *part, uint32_t least)
{
	struct hj_node *w = hj_node_child(part->parent, "count");
	uint32_t most;

	for (; w != NULL; w = hj_node_same(w))
		if (!is_part(w) && hj_sense_same_source(w, part) &&
		    hj_headcount_number(w, "max", &most) && most < least)
			return true;
	return false;
}

/* "9 people, of whom 12 are women." */
static int
parts(struct hj_sense *s, const struct hj_node *group)
{
	struct hj_node *p = hj_node_child(group, "count");
	uint32_t least;

	for (; p != NULL; p = hj_node_same(p))
		if (is_part(p) && hj_headcount_number(p, "min", &least) &&
		    exceeds(p, least) &&
		    hj_check_warn(&s->c, hj_node_child(p, "min"), HJ_NATTRS,
			"part-exceeds-whole",
			"a part is larger than the whole that the same sources give") !=
			HJ_OK)
			return (int)s->c.err->code;
	return HJ_OK;
}

/* "Two women", of whom three are known by name now. */
static int
slots(struct hj_sense *s, const struct hj_node *group)
{
	struct hj_node *u = hj_node_child(group, "unnamed");

	for (; u != NULL; u = hj_node_same(u))
		if (hj_slot_identified(u) > hj_slot_size(u) &&
		    hj_check_warn(&s->c, u, HJ_NATTRS, "more-identified",
			"more people were identified as these than there were") !=
			HJ_OK)
			return (int)s->c.err->code;
	return HJ_OK;
}

int
hj_sense_group(struct hj_sense *s, const struct hj_node *group)
{
	size_t counts = hj_node_count(group, "count");
	size_t found = hj_node_count(group, "identified");

	if (counts != 0 && members(s, group) != HJ_OK)
		return (int)s->c.err->code;
	if (counts * counts <= HJ_SENSE_PATIENCE && parts(s, group) != HJ_OK)
		return (int)s->c.err->code;
	if (found * found * hj_node_count(group, "unnamed") > HJ_SENSE_PATIENCE)
		return HJ_OK;
	return slots(s, group);
}

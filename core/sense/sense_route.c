#include <string.h>

#include "core/case/schema_crossing.h"
#include "core/sense/sense_own.h"

int
hj_sense_detention(struct hj_sense *s, const struct hj_node *detention)
{
	if (detention->first == NULL ||
	    hj_node_child(detention, "state") != NULL)
		return HJ_OK;
	/* It may be one of what was withheld. */
	for (const struct hj_node *n = detention->first; n != NULL; n = n->next)
		if (n->def == NULL)
			return HJ_OK;
	return hj_check_warn(&s->c, detention, HJ_NATTRS, "no-state",
	    "no State is named that held the person");
}

int
hj_sense_repatriation(struct hj_sense *s, const struct hj_node *repatriation)
{
	const struct hj_node *crossing =
	    hj_node_child(repatriation, "crossing");
	const char *from = hj_node_value(repatriation, "from");
	const char *to = hj_node_value(repatriation, "to");
	const char *state;

	if (crossing == NULL || crossing->text == NULL ||
	    !hj_schema_crossing(crossing->text, &state))
		return HJ_OK;
	if (to != NULL && strcmp(to, "KP") != 0)
		return hj_check_fault(&s->c, crossing, HJ_NATTRS, "crossing",
		    "this crossing leads into the DPRK, but 'to' names another State");
	/* Whoever was sent on through a third State came over its border. */
	if (from == NULL || state == NULL || strcmp(from, state) == 0 ||
	    !hj_schema_crossing_borders(from))
		return HJ_OK;
	return hj_check_warn(&s->c, crossing, HJ_NATTRS, "crossing",
	    "this crossing does not lie on the border of the State that 'from' names");
}

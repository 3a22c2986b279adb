#include "core/mechanism/respondent.h"

#include <string.h>

#include "core/base/word.h"

/* Codes of event-type where the State of the place is not complained of. */
#define HARMLESS                                                               \
	"depart cross hide traffick move release reescape protect enter "      \
	"screen hanawon settle seen"

/* Where the States of a case stand, in the order of what happened. */
static const struct {
	const char *element, *child;
} states[] = {
	{ "event", "state" },
	{ "detention", "state" },
	{ "repatriation", "from" },
	{ "repatriation", "to" },
};

int
hj_respondent_each(const struct hj_record *r, hj_respondent_fn *fn, void *to,
    struct hj_error *err)
{
	const struct hj_node *root = hj_record_root(r);
	int rc;

	for (size_t i = 0; i < HJ_LEN(states); i++)
		for (const struct hj_node *n =
			 hj_node_child(root, states[i].element);
		     n != NULL; n = hj_node_same(n)) {
			const char *code = hj_node_value(n, states[i].child);

			if (code == NULL ||
			    (strcmp(n->name, "event") == 0 &&
				hj_node_child(n, "violation") == NULL &&
				hj_word_among(HARMLESS,
				    hj_node_attr(n, "type"))))
				continue;
			if ((rc = fn(to, code, n, err)) != HJ_OK)
				return rc;
		}
	return HJ_OK;
}

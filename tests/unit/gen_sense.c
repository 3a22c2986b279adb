#include <stdio.h>
#include <string.h>

#include "core/case/path.h"
#include "core/sense/sense.h"
#include "tests/unit/gen_record.h"

struct first {
	char path[1024];
};

static int
first_fault(void *to, const struct hj_finding *f, struct hj_error *err)
{
	struct first *first = to;

	(void)err;
	if (f->level == HJ_FAULT && first->path[0] == '\0')
		snprintf(first->path, sizeof(first->path), "%s", f->path);
	return HJ_OK;
}

/* Random dates and references contradict each other: what makes no sense is
 * left out, or is said to be unknown where it has to stand. */
void
gen_sensible(struct gen *g)
{
	for (int i = 0; i < 200 && g->err.code == HJ_OK; i++) {
		struct first first = { .path = "" };
		struct hj_error found = HJ_ERROR;
		struct hj_node *node = NULL;
		enum hj_attr_name attr = HJ_NATTRS;

		if (hj_sense_record(g->record, HJ_SENSE_NO_DAY, first_fault,
			&first, &found) == HJ_OK)
			return;
		if (hj_path_find(g->record, first.path, &node, &attr,
			&g->err) != HJ_OK)
			return;
		if (attr != HJ_NATTRS)
			hj_record_drop_attr(node, hj_schema_attr_name(attr));
		else if (node->def->card != HJ_ONE &&
		    node->def->card != HJ_SOME)
			hj_record_remove(node);
		else if (hj_record_set_text(g->record, node, NULL, 0,
			     &g->err) != HJ_OK ||
		    hj_record_set_attr(g->record, node, "known", "unknown", 7,
			&g->err) != HJ_OK)
			return;
	}
}

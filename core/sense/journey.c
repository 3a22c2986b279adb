#include "core/sense/journey_own.h"

#include <stdlib.h>
#include <string.h>

static const struct {
	const char *element;
	enum hj_stage_kind kind;
} stages[] = {
	{ "event", HJ_STAGE_EVENT },
	{ "detention", HJ_STAGE_DETENTION },
	{ "repatriation", HJ_STAGE_REPATRIATION },
};

void
hj_journey_free(struct hj_journey *j)
{
	if (j == NULL)
		return;
	free(j->stage);
	free(j);
}

static size_t
children(const struct hj_node *node, const char *name)
{
	size_t n = 0;

	for (const struct hj_node *c = hj_node_child(node, name); c != NULL;
	     c = hj_node_same(c))
		n++;
	return n;
}

static void
add(struct hj_journey *j, enum hj_stage_kind kind, const struct hj_node *node,
    const struct hj_reach *way, enum hj_conf most)
{
	struct hj_stage *s = &j->stage[j->n++];

	*s = (struct hj_stage){ .kind = kind, .node = node, .way = *way };
	hj_journey_date(s, most);
}

static void
read_stages(const struct hj_record *r, const char *subject, enum hj_conf most,
    struct hj_journey *j)
{
	for (size_t i = 0; i < HJ_LEN(stages); i++)
		for (struct hj_node *n =
			 hj_node_child(hj_record_root(r), stages[i].element);
		     n != NULL; n = hj_node_same(n)) {
			struct hj_reach way;

			if (hj_node_conf(n) > most ||
			    !hj_reach(r, subject, n, &way) ||
			    hj_reach_conf(&way) > most)
				continue;
			add(j, stages[i].kind, n, &way, most);
			for (struct hj_node *t = hj_node_child(n, "transfer");
			     t != NULL; t = hj_node_same(t))
				if (hj_node_conf(t) <= most)
					add(j, HJ_STAGE_TRANSFER, t, &way,
					    most);
		}
}

static void
widen(struct hj_journey *j, const struct hj_edtf_bound *b)
{
	if (b->edge != HJ_EDGE_DAY)
		return;
	if (j->first > j->last) {
		j->first = j->last = b->day;
		return;
	}
	j->first = b->day < j->first ? b->day : j->first;
	j->last = b->day > j->last ? b->day : j->last;
}

int
hj_journey_new(const struct hj_record *r, const char *subject,
    enum hj_conf most, struct hj_journey **ret, struct hj_error *err)
{
	const struct hj_node *root = hj_record_root(r);
	struct hj_journey *j = calloc(1, sizeof(*j));
	size_t room = 0;
	int rc;

	for (size_t i = 0; i < HJ_LEN(stages); i++)
		for (struct hj_node *n = hj_node_child(root, stages[i].element);
		     n != NULL; n = hj_node_same(n))
			room += 1 + children(n, "transfer");
	if (j == NULL ||
	    (j->stage = calloc(room + 1, sizeof(*j->stage))) == NULL) {
		hj_journey_free(j);
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	}
	read_stages(r, subject, most, j);
	j->first = 1;
	for (size_t i = 0; i < j->n; i++) {
		widen(j, &j->stage[i].begin.first);
		widen(j, &j->stage[i].begin.last);
		widen(j, &j->stage[i].end.first);
		widen(j, &j->stage[i].end.last);
	}
	if ((rc = hj_journey_sort(r, j, err)) == HJ_OK)
		*ret = j;
	else
		hj_journey_free(j);
	return rc;
}

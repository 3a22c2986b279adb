#include <string.h>

#include "core/case/path_own.h"
#include "core/case/pathset.h"

struct reading {
	const struct hj_record *record;
	struct hj_pathset *set;
	const struct hj_elem *def; /* that the path has come to */
	const struct hj_node *at; /* and the element, when there is just one */
};

/* ---- the element that a step leads to ---- */

/* The nth child of a row, or with n = 0 the only one. */
static const struct hj_node *
child_of(const struct hj_node *parent, const struct hj_elem *row, size_t n)
{
	const struct hj_node *found = NULL;
	size_t seen = 0;

	for (const struct hj_node *c = parent->first; c != NULL; c = c->next) {
		if (c->def != row)
			continue;
		seen++;
		if (n == 0 || seen == n)
			found = c;
	}
	return n == 0 && seen > 1 ? NULL : found;
}

static int
by_position(struct reading *x, const struct hj_elem *row,
    const struct hj_step *step, struct hj_error *err)
{
	const char *id;

	if (x->at == NULL)
		return hj_fail(err, HJ_EAMBIGUOUS,
		    "'%s[%zu]' counts within one element: name the one around it by its id",
		    row->name, step->position);
	x->at = child_of(x->at, row, step->position);
	id = x->at != NULL ? hj_node_attr(x->at, "id") : NULL;
	/* What occurs once has no id. */
	if (!hj_schema_repeats(row) && step->position == 1)
		return HJ_OK;
	if (id == NULL || strlen(id) > HJ_ELEMENT_ID_CHARS)
		return hj_fail(err, HJ_ENOTFOUND,
		    "there is no '%s[%zu]' now; what was there earlier has an id, or leave the brackets out",
		    row->name, step->position);
	memcpy(x->set->step[x->set->n].id, id, strlen(id) + 1);
	return HJ_OK;
}

static int
enter(struct reading *x, const struct hj_elem *row, const struct hj_step *step,
    struct hj_error *err)
{
	const struct hj_node *found;

	if (x->set->n == HJ_LEN(x->set->step))
		return hj_fail(err, HJ_ELIMIT, "a field path is too long");
	x->set->step[x->set->n].def = row;
	x->set->step[x->set->n].id[0] = '\0';
	switch (step->by) {
	case HJ_BY_NONE:
		if (x->at != NULL)
			x->at = child_of(x->at, row, 0);
		break;
	case HJ_BY_POSITION:
		if (by_position(x, row, step, err) != HJ_OK)
			return (int)err->code;
		break;
	case HJ_BY_ID:
		memcpy(x->set->step[x->set->n].id, step->word,
		    HJ_ELEMENT_ID_CHARS + 1);
		found = hj_record_find(x->record, step->word);
		x->at = found != NULL && found->def == row ? found : NULL;
		break;
	case HJ_BY_LABEL:
		return hj_fail(err, HJ_EINVAL,
		    "a label lasts for one command: give an id or a position");
	}
	x->set->n++;
	x->def = row;
	return HJ_OK;
}

/* ---- reading ---- */

static int
step_on(struct reading *x, const struct hj_step *step, bool last,
    struct hj_error *err)
{
	const struct hj_elem *row = hj_step_row(x->def, step);

	if (row != NULL)
		return enter(x, row, step, err);
	if (x->def->value == HJ_V_FOREIGN)
		return hj_fail(err, HJ_EREFUSED,
		    "a field of another program is not looked at by itself: ask for '%s'",
		    x->def->name);
	if (last && step->by == HJ_BY_NONE)
		x->set->attr = hj_step_attr(x->def, step);
	if (x->set->attr == HJ_A_ID)
		return hj_fail(err, HJ_EREFUSED, "an id never changes");
	return x->set->attr != HJ_NATTRS ? HJ_OK
					 : hj_path_unknown(x->def, step, err);
}

int
hj_pathset_read(const struct hj_record *r, const char *path,
    struct hj_pathset *ret, struct hj_error *err)
{
	const struct hj_node *root = hj_record_root(r);
	struct reading x = { r, ret, root->def, root };
	const char *p = path, *end = path + strlen(path);
	struct hj_step step;

	ret->n = 0;
	ret->attr = HJ_NATTRS;
	if (strcmp(path, root->name) == 0 &&
	    hj_schema_child(root->def, path, strlen(path)) == NULL)
		return HJ_OK;
	do {
		if (hj_step_read(&p, end, &step, err) != HJ_OK ||
		    step_on(&x, &step, p == end, err) != HJ_OK)
			return (int)err->code;
	} while (p < end);
	return HJ_OK;
}

/* ---- asking ---- */

static size_t
depth_of(const struct hj_node *node)
{
	size_t n = 0;

	for (; node->parent != NULL; node = node->parent)
		n++;
	return n;
}

/* The first steps, up to this element. */
static bool
fits(const struct hj_pathset *s, const struct hj_node *node, size_t depth)
{
	for (; depth > s->n; depth--)
		node = node->parent;
	for (; depth > 0; depth--, node = node->parent) {
		const char *id = s->step[depth - 1].id;
		const char *own = hj_node_attr(node, "id");

		if (node->def != s->step[depth - 1].def ||
		    (*id != '\0' && (own == NULL || strcmp(own, id) != 0)))
			return false;
	}
	return true;
}

bool
hj_pathset_has(const struct hj_pathset *s, const struct hj_node *node,
    enum hj_attr_name attr)
{
	size_t depth = depth_of(node);

	if (depth < s->n ||
	    (s->attr != HJ_NATTRS && (depth != s->n || attr != s->attr)))
		return false;
	return fits(s, node, depth);
}

bool
hj_pathset_meets(const struct hj_pathset *s, const struct hj_node *node,
    const struct hj_elem *def)
{
	size_t depth = depth_of(node);

	if (def != NULL && depth < s->n && s->step[depth].def != def)
		return false;
	return fits(s, node, depth);
}

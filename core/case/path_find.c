#include <string.h>

#include "core/case/path_own.h"

static bool
is(const char *word, const struct hj_step *step)
{
	return word != NULL && strlen(word) == step->len &&
	    memcmp(word, step->name, step->len) == 0;
}

const struct hj_elem *
hj_step_row(const struct hj_elem *def, const struct hj_step *step)
{
	const struct hj_elem *row = hj_schema_child(def, step->name, step->len);

	for (size_t i = 0; row == NULL && i < def->nchildren; i++)
		if (is(def->children[i].ko, step) ||
		    is(def->children[i].en, step))
			row = &def->children[i];
	return row;
}

enum hj_attr_name
hj_step_attr(const struct hj_elem *def, const struct hj_step *step)
{
	for (int i = 0; i < HJ_NATTRS; i++) {
		enum hj_attr_name a = (enum hj_attr_name)i;

		if ((def->attrs & 1U << i) != 0 &&
		    (is(hj_schema_attr_name(a), step) ||
			is(hj_schema_attr_label(a, true), step)))
			return a;
	}
	return HJ_NATTRS;
}

static int
not_there(const struct hj_step *step, struct hj_error *err)
{
	const int n = step->len < 100 ? (int)step->len : 100;

	switch (step->by) {
	case HJ_BY_NONE:
		return hj_fail(err, HJ_ENOTFOUND, "there is no '%.*s' yet", n,
		    step->name);
	case HJ_BY_POSITION:
		return hj_fail(err, HJ_ENOTFOUND, "there is no '%.*s[%zu]'", n,
		    step->name, step->position);
	case HJ_BY_ID:
		return hj_fail(err, HJ_ENOTFOUND, "there is no '%.*s[%s]'", n,
		    step->name, step->word);
	case HJ_BY_LABEL:
		return hj_fail(err, HJ_ENOTFOUND,
		    "there is no '%.*s[+%s]' here: a label lasts for one command",
		    n, step->name, step->word);
	}
	return HJ_OK;
}

static int
add_missing(struct hj_target *t, const struct hj_elem *row, const char *label,
    struct hj_error *err)
{
	if (t->nmissing == HJ_LEN(t->missing))
		return hj_fail(err, HJ_ELIMIT, "a field path is too long");
	t->missing[t->nmissing].def = row;
	memcpy(t->missing[t->nmissing].label, label, strlen(label) + 1);
	t->nmissing++;
	t->def = row;
	return HJ_OK;
}

static void
move_to(struct hj_target *t, struct hj_node *node)
{
	t->node = node;
	t->def = node->def;
}

/* The only child of a row, NULL when there is none. */
static int
only(const struct hj_node *parent, const struct hj_elem *row,
    struct hj_node **ret, struct hj_error *err)
{
	struct hj_node *found = NULL;

	for (struct hj_node *c = parent->first; c != NULL; c = c->next) {
		if (c->def != row)
			continue;
		if (found != NULL)
			return hj_path_ambiguous(parent, row, err);
		found = c;
	}
	*ret = found;
	return HJ_OK;
}

int
hj_target_enter(struct hj_target *t, const struct hj_elem *row,
    struct hj_error *err)
{
	struct hj_node *found = NULL;

	if (t->nmissing == 0 && only(t->node, row, &found, err) != HJ_OK)
		return (int)err->code;
	if (found == NULL)
		return add_missing(t, row, "", err);
	move_to(t, found);
	return HJ_OK;
}

static int
enter_position(struct hj_target *t, const struct hj_elem *row,
    const struct hj_step *step, struct hj_error *err)
{
	struct hj_node *c = t->nmissing == 0 ? t->node->first : NULL;
	size_t seen = 0;

	for (; c != NULL; c = c->next)
		if (c->def == row && ++seen == step->position)
			break;
	if (c != NULL) {
		move_to(t, c);
		return HJ_OK;
	}
	/* The first of none is made, as without brackets. */
	if (seen == 0 && step->position == 1)
		return add_missing(t, row, "", err);
	return not_there(step, err);
}

static int
enter_id(struct hj_target *t, const struct hj_record *r,
    const struct hj_elem *row, const struct hj_step *step, const char *id,
    struct hj_error *err)
{
	struct hj_node *node = t->nmissing == 0 ? hj_record_find(r, id) : NULL;

	if (node == NULL || node->def != row || node->parent != t->node)
		return not_there(step, err);
	move_to(t, node);
	return HJ_OK;
}

static int
enter_label(struct hj_target *t, const struct hj_record *r,
    const struct hj_elem *row, const struct hj_step *step,
    const struct hj_path_labels *labels, struct hj_error *err)
{
	const char *id = hj_label_id(labels, step->word, strlen(step->word));

	if (id != NULL)
		return enter_id(t, r, row, step, id, err);
	if (labels == NULL)
		return not_there(step, err);
	if (!hj_schema_repeats(row))
		return hj_fail(err, HJ_EINVAL,
		    "'%s' occurs only once and needs no label", row->name);
	return add_missing(t, row, step->word, err);
}

static int
enter_another(struct hj_target *t, const struct hj_elem *row,
    const struct hj_step *step, const struct hj_path_labels *labels,
    struct hj_error *err)
{
	const bool label = step->by == HJ_BY_LABEL;

	if (step->by == HJ_BY_POSITION || step->by == HJ_BY_ID ||
	    (label &&
		hj_label_id(labels, step->word, strlen(step->word)) != NULL))
		return hj_fail(err, HJ_EINVAL,
		    "'+=' adds another '%s': leave the brackets out, or use '=' to change that one",
		    row->name);
	if (hj_schema_repeats(row))
		return add_missing(t, row, label ? step->word : "", err);
	for (struct hj_node *c = t->nmissing == 0 ? t->node->first : NULL;
	     c != NULL; c = c->next)
		if (c->def == row)
			return hj_fail(err, HJ_EEXISTS,
			    "'%s' occurs only once: use '=' to change it",
			    row->name);
	return add_missing(t, row, "", err);
}

/* Below ext and `withheld` there are no rows: names and positions only; `*`
 * stands for any name. */
static int
enter_foreign(struct hj_target *t, const struct hj_step *step,
    struct hj_error *err)
{
	struct hj_node *found = NULL;
	size_t seen = 0;

	for (struct hj_node *c = t->node->first; c != NULL; c = c->next) {
		if (c->def != NULL || (!is("*", step) && !is(c->name, step)))
			continue;
		seen++;
		if (step->by == HJ_BY_NONE || seen == step->position)
			found = c;
	}
	if (step->by == HJ_BY_NONE && seen > 1)
		return hj_fail(err, HJ_EAMBIGUOUS,
		    "'%.*s' occurs %zu times: say which, such as '%.*s[1]'",
		    (int)(step->len < 100 ? step->len : 100), step->name, seen,
		    (int)(step->len < 100 ? step->len : 100), step->name);
	if (found == NULL)
		return hj_path_unknown(t->def, step, err);
	move_to(t, found);
	return HJ_OK;
}

static int
enter(struct hj_target *t, const struct hj_record *r,
    const struct hj_step *step, const struct hj_path_labels *labels,
    bool another, bool last, struct hj_error *err)
{
	const struct hj_elem *row =
	    t->def != NULL ? hj_step_row(t->def, step) : NULL;

	if (row == NULL && last && t->def != NULL && step->by == HJ_BY_NONE)
		t->attr = hj_step_attr(t->def, step);
	if (t->attr != HJ_NATTRS)
		return HJ_OK;
	if (row == NULL && t->nmissing == 0)
		return enter_foreign(t, step, err);
	if (row == NULL)
		return hj_path_unknown(t->def, step, err);
	if (last && another)
		return enter_another(t, row, step, labels, err);
	switch (step->by) {
	case HJ_BY_NONE:
		return hj_target_enter(t, row, err);
	case HJ_BY_POSITION:
		return enter_position(t, row, step, err);
	case HJ_BY_ID:
		return enter_id(t, r, row, step, step->word, err);
	case HJ_BY_LABEL:
		return enter_label(t, r, row, step, labels, err);
	}
	return HJ_OK;
}

int
hj_target_find(const struct hj_record *r, const char *path, size_t n,
    const struct hj_path_labels *labels, bool another, struct hj_target *ret,
    struct hj_error *err)
{
	const char *p = path;
	const char *end = path + n;
	struct hj_step step;

	ret->nmissing = 0;
	ret->attr = HJ_NATTRS;
	move_to(ret, hj_record_root(r));
	do {
		if (hj_step_read(&p, end, &step, err) != HJ_OK ||
		    enter(ret, r, &step, labels, another, p == end, err) !=
			HJ_OK)
			return (int)err->code;
	} while (p < end);
	return HJ_OK;
}

int
hj_path_find(const struct hj_record *r, const char *path, struct hj_node **ret,
    enum hj_attr_name *attr, struct hj_error *err)
{
	struct hj_node *root = hj_record_root(r);
	struct hj_target t;

	if (strcmp(path, root->name) == 0 &&
	    hj_schema_child(root->def, path, strlen(path)) == NULL) {
		*ret = root;
		*attr = HJ_NATTRS;
		return HJ_OK;
	}
	if (hj_target_find(r, path, strlen(path), NULL, false, &t, err) !=
	    HJ_OK)
		return (int)err->code;
	if (t.nmissing != 0 ||
	    (t.attr != HJ_NATTRS &&
		hj_node_attr(t.node, hj_schema_attr_name(t.attr)) == NULL))
		return hj_fail(err, HJ_ENOTFOUND, "there is no '%s' yet", path);
	*ret = t.node;
	*attr = t.attr;
	return HJ_OK;
}

int
hj_path_reach(const struct hj_record *r, const char *path, size_t n,
    const struct hj_path_labels *labels, struct hj_path_reach *ret,
    struct hj_error *err)
{
	struct hj_target t;

	if (hj_target_find(r, path, n, labels, false, &t, err) != HJ_OK)
		return (int)err->code;
	*ret = (struct hj_path_reach){ t.node, t.attr, t.def, t.nmissing };
	return HJ_OK;
}

#include <string.h>

#include "core/case/path_own.h"
#include "core/vocab/vocab.h"

struct change {
	struct hj_record *r;
	struct hj_path_labels *labels;
	struct hj_target t;
	struct hj_node *made; /* the topmost new element, or NULL */
};

static int
make_one(struct change *c, size_t i, size_t *labels, struct hj_error *err)
{
	const char *label = c->t.missing[i].label;
	struct hj_node *node;

	if (hj_record_add(c->r, c->t.node, c->t.missing[i].def, &node, err) !=
	    HJ_OK)
		return (int)err->code;
	if (c->made == NULL)
		c->made = node;
	c->t.node = node;
	if (label[0] == '\0')
		return HJ_OK;
	if (*labels == HJ_LEN(c->labels->made))
		return hj_fail(err, HJ_ELIMIT, "more than %zu labels",
		    HJ_LEN(c->labels->made));
	memcpy(c->labels->made[*labels].label, label, strlen(label) + 1);
	memcpy(c->labels->made[*labels].id, hj_node_attr(node, "id"),
	    HJ_ELEMENT_ID_CHARS + 1);
	(*labels)++;
	return HJ_OK;
}

/* Make what is missing and put the value there; all or nothing. */
static int
put(struct change *c, const char *attr, const char *value, size_t n,
    struct hj_error *err)
{
	size_t labels = c->labels != NULL ? c->labels->n : 0;
	int rc = HJ_OK;

	for (size_t i = 0; i < c->t.nmissing && rc == HJ_OK; i++)
		rc = make_one(c, i, &labels, err);
	if (rc == HJ_OK && attr != NULL)
		rc = hj_record_set_attr(c->r, c->t.node, attr, value, n, err);
	else if (rc == HJ_OK && n != 0)
		rc = hj_record_set_text(c->r, c->t.node, value, n, err);
	if (rc != HJ_OK) {
		if (c->made != NULL)
			hj_record_remove(c->made);
		return rc;
	}
	if (c->labels != NULL)
		c->labels->n = labels;
	return HJ_OK;
}

/* A value ends that it was not known, here and above. */
static void
now_known(struct hj_node *node)
{
	for (; node != NULL; node = node->parent)
		if (node->def != NULL)
			hj_record_drop_attr(node, "known");
}

/* Where the value of this target stands: a group has its own text in a child
 * (format.md 5). */
static int
enter_text(struct change *c, enum hj_path_op op, size_t n, struct hj_error *err)
{
	const struct hj_elem *def = c->t.def;
	const struct hj_elem *text;

	if (def == NULL)
		return hj_fail(err, HJ_EREFUSED,
		    "fields of other programs are kept as they came and cannot be changed");
	if (c->t.attr == HJ_A_ID)
		return hj_fail(err, HJ_EREFUSED,
		    "ids are given, they cannot be changed");
	if (c->t.attr != HJ_NATTRS || def->nchildren == 0)
		return n != 0
		    ? HJ_OK
		    : hj_fail(err, HJ_EINVAL,
			  "there is no value: remove a field with '-='");
	if (op == HJ_PATH_ADD && n == 0)
		return HJ_OK;
	text = hj_schema_child(def, "text", 4);
	if (text == NULL)
		return hj_fail(err, HJ_EINVAL,
		    "'%s' has no value of its own but fields, such as '%s.%s'",
		    def->name, def->name, def->children[0].name);
	return hj_target_enter(&c->t, text, err);
}

static int
set(struct change *c, enum hj_path_op op, const char *value, size_t n,
    bool *changed, struct hj_error *err)
{
	struct hj_buf b = HJ_BUF(HJ_TEXT_MAX);
	const char *attr = NULL;
	const char *old = NULL;
	int rc = enter_text(c, op, n, err);

	if (rc != HJ_OK)
		return rc;
	if (c->t.attr != HJ_NATTRS) {
		attr = hj_schema_attr_name(c->t.attr);
		if (op == HJ_PATH_ADD && c->t.attr != HJ_A_SRC)
			return hj_fail(err, HJ_EINVAL,
			    "'%s' has one value: use '=' to change it", attr);
		if (op == HJ_PATH_ADD && c->t.nmissing == 0)
			old = hj_node_attr(c->t.node, attr);
	}
	if (n != 0)
		rc = hj_path_value(&c->t, c->labels, old, value, n, &b, changed,
		    err);
	if (rc == HJ_OK)
		rc = put(c, attr, (const char *)b.data, b.len, err);
	if (rc == HJ_OK && attr == NULL)
		now_known(c->t.node);
	hj_buf_clear(&b);
	return rc;
}

static int
known(struct change *c, const char *value, size_t n, struct hj_error *err)
{
	const struct hj_elem *def = c->t.def;
	const struct hj_list *words = hj_vocab_list("known");

	if (c->t.attr != HJ_NATTRS || def == NULL ||
	    (def->attrs & HJ_A(KNOWN)) == 0)
		return hj_fail(err, HJ_EINVAL,
		    "'?=' says why an element has no value; this is none");
	if (words == NULL || hj_vocab_find(words, value, n) == NULL)
		return hj_fail(err, HJ_EINVAL,
		    "expected unknown, refused, withheld or not-asked after '?='");
	if (c->t.nmissing == 0 && c->t.node->first != NULL)
		return hj_fail(err, HJ_EINVAL,
		    "'%s' holds fields: remove them first with '-='",
		    def->name);
	if (put(c, "known", value, n, err) != HJ_OK)
		return (int)err->code;
	return hj_record_set_text(c->r, c->t.node, NULL, 0, err);
}

static int
take_away(struct change *c, size_t n, struct hj_error *err)
{
	const char *attr = hj_schema_attr_name(c->t.attr);

	if (n != 0)
		return hj_fail(err, HJ_EINVAL,
		    "nothing stands after '-=': it removes the whole field");
	if (c->t.attr == HJ_A_ID)
		return hj_fail(err, HJ_EREFUSED,
		    "ids are given, they cannot be changed");
	if (c->t.nmissing != 0 ||
	    (attr != NULL && hj_node_attr(c->t.node, attr) == NULL))
		return hj_fail(err, HJ_ENOTFOUND, "there is nothing to remove");
	if (attr != NULL)
		hj_record_drop_attr(c->t.node, attr);
	else
		hj_record_remove(c->t.node);
	return HJ_OK;
}

static int
apply(struct change *c, enum hj_path_op op, const char *value, size_t n,
    bool *changed, struct hj_error *err)
{
	switch (op) {
	case HJ_PATH_SET:
	case HJ_PATH_ADD:
		return set(c, op, value, n, changed, err);
	case HJ_PATH_KNOWN:
		return known(c, value, n, err);
	case HJ_PATH_REMOVE:
		return take_away(c, n, err);
	}
	return HJ_OK;
}

int
hj_path_apply(struct hj_record *r, const char *path, size_t path_len,
    enum hj_path_op op, const char *value, size_t value_len,
    struct hj_path_labels *labels, bool *changed, struct hj_error *err)
{
	struct change c = { .r = r, .labels = labels };

	if (changed != NULL)
		*changed = false;
	if (hj_target_find(r, path, path_len, labels, op == HJ_PATH_ADD, &c.t,
		err) == HJ_OK &&
	    apply(&c, op, value, value_len, changed, err) == HJ_OK)
		return HJ_OK;
	return hj_while(err, "field '%.*s'",
	    (int)(path_len < 200 ? path_len : 200), path);
}

/* The row above the last element of a target. */
static const struct hj_elem *
above(const struct hj_target *t)
{
	if (t->nmissing > 1)
		return t->missing[t->nmissing - 2].def;
	if (t->nmissing == 1)
		return t->node->def;
	return t->node->parent != NULL ? t->node->parent->def : NULL;
}

int
hj_path_field(const struct hj_record *r, const char *path, size_t path_len,
    enum hj_path_op op, const struct hj_path_labels *labels,
    struct hj_path_field *ret, struct hj_error *err)
{
	struct hj_target t;

	if (hj_target_find(r, path, path_len, labels, op == HJ_PATH_ADD, &t,
		err) != HJ_OK)
		return hj_while(err, "field '%.*s'",
		    (int)(path_len < 200 ? path_len : 200), path);
	*ret = (struct hj_path_field){ .def = t.def,
		.parent = above(&t),
		.attr = t.attr,
		.node = t.nmissing == 0 ? t.node : NULL };
	return HJ_OK;
}

#include "core/sense/identify.h"

#include <string.h>

#include "core/case/path.h"
#include "core/sense/group.h"

struct identifying {
	struct hj_record *r;
	struct hj_path_labels labels;
	struct hj_error *err;
};

static int
set(struct identifying *x, const char *path, const char *value)
{
	if (value == NULL)
		return HJ_OK;
	return hj_path_apply(x->r, path, strlen(path), HJ_PATH_SET, value,
	    strlen(value), &x->labels, NULL, x->err);
}

static int
add(struct identifying *x, struct hj_node *parent, const char *name,
    const char *text, struct hj_node **ret)
{
	const struct hj_elem *def =
	    hj_schema_child(parent->def, name, strlen(name));

	if (hj_record_add(x->r, parent, def, ret, x->err) != HJ_OK)
		return (int)x->err->code;
	return text == NULL
	    ? HJ_OK
	    : hj_record_set_text(x->r, *ret, text, strlen(text), x->err);
}

/* A group counted without slots gets one for this person. */
static int
make_slot(struct identifying *x, struct hj_node *group, struct hj_node **ret)
{
	struct hj_node *n;

	if (hj_node_child(group, "unnamed") != NULL)
		return hj_fail(x->err, HJ_EINVAL,
		    "the group has unnamed members: say which of them it is");
	if (add(x, group, "unnamed", NULL, ret) != HJ_OK)
		return (int)x->err->code;
	return add(x, *ret, "n", "1", &n);
}

/* NULL: failed. */
static struct hj_node *
find_slot(struct identifying *x, const char *id)
{
	struct hj_node *node = hj_record_find(x->r, id), *slot = NULL;

	if (node != NULL && strcmp(node->name, "group") == 0)
		return make_slot(x, node, &slot) == HJ_OK ? slot : NULL;
	if (node != NULL && strcmp(node->name, "unnamed") == 0)
		return node;
	(void)hj_fail(x->err, HJ_ENOTFOUND,
	    "no such unnamed member in this case file");
	return NULL;
}

static int
check_room(struct identifying *x, const struct hj_node *slot)
{
	uint32_t size = hj_slot_size(slot);

	if (hj_slot_identified(slot) < size)
		return HJ_OK;
	return hj_fail(x->err, HJ_EINVAL,
	    "all %u of these unnamed members are identified already", size);
}

static int
check_new(struct identifying *x, const struct hj_node *group,
    const char *person)
{
	for (const struct hj_node *n = hj_node_child(group, "identified");
	     n != NULL; n = hj_node_same(n)) {
		const char *have = hj_node_value(n, "person");

		if (have != NULL && strcmp(have, person) == 0)
			return hj_fail(x->err, HJ_EEXISTS,
			    "this person is identified as one of the group already");
	}
	return HJ_OK;
}

/* ---- somebody new ---- */

/* What was said of the slot holds for them, and by the same sources. */
static int
inherit(struct identifying *x, const struct hj_node *slot,
    struct hj_node *person)
{
	const char *src = hj_node_attr(slot, "src");
	const char *sex = hj_node_value(slot, "sex");
	const struct hj_node *origin = hj_node_child(slot, "origin");
	const char *place =
	    origin != NULL ? hj_node_value(origin, "place") : NULL;
	struct hj_node *made, *leaf;

	if (sex != NULL &&
	    (add(x, person, "sex", sex, &made) != HJ_OK ||
		(src != NULL &&
		    hj_record_set_attr(x->r, made, "src", src, strlen(src),
			x->err) != HJ_OK)))
		return (int)x->err->code;
	if (place == NULL)
		return HJ_OK;
	if (add(x, person, "origin", NULL, &made) != HJ_OK ||
	    add(x, made, "place", place, &leaf) != HJ_OK)
		return (int)x->err->code;
	return src == NULL
	    ? HJ_OK
	    : hj_record_set_attr(x->r, made, "src", src, strlen(src), x->err);
}

static int
make_person(struct identifying *x, const struct hj_identification *what,
    const struct hj_node *slot, struct hj_node **ret)
{
	if (set(x, "person[+p].name[+n].full", what->name) != HJ_OK ||
	    set(x, "person[+p].name[+n].src", what->src) != HJ_OK ||
	    set(x, "person[+p].role", "victim") != HJ_OK)
		return (int)x->err->code;
	*ret = hj_record_find(x->r, x->labels.made[0].id);
	return inherit(x, slot, *ret);
}

/* ---- joined ---- */

static int
record(struct identifying *x, const struct hj_identification *what,
    struct hj_node *slot, const char *person, struct hj_node **ret)
{
	struct hj_node *made, *leaf;

	if (add(x, slot->parent, "identified", NULL, &made) != HJ_OK ||
	    add(x, made, "slot", hj_node_attr(slot, "id"), &leaf) != HJ_OK ||
	    add(x, made, "person", person, &leaf) != HJ_OK)
		return (int)x->err->code;
	if (what->date != NULL &&
	    add(x, made, "date", what->date, &leaf) != HJ_OK)
		return (int)x->err->code;
	if (what->src != NULL) {
		struct hj_buf path = HJ_BUF(256);
		const char *text = NULL;
		int rc;

		if ((rc = hj_path_of(made, HJ_A_SRC, &path, x->err)) == HJ_OK &&
		    (rc = hj_buf_text(&path, &text, x->err)) == HJ_OK)
			rc = set(x, text, what->src);
		hj_buf_clear(&path);
		if (rc != HJ_OK)
			return rc;
	}
	*ret = made;
	return HJ_OK;
}

int
hj_identify(struct hj_record *r, const struct hj_identification *what,
    struct hj_node **ret, struct hj_error *err)
{
	struct identifying x = { .r = r, .err = err };
	struct hj_node *slot = find_slot(&x, what->slot), *person = NULL;
	int rc;

	if (slot == NULL || check_room(&x, slot) != HJ_OK)
		return (int)err->code;
	if (what->person != NULL) {
		person = hj_record_find(r, what->person);
		if (person == NULL || strcmp(person->name, "person") != 0)
			return hj_fail(err, HJ_ENOTFOUND,
			    "no such person in this case file");
		rc = check_new(&x, slot->parent, what->person);
	} else {
		rc = make_person(&x, what, slot, &person);
	}
	return rc != HJ_OK
	    ? rc
	    : record(&x, what, slot, hj_node_attr(person, "id"), ret);
}

/* ---- what may be a mistake ---- */

/* Of uncontested accounts only. */
static const char *
only(const struct hj_node *node, const char *name)
{
	const struct hj_node *n = hj_node_child(node, name);

	return n != NULL && hj_node_same(n) == NULL ? n->text : NULL;
}

const struct hj_elem *
hj_identify_differs(const struct hj_node *slot, const struct hj_node *person)
{
	const struct hj_node *said = hj_node_child(slot, "sex");
	const char *sex = only(person, "sex");

	if (said == NULL || said->text == NULL || sex == NULL ||
	    strcmp(sex, said->text) == 0 || strcmp(sex, "u") == 0 ||
	    strcmp(said->text, "u") == 0)
		return NULL;
	return said->def;
}

#include <string.h>

#include "core/base/near.h"
#include "import/shape.h"

/* Leave out the element whose tag is at hand and all below it. */
int
hj_shape_leave_out(struct hj_shape *s, enum hj_fault fault,
    const struct hj_tag *tag, const char *name, struct hj_error *err)
{
	s->skip = 1;
	return hj_shape_find(s, fault, tag->line, tag->name, name, err);
}

static struct hj_level *
push(struct hj_shape *s, enum hj_level_kind kind, const struct hj_elem *def,
    const struct hj_tag *tag)
{
	struct hj_level *l = &s->level[s->depth++];

	*l = (struct hj_level){ .kind = kind,
		.def = def,
		.name = tag->name,
		.prefix = "",
		.nbound = s->nbound };
	return l;
}

/* Attributes of our own elements: known ones, in the order of the schema. */
static int
our_attrs(struct hj_shape *s, const struct hj_tag *tag, struct hj_error *err)
{
	const struct hj_tag_attr *known[HJ_NATTRS] = { NULL };
	struct hj_level *l = &s->level[s->depth - 1];
	int rc = HJ_OK;

	for (size_t i = 0; i < tag->nattrs && rc == HJ_OK; i++) {
		const struct hj_tag_attr *a = &tag->attrs[i];
		enum hj_attr_name name =
		    hj_schema_attr(a->name, strlen(a->name));

		if (*a->space != '\0')
			rc = hj_shape_find(s, HJ_F_ATTR_SPACE, tag->line,
			    a->name, a->name, err);
		else if (name == HJ_NATTRS)
			rc = hj_shape_find(s, HJ_F_ATTR, tag->line, a->name,
			    a->name, err);
		else
			known[name] = a;
	}
	if (known[HJ_A_ID] != NULL &&
	    hj_element_id_valid(known[HJ_A_ID]->value, known[HJ_A_ID]->len))
		memcpy(l->id, known[HJ_A_ID]->value, HJ_ELEMENT_ID_CHARS);
	for (size_t i = 0; i < HJ_NATTRS && rc == HJ_OK; i++)
		if (known[i] != NULL)
			rc = hj_shape_attr(s, known[i], tag->line, err);
	return rc;
}

static int
our_tag(struct hj_shape *s, const struct hj_tag *tag, struct hj_error *err)
{
	const char *space = s->depth == 1 ? " xmlns=\"" HJ_CASE_NS "\"" : "";
	int rc = hj_shape_puts(s, "<", tag->name, space, err);

	if ((rc = hj_shape_full(s, tag->line, rc, err)) != HJ_OK || s->full)
		return rc;
	if ((rc = our_attrs(s, tag, err)) != HJ_OK)
		return rc;
	return hj_shape_full(s, tag->line, hj_buf_putc(&s->bytes, '>', err),
	    err);
}

static bool
is_hash(const struct hj_tag_attr *a)
{
	if (*a->space != '\0' || a->len != 2 * HJ_DIGEST_BYTES)
		return false;
	for (size_t i = 0; i < a->len; i++)
		if (memchr("0123456789abcdef", a->value[i], 16) == NULL)
			return false;
	return true;
}

static int
withheld(struct hj_shape *s, const struct hj_tag *tag, struct hj_error *err)
{
	const struct hj_tag_attr *a = &tag->attrs[0];
	bool own = tag->nattrs == 1 && strcmp(a->name, "own") == 0;
	bool digest = tag->nattrs == 1 && strcmp(a->name, "digest") == 0;
	int rc;

	if (!(own || digest) || !is_hash(a))
		return hj_shape_leave_out(s, HJ_F_WITHHELD, tag, "", err);
	s->withheld = true;
	(void)push(s, own ? HJ_LEVEL_OWN : HJ_LEVEL_DIGEST, NULL, tag);
	rc = hj_buf_printf(&s->bytes, err, "<withheld %s=\"%.*s\">", a->name,
	    (int)a->len, a->value);
	return hj_shape_full(s, tag->line, rc, err);
}

/* An element that the outline does not have in this place. */
static int
misplaced(struct hj_shape *s, const struct hj_level *in,
    const struct hj_tag *tag, struct hj_error *err)
{
	const struct hj_elem *def = in->def;
	struct hj_near near = HJ_NEAR(tag->name, strlen(tag->name));

	if (hj_schema_child(def, tag->name, strlen(tag->name)) != NULL)
		return hj_shape_leave_out(s, HJ_F_ORDER, tag,
		    in->next < def->nchildren ? def->children[in->next].name
					      : "",
		    err);
	if (def->value != HJ_V_NONE && def->value != HJ_V_FOREIGN)
		return hj_shape_leave_out(s, HJ_F_LEAF, tag, tag->name, err);
	for (size_t i = 0; i < def->nchildren; i++)
		hj_near_offer(&near, def->children[i].name);
	if (near.best != NULL)
		return hj_shape_leave_out(s, HJ_F_NEAREST, tag, near.best, err);
	return hj_shape_leave_out(s, HJ_F_UNKNOWN, tag, tag->name, err);
}

/* A child of an element that the schema knows. */
static int
known_child(struct hj_shape *s, struct hj_level *in, const struct hj_tag *tag,
    struct hj_error *err)
{
	const struct hj_elem *def = in->def;

	/* Children stand in the order of the table: go on where we were. */
	for (size_t i = in->next; i < def->nchildren; i++)
		if (strcmp(def->children[i].name, tag->name) == 0) {
			in->next = i;
			(void)push(s, HJ_LEVEL_OURS, &def->children[i], tag);
			return our_tag(s, tag, err);
		}
	return misplaced(s, in, tag, err);
}

static int
foreign_child(struct hj_shape *s, struct hj_level *in, const struct hj_tag *tag,
    struct hj_error *err)
{
	bool taken;

	/* What the schema knows stands before what it does not. */
	if (in->def != NULL)
		in->next = in->def->nchildren;
	(void)push(s, HJ_LEVEL_FOREIGN, NULL, tag);
	if (hj_shape_foreign(s, tag, &taken, err) != HJ_OK)
		return (int)err->code;
	if (!taken) {
		s->depth--;
		s->skip = 1;
	}
	return HJ_OK;
}

int
hj_shape_child(struct hj_shape *s, const struct hj_tag *tag,
    struct hj_error *err)
{
	struct hj_level *in = &s->level[s->depth - 1];
	bool ours = strcmp(tag->space, HJ_CASE_NS) == 0;

	if (in->kind == HJ_LEVEL_DIGEST)
		return hj_shape_leave_out(s, HJ_F_WITHHELD, tag, "", err);
	if (ours && strcmp(tag->name, "withheld") == 0)
		return hj_shape_is_default(s)
		    ? withheld(s, tag, err)
		    : hj_shape_leave_out(s, HJ_F_WITHHELD, tag, "", err);
	switch (in->kind) {
	case HJ_LEVEL_OURS:
		if (ours)
			return known_child(s, in, tag, err);
		if (in->def->value != HJ_V_FOREIGN)
			return hj_shape_leave_out(s, HJ_F_SPACE, tag, tag->name,
			    err);
		return foreign_child(s, in, tag, err);
	case HJ_LEVEL_FOREIGN:
		if (ours)
			return hj_shape_leave_out(s, HJ_F_FOREIGN_SPACE, tag,
			    tag->name, err);
		return foreign_child(s, in, tag, err);
	case HJ_LEVEL_OWN:
	case HJ_LEVEL_LOST:
		if (!ours)
			return foreign_child(s, in, tag, err);
		(void)push(s, HJ_LEVEL_LOST, NULL, tag);
		return our_tag(s, tag, err);
	case HJ_LEVEL_DIGEST:
		break;
	}
	return HJ_OK;
}

int
hj_shape_top(struct hj_shape *s, const struct hj_elem *def,
    const struct hj_tag *tag, struct hj_error *err)
{
	(void)push(s, HJ_LEVEL_OURS, def, tag);
	return our_tag(s, tag, err);
}

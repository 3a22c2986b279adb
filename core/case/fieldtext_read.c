#include <stdlib.h>
#include <string.h>

#include "core/case/fieldtext_own.h"

/*
 * Everything is found before anything is changed, and named by its id from
 * then on, so that a path means what it meant in the text that was written:
 * `person.name` does not become unclear when a line adds another person.
 * Then: values of what is there; new elements; references to new elements;
 * what no line names is taken away; and at last what is said to be unknown,
 * whose fields had to go first.
 */
static const char *
value_of(const struct hj_fieldtext *t, const struct hj_fieldtext_line *l)
{
	/* Nothing has no byte beyond it, not even the first. */
	return t->values.len != 0 ? (const char *)t->values.data + l->value
				  : "";
}

/* ---- changing ---- */

/* Is the value, or one of several, the label of a new element? */
static bool
looks_ahead(const struct hj_fieldtext *t, const struct hj_fieldtext_line *l)
{
	const char *v = value_of(t, l);

	if (l->attr != HJ_A_SRC &&
	    (l->attr != HJ_NATTRS || l->def->value != HJ_V_REF))
		return false;
	for (size_t i = 0; i < l->value_len; i++)
		if (v[i] == '+' && (i == 0 || v[i - 1] == ' '))
			return true;
	return false;
}

static bool
is_same(const struct hj_fieldtext *t, const struct hj_fieldtext_line *l)
{
	const char *had = l->node->text;
	size_t n = l->node->text_len;

	if (l->attr != HJ_NATTRS)
		had = hj_node_attr(l->node, hj_schema_attr_name(l->attr));
	else if (l->op == HJ_PATH_KNOWN)
		had = had == NULL && l->node->first == NULL
		    ? hj_node_attr(l->node, "known")
		    : NULL;
	else if (l->value_len == 0)
		return true; /* an element that is there */
	if (had == NULL)
		return false;
	if (had != l->node->text)
		n = strlen(had);
	return n == l->value_len && memcmp(had, value_of(t, l), n) == 0;
}

/* With the path in g. */
static int
apply(struct hj_fieldtext *t, struct hj_fieldtext_line *l, enum hj_path_op op,
    const char *value, size_t n, struct hj_error *err)
{
	const char *path = (const char *)t->path.data;
	bool read = t->by->put != NULL && n != 0 && op != HJ_PATH_KNOWN;
	int rc = read ? t->by->put(t->by->to, t->record, path, t->path.len, op,
			    value, n, &t->labels, &t->why)
		      : hj_path_apply(t->record, path, t->path.len, op, value,
			    n, &t->labels, NULL, &t->why);

	return rc == HJ_OK ? HJ_OK : hj_fieldtext_refuse(t, l, err);
}

static int
change(struct hj_fieldtext *t, struct hj_fieldtext_line *l,
    struct hj_error *err)
{
	if (is_same(t, l))
		return HJ_OK;
	if (hj_fieldtext_locate(t, l, 0, err) != HJ_OK)
		return (int)err->code;
	return apply(t, l, l->op, value_of(t, l), l->value_len, err);
}

/* ---- adding ---- */

static bool
has_value(const struct hj_path_reach *to)
{
	if (to->attr != HJ_NATTRS)
		return hj_node_attr(to->node, hj_schema_attr_name(to->attr)) !=
		    NULL;
	return to->node->text != NULL ||
	    hj_node_attr(to->node, "known") != NULL;
}

/* The last of its kind is the one that was added. */
static int
note_another(struct hj_fieldtext *t, struct hj_fieldtext_line *l,
    struct hj_error *err)
{
	struct hj_path_reach to;
	struct hj_node *c;

	if (hj_fieldtext_locate(t, l, 1, err) != HJ_OK ||
	    hj_fieldtext_reach(t, l, &to, err) != HJ_OK)
		return (int)err->code;
	for (c = to.node->last; c != NULL && c->def != l->def; c = c->prev)
		continue;
	l->node = c != NULL ? c : to.node;
	l->rest = 0;
	return HJ_OK;
}

/* With the path in t: what it names is new, or gets its value. */
static int
put(struct hj_fieldtext *t, struct hj_fieldtext_line *l, struct hj_error *err)
{
	struct hj_path_reach to;
	bool empty = l->value_len == 0;

	if (l->op == HJ_PATH_ADD) {
		if (apply(t, l, l->op, value_of(t, l), l->value_len, err) !=
			HJ_OK ||
		    l->bad)
			return (int)err->code;
		return note_another(t, l, err);
	}
	if (hj_fieldtext_reach(t, l, &to, err) != HJ_OK || l->bad)
		return (int)err->code;
	if (to.missing == 0 && !empty && !l->there && has_value(&to)) {
		(void)hj_fail(&t->why, HJ_EINVAL,
		    "the same field stands in an earlier line already");
		return hj_fieldtext_refuse(t, l, err);
	}
	if ((to.missing != 0 || !empty) &&
	    apply(t, l, empty ? HJ_PATH_ADD : l->op, value_of(t, l),
		l->value_len, err) != HJ_OK)
		return (int)err->code;
	if (!l->bad && hj_fieldtext_reach(t, l, &to, err) != HJ_OK)
		return (int)err->code;
	l->node = to.node;
	l->rest = to.attr != HJ_NATTRS;
	return HJ_OK;
}

/* Whom it means may come later in the text: make what holds it. */
static int
make_around(struct hj_fieldtext *t, struct hj_fieldtext_line *l,
    struct hj_error *err)
{
	struct hj_path_reach to;

	if (l->rest < 2)
		return HJ_OK;
	if (hj_fieldtext_locate(t, l, 1, err) != HJ_OK ||
	    hj_fieldtext_reach(t, l, &to, err) != HJ_OK)
		return (int)err->code;
	return l->bad || to.missing == 0 ? HJ_OK
					 : apply(t, l, HJ_PATH_ADD, "", 0, err);
}

enum pass { CHANGE, ADD, REFER, UNKNOWN };

static int
work(struct hj_fieldtext *t, struct hj_fieldtext_line *l, enum pass pass,
    struct hj_error *err)
{
	bool ahead = looks_ahead(t, l);

	switch (pass) {
	case CHANGE:
		return l->there && !ahead && l->op == HJ_PATH_SET
		    ? change(t, l, err)
		    : HJ_OK;
	case ADD:
		if (l->there)
			return HJ_OK;
		if (ahead)
			return make_around(t, l, err);
		break;
	case REFER:
		if (!ahead)
			return HJ_OK;
		break;
	case UNKNOWN:
		return l->there && l->op == HJ_PATH_KNOWN ? change(t, l, err)
							  : HJ_OK;
	}
	if (hj_fieldtext_locate(t, l, 0, err) != HJ_OK)
		return (int)err->code;
	return put(t, l, err);
}

static int
pass_over(struct hj_fieldtext *t, enum pass pass, struct hj_error *err)
{
	for (size_t i = 0; i < hj_fieldtext_count(t); i++)
		if (!hj_fieldtext_at(t, i)->bad &&
		    work(t, hj_fieldtext_at(t, i), pass, err) != HJ_OK)
			return (int)err->code;
	return HJ_OK;
}

static int
read_all(struct hj_fieldtext *t, const char *p, size_t n, struct hj_error *err)
{
	if (hj_fieldtext_list(t, err) != HJ_OK ||
	    hj_fieldtext_parse(t, p, n, err) != HJ_OK)
		return (int)err->code;
	for (size_t i = 0; i < hj_fieldtext_count(t); i++)
		if (!hj_fieldtext_at(t, i)->bad &&
		    hj_fieldtext_find(t, hj_fieldtext_at(t, i), err) != HJ_OK)
			return (int)err->code;
	for (enum pass pass = CHANGE; pass <= REFER; pass++)
		if (pass_over(t, pass, err) != HJ_OK)
			return (int)err->code;
	/* A line that could not be read may have kept something. */
	if (t->faults == 0 &&
	    (hj_fieldtext_sweep(t, err) != HJ_OK ||
		pass_over(t, UNKNOWN, err) != HJ_OK))
		return (int)err->code;
	return HJ_OK;
}

/* ---- outside ---- */

int
hj_fieldtext_read(const struct hj_record *base, const char *p, size_t n,
    const struct hj_fieldtext_reader *by, struct hj_fieldtext **ret,
    struct hj_error *err)
{
	struct hj_fieldtext *t = calloc(1, sizeof(*t));
	int rc;

	if (t == NULL)
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	t->lines = HJ_BUF(HJ_FIELDTEXT_ROWS);
	t->values = HJ_BUF(HJ_TEXT_MAX);
	t->path = HJ_BUF(2 * HJ_LINE_MAX);
	t->told = HJ_BUF(HJ_TEXT_MAX);
	t->kept.rows = HJ_BUF(HJ_FIELDTEXT_ROWS);
	t->kept.order = HJ_BUF(HJ_FIELDTEXT_ROWS);
	t->by = by;
	t->why.say = err->say;
	if ((rc = hj_record_copy(base, &t->record, err)) == HJ_OK)
		rc = read_all(t, p, n, err);
	if (rc == HJ_OK)
		rc = hj_fieldtext_tell(t, err);
	hj_buf_clear(&t->kept.rows);
	hj_buf_clear(&t->kept.order);
	if (rc == HJ_OK)
		*ret = t;
	else
		hj_fieldtext_free(t);
	return rc;
}

void
hj_fieldtext_free(struct hj_fieldtext *t)
{
	if (t == NULL)
		return;
	hj_record_free(t->record);
	hj_buf_clear(&t->lines);
	hj_buf_clear(&t->values);
	hj_buf_clear(&t->path);
	hj_buf_clear(&t->told);
	free(t);
}

#include <string.h>

#include "core/case/fieldtext_own.h"

/* ---- paths ---- */

/* A path that can be told: what is typed at the wrong place may be a name. */
static bool
is_plain(const struct hj_fieldtext_line *l)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyz0123456789"
				    ".-+[]";

	for (size_t i = 0; i < l->path_len; i++)
		if (memchr(plain, l->path[i], sizeof(plain) - 1) == NULL)
			return false;
	return true;
}

/* Where the last `steps` of a path begin. */
static size_t
last_steps(const char *p, size_t n, size_t steps)
{
	bool inside = false;

	if (steps == 0)
		return n;
	while (n > 0) {
		inside = p[n - 1] == ']' || (inside && p[n - 1] != '[');
		if (!inside && p[n - 1] == '.' && --steps == 0)
			return n;
		n--;
	}
	return 0;
}

/* As it was typed, without its last `less` steps. */
static int
typed(struct hj_fieldtext *t, const struct hj_fieldtext_line *l, size_t less,
    struct hj_error *err)
{
	hj_buf_reset(&t->path);
	if (hj_buf_add(&t->path, l->path, l->path_len, err) != HJ_OK ||
	    (l->in_text && hj_buf_puts(&t->path, ".text", err) != HJ_OK))
		return (int)err->code;
	t->path.len = last_steps((const char *)t->path.data, t->path.len, less);
	if (less != 0 && t->path.len != 0)
		t->path.len--;
	return HJ_OK;
}

/* From the element that was found on, without the last `less` steps. */
int
hj_fieldtext_locate(struct hj_fieldtext *t, const struct hj_fieldtext_line *l,
    size_t less, struct hj_error *err)
{
	struct hj_buf rest = HJ_BUF(2 * HJ_LINE_MAX);
	size_t at;
	int rc;

	if ((rc = typed(t, l, 0, err)) != HJ_OK)
		return rc;
	at = last_steps((const char *)t->path.data, t->path.len, l->rest);
	rc = hj_buf_add(&rest, t->path.data + at, t->path.len - at, err);
	hj_buf_reset(&t->path);
	if (rc == HJ_OK && l->node->parent != NULL)
		rc = hj_path_of(l->node, HJ_NATTRS, &t->path, err);
	if (rc == HJ_OK && t->path.len != 0 && l->rest > less)
		rc = hj_buf_putc(&t->path, '.', err);
	if (rc == HJ_OK && l->rest > less) {
		size_t n = last_steps((const char *)rest.data, rest.len, less);

		rc = hj_buf_add(&t->path, rest.data,
		    less != 0 && n != 0 ? n - 1 : n, err);
	}
	hj_buf_clear(&rest);
	return rc;
}

/* Where the path in g leads now. */
int
hj_fieldtext_reach(struct hj_fieldtext *t, struct hj_fieldtext_line *l,
    struct hj_path_reach *to, struct hj_error *err)
{
	struct hj_node *root = hj_record_root(t->record);
	*to = (struct hj_path_reach){ .node = root,
		.attr = HJ_NATTRS,
		.def = root->def };
	if (t->path.len == 0 ||
	    hj_path_reach(t->record, (const char *)t->path.data, t->path.len,
		&t->labels, to, &t->why) == HJ_OK)
		return HJ_OK;
	if (t->why.code == HJ_EINVAL && !is_plain(l))
		(void)hj_fail(&t->why, HJ_EINVAL,
		    "no such field; further lines of a text are indented by four blanks, below 'path: |'");
	return hj_fieldtext_refuse(t, l, err);
}

/* ---- finding ---- */

/* Nothing behind the colon: an element that is there, or a new one. */
static bool
may_be_empty(const struct hj_fieldtext_line *l)
{
	if (l->op != HJ_PATH_SET || l->attr != HJ_NATTRS)
		return false;
	if (!l->there)
		return l->def->nchildren != 0;
	return l->node->text == NULL &&
	    (l->node->first != NULL || hj_node_attr(l->node, "known") == NULL);
}

static int
judge(struct hj_fieldtext *t, struct hj_fieldtext_line *l, struct hj_error *err)
{
	uint32_t bit =
	    l->attr == HJ_NATTRS ? HJ_FIELDTEXT_VALUE : 1u << l->attr;
	size_t before;

	if (l->def == NULL) {
		(void)hj_fail(&t->why, HJ_EINVAL,
		    "fields of other programs are kept as they came and cannot be changed");
		return hj_fieldtext_refuse(t, l, err);
	}
	if (l->attr == HJ_A_ID) {
		(void)hj_fail(&t->why, HJ_EINVAL,
		    "ids are given, they cannot be changed");
		return hj_fieldtext_refuse(t, l, err);
	}
	if (l->value_len == 0 && !may_be_empty(l)) {
		(void)hj_fail(&t->why, HJ_EINVAL,
		    "no value: delete the line to remove the field, or say why there is none with 'path?: unknown'");
		return hj_fieldtext_refuse(t, l, err);
	}
	before =
	    hj_fieldtext_see(&t->kept, l->node, l->there ? bit : 0, l->number);
	if (before != 0) {
		(void)hj_fail(&t->why, HJ_EINVAL,
		    "the same field stands in line %zu already; another one is added with 'path+: value'",
		    before);
		return hj_fieldtext_refuse(t, l, err);
	}
	return HJ_OK;
}

/* Another one: its place is in the element around it. */
static int
find_another(struct hj_fieldtext *t, struct hj_fieldtext_line *l,
    struct hj_error *err)
{
	struct hj_path_reach to;
	size_t at = last_steps(l->path, l->path_len, 1);
	size_t n = 0;

	if (typed(t, l, 1, err) != HJ_OK ||
	    hj_fieldtext_reach(t, l, &to, err) != HJ_OK)
		return (int)err->code;
	if (l->bad)
		return HJ_OK;
	while (at + n < l->path_len && l->path[at + n] != '[')
		n++;
	l->node = to.node;
	l->rest = to.missing + 1;
	l->attr = HJ_NATTRS;
	l->def =
	    to.def != NULL ? hj_schema_child(to.def, l->path + at, n) : NULL;
	/* An attribute or a label: applying it will tell. */
	if (l->def == NULL)
		l->def = to.def;
	return judge(t, l, err);
}

int
hj_fieldtext_find(struct hj_fieldtext *t, struct hj_fieldtext_line *l,
    struct hj_error *err)
{
	struct hj_path_reach to;

	if (l->op == HJ_PATH_ADD)
		return find_another(t, l, err);
	if (typed(t, l, 0, err) != HJ_OK ||
	    hj_fieldtext_reach(t, l, &to, err) != HJ_OK)
		return (int)err->code;
	/* A group that has a text holds it in a child. */
	if (!l->bad && l->op == HJ_PATH_SET && to.attr == HJ_NATTRS &&
	    to.def != NULL && l->value_len != 0 && to.def->nchildren != 0 &&
	    hj_schema_child(to.def, "text", strlen("text")) != NULL) {
		l->in_text = true;
		if (typed(t, l, 0, err) != HJ_OK ||
		    hj_fieldtext_reach(t, l, &to, err) != HJ_OK)
			return (int)err->code;
	}
	if (l->bad)
		return HJ_OK;
	l->node = to.node;
	l->attr = to.attr;
	l->def = to.def;
	l->rest = to.missing + (to.attr != HJ_NATTRS);
	l->there = to.missing == 0 &&
	    (to.attr == HJ_NATTRS ||
		hj_node_attr(to.node, hj_schema_attr_name(to.attr)) != NULL);
	return judge(t, l, err);
}

#include <string.h>

#include "core/base/word.h"
#include "core/case/owncode.h"
#include "core/vault/codebook.h"

/* ---- the codes that a file uses ---- */

/* Called for every place of a file where a code may stand. */
typedef int use_fn(void *to, const char *list, const char *code, size_t n,
    struct hj_error *err);

static int
each_attr(const struct hj_node *node, use_fn *fn, void *to,
    struct hj_error *err)
{
	for (const struct hj_attr *a = node->attrs; a != NULL; a = a->next) {
		enum hj_attr_name name =
		    hj_schema_attr(a->name, strlen(a->name));
		const char *list = name != HJ_NATTRS
		    ? hj_schema_attr_list(node->def, name)
		    : NULL;

		if (list != NULL && hj_owncode_valid(a->value, a->len) &&
		    fn(to, list, a->value, a->len, err) != HJ_OK)
			return (int)err->code;
	}
	return HJ_OK;
}

static int
each_use(const struct hj_record *r, use_fn *fn, void *to, struct hj_error *err)
{
	const struct hj_node *root = hj_record_root(r);

	for (const struct hj_node *n = root; n != NULL;
	     n = hj_node_next(n, root)) {
		if (n->def == NULL)
			continue;
		if (each_attr(n, fn, to, err) != HJ_OK)
			return (int)err->code;
		if (n->def->value == HJ_V_CODE && n->text != NULL &&
		    hj_owncode_valid(n->text, n->text_len) &&
		    fn(to, n->def->of, n->text, n->text_len, err) != HJ_OK)
			return (int)err->code;
	}
	return HJ_OK;
}

/* ---- to the file ---- */

struct settling {
	const struct hj_codebook *book;
	struct hj_record *record;
};

static int
set_child(struct hj_record *r, struct hj_node *owncode, const char *name,
    const char *text, struct hj_error *err)
{
	const struct hj_elem *def =
	    hj_schema_child(owncode->def, name, strlen(name));
	struct hj_node *child = hj_node_child(owncode, name);

	if (*text == '\0') {
		if (child != NULL)
			hj_record_remove(child);
		return HJ_OK;
	}
	if (child == NULL &&
	    hj_record_add(r, owncode, def, &child, err) != HJ_OK)
		return (int)err->code;
	hj_record_drop_attr(child, "known");
	if (child->text != NULL && strcmp(child->text, text) == 0)
		return HJ_OK;
	return hj_record_set_text(r, child, text, strlen(text), err);
}

static int
write_down(struct hj_record *r, struct hj_node *owncode,
    const struct hj_coined *c, struct hj_error *err)
{
	const char *const texts[][2] = { { "list", c->list },
		{ "code", c->code }, { "en", c->en }, { "ko", c->ko },
		{ "from", c->from }, { "to", c->to }, { "near", c->near } };

	for (size_t i = 0; i < HJ_LEN(texts); i++)
		if (set_child(r, owncode, texts[i][0], texts[i][1], err) !=
		    HJ_OK)
			return (int)err->code;
	return HJ_OK;
}

static int
explain(struct settling *s, const struct hj_coined *c, struct hj_error *err)
{
	struct hj_node *root = hj_record_root(s->record), *node = NULL;
	const struct hj_elem *def =
	    hj_schema_child(root->def, HJ_OWNCODE, strlen(HJ_OWNCODE));

	if (def == NULL)
		return HJ_OK;
	if (hj_record_add(s->record, root, def, &node, err) != HJ_OK)
		return (int)err->code;
	if (hj_record_find(s->record, c->id) == NULL &&
	    hj_record_set_attr(s->record, node, "id", c->id, strlen(c->id),
		err) != HJ_OK)
		return (int)err->code;
	return write_down(s->record, node, c, err);
}

/* The code in the list of the field, or in one of those it is made of. */
static const struct hj_coined *
in_book(const struct hj_codebook *b, const char *list, const char *code,
    size_t n)
{
	const struct hj_list *l = hj_vocab_list(list);
	const char *p = l != NULL && l->of != NULL ? l->of : list;
	const struct hj_coined *found = NULL;
	char one[HJ_CODE_WORD];
	const char *name;
	size_t len;

	while (found == NULL && hj_word_next(&p, &name, &len))
		if (len < sizeof(one)) {
			memcpy(one, name, len);
			one[len] = '\0';
			found = hj_codebook_find(b, one, code, n);
		}
	return found;
}

static int
settle_use(void *to, const char *list, const char *code, size_t n,
    struct hj_error *err)
{
	struct settling *s = to;
	struct hj_node *there =
	    hj_owncode_find(hj_record_root(s->record), list, code, n);
	const struct hj_coined *known = NULL;
	const char *its = NULL, *id;

	if (there == NULL) {
		known = in_book(s->book, list, code, n);
		return known != NULL ? explain(s, known, err) : HJ_OK;
	}
	if ((its = hj_node_value(there, "list")) != NULL)
		known = hj_codebook_find(s->book, its, code, n);
	id = hj_node_attr(there, "id");
	if (known == NULL || id == NULL || strcmp(known->id, id) != 0)
		return HJ_OK;
	return write_down(s->record, there, known, err);
}

struct looking {
	const struct hj_record *record;
	const struct hj_node *owncode;
	bool used;
};

static int
look(void *to, const char *list, const char *code, size_t n,
    struct hj_error *err)
{
	struct looking *l = to;

	(void)err;
	l->used =
	    l->used || hj_owncode_find(l->owncode, list, code, n) == l->owncode;
	return HJ_OK;
}

static bool
anything_withheld(const struct hj_record *r)
{
	const struct hj_node *root = hj_record_root(r);

	for (const struct hj_node *n = root; n != NULL;
	     n = hj_node_next(n, root))
		if (n->def == NULL && strcmp(n->name, "withheld") == 0)
			return true;
	return false;
}

static int
prune(struct hj_record *r, struct hj_error *err)
{
	struct hj_node *node, *next;

	if (hj_node_child(hj_record_root(r), HJ_OWNCODE) == NULL ||
	    anything_withheld(r))
		return HJ_OK;
	for (node = hj_node_child(hj_record_root(r), HJ_OWNCODE); node != NULL;
	     node = next) {
		struct looking l = { .record = r, .owncode = node };

		next = hj_node_same(node);
		if (each_use(r, look, &l, err) != HJ_OK)
			return (int)err->code;
		if (!l.used)
			hj_record_remove(node);
	}
	return HJ_OK;
}

int
hj_codebook_settle(const struct hj_codebook *b, struct hj_record *r,
    struct hj_error *err)
{
	struct settling s = { b, r };

	if (each_use(r, settle_use, &s, err) != HJ_OK)
		return (int)err->code;
	return prune(r, err);
}

/* ---- from the file ---- */

static bool
take(const char *text, char *to, size_t size)
{
	size_t n = strlen(text);

	if (n >= size)
		return false;
	memcpy(to, text, n + 1);
	return true;
}

static bool
read_field(const struct hj_node *owncode, const char *child, char *to,
    size_t size)
{
	const char *text = hj_node_value(owncode, child);

	return take(text != NULL ? text : "", to, size);
}

/* A file of others may hold what no book of ours takes: a label too long, a
 * nearest code of a later release.  The file still explains itself. */
static bool
read_code(const struct hj_node *owncode, struct hj_coined *ret,
    struct hj_error *why)
{
	const struct hj_list *l;
	const char *id = hj_node_attr(owncode, "id");

	*ret = (struct hj_coined){ .received = true };
	if (id == NULL || !take(id, ret->id, sizeof(ret->id)) ||
	    !read_field(owncode, "list", ret->list, sizeof(ret->list)) ||
	    !read_field(owncode, "code", ret->code, sizeof(ret->code)) ||
	    !read_field(owncode, "en", ret->en, sizeof(ret->en)) ||
	    !read_field(owncode, "ko", ret->ko, sizeof(ret->ko)) ||
	    !read_field(owncode, "from", ret->from, sizeof(ret->from)) ||
	    !read_field(owncode, "to", ret->to, sizeof(ret->to)) ||
	    !read_field(owncode, "near", ret->near, sizeof(ret->near)))
		return false;
	l = hj_vocab_list(ret->list);
	if (l != NULL && hj_vocab_find(l, ret->near, strlen(ret->near)) == NULL)
		ret->near[0] = '\0';
	return hj_coined_check(ret, why) == HJ_OK;
}

int
hj_codebook_learn(struct hj_codebook *b, const struct hj_record *r,
    size_t *ret_new, size_t *ret_other, struct hj_error *err)
{
	const struct hj_node *n = hj_node_child(hj_record_root(r), HJ_OWNCODE);
	const struct hj_coined *known;
	struct hj_coined one;

	for (; n != NULL; n = hj_node_same(n)) {
		struct hj_error why = HJ_ERROR;

		if (!read_code(n, &one, &why)) {
			if (why.code == HJ_ENOMEM)
				return hj_fail(err, HJ_ENOMEM, "%s", why.text);
			continue;
		}
		known =
		    hj_codebook_find(b, one.list, one.code, strlen(one.code));
		if (known != NULL && strcmp(known->id, one.id) != 0)
			(*ret_other)++;
		if (known != NULL)
			continue;
		if (hj_codebook_put(b, &one, err) != HJ_OK)
			return (int)err->code;
		(*ret_new)++;
	}
	return HJ_OK;
}

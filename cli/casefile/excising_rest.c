#include <string.h>

#include "cli/casefile/excising.h"
#include "cli/screen/emit.h"
#include "core/base/limits.h"
#include "core/base/word.h"
#include "core/case/part.h"
#include "core/case/path.h"

#define SHORT 3 /* bytes: a single Hangul syllable stands everywhere */

static bool
is_inside(const struct hj_part *part, size_t n, const struct hj_node *node)
{
	for (; node != NULL; node = node->parent)
		for (size_t i = 0; i < n; i++)
			if (hj_part_is(&part[i], node))
				return true;
	return false;
}

static int
say_path(struct cli *c, const struct hj_node *node, struct hj_error *err)
{
	struct hj_buf path = HJ_BUF(HJ_LINE_MAX);
	int rc = hj_path_of(node, HJ_NATTRS, &path, err);

	if (rc == HJ_OK)
		emit_bytes(c->out, (const char *)path.data, path.len);
	hj_buf_clear(&path);
	return rc;
}

/* ---- what refers to them ---- */

/* Does this id belong to something inside? */
static bool
leads_inside(const struct hj_record *r, const struct hj_part *part, size_t n,
    const char *p, size_t len)
{
	char id[HJ_ELEMENT_ID_CHARS + 1] = "";
	const struct hj_node *to;

	if (len != HJ_ELEMENT_ID_CHARS)
		return false;
	memcpy(id, p, len);
	to = hj_record_find(r, id);
	return to != NULL && is_inside(part, n, to);
}

static bool
refers(const struct hj_record *r, const struct hj_part *part, size_t n,
    const struct hj_node *node)
{
	const char *src = hj_node_attr(node, "src"), *word;
	size_t len;

	if (node->def != NULL && node->def->value == HJ_V_REF &&
	    node->text != NULL &&
	    leads_inside(r, part, n, node->text, node->text_len))
		return true;
	while (src != NULL && hj_word_next(&src, &word, &len))
		if (leads_inside(r, part, n, word, len))
			return true;
	return false;
}

/* ---- where they are named ---- */

/* A given or a full name, which is not everybody's. */
static bool
is_name(const struct hj_node *node)
{
	return node->text_len > SHORT && node->parent != NULL &&
	    strcmp(node->parent->name, "name") == 0 &&
	    (strcmp(node->name, "given") == 0 ||
		strcmp(node->name, "full") == 0);
}

static bool
holds_a_name(const struct hj_record *r, const struct hj_part *part, size_t n,
    const struct hj_node *node)
{
	const struct hj_node *root = hj_record_root(r);

	for (const struct hj_node *at = root; at != NULL && node->text != NULL;
	     at = hj_node_next(at, root))
		if (is_name(at) && is_inside(part, n, at) &&
		    memmem(node->text, node->text_len, at->text,
			at->text_len) != NULL)
			return true;
	return false;
}

/* ---- both, of what stays ---- */

typedef bool finds(const struct hj_record *r, const struct hj_part *part,
    size_t n, const struct hj_node *node);

static int
say_each(struct cli *c, const struct hj_record *r, const struct hj_part *part,
    size_t n, finds *it, struct hj_error *err)
{
	const struct hj_node *root = hj_record_root(r);
	int rc = HJ_OK;

	emit_list(c->out);
	for (const struct hj_node *at = root; at != NULL && rc == HJ_OK;
	     at = hj_node_next(at, root))
		if (at->parent != NULL && !is_inside(part, n, at) &&
		    it(r, part, n, at))
			rc = say_path(c, at, err);
	emit_end(c->out);
	return rc;
}

int
excising_refers(struct cli *c, const struct hj_record *r,
    const struct hj_part *part, size_t n, struct hj_error *err)
{
	return say_each(c, r, part, n, refers, err);
}

int
excising_named(struct cli *c, const struct hj_record *r,
    const struct hj_part *part, size_t n, struct hj_error *err)
{
	return say_each(c, r, part, n, holds_a_name, err);
}

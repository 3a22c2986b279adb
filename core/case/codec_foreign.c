#include <string.h>

#include "core/base/xmlname.h"
#include "core/case/codec_own.h"

/*
 * Elements of other namespaces, by exclusive canonicalisation (xml-exc-c14n,
 * 3): an element declares exactly the prefixes that its own name and its
 * attributes use and that are not in scope with the same namespace already.
 * Declarations come first, the default one before prefixes in the order of
 * their bytes; then attributes by namespace name and local name.
 */

#define XML_SPACE "http://www.w3.org/XML/1998/namespace"
#define XMLNS_SPACE "http://www.w3.org/2000/xmlns/"

static struct hj_binding *
bound_to(struct hj_reader *rd, const char *prefix, size_t n)
{
	for (size_t i = rd->nbound; i > 0; i--) {
		struct hj_binding *b = &rd->bound[i - 1];

		if (strlen(b->prefix) == n && memcmp(b->prefix, prefix, n) == 0)
			return b;
	}
	return NULL;
}

void
hj_reader_leave(struct hj_reader *rd)
{
	while (rd->nbound > 0 &&
	    rd->bound[rd->nbound - 1].depth > rd->scan.depth)
		rd->nbound--;
}

/* The namespace of a prefix; the element that uses it is being read. */
static int
space_of(struct hj_reader *rd, const uint8_t *name, size_t n, const char **ret,
    struct hj_error *err)
{
	struct hj_binding *b = bound_to(rd, (const char *)name, n);

	if (b != NULL) {
		b->used = true;
		*ret = b->space;
		return HJ_OK;
	}
	*ret = HJ_CASE_NS;
	if (n == 0)
		return HJ_OK;
	*ret = XML_SPACE;
	if (n == 3 && memcmp(name, "xml", 3) == 0)
		return HJ_OK;
	return hj_reader_expected(rd, name,
	    "a prefix that is declared here or above", err);
}

static bool
declares(const struct hj_scan_attr *a)
{
	return a->name_len >= 5 && memcmp(a->name, "xmlns", 5) == 0 &&
	    (a->name_len == 5 || a->name[5] == ':');
}

/* May `prefix` be bound to `space` here? */
static int
judge(struct hj_reader *rd, const struct hj_scan_attr *a, const char *prefix,
    const char *space, size_t len, struct hj_error *err)
{
	const size_t n = strlen(prefix);
	const struct hj_binding *above = bound_to(rd, prefix, n);
	const char *now = above != NULL ? above->space : "";

	if (above == NULL && n == 0)
		now = HJ_CASE_NS;
	if (n != 0 &&
	    (!hj_xmlname_plain(prefix, n) || strcmp(prefix, "xml") == 0 ||
		strcmp(prefix, "xmlns") == 0))
		return hj_reader_expected(rd, a->name,
		    "a prefix that may be declared", err);
	if ((n != 0 || len != 0) && !hj_xmlname_space(space, len))
		return hj_reader_expected(rd, a->value,
		    "an absolute namespace name", err);
	if (strcmp(space, HJ_CASE_NS) == 0 || strcmp(space, XML_SPACE) == 0 ||
	    strcmp(space, XMLNS_SPACE) == 0)
		return hj_reader_expected(rd, a->value,
		    "a namespace of others: ours is declared on the root only",
		    err);
	if (strcmp(now, space) == 0)
		return hj_reader_expected(rd, a->name,
		    "no declaration of what is in scope already", err);
	return HJ_OK;
}

static int
declare(struct hj_reader *rd, struct hj_node *node,
    const struct hj_scan_attr *a, struct hj_error *err)
{
	const size_t depth = rd->scan.depth;
	const struct hj_binding *last =
	    rd->nbound != 0 ? &rd->bound[rd->nbound - 1] : NULL;
	const char *prefix, *space;
	size_t len;
	char *name;

	if (hj_arena_text(&rd->r->arena, (const char *)a->name, a->name_len,
		&name, err) != HJ_OK ||
	    hj_reader_text(rd, a->value, a->len, true, HJ_TEXT_LINE, &space,
		&len, err) != HJ_OK)
		return (int)err->code;
	prefix = a->name_len == 5 ? "" : name + 6;
	if ((a->name_len > 5 && *prefix == '\0') ||
	    (last != NULL && last->depth == depth &&
		strcmp(last->prefix, prefix) >= 0))
		return hj_reader_expected(rd, a->name,
		    "declarations in the order of their prefixes", err);
	if (judge(rd, a, prefix, space, len, err) != HJ_OK)
		return (int)err->code;
	if (rd->nbound == HJ_CASE_PREFIXES)
		return hj_fail(err, HJ_ELIMIT,
		    "byte %zu: more than %d namespaces in scope",
		    hj_scan_offset(&rd->scan), HJ_CASE_PREFIXES);
	rd->bound[rd->nbound++] =
	    (struct hj_binding){ prefix, space, depth, false };
	return hj_record_push_attr(rd->r, node, name, space, len, err);
}

/* A name with its prefix: which namespace, and where the local part starts. */
static int
resolve(struct hj_reader *rd, const uint8_t *name, size_t n, bool attr,
    const char **space, size_t *local, struct hj_error *err)
{
	size_t colon = hj_xmlname_split((const char *)name, n);

	if (colon == SIZE_MAX)
		return hj_reader_expected(rd, name, "a name", err);
	if (hj_text_check((const char *)name, n, HJ_TEXT_LINE, err) != HJ_OK)
		return hj_while(err, "name at byte %zu",
		    (size_t)(name - rd->scan.from));
	*local = colon != 0 ? colon + 1 : 0;
	*space = "";
	if (attr && colon == 0)
		return HJ_OK;
	return space_of(rd, name, colon, space, err);
}

struct last {
	const char *space;
	const uint8_t *local;
	size_t n;
};

static bool
ascends(const struct last *a, const struct last *b)
{
	size_t n = a->n < b->n ? a->n : b->n;
	int by = a->space != NULL ? strcmp(a->space, b->space) : -1;

	if (by == 0)
		by = memcmp(a->local, b->local, n);
	return by != 0 ? by < 0 : a->n < b->n;
}

static int
attribute(struct hj_reader *rd, struct hj_node *node,
    const struct hj_scan_attr *a, struct last *last, struct hj_error *err)
{
	struct last now;
	const char *value;
	size_t local, len;
	char *name;

	if (declares(a))
		return hj_reader_expected(rd, a->name,
		    "declarations before attributes", err);
	if (resolve(rd, a->name, a->name_len, true, &now.space, &local, err) !=
	    HJ_OK)
		return (int)err->code;
	now.local = a->name + local;
	now.n = a->name_len - local;
	if (!ascends(last, &now))
		return hj_reader_expected(rd, a->name,
		    "attributes by namespace and name, each once", err);
	*last = now;
	if (hj_arena_text(&rd->r->arena, (const char *)a->name, a->name_len,
		&name, err) != HJ_OK ||
	    hj_reader_text(rd, a->value, a->len, true, HJ_TEXT_LINE, &value,
		&len, err) != HJ_OK)
		return (int)err->code;
	return hj_record_push_attr(rd->r, node, name, value, len, err);
}

static int
all_used(const struct hj_reader *rd, struct hj_error *err)
{
	for (size_t i = rd->nbound; i > 0; i--) {
		if (rd->bound[i - 1].depth != rd->scan.depth)
			break;
		if (!rd->bound[i - 1].used)
			return hj_reader_expected(rd, rd->scan.p,
			    "no declaration that is not used in this tag", err);
	}
	return HJ_OK;
}

int
hj_reader_foreign(struct hj_reader *rd, bool lost, struct hj_node **ret,
    enum hj_known *known, struct hj_error *err)
{
	const uint8_t *name = rd->scan.name;
	const size_t n = rd->scan.name_len;
	struct last last = { 0 };
	struct hj_scan_attr a;
	const char *space = "";
	size_t at = 0, local;
	bool more;

	if (hj_record_append(rd->r, rd->node, NULL, (const char *)name, n, ret,
		err) != HJ_OK)
		return (int)err->code;
	more = hj_scan_attr(&rd->scan, &at, &a);
	for (; more && declares(&a); more = hj_scan_attr(&rd->scan, &at, &a))
		if (declare(rd, *ret, &a, err) != HJ_OK)
			return (int)err->code;
	if (resolve(rd, name, n, false, &space, &local, err) != HJ_OK)
		return (int)err->code;
	*known = strcmp(space, HJ_CASE_NS) == 0 ? HJ_LOST : HJ_FOREIGN;
	if (*known == HJ_LOST && !lost)
		return hj_reader_expected(rd, rd->scan.p,
		    "an element of another namespace", err);
	/* It has no use for a declaration: its attributes have no prefix. */
	if (*known == HJ_LOST)
		return hj_reader_attrs(rd, *ret, err);
	for (; more; more = hj_scan_attr(&rd->scan, &at, &a))
		if (attribute(rd, *ret, &a, &last, err) != HJ_OK)
			return (int)err->code;
	return all_used(rd, err);
}

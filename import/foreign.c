#include <string.h>

#include "core/base/xmlname.h"
#include "import/shape.h"

/*
 * Exclusive canonicalisation (xml-exc-c14n, 3): an element declares the
 * prefixes that its own name and its attributes use and that do not stand for
 * the same namespace already.
 */

#define XML_SPACE "http://www.w3.org/XML/1998/namespace"

/* What a prefix stands for in what is written so far. */
static const char *
bound_to(const struct hj_shape *s, const char *prefix)
{
	for (size_t i = s->nbound; i > 0; i--)
		if (strcmp(s->bound[i - 1].prefix, prefix) == 0)
			return s->bound[i - 1].space;
	return *prefix == '\0' ? HJ_CASE_NS : NULL;
}

bool
hj_shape_is_default(const struct hj_shape *s)
{
	return strcmp(bound_to(s, ""), HJ_CASE_NS) == 0;
}

static bool
may_be_used(const char *prefix, const char *space)
{
	if (*prefix == '\0' && *space == '\0')
		return true;
	return hj_xmlname_space(space, strlen(space)) &&
	    strcmp(space, HJ_CASE_NS) != 0 && strcmp(space, XML_SPACE) != 0;
}

/* Declare it unless it is in scope.  false: it may not be used here. */
static bool
use(struct hj_shape *s, const char *prefix, const char *space)
{
	const char *now = bound_to(s, prefix);

	if (now != NULL && strcmp(now, space) == 0 &&
	    strcmp(now, HJ_CASE_NS) != 0)
		return true;
	if (!may_be_used(prefix, space) || s->nbound == HJ_CASE_PREFIXES)
		return false;
	s->bound[s->nbound++] = (struct hj_bound){ prefix, space };
	return true;
}

/* The declarations of this element by prefix. */
static void
sort_bound(struct hj_bound *b, size_t n)
{
	for (size_t i = 1; i < n; i++)
		for (size_t k = i;
		     k > 0 && strcmp(b[k - 1].prefix, b[k].prefix) > 0; k--) {
			struct hj_bound swap = b[k];

			b[k] = b[k - 1];
			b[k - 1] = swap;
		}
}

static bool
before(const struct hj_tag_attr *a, const struct hj_tag_attr *b)
{
	int by = strcmp(a->space, b->space);

	return by != 0 ? by < 0 : strcmp(a->name, b->name) < 0;
}

static int
declarations(struct hj_shape *s, size_t from, uint64_t line,
    struct hj_error *err)
{
	for (size_t i = from; i < s->nbound; i++) {
		const struct hj_bound *b = &s->bound[i];
		struct hj_tag_attr a = { .name = *b->prefix != '\0' ? b->prefix
								    : "xmlns",
			.prefix = *b->prefix != '\0' ? "xmlns" : "",
			.space = "",
			.value = b->space,
			.len = strlen(b->space) };

		if (hj_shape_attr(s, &a, line, err) != HJ_OK)
			return (int)err->code;
	}
	return HJ_OK;
}

/* Attributes by namespace and name; there are at most HJ_TAG_ATTRS. */
static int
attributes(struct hj_shape *s, const struct hj_tag *tag, struct hj_error *err)
{
	const struct hj_tag_attr *sorted[HJ_TAG_ATTRS];
	size_t k;

	for (size_t i = 0; i < tag->nattrs; i++) {
		for (k = i; k > 0 && before(&tag->attrs[i], sorted[k - 1]); k--)
			sorted[k] = sorted[k - 1];
		sorted[k] = &tag->attrs[i];
	}
	for (size_t i = 0; i < tag->nattrs; i++)
		if (hj_shape_attr(s, sorted[i], tag->line, err) != HJ_OK)
			return (int)err->code;
	return HJ_OK;
}

int
hj_shape_foreign(struct hj_shape *s, const struct hj_tag *tag, bool *ret,
    struct hj_error *err)
{
	const size_t from = s->nbound;
	bool ok = use(s, tag->prefix, tag->space);
	int rc;

	for (size_t i = 0; i < tag->nattrs && ok; i++)
		if (*tag->attrs[i].prefix != '\0' &&
		    strcmp(tag->attrs[i].space, XML_SPACE) != 0)
			ok = use(s, tag->attrs[i].prefix, tag->attrs[i].space);
	*ret = ok;
	if (!ok) {
		s->nbound = from;
		return hj_shape_find(s, HJ_F_FOREIGN_SPACE, tag->line, "",
		    tag->name, err);
	}
	sort_bound(s->bound + from, s->nbound - from);
	s->level[s->depth - 1].prefix = tag->prefix;
	rc = hj_buf_printf(&s->bytes, err, "<%s%s%s", tag->prefix,
	    *tag->prefix != '\0' ? ":" : "", tag->name);
	if ((rc = hj_shape_full(s, tag->line, rc, err)) != HJ_OK || s->full)
		return rc;
	if (declarations(s, from, tag->line, err) != HJ_OK ||
	    attributes(s, tag, err) != HJ_OK)
		return (int)err->code;
	return hj_shape_full(s, tag->line, hj_buf_putc(&s->bytes, '>', err),
	    err);
}

#include <string.h>

#include "core/base/near.h"
#include "core/case/codec_own.h"

static bool
is(const uint8_t *p, size_t n, const char *word)
{
	return strncmp((const char *)p, word, n) == 0 && word[n] == '\0';
}

/* The row of a child; children come in the order of the table, so that the
 * search goes on where the last one stood. */
static const struct hj_elem *
child_row(const struct hj_elem *parent, const struct hj_elem *last,
    const uint8_t *name, size_t n)
{
	const struct hj_elem *row = last != NULL ? last : parent->children;

	/* Without children there is no row, and nothing to count from. */
	if (row == NULL)
		return NULL;
	for (; row < parent->children + parent->nchildren; row++)
		if (is(name, n, row->name))
			return row;
	return NULL;
}

/* Names of a file are shown only when they look like names of ours. */
static bool
showable(const uint8_t *name, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (name[i] >= 0x80)
			return false;
	return n < 40;
}

static int
refuse_child(const struct hj_reader *rd, const struct hj_elem *parent,
    struct hj_error *err)
{
	const char *name = (const char *)rd->scan.name;
	const size_t at = hj_scan_offset(&rd->scan);
	const size_t len = rd->scan.name_len;
	const int n = (int)len;
	struct hj_near near = HJ_NEAR(name, len);

	if (!showable(rd->scan.name, len))
		return hj_fail(err, HJ_EINVAL,
		    "byte %zu: an unknown element in '%s'", at, parent->name);
	if (hj_schema_child(parent, name, len) != NULL)
		return hj_fail(err, HJ_EINVAL,
		    "byte %zu: '%.*s' stands too late in '%s': its place is before the one in front of it",
		    at, n, name, parent->name);
	for (size_t i = 0; i < parent->nchildren; i++)
		hj_near_offer(&near, parent->children[i].name);
	if (near.best != NULL)
		return hj_fail(err, HJ_EINVAL,
		    "byte %zu: '%.*s' cannot stand in '%s': did you mean '%s'?",
		    at, n, name, parent->name, near.best);
	return hj_fail(err, HJ_EINVAL, "byte %zu: '%.*s' cannot stand in '%s'",
	    at, n, name, parent->name);
}

static int
root(struct hj_reader *rd, struct hj_node **ret, struct hj_error *err)
{
	const struct hj_elem *def =
	    hj_schema_root((const char *)rd->scan.name, rd->scan.name_len);

	if (def == NULL)
		return hj_reader_expected(rd, rd->scan.p,
		    "'case', 'petition' or 'tombstone'", err);
	if (hj_record_append(rd->r, NULL, def, NULL, 0, ret, err) != HJ_OK)
		return (int)err->code;
	return hj_reader_attrs(rd, *ret, err);
}

static int
described(struct hj_reader *rd, const struct hj_elem *def, struct hj_node **ret,
    struct hj_error *err)
{
	rd->open[rd->scan.depth - 2].last = def;
	if (hj_record_append(rd->r, rd->node, def, NULL, 0, ret, err) != HJ_OK)
		return (int)err->code;
	return hj_reader_attrs(rd, *ret, err);
}

static int
withheld(struct hj_reader *rd, enum hj_withheld which, struct hj_node **ret,
    enum hj_known *known, struct hj_error *err)
{
	const char *name = which == HJ_WITHHELD_OWN ? "own" : "digest";
	struct hj_scan_attr a = { 0 };
	size_t at = 0;
	char *value;

	(void)hj_scan_attr(&rd->scan, &at, &a);
	if (hj_record_append(rd->r, rd->node, NULL, "withheld", 8, ret, err) !=
		HJ_OK ||
	    hj_arena_text(&rd->r->arena, (const char *)a.value, a.len, &value,
		err) != HJ_OK)
		return (int)err->code;
	*known = which == HJ_WITHHELD_OWN ? HJ_OWN_ONLY : HJ_DIGEST_ONLY;
	return hj_record_push_attr(rd->r, *ret, name, value, a.len, err);
}

/* An element inside another, by what is known of that one. */
static int
child(struct hj_reader *rd, struct hj_node **ret, enum hj_known *known,
    struct hj_error *err)
{
	const size_t above = rd->scan.depth - 2;
	const struct hj_elem *parent = rd->node->def;
	const struct hj_elem *row;

	switch (rd->open[above].known) {
	case HJ_DESCRIBED:
		row = child_row(parent, rd->open[above].last, rd->scan.name,
		    rd->scan.name_len);
		if (row != NULL)
			return described(rd, row, ret, err);
		if (parent->value != HJ_V_FOREIGN)
			return refuse_child(rd, parent, err);
		/* What the schema knows stands before what it does not. */
		if (parent->children != NULL)
			rd->open[above].last =
			    parent->children + parent->nchildren;
		return hj_reader_foreign(rd, false, ret, known, err);
	case HJ_FOREIGN:
		return hj_reader_foreign(rd, false, ret, known, err);
	case HJ_DIGEST_ONLY:
		return hj_reader_expected(rd, rd->scan.p,
		    "nothing inside 'withheld digest'", err);
	case HJ_OWN_ONLY:
	case HJ_LOST:
		return hj_reader_foreign(rd, true, ret, known, err);
	}
	return HJ_OK;
}

static int
start(struct hj_reader *rd, struct hj_error *err)
{
	const size_t depth = rd->scan.depth;
	enum hj_known known = HJ_DESCRIBED;
	struct hj_node *node = NULL;
	enum hj_withheld which;
	uint8_t hash[32];
	int rc;

	if (rd->node != NULL && rd->node->text_len != 0)
		return hj_reader_expected(rd, rd->scan.p,
		    "an end tag: an element holds text or elements, not both",
		    err);
	if (hj_scan_withheld(&rd->scan, &which, hash, err) != HJ_OK)
		return (int)err->code;
	if (rd->node == NULL)
		rc = root(rd, &node, err);
	else if (which != HJ_WITHHELD_NO &&
	    rd->open[depth - 2].known != HJ_DIGEST_ONLY)
		rc = withheld(rd, which, &node, &known, err);
	else
		rc = child(rd, &node, &known, err);
	if (rc != HJ_OK)
		return rc;
	rd->node = node;
	rd->open[depth - 1].known = known;
	rd->open[depth - 1].last = NULL;
	return HJ_OK;
}

static int
text(struct hj_reader *rd, struct hj_error *err)
{
	const enum hj_known known = rd->open[rd->scan.depth - 1].known;
	const struct hj_elem *def = rd->node->def;
	enum hj_text_kind kind = HJ_TEXT_FREE;

	if (rd->node->first != NULL || known == HJ_DIGEST_ONLY ||
	    known == HJ_OWN_ONLY ||
	    (def != NULL &&
		(def->value == HJ_V_NONE || def->value == HJ_V_FOREIGN)))
		return hj_reader_expected(rd, rd->scan.p,
		    "an element or an end tag, no text or blanks here", err);
	if (def != NULL && def->value != HJ_V_FREE)
		kind = HJ_TEXT_LINE;
	return hj_reader_text(rd, rd->scan.p, rd->scan.n, false, kind,
	    &rd->node->text, &rd->node->text_len, err);
}

static int
end(struct hj_reader *rd, struct hj_error *err)
{
	if (rd->open[rd->scan.depth].known == HJ_OWN_ONLY &&
	    rd->node->first == NULL)
		return hj_reader_expected(rd, rd->scan.p,
		    "an element inside 'withheld own'", err);
	hj_reader_leave(rd);
	rd->node = rd->node->parent;
	return HJ_OK;
}

static int
read_all(struct hj_reader *rd, struct hj_error *err)
{
	enum hj_scan_event event;
	int rc = HJ_OK;

	do {
		if (hj_scan_next(&rd->scan, &event, err) != HJ_OK)
			return (int)err->code;
		switch (event) {
		case HJ_SCAN_START:
			rc = start(rd, err);
			break;
		case HJ_SCAN_TEXT:
			rc = text(rd, err);
			break;
		case HJ_SCAN_END:
			rc = end(rd, err);
			break;
		case HJ_SCAN_DONE:
			break;
		}
	} while (rc == HJ_OK && event != HJ_SCAN_DONE);
	return rc;
}

int
hj_codec_decode(const uint8_t *p, size_t n, struct hj_record **ret,
    struct hj_error *err)
{
	struct hj_reader rd;

	if (n > HJ_CASE_MAX)
		return hj_fail(err, HJ_ELIMIT,
		    "the file is larger than %zu bytes", HJ_CASE_MAX);
	rd.r = NULL;
	rd.node = NULL;
	rd.nbound = 0;
	if (hj_record_blank(&rd.r, err) != HJ_OK)
		return (int)err->code;
	hj_scan_init(&rd.scan, p, n);
	if (read_all(&rd, err) != HJ_OK) {
		hj_record_free(rd.r);
		return (int)err->code;
	}
	*ret = rd.r;
	return HJ_OK;
}

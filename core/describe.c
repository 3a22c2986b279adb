#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/catalogue.h"
#include "core/edtf.h"
#include "core/text.h"

/* A row shares its page with others; a thousand names make it no shorter to
 * open the record. */
#define ITEMS_MAX ((size_t)6 << 10)
#define ITEM_MAX 512

/* Code lists by which people look for records. */
static const char *const lists[] = { "country", "county", "crossing",
	"dprk-facility", "event-type", "facility", "facility-type", "mechanism",
	"person-status", "risk", "sex", "violation" };
/* Elements whose `date` and `end` say when the case happened. */
static const char *const happenings[] = { "event", "detention",
	"repatriation" };
/* Elements that are due, and the child that says when; `done` by status. */
static const struct {
	const char *element, *child;
} dues[] = { { "task", "due" }, { "deadline", "date" } };

struct describing {
	struct hj_row *row;
	struct hj_buf *items;
	size_t start;
	bool cut, dated;
	struct hj_buf text, folded; /* of one name */
};

static bool
is_there(const struct describing *d, uint8_t tag, const char *p, size_t n)
{
	struct hj_row so_far = { .items = d->items->data + d->start,
		.items_len = d->items->len - d->start };
	struct hj_row_item item;
	size_t at = 0;

	if (d->items->len == d->start)
		return false;
	while (hj_row_next(&so_far, &at, &item))
		if (item.tag == tag && item.len == n &&
		    memcmp(item.p, p, n) == 0)
			return true;
	return false;
}

static int
add(struct describing *d, uint8_t tag, unsigned aux, const void *p, size_t n,
    struct hj_error *err)
{
	if (n > ITEM_MAX || d->items->len - d->start + 4 + n > ITEMS_MAX) {
		d->cut = true;
		return HJ_OK;
	}
	if (hj_buf_putc(d->items, (char)tag, err) != HJ_OK ||
	    hj_buf_putc(d->items, (char)aux, err) != HJ_OK ||
	    hj_buf_u16(d->items, (uint16_t)n, err) != HJ_OK)
		return (int)err->code;
	return hj_buf_add(d->items, p, n, err);
}

/* The name in d->text, and how it is matched. */
static int
add_name(struct describing *d, enum hj_conf level, struct hj_error *err)
{
	const char *p = (const char *)d->text.data;
	size_t n = d->text.len;

	if (n == 0 || is_there(d, HJ_ROW_NAME, p, n))
		return HJ_OK;
	hj_buf_reset(&d->folded);
	if (add(d, HJ_ROW_NAME, level, p, n, err) != HJ_OK ||
	    hj_text_fold(p, n, &d->folded, err) != HJ_OK)
		return (int)err->code;
	if (d->folded.len == n && memcmp(p, d->folded.data, n) == 0)
		return HJ_OK;
	return add(d, HJ_ROW_FOLDED, level, d->folded.data, d->folded.len, err);
}

/* Korean and Chinese names are written together, others apart. */
static bool
written_together(const char *family)
{
	uint32_t c = 0;

	(void)hj_text_decode(family, strlen(family), &c);
	return c >= 0x1100;
}

static int
describe_name(struct describing *d, const struct hj_node *name,
    struct hj_error *err)
{
	const char *full = hj_node_value(name, "full");
	const char *family = hj_node_value(name, "family");
	const char *given = hj_node_value(name, "given");
	enum hj_conf level = hj_node_conf(name);

	hj_buf_reset(&d->text);
	if (full != NULL &&
	    (hj_buf_puts(&d->text, full, err) != HJ_OK ||
		add_name(d, level, err) != HJ_OK))
		return (int)err->code;
	if (family == NULL && given == NULL)
		return HJ_OK;
	hj_buf_reset(&d->text);
	if (family != NULL && hj_buf_puts(&d->text, family, err) != HJ_OK)
		return (int)err->code;
	if (family != NULL && given != NULL && !written_together(family) &&
	    hj_buf_putc(&d->text, ' ', err) != HJ_OK)
		return (int)err->code;
	if (given != NULL && hj_buf_puts(&d->text, given, err) != HJ_OK)
		return (int)err->code;
	return add_name(d, level, err);
}

static int
add_code(struct describing *d, const char *list, const char *code,
    struct hj_error *err)
{
	char text[128];
	int n;

	if (list == NULL || code == NULL)
		return HJ_OK;
	for (size_t i = 0; i < HJ_LEN(lists); i++) {
		if (strcmp(lists[i], list) != 0)
			continue;
		n = snprintf(text, sizeof(text), "%s:%s", list, code);
		if (n < 0 || (size_t)n >= sizeof(text) ||
		    is_there(d, HJ_ROW_CODE, text, (size_t)n))
			return HJ_OK;
		return add(d, HJ_ROW_CODE, 0, text, (size_t)n, err);
	}
	return HJ_OK;
}

static int
add_pair(struct describing *d, enum hj_row_tag tag, const char *a,
    const char *b, struct hj_error *err)
{
	hj_buf_reset(&d->text);
	if (hj_buf_puts(&d->text, a, err) != HJ_OK ||
	    hj_buf_putc(&d->text, ':', err) != HJ_OK ||
	    hj_buf_puts(&d->text, b, err) != HJ_OK)
		return (int)err->code;
	return add(d, (uint8_t)tag, 0, d->text.data, d->text.len, err);
}

/* What is not a date is the checker's business, not ours. */
static bool
span_of(const char *text, struct hj_span *ret)
{
	struct hj_error ignored = HJ_ERROR;

	return text != NULL &&
	    hj_edtf_span(text, strlen(text), &ret->earliest, &ret->latest,
		&ignored) == HJ_OK;
}

static void
widen(struct describing *d, const char *text)
{
	struct hj_span *all = &d->row->when, s;

	if (!span_of(text, &s))
		return;
	if (!d->dated || s.earliest < all->earliest)
		all->earliest = s.earliest;
	if (!d->dated || s.latest > all->latest)
		all->latest = s.latest;
	d->dated = true;
}

static int
add_due(struct describing *d, const struct hj_node *node, const char *child,
    struct hj_error *err)
{
	const char *status = hj_node_attr(node, "status");
	uint32_t v[2];
	struct hj_span s;
	uint8_t be[8];

	if ((status != NULL &&
		(strcmp(status, "done") == 0 ||
		    strcmp(status, "cancelled") == 0)) ||
	    !span_of(hj_node_value(node, child), &s))
		return HJ_OK;
	v[0] = (uint32_t)s.earliest;
	v[1] = (uint32_t)s.latest;
	for (size_t i = 0; i < sizeof(be); i++)
		be[i] = (uint8_t)(v[i / 4] >> (24 - 8 * (i % 4)));
	return add(d, HJ_ROW_DUE, 0, be, sizeof(be), err);
}

static void
count(struct describing *d, const struct hj_node *node)
{
	unsigned long n = 0;
	const char *text;

	if (strcmp(node->name, "person") == 0 && node->first != NULL)
		n = 1;
	else if (strcmp(node->name, "unnamed") == 0)
		n = (text = hj_node_value(node, "n")) != NULL
		    ? strtoul(text, NULL, 10)
		    : 1;
	d->row->persons = n > (unsigned long)(UINT16_MAX - d->row->persons)
	    ? UINT16_MAX
	    : (uint16_t)(d->row->persons + n);
}

static int
describe_group(struct describing *d, const struct hj_node *node,
    struct hj_error *err)
{
	const char *name = node->name, *scheme, *value;

	count(d, node);
	for (size_t i = 0; i < HJ_LEN(happenings); i++)
		if (strcmp(name, happenings[i]) == 0) {
			widen(d, hj_node_value(node, "date"));
			widen(d, hj_node_value(node, "end"));
		}
	for (size_t i = 0; i < HJ_LEN(dues); i++)
		if (strcmp(name, dues[i].element) == 0)
			return add_due(d, node, dues[i].child, err);
	if (strcmp(name, "name") == 0 &&
	    strcmp(node->parent->name, "person") == 0)
		return describe_name(d, node, err);
	if (strcmp(name, "external") == 0 &&
	    (value = hj_node_value(node, "value")) != NULL) {
		scheme = hj_node_value(node, "scheme");
		return add_pair(d, HJ_ROW_EXTERNAL,
		    scheme != NULL ? scheme : "", value, err);
	}
	return HJ_OK;
}

static int
describe_node(struct describing *d, const struct hj_node *node,
    const struct hj_node *root, struct hj_error *err)
{
	const char *type = hj_node_attr(node, "type");

	if (node->def == NULL)
		return HJ_OK;
	if (type != NULL && add_code(d, node->def->type, type, err) != HJ_OK)
		return (int)err->code;
	if (node->def->value == HJ_V_CODE)
		return add_code(d, node->def->of, node->text, err);
	if (node->def->value == HJ_V_NONE)
		return describe_group(d, node, err);
	if (node->parent != root || node->text == NULL)
		return HJ_OK;
	if (strcmp(node->name, "title") == 0)
		return add(d, HJ_ROW_TITLE, hj_node_conf(node), node->text,
		    node->text_len, err);
	if (strcmp(node->name, "tag") == 0)
		return add_pair(d, HJ_ROW_CODE, "tag", node->text, err);
	return HJ_OK;
}

static void
copy_word(const char *word, char *to, size_t size)
{
	if (word != NULL)
		(void)snprintf(to, size, "%s", word);
	else
		to[0] = '\0';
}

int
hj_row_describe(const struct hj_record *r, struct hj_row *row,
    struct hj_buf *items, struct hj_error *err)
{
	const struct hj_node *root = hj_record_root(r), *node;
	struct describing d = { .row = row,
		.items = items,
		.start = items->len };
	const char *kind;
	int rc;

	if ((rc = hj_record_id(r, &row->id, err)) != HJ_OK)
		return rc;
	d.text = HJ_BUF(3 * HJ_LINE_MAX);
	d.folded = HJ_BUF(12 * HJ_LINE_MAX);
	kind = hj_node_attr(root, "kind");
	row->root = root->name[0];
	copy_word(kind != NULL ? kind : hj_node_value(root, "mechanism"),
	    row->kind, sizeof(row->kind));
	copy_word(hj_node_attr(root, "status"), row->status,
	    sizeof(row->status));
	row->level = (uint8_t)hj_node_conf(root);
	row->when = (struct hj_span){ INT32_MIN, INT32_MAX };
	row->persons = 0;
	for (node = hj_node_next(root, root); rc == HJ_OK && node != NULL;
	     node = hj_node_next(node, root))
		rc = describe_node(&d, node, root, err);
	if (rc == HJ_OK && d.cut) {
		const uint8_t mark[4] = { HJ_ROW_CUT };

		rc = hj_buf_add(items, mark, sizeof(mark), err);
	}
	row->items = items->data + d.start;
	row->items_len = items->len - d.start;
	hj_buf_clear(&d.text);
	hj_buf_clear(&d.folded);
	return rc;
}

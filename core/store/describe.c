#include <stdio.h>
#include <string.h>

#include "core/case/conflict.h"
#include "core/store/describe_own.h"
#include "core/store/dated.h"
#include "core/case/datespan.h"
#include "core/store/due.h"
#include "core/sense/group.h"
#include "core/links/link.h"
#include "core/store/personrow.h"
#include "core/sense/status.h"
#include "core/base/text.h"

/* A row shares its page with others; a thousand names make it no shorter to
 * open the record. */
#define ITEMS_MAX ((size_t)6 << 10)
#define ITEM_MAX 512

/* Digits of a telephone number, its country included. */
#define PHONE_MIN 6
#define PHONE_MAX 24

/* Code lists by which people look for records. */
static const char *const lists[] = { "country", "county", "crossing",
	"dprk-facility", "event-type", "facility", "facility-type", "mechanism",
	"person-status", "risk", "sex", "violation" };

bool
hj_describe_is_there(const struct hj_describing *d, uint8_t tag, const char *p,
    size_t n)
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

int
hj_describe_add(struct hj_describing *d, uint8_t tag, unsigned aux,
    const void *p, size_t n, struct hj_error *err)
{
	if (n > ITEM_MAX || d->items->len - d->start + 4 + n > d->room) {
		d->cut = true;
		return HJ_OK;
	}
	if (hj_buf_putc(d->items, (char)tag, err) != HJ_OK ||
	    hj_buf_putc(d->items, (char)aux, err) != HJ_OK ||
	    hj_buf_u16(d->items, (uint16_t)n, err) != HJ_OK)
		return (int)err->code;
	return hj_buf_add(d->items, p, n, err);
}

static int
add_code(struct hj_describing *d, const char *list, const char *code,
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
		    hj_describe_is_there(d, HJ_ROW_CODE, text, (size_t)n))
			return HJ_OK;
		return hj_describe_add(d, HJ_ROW_CODE, 0, text, (size_t)n, err);
	}
	return HJ_OK;
}

static int
add_pair(struct hj_describing *d, enum hj_row_tag tag, const char *a,
    const char *b, struct hj_error *err)
{
	hj_buf_reset(&d->text);
	if (hj_buf_puts(&d->text, a, err) != HJ_OK ||
	    hj_buf_putc(&d->text, ':', err) != HJ_OK ||
	    hj_buf_puts(&d->text, b, err) != HJ_OK)
		return (int)err->code;
	return hj_describe_add(d, (uint8_t)tag, 0, d->text.data, d->text.len,
	    err);
}

static int
add_due(void *to, const struct hj_due *due, struct hj_error *err)
{
	uint8_t item[HJ_DUE_ITEM];
	size_t n = hj_due_put(due, item);

	return hj_describe_add(to, HJ_ROW_DUE, due->kind, item, n, err);
}

/* Who is named, and how many of a group are there besides, at least. */
static int
count(struct hj_describing *d, const struct hj_node *node, struct hj_error *err)
{
	uint32_t room = (uint32_t)(UINT16_MAX - d->row->persons), n = 0;
	struct hj_group_sum sum;

	if (strcmp(node->name, "person") == 0 && node->first != NULL)
		n = 1;
	else if (strcmp(node->name, "group") == 0) {
		if (hj_group_sum(node, HJ_SECRET, NULL, NULL, &sum, err) !=
		    HJ_OK)
			return (int)err->code;
		n = sum.further.min;
	}
	d->row->persons = (uint16_t)(d->row->persons + (n < room ? n : room));
	return HJ_OK;
}

static int
add_person(struct hj_describing *d, const struct hj_node *node,
    struct hj_error *err)
{
	uint8_t item[HJ_PERSON_ITEM];
	struct hj_person_row p;
	size_t n;

	hj_person_row_of(d->record, node, &p);
	n = hj_person_row_put(&p, item);
	return hj_describe_add(d, HJ_ROW_PERSON, 0, item, n, err);
}

/* What was decided of two files is asked of neither again. */
static int
add_link(struct hj_describing *d, const struct hj_node *node,
    struct hj_error *err)
{
	uint8_t item[sizeof(struct hj_id) + 32];
	struct hj_error ignored = HJ_ERROR;
	struct hj_id other;
	struct hj_link l;
	size_t n;

	hj_link_read(node, &l);
	if (l.kind == NULL || l.other == NULL ||
	    hj_id_parse(l.other, strlen(l.other), &other, &ignored) != HJ_OK)
		return HJ_OK;
	n = strlen(l.kind) < 32 ? strlen(l.kind) : 32;
	memcpy(item, other.b, sizeof(other.b));
	memcpy(item + sizeof(other.b), l.kind, n);
	return hj_describe_add(d, HJ_ROW_LINK, 0, item, sizeof(other.b) + n,
	    err);
}

/* So that part of a number finds who has it; an address has none. */
static int
add_phone(struct hj_describing *d, const char *value, struct hj_error *err)
{
	char digits[PHONE_MAX];
	size_t n = 0;

	for (; *value != '\0' && n < sizeof(digits); value++)
		if (*value >= '0' && *value <= '9' && (n != 0 || *value != '0'))
			digits[n++] = *value;
	if (n < PHONE_MIN)
		return HJ_OK;
	return hj_describe_add(d, HJ_ROW_PHONE, HJ_SECRET, digits, n, err);
}

static int
describe_group(struct hj_describing *d, const struct hj_node *node,
    struct hj_error *err)
{
	const char *name = node->name, *scheme, *value;

	if (count(d, node, err) != HJ_OK)
		return (int)err->code;
	if (hj_describe_happening(d, node, err) != HJ_OK)
		return (int)err->code;
	if (strcmp(name, "person") == 0 &&
	    node->parent == hj_record_root(d->record))
		return add_person(d, node, err);
	if (strcmp(name, "name") == 0 &&
	    strcmp(node->parent->name, "person") == 0)
		return hj_describe_name(d, node, err);
	if (strcmp(name, "link") == 0)
		return add_link(d, node, err);
	if (strcmp(name, "contact") == 0 &&
	    (value = hj_node_value(node, "value")) != NULL)
		return add_phone(d, value, err);
	if (strcmp(name, "external") == 0 &&
	    (value = hj_node_value(node, "value")) != NULL) {
		scheme = hj_node_value(node, "scheme");
		return add_pair(d, HJ_ROW_EXTERNAL,
		    scheme != NULL ? scheme : "", value, err);
	}
	return HJ_OK;
}

static int
describe_node(struct hj_describing *d, const struct hj_node *node,
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
		return hj_describe_add(d, HJ_ROW_TITLE, hj_node_conf(node),
		    node->text, node->text_len, err);
	if (strcmp(node->name, "tag") == 0 ||
	    strcmp(node->name, "assigned") == 0)
		return add_pair(d, HJ_ROW_CODE, node->name, node->text, err);
	if (strcmp(node->name, "opened") == 0)
		return hj_describe_dated(d, "opened", NULL, node, err);
	return HJ_OK;
}

/* What became of those the case is about, for lists. */
static int
add_last(struct hj_describing *d, const struct hj_record *r,
    struct hj_error *err)
{
	const char *code = NULL;

	if (d->row->root != 'c')
		return HJ_OK;
	if (hj_status_of_case(r, &code, err) != HJ_OK)
		return (int)err->code;
	return code != NULL
	    ? hj_describe_add(d, HJ_ROW_LAST, 0, code, strlen(code), err)
	    : HJ_OK;
}

static void
copy_word(const char *word, char *to, size_t size)
{
	if (word != NULL)
		(void)snprintf(to, size, "%s", word);
	else
		to[0] = '\0';
}

/* First of all, so that nothing can crowd it out. */
static int
add_conflicts(struct hj_describing *d, const struct hj_record *r,
    struct hj_error *err)
{
	uint8_t be[4];
	size_t n;

	if (hj_conflict_count(r, &n, err) != HJ_OK)
		return (int)err->code;
	for (size_t i = 0; i < sizeof(be); i++)
		be[i] = (uint8_t)(n >> (24 - 8 * i));
	return n == 0
	    ? HJ_OK
	    : hj_describe_add(d, HJ_ROW_CONFLICTS, 0, be, sizeof(be), err);
}

/* So that who reads it later knows what it can be asked. */
static int
add_made(struct hj_describing *d, struct hj_error *err)
{
	const uint8_t made[4] = { HJ_ROW_MADE, HJ_ROW_DESCRIBED };

	return hj_buf_add(d->items, made, sizeof(made), err);
}

static int
add_cut(struct hj_describing *d, struct hj_error *err)
{
	const uint8_t mark[4] = { HJ_ROW_CUT };

	return d->cut ? hj_buf_add(d->items, mark, sizeof(mark), err) : HJ_OK;
}

static int
describe_items(struct hj_describing *d, struct hj_error *err)
{
	const struct hj_node *root = hj_record_root(d->record), *node;
	int rc;

	if ((rc = add_made(d, err)) != HJ_OK ||
	    (rc = add_conflicts(d, d->record, err)) != HJ_OK ||
	    (rc = add_last(d, d->record, err)) != HJ_OK)
		return rc;
	for (node = hj_node_next(root, root); rc == HJ_OK && node != NULL;
	     node = hj_node_next(node, root))
		rc = describe_node(d, node, root, err);
	if (rc == HJ_OK)
		rc = hj_due_each(d->record, add_due, d, err);
	return rc == HJ_OK ? add_cut(d, err) : rc;
}

static int
describe(struct hj_describing *d, struct hj_error *err)
{
	const struct hj_node *root = hj_record_root(d->record);
	const char *kind = hj_node_attr(root, "kind");
	struct hj_row *row = d->row;
	int rc;

	if ((rc = hj_record_id(d->record, &row->id, err)) != HJ_OK)
		return rc;
	d->start = d->items->len;
	d->text = HJ_BUF(3 * HJ_LINE_MAX);
	d->folded = HJ_BUF(12 * HJ_LINE_MAX);
	row->root = root->name[0];
	copy_word(kind != NULL ? kind : hj_node_value(root, "mechanism"),
	    row->kind, sizeof(row->kind));
	copy_word(hj_node_attr(root, "status"), row->status,
	    sizeof(row->status));
	row->level = (uint8_t)hj_node_conf(root);
	row->when = (struct hj_span){ INT32_MIN, INT32_MAX };
	row->persons = 0;
	rc = describe_items(d, err);
	row->items = d->items->data + d->start;
	row->items_len = d->items->len - d->start;
	hj_buf_clear(&d->text);
	hj_buf_clear(&d->folded);
	return rc;
}

int
hj_row_describe(const struct hj_record *r, struct hj_namer *namer,
    struct hj_row *row, struct hj_buf *items, struct hj_error *err)
{
	struct hj_describing d = { .row = row,
		.record = r,
		.namer = namer,
		.items = items,
		.room = ITEMS_MAX };

	return describe(&d, err);
}

int
hj_row_describe_whole(const struct hj_record *r, struct hj_row *row,
    struct hj_buf *items, struct hj_error *err)
{
	struct hj_describing d = { .row = row,
		.record = r,
		.items = items,
		.room = SIZE_MAX };

	return describe(&d, err);
}

#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#include "core/duplicates/duplicate_own.h"
#include "core/names/namekey.h"

/* No more than this of anything; a vault of ten million persons. */
#define CROWD_MAX ((size_t)1 << 32)

/* A tie of these kinds says that somebody has decided. */
static const char *const decided[] = { "same", "distinct", "merged", "absorbed",
	"split", "splitoff", "followup", "main" };
static const char *const places[] = { "country:", "county:", "crossing:",
	"dprk-facility:", "facility:" };

void
hj_crowd_init(struct hj_crowd *c)
{
	c->file = c->person = c->name = c->key = c->link = c->text =
	    HJ_BUF(CROWD_MAX);
}

void
hj_crowd_clear(struct hj_crowd *c)
{
	hj_buf_clear(&c->file);
	hj_buf_clear(&c->person);
	hj_buf_clear(&c->name);
	hj_buf_clear(&c->key);
	hj_buf_clear(&c->link);
	hj_buf_clear(&c->text);
}

struct filling {
	struct hj_crowd *c;
	bool person; /* the file has had one */
};

static int
add_person(struct filling *f, const struct hj_row_item *item,
    struct hj_error *err)
{
	struct hj_crowd_person p = { .file = (uint32_t)HJ_CROWD_N(f->c, file),
		.name = (uint32_t)HJ_CROWD_N(f->c, name) };

	f->person = hj_person_row_get(item, &p.says);
	return f->person ? hj_buf_add(&f->c->person, &p, sizeof(p), err)
			 : HJ_OK;
}

static int
add_name(struct filling *f, const struct hj_row_item *item,
    struct hj_error *err)
{
	struct hj_crowd_name n = { (uint32_t)f->c->text.len, item->len };
	struct hj_crowd_person *p;

	if (!f->person)
		return HJ_OK;
	p = (struct hj_crowd_person *)(void *)(f->c->person.data +
	    f->c->person.len - sizeof(*p));
	p->nnames++;
	if (hj_buf_add(&f->c->text, item->p, item->len, err) != HJ_OK)
		return (int)err->code;
	return hj_buf_add(&f->c->name, &n, sizeof(n), err);
}

static int
add_keys(struct filling *f, const struct hj_row_item *item,
    struct hj_error *err)
{
	struct hj_cursor in = HJ_CURSOR(item->p, item->len);

	if (!f->person || item->aux != HJ_NAME_VERSION)
		return HJ_OK;
	while (in.left >= 4) {
		struct hj_crowd_key k = { hj_cursor_u32(&in),
			(uint32_t)HJ_CROWD_N(f->c, person) - 1 };
		enum hj_name_tier tier = hj_name_key_tier(k.key);

		if ((tier == HJ_KEY_FULL || tier == HJ_KEY_WORD) &&
		    hj_buf_add(&f->c->key, &k, sizeof(k), err) != HJ_OK)
			return (int)err->code;
	}
	return HJ_OK;
}

static int
add_place(struct filling *f, const struct hj_row_item *item,
    struct hj_error *err)
{
	for (size_t i = 0; i < HJ_LEN(places); i++) {
		size_t n = strlen(places[i]);

		if (item->len < n || memcmp(item->p, places[i], n) != 0)
			continue;
		if (hj_buf_add(&f->c->text, item->p, item->len, err) != HJ_OK)
			return (int)err->code;
		return hj_buf_putc(&f->c->text, ' ', err);
	}
	return HJ_OK;
}

static int
add_link(struct filling *f, const struct hj_row_item *item,
    struct hj_error *err)
{
	size_t id = sizeof(struct hj_id);

	for (size_t i = 0; item->len > id && i < HJ_LEN(decided); i++)
		if (strlen(decided[i]) == item->len - id &&
		    memcmp(item->p + id, decided[i], item->len - id) == 0)
			return hj_buf_add(&f->c->link, item->p, id, err);
	return HJ_OK;
}

typedef int item_fn(struct filling *f, const struct hj_row_item *item,
    struct hj_error *err);

static int
each(struct filling *f, const struct hj_row *row, unsigned tags, item_fn *fn,
    struct hj_error *err)
{
	struct hj_row_item item;
	size_t at = 0;

	while (hj_row_next(row, &at, &item))
		if ((tags >> item.tag & 1) != 0 && fn(f, &item, err) != HJ_OK)
			return (int)err->code;
	return HJ_OK;
}

static int
add_item(struct filling *f, const struct hj_row_item *item,
    struct hj_error *err)
{
	switch (item->tag) {
	case HJ_ROW_PERSON:
		return add_person(f, item, err);
	case HJ_ROW_NAME:
		return add_name(f, item, err);
	default:
		return add_keys(f, item, err);
	}
}

int
hj_crowd_add(struct hj_crowd *c, const struct hj_row *row, struct hj_error *err)
{
	struct filling f = { .c = c };
	struct hj_crowd_file file = { .id = row->id,
		.when = row->when,
		.link = (uint32_t)(c->link.len / sizeof(struct hj_id)) };

	if (row->root != 'c')
		return HJ_OK;
	if (each(&f, row,
		1u << HJ_ROW_PERSON | 1u << HJ_ROW_NAME | 1u << HJ_ROW_KEYS,
		add_item, err) != HJ_OK)
		return (int)err->code;
	file.places = (uint32_t)c->text.len;
	if (each(&f, row, 1u << HJ_ROW_CODE, add_place, err) != HJ_OK ||
	    hj_buf_putc(&c->text, '\0', err) != HJ_OK ||
	    each(&f, row, 1u << HJ_ROW_LINK, add_link, err) != HJ_OK)
		return (int)err->code;
	file.nlinks =
	    (uint32_t)(c->link.len / sizeof(struct hj_id)) - file.link;
	return hj_buf_add(&c->file, &file, sizeof(file), err);
}

static int
add_row(void *to, const struct hj_row *row, struct hj_error *err)
{
	return hj_crowd_add(to, row, err);
}

struct hj_crowd_size
hj_crowd_size(const struct hj_crowd *c)
{
	return (struct hj_crowd_size){ c->file.len, c->person.len, c->name.len,
		c->key.len, c->link.len, c->text.len };
}

static void
shrink(struct hj_buf *b, size_t len)
{
	sodium_memzero(b->data + len, b->len - len);
	b->len = len;
}

void
hj_crowd_shrink(struct hj_crowd *c, const struct hj_crowd_size *to)
{
	shrink(&c->file, to->file);
	shrink(&c->person, to->person);
	shrink(&c->name, to->name);
	shrink(&c->key, to->key);
	shrink(&c->link, to->link);
	shrink(&c->text, to->text);
}

static int
by_key(const void *a, const void *b)
{
	const struct hj_crowd_key *x = a, *y = b;

	if (x->key != y->key)
		return x->key < y->key ? -1 : 1;
	return (x->person > y->person) - (x->person < y->person);
}

/* Two names of one person often have the same key. */
static void
drop_twice(struct hj_crowd *c)
{
	struct hj_crowd_key *key = (struct hj_crowd_key *)(void *)c->key.data;
	size_t n = HJ_CROWD_N(c, key), kept = 0;

	for (size_t i = 0; i < n; i++)
		if (i == 0 || by_key(&key[kept - 1], &key[i]) != 0)
			key[kept++] = key[i];
	shrink(&c->key, kept * sizeof(*key));
}

int
hj_crowd_fill(struct hj_crowd *c, struct hj_vault *v,
    const struct hj_progress *p, struct hj_error *err)
{
	int rc = hj_vault_scan(v, add_row, c, p, err);

	if (rc == HJ_OK && c->key.len != 0) {
		qsort(c->key.data, HJ_CROWD_N(c, key),
		    sizeof(struct hj_crowd_key), by_key);
		drop_twice(c);
	}
	return rc;
}

bool
hj_crowd_tied(const struct hj_crowd *c, uint32_t file, uint32_t other)
{
	const struct hj_crowd_file *f = &HJ_CROWD(c, file, file);
	const struct hj_id *to = &HJ_CROWD(c, file, other).id;

	for (uint32_t i = 0; i < f->nlinks; i++)
		if (memcmp(c->link.data + (f->link + i) * sizeof(*to), to,
			sizeof(*to)) == 0)
			return true;
	return false;
}

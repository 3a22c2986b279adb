#include "core/store/roworder.h"

#include <stdlib.h>
#include <string.h>

#include <unicode/ucol.h>
#include <unicode/ustring.h>

#include "core/base/near.h"
#include "core/base/word.h"
#include "core/sense/status.h"
#include "core/store/where_own.h"
#include "core/vocab/vocab.h"

enum order_kind { ORDER_ID, ORDER_TITLE, ORDER_NAME, ORDER_LAST, ORDER_FIELD };

static const struct own_field {
	const char *name, *korean;
	enum order_kind kind;
} own[] = {
	{ "id", "번호", ORDER_ID },
	{ "title", "제목", ORDER_TITLE },
	{ "name", "이름", ORDER_NAME },
	{ "last", "최종상태", ORDER_LAST },
};

struct part {
	enum order_kind kind;
	const struct hj_where_field *field; /* ORDER_FIELD */
	bool down;
};

struct hj_roworder {
	size_t n;
	struct part part[HJ_ROWORDER_FIELDS];
	UCollator *collator;
	struct hj_buf wide;
};

static int
icu_failed(UErrorCode code, struct hj_error *err)
{
	if (code == U_MEMORY_ALLOCATION_ERROR)
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	return hj_fail(err, HJ_EIO, "the Unicode library failed: %s",
	    u_errorName(code));
}

/* ---- what is asked for ---- */

static bool
has_order(const struct hj_where_field *f)
{
	switch (f->kind) {
	case HJ_ASK_TYPE:
	case HJ_ASK_KIND:
	case HJ_ASK_STATUS:
	case HJ_ASK_WORD:
	case HJ_ASK_LEVEL:
	case HJ_ASK_NUMBER:
	case HJ_ASK_DATE:
	case HJ_ASK_CHANGED:
	case HJ_ASK_BORN:
	case HJ_ASK_DUE:
		return true;
	case HJ_ASK_LAST:
	case HJ_ASK_CODE:
	case HJ_ASK_ORIGIN:
		break;
	}
	return false;
}

bool
hj_roworder_field_at(size_t i, const char **name, const char **korean)
{
	const struct hj_where_field *f;

	if (i < HJ_LEN(own)) {
		*name = own[i].name;
		*korean = own[i].korean;
		return true;
	}
	i -= HJ_LEN(own);
	for (size_t k = 0; (f = hj_where_field_nth(k)) != NULL; k++) {
		if (!has_order(f) || i-- != 0)
			continue;
		*name = f->name;
		*korean = f->korean;
		return true;
	}
	return false;
}

static int
unknown(const char *p, size_t n, struct hj_error *err)
{
	struct hj_near near = HJ_NEAR(p, n);
	const char *name, *korean;

	for (size_t i = 0; hj_roworder_field_at(i, &name, &korean); i++) {
		hj_near_offer(&near, name);
		hj_near_offer(&near, korean);
	}
	if (near.best != NULL)
		return hj_fail(err, HJ_ENOTFOUND,
		    "there is no field of that name to sort by; did you mean '%s'?",
		    near.best);
	return hj_fail(err, HJ_ENOTFOUND,
	    "there is no field of that name to sort by");
}

static int
take(struct hj_roworder *o, const char *p, size_t n, struct hj_error *err)
{
	struct part part = { .kind = ORDER_FIELD };

	if (n != 0 && *p == '-') {
		part.down = true;
		p++;
		n--;
	}
	if (n == 0)
		return hj_fail(err, HJ_EINVAL,
		    "expected fields to sort by, commas between, as -changed,status");
	if (o->n == HJ_ROWORDER_FIELDS)
		return hj_fail(err, HJ_EINVAL, "at most %d fields to sort by",
		    HJ_ROWORDER_FIELDS);
	for (size_t i = 0; i < HJ_LEN(own); i++)
		if (hj_word_same(p, n, own[i].name) ||
		    hj_word_same(p, n, own[i].korean))
			part.kind = own[i].kind;
	if (part.kind == ORDER_FIELD) {
		part.field = hj_where_field_find(p, n);
		if (part.field == NULL || !has_order(part.field))
			return unknown(p, n, err);
	}
	o->part[o->n++] = part;
	return HJ_OK;
}

int
hj_roworder_parse(const char *p, size_t n, const char *language,
    struct hj_roworder **ret, struct hj_error *err)
{
	struct hj_roworder *o = calloc(1, sizeof(*o));
	UErrorCode code = U_ZERO_ERROR;
	const char *end = p + n, *comma;
	int rc = HJ_OK;

	if (o == NULL)
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	o->wide = HJ_BUF(HJ_RECORD_MAX);
	for (; rc == HJ_OK && p != NULL; p = comma != NULL ? comma + 1 : NULL) {
		comma = memchr(p, ',', (size_t)(end - p));
		rc = take(o, p, (size_t)((comma != NULL ? comma : end) - p),
		    err);
	}
	if (rc == HJ_OK) {
		o->collator = ucol_open(language, &code);
		if (U_FAILURE(code))
			rc = icu_failed(code, err);
	}
	if (rc != HJ_OK) {
		hj_roworder_free(o);
		return rc;
	}
	*ret = o;
	return HJ_OK;
}

void
hj_roworder_free(struct hj_roworder *o)
{
	if (o == NULL)
		return;
	if (o->collator != NULL)
		ucol_close(o->collator);
	hj_buf_clear(&o->wide);
	free(o);
}

/* ---- keys ---- */

/* Something is there: 0 before it; nothing: 1. */
static int
put_number(int64_t v, struct hj_buf *to, struct hj_error *err)
{
	if (hj_buf_putc(to, 0, err) != HJ_OK)
		return (int)err->code;
	return hj_buf_u64(to, (uint64_t)v ^ UINT64_C(1) << 63, err);
}

static int
put_none(struct hj_buf *to, struct hj_error *err)
{
	return hj_buf_putc(to, 1, err);
}

/* Keys of ICU end in a zero and hold none before it. */
static int
put_words(struct hj_roworder *o, const char *p, size_t n, struct hj_buf *to,
    struct hj_error *err)
{
	UErrorCode code = U_ZERO_ERROR;
	const UChar *units;
	int32_t len, size;
	uint8_t *room;

	if (n == 0)
		return put_none(to, err);
	hj_buf_reset(&o->wide);
	if (hj_buf_extend(&o->wide, n * sizeof(UChar), &room, err) != HJ_OK)
		return (int)err->code;
	units = (const UChar *)(void *)room;
	u_strFromUTF8((UChar *)(void *)room, (int32_t)n, &len, p, (int32_t)n,
	    &code);
	if (U_FAILURE(code))
		return icu_failed(code, err);
	size = ucol_getSortKey(o->collator, units, len, NULL, 0);
	if (hj_buf_putc(to, 0, err) != HJ_OK ||
	    hj_buf_extend(to, (size_t)size, &room, err) != HJ_OK)
		return (int)err->code;
	(void)ucol_getSortKey(o->collator, units, len, room, size);
	return HJ_OK;
}

/* The place of a code in its list; one that is in none stands behind. */
static int
put_code(const char *list, const char *p, size_t n, struct hj_buf *to,
    struct hj_error *err)
{
	const struct hj_list *l = hj_vocab_list(list);
	size_t i = 0;

	if (n == 0)
		return put_none(to, err);
	for (; l != NULL && i < l->n; i++) {
		const char *code = hj_vocab_read(l, i)->code;

		if (strlen(code) == n && memcmp(code, p, n) == 0)
			break;
	}
	return put_number((int64_t)i, to, err);
}

static int
put_last(const struct hj_row *row, struct hj_buf *to, struct hj_error *err)
{
	const char *code;
	size_t n;

	if (row->level == HJ_SECRET || !hj_row_last(row, &code, &n))
		return put_none(to, err);
	return put_code("person-status", code, n, to, err);
}

static int
put_name(struct hj_roworder *o, const struct hj_row *row, bool title,
    struct hj_buf *to, struct hj_error *err)
{
	struct hj_row_item item, best = { .tag = 0 };
	size_t at = 0;

	while (row->level != HJ_SECRET && hj_row_next(row, &at, &item)) {
		bool fits = item.tag == HJ_ROW_NAME && item.aux != HJ_SECRET &&
		    best.tag == 0;

		if (fits || (title && item.tag == HJ_ROW_TITLE))
			best = item;
	}
	return put_words(o, (const char *)best.p, best.len, to, err);
}

/* Whose is it: of several the first. */
static int
put_word(struct hj_roworder *o, const char *list, const struct hj_row *row,
    struct hj_buf *to, struct hj_error *err)
{
	size_t n = strlen(list), at = 0;
	struct hj_row_item item;

	while (row->level != HJ_SECRET && hj_row_next(row, &at, &item))
		if (item.tag == HJ_ROW_CODE && item.len > n &&
		    memcmp(item.p, list, n) == 0 && item.p[n] == ':')
			return put_words(o, (const char *)item.p + n + 1,
			    item.len - n - 1, to, err);
	return put_none(to, err);
}

static int
put_days(const struct part *part, const struct hj_row *row, struct hj_buf *to,
    struct hj_error *err)
{
	struct hj_row_item item;
	struct hj_span s;
	int32_t best = 0;
	bool any = false;
	size_t at = 0;

	while (hj_row_next(row, &at, &item)) {
		if (!hj_where_days(part->field, &item, &s) ||
		    (s.earliest == INT32_MIN && s.latest == INT32_MAX))
			continue;
		if (!any || (s.earliest < best) != part->down)
			best = s.earliest;
		any = true;
	}
	return any ? put_number(best, to, err) : put_none(to, err);
}

static int
put_field(struct hj_roworder *o, const struct part *part,
    const struct hj_row *row, struct hj_buf *to, struct hj_error *err)
{
	bool petition = row->root == 'p';

	switch (part->field->kind) {
	case HJ_ASK_TYPE:
		return put_number(row->root, to, err);
	case HJ_ASK_KIND:
		return put_code(petition ? "mechanism" : "case-kind", row->kind,
		    strlen(row->kind), to, err);
	case HJ_ASK_STATUS:
		return put_code(petition ? "pet-status" : "case-status",
		    row->status, strlen(row->status), to, err);
	case HJ_ASK_WORD:
		return put_word(o, part->field->of, row, to, err);
	case HJ_ASK_LEVEL:
		return put_number(row->level, to, err);
	case HJ_ASK_NUMBER:
		return put_number(hj_where_number(part->field, row), to, err);
	case HJ_ASK_CHANGED:
		return put_number(row->changed, to, err);
	case HJ_ASK_DATE:
	case HJ_ASK_BORN:
	case HJ_ASK_DUE:
		return put_days(part, row, to, err);
	case HJ_ASK_LAST:
	case HJ_ASK_CODE:
	case HJ_ASK_ORIGIN:
		break;
	}
	return put_none(to, err);
}

static int
put(struct hj_roworder *o, const struct part *part, const struct hj_row *row,
    struct hj_buf *to, struct hj_error *err)
{
	switch (part->kind) {
	case ORDER_ID:
		if (hj_buf_putc(to, 0, err) != HJ_OK)
			return (int)err->code;
		return hj_buf_add(to, row->id.b, sizeof(row->id.b), err);
	case ORDER_TITLE:
		return put_name(o, row, true, to, err);
	case ORDER_NAME:
		return put_name(o, row, false, to, err);
	case ORDER_LAST:
		return put_last(row, to, err);
	case ORDER_FIELD:
		break;
	}
	return put_field(o, part, row, to, err);
}

int
hj_roworder_key(struct hj_roworder *o, const struct hj_row *row,
    struct hj_buf *to, struct hj_error *err)
{
	for (size_t i = 0; i < o->n; i++) {
		size_t at = to->len;

		if (put(o, &o->part[i], row, to, err) != HJ_OK)
			return (int)err->code;
		/* All but whether it is there at all the other way round. */
		for (size_t k = at + 1; o->part[i].down && k < to->len; k++)
			to->data[k] = (uint8_t)~to->data[k];
	}
	return hj_buf_add(to, row->id.b, sizeof(row->id.b), err);
}

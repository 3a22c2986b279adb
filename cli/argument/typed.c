#include <string.h>

#include "cli/argument/typed.h"
#include "cli/screen/say.h"
#include "core/base/limits.h"
#include "core/case/datesay.h"
#include "core/date/ageread.h"
#include "core/vocab/vocab.h"

const char *const typed_orders[] = { "dmy", "mdy", "ymd", NULL };

enum hj_date_order
typed_order(const char *word)
{
	static const enum hj_date_order orders[] = { HJ_ORDER_DMY, HJ_ORDER_MDY,
		HJ_ORDER_YMD };

	for (size_t i = 0; word != NULL && typed_orders[i] != NULL; i++)
		if (strcmp(word, typed_orders[i]) == 0)
			return orders[i];
	return HJ_ORDER_ASK;
}

void
typed_clear(struct typed *t)
{
	hj_buf_clear(&t->value);
	hj_buf_clear(&t->says);
}

int
typed_attr_path(const struct typed *t, const char *path, size_t n,
    struct hj_buf *to, struct hj_error *err)
{
	if (t->above)
		while (n > 0 && path[n - 1] != '.')
			n--;
	if (hj_buf_add(to, path, n, err) != HJ_OK ||
	    (!t->above && hj_buf_putc(to, '.', err) != HJ_OK))
		return (int)err->code;
	return hj_buf_puts(to, hj_schema_attr_name(t->attr), err);
}

/* ---- dates ---- */

static int
say_remarks(unsigned remarks, struct hj_buf *to, struct hj_error *err)
{
	for (unsigned i = 0; i < HJ_READ_REMARKS; i++)
		if ((remarks >> i & 1) != 0 &&
		    hj_buf_printf(to, err, "\n  %s",
			_(hj_date_remark(1u << i))) != HJ_OK)
			return (int)err->code;
	return HJ_OK;
}

/* The calendar of a date that is replaced is not guessed either. */
static int
calendar(const struct hj_node *before, const struct hj_date_read *r,
    struct typed *ret, struct hj_error *err)
{
	const char *cal = before != NULL ? hj_node_attr(before, "cal") : NULL;

	if (r->lunar) {
		ret->attr = HJ_A_CAL;
		ret->code = "lunar";
	} else if (cal != NULL && strcmp(cal, "lunar") == 0) {
		if (!r->solar && before->text != NULL)
			return hj_fail(err, HJ_EINVAL,
			    "the date that stands there is one of the lunar calendar: write 'lunar' or 'solar' before the new one");
		ret->attr = HJ_A_CAL;
	}
	return HJ_OK;
}

static int
date(const struct hj_path_field *field, const struct typed_how *how,
    const char *p, size_t n, struct typed *ret, struct hj_error *err)
{
	struct hj_date_read r;

	if (hj_date_read(p, n, &how->dates, &r, err) != HJ_OK ||
	    calendar(field->node, &r, ret, err) != HJ_OK)
		return (int)err->code;
	ret->sure = r.as_written && r.remarks == 0;
	if (r.as_written ? hj_buf_add(&ret->value, p, n, err) != HJ_OK
			 : hj_edtf_text(&r.date, &ret->value, err) != HJ_OK)
		return (int)err->code;
	if (hj_date_say(&r.date, r.lunar, how->korean, &ret->says, err) !=
	    HJ_OK)
		return (int)err->code;
	return say_remarks(r.remarks, &ret->says, err);
}

/* ---- ages ---- */

/* The number of an element whose type says how an age is counted. */
static bool
is_age(const struct hj_path_field *f)
{
	return f->def->value == HJ_V_NUMBER && f->parent != NULL &&
	    f->parent->type != NULL && strcmp(f->parent->type, "age-type") == 0;
}

static int
age(const struct typed_how *how, const char *p, size_t n, struct typed *ret,
    struct hj_error *err)
{
	const struct hj_code_row *row = NULL;
	struct hj_age_read a;

	if (hj_age_read(p, n, &a, err) != HJ_OK)
		return (int)err->code;
	if (a.as_written)
		return hj_buf_add(&ret->value, p, n, err);
	if (a.type == NULL && !how->asks_later)
		return hj_fail(err, HJ_EINVAL,
		    "full years or Korean age? write '만 35세' (full years) or '세는나이 36' (Korean age), or the number alone");
	ret->sure = a.type == NULL;
	if (a.type != NULL) {
		ret->attr = HJ_A_TYPE;
		ret->code = a.type;
		ret->above = true;
		row = hj_vocab_find(hj_vocab_list("age-type"), a.type,
		    strlen(a.type));
	}
	if (hj_buf_printf(&ret->value, err, "%u", a.years) != HJ_OK)
		return (int)err->code;
	if (row == NULL)
		return HJ_OK;
	return hj_buf_printf(&ret->says, err, _("%u, %s"), a.years,
	    hj_vocab_label(row, how->korean));
}

int
typed_read(const struct hj_path_field *field, const struct typed_how *how,
    const char *p, size_t n, struct typed *ret, struct hj_error *err)
{
	/* An empty value is the business of whoever puts it there. */
	if (n != 0 && field->def != NULL && field->attr == HJ_NATTRS) {
		if (field->def->value == HJ_V_DATE)
			return date(field, how, p, n, ret, err);
		if (is_age(field))
			return age(how, p, n, ret, err);
	}
	return hj_buf_add(&ret->value, p, n, err);
}

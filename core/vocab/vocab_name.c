#include <stdio.h>
#include <string.h>

#include "core/date/edtf.h"
#include "core/vocab/vocab.h"

/* An interval of two dates of the tables. */
#define PERIOD_MAX 64

/* The names as a table, also when there is only one. */
struct names {
	const struct hj_code_name *at;
	size_t n;
	struct hj_code_name own;
};

static void
names_of(const struct hj_code_row *row, struct names *ret)
{
	*ret = (struct names){
		.at = row->names,
		.n = row->nnames,
		.own = { row->code, row->en, row->ko, row->from, row->to },
	};
	if (ret->n == 0) {
		ret->at = &ret->own;
		ret->n = 1;
	}
}

/* An end that is not written is open.  The tables hold nothing else than
 * dates, which a test proves. */
static bool
period(const struct hj_code_name *name, struct hj_edtf *ret)
{
	const char *from = *name->from != '\0' ? name->from : "..";
	const char *to = *name->to != '\0' ? name->to : "..";
	struct hj_error err = { 0 };
	char text[PERIOD_MAX];
	int n = snprintf(text, sizeof(text), "%s/%s", from, to);

	return n > 0 && (size_t)n < sizeof(text) &&
	    hj_edtf_parse(text, (size_t)n, ret, &err) == HJ_OK;
}

static bool
counts(const struct hj_code_name *name, const struct hj_edtf *when)
{
	struct hj_edtf p;

	return period(name, &p) && hj_edtf_may_overlap(&p, when);
}

static bool
date(const char *when, size_t n, struct hj_edtf *ret)
{
	struct hj_error err = { 0 };

	return when != NULL && n != 0 &&
	    hj_edtf_parse(when, n, ret, &err) == HJ_OK;
}

uint64_t
hj_vocab_names_at(const struct hj_code_row *row, const char *when, size_t n)
{
	struct hj_edtf d;
	uint64_t names = 0;

	if (row->nnames == 0 || !date(when, n, &d))
		return 0;
	for (size_t i = 0; i < row->nnames; i++)
		if (counts(&row->names[i], &d))
			names |= UINT64_C(1) << i;
	return names;
}

static const char *
said(const struct hj_code_name *name, bool korean)
{
	return korean ? name->ko : name->en;
}

/* Is the name of place i among those before it?  An organ can take an old
 * name up again. */
static bool
is_said_already(const struct hj_code_row *row, size_t i, uint64_t names,
    bool korean)
{
	for (size_t k = 0; k < i; k++)
		if ((names >> k & 1) != 0 &&
		    strcmp(said(&row->names[k], korean),
			said(&row->names[i], korean)) == 0)
			return true;
	return false;
}

int
hj_vocab_label_of(const struct hj_code_row *row, uint64_t names, bool korean,
    struct hj_buf *to, struct hj_error *err)
{
	const char *between = "";

	if (names == 0)
		return hj_buf_puts(to, hj_vocab_label(row, korean), err);
	for (size_t i = 0; i < row->nnames; i++) {
		if ((names >> i & 1) == 0 ||
		    is_said_already(row, i, names, korean))
			continue;
		if (hj_buf_puts(to, between, err) != HJ_OK ||
		    hj_buf_puts(to, said(&row->names[i], korean), err) != HJ_OK)
			return (int)err->code;
		between = " / ";
	}
	return HJ_OK;
}

int
hj_vocab_label_at(const struct hj_code_row *row, const char *when, size_t n,
    bool korean, struct hj_buf *to, struct hj_error *err)
{
	return hj_vocab_label_of(row, hj_vocab_names_at(row, when, n), korean,
	    to, err);
}

enum hj_code_use
hj_vocab_use_at(const struct hj_code_row *row, const char *when, size_t n)
{
	bool before = true, after = true;
	struct names names;
	struct hj_edtf d, p;

	names_of(row, &names);
	if (!date(when, n, &d))
		return HJ_CODE_FITS;
	for (size_t i = 0; i < names.n; i++) {
		if (strcmp(names.at[i].code, row->code) != 0 ||
		    !period(&names.at[i], &p))
			continue;
		if (hj_edtf_may_overlap(&p, &d))
			return HJ_CODE_FITS;
		before = before && hj_edtf_certainly_before(&d, &p);
		after = after && hj_edtf_certainly_before(&p, &d);
	}
	if (before == after)
		return before ? HJ_CODE_FITS : HJ_CODE_BETWEEN;
	return before ? HJ_CODE_NOT_YET : HJ_CODE_NO_MORE;
}

const char *
hj_vocab_code_at(const struct hj_code_row *row, const char *when, size_t n)
{
	const char *found = NULL;
	struct names names;
	struct hj_edtf d;

	names_of(row, &names);
	if (!date(when, n, &d))
		return NULL;
	for (size_t i = 0; i < names.n; i++) {
		if (!counts(&names.at[i], &d))
			continue;
		if (found != NULL && strcmp(found, names.at[i].code) != 0)
			return NULL;
		found = names.at[i].code;
	}
	return found;
}

#include <stdio.h>
#include <string.h>

#include "core/edtf.h"
#include "core/vocab.h"

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

static const char *
said(const struct hj_code_name *name, bool korean)
{
	return korean ? name->ko : name->en;
}

/* Was the name of place i there before, and did it count?  An organ can take
 * an old name up again. */
static bool
is_said_already(const struct names *names, size_t i, bool korean,
    const struct hj_edtf *when)
{
	for (size_t k = 0; k < i; k++)
		if (strcmp(said(&names->at[k], korean),
			said(&names->at[i], korean)) == 0 &&
		    counts(&names->at[k], when))
			return true;
	return false;
}

int
hj_vocab_label_at(const struct hj_code_row *row, const char *when, size_t n,
    bool korean, struct hj_buf *to, struct hj_error *err)
{
	const char *between = "";
	struct names names;
	struct hj_edtf d;

	names_of(row, &names);
	if (row->nnames == 0 || !date(when, n, &d))
		return hj_buf_puts(to, hj_vocab_label(row, korean), err);
	for (size_t i = 0; i < names.n; i++) {
		if (!counts(&names.at[i], &d) ||
		    is_said_already(&names, i, korean, &d))
			continue;
		if (hj_buf_puts(to, between, err) != HJ_OK ||
		    hj_buf_puts(to, said(&names.at[i], korean), err) != HJ_OK)
			return (int)err->code;
		between = " / ";
	}
	if (*between != '\0')
		return HJ_OK;
	return hj_buf_puts(to, hj_vocab_label(row, korean), err);
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

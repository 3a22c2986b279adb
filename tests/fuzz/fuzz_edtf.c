#include <string.h>

#include "core/date/edtf.h"

/* The canonical text of what is accepted is accepted, is its own canonical
 * text, allows the same days, and the quick span agrees with the bounds. */
static void
demand(bool claim)
{
	if (!claim)
		__builtin_trap();
}

static void
same(const struct hj_edtf_bound *a, const struct hj_edtf_bound *b)
{
	demand(a->edge == b->edge);
	demand(a->edge != HJ_EDGE_DAY || a->day == b->day);
}

static bool
agrees(const struct hj_edtf_bound *b, int32_t day)
{
	if (b->edge != HJ_EDGE_DAY)
		return day == INT32_MIN || day == INT32_MAX;
	return b->day > INT32_MIN && b->day < INT32_MAX
	    ? b->day == day
	    : day == INT32_MIN + 1 || day == INT32_MAX - 1;
}

/* run.sh: -max_len=128 */
int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);
int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct hj_buf a = HJ_BUF((size_t)1 << 16), b = HJ_BUF((size_t)1 << 16);
	struct hj_edtf_bound lo, hi, lo2, hi2;
	struct hj_error err = HJ_ERROR;
	struct hj_edtf e, again;
	int32_t from, to;
	bool good = hj_edtf_parse((const char *)p, n, &e, &err) == HJ_OK;

	demand((hj_edtf_span((const char *)p, n, &from, &to, &err) == HJ_OK) ==
	    good);
	if (!good)
		return 0;
	hj_edtf_bounds(&e, &lo, &hi);
	demand(lo.edge != HJ_EDGE_DAY || hi.edge != HJ_EDGE_DAY ||
	    lo.day <= hi.day);
	demand(agrees(&lo, from) && agrees(&hi, to));
	demand(hj_edtf_text(&e, &a, &err) == HJ_OK);
	demand(hj_edtf_parse((char *)a.data, a.len, &again, &err) == HJ_OK);
	demand(hj_edtf_text(&again, &b, &err) == HJ_OK);
	demand(a.len == b.len && memcmp(a.data, b.data, a.len) == 0);
	hj_edtf_bounds(&again, &lo2, &hi2);
	same(&lo, &lo2);
	same(&hi, &hi2);
	demand(hj_edtf_flags(&e) == hj_edtf_flags(&again));
	demand(hj_edtf_certainly_equal(&e, &e) ==
	    hj_edtf_certainly_equal(&e, &again));
	demand(hj_edtf_may_overlap(&e, &again));
	demand(!hj_edtf_certainly_before(&e, &again));
	hj_buf_clear(&a);
	hj_buf_clear(&b);
	return 0;
}

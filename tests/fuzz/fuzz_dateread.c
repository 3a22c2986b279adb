#include <string.h>

#include "core/case/datesay.h"
#include "core/date/ageread.h"
#include "core/date/dateread.h"

/* What is read of any bytes is EDTF that reads as itself; its words, typed
 * again, are the same days or are asked about. */
static void
demand(bool claim)
{
	if (!claim)
		__builtin_trap();
}

static void
text_of(const struct hj_edtf *e, struct hj_buf *to)
{
	struct hj_error err = HJ_ERROR;

	demand(hj_edtf_text(e, to, &err) == HJ_OK);
}

static bool
same_edge(const struct hj_edtf_bound *a, const struct hj_edtf_bound *b)
{
	if (a->edge != HJ_EDGE_DAY || b->edge != HJ_EDGE_DAY)
		return (a->edge == HJ_EDGE_DAY) == (b->edge == HJ_EDGE_DAY);
	return a->day == b->day;
}

static void
same_days(const struct hj_edtf *a, const struct hj_edtf *b)
{
	struct hj_edtf_bound lo[2], hi[2];

	hj_edtf_bounds(a, &lo[0], &hi[0]);
	hj_edtf_bounds(b, &lo[1], &hi[1]);
	demand(same_edge(&lo[0], &lo[1]));
	demand(same_edge(&hi[0], &hi[1]));
}

static void
settled(const struct hj_date_read *r)
{
	const struct hj_date_how how = { .order = HJ_ORDER_ASK };
	struct hj_buf a = HJ_BUF(HJ_EDTF_TEXT_MAX),
		      b = HJ_BUF(HJ_EDTF_TEXT_MAX);
	struct hj_error err = HJ_ERROR;
	struct hj_date_read again;

	text_of(&r->date, &a);
	demand(hj_date_read((char *)a.data, a.len, &how, &again, &err) ==
	    HJ_OK);
	text_of(&again.date, &b);
	demand(a.len == b.len && memcmp(a.data, b.data, a.len) == 0);
	demand(again.as_written);
	hj_buf_clear(&a);
	hj_buf_clear(&b);
}

static void
said(const struct hj_date_read *r, bool korean)
{
	const struct hj_date_how how = { .order = HJ_ORDER_ASK };
	struct hj_buf words = HJ_BUF((size_t)1 << 18);
	struct hj_error err = HJ_ERROR;
	struct hj_date_read again;

	demand(hj_date_say(&r->date, r->lunar, korean, &words, &err) == HJ_OK);
	demand(words.len > 0);
	if (hj_date_read((char *)words.data, words.len, &how, &again, &err) ==
	    HJ_OK) {
		same_days(&r->date, &again.date);
		demand(again.lunar == r->lunar);
	}
	hj_buf_clear(&words);
}

/* run.sh: -max_len=128 */
int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);
int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct hj_date_how how = { .order = HJ_ORDER_ASK };
	struct hj_error err = HJ_ERROR;
	struct hj_date_read r;
	struct hj_age_read age;

	if (n == 0)
		return 0;
	how.order = (enum hj_date_order)(p[0] & 3);
	how.monthly = (p[0] & 4) != 0;
	p++;
	n--;
	if (hj_age_read((const char *)p, n, &age, &err) == HJ_OK)
		demand(age.years <= 130);
	if (hj_date_read((const char *)p, n, &how, &r, &err) != HJ_OK)
		return 0;
	demand(r.remarks >> HJ_READ_REMARKS == 0);
	settled(&r);
	said(&r, false);
	said(&r, true);
	return 0;
}

#include <string.h>

#include "cli/argument/period.h"
#include "core/date/dateread.h"

int
period_read(const char *text, struct hj_edtf_bound *from,
    struct hj_edtf_bound *to, struct hj_error *err)
{
	const struct hj_date_how how = { .order = HJ_ORDER_ASK };
	struct hj_date_read d;

	if (hj_date_read(text, strlen(text), &how, &d, err) != HJ_OK)
		return hj_while(err, "--period");
	if (d.lunar)
		return hj_fail(err, HJ_EINVAL,
		    "--period needs a date of the civil calendar, not of the lunar one");
	hj_edtf_bounds(&d.date, from, to);
	return HJ_OK;
}

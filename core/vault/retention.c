#include "core/vault/retention.h"

#include <stdio.h>
#include <string.h>

#include "core/base/limits.h"
#include "core/base/text.h"
#include "core/date/calendar.h"
#include "core/log/log.h"
#include "core/vault/vault_state.h"

#define DAY 86400
#define YEAR_MAX 9999

static const char *const units[] = { [HJ_RECUR_DAY] = "day",
	[HJ_RECUR_WEEK] = "week",
	[HJ_RECUR_MONTH] = "month",
	[HJ_RECUR_YEAR] = "year" };

static int64_t
months_later(int64_t day, int64_t months)
{
	struct hj_civil c =
	    hj_calendar_months_later(hj_calendar_civil(day), months);

	return c.year <= YEAR_MAX ? hj_calendar_day(c.year, c.month, c.day)
				  : INT32_MAX;
}

int32_t
hj_retention_ends(const struct hj_retention *p, int64_t changed)
{
	int64_t day = changed / DAY, end = INT32_MAX;

	if (p->every == 0 || changed < 0)
		return INT32_MAX;
	switch (p->unit) {
	case HJ_RECUR_DAY:
		end = day + p->every;
		break;
	case HJ_RECUR_WEEK:
		end = day + 7 * (int64_t)p->every;
		break;
	case HJ_RECUR_MONTH:
		end = months_later(day, p->every);
		break;
	case HJ_RECUR_YEAR:
		end = months_later(day, 12 * (int64_t)p->every);
		break;
	}
	return end < INT32_MAX ? (int32_t)end : INT32_MAX;
}

bool
hj_retention_read(const char *detail, size_t n, struct hj_retention *ret)
{
	static const char none[] = "remove\n";
	struct hj_error ignored = HJ_ERROR;
	const char *end = n != 0 ? memchr(detail, '\n', n) : NULL, *unit;
	uint64_t every;

	*ret = (struct hj_retention){ .every = 0 };
	if (n >= sizeof(none) - 1 &&
	    memcmp(detail, none, sizeof(none) - 1) == 0)
		return true;
	if (end == NULL || end - detail < 6 || memcmp(detail, "set ", 4) != 0 ||
	    (unit = memchr(detail + 4, ' ', (size_t)(end - detail - 4))) ==
		NULL ||
	    hj_text_number(detail + 4, (size_t)(unit - detail - 4), 1,
		HJ_RECUR_MAX, &every, &ignored) != HJ_OK)
		return false;
	unit++;
	for (size_t i = 0; i < HJ_LEN(units); i++)
		if (strlen(units[i]) == (size_t)(end - unit) &&
		    memcmp(unit, units[i], (size_t)(end - unit)) == 0) {
			ret->every = (uint16_t)every;
			ret->unit = (enum hj_recur_unit)i;
			return true;
		}
	return false;
}

static int
read_it(struct hj_vault *v, void *to, struct hj_error *err)
{
	struct hj_retention *ret = to;
	struct hj_root_settings s;

	if (hj_vault_settings(v, &s, err) != HJ_OK)
		return (int)err->code;
	if (s.keep_every > HJ_RECUR_MAX || s.keep_unit > HJ_RECUR_YEAR)
		return hj_fail(err, HJ_ECORRUPT, "a root is damaged");
	*ret = (struct hj_retention){ .every = s.keep_every,
		.unit = (enum hj_recur_unit)s.keep_unit };
	return HJ_OK;
}

int
hj_vault_retention(struct hj_vault *v, struct hj_retention *ret,
    struct hj_error *err)
{
	return hj_vault_reading(v, read_it, ret, err);
}

int
hj_change_retention(struct hj_change *c, const struct hj_retention *p,
    const char *reason, struct hj_error *err)
{
	struct hj_buf said = HJ_BUF(HJ_DETAIL_MAX);
	struct hj_root_settings s;
	const char *text;
	int rc;

	if ((rc = hj_vault_owner_only(c->v, err)) != HJ_OK ||
	    (rc = hj_vault_settings(c->v, &s, err)) != HJ_OK)
		return rc;
	if (p->every > HJ_RECUR_MAX || p->unit > HJ_RECUR_YEAR)
		return hj_fail(err, HJ_EINVAL,
		    "a period of keeping is at most %d of a unit",
		    HJ_RECUR_MAX);
	if (s.keep_every == p->every &&
	    (p->every == 0 || s.keep_unit == (uint16_t)p->unit))
		return hj_fail(err, HJ_EEXISTS,
		    "the period of keeping is set so already");
	s.keep_every = p->every;
	s.keep_unit = p->every != 0 ? (uint16_t)p->unit : 0;
	rc = p->every != 0
	    ? hj_buf_printf(&said, err, "set %u %s\n", p->every, units[p->unit])
	    : hj_buf_puts(&said, "remove\n", err);
	if (rc == HJ_OK && reason != NULL)
		rc = hj_buf_printf(&said, err, "reason %s\n", reason);
	if (rc == HJ_OK && (rc = hj_buf_text(&said, &text, err)) == HJ_OK &&
	    (rc = hj_change_note(c, HJ_DID_RETENTION, NULL, text, err)) ==
		HJ_OK)
		rc = hj_change_settings(c, &s, err);
	hj_buf_clear(&said);
	return rc;
}

#include <string.h>

#include "core/date/edtf.h"
#include "core/date/edtf_date.h"

static bool
skip_dots(struct reader *r)
{
	if (r->n - r->at < 2 || memcmp(r->p + r->at, "..", 2) != 0)
		return false;
	r->at += 2;
	return true;
}

static int
date_end(struct reader *r, bool with_time, struct hj_edtf_end *end)
{
	end->edge = HJ_EDGE_DAY;
	return hj_edtf_date_read(r, with_time, &end->date);
}

/* Refused only when the last possible end is before the first beginning. */
static int
in_order(const struct reader *r, const struct hj_edtf_part *part)
{
	int64_t first, last, unused;

	if (part->from.edge != HJ_EDGE_DAY || part->to.edge != HJ_EDGE_DAY ||
	    !hj_edtf_date_days(&part->from.date, &first, &unused) ||
	    !hj_edtf_date_days(&part->to.date, &unused, &last) || last >= first)
		return HJ_OK;
	return hj_fail(r->err, HJ_EINVAL,
	    "character %zu: the end is before the beginning", r->at);
}

static int
interval_end(struct reader *r, struct hj_edtf_end *to)
{
	if (r->at == r->n)
		to->edge = HJ_EDGE_UNKNOWN;
	else if (skip_dots(r))
		to->edge = HJ_EDGE_OPEN;
	else
		return date_end(r, false, to);
	return HJ_OK;
}

/* One date, or an interval. */
static int
simple(struct reader *r, struct hj_edtf *e)
{
	struct hj_edtf_part *part = &e->part[0];

	e->nparts = 1;
	if (peek(r) == '/')
		part->from.edge = HJ_EDGE_UNKNOWN;
	else if (skip_dots(r))
		part->from.edge = HJ_EDGE_OPEN;
	else if (date_end(r, true, &part->from) != HJ_OK)
		return (int)r->err->code;
	if (part->from.edge == HJ_EDGE_DAY && peek(r) != '/')
		return HJ_OK;
	if (part->from.edge == HJ_EDGE_DAY &&
	    part->from.date.precision == HJ_TO_SECOND)
		return hj_fail(r->err, HJ_EINVAL,
		    "character %zu: a time of day cannot stand in an interval",
		    r->at + 1);
	if (!skip(r, '/'))
		return hj_fail(r->err, HJ_EINVAL,
		    "character %zu: a / is expected after ..", r->at + 1);
	e->shape = HJ_EDTF_INTERVAL;
	part->range = true;
	if (interval_end(r, &part->to) != HJ_OK)
		return (int)r->err->code;
	return in_order(r, part);
}

static int
member(struct reader *r, bool first, char close, struct hj_edtf_part *part)
{
	if (first && skip_dots(r)) {
		part->range = true;
		part->from.edge = HJ_EDGE_OPEN;
		return date_end(r, false, &part->to);
	}
	if (date_end(r, false, &part->from) != HJ_OK)
		return (int)r->err->code;
	if (!skip_dots(r))
		return HJ_OK;
	part->range = true;
	if (peek(r) == close) {
		part->to.edge = HJ_EDGE_OPEN;
		return HJ_OK;
	}
	if (date_end(r, false, &part->to) != HJ_OK)
		return (int)r->err->code;
	return in_order(r, part);
}

static int
set(struct reader *r, struct hj_edtf *e)
{
	bool one = skip(r, '[');
	char close = one ? ']' : '}';

	if (!one)
		r->at++;
	e->shape = one ? HJ_EDTF_ONE_OF : HJ_EDTF_ALL_OF;
	do {
		if (e->nparts == HJ_EDTF_MEMBERS)
			return hj_fail(r->err, HJ_ELIMIT,
			    "more than %d dates in one set", HJ_EDTF_MEMBERS);
		if (member(r, e->nparts == 0, close, &e->part[e->nparts]) !=
		    HJ_OK)
			return (int)r->err->code;
		e->nparts++;
	} while (skip(r, ','));
	if (skip(r, close))
		return HJ_OK;
	if (one)
		return hj_fail(r->err, HJ_EINVAL,
		    "character %zu: a comma or ] is expected", r->at + 1);
	return hj_fail(r->err, HJ_EINVAL,
	    "character %zu: a comma or } is expected", r->at + 1);
}

int
hj_edtf_parse(const char *p, size_t n, struct hj_edtf *ret,
    struct hj_error *err)
{
	struct reader r = { .p = p, .n = n, .err = err };
	struct hj_edtf e;
	int rc;

	if (n == 0)
		return hj_fail(err, HJ_EINVAL,
		    "a date such as 2013-05-28, 2013-05, 2013 or 201X is expected");
	if (n > HJ_EDTF_TEXT_MAX)
		return hj_fail(err, HJ_ELIMIT, "a date longer than %d bytes",
		    HJ_EDTF_TEXT_MAX);
	memset(&e, 0, sizeof(e));
	rc = p[0] == '[' || p[0] == '{' ? set(&r, &e) : simple(&r, &e);
	if (rc != HJ_OK)
		return rc;
	if (r.at != n)
		return hj_fail(err, HJ_EINVAL,
		    "character %zu: the date should end here", r.at + 1);
	*ret = e;
	return HJ_OK;
}

static unsigned
date_flags(const struct hj_edtf_date *d)
{
	unsigned doubt = d->doubt[0] | d->doubt[1] | d->doubt[2];
	unsigned flags = 0;

	if ((doubt & HJ_DOUBTFUL) != 0)
		flags |= HJ_EDTF_DOUBTFUL;
	if ((doubt & HJ_ABOUT) != 0)
		flags |= HJ_EDTF_ABOUT;
	if ((d->x_year | d->x_month | d->x_day) != 0)
		flags |= HJ_EDTF_UNSPECIFIED;
	if (d->precision == HJ_TO_SEASON && d->month <= 32)
		flags |= HJ_EDTF_SEASON;
	return flags;
}

static unsigned
end_flags(const struct hj_edtf_end *end)
{
	switch (end->edge) {
	case HJ_EDGE_DAY:
		return date_flags(&end->date);
	case HJ_EDGE_OPEN:
		return HJ_EDTF_OPEN;
	case HJ_EDGE_UNKNOWN:
		break;
	}
	return HJ_EDTF_UNKNOWN;
}

unsigned
hj_edtf_flags(const struct hj_edtf *e)
{
	unsigned flags = 0;

	for (size_t i = 0; i < e->nparts; i++) {
		const struct hj_edtf_part *part = &e->part[i];

		flags |= end_flags(&part->from);
		if (!part->range)
			continue;
		flags |= end_flags(&part->to);
		if (part->from.edge != HJ_EDGE_DAY &&
		    part->to.edge != HJ_EDGE_DAY)
			flags |= HJ_EDTF_EMPTY;
	}
	return flags;
}

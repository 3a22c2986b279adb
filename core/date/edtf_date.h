/*
 * edtf_date.h: one date inside an EDTF expression; for edtf*.c only.
 */
#ifndef HJ_CORE_EDTF_DATE_H
#define HJ_CORE_EDTF_DATE_H

#include "core/date/edtf.h"

struct reader {
	const char *p;
	size_t n;
	size_t at;
	struct hj_error *err;
};

/* The next character, '\0' at the end (a NUL is in no date either). */
static inline char
peek(const struct reader *r)
{
	return r->at < r->n ? r->p[r->at] : '\0';
}

static inline bool
skip(struct reader *r, char c)
{
	if (peek(r) != c || r->at >= r->n)
		return false;
	r->at++;
	return true;
}

/* Read a date, with a time of day if that may stand here; whether it is a
 * possible one is checked too. */
int hj_edtf_date_read(struct reader *r, bool with_time,
    struct hj_edtf_date *ret) HJ_MUST_CHECK;

/* "T23:20:30+09:00" from the T on. */
int hj_edtf_time_read(struct reader *r, struct hj_edtf_time *ret) HJ_MUST_CHECK;

/* The first and last day that a date allows; false: there is none. */
bool
hj_edtf_date_days(const struct hj_edtf_date *d, int64_t *first, int64_t *last);

/* The first and last day of one part. */
void hj_edtf_part_bounds(const struct hj_edtf_part *part,
    struct hj_edtf_bound *earliest, struct hj_edtf_bound *latest);

/* A time of day as day and second of UTC, or of the place it was written at
 * when it has no offset.  False: there is no time of day. */
bool hj_edtf_date_instant(const struct hj_edtf_date *d, int64_t *day,
    uint32_t *second);

/* The year without its sign; X as 0, exponent applied. */
uint64_t hj_edtf_date_magnitude(const struct hj_edtf_date *d);

#endif

/*
 * edtf.h: dates as people know them: doubtful, partial, open, one of several.
 *
 * Extended Date/Time Format, the profile of ISO 8601-2:2019, levels 0 to 2
 * in full (https://www.loc.gov/standards/datetime/):
 *
 *   1985-04-12  1985-04  1985        a day, a month, a year; -0044: 45 BC
 *   1985-04-12T23:20:30+09:00        with a time of day (not in an interval)
 *   2004-06~  2004?  2004-%06-11     ~ about, ? doubtful, % both: after a
 *                                    part it covers that part and those left
 *                                    of it, before a part that part only
 *   199X  2004-XX  156X-12-25        digits not known
 *   2001-21 to 2001-41               seasons, quarters, other parts of a year
 *   Y170000002  Y-17E7  1950S2       long years, powers of ten, and how many
 *                                    digits count (some year 1900 to 1999)
 *   1964/2008  1985/  ../1985        intervals; an empty end is not known,
 *                                    ".." is open: still going on, always was
 *   [1667,1670..1672]  {1960,..}     one of these; all of these
 *
 * Civil dates only: never an epoch or a zone.  A day is as it was written; no
 * offset moves it (hj_edtf_instant() is for those who compare clocks).
 *
 * Rulings where implementations differ: an interval is refused only when its
 * end certainly falls before its start; lower-case x and blanks are refused;
 * Y needs more than four digits or an exponent; a century written as two
 * digits is refused; seasons 21 to 28 are northern, of three months from
 * March, 29 to 32 southern, and winter (24, 28, 30) ends in the next year.
 * "/", "../..", "/.." and "../" are accepted and flagged HJ_EDTF_EMPTY.
 */
#ifndef HJ_CORE_EDTF_H
#define HJ_CORE_EDTF_H

#include "core/base/buf.h"
#include "core/base/limits.h"

/* ? and ~ of a part; % is both. */
enum {
	HJ_DOUBTFUL = 1,
	HJ_ABOUT = 2,
};

/* How far a date goes. */
enum hj_precision {
	HJ_TO_YEAR,
	HJ_TO_SEASON, /* `month` is 21 to 41 */
	HJ_TO_MONTH,
	HJ_TO_DAY,
	HJ_TO_SECOND,
};

/* How the year is written. */
enum hj_year_form {
	HJ_YEAR_FOUR, /* four digits, X allowed */
	HJ_YEAR_LONG, /* Y and more than four digits */
	HJ_YEAR_POWER, /* Y, digits, E, exponent */
};

struct hj_edtf_time {
	uint8_t hour, minute, second;
	uint8_t ndigits; /* of the fraction, without trailing zeros */
	uint32_t fraction; /* so many digits, as a number */
	bool zoned;
	int16_t offset; /* minutes east */
};

/* One date.  A digit X counts as 0 in the numbers; its bit in x_year, x_month
 * or x_day is set (1: the last digit, 2: the one before, ...). */
struct hj_edtf_date {
	uint64_t digits; /* of the year, without sign and exponent */
	bool negative;
	uint8_t form; /* enum hj_year_form */
	uint8_t exponent;
	uint8_t significant; /* digits that count; 0: all */
	uint8_t precision; /* enum hj_precision */
	uint8_t month, day;
	uint8_t x_year, x_month, x_day;
	uint8_t doubt[3]; /* year, month, day: HJ_DOUBTFUL | HJ_ABOUT */
	struct hj_edtf_time time;
};

enum hj_edge {
	HJ_EDGE_DAY, /* there is a date */
	HJ_EDGE_OPEN, /* "..": no end */
	HJ_EDGE_UNKNOWN, /* nothing written: an end, but which? */
};

struct hj_edtf_end {
	enum hj_edge edge;
	struct hj_edtf_date date; /* HJ_EDGE_DAY only */
};

/* One date (from), or a range from .. to. */
struct hj_edtf_part {
	bool range;
	struct hj_edtf_end from, to;
};

enum hj_edtf_shape {
	HJ_EDTF_DATE,
	HJ_EDTF_INTERVAL,
	HJ_EDTF_ONE_OF, /* [..] */
	HJ_EDTF_ALL_OF, /* {..} */
};

struct hj_edtf {
	enum hj_edtf_shape shape;
	uint8_t nparts; /* 1 but for sets */
	struct hj_edtf_part part[HJ_EDTF_MEMBERS];
};

/* HJ_EINVAL: not EDTF, or no such day; the text says at which character and
 * what was expected.  HJ_ELIMIT: more members, a longer text or a farther
 * year than limits.h allows.  *ret is unchanged then. */
int hj_edtf_parse(const char *p, size_t n, struct hj_edtf *ret,
    struct hj_error *err) HJ_MUST_CHECK;

/* Append the one text of this meaning: qualifiers in their shortest places,
 * offsets as Z or +09:00, no zeros at the end of a fraction.  Parsing it gives
 * the same value again.  Errors of `to`, which may then end anywhere. */
int hj_edtf_text(const struct hj_edtf *e, struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;

/* What should be said along with it. */
enum {
	HJ_EDTF_DOUBTFUL = 1 << 0, /* a ? or % somewhere */
	HJ_EDTF_ABOUT = 1 << 1, /* a ~ or % somewhere */
	HJ_EDTF_UNSPECIFIED = 1 << 2, /* an X somewhere */
	HJ_EDTF_SEASON = 1 << 3, /* 21 to 32: never print it as months */
	HJ_EDTF_OPEN = 1 << 4, /* an end is ".." */
	HJ_EDTF_UNKNOWN = 1 << 5, /* an end is empty */
	HJ_EDTF_EMPTY = 1 << 6, /* carries no information: warn */
};
unsigned hj_edtf_flags(const struct hj_edtf *e);

struct hj_edtf_bound {
	enum hj_edge edge;
	int64_t day; /* calendar.h; HJ_EDGE_DAY only */
};

/* The first and the last day that it allows.  ? and ~ do not widen them: the
 * standard gives no width. */
void hj_edtf_bounds(const struct hj_edtf *e, struct hj_edtf_bound *earliest,
    struct hj_edtf_bound *latest);

/* The year that 1950S2 is estimated to be (1950; the bounds are 1900 and 1999):
 * its first and last day.  False: not one date with significant digits. */
bool hj_edtf_estimate(const struct hj_edtf *e, int64_t *first, int64_t *last);

/* A time of day with an offset, as day and second in UTC.  False: it is not. */
bool hj_edtf_instant(const struct hj_edtf *e, int64_t *day, uint32_t *second);

/*
 * Comparison by what the bounds allow.  Certainly before: all days that a
 * allows lie before all that b allows.  Possibly before: some day of a lies
 * before some day of b.  May overlap: some day is allowed by both, sets taken
 * member by member, X as the whole stretch it spans.  Certainly equal: the
 * same single day, and neither is doubtful or about.  An unknown end may lie
 * anywhere.  Two times of day are compared by the second when both have an
 * offset (then in UTC) or both have none.
 */
bool hj_edtf_certainly_before(const struct hj_edtf *a, const struct hj_edtf *b);
bool hj_edtf_possibly_before(const struct hj_edtf *a, const struct hj_edtf *b);
bool hj_edtf_may_overlap(const struct hj_edtf *a, const struct hj_edtf *b);
bool hj_edtf_certainly_equal(const struct hj_edtf *a, const struct hj_edtf *b);

/* Parse and bound in one go, for the catalogue; quick for 1985, 1985-04 and
 * 1985-04-12.  INT32_MIN and INT32_MAX: open or unknown; a day too far for 32
 * bits gives the nearest.  Errors as hj_edtf_parse(). */
int hj_edtf_span(const char *p, size_t n, int32_t *earliest, int32_t *latest,
    struct hj_error *err) HJ_MUST_CHECK;

#endif

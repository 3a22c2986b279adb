/*
 * datesay_own.h: one date in words; for datesay*.c only.
 */
#ifndef HJ_CORE_DATESAY_OWN_H
#define HJ_CORE_DATESAY_OWN_H

#include "core/date/edtf.h"

/* Words on their way out.  The first error stays, and nothing follows it. */
struct hj_words {
	struct hj_buf *to;
	struct hj_error *err;
	int rc;
	bool lunar;
	/* Remarks in brackets behind the date. */
	const char *open; /* what begins them */
	size_t remarks; /* so far */
};

void hj_words_add(struct hj_words *w, const char *text);
void hj_words_number(struct hj_words *w, int64_t v);
/* A year of which digits are not known: "1X32" */
void hj_words_pattern(struct hj_words *w, const struct hj_edtf_date *d);
/* "23:20:30.042" and "UTC+04:00" */
void hj_words_fraction(struct hj_words *w, const struct hj_edtf_time *t);
void hj_words_offset(struct hj_words *w, const struct hj_edtf_time *t);
/* Begin a remark, and close the brackets when there was one. */
void hj_words_remark(struct hj_words *w);
void hj_words_close(struct hj_words *w);

/* How the year is known. */
enum hj_year_kind {
	HJ_YEAR_KNOWN,
	HJ_YEAR_DECADE, /* from `first` on; no century could be meant */
	HJ_YEAR_RANGE, /* from first to last */
	HJ_YEAR_PATTERN, /* 1X32: read it digit by digit */
	HJ_YEAR_ESTIMATE, /* from first to last, probably `about` */
	HJ_YEAR_UNKNOWN,
};

struct hj_year {
	enum hj_year_kind kind;
	int64_t first, last, about; /* astronomical */
};

struct hj_year hj_year_of(const struct hj_edtf_date *d);

/* The months, or the days, that the digits written allow, ascending. */
struct hj_choice {
	size_t n;
	uint8_t v[31];
	bool run; /* more than two, one after the other */
	bool all; /* no digit is known */
};

struct hj_choice hj_date_months(const struct hj_edtf_date *d);
struct hj_choice hj_date_days(const struct hj_edtf_date *d);

bool hj_date_has_month(const struct hj_edtf_date *d);
bool hj_date_has_day(const struct hj_edtf_date *d);
/* No digit is unknown and all of the year count: "about" can stand by it. */
bool hj_date_is_plain(const struct hj_edtf_date *d);
/* The doubt of all parts when it is the same for each of them; else -1. */
int hj_date_doubt(const struct hj_edtf_date *d);
/* How many parts can be doubtful: 1 to 3. */
size_t hj_date_parts(const struct hj_edtf_date *d);
/* Does this season end in the year after the one it is named by? */
bool hj_season_crosses(unsigned code);

void hj_date_say_en(struct hj_words *w, const struct hj_edtf_date *d);
void hj_date_say_ko(struct hj_words *w, const struct hj_edtf_date *d);

/* French and Spanish, which are put together alike. */
struct hj_romance;
extern const struct hj_romance hj_french, hj_spanish;
void hj_date_say_romance(struct hj_words *w, const struct hj_romance *t,
    const struct hj_edtf_date *d);

#endif

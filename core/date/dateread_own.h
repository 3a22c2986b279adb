/*
 * dateread_own.h: from words to one date; for dateread*.c only.
 *
 * The text becomes signs (dateread_sign.c), those between two connecting words
 * a part of a date (dateread_one.c), and two parts lend each other what they
 * lack: "between March and May 2012" (dateread_pair.c).
 */
#ifndef HJ_CORE_DATEREAD_OWN_H
#define HJ_CORE_DATEREAD_OWN_H

#include "core/date/dateread.h"

#define HJ_SIGNS_MAX 48

enum hj_sign_kind {
	HJ_S_NOISE, /* in, on, the, 에, 의 */
	HJ_S_NUMBER,
	HJ_S_YEAR, /* 년, 年, г. behind a number */
	HJ_S_MONTHS, /* 월, 月 */
	HJ_S_DAY, /* 일, 日, 3rd */
	HJ_S_DECADE, /* 년대, the s of 1990s */
	HJ_S_QUARTER, /* 분기 */
	HJ_S_MONTH, /* a name; value 1 to 12 */
	HJ_S_SEASON, /* value 21 to 24, and 33 to 41 */
	HJ_S_WEEKDAY, /* value 0 (Sunday) to 6 */
	HJ_S_VAGUE, /* early, 초, 말 */
	HJ_S_THIRD, /* 상순, 중순, 하순; value 1 to 3 */
	HJ_S_ABOUT,
	HJ_S_DOUBTFUL,
	HJ_S_JUCHE,
	HJ_S_LUNAR,
	HJ_S_SOLAR,
	HJ_S_OPEN, /* ( */
	HJ_S_CLOSE,
	HJ_S_SEPARATOR, /* value . / - , */
	/* Between parts or before them; value 1: behind. */
	HJ_S_FROM, /* from, 부터, 에서 */
	HJ_S_TO, /* to, until, 까지 */
	HJ_S_BETWEEN, /* between, 사이 */
	HJ_S_AND,
	HJ_S_OR,
	HJ_S_RANGE, /* ~, and a dash between two dates */
	HJ_S_BEFORE, /* not that day itself */
	HJ_S_AFTER,
	HJ_S_BY, /* that day too: 이전, or earlier */
	HJ_S_ON, /* 이후, or later */
	HJ_S_SINCE, /* and still going on */
	/* About the ends of a period. */
	HJ_S_STILL, /* until now, 계속 */
	HJ_S_ENDLESS, /* no beginning */
	HJ_S_UNKNOWN_END, /* end not known */
	/* Questions: what cannot be a date in a record. */
	HJ_S_RELATIVE, /* last year, 작년 */
	HJ_S_DURATION, /* value: the unit it is where a number follows */
	HJ_S_CLOCK,
	HJ_S_AGE,
	HJ_S_LEAP, /* 윤 */
	HJ_S_NOBODY, /* unknown, 미상 */
	HJ_S_STRANGE, /* not understood */
};

struct hj_sign {
	enum hj_sign_kind kind;
	uint32_t value;
	uint8_t ndigits; /* of a number */
	uint8_t x; /* its digits that are not known, as in edtf.h */
	bool cut; /* '12: an apostrophe stood before it */
	bool apart; /* a blank stood before it */
	bool winter; /* the first year of a winter, both were named */
	size_t at; /* its first character, from 1 */
};

struct hj_signs {
	size_t n;
	struct hj_sign s[HJ_SIGNS_MAX];
};

/* The words of a text in NFC and folded.  *len: how many bytes of p the word
 * takes; false: no word begins so. */
bool hj_word_find(const char *p, size_t n, struct hj_sign *ret, size_t *len);

/* HJ_ELIMIT: more than a date has. */
int hj_signs_read(const char *p, size_t n, struct hj_signs *ret,
    struct hj_error *err) HJ_MUST_CHECK;

/* What the signs between two connecting words say of a date. */
struct hj_partial {
	bool has_year, has_month, has_day;
	struct hj_edtf_date date; /* month 21 to 41: a season */
	uint8_t doubt; /* HJ_ABOUT, HJ_DOUBTFUL */
	uint8_t third; /* of a month; 0: none */
	bool vague;
	int weekday; /* -1: not said */
	bool numeric; /* year, month and day were bare numbers */
	/* Numbers that need the other part: 3 of "3 to 5 May". */
	struct hj_sign left[2];
	size_t nleft;
	unsigned remarks;
};

int hj_partial_read(const struct hj_sign *s, size_t n,
    const struct hj_date_how *how, struct hj_partial *ret,
    struct hj_error *err) HJ_MUST_CHECK;

/* Bare numbers: 2012.7.3, 03/07/2012, 20120703, 45231. */
struct hj_numbers {
	size_t n;
	struct hj_sign s[3];
	char between[3]; /* what stood before s[i]; ' ': nothing */
};
int hj_numbers_read(const struct hj_numbers *v, const struct hj_date_how *how,
    struct hj_partial *ret, struct hj_error *err) HJ_MUST_CHECK;

/* Put a number into a part; HJ_EINVAL: no such month, or day. */
int hj_partial_year(struct hj_partial *p, const struct hj_sign *s,
    struct hj_error *err) HJ_MUST_CHECK;
int hj_partial_month(struct hj_partial *p, const struct hj_sign *s,
    struct hj_error *err) HJ_MUST_CHECK;
int hj_partial_day(struct hj_partial *p, const struct hj_sign *s,
    struct hj_error *err) HJ_MUST_CHECK;

/* Each takes from the other what it lacks. */
int hj_partial_share(struct hj_partial *a, struct hj_partial *b,
    struct hj_error *err) HJ_MUST_CHECK;

/* The date that it is: whole, possible, its weekday right. */
int hj_partial_date(const struct hj_partial *p, bool lunar,
    struct hj_edtf_date *ret, struct hj_error *err) HJ_MUST_CHECK;

/* How the parts stand to each other. */
enum hj_shape {
	HJ_SHAPE_DATE,
	HJ_SHAPE_PERIOD, /* A/B */
	HJ_SHAPE_WITHIN, /* [A..B] */
	HJ_SHAPE_EITHER, /* [A,B] */
	HJ_SHAPE_BEFORE, /* [..A], A itself not */
	HJ_SHAPE_AFTER,
	HJ_SHAPE_BY, /* [..A] */
	HJ_SHAPE_ON, /* [A..] */
	HJ_SHAPE_FROM, /* A/ */
	HJ_SHAPE_SINCE, /* A/.. */
	HJ_SHAPE_UNTIL, /* /A */
	HJ_SHAPE_ASK_PERIOD,
	HJ_SHAPE_ASK_TWO,
};

struct hj_sentence {
	const struct hj_date_how *how;
	char pattern[8]; /* S for a part, a letter for what connects */
	const struct hj_sign *from[2]; /* the parts of it */
	size_t len[2];
	size_t nparts;
	bool lunar, solar, still, endless, unknown;
	enum hj_shape shape;
	struct hj_partial part[2];
	struct hj_edtf_date date[2];
};

/* Fail: not understood from that character on. */
int hj_date_strange(size_t at, struct hj_error *err);
/* Fail: more than one date. */
int hj_date_several(struct hj_error *err);

/* Read p, which is folded, into a sentence that has its `how` only.
 * HJ_EINVAL: what is asked back. */
int hj_sentence_read(const char *p, size_t n, struct hj_sentence *t,
    struct hj_error *err) HJ_MUST_CHECK;

#endif

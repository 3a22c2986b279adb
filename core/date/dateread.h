/*
 * dateread.h: the date that a person means by what he types.
 *
 * Korean, English, Chinese and Russian, words and figures: "2012년 7월경",
 * "early May 2013", "between March and May 2012", "xx.7.1944", "2012年7月",
 * "3 июля 2012 г.", "주체101년 7월", "음력 1975년 3월 5일".  What comes of it
 * is EDTF (edtf.h) and allows every day that the words allow; or it is refused
 * with the question that the person has to answer.  Nothing is guessed: no
 * order of day and month, no century, no year that nobody said, no day.
 *
 * Rulings, where a language leaves room:
 *
 *   before 2013, 2013년 전    2012 or earlier; a bound that is about, vague or
 *                             lunar stays in: [..2013~]
 *   2013년 이전, by 2013      2013 or earlier (the dictionary includes it)
 *   from ... to ..., 부터 까지  a period; between ... and ..., 사이: some time in it
 *   3~5월, 1963-1968          asked which of the two
 *   since 2013, 부터 계속     still going on (2013/..); 2013년부터 alone: 2013/
 *   early May, 7월 말         the month; the word is not kept, and that is said
 *   7월 중순, 上旬            thirds have dictionary days: from about the 11th
 *                             to about the 20th, some day of it
 *   winter 2012               asked: it may lie in two years
 *   03/07/2012                asked, unless the order is declared
 *   12.7.3, '12년             asked: which century?
 *   작년, yesterday           asked: they depend on the day they were said
 *   음력 ...                  kept as lunar and never converted; what a civil
 *                             date cannot hold (a leap month) is refused
 *   45231                     a day number of a spreadsheet, with a warning
 */
#ifndef HJ_CORE_DATEREAD_H
#define HJ_CORE_DATEREAD_H

#include "core/date/edtf.h"

/* Declared by who knows the input; HJ_ORDER_ASK: nobody did. */
enum hj_date_order {
	HJ_ORDER_ASK,
	HJ_ORDER_DMY,
	HJ_ORDER_MDY,
	HJ_ORDER_YMD,
};

struct hj_date_how {
	enum hj_date_order order;
	bool monthly; /* the first of a month stands for the month */
};

/* What the person should be told besides the date in words. */
enum {
	HJ_READ_ORDER = 1 << 0, /* only one order of day and month fits */
	HJ_READ_DECLARED = 1 << 1, /* the declared order was used */
	HJ_READ_MONTHLY = 1 << 2, /* the first stood for the month */
	HJ_READ_SERIAL = 1 << 3, /* a spreadsheet's day number */
	HJ_READ_JUCHE = 1 << 4, /* the year was counted from 1912 */
	HJ_READ_VAGUE = 1 << 5, /* early, middle or late is not kept */
	HJ_READ_THIRD = 1 << 6, /* a third of a month */
	HJ_READ_ZERO = 1 << 7, /* 00 stood for "not known" */
	HJ_READ_LUNAR = 1 << 8,
	HJ_READ_FAR = 1 << 9, /* a year far from ours: is it meant? */
};
#define HJ_READ_REMARKS 10

struct hj_date_read {
	struct hj_edtf date;
	bool lunar, solar; /* the calendar that was named; neither: none was */
	bool as_written; /* it was EDTF before, and stays as it was */
	unsigned remarks;
};

/*
 * HJ_EINVAL: not a date, an impossible one, or one that can be read in more
 * than one way; the text says why, or asks.  HJ_ELIMIT: too long.  HJ_ENOMEM.
 * *ret is unchanged then.
 */
int hj_date_read(const char *p, size_t n, const struct hj_date_how *how,
    struct hj_date_read *ret, struct hj_error *err) HJ_MUST_CHECK;

/* One remark as a sentence to translate; bit is one of the above. */
const char *hj_date_remark(unsigned bit);

#endif

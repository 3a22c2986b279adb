/*
 * datesay.h: a date in the words of a person: "about July 2012", "2012년 7월경".
 *
 * Every EDTF value (edtf.h) has words of its own, in English and in Korean (and,
 * for documents to the United Nations, in French and Spanish):
 * two values of different meaning never read the same, so a caseworker who
 * knows no sign of EDTF can tell them apart.
 *
 *   2012-07~     about July 2012              2012년 7월경
 *   2012-07?     July 2012 (uncertain)        2012년 7월(불확실)
 *   2004-06-~11  11 June 2004 (day approximate)
 *   199X         some year in the 1990s       1990년대의 어느 해
 *   2004-06-XX   June 2004 (day not known)    2004년 6월(일 미상)
 *   2012-24      winter 2012/2013             2012~2013년 겨울
 *   1985/        from 1985 (end not known)    1985년부터(끝은 알 수 없음)
 *   1985/..      from 1985 (still going on)   1985년부터 계속
 *   [..1760]     1760 or earlier              1760년 또는 그 이전
 *
 * A date of the lunar calendar is said to be one and never converted; its
 * months have numbers in English, because they are not those of the civil
 * calendar: "lunar calendar: 1975 month 3 day 5", "음력 1975년 3월 5일".
 *
 * There is no semicolon in the words: one that divides accounts stands out.
 * They are for reading.  What is stored, compared, exported as XML or
 * given to programs is the EDTF.
 */
#ifndef HJ_CORE_DATESAY_H
#define HJ_CORE_DATESAY_H

#include "core/base/buf.h"

struct hj_edtf;
struct hj_node;

/* Append the words.  HJ_ELIMIT, HJ_ENOMEM of `to`, which then ends anywhere. */
int hj_date_say(const struct hj_edtf *e, bool lunar, bool korean,
    struct hj_buf *to, struct hj_error *err) HJ_MUST_CHECK;

/* The same for the text of a date and the value of its attribute `cal` (NULL:
 * none).  What is no date is appended as it stands: it is the person's. */
int hj_date_say_text(const char *p, size_t n, const char *cal, bool korean,
    struct hj_buf *to, struct hj_error *err) HJ_MUST_CHECK;

/* The same for an element that holds a date; without a text nothing. */
int hj_date_say_node(const struct hj_node *node, bool korean, struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;

/* The same in the language of a document: "en", "ko", "fr", "es"; any other is
 * said in English. */
int hj_date_say_in(const char *lang, const struct hj_node *node,
    struct hj_buf *to, struct hj_error *err) HJ_MUST_CHECK;
int hj_date_say_text_in(const char *lang, const char *p, size_t n,
    const char *cal, struct hj_buf *to, struct hj_error *err) HJ_MUST_CHECK;

#endif

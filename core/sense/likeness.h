/*
 * likeness.h: do two assertions say the same, can both be true, or not?
 *
 * Two occurrences of one element are compared child by child, where both have
 * a value.  What only one of them says, or says more exactly, fits: 1985 and
 * 1985-04, "in Laos" and "in Vientiane, Laos", 13 and 13 to 15.  Places and
 * authorities are compared by what they are, not by their ids.  Ages are
 * compared by the births that they imply, full and Korean ages each by its own
 * rule; an age estimated by looks contradicts nothing.  Free text, titles and
 * further elements that may be several do not count.
 */
#ifndef HJ_CORE_LIKENESS_H
#define HJ_CORE_LIKENESS_H

#include "core/case/record.h"
#include "core/date/calendar.h"

enum hj_likeness_of { HJ_SAME, HJ_FITS, HJ_CLASHES };

/* a and b have the same row of the schema. */
enum hj_likeness_of hj_likeness(const struct hj_record *r,
    const struct hj_node *a, const struct hj_node *b);
/* Only of the children (one space between, or "@type") that `names` lists. */
enum hj_likeness_of hj_likeness_in(const struct hj_record *r,
    const struct hj_node *a, const struct hj_node *b, const char *names);

/* The days that a date allows.  False: there is none, or it is no date; the
 * span is then open at both ends. */
bool hj_likeness_span(const struct hj_node *date, struct hj_span *ret);
/* When somebody of that age was born: `age` is the element of a person.
 * False: it does not say, or was estimated. */
bool hj_likeness_born(const struct hj_node *age, struct hj_span *ret);
/* The same, whatever kind of age it says that it is. */
bool hj_likeness_born_as(const struct hj_node *age, bool korean,
    struct hj_span *ret);

#endif

/*
 * course.h: the course of a petition: which step may follow which.
 *
 *	draft, ready	it is being written
 *	sent, ack, transmitted	it is with the mechanism, then with the State
 *	reply, comment	the State answered, we comment on that
 *	decided, clarified	an opinion was adopted; the fate became known
 *	followup	what became of it afterwards
 *	closed, withdrawn	it is over: nothing is waited for any more
 *
 * Letters cross and steps are left out: an opinion may come without a reply,
 * a second transmission after a first comment.  What cannot be is refused:
 * nothing is acknowledged that was not sent, nothing goes on that was
 * withdrawn.  The words are codes of the list `pet-status`.
 */
#ifndef HJ_CORE_COURSE_H
#define HJ_CORE_COURSE_H

#include "core/base/base.h"

/* The steps that may come next, one space between; "" when it ends here.
 * `at` NULL or no code of ours: as a draft. */
const char *hj_course_after(const char *at);
bool hj_course_may(const char *at, const char *to);

/* Was it sent, so that somebody outside has it? */
bool hj_course_is_out(const char *at);
/* Is nothing of it waited for any more? */
bool hj_course_is_over(const char *at);

#endif

/*
 * ruling.h: what a verification says, one thing at a time.
 *
 * Every thing that was looked at holds, fails, or could not be checked; a
 * warning holds, but somebody should know.  Nothing is left out silently: who
 * reads the lines knows what the whole is worth.
 */
#ifndef HJ_CORE_RULING_H
#define HJ_CORE_RULING_H

#include "core/base/error.h"

enum hj_ruling {
	HJ_HOLDS,
	HJ_WARNS, /* it holds; but */
	HJ_UNCHECKED, /* nobody here can say */
	HJ_FAILS,
};

/* More lines than that about one package are only counted. */
#define HJ_RULINGS_MAX 1000

struct hj_ruled {
	enum hj_ruling ruling;
	const char *code; /* stable word for scripts: "altered" */
	const char *object; /* a path in the package, foreign text; or "" */
	const char *text; /* translated */
};

/* Everything is borrowed.  A non-zero return stops and is returned. */
typedef int
hj_ruled_fn(void *to, const struct hj_ruled *r, struct hj_error *err);

struct hj_judge {
	hj_ruled_fn *fn; /* NULL: only count */
	void *to;
	size_t count[HJ_FAILS + 1];
};

/* The text through err->say, as hj_fail() does. */
int hj_rule(struct hj_judge *j, enum hj_ruling ruling, const char *code,
    const char *object, struct hj_error *err, const char *fmt, ...)
    HJ_PRINTF(6, 7) HJ_MUST_CHECK;

#endif

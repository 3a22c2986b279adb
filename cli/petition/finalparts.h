/*
 * finalparts.h: what is in a package that was sent, or is to be.
 *
 * A tar of others is foreign bytes, and this process holds keys: a process that
 * gave up its rights lists it, and this one takes from it nothing but where each
 * file begins and how long it is, both within the bytes it has.
 */
#ifndef HJ_CLI_FINALPARTS_H
#define HJ_CLI_FINALPARTS_H

#include "core/base/buf.h"

struct finalpart {
	const uint8_t *bytes; /* of the package */
	size_t n;
	char first; /* letter of its name, which says what it is */
	bool is_xml, is_html;
};

typedef int
finalpart_fn(void *to, const struct finalpart *p, struct hj_error *err);

/* Each payload file but the case files, which leave whole only where everybody
 * in them agreed to it.  A non-zero return stops and is returned.  HJ_ECORRUPT:
 * it is no tar, holds what no package may hold, or attacked whoever read it;
 * HJ_ELIMIT: a file of it is larger than HJ_DOCTEXT_MAX. */
int finalparts_each(const struct hj_buf *package, finalpart_fn *fn, void *to,
    struct hj_error *err) HJ_MUST_CHECK;

#endif

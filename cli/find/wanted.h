/*
 * wanted.h: what was typed to find a case, as everything that it may be: a part
 * of a text, the beginning of an id, a name in another script, a place, digits
 * of a telephone number.
 */
#ifndef HJ_CLI_WANTED_H
#define HJ_CLI_WANTED_H

#include "cli/cli.h"
#include "core/names/namekey.h"
#include "core/names/namescore.h"

#define WANTED_CODES 64
#define WANTED_DIGITS 20
/* Fewer digits are no telephone number. */
#define WANTED_PHONE 4

struct wanted {
	struct hj_buf folded; /* for what holds it */
	char prefix[HJ_ID_CHARS + 1]; /* as an id; "" when it cannot be one */
	struct hj_namer *namer;
	struct hj_name name;
	size_t nkeys;
	uint32_t key[HJ_NAME_KEYS]; /* namekey.h, as in a row */
	char digits[WANTED_DIGITS + 1]; /* "": it is no number */
	/* Codes of places whose English or Korean name holds it. */
	size_t ncodes;
	char code[WANTED_CODES][64]; /* "facility:cn-tumen", as in a row */
};

/* typed is NUL-ended.  HJ_EINVAL: not UTF-8; HJ_ENOMEM. */
int wanted_init(struct wanted *w, const char *typed,
    struct hj_error *err) HJ_MUST_CHECK;
/* The same for another thread: only what it is compared with is its own. */
int wanted_twin(const struct wanted *w, struct wanted *ret,
    struct hj_error *err) HJ_MUST_CHECK;
void wanted_clear(struct wanted *w); /* wipes */

/* Does this text hold it, whatever its case and form? */
int wanted_in(const struct wanted *w, const char *p, size_t n,
    struct hj_buf *scratch, bool *ret, struct hj_error *err) HJ_MUST_CHECK;
/* The same for a text that is folded already. */
bool wanted_in_folded(const struct wanted *w, const uint8_t *p, size_t n);

/* Do these keys of a row (4 bytes each) share one with it?  Those of surnames
 * count only in a wide search. */
bool
wanted_shares(const struct wanted *w, const uint8_t *keys, size_t n, bool wide);
/* How sure is it that this name is meant, and by which score? */
int wanted_likens(struct wanted *w, const char *name, size_t n, double *score,
    enum hj_likeness *ret, struct hj_error *err) HJ_MUST_CHECK;

#endif

/*
 * fulltext.h: what was typed, looked for in every text of a record.
 *
 * After NFC and case folding, so that a part of a Hangul word is found too.
 */
#ifndef HJ_CLI_FULLTEXT_H
#define HJ_CLI_FULLTEXT_H

#include "cli/find/wanted.h"
#include "core/vault/vault.h"

struct fulltext {
	const struct wanted *wanted;
	struct hj_buf scratch, folded;
	struct hj_buf path; /* of the first field that holds it */
	struct hj_buf excerpt; /* what stands around; empty: secret */
};

void fulltext_init(struct fulltext *t, const struct wanted *wanted);
void fulltext_clear(struct fulltext *t);

/* *ret: it is there; path and excerpt say where, until the next call.
 * HJ_ECORRUPT. */
int fulltext_find(struct fulltext *t, const struct hj_revision *rev, bool *ret,
    struct hj_error *err) HJ_MUST_CHECK;

#endif

/*
 * seek.h: the rows and the texts that fit what was typed, looked for on all
 * cores (core/vault/sift.h); told in the order of the list, the first at once.
 */
#ifndef HJ_CLI_SEEK_H
#define HJ_CLI_SEEK_H

#include "cli/find/match.h"

struct hj_progress;

typedef int seek_row_fn(void *to, const struct hj_row *row,
    const struct match_why *why, struct hj_error *err);
int seek_rows(struct match *m, seek_row_fn *fn, void *to,
    const struct hj_progress *p, struct hj_error *err) HJ_MUST_CHECK;

/* The first field that holds it, and what stands around; n is 0: secret. */
typedef int seek_text_fn(void *to, const struct hj_row *row, const char *path,
    const char *excerpt, size_t n, struct hj_error *err);
int seek_texts(struct match *m, seek_text_fn *fn, void *to,
    const struct hj_progress *p, struct hj_error *err) HJ_MUST_CHECK;

#endif

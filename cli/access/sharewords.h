/*
 * sharewords.h: recovery words between a person and the screen.
 *
 * They stand on a screen of their own, which is gone when they were read: no
 * scrolling brings them back.  Typed words are seen, for nobody types 33 words
 * blindly, on such a screen, too.
 */
#ifndef HJ_CLI_SHAREWORDS_H
#define HJ_CLI_SHAREWORDS_H

#include "cli/cli.h"
#include "core/keys/header.h"

/* "2-of-3" or "2/3"; NULL: 2 of 3.  HJ_EINVAL. */
int sharewords_numbers(const char *text, struct hj_header_shares *ret,
    struct hj_error *err) HJ_MUST_CHECK;

/* One share after the other on the terminal.  HJ_EINTERRUPTED. */
int sharewords_show(struct cli *c, struct hj_secret *const *words,
    struct hj_header_shares shares, struct hj_error *err) HJ_MUST_CHECK;

/*
 * As many shares as are needed, and the secret that comes of them: a line each
 * from `fd` when it is above 2, else typed and asked again where a word is
 * wrong.  HJ_EINVAL: a share that is none, or of others; HJ_EAUTH: there is
 * nobody to ask, or they give no secret.
 */
int sharewords_ask(struct cli *c, int fd, struct hj_secret **ret,
    struct hj_error *err) HJ_MUST_CHECK;

#endif

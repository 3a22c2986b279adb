/* newphrase.h: a new passphrase: offered, chosen, typed twice. */
#ifndef HJ_CLI_NEWPHRASE_H
#define HJ_CLI_NEWPHRASE_H

#include "cli/cli.h"
#include "core/crypto/secret.h"

/* An own passphrase has at least this many characters. */
#define NEWPHRASE_MIN 14

/*
 * With --passphrase-fd: its next line.  On a terminal: eight words are
 * offered first, then an own one, typed twice.  HJ_EINVAL: too short, or the
 * two did not match three times.
 */
int newphrase_ask(struct cli *c, struct hj_secret **ret,
    struct hj_error *err) HJ_MUST_CHECK;

/* The same for something else than the vault, whose passphrase may come from
 * --passphrase-fd: from `fd` when it is above 2, else on a terminal.  HJ_EAUTH:
 * neither; `missing` (N_()) says what to give. */
int newphrase_other(struct cli *c, int fd, const char *missing,
    struct hj_secret **ret, struct hj_error *err) HJ_MUST_CHECK;

#endif

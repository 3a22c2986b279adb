/*
 * homecoming.h: the receipt of headquarters has come: what it proves to have
 * arrived leaves this vault, and nothing else.
 *
 * In this order, so that stopping anywhere loses nothing: the receipt is
 * verified, and that it came is noted durably; all case files are erased at once
 * (core/vault/erasure.h), each only if its newest version is the one that arrived; the
 * package is forgotten, and its sealed file removed.  The same receipt again goes
 * on where it stopped.
 */
#ifndef HJ_CLI_HOMECOMING_H
#define HJ_CLI_HOMECOMING_H

#include "cli/cli.h"

/* HJ_EINVAL: not a receipt; HJ_ENOTFOUND: another key signed it, or it is about
 * a package that was not sealed here; HJ_EREFUSED: it is for other versions than
 * were sent, or was used before; HJ_ECORRUPT: forged.  Nothing was erased. */
int homecoming(struct cli *c, const char *receipt, bool dry_run,
    struct hj_error *err) HJ_MUST_CHECK;

#endif

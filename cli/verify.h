/*
 * verify.h: a package of somebody else, thing by thing, without any vault.
 *
 * Before the first foreign byte is looked at the process gives up its keyring,
 * the network, and every file but the one it was given.
 */
#ifndef HJ_CLI_VERIFY_H
#define HJ_CLI_VERIFY_H

#include "cli/cli.h"
#include "core/ruling.h"

struct verify_ask {
	const char *path; /* a folder or a file */
};

/* HJ_OK: it was looked at, and j has counted.  HJ_ENOTFOUND, HJ_EIO,
 * HJ_EINVAL: it could not be. */
int verify_package(struct cli *c, const struct verify_ask *ask,
    struct hj_judge *j, struct hj_error *err) HJ_MUST_CHECK;

#endif

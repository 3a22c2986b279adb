/*
 * keyfile.h: a file of 32 random bytes on a stick, without which a passphrase
 * opens nothing.
 *
 * Both are needed, so that neither a stick that is taken with the laptop nor a
 * passphrase that was watched is enough.  Recovery shares do without it.
 */
#ifndef HJ_CLI_KEYFILE_H
#define HJ_CLI_KEYFILE_H

#include "core/crypto/secret.h"

/* HJ_ENOTFOUND: is the stick plugged in?  HJ_EINVAL: not a key file. */
int keyfile_read(const char *path, struct hj_secret **ret,
    struct hj_error *err) HJ_MUST_CHECK;

/* The file, made when nothing is there yet, and on the disk then. */
int keyfile_make(const char *path, struct hj_secret **ret,
    struct hj_error *err) HJ_MUST_CHECK;

#endif

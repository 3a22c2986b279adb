/*
 * outgoing.h: sealed packages that wait in the vault's folder to be carried to
 * the headquarters: nobody opens them here.
 *
 * Their names are random; which is which stands in core/vault/trip.h.  They are no
 * part of a backup: 'intake close' seals anew what is still here.
 */
#ifndef HJ_CLI_OUTGOING_H
#define HJ_CLI_OUTGOING_H

#include "cli/cli.h"
#include "core/file/dir.h"
#include "core/file/file.h"
#include "core/vault/trip.h"

struct outgoing {
	char dir[HJ_PATH_MAX + 16];
	char name[2 * HJ_TRIP_FILE + 8];
	char path[HJ_PATH_MAX + 64];
};

void outgoing_at(const struct cli *c, const uint8_t file[static HJ_TRIP_FILE],
    struct outgoing *ret);
/* Before the first of them. */
int outgoing_prepare(const struct cli *c, struct hj_error *err) HJ_MUST_CHECK;
bool outgoing_is_there(const struct cli *c, const struct hj_trip_package *p);

/* Read again from the medium, as far as the system lets us: SHA-256 and size.
 * HJ_EIO, HJ_ENOTFOUND, HJ_EINTERRUPTED. */
int outgoing_hash(const char *dir, const char *name,
    uint8_t ret[static HJ_DIGEST_BYTES], uint64_t *bytes,
    struct hj_error *err) HJ_MUST_CHECK;
/* Into a new file, which has no name yet.  HJ_ECORRUPT: it is not what was
 * sealed. */
int outgoing_copy(const struct cli *c, const struct hj_trip_package *p,
    const char *to, struct hj_file_new **ret,
    struct hj_error *err) HJ_MUST_CHECK;

/* Remove all but that of the newest package that waits for a receipt.  Best
 * effort: the next time does it. */
void outgoing_sweep(const struct cli *c, const struct hj_trip *t);

#endif

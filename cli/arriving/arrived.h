/*
 * arrived.h: is all of a package that came in this vault?
 *
 * A version is here when the vault knows it, or a later one that goes on from
 * it (core/merge/join.h); an attachment, when it opens here and is byte for byte the
 * one of the package.  What was not imported, was refused, or was kept as a
 * received document is not.
 */
#ifndef HJ_CLI_ARRIVED_H
#define HJ_CLI_ARRIVED_H

#include "cli/arriving/parcel.h"
#include "core/base/buf.h"

struct arrived {
	struct hj_buf versions; /* HJ_DIGEST_BYTES each */
	uint64_t cases, attachments; /* that are here */
	uint64_t missing; /* of either; each was said */
};

#define ARRIVED ((struct arrived){ .versions = HJ_BUF((size_t)64 << 20) })

/* To be cleared in every case.  Its exchange file is read in a process that can
 * reach nothing else, as by an import; nothing is changed. */
int arrived_look(struct cli *c, const struct parcel *p, struct arrived *ret,
    struct hj_error *err) HJ_MUST_CHECK;
void arrived_clear(struct arrived *a);

#endif

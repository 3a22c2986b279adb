/* parcel_own.h: between the two processes that take a package apart. */
#ifndef HJ_CLI_PARCEL_OWN_H
#define HJ_CLI_PARCEL_OWN_H

#include "cli/parcel.h"
#include "cli/verify.h"

/* What the confined one is given. */
struct parcel_task {
	const char *file;
	int fd; /* a folder, or a tar that nothing can change */
	int package; /* memory, empty, for a folder; else fd itself */
	int exchange, index; /* memory, empty */
	const struct opened *came;
};

/*
 * A process_fn: checks it, writes the exchange file, and lines about the rest:
 *
 *	signer <key of minisign>
 *	signed <SHA-256 of what was signed>
 *	cases <number>
 *	comment <of the signature>
 *	file <SHA-256> <offset> <size>	(each attachment)
 */
int parcel_take_apart(void *task, struct hj_error *err) HJ_MUST_CHECK;

#endif

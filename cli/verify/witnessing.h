/*
 * witnessing.h: what `audit witness` does, by its first word.
 *
 * Files carried by hand between two offices: request, cosigned checkpoint,
 * time stamps (core/log/witness.h).
 */
#ifndef HJ_CLI_WITNESSING_H
#define HJ_CLI_WITNESSING_H

#include "cli/cli.h"

struct witnessing_opt {
	const char *to; /* request: which witness */
	const char *since; /* request: how many entries it saw */
	const char *log_key; /* cosign */
	const char *witness; /* accept: its key */
	const char *of; /* accept: the checkpoint that was stamped */
	const char *output; /* request, cosign */
	bool dry_run; /* cosign, accept */
};

struct witnessing {
	struct cli *c;
	const struct witnessing_opt *o;
	const char *file; /* cosign, accept; else NULL */
};

int witnessing_request(const struct witnessing *w,
    struct hj_error *err) HJ_MUST_CHECK;
int witnessing_cosign(const struct witnessing *w,
    struct hj_error *err) HJ_MUST_CHECK;
int witnessing_accept(const struct witnessing *w,
    struct hj_error *err) HJ_MUST_CHECK;
int
witnessing_list(const struct witnessing *w, struct hj_error *err) HJ_MUST_CHECK;
/* The key under which this member cosigns. */
int
witnessing_key(const struct witnessing *w, struct hj_error *err) HJ_MUST_CHECK;

#endif

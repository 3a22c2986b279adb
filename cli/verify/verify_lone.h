/*
 * verify_lone.h: one file by itself, without a package: a proof, a state of a
 * log, that it grew, that it forked, a signature.
 */
#ifndef HJ_CLI_VERIFY_LONE_H
#define HJ_CLI_VERIFY_LONE_H

#include "cli/verify/verify.h"
#include "core/log/checkpoint.h"

enum verify_lone {
	VERIFY_NO_LONE, /* something else: perhaps a package */
	VERIFY_PROOF, /* c2sp.org/tlog-proof */
	VERIFY_CHECKPOINT, /* c2sp.org/tlog-checkpoint */
	VERIFY_LINES, /* who signed one: the answer of a witness server */
	VERIFY_GROWTH, /* the request of a log to its witness */
	VERIFY_FORK, /* core/log/growth.h */
	VERIFY_SIGNATURE, /* minisign */
};

/* What it is, by its beginning. */
enum verify_lone verify_lone_kind(const struct hj_buf *b);

/* Everything that was read before the rights were given up. */
struct verify_beside {
	struct hj_buf since; /* an earlier checkpoint; empty: none */
	struct hj_buf of; /* the case file, or what was signed */
	struct hj_buf salts;
};

int verify_lone(const struct verify_ask *ask, const struct verify_beside *with,
    const struct hj_buf *b, struct hj_judge *j,
    struct hj_error *err) HJ_MUST_CHECK;

/* A state of a log with its cosignatures; *ret_good: nothing of it fails. */
int verify_checkpoint(const struct verify_ask *ask, const char *note, size_t n,
    struct hj_judge *j, struct hj_checkpoint *ret, bool *ret_good,
    struct hj_error *err) HJ_MUST_CHECK;
/* Who cosigned it, of those whose keys were given and of others. */
int verify_witnesses(const struct verify_keys *keys, const char *note, size_t n,
    struct hj_judge *j, struct hj_error *err) HJ_MUST_CHECK;
int verify_growth(const struct verify_ask *ask,
    const struct verify_beside *with, const struct hj_buf *b,
    struct hj_judge *j, struct hj_error *err) HJ_MUST_CHECK;
int verify_fork(const struct verify_ask *ask, const struct hj_buf *b,
    struct hj_judge *j, struct hj_error *err) HJ_MUST_CHECK;

#endif

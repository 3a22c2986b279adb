/*
 * incoming.h: case files on their way from import/ into the vault.
 *
 * Each is compared with what is there: new, unchanged, older than ours, a
 * change that goes on from ours, or one whose origin is not known here and
 * which has to be confirmed (format.md 6).  Commits when enough has gathered,
 * so that memory stays small; importing the same file again goes on where the
 * last time ended, because what is in is "unchanged".
 */
#ifndef HJ_CLI_INCOMING_H
#define HJ_CLI_INCOMING_H

#include "cli/cli.h"
#include "cli/progress.h"
#include "import/import.h"

struct incoming_count {
	uint64_t fresh, changed, same, older, unsure, received, rejected;
};

struct incoming {
	struct cli *c;
	const char *file; /* as it was named */
	const char *source; /* --source, or NULL */
	bool plan; /* only say what would be done */
	bool count_only; /* and only of what stands in the way */
	struct hj_change *change; /* open batch, or NULL */
	struct incoming_count pending, in; /* of the batch; durable */
	struct hj_progress watch;
};

/* The callbacks of struct hj_import_sink; `to` is a struct incoming. */
hj_import_case_fn incoming_take;
hj_import_finding_fn incoming_reject;
hj_import_finding_fn incoming_note;
hj_import_progress_fn incoming_progress;
hj_stop_fn incoming_stop;

/* Make what has gathered durable. */
int incoming_commit(struct incoming *in, struct hj_error *err) HJ_MUST_CHECK;
/* Throw it away. */
void incoming_drop(struct incoming *in);

/* One entry about the whole file: its hash, its sender, --source. */
int incoming_log(struct incoming *in, const struct hj_import_summary *sum,
    struct hj_error *err) HJ_MUST_CHECK;

/* ---- the words: incoming_say.c ---- */

/* A line of the plan or of the report; id may be "". */
void incoming_say(struct incoming *in, const char *what, const char *word,
    const char *id, uint64_t line);
void incoming_say_finding(struct incoming *in, const char *what,
    const char *word, const struct hj_import_finding *f);
/* The fields of a change, below its line. */
int incoming_say_diff(struct incoming *in, const struct hj_record *before,
    const struct hj_record *after, struct hj_error *err) HJ_MUST_CHECK;
/* How many of each, for programs and people. */
void
incoming_say_counts(struct incoming *in, const struct hj_import_summary *sum);

#endif

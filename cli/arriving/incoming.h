/*
 * incoming.h: case files on their way from import/ into the vault.
 *
 * Each is compared with what is there: new, unchanged, older than ours, a
 * change that goes on from ours, one that parted from ours and is merged with
 * it (core/vault/arrival.h), or one whose origin is not known here and which has to
 * be confirmed before it is merged (format.md 6).  Commits when enough has gathered,
 * so that memory stays small; importing the same file again goes on where the
 * last time ended, because what is in is "unchanged".
 */
#ifndef HJ_CLI_INCOMING_H
#define HJ_CLI_INCOMING_H

#include "cli/cli.h"
#include "cli/screen/progress.h"
#include "core/vault/arrival.h"
#include "import/import.h"

struct hj_lookalikes;

/* So many warnings are listed for people while case files come in. */
#define INCOMING_WARNINGS 50

struct incoming_count {
	uint64_t fresh, changed, merged, same, older, unsure, received;
	uint64_t alike; /* new, and perhaps about somebody who is here */
	uint64_t alike_pairs; /* how many may be the same as one of these */
	uint64_t conflicts; /* fields, in the merged ones */
	uint64_t duties; /* tasks, for withdrawals that came in */
	uint64_t erased; /* stay out, because they were erased here */
	uint64_t told; /* here, and erased where they come from */
};

struct incoming {
	struct cli *c;
	const char *file; /* as it was named */
	const char *source; /* --source, or NULL */
	const char *detail; /* of each revision, from it; NULL: none */
	bool plan; /* only say what would be done */
	bool count_only; /* and only of what stands in the way */
	bool bring_back; /* what was erased here, too */
	struct hj_change *change; /* open batch, or NULL */
	uint64_t warnings; /* of all that was read */
	uint64_t told, quiet; /* of those: listed, and of unchanged files */
	struct hj_buf held; /* what waits for its case file to be compared */
	uint64_t held_of; /* whose they are: the index in the file */
	struct incoming_count pending, in; /* of the batch; durable */
	struct hj_progress watch;
	struct hj_buf *ids; /* struct hj_id of each that came; NULL: not kept */
	struct hj_lookalikes *lookalikes; /* of a plan; NULL: not asked yet */
	struct hj_buf copies; /* struct incoming_copy, once asked for */
};

/* A received document (received.h), and the case file that it is a copy of. */
struct incoming_copy {
	struct hj_id id, of;
};

/* The callbacks of struct hj_import_sink; `to` is a struct incoming. */
hj_import_case_fn incoming_take;
hj_import_finding_fn incoming_reject;
hj_import_finding_fn incoming_note;
hj_import_progress_fn incoming_progress;
hj_stop_fn incoming_stop;

/* What was found in a case file is said when it is known whether it is
 * anything new: of one that is here as it comes, people were told before, and
 * only the number is said.  In incoming_note.c. */
void incoming_let_go(struct incoming *in, uint64_t index, bool aloud);

/* The open batch, begun when there is none. */
int incoming_open(struct incoming *in, struct hj_error *err) HJ_MUST_CHECK;
/* Make it durable when it is large enough. */
int incoming_enough(struct incoming *in, struct hj_error *err) HJ_MUST_CHECK;
/* Make what has gathered durable. */
int incoming_commit(struct incoming *in, struct hj_error *err) HJ_MUST_CHECK;
/* Throw it away. */
void incoming_drop(struct incoming *in);

/* One entry about the whole file: its hash, its sender, --source. */
int incoming_log(struct incoming *in, const struct hj_import_summary *sum,
    struct hj_error *err) HJ_MUST_CHECK;

/* ---- one that is here in another state: incoming_meet.c ---- */

/* What the sender says of a case file, borrowed from it. */
struct hj_arrival incoming_arrival(const struct hj_import_case *k);

int incoming_meet(struct incoming *in, const struct hj_row *row,
    const struct hj_revision *head, const struct hj_import_case *k,
    struct hj_error *err) HJ_MUST_CHECK;

/* What its senders say of codes that they added themselves, into our book
 * within the open batch; in incoming_codes.c. */
int incoming_learn(struct incoming *in, const struct hj_import_case *k,
    struct hj_error *err) HJ_MUST_CHECK;

/*
 * A withdrawal that came in obliges as one that was recorded here (duty.h): the
 * tasks go on top of what arrived, in the same change.  now: as it is after the
 * arrival; head: what was here, or NULL.  In a plan they are only said.  *ret
 * (to be freed) is the file with them, NULL: nothing is owed.  In
 * incoming_duty.c.
 */
int incoming_settle(struct incoming *in, const char *id,
    const struct hj_record *now, const struct hj_revision *head,
    struct hj_record **ret, struct hj_error *err) HJ_MUST_CHECK;

/* A file that can be changed, without touching the one that it was made of. */
int incoming_copy(const struct hj_record *r, struct hj_record **ret,
    struct hj_error *err) HJ_MUST_CHECK;
/* On top of what the open batch holds of the case by now. */
int incoming_put_on(struct incoming *in, const struct hj_record *r,
    const char *detail, struct hj_error *err) HJ_MUST_CHECK;

/* Somebody tells that they erased a case file, or a part of one.  Nothing is
 * erased here by that: if it is here, a task asks a person to decide.  False in
 * *ret: it is no such record.  In incoming_told.c. */
int incoming_told(struct incoming *in, const struct hj_import_case *k,
    bool *ret, struct hj_error *err) HJ_MUST_CHECK;

/* All that the vault holds by now, into in->copies, the first time; to be cleared
 * with it.  In incoming_copy.c. */
int incoming_copies(struct incoming *in, struct hj_error *err) HJ_MUST_CHECK;
/* Does this one hold the element with this id?  Of what has none nobody can say:
 * it may. */
bool incoming_copy_has(const struct hj_record *copy, const char *element);

/* Was it erased here?  Then it is counted, said and passed over, but for a whole
 * case file with bring_back; a part of one never comes back.  now: as it would
 * come in; here: something of it is.  In incoming_erased.c. */
int incoming_stays_out(struct incoming *in, const struct hj_import_case *k,
    const struct hj_record *now, bool here, bool *ret,
    struct hj_error *err) HJ_MUST_CHECK;

/* ---- the words: incoming_say.c ---- */

/* A line of the plan or of the report; id may be "". */
void incoming_say(struct incoming *in, const char *what, const char *word,
    const char *id, uint64_t line);
/* The same, and how many fields of it would be in conflict. */
void incoming_say_met(struct incoming *in, const char *what, const char *word,
    const char *id, uint64_t line, size_t conflicts);
void incoming_say_finding(struct incoming *in, const char *what,
    const char *word, const struct hj_import_finding *f);
/* The fields of a change, below its line. */
int incoming_say_diff(struct incoming *in, const struct hj_record *before,
    const struct hj_record *after, struct hj_error *err) HJ_MUST_CHECK;
/* Who of the vault may be a person of a new case file; in incoming_twin.c. */
int incoming_say_twins(struct incoming *in, const struct hj_record *r,
    struct hj_error *err) HJ_MUST_CHECK;
/* How many of each, for programs and people. */
void
incoming_say_counts(struct incoming *in, const struct hj_import_summary *sum);

#endif

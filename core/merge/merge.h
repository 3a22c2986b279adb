/*
 * merge.h: versions of one file that were changed apart, made one again.
 *
 * A pure function of a set of versions and of which came before which: the
 * order of the arguments, and of merging two and two, makes no difference to
 * the bytes (lineage.h chooses the versions that matter).
 *
 *  1. An element is the same element in two versions where id, name and parent
 *     are the same; one without id where name and parent are.
 *  2. What is compared: of a leaf its text with all its attributes, of a group
 *     each attribute by itself, but src, basis and cred together; `conf` and
 *     `pref` always by themselves.  A value and who says so stay together: no
 *     source is ever put behind a value that it did not give.
 *  3. What only one version changed since the last common one is taken; what
 *     several changed to the same, too.
 *  4. What they changed differently is in conflict: every value is kept, one
 *     in its place, the others as rows (conflict.h).  The one in its place is
 *     a value rather than none, the more protective (schema.h), else the first
 *     in byte order.
 *  5. Removing an element removes all of it.  Against a change inside it, and
 *     against a reference to it from what stays, the element stays, in
 *     conflict.  What must not be empty (`person.name`, `consent.scope`) stays
 *     when each version removed another part of it; so does the list of those
 *     to whom a consent is limited.
 *  6. A row of a conflict is a value like the one in its place: a version that
 *     drops it has settled it, and says anew what stands.  Settled alike by
 *     two, it is settled; settled differently, it is in conflict again.
 *  7. Children stand in the order of the outline; repeats in the order of the
 *     last common version, then new ones by id.  Without a common version in
 *     the order of the versions without ancestors, by their bytes.
 *  8. Two elements that got the same id by chance are told apart by rule 1; if
 *     both stay, one gets another id, derived from both, references to it go
 *     along, and it is marked as in conflict.
 *
 * Example: a period of detention at cn-tumen; one laptop changed that to
 * cn-dandong, another to cn-changbai and added how it ended.  The merged file
 * has the end, cn-changbai in its place (byte order) and a row with cn-dandong.
 *
 * Time grows with the size of the versions (n log n), not with their number
 * of conflicts; memory with their size.
 */
#ifndef HJ_CORE_MERGE_H
#define HJ_CORE_MERGE_H

#include "core/case/record.h"

/* Versions in one merge: the newest ones and those where they parted. */
#define HJ_MERGE_SIDES 64

struct hj_merge_side {
	const struct hj_record *record;
	const char *digest; /* of the revision, 64 hex digits; NULL: it is
			     * none (yet) */
	uint64_t parents; /* bit i: side i came before this one; all of them
			   * stand earlier */
};

/*
 * One file of those sides that came before no other.  HJ_EINVAL: files of
 * different ids or kinds, or with withheld parts; HJ_ELIMIT: more sides than
 * HJ_MERGE_SIDES; HJ_ENOMEM.  That the result may be larger than a case file
 * may be is for the encoder to say.
 */
int hj_merge(const struct hj_merge_side *side, size_t n, struct hj_record **ret,
    struct hj_error *err) HJ_MUST_CHECK;

/* The usual one: two versions and the last common one (NULL: none is known,
 * and nothing that one of them lacks counts as removed). */
int hj_merge_three(const struct hj_record *ancestor, const struct hj_record *a,
    const struct hj_record *b, struct hj_record **ret,
    struct hj_error *err) HJ_MUST_CHECK;

#endif

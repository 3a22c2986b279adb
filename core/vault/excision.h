/*
 * excision.h: part of a case file leaves the vault for good, the rest stays: one
 * person of thirteen.
 *
 * Every revision is sealed anew under a new key of the case.  Where the element
 * stood, `<withheld digest>` stands (withhold.h): the fingerprint of each
 * revision stays, and with it all that was ever proven of it.  A newest version
 * without the element follows, so that nothing searches, merges or exports it
 * any more.  Attachments that stay are sealed anew too, under the names that
 * they have.  The log gets an entry with the ground and the kind of element,
 * and one for each revision with the hash of how it is stored since
 * (HJ_DID_RESEAL), which `audit verify` follows.
 *
 * Lost with the old key: the details of earlier log entries of the case (reasons,
 * ids of elements), since what was erased may have been named in any of them.
 * What was done with attachments that stay is part of the evidence, and is
 * sealed anew as well.
 *
 * The same steps as an erasure of the whole (erasure.h), durable and complete
 * when it returns.  Stopped anywhere in between the vault opens, the case is
 * whole or without the part, never both, and hj_rekey_finish() completes it.
 * Attachments that are sealed anew wait in a folder of their own
 * (HJ_BLOBS_NEXT) until the change is durable; one is read from there when it
 * does not open where it belongs.
 */
#ifndef HJ_CORE_EXCISION_H
#define HJ_CORE_EXCISION_H

#include "core/case/part.h"
#include "core/vault/erasure.h"

struct hj_excision {
	const struct hj_id *id;
	const struct hj_part *part;
	size_t n;
	/* The newest version without them, as hj_excise_head() makes it; NULL:
	 * they are not in it. */
	const struct hj_record *head;
	/* Why: a short text under `log`, which every member and auditor can
	 * read for ever: no names. */
	const char *ground;
};

struct hj_excised {
	uint64_t revisions; /* in which one of them stands */
	uint64_t sealed; /* all that are sealed anew */
	struct hj_buf blobs; /* names of attachments that nothing else names,
			      * HJ_BLOB_NAME each; free with hj_buf_clear() */
};

/* The part that a path names in the newest version, else in the newest of the
 * earlier ones that has it.  Errors of hj_path_find() and hj_part_of(). */
int hj_excise_find(struct hj_vault *v, const struct hj_row *row,
    const char *path, struct hj_part *ret, struct hj_error *err) HJ_MUST_CHECK;

/* The file without them; references to what is gone say `withheld`. */
int hj_excise_head(const struct hj_record *now, const struct hj_part *part,
    size_t n, struct hj_record **ret, struct hj_error *err) HJ_MUST_CHECK;

/* What would be done.  HJ_ECORRUPT: a revision does not open. */
int hj_excise_look(struct hj_vault *v, const struct hj_row *row,
    const struct hj_part *part, size_t n, struct hj_excised *ret,
    struct hj_error *err) HJ_MUST_CHECK;

/* HJ_ENOTFOUND: no such case, or none of its revisions has such a part;
 * HJ_EREFUSED: versions stand side by side; HJ_ECORRUPT: a revision or an
 * attachment does not open; those of hj_vault_erase(). */
int hj_vault_excise(struct hj_vault *v, const struct hj_excision *e,
    const struct hj_progress *p, struct hj_error *err) HJ_MUST_CHECK;

#endif

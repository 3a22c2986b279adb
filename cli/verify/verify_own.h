/* verify_own.h: what the parts of a verification share. */
#ifndef HJ_CLI_VERIFY_OWN_H
#define HJ_CLI_VERIFY_OWN_H

#include "cli/verify/verify.h"
#include "core/keys/minisign.h"
#include "core/log/note.h"
#include "core/log/proof.h"
#include "import/bag.h"

struct verifying {
	const struct hj_archive *a;
	const char *root; /* of the bag in it */
	const struct verify_keys *keys;
	const struct opened *came;
	struct hj_judge *j;
};

/* A file of the bag, or NULL. */
const struct hj_archive_file *
verify_file(const struct verifying *v, const char *path);

/* What only our own packages promise (export/bag/bagging.h). */
int verify_profile(const struct verifying *v, const struct hj_bag_facts *facts,
    struct hj_error *err) HJ_MUST_CHECK;
int
verify_signature(const struct verifying *v, struct hj_error *err) HJ_MUST_CHECK;
int
verify_proofs(const struct verifying *v, struct hj_error *err) HJ_MUST_CHECK;
/* Are they what the case files beside them name? */
int verify_attachments(const struct verifying *v,
    struct hj_error *err) HJ_MUST_CHECK;
/* Do they say that something was erased, and nothing else?  In
 * verify_erased.c. */
int
verify_erased(const struct verifying *v, struct hj_error *err) HJ_MUST_CHECK;
/* Is this the case file, with these salts, that the entry is about?  The names
 * are what the judge is told. */
int
verify_digest(struct hj_judge *j, const char *name, const struct hj_buf *bytes,
    const char *salts_name, const struct hj_buf *salts,
    const struct hj_leaf *leaf, struct hj_error *err) HJ_MUST_CHECK;

#endif

#include "cli/verify/verify_own.h"

int
verify_archive(const struct hj_archive *a, const struct verify_ask *ask,
    const struct opened *came, struct hj_judge *j, bool *ours,
    struct hj_error *err)
{
	char root[HJ_ARCHIVE_PATH];
	const struct verifying v = { .a = a,
		.root = root,
		.keys = &ask->keys,
		.came = came,
		.j = j };
	struct hj_bag_facts facts;
	int rc;

	*ours = false;
	if (!hj_bag_root(a, root))
		return hj_rule(j, HJ_FAILS, "not-a-bag", ask->path, err,
		    "there is no bag in it, or more than one");
	if ((rc = hj_bag_check(a, root, j, &facts, err)) != HJ_OK)
		return rc;
	*ours = facts.profile;
	if (!facts.profile)
		return hj_rule(j, HJ_UNCHECKED, "unsigned", "", err,
		    "who made it: it is no package of hanji, and is not signed as one");
	if ((rc = verify_profile(&v, &facts, err)) == HJ_OK &&
	    (rc = verify_signature(&v, err)) == HJ_OK &&
	    (rc = verify_proofs(&v, err)) == HJ_OK)
		rc = verify_attachments(&v, err);
	if (rc == HJ_OK)
		rc = verify_erased(&v, err);
	return rc;
}

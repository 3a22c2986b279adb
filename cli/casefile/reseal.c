#include "cli/casefile/reseal.h"

#include <string.h>

#include "core/case/digest.h"

static int
reseal(struct cli *c, const struct casefile *from, struct casefile *to,
    struct hj_node *evidence, size_t *n, struct hj_error *err)
{
	struct hj_node *blob = hj_node_child(evidence, "blob");
	const char *sha256 = hj_node_value(evidence, "sha256");
	struct hj_blob_facts facts;
	char hex[2 * HJ_DIGEST_BYTES + 1];
	int rc;

	if (blob == NULL || blob->text == NULL)
		return HJ_OK;
	rc = hj_vault_reseal(c->vault, &from->row, blob->text, &to->row, &facts,
	    err);
	/* It did not come along when the case was imported. */
	if (rc == HJ_ENOTFOUND)
		return HJ_OK;
	if (rc != HJ_OK)
		return rc;
	hj_digest_hex(facts.sha256, hex);
	if (sha256 != NULL && strcmp(sha256, hex) != 0)
		return hj_fail(err, HJ_ECORRUPT,
		    "the attachment of evidence %s is not what its fingerprint says",
		    hj_node_attr(evidence, "id"));
	++*n;
	return hj_record_set_text(to->record, blob, facts.name,
	    strlen(facts.name), err);
}

int
reseal_all(struct cli *c, const struct casefile *from, struct casefile *to,
    const struct hj_record *but, size_t *n, struct hj_error *err)
{
	struct hj_node *e =
	    hj_node_child(hj_record_root(to->record), "evidence");
	int rc = HJ_OK;

	*n = 0;
	for (; rc == HJ_OK && e != NULL; e = hj_node_same(e))
		if (but == NULL ||
		    hj_record_find(but, hj_node_attr(e, "id")) == NULL)
			rc = reseal(c, from, to, e, n, err);
	return rc;
}

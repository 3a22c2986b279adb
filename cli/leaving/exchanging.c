#include <string.h>

#include "cli/leaving/exchanging.h"
#include "core/base/limits.h"
#include "core/vault/arrival.h"

int
exchanging_put(struct cli *c, struct hj_xml *to, const struct hj_row *row,
    const struct hj_revision *rev, struct hj_error *err)
{
	struct hj_buf before = HJ_BUF(HJ_ANCESTORS_MAX * HJ_DIGEST_BYTES);
	uint8_t parents[HJ_HEADS_MAX][HJ_DIGEST_BYTES];
	struct hj_exchange_record r = { .bytes = rev->bytes.data,
		.n = rev->bytes.len,
		.digest = rev->digest,
		.parents = (const uint8_t(*)[HJ_DIGEST_BYTES])parents,
		.nparents = rev->nparents,
		.join = rev->join,
		.salt_key = rev->salt_key };
	int rc = hj_vault_ancestors(c->vault, row, rev, &before, err);

	for (size_t i = 0; i < rev->nparents; i++)
		memcpy(parents[i], rev->parent[i].digest, HJ_DIGEST_BYTES);
	r.ancestors = before.data;
	r.nancestors = before.len / HJ_DIGEST_BYTES;
	if (rev->salts.len != 0) {
		r.salt_key = NULL;
		r.salts = rev->salts.data;
		r.nsalts = rev->salts.len / HJ_SALT_BYTES;
	}
	if (rc == HJ_OK)
		rc = hj_xml_put(to, &r, err);
	hj_buf_clear(&before);
	return rc;
}

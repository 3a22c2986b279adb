#include "cli/casefile/submitter.h"

#include "core/base/limits.h"
#include "core/case/codec.h"
#include "core/log/log.h"

int
submitter_load(struct cli *c, struct hj_record **ret, struct hj_error *err)
{
	struct hj_buf bytes = HJ_BUF(HJ_RECORD_MAX);
	int rc = hj_vault_submitter(c->vault, &bytes, err);

	if (rc == HJ_OK && bytes.len == 0)
		rc = hj_record_new("petition", ret, err);
	else if (rc == HJ_OK)
		rc = hj_codec_decode(bytes.data, bytes.len, ret, err);
	hj_buf_clear(&bytes);
	return rc;
}

static int
enter(struct cli *c, struct hj_change *change, const struct hj_buf *bytes,
    struct hj_error *err)
{
	if (hj_change_submitter(change, bytes, err) != HJ_OK)
		return (int)err->code;
	return hj_change_note(change, HJ_DID_SUBMITTER, NULL, c->global->reason,
	    err);
}

int
submitter_save(struct cli *c, const struct hj_record *r, struct hj_error *err)
{
	const struct hj_wait w = { .seconds = (unsigned)c->global->wait };
	struct hj_buf bytes = HJ_BUF(HJ_RECORD_MAX);
	struct hj_change *change = NULL;
	int rc;

	if ((rc = hj_codec_encode(r, &bytes, err)) == HJ_OK &&
	    (rc = hj_vault_begin(c->vault, &w, &change, err)) == HJ_OK) {
		if ((rc = enter(c, change, &bytes, err)) == HJ_OK)
			rc = hj_change_commit(change, err);
		else
			hj_change_abort(change);
	}
	hj_buf_clear(&bytes);
	return rc;
}

int
submitter_copy(struct cli *c, struct hj_record *petition, struct hj_error *err)
{
	struct hj_record *kept = NULL;
	struct hj_node *from;
	int rc = submitter_load(c, &kept, err);

	if (rc == HJ_OK &&
	    (from = hj_node_child(hj_record_root(kept), "submitter")) != NULL) {
		struct hj_node *to = NULL;

		rc = hj_record_add(petition, hj_record_root(petition),
		    from->def, &to, err);
		for (const struct hj_node *n = from->first;
		     n != NULL && rc == HJ_OK; n = n->next)
			rc = hj_record_graft(petition, to, n, err);
	}
	hj_record_free(kept);
	return rc;
}

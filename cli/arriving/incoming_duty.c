#include <stdio.h>

#include "cli/arriving/incoming.h"
#include "cli/casefile/duty.h"
#include "core/base/limits.h"
#include "core/case/check.h"
#include "core/case/codec.h"
#include "core/links/absorb.h"
#include "core/links/link.h"
#include "core/log/log.h"
#include "core/vault/tombstone.h"

int
incoming_copy(const struct hj_record *r, struct hj_record **ret,
    struct hj_error *err)
{
	struct hj_buf bytes = HJ_BUF(HJ_CASE_MAX);
	int rc = hj_codec_encode(r, &bytes, err);

	if (rc == HJ_OK)
		rc = hj_codec_decode(bytes.data, bytes.len, ret, err);
	hj_buf_clear(&bytes);
	return rc;
}

/* Of a file that is new here nothing can have left, unless it is a part of one
 * that was here, took one in, or was here itself and was erased. */
static int
may_have_left(struct incoming *in, const struct hj_id *id,
    const struct hj_record *now, bool *ret, struct hj_error *err)
{
	int64_t when;

	*ret = hj_link_to(now, NULL, HJ_LINK_SPLIT) != NULL ||
	    hj_link_to(now, NULL, HJ_LINK_SPLITOFF) != NULL ||
	    hj_link_to(now, NULL, HJ_LINK_ABSORBED) != NULL;
	return *ret ? HJ_OK
		    : hj_vault_was_erased(in->c->vault, id, ret, &when, err);
}

int
incoming_put_on(struct incoming *in, const struct hj_record *r,
    const char *detail, struct hj_error *err)
{
	struct hj_buf bytes = HJ_BUF(HJ_CASE_MAX);
	struct hj_put put = { .record = r,
		.action = HJ_DID_UPDATE,
		.detail = detail };
	enum hj_put_what what;
	int rc;

	if ((rc = hj_check_record(r, NULL, NULL, err)) == HJ_OK &&
	    (rc = hj_codec_encode(r, &bytes, err)) == HJ_OK) {
		put.bytes = bytes.data;
		put.n = bytes.len;
		rc = hj_change_put(in->change, &put, &what, err);
	}
	hj_buf_clear(&bytes);
	return rc;
}

static int
owe(struct incoming *in, struct casefile *f, const struct hj_revision *head,
    size_t *n, struct hj_error *err)
{
	struct hj_record *was = NULL;
	int rc = HJ_OK;

	if (head != NULL)
		rc = hj_codec_decode(head->bytes.data, head->bytes.len, &was,
		    err);
	if (rc == HJ_OK)
		rc = duty_settle(in->c, f, was, n, err);
	hj_record_free(was);
	return rc;
}

int
incoming_settle(struct incoming *in, const char *id,
    const struct hj_record *now, const struct hj_revision *head,
    struct hj_record **ret, struct hj_error *err)
{
	struct casefile f = CASEFILE;
	bool may = head != NULL;
	char detail[64];
	size_t n = 0;
	int rc = HJ_OK;

	*ret = NULL;
	if (in->count_only || !duty_may_arise(now))
		return HJ_OK;
	if ((rc = hj_id_parse(id, HJ_ID_CHARS, &f.row.id, err)) != HJ_OK ||
	    (!may &&
		(rc = may_have_left(in, &f.row.id, now, &may, err)) != HJ_OK) ||
	    !may)
		return rc;
	if ((rc = incoming_copy(now, &f.record, err)) == HJ_OK &&
	    (rc = owe(in, &f, head, &n, err)) == HJ_OK && n != 0 && !in->plan) {
		(void)snprintf(detail, sizeof(detail),
		    "add task, for withdrawals: %zu\n", n);
		rc = incoming_put_on(in, f.record, detail, err);
	}
	in->pending.duties += n;
	if (rc == HJ_OK && n != 0) {
		*ret = f.record;
		f.record = NULL;
	}
	casefile_clear(&f);
	return rc == HJ_OK ? HJ_OK : hj_while(err, "case %.4s", id);
}

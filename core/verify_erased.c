#include <string.h>

#include "core/tombstone.h"
#include "core/verify_own.h"

int
hj_verify_erased(struct hj_verify *x, struct hj_error *err)
{
	struct hj_buf all = HJ_BUF(HJ_BLOB_NAMES_MAX);
	struct hj_error why = { .say = err->say };
	const struct hj_tombstone *t;
	int rc = hj_vault_tombstones(x->v, &all, &why);

	t = (const void *)all.data;
	for (size_t i = 0; rc == HJ_OK && i < all.len / sizeof(*t); i++) {
		struct hj_erasure_seen s = { .logged = false };

		memcpy(s.log_id, t[i].log_id, sizeof(s.log_id));
		rc = hj_buf_add(&x->erased, &s, sizeof(s), &why);
	}
	hj_buf_clear(&all);
	if (rc != HJ_ECORRUPT) {
		*err = rc == HJ_OK ? *err : why;
		return rc;
	}
	return hj_report(&x->report, HJ_FOUND_DAMAGE,
	    "it does not open, so that erased case files look as if they were lost",
	    err, "list of what was erased");
}

/* In order of erasure: there are few of them. */
struct hj_erasure_seen *
hj_verify_is_erased(struct hj_verify *x, const uint8_t *log_id)
{
	struct hj_erasure_seen *s = (void *)x->erased.data;

	for (size_t i = 0; i < x->erased.len / sizeof(*s); i++)
		if (memcmp(s[i].log_id, log_id, HJ_LOGID_LEN) == 0)
			return &s[i];
	return NULL;
}

int
hj_verify_erasures(struct hj_verify *x, struct hj_error *err)
{
	const struct hj_erasure_seen *s = (const void *)x->erased.data;

	for (size_t i = 0; i < x->erased.len / sizeof(*s); i++)
		if (!s[i].logged &&
		    hj_report(&x->report, hj_verify_finding(x),
			"a case file is gone, and the log does not say that it was erased",
			err, "list of what was erased") != HJ_OK)
			return (int)err->code;
	return HJ_OK;
}

#include <string.h>

#include "cli/verify/verify_own.h"
#include "core/base/limits.h"
#include "core/case/codec.h"
#include "core/vault/tombstone_record.h"

#define DATA "data/t"

/* Byte for byte what hanji writes of it: there is no room for a name. */
static int
is_plain(const struct hj_buf *bytes, struct hj_tombstone_told *told,
    struct hj_record **r, bool *ret, struct hj_error *err)
{
	struct hj_tombstone t = { .time = 0 };
	struct hj_error why = { .say = err->say };
	struct hj_buf again = HJ_BUF(HJ_CASE_MAX);
	struct hj_record *made = NULL;
	int rc = HJ_OK;

	*ret = false;
	if (hj_codec_decode(bytes->data, bytes->len, r, &why) != HJ_OK)
		return why.code == HJ_ENOMEM
		    ? hj_fail(err, why.code, "%s", why.text)
		    : HJ_OK;
	if (!hj_tombstone_read(*r, told) || told->id == NULL ||
	    told->erased == NULL || !hj_tombstone_of(told, &t))
		return HJ_OK;
	if ((rc = hj_tombstone_record(&t, &made, err)) == HJ_OK &&
	    (rc = hj_codec_encode(made, &again, err)) == HJ_OK)
		*ret = again.len == bytes->len &&
		    memcmp(again.data, bytes->data, bytes->len) == 0;
	hj_record_free(made);
	hj_buf_clear(&again);
	return rc;
}

static int
judge(const struct verifying *v, const char *path,
    const struct hj_archive_file *f, struct hj_error *err)
{
	struct hj_buf bytes = HJ_BUF(HJ_CASE_MAX);
	struct hj_tombstone_told told;
	struct hj_record *r = NULL;
	bool plain = false;
	int rc = HJ_OK;

	if (f->size <= bytes.max &&
	    (rc = hj_archive_load(v->a, f, &bytes, err)) == HJ_OK)
		rc = is_plain(&bytes, &told, &r, &plain, err);
	if (rc == HJ_OK && !plain)
		rc = hj_rule(v->j, HJ_FAILS, "erased", path, err,
		    "does not say that something was erased, or says more");
	else if (rc == HJ_OK)
		rc = hj_rule(v->j, HJ_UNCHECKED, "erased", path, err,
		    "that case %s, or a part of it, was erased on %s: whoever signed the package says so, and nobody can prove that something is gone",
		    told.id, told.erased);
	hj_record_free(r);
	hj_buf_clear(&bytes);
	return rc;
}

int
verify_erased(const struct verifying *v, struct hj_error *err)
{
	size_t root = strlen(v->root);
	int rc = HJ_OK;

	for (size_t i = 0; i < v->a->n && rc == HJ_OK; i++) {
		const struct hj_archive_file *f = &v->a->file[i];

		if (strncmp(f->path, v->root, root) == 0 &&
		    strncmp(f->path + root, DATA, sizeof(DATA) - 1) == 0)
			rc = judge(v, f->path + root, f, err);
	}
	return rc;
}

#include <string.h>

#include <sodium.h>

#include "core/case/codec.h"
#include "core/case/path.h"
#include "core/case/reference.h"
#include "core/case/withhold.h"
#include "core/vault/excision_own.h"

#define NUMBERS_MAX ((size_t)64 << 20)
#define NAMES_MAX ((size_t)64 << 20)

bool
hj_blob_listed(const struct hj_buf *names, const char *name)
{
	for (size_t i = 0; i < names->len; i += HJ_BLOB_NAME)
		if (memcmp(names->data + i, name, HJ_BLOB_NAME) == 0)
			return true;
	return false;
}

static int
note_number(void *to, const struct hj_log_entry *e, struct hj_error *err)
{
	return hj_log_is_revision(e)
	    ? hj_buf_add(to, &e->number, sizeof(e->number), err)
	    : HJ_OK;
}

int
hj_excise_numbers(struct hj_vault *v, const struct hj_row *row,
    struct hj_buf *to, struct hj_error *err)
{
	hj_buf_reset(to);
	return hj_vault_log(v, row, note_number, to, err);
}

/* ---- the part ---- */

/* In one revision.  HJ_ENOTFOUND and whatever else a path meets. */
static int
find_in(struct hj_vault *v, const struct hj_row *row, uint64_t number,
    const char *path, struct hj_part *ret, struct hj_error *err)
{
	enum hj_attr_name attr = HJ_NATTRS;
	struct hj_record *r = NULL;
	struct hj_node *node = NULL;
	struct hj_revision rev;
	int rc;

	if ((rc = hj_vault_get(v, row, number, &rev, err)) != HJ_OK)
		return rc;
	if ((rc = hj_codec_decode(rev.bytes.data, rev.bytes.len, &r, err)) ==
		HJ_OK &&
	    (rc = hj_path_find(r, path, &node, &attr, err)) == HJ_OK)
		rc = attr == HJ_NATTRS
		    ? hj_part_of(node, ret, err)
		    : hj_fail(err, HJ_EINVAL,
			  "an attribute goes with its element: name the element");
	hj_record_free(r);
	hj_revision_clear(&rev);
	return rc;
}

int
hj_excise_find(struct hj_vault *v, const struct hj_row *row, const char *path,
    struct hj_part *ret, struct hj_error *err)
{
	struct hj_buf numbers = HJ_BUF(NUMBERS_MAX);
	const uint64_t *number;
	int rc = find_in(v, row, 0, path, ret, err);

	if (rc == HJ_OK || rc == HJ_EAMBIGUOUS || rc == HJ_ECORRUPT)
		return rc;
	/* What a person took out long ago stands in what was before. */
	if (hj_excise_numbers(v, row, &numbers, err) != HJ_OK) {
		hj_buf_clear(&numbers);
		return (int)err->code;
	}
	number = (const void *)numbers.data;
	for (size_t i = numbers.len / sizeof(*number); i > 0; i--) {
		struct hj_error why = { .say = err->say };

		if (find_in(v, row, number[i - 1], path, ret, &why) == HJ_OK) {
			err->code = rc = HJ_OK;
			break;
		}
	}
	hj_buf_clear(&numbers);
	return rc;
}

int
hj_excise_head(const struct hj_record *now, const struct hj_part *part,
    size_t n, struct hj_record **ret, struct hj_error *err)
{
	struct hj_record *r = NULL;
	struct hj_node *node;
	int rc = hj_record_copy(now, &r, err);

	for (size_t i = 0; rc == HJ_OK && i < n; i++)
		if ((node = hj_part_find(r, &part[i])) != NULL)
			hj_record_remove(node);
	if (rc == HJ_OK && (rc = hj_reference_mend(r, err)) == HJ_OK)
		*ret = r;
	else
		hj_record_free(r);
	return rc;
}

/* ---- one revision ---- */

struct hiding {
	const struct hj_part *part;
	size_t n;
};

static bool
is_one(void *with, const struct hj_node *node)
{
	const struct hiding *h = with;

	for (size_t i = 0; i < h->n; i++)
		if (hj_part_is(&h->part[i], node))
			return true;
	return false;
}

static int
replace(struct hj_revision *r, struct hj_buf *bytes, struct hj_buf *salts,
    struct hj_error *err)
{
	const struct hj_salts list = { .list = salts->data,
		.n = salts->len / HJ_SALT_BYTES };
	uint8_t digest[HJ_DIGEST_BYTES];

	if (hj_digest_case(bytes->data, bytes->len, &list, digest, err) !=
	    HJ_OK)
		return (int)err->code;
	if (memcmp(digest, r->digest, sizeof(digest)) != 0)
		return hj_fail(err, HJ_ECORRUPT,
		    "record %llu: what is left does not have the fingerprint of the case file",
		    (unsigned long long)r->number);
	hj_buf_clear(&r->bytes);
	hj_buf_clear(&r->salts);
	sodium_memzero(r->salt_key, sizeof(r->salt_key));
	r->bytes = *bytes;
	r->salts = *salts;
	*bytes = *salts = HJ_BUF(0);
	return HJ_OK;
}

int
hj_excise_revision(struct hj_revision *r, const struct hj_part *part, size_t n,
    size_t *parts, struct hj_error *err)
{
	const bool whole = r->salts.len == 0;
	const struct hj_salts salts = { .key = whole ? r->salt_key : NULL,
		.list = r->salts.data,
		.n = r->salts.len / HJ_SALT_BYTES };
	struct hiding h = { part, n };
	struct hj_buf bytes = HJ_BUF(HJ_CASE_MAX);
	struct hj_buf left = HJ_BUF(HJ_RECORD_MAX);
	struct hj_record *record = NULL;
	int rc;

	*parts = 0;
	if ((rc = hj_codec_decode(r->bytes.data, r->bytes.len, &record, err)) ==
		HJ_OK &&
	    (rc = hj_withhold(record, r->bytes.data, r->bytes.len, &salts,
		 is_one, &h, &bytes, &left, parts, err)) == HJ_OK &&
	    *parts != 0)
		rc = replace(r, &bytes, &left, err);
	hj_record_free(record);
	hj_buf_clear(&bytes);
	hj_buf_clear(&left);
	return rc;
}

/* ---- all of them ---- */

struct looking {
	struct hj_vault *v;
	const struct hj_row *row;
	const struct hj_part *part;
	size_t n;
	struct hj_excised *ret;
	struct hj_buf inside, outside; /* names of attachments */
};

static int
note_names(const struct hj_buf *bytes, struct hj_buf *to, struct hj_error *err)
{
	char name[HJ_BLOB_NAME + 1];
	size_t at = 0;

	while (hj_blob_named(bytes, &at, name))
		if (!hj_blob_listed(to, name) &&
		    hj_buf_add(to, name, HJ_BLOB_NAME, err) != HJ_OK)
			return (int)err->code;
	return HJ_OK;
}

static int
look_at(struct looking *l, uint64_t number, struct hj_error *err)
{
	struct hj_revision r;
	size_t parts = 0;
	int rc;

	if ((rc = hj_vault_get(l->v, l->row, number, &r, err)) != HJ_OK)
		return rc;
	if ((rc = note_names(&r.bytes, &l->inside, err)) == HJ_OK &&
	    (rc = hj_excise_revision(&r, l->part, l->n, &parts, err)) == HJ_OK)
		rc = note_names(&r.bytes, &l->outside, err);
	l->ret->sealed++;
	l->ret->revisions += parts != 0;
	hj_revision_clear(&r);
	return rc;
}

int
hj_excise_look(struct hj_vault *v, const struct hj_row *row,
    const struct hj_part *part, size_t n, struct hj_excised *ret,
    struct hj_error *err)
{
	struct looking l = { v, row, part, n, ret, HJ_BUF(NAMES_MAX),
		HJ_BUF(NAMES_MAX) };
	struct hj_buf numbers = HJ_BUF(NUMBERS_MAX);
	const uint64_t *number;
	int rc;

	*ret = (struct hj_excised){ .blobs = HJ_BUF(NAMES_MAX) };
	rc = hj_excise_numbers(v, row, &numbers, err);
	number = (const void *)numbers.data;
	for (size_t i = 0; rc == HJ_OK && i < numbers.len / sizeof(*number);
	     i++)
		rc = look_at(&l, number[i], err);
	for (size_t i = 0; rc == HJ_OK && i < l.inside.len; i += HJ_BLOB_NAME)
		if (!hj_blob_listed(&l.outside,
			(const char *)l.inside.data + i))
			rc = hj_buf_add(&ret->blobs, l.inside.data + i,
			    HJ_BLOB_NAME, err);
	hj_buf_clear(&numbers);
	hj_buf_clear(&l.inside);
	hj_buf_clear(&l.outside);
	if (rc != HJ_OK)
		hj_buf_clear(&ret->blobs);
	return rc;
}

#include <string.h>

#include <sodium.h>

#include "cli/arriving/received.h"
#include "core/base/limits.h"
#include "core/case/path.h"
#include "export/bag/xml.h"

static int
collect(void *to, const uint8_t *p, size_t n, struct hj_error *err)
{
	return hj_buf_add(to, p, n, err);
}

/* The record as the sender wrapped it, without what each file says anew. */
static int
as_it_came(const struct hj_import_case *k, struct hj_buf *to,
    struct hj_error *err)
{
	const struct hj_exchange e = { .pseudonymised = k->pseudonymised };
	uint8_t parents[HJ_IMPORT_PARENTS][HJ_DIGEST_BYTES];
	const struct hj_exchange_record r = { .bytes = k->bytes,
		.n = k->n,
		.digest = k->has_digest ? k->digest : NULL,
		.parents = (const uint8_t(*)[HJ_DIGEST_BYTES])parents,
		.nparents = k->nparents,
		.salt_key = k->salt_key,
		.salts = k->salts,
		.nsalts = k->nsalts };
	struct hj_xml x;
	int rc;

	if (k->nparents != 0)
		memcpy(parents, k->parents, k->nparents * HJ_DIGEST_BYTES);
	rc = hj_xml_open(&x, collect, to, &e, err);
	if (rc == HJ_OK && (rc = hj_xml_put(&x, &r, err)) == HJ_OK)
		rc = hj_xml_close(&x, err);
	hj_xml_clear(&x);
	return rc;
}

static int
name_it(struct hj_record *r, const struct hj_buf *text, struct hj_error *err)
{
	uint8_t hash[crypto_hash_sha256_BYTES];
	struct hj_id id;
	char chars[HJ_ID_CHARS + 1];

	crypto_hash_sha256(hash, text->data, text->len);
	memcpy(id.b, hash, sizeof(id.b));
	hj_id_text(&id, chars);
	return hj_record_set_attr(r, hj_record_root(r), "id", chars,
	    HJ_ID_CHARS, err);
}

static int
set(struct hj_record *r, struct hj_path_labels *labels, const char *path,
    const char *p, size_t n, struct hj_error *err)
{
	return hj_path_apply(r, path, strlen(path), HJ_PATH_SET, p, n, labels,
	    NULL, err);
}

/* Element ids are drawn at random; here they have to be the same each time,
 * or the same document would be a change of itself. */
static int
ids_that_stay(struct hj_record *r, struct hj_error *err)
{
	struct hj_node *ext = hj_node_child(hj_record_root(r), "ext");

	return hj_record_set_attr(r, ext, "id", "rece1v", HJ_ELEMENT_ID_CHARS,
	    err);
}

int
received_record(const struct hj_import_case *k, struct hj_record **ret,
    struct hj_error *err)
{
	struct hj_path_labels labels = { .n = 0 };
	struct hj_buf text = HJ_BUF(HJ_RECORD_MAX);
	struct hj_record *r = NULL;
	int rc;

	if ((rc = as_it_came(k, &text, err)) != HJ_OK ||
	    (rc = hj_record_new("case", &r, err)) != HJ_OK ||
	    (rc = name_it(r, &text, err)) != HJ_OK ||
	    (rc = set(r, &labels, "kind", "source", strlen("source"), err)) !=
		HJ_OK ||
	    (rc = set(r, &labels, "ext[+x].ns", HJ_EXCHANGE_NS,
		 strlen(HJ_EXCHANGE_NS), err)) != HJ_OK ||
	    (rc = set(r, &labels, "ext[+x].text", (const char *)text.data,
		 text.len, err)) != HJ_OK ||
	    (rc = ids_that_stay(r, err)) != HJ_OK)
		goto out;
	*ret = r;
	r = NULL;
out:
	hj_record_free(r);
	hj_buf_clear(&text);
	return rc;
}

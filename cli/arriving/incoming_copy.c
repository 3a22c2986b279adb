#include <stdio.h>
#include <string.h>

#include "cli/arriving/incoming.h"
#include "core/base/limits.h"
#include "core/case/codec.h"
#include "export/bag/xml.h"

/* The document as it came: one record, stored as it stands. */
static const char *
text_of(const struct hj_record *r)
{
	const struct hj_node *ext = hj_node_child(hj_record_root(r), "ext");
	const char *ns = ext != NULL ? hj_node_value(ext, "ns") : NULL;

	return ns != NULL && strcmp(ns, HJ_EXCHANGE_NS) == 0
	    ? hj_node_value(ext, "text")
	    : NULL;
}

static bool
original(const struct hj_record *r, struct hj_id *ret)
{
	static const char root[] = " xmlns=\"" HJ_CASE_NS "\" id=\"";
	struct hj_error ignored = HJ_ERROR;
	const char *text = text_of(r);
	const char *id = text != NULL ? strstr(text, root) : NULL;

	return id != NULL && strlen(id) > sizeof(root) - 1 + HJ_ID_CHARS &&
	    hj_id_parse(id + sizeof(root) - 1, HJ_ID_CHARS, ret, &ignored) ==
	    HJ_OK;
}

bool
incoming_copy_has(const struct hj_record *copy, const char *element)
{
	const char *text = text_of(copy);
	char id[HJ_ELEMENT_ID_CHARS + 16];

	if (element == NULL || text == NULL)
		return true;
	(void)snprintf(id, sizeof(id), " id=\"%.*s\"", HJ_ELEMENT_ID_CHARS,
	    element);
	return strstr(text, id) != NULL;
}

static int
look(void *to, const struct hj_row *row, struct hj_error *err)
{
	struct incoming *in = to;
	struct hj_revision rev = { .number = 0 };
	struct incoming_copy found = { .id = row->id };
	struct hj_record *r = NULL;
	int rc;

	if (row->root != 'c' || strcmp(row->kind, "source") != 0)
		return HJ_OK;
	if ((rc = hj_vault_get(in->c->vault, row, 0, &rev, err)) == HJ_OK &&
	    (rc = hj_codec_decode(rev.bytes.data, rev.bytes.len, &r, err)) ==
		HJ_OK &&
	    original(r, &found.of))
		rc = hj_buf_add(&in->copies, &found, sizeof(found), err);
	hj_record_free(r);
	hj_revision_clear(&rev);
	return rc;
}

int
incoming_copies(struct incoming *in, struct hj_error *err)
{
	if (in->copies.max != 0)
		return HJ_OK;
	in->copies = HJ_BUF(HJ_TEXT_MAX);
	return hj_vault_scan(in->c->vault, look, in, NULL, err);
}

#include <string.h>

#include "core/base/limits.h"
#include "core/case/codec.h"
#include "core/merge/merge_own.h"

/* An `ext` alone in a file, around what is inside it. */
static const char head[] =
    "<case xmlns=\"urn:hanji:case:1\" id=\"0000000000000000\">"
    "<ext id=\"aaaaaa\">";
static const char tail[] = "</ext></case>";

static int
alone(const struct hj_node *ext, struct hj_record **ret, struct hj_error *err)
{
	struct hj_buf bytes = HJ_BUF(sizeof(head) + sizeof(tail));
	struct hj_record *r = NULL;
	struct hj_node *to = NULL;
	int rc;

	if ((rc = hj_buf_puts(&bytes, head, err)) == HJ_OK &&
	    (rc = hj_buf_puts(&bytes, tail, err)) == HJ_OK)
		rc = hj_codec_decode(bytes.data, bytes.len, &r, err);
	hj_buf_clear(&bytes);
	if (rc == HJ_OK)
		to = hj_record_root(r)->first;
	for (const struct hj_node *n = ext->first; n != NULL && rc == HJ_OK;
	     n = n->next)
		rc = hj_record_graft(r, to, n, err);
	if (rc == HJ_OK)
		*ret = r;
	else
		hj_record_free(r);
	return rc;
}

int
hj_ext_text(struct hj_merging *m, const struct hj_node *ext, const char **ret,
    size_t *n)
{
	struct hj_buf bytes = HJ_BUF(HJ_CASE_MAX + sizeof(head) + sizeof(tail));
	struct hj_record *r = NULL;
	char *text = NULL;
	int rc = alone(ext, &r, m->err);

	if (rc == HJ_OK)
		rc = hj_codec_encode(r, &bytes, m->err);
	if (rc == HJ_OK) {
		*n = bytes.len - (sizeof(head) - 1) - (sizeof(tail) - 1);
		rc = hj_arena_text(&m->arena,
		    (const char *)bytes.data + sizeof(head) - 1, *n, &text,
		    m->err);
		*ret = text;
	}
	hj_record_free(r);
	hj_buf_clear(&bytes);
	return rc;
}

int
hj_ext_fill(struct hj_record *out, struct hj_node *ext, const char *text,
    size_t n, struct hj_error *err)
{
	struct hj_buf bytes = HJ_BUF(HJ_CASE_MAX + sizeof(head) + sizeof(tail));
	struct hj_record *r = NULL;
	const struct hj_node *top;
	int rc;

	if ((rc = hj_buf_puts(&bytes, head, err)) == HJ_OK &&
	    (rc = hj_buf_add(&bytes, text, n, err)) == HJ_OK &&
	    (rc = hj_buf_puts(&bytes, tail, err)) == HJ_OK)
		rc = hj_codec_decode(bytes.data, bytes.len, &r, err);
	top = rc == HJ_OK ? hj_record_root(r)->first : NULL;
	/* Nothing may have broken out of it. */
	if (rc == HJ_OK &&
	    (top == NULL || top->next != NULL || strcmp(top->name, "ext") != 0))
		rc = hj_fail(err, HJ_EINVAL,
		    "what a conflict keeps of 'ext' is not what stands in one");
	for (const struct hj_node *c = top != NULL ? top->first : NULL;
	     c != NULL && rc == HJ_OK; c = c->next)
		rc = hj_record_graft(out, ext, c, err);
	hj_record_free(r);
	hj_buf_clear(&bytes);
	return rc;
}

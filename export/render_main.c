/*
 * hanji-render: a style sheet and a document in, the finished document out; or
 * parts in, one archive out; or bytes in, the squares of a QR code out.
 *
 * Confined before the first byte is read (core/confine/confine.h); the protocols are
 * in export/render/document.h, export/render/package.h and export/page/qr.h.  It prints nothing but the document,
 * and says how it went by its exit status alone: a message could hold plaintext.
 */
#include <string.h>
#include <unistd.h>

#include <libxslt/xsltutils.h>

#include "core/confine/confine.h"
#include "export/page/qr.h"
#include "export/render/document.h"
#include "export/render/errand.h"
#include "export/render/package.h"
#include "export/render/transform.h"

static enum hj_render_exit
print(void *to, xmlDocPtr result, xsltStylesheetPtr style)
{
	enum hj_render_exit rc = HJ_RENDER_RUN;
	xmlChar *text = NULL;
	int len = 0;

	(void)to;
	if (xsltSaveResultToString(&text, &len, result, style) == 0)
		rc = hj_errand_write(text, (size_t)len) ? HJ_RENDER_OK
							: HJ_RENDER_SYSTEM;
	if (text != NULL)
		memset(text, 0, (size_t)len);
	xmlFree(text);
	return rc;
}

static int
pack(struct hj_cursor *c)
{
	char names[HJ_ZIP_PARTS][HJ_ZIP_NAME + 1];
	struct hj_part parts[HJ_ZIP_PARTS];
	struct hj_buf out = HJ_BUF(HJ_RENDER_MAX);
	struct hj_error err = HJ_ERROR;
	size_t n;
	int rc;

	if (!hj_package_read(c, parts, names, &n))
		return HJ_RENDER_INPUT;
	if (hj_zip_pack(parts, n, &out, &err) != HJ_OK)
		rc = (int)hj_errand_failed(&err);
	else
		rc = hj_errand_write(out.data, out.len) ? HJ_RENDER_OK
							: HJ_RENDER_SYSTEM;
	hj_buf_clear(&out);
	return rc;
}

static int
draw_code(const struct hj_cursor *c)
{
	struct hj_buf out = HJ_BUF(HJ_RENDER_MAX);
	int rc = hj_qr_answer(c->p, c->left, &out);

	if (rc == HJ_RENDER_OK && !hj_errand_write(out.data, out.len))
		rc = HJ_RENDER_SYSTEM;
	hj_buf_clear(&out);
	return rc;
}

static int
errand(struct hj_buf *in)
{
	struct hj_cursor c = HJ_CURSOR(in->data, in->len);

	if (hj_errand_is(&c, HJ_RENDER_MAGIC))
		return (int)hj_transform(&c, print, NULL);
	if (hj_errand_is(&c, HJ_PACKAGE_MAGIC))
		return pack(&c);
	if (hj_errand_is(&c, HJ_QR_MAGIC))
		return draw_code(&c);
	return HJ_RENDER_SYSTEM;
}

int
main(void)
{
	struct hj_buf in = HJ_BUF(HJ_RENDER_MAX);
	int rc;

	hj_transform_setup();
	/* HTML and text need no fonts, so no file at all. */
	if (!hj_errand_confine(&hj_confine_parse))
		return HJ_RENDER_SYSTEM;
	rc = hj_errand_read(&in) ? errand(&in) : HJ_RENDER_SYSTEM;
	hj_buf_clear(&in);
	hj_transform_end();
	/* Whatever would run after main (a leak checker, say) may need calls
	 * that are no longer allowed. */
	_exit(rc);
}

/*
 * hanji-print: a page in, a file to print or to edit out.
 *
 * What needs fonts is done here, so that hanji-render can do without any file
 * and none of its errands waits for Pango, Cairo and librsvg to be loaded.  The
 * protocols are in export/page/office.h and export/page/pdf.h.
 *
 * Confined before the first byte is read (core/confine/confine.h): it may read fonts,
 * their configuration and the word lists of Thai; it may write nothing, reach
 * no network and start nothing but threads (Pango looks for fonts in some).
 * It prints nothing but the file, and says how it went by its exit status
 * alone: a message could hold plaintext.
 */
#include <malloc.h>
#include <unistd.h>

#include "core/confine/confine.h"
#include "export/page/fonts.h"
#include "export/page/office.h"
#include "export/page/pdf.h"
#include "export/render/errand.h"
#include "export/render/transform.h"

static int
errand(struct hj_buf *in, struct hj_buf *out)
{
	struct hj_cursor c = HJ_CURSOR(in->data, in->len);

	if (hj_errand_is(&c, HJ_OFFICE_MAGIC))
		return (int)hj_office_answer(&c, out);
	if (hj_errand_is(&c, HJ_PDF_MAGIC))
		return hj_pdf_answer(c.p, c.left, out);
	return HJ_RENDER_SYSTEM;
}

int
main(void)
{
	struct hj_buf in = HJ_BUF(HJ_RENDER_MAX), out = HJ_BUF(HJ_RENDER_MAX);
	int rc = HJ_RENDER_SYSTEM;

	/* Each thread would reserve address space for memory of its own. */
	(void)mallopt(M_ARENA_MAX, 1);
	hj_transform_setup();
	if (!hj_fonts_load() || !hj_errand_confine(&hj_confine_print))
		return HJ_RENDER_SYSTEM;
	if (hj_errand_read(&in))
		rc = errand(&in, &out);
	if (rc == HJ_RENDER_OK && !hj_errand_write(out.data, out.len))
		rc = HJ_RENDER_SYSTEM;
	hj_buf_clear(&in);
	hj_buf_clear(&out);
	hj_transform_end();
	/* Whatever would run after main (a leak checker, say) may need calls
	 * that are no longer allowed. */
	_exit(rc);
}

/*
 * fuzz_clean: documents of others, part by part and as an archive.  Whatever
 * comes out of cleaning a part is itself clean: doing it again changes nothing.
 */
#include <assert.h>
#include <string.h>

#include "core/file/mediatype.h"
#include "export/clean/clean.h"
#include "export/clean/clean_office.h"
#include "export/clean/clean_own.h"

#define MAX ((size_t)1 << 20)

static void
markup(const struct hj_cleaning *f, const uint8_t *p, size_t n)
{
	struct hj_buf once = HJ_BUF(MAX), twice = HJ_BUF(MAX);

	if (hj_cleaning_markup(f, p, n, &once) == HJ_CLEAN_OK) {
		assert(hj_cleaning_markup(f, once.data, once.len, &twice) ==
		    HJ_CLEAN_OK);
		assert(once.len == twice.len);
		assert(memcmp(once.data, twice.data, once.len) == 0);
	}
	hj_buf_clear(&once);
	hj_buf_clear(&twice);
}

static void
lists(const uint8_t *p, size_t n)
{
	struct hj_buf out = HJ_BUF(MAX);

	(void)hj_cleaning_list(&hj_cleaning_odt, "META-INF/manifest.xml", p, n,
	    &out);
	hj_buf_clear(&out);
	(void)hj_cleaning_list(&hj_cleaning_docx, "[Content_Types].xml", p, n,
	    &out);
	hj_buf_clear(&out);
	(void)hj_cleaning_list(&hj_cleaning_docx,
	    "word/_rels/document.xml.rels", p, n, &out);
	hj_buf_clear(&out);
}

static void
archive(const uint8_t *p, size_t n)
{
	struct hj_buf out = HJ_BUF(MAX);

	(void)hj_mediatype(p, n, "letter.docx");
	if (hj_clean_office(p, n, &out) == HJ_CLEAN_OK)
		assert(out.len != 0);
	hj_buf_clear(&out);
}

/* run.sh: -max_len=1024 */
int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	if (n == 0)
		return 0;
	markup(&hj_cleaning_odt, p, n);
	markup(&hj_cleaning_docx, p, n);
	lists(p, n);
	archive(p, n);
	return 0;
}

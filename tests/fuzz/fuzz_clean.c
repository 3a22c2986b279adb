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

static int
markup(const struct hj_cleaning *f, const uint8_t *p, size_t n)
{
	struct hj_buf once = HJ_BUF(MAX), twice = HJ_BUF(MAX);
	int rc = hj_cleaning_markup(f, p, n, &once);

	if (rc == HJ_CLEAN_OK) {
		assert(hj_cleaning_markup(f, once.data, once.len, &twice) ==
		    HJ_CLEAN_OK);
		assert(once.len == twice.len);
		assert(memcmp(once.data, twice.data, once.len) == 0);
	}
	hj_buf_clear(&once);
	hj_buf_clear(&twice);
	return rc;
}

static int
list(const struct hj_cleaning *f, const char *name, const uint8_t *p, size_t n)
{
	struct hj_buf out = HJ_BUF(MAX);
	int rc = hj_cleaning_list(f, name, p, n, &out);

	hj_buf_clear(&out);
	return rc;
}

#define KINDS 5 /* of a part */

static int
part(size_t kind, const uint8_t *p, size_t n)
{
	switch (kind) {
	case 0:
		return markup(&hj_cleaning_odt, p, n);
	case 1:
		return markup(&hj_cleaning_docx, p, n);
	case 2:
		return list(&hj_cleaning_odt, "META-INF/manifest.xml", p, n);
	case 3:
		return list(&hj_cleaning_docx, "[Content_Types].xml", p, n);
	default:
		return list(&hj_cleaning_docx, "word/_rels/document.xml.rels",
		    p, n);
	}
}

/* Each begins with the same parser.  What that refuses, most of what comes
 * here, is given to one of them, by its length, and not to all. */
static void
parts(const uint8_t *p, size_t n)
{
	xmlDoc *doc = hj_cleaning_parse(p, n);

	if (doc == NULL) {
		assert(part(n % KINDS, p, n) == HJ_CLEAN_BROKEN);
		return;
	}
	xmlFreeDoc(doc);
	for (size_t kind = 0; kind < KINDS; kind++)
		(void)part(kind, p, n);
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
	parts(p, n);
	archive(p, n);
	return 0;
}

#include <string.h>

#include <zip.h>

#include "export/doctext/doctext_own.h"

#define PARTS_MOST 4096

struct archive {
	zip_t *zip;
	struct hj_saying *s;
	struct hj_buf part; /* the one that is being read */
	size_t unpacked; /* of all, whatever the archive says of its sizes */
	bool word;
};

static bool
ends_with(const char *name, const char *end)
{
	size_t n = strlen(name), k = strlen(end);

	return n >= k && strcmp(name + n - k, end) == 0;
}

static bool
is_main(const char *name)
{
	return strcmp(name, "word/document.xml") == 0 ||
	    strcmp(name, "content.xml") == 0;
}

static int
unpack(struct archive *a, zip_uint64_t i)
{
	zip_file_t *f = zip_fopen_index(a->zip, i, 0);
	uint8_t piece[65536];
	zip_int64_t n = 0;
	int rc = HJ_DOCTEXT_OK;

	hj_buf_reset(&a->part);
	if (f == NULL)
		return HJ_DOCTEXT_BROKEN;
	while (rc == HJ_DOCTEXT_OK &&
	    (n = zip_fread(f, piece, sizeof(piece))) > 0) {
		a->unpacked += (size_t)n;
		if (a->unpacked > HJ_DOCTEXT_MAX ||
		    hj_buf_add(&a->part, piece, (size_t)n, &a->s->err) != HJ_OK)
			rc = HJ_DOCTEXT_LARGE;
	}
	if (rc == HJ_DOCTEXT_OK && n < 0)
		rc = HJ_DOCTEXT_BROKEN;
	(void)zip_fclose(f);
	return rc;
}

static enum hj_dialect
dialect(const struct archive *a, const char *name)
{
	if (strncmp(name, "docProps/", 9) == 0 || ends_with(name, "meta.xml"))
		return HJ_DIALECT_META;
	/* A drawing is in neither of their languages. */
	if (ends_with(name, ".svg"))
		return HJ_DIALECT_ANY;
	if (a->word && strncmp(name, "word/", 5) == 0)
		return HJ_DIALECT_WORD;
	if (!a->word &&
	    (ends_with(name, "content.xml") || ends_with(name, "styles.xml")))
		return HJ_DIALECT_ODF;
	return HJ_DIALECT_ANY;
}

/* Parts that hold settings and names of fonts, and nothing that anybody wrote;
 * relations are read for the addresses in them. */
static bool
is_machinery(const char *name)
{
	static const char *const machinery[] = { "[Content_Types].xml",
		"META-INF/manifest.xml", "settings.xml", "mimetype",
		"layout-cache", "word/theme/theme1.xml", "word/fontTable.xml",
		"word/webSettings.xml" };

	for (size_t i = 0; i < HJ_LEN(machinery); i++)
		if (strcmp(name, machinery[i]) == 0)
			return true;
	return ends_with(name, "/") ||
	    strncmp(name, "Configurations2/", 16) == 0;
}

static int
read_part(struct archive *a, zip_uint64_t i, const char *name)
{
	bool xml = ends_with(name, ".xml") || ends_with(name, ".rels") ||
	    ends_with(name, ".rdf") || ends_with(name, ".svg");
	int rc;

	if (is_machinery(name))
		return HJ_DOCTEXT_OK;
	if (!xml)
		a->s->found.unread++;
	if ((rc = unpack(a, i)) != HJ_DOCTEXT_OK)
		return rc;
	/* Of a picture what it says besides; a damaged one is only not read. */
	if (!xml && a->part.len != 0)
		(void)hj_doctext_picture(a->part.data, a->part.len, a->s);
	if (!xml || a->part.len == 0)
		return HJ_DOCTEXT_OK;
	return hj_doctext_xml(dialect(a, name), a->part.data, a->part.len,
	    a->s);
}

/* The document first, then all the rest in its order. */
static int
read_parts(struct archive *a)
{
	zip_int64_t n = zip_get_num_entries(a->zip, 0);
	bool any = false;
	int rc = HJ_DOCTEXT_OK;

	if (n > PARTS_MOST)
		return HJ_DOCTEXT_LARGE;
	for (int pass = 0; pass < 2; pass++) {
		for (zip_int64_t i = 0; rc == HJ_DOCTEXT_OK && i < n; i++) {
			const char *name =
			    zip_get_name(a->zip, (zip_uint64_t)i, 0);

			if (name == NULL)
				return HJ_DOCTEXT_BROKEN;
			if (is_main(name) != (pass == 0))
				continue;
			any = true;
			if (pass == 0)
				a->word = name[0] == 'w';
			rc = read_part(a, (zip_uint64_t)i, name);
		}
		if (!any)
			return HJ_DOCTEXT_KIND;
	}
	return rc;
}

int
hj_doctext_office(const uint8_t *p, size_t n, struct hj_saying *s)
{
	struct archive a = { .s = s, .part = HJ_BUF(HJ_DOCTEXT_MAX) };
	zip_source_t *from;
	zip_error_t why;
	int rc = HJ_DOCTEXT_BROKEN;

	zip_error_init(&why);
	from = zip_source_buffer_create(p, n, 0, &why);
	if (from != NULL &&
	    (a.zip = zip_open_from_source(from, ZIP_RDONLY, &why)) != NULL)
		rc = read_parts(&a);
	else if (from != NULL)
		zip_source_free(from);
	if (a.zip != NULL)
		zip_discard(a.zip);
	zip_error_fini(&why);
	hj_buf_clear(&a.part);
	return rc;
}

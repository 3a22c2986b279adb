#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>

#include <zip.h>

#include "core/file/mediatype.h"
#include "export/clean/clean.h"
#include "export/clean/clean_office.h"
#include "export/clean/clean_own.h"
#include "export/render/zip.h"

/* The parts of the copy. */
struct copy {
	const struct hj_cleaning *family;
	struct hj_part parts[HJ_ZIP_PARTS];
	struct hj_buf bytes[HJ_ZIP_PARTS];
	size_t n;
	size_t unpacked; /* of all parts that were read */
};

enum hj_part_does
hj_cleaning_part(const struct hj_cleaning *f, const char *name)
{
	for (size_t i = 0; i < f->nparts; i++)
		if (fnmatch(f->parts[i].name, name, 0) == 0)
			return f->parts[i].does;
	return HJ_PART_REFUSE;
}

/* A part unpacked; what an archive says of its own sizes is not believed. */
static int
unpack(zip_t *z, zip_uint64_t at, struct copy *c, struct hj_buf *to)
{
	struct hj_error err = HJ_ERROR;
	zip_file_t *from = zip_fopen_index(z, at, 0);
	uint8_t piece[65536];
	zip_int64_t n = 0;
	int rc = HJ_CLEAN_OK;

	if (from == NULL)
		return HJ_CLEAN_BROKEN;
	while (rc == HJ_CLEAN_OK &&
	    (n = zip_fread(from, piece, sizeof(piece))) > 0) {
		c->unpacked += (size_t)n;
		if (c->unpacked > HJ_CLEAN_MAX ||
		    hj_buf_add(to, piece, (size_t)n, &err) != HJ_OK)
			rc = HJ_CLEAN_LARGE;
	}
	if (rc == HJ_CLEAN_OK && n < 0)
		rc = HJ_CLEAN_BROKEN;
	(void)zip_fclose(from);
	return rc;
}

static int
clean_picture(const struct hj_buf *in, struct hj_buf *out)
{
	const char *type = hj_mediatype(in->data, in->len, NULL);

	if (type == NULL ||
	    (strcmp(type, HJ_TYPE_JPEG) != 0 && strcmp(type, HJ_TYPE_PNG) != 0))
		return HJ_CLEAN_INSIDE;
	return hj_clean_picture(type, in->data, in->len, out);
}

static int
clean_part(struct copy *c, const char *name, enum hj_part_does does,
    const struct hj_buf *in, struct hj_buf *out)
{
	struct hj_error err = HJ_ERROR;

	switch (does) {
	case HJ_PART_MARKUP:
		return hj_cleaning_markup(c->family, in->data, in->len, out);
	case HJ_PART_PICTURE:
		return clean_picture(in, out);
	case HJ_PART_LIST:
		return hj_cleaning_list(c->family, name, in->data, in->len,
		    out);
	case HJ_PART_PLAIN:
		return hj_buf_add(out, in->data, in->len, &err) == HJ_OK
		    ? HJ_CLEAN_OK
		    : HJ_CLEAN_SYSTEM;
	case HJ_PART_REFUSE:
	case HJ_PART_DROP:
		break;
	}
	return HJ_CLEAN_INSIDE;
}

static int
copy_part(zip_t *z, zip_uint64_t at, struct copy *c)
{
	const char *name = zip_get_name(z, at, 0);
	struct hj_buf in = HJ_BUF(HJ_CLEAN_MAX);
	enum hj_part_does does;
	struct hj_buf *out;
	int rc;

	if (name == NULL)
		return HJ_CLEAN_BROKEN;
	does = hj_cleaning_part(c->family, name);
	if (does == HJ_PART_DROP)
		return HJ_CLEAN_OK;
	if (does == HJ_PART_REFUSE || !hj_zip_name_valid(name, strlen(name)))
		return HJ_CLEAN_INSIDE;
	if (c->n == HJ_ZIP_PARTS)
		return HJ_CLEAN_LARGE;
	out = &c->bytes[c->n];
	*out = HJ_BUF(HJ_CLEAN_MAX);
	c->parts[c->n++] =
	    (struct hj_part){ .name = name, .stored = does == HJ_PART_PLAIN };
	if ((rc = unpack(z, at, c, &in)) == HJ_CLEAN_OK)
		rc = clean_part(c, name, does, &in, out);
	c->parts[c->n - 1].p = out->data;
	c->parts[c->n - 1].n = out->len;
	hj_buf_clear(&in);
	return rc;
}

static const struct hj_cleaning *
family_of(zip_t *z, const uint8_t *p, size_t n)
{
	const char *type = hj_mediatype(p, n, NULL);

	if (type != NULL && strcmp(type, HJ_TYPE_ODT) == 0)
		return &hj_cleaning_odt;
	return zip_name_locate(z, "word/document.xml", 0) >= 0
	    ? &hj_cleaning_docx
	    : NULL;
}

static int
copy_parts(zip_t *z, struct copy *c, struct hj_buf *out)
{
	struct hj_error err = HJ_ERROR;
	zip_int64_t n = zip_get_num_entries(z, 0);
	int rc = HJ_CLEAN_OK;

	for (zip_int64_t i = 0; i < n && rc == HJ_CLEAN_OK; i++)
		rc = copy_part(z, (zip_uint64_t)i, c);
	if (rc == HJ_CLEAN_OK &&
	    hj_zip_pack(c->parts, c->n, out, &err) != HJ_OK)
		rc = err.code == HJ_ELIMIT  ? HJ_CLEAN_LARGE
		    : err.code == HJ_EINVAL ? HJ_CLEAN_BROKEN
					    : HJ_CLEAN_SYSTEM;
	for (size_t i = 0; i < c->n; i++)
		hj_buf_clear(&c->bytes[i]);
	return rc;
}

int
hj_clean_office(const uint8_t *p, size_t n, struct hj_buf *out)
{
	zip_source_t *from = zip_source_buffer_create(p, n, 0, NULL);
	struct copy *c = calloc(1, sizeof(*c));
	zip_t *z = NULL;
	int rc = HJ_CLEAN_SYSTEM;

	if (from == NULL || c == NULL)
		goto out;
	if ((z = zip_open_from_source(from, ZIP_RDONLY, NULL)) == NULL) {
		rc = HJ_CLEAN_BROKEN;
		goto out;
	}
	from = NULL; /* the archive has it now */
	c->family = family_of(z, p, n);
	rc = c->family == NULL ? HJ_CLEAN_KIND : copy_parts(z, c, out);
out:
	if (z != NULL)
		zip_discard(z);
	zip_source_free(from);
	free(c);
	return rc;
}

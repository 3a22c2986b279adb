#include "export/render/zip.h"

#include <string.h>

#include <zip.h>

/* 1980-01-01 00:00, as the format counts: zero hours, day 1, month 1. */
#define FIRST_DATE ((1 << 5) | 1)
#define FIRST_TIME 0

static bool
is_plain(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	    (c >= '0' && c <= '9') || (c != '\0' && strchr("._-[]", c) != NULL);
}

bool
hj_zip_name_valid(const char *p, size_t n)
{
	size_t from = 0;

	if (n == 0 || n > HJ_ZIP_NAME)
		return false;
	for (size_t i = 0; i <= n; i++) {
		if (i < n && p[i] != '/') {
			if (!is_plain(p[i]))
				return false;
			continue;
		}
		if (i == from ||
		    (p[from] == '.' && i - from <= 2 && p[i - 1] == '.'))
			return false;
		from = i + 1;
	}
	return true;
}

static int
failed(zip_t *z, struct hj_error *err)
{
	int why = zip_error_code_zip(zip_get_error(z));

	if (why == ZIP_ER_EXISTS)
		return hj_fail(err, HJ_EINVAL, "two parts have one name");
	if (why == ZIP_ER_MEMORY)
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	return hj_fail(err, HJ_EIO, "the archive could not be made (%d)", why);
}

static int
add(zip_t *z, const struct hj_part *part, struct hj_error *err)
{
	zip_source_t *from;
	zip_int64_t at;

	if (!hj_zip_name_valid(part->name, strlen(part->name)))
		return hj_fail(err, HJ_EINVAL,
		    "a part of the archive has a name that may lead elsewhere");
	from = zip_source_buffer(z, part->p, part->n, 0);
	if (from == NULL)
		return failed(z, err);
	at = zip_file_add(z, part->name, from, ZIP_FL_ENC_GUESS);
	if (at < 0) {
		zip_source_free(from);
		return failed(z, err);
	}
	if (zip_set_file_compression(z, (zip_uint64_t)at,
		part->stored ? ZIP_CM_STORE : ZIP_CM_DEFLATE, 9) != 0 ||
	    zip_file_set_dostime(z, (zip_uint64_t)at, FIRST_TIME, FIRST_DATE,
		0) != 0 ||
	    zip_file_set_external_attributes(z, (zip_uint64_t)at, 0,
		ZIP_OPSYS_DOS, 0) != 0)
		return failed(z, err);
	return HJ_OK;
}

/* What the library wrote into its own memory. */
static int
take(zip_source_t *made, struct hj_buf *to, struct hj_error *err)
{
	size_t before = to->len;
	zip_stat_t st;
	uint8_t *p;
	int rc;

	if (zip_source_stat(made, &st) != 0 || zip_source_open(made) != 0)
		return hj_fail(err, HJ_EIO, "the archive could not be read");
	rc = hj_buf_extend(to, (size_t)st.size, &p, err);
	if (rc == HJ_OK &&
	    zip_source_read(made, p, st.size) != (zip_int64_t)st.size) {
		to->len = before;
		rc = hj_fail(err, HJ_EIO, "the archive could not be read");
	}
	(void)zip_source_close(made);
	return rc;
}

int
hj_zip_pack(const struct hj_part *parts, size_t n, struct hj_buf *to,
    struct hj_error *err)
{
	zip_source_t *made = NULL;
	zip_t *z = NULL;
	zip_error_t why;
	int rc = HJ_OK;

	if (n == 0 || n > HJ_ZIP_PARTS)
		return hj_fail(err, HJ_ELIMIT, "an archive has 1 to %d parts",
		    HJ_ZIP_PARTS);
	zip_error_init(&why);
	made = zip_source_buffer_create(NULL, 0, 0, &why);
	if (made != NULL)
		z = zip_open_from_source(made, ZIP_CREATE | ZIP_TRUNCATE, &why);
	if (z == NULL) {
		rc = hj_fail(err, HJ_ENOMEM, "out of memory");
		goto out;
	}
	zip_source_keep(made); /* closing the archive gives up its own hold */
	for (size_t i = 0; rc == HJ_OK && i < n; i++)
		rc = add(z, &parts[i], err);
	if (rc == HJ_OK && zip_close(z) != 0)
		rc = failed(z, err);
	else if (rc == HJ_OK)
		z = NULL;
	if (rc == HJ_OK)
		rc = take(made, to, err);
out:
	if (z != NULL)
		zip_discard(z);
	if (made != NULL)
		zip_source_free(made);
	zip_error_fini(&why);
	return rc;
}

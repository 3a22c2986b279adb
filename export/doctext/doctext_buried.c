#include <stdlib.h>
#include <string.h>

#include <qpdf/qpdf-c.h>

#include "export/doctext/doctext_own.h"

/* More than any file that people write has. */
#define OBJECTS 1000000

/*
 * Pictures in a PDF keep what the camera wrote into them, and nothing that
 * shows a page shows it.  libqpdf writes the file anew with every stream laid
 * open (no object left out, also none that nothing refers to), but pictures as
 * they are; then they stand in it byte for byte, wherever they were hidden, and
 * so does what anybody wrote beside them as XMP.
 */

/* A picture in a second packing is left alone with it by libqpdf, which knows no
 * half way: as if it were no picture, the packing goes. */
static void
unwrap(qpdf_data q, qpdf_oh stream)
{
	qpdf_oh dict = qpdf_oh_get_dict(q, stream);
	qpdf_oh filter = qpdf_oh_get_key(q, dict, "/Filter");
	qpdf_oh parms = qpdf_oh_get_key(q, dict, "/DecodeParms");
	int n = qpdf_oh_is_array(q, filter)
	    ? qpdf_oh_get_array_n_items(q, filter)
	    : 0;
	unsigned char *raw = NULL;
	QPDF_BOOL filtered = QPDF_FALSE;
	size_t len = 0;

	if (n < 2 ||
	    (qpdf_oh_get_stream_data(q, stream, qpdf_dl_none, &filtered, &raw,
		 &len) &
		QPDF_ERRORS) != 0)
		return;
	qpdf_oh_erase_item(q, filter, n - 1);
	if (qpdf_oh_is_array(q, parms) &&
	    qpdf_oh_get_array_n_items(q, parms) == n)
		qpdf_oh_erase_item(q, parms, n - 1);
	qpdf_oh_replace_stream_data(q, stream, raw, len, filter, parms);
	free(raw);
}

/* Names of what makes a picture, of which pixels are all that is ever read. */
static bool
ends_in_picture(qpdf_data q, qpdf_oh stream)
{
	qpdf_oh filter =
	    qpdf_oh_get_key(q, qpdf_oh_get_dict(q, stream), "/Filter");
	int n = qpdf_oh_is_array(q, filter)
	    ? qpdf_oh_get_array_n_items(q, filter)
	    : 0;
	const char *last = "";

	if (n > 0)
		last = qpdf_oh_get_name(q,
		    qpdf_oh_get_array_item(q, filter, n - 1));
	return strcmp(last, "/DCTDecode") == 0 || strcmp(last, "/DCT") == 0 ||
	    strcmp(last, "/JPXDecode") == 0;
}

static void
unwrap_all(qpdf_data q)
{
	int n = qpdf_oh_get_int_value_as_int(q,
	    qpdf_oh_get_key(q, qpdf_get_trailer(q), "/Size"));

	for (int i = 1; i < n && i < OBJECTS; i++) {
		qpdf_oh oh = qpdf_get_object_by_id(q, i, 0);

		if (qpdf_oh_is_stream(q, oh) && ends_in_picture(q, oh))
			unwrap(q, oh);
		qpdf_oh_release_all(q);
	}
}

static bool
lay_open(qpdf_data q, const uint8_t *p, size_t n)
{
	qpdf_silence_errors(q);
	qpdf_set_suppress_warnings(q, QPDF_TRUE);
	if ((qpdf_read_memory(q, "file", (const char *)p, n, NULL) &
		QPDF_ERRORS) != 0 ||
	    (qpdf_init_write_memory(q) & QPDF_ERRORS) != 0)
		return false;
	unwrap_all(q);
	qpdf_set_object_stream_mode(q, qpdf_o_disable);
	qpdf_set_compress_streams(q, QPDF_FALSE);
	qpdf_set_decode_level(q, qpdf_dl_generalized);
	qpdf_set_preserve_unreferenced_objects(q, QPDF_TRUE);
	qpdf_set_preserve_encryption(q, QPDF_FALSE);
	qpdf_set_static_ID(q, QPDF_TRUE);
	return (qpdf_write(q) & QPDF_ERRORS) == 0;
}

static size_t
until(const uint8_t *p, size_t n, const char *word)
{
	const uint8_t *end = memmem(p, n, word, strlen(word));

	return end != NULL ? (size_t)(end - p) : n;
}

static void
pictures(const uint8_t *p, size_t n, struct hj_saying *s)
{
	static const uint8_t start[] = { 0xff, 0xd8, 0xff };
	const uint8_t *at = p;

	while (!s->full &&
	    (at = memmem(at, n - (size_t)(at - p), start, sizeof(start))) !=
		NULL) {
		size_t len = until(at, n - (size_t)(at - p), "endstream");

		while (len > 0 && (at[len - 1] == '\n' || at[len - 1] == '\r'))
			len--;
		/* Else these bytes stood there by chance. */
		at += hj_doctext_picture(at, len, s) == HJ_DOCTEXT_OK
		    ? len
		    : sizeof(start);
	}
}

static void
packets(const uint8_t *p, size_t n, struct hj_saying *s)
{
	static const char start[] = "<x:xmpmeta", end[] = "</x:xmpmeta>";
	const uint8_t *at = p;

	while (!s->full &&
	    (at = memmem(at, n - (size_t)(at - p), start, sizeof(start) - 1)) !=
		NULL) {
		size_t left = n - (size_t)(at - p), len = until(at, left, end);

		len = len < left ? len + sizeof(end) - 1 : left;
		if (hj_doctext_xml(HJ_DIALECT_META, at, len, s) !=
		    HJ_DOCTEXT_OK)
			s->found.unread++;
		at += len;
	}
}

void
hj_doctext_buried(const uint8_t *p, size_t n, struct hj_saying *s)
{
	qpdf_data q = qpdf_init();

	if (q == NULL || !lay_open(q, p, n)) {
		/* Nobody knows what is in it. */
		s->found.unread++;
	} else {
		pictures(qpdf_get_buffer(q), qpdf_get_buffer_length(q), s);
		packets(qpdf_get_buffer(q), qpdf_get_buffer_length(q), s);
	}
	if (q != NULL)
		qpdf_cleanup(&q);
}

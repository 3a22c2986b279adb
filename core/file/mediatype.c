#include <string.h>
#include <strings.h>

#include "core/file/mediatype.h"

struct beginning {
	size_t at;
	const char *bytes;
	size_t len;
	const char *type;
};

#define BEGINS(at, bytes, type)                                                \
	{                                                                      \
		at, bytes, sizeof(bytes) - 1, type                             \
	}

/* The first that fits is meant: the narrower before the wider. */
static const struct beginning beginnings[] = {
	BEGINS(0, "\xff\xd8\xff", HJ_TYPE_JPEG),
	BEGINS(0, "\x89PNG\r\n\x1a\n", HJ_TYPE_PNG),
	BEGINS(0, "%PDF-", HJ_TYPE_PDF),
	BEGINS(0, "GIF87a", "image/gif"),
	BEGINS(0, "GIF89a", "image/gif"),
	BEGINS(0, "II*\0", "image/tiff"),
	BEGINS(0, "MM\0*", "image/tiff"),
	BEGINS(8, "WEBP", "image/webp"),
	BEGINS(4, "ftypheic", "image/heic"),
	BEGINS(4, "ftypmif1", "image/heic"),
	BEGINS(4, "ftypM4A", "audio/mp4"),
	BEGINS(4, "ftypqt", "video/quicktime"),
	BEGINS(4, "ftyp", "video/mp4"),
	BEGINS(8, "WAVE", "audio/wav"),
	BEGINS(8, "AVI ", "video/x-msvideo"),
	BEGINS(0, "\x1a\x45\xdf\xa3", "video/webm"),
	BEGINS(0, "OggS", "audio/ogg"),
	BEGINS(0, "ID3", "audio/mpeg"),
	BEGINS(0, "\xff\xfb", "audio/mpeg"),
	BEGINS(0, "#!AMR", "audio/amr"),
	BEGINS(0, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
	    "application/x-ole-storage"),
	BEGINS(30, "mimetype" HJ_TYPE_ODT "PK", HJ_TYPE_ODT),
	BEGINS(0, "PK\3\4", HJ_TYPE_ZIP),
};

static const struct {
	const char *end, *type;
} ends[] = {
	{ ".docx", HJ_TYPE_DOCX },
	{ ".xlsx",
	    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" },
	{ ".pptx",
	    "application/vnd.openxmlformats-officedocument.presentationml.presentation" },
	{ ".ods", "application/vnd.oasis.opendocument.spreadsheet" },
};

static const char *
by_name(const char *name)
{
	size_t n = name != NULL ? strlen(name) : 0;

	for (size_t i = 0; i < HJ_LEN(ends); i++) {
		size_t end = strlen(ends[i].end);

		if (n > end && strcasecmp(name + n - end, ends[i].end) == 0)
			return ends[i].type;
	}
	return HJ_TYPE_ZIP;
}

const char *
hj_mediatype(const uint8_t *p, size_t n, const char *name)
{
	for (size_t i = 0; i < HJ_LEN(beginnings); i++) {
		const struct beginning *b = &beginnings[i];

		if (n < b->at + b->len ||
		    memcmp(p + b->at, b->bytes, b->len) != 0)
			continue;
		return strcmp(b->type, HJ_TYPE_ZIP) == 0 ? by_name(name)
							 : b->type;
	}
	return NULL;
}

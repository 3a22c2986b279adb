/* SAX into canonical bytes, and each case into the vault. */
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include <libxml/parser.h>
#include <sodium.h>

#include "core/id.h"
#include "tests/bench/floor.h"

#define PIECE ((size_t)64 << 10)

struct reader {
	struct floor *f;
	bool inside, row; /* a case; a text that the catalogue wants */
	uint8_t id[10];
	uint8_t bytes[FLOOR_CASE], names[4096];
	size_t n, nnames;
};

static void
put(struct reader *r, const void *p, size_t n)
{
	if (r->n + n > sizeof(r->bytes))
		floor_die("a case is too large");
	memcpy(r->bytes + r->n, p, n);
	r->n += n;
}

static void
put_escaped(struct reader *r, const char *p, size_t n, bool attr)
{
	const char *start = p, *end = p + n;

	for (; p < end; p++) {
		const char *to = *p == '&' ? "&amp;"
		    : *p == '<'            ? "&lt;"
		    : *p == '>' && !attr   ? "&gt;"
		    : *p == '"' && attr    ? "&quot;"
					   : NULL;

		if (to == NULL)
			continue;
		put(r, start, (size_t)(p - start));
		put(r, to, strlen(to));
		start = p + 1;
	}
	put(r, start, (size_t)(end - start));
}

/* Names and codes stand in the row of the case. */
static void
note(struct reader *r, const void *p, size_t n)
{
	if (r->nnames + n > sizeof(r->names))
		return;
	memcpy(r->names + r->nnames, p, n);
	r->nnames += n;
}

static void
begin_case(struct reader *r)
{
	r->inside = true;
	r->n = r->nnames = 0;
}

static void
start(void *ctx, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
    int nns, const xmlChar **ns, int nattrs, int ndefault, const xmlChar **attr)
{
	struct reader *r = ctx;
	const char *tag = (const char *)name;
	struct hj_error err = HJ_ERROR;
	struct hj_id id;

	(void)uri;
	(void)nns;
	(void)ns;
	(void)ndefault;
	if (prefix != NULL)
		return;
	if (!r->inside)
		begin_case(r);
	put(r, "<", 1);
	put(r, tag, strlen(tag));
	if (r->n == 5)
		put(r, " xmlns=\"urn:hanji:case:1\"", 25);
	for (int i = 0; i < nattrs; i++, attr += 5) {
		const char *value = (const char *)attr[3];
		size_t n = (size_t)(attr[4] - attr[3]);

		if (r->n == 30 && hj_id_parse(value, n, &id, &err) == HJ_OK)
			memcpy(r->id, id.b, 10);
		if (strcmp((const char *)attr[0], "type") == 0)
			note(r, value, n);
		put(r, " ", 1);
		put(r, attr[0], strlen((const char *)attr[0]));
		put(r, "=\"", 2);
		put_escaped(r, value, n, true);
		put(r, "\"", 1);
	}
	put(r, ">", 1);
	r->row = strcmp(tag, "family") == 0 || strcmp(tag, "given") == 0 ||
	    strcmp(tag, "state") == 0 || strcmp(tag, "sex") == 0;
}

static void
end(void *ctx, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
	struct reader *r = ctx;
	const char *tag = (const char *)name;

	(void)uri;
	if (prefix != NULL)
		return;
	put(r, "</", 2);
	put(r, tag, strlen(tag));
	put(r, ">", 1);
	r->row = false;
	if (strcmp(tag, "case") != 0)
		return;
	floor_case_new(r->f, r->id, r->names, r->nnames, r->bytes, r->n);
	r->inside = false;
}

static void
text(void *ctx, const xmlChar *p, int n)
{
	struct reader *r = ctx;
	size_t len = (size_t)n;

	if (!r->inside)
		return;
	put_escaped(r, (const char *)p, len, false);
	if (r->row)
		note(r, p, len);
}

void
floor_import(struct floor *f, const char *file)
{
	static struct reader r;
	static char piece[PIECE];
	xmlSAXHandler sax = { .initialized = XML_SAX2_MAGIC,
		.startElementNs = start,
		.endElementNs = end,
		.characters = text };
	crypto_hash_sha256_state whole;
	xmlParserCtxtPtr x;
	uint8_t hash[32];
	ssize_t n;
	int fd = open(file, O_RDONLY);

	r.f = f;
	x = xmlCreatePushParserCtxt(&sax, &r, NULL, 0, NULL);
	if (fd < 0 || x == NULL)
		floor_die(file);
	(void)xmlCtxtUseOptions(x, XML_PARSE_NONET | XML_PARSE_HUGE);
	(void)crypto_hash_sha256_init(&whole);
	floor_begin(f, true);
	while ((n = read(fd, piece, sizeof(piece))) > 0) {
		(void)crypto_hash_sha256_update(&whole, (const uint8_t *)piece,
		    (size_t)n);
		if (xmlParseChunk(x, piece, (int)n, 0) != 0)
			floor_die("not well-formed");
	}
	if (xmlParseChunk(x, NULL, 0, 1) != 0)
		floor_die("not well-formed");
	(void)crypto_hash_sha256_final(&whole, hash);
	xmlFreeParserCtxt(x);
	(void)close(fd);
	floor_case_new(f, r.id, NULL, 0, NULL, 0);
}

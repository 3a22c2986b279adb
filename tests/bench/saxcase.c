/* SAX into canonical bytes. */
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include <libxml/parser.h>
#include <sodium.h>

#include "core/base/id.h"
#include "tests/bench/floor.h"
#include "tests/bench/saxcase.h"

#define PIECE ((size_t)64 << 10)

struct reader {
	saxcase_fn *each;
	void *to;
	bool inside;
	char row; /* a text that the catalogue wants */
	uint8_t bytes[SAXCASE_MAX], notes[4096];
	size_t n;
	struct saxcase c;
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
note(struct reader *r, char what, const void *p, size_t n)
{
	struct saxcase *c = &r->c;

	if (what == 'd') {
		if (c->dates_len + n + 1 > sizeof(c->dates))
			return;
		memcpy(c->dates + c->dates_len, p, n);
		c->dates_len += n;
		c->dates[c->dates_len++] = ' ';
		return;
	}
	if (c->notes_len + n > sizeof(r->notes) || c->nnotes == SAXCASE_NOTES)
		return;
	memcpy(r->notes + c->notes_len, p, n);
	c->notes_len += n;
	c->note[c->nnotes++] = (struct saxcase_note){ what, (uint16_t)n };
}

static void
begin_case(struct reader *r)
{
	r->inside = true;
	r->n = r->c.nnotes = r->c.notes_len = r->c.dates_len = 0;
}

static char
wanted(const char *tag)
{
	if (strcmp(tag, "family") == 0 || strcmp(tag, "given") == 0)
		return 'n';
	if (strcmp(tag, "state") == 0 || strcmp(tag, "sex") == 0)
		return 'c';
	return strcmp(tag, "date") == 0 ? 'd' : '\0';
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
			memcpy(r->c.id, id.b, 10);
		if (strcmp((const char *)attr[0], "type") == 0)
			note(r, 'c', value, n);
		put(r, " ", 1);
		put(r, attr[0], strlen((const char *)attr[0]));
		put(r, "=\"", 2);
		put_escaped(r, value, n, true);
		put(r, "\"", 1);
	}
	put(r, ">", 1);
	r->row = wanted(tag);
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
	r->row = '\0';
	if (strcmp(tag, "case") != 0)
		return;
	r->c.bytes = r->bytes;
	r->c.n = r->n;
	r->c.notes = r->notes;
	r->each(r->to, &r->c);
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
	if (r->row != '\0')
		note(r, r->row, p, len);
}

void
saxcase_read(const char *file, saxcase_fn *each, void *to)
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

	r.each = each;
	r.to = to;
	x = xmlCreatePushParserCtxt(&sax, &r, NULL, 0, NULL);
	if (fd < 0 || x == NULL)
		floor_die(file);
	(void)xmlCtxtUseOptions(x, XML_PARSE_NONET | XML_PARSE_HUGE);
	(void)crypto_hash_sha256_init(&whole);
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
}

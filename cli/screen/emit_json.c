/* JSON (RFC 8259): streamed, so that no second copy of a case lies about. */
#include <string.h>

#include "cli/screen/emit_form.h"
#include "core/base/text.h"

static void
escaped(FILE *out, uint32_t c)
{
	if (c > 0xffff) {
		c -= 0x10000;
		(void)fprintf(out, "\\u%04x\\u%04x", 0xd800 | (c >> 10),
		    0xdc00 | (c & 0x3ff));
		return;
	}
	(void)fprintf(out, "\\u%04x", c);
}

/* Controls, and what could turn the text of a terminal round. */
static bool
needs_escape(uint32_t c)
{
	return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x061c ||
	    (c >= 0x200b && c <= 0x200f) || (c >= 0x2028 && c <= 0x202e) ||
	    (c >= 0x2060 && c <= 0x206f) || c == 0xfeff ||
	    (c & 0xfffe) == 0xfffe;
}

static void
string(FILE *out, const char *p, size_t n)
{
	(void)fputc('"', out);
	while (n > 0) {
		uint32_t c = 0;
		size_t k = hj_text_decode(p, n, &c);

		if (k == 0) {
			/* Not text: the replacement character. */
			(void)fputs("\\ufffd", out);
			k = 1;
		} else if (c == '"' || c == '\\') {
			(void)fprintf(out, "\\%c", (char)c);
		} else if (c == '\n') {
			(void)fputs("\\n", out);
		} else if (needs_escape(c)) {
			escaped(out, c);
		} else {
			(void)fwrite(p, 1, k, out);
		}
		p += k;
		n -= k;
	}
	(void)fputc('"', out);
}

static void
start(struct emit *e, const char *command)
{
	(void)fprintf(e->out, "{\"hanji\":%d,\"command\":", EMIT_VERSION);
	string(e->out, command, strlen(command));
	(void)fputs(",\"data\":", e->out);
}

static void
separate(struct emit *e)
{
	if (e->depth != 0 && !e->keyed && e->level[e->depth].count != 0)
		(void)fputc(',', e->out);
}

static void
open_json(struct emit *e, enum emit_scope scope)
{
	separate(e);
	(void)fputc(scope == EMIT_MAP || scope == EMIT_ROW ? '{' : '[', e->out);
}

static void
close_json(struct emit *e, enum emit_scope scope)
{
	(void)fputc(scope == EMIT_MAP || scope == EMIT_ROW ? '}' : ']', e->out);
}

static void
key(struct emit *e, const char *name, const char *label)
{
	(void)label;
	separate(e);
	string(e->out, name, strlen(name));
	(void)fputc(':', e->out);
}

static void
text(struct emit *e, const char *p, size_t n)
{
	separate(e);
	string(e->out, p, n);
}

static void
word(struct emit *e, const char *w)
{
	separate(e);
	(void)fputs(w, e->out);
}

static void
finish(struct emit *e)
{
	(void)fputs("}\n", e->out);
}

const struct emit_form emit_json = {
	.start = start,
	.open = open_json,
	.close = close_json,
	.key = key,
	.text = text,
	.word = word,
	.finish = finish,
};

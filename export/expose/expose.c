#include <stdlib.h>
#include <string.h>

#include <sodium.h>
#include <unicode/uchar.h>

#include "core/base/limits.h"
#include "core/base/text.h"
#include "export/expose/expose_own.h"

/* Positions that share the first bytes are chained from one bucket.  There are as
 * many as bytes of text, within these powers of two. */
#define PREFIX 4
#define BITS_LEAST 8
#define BITS_MOST 16
#define NOWHERE UINT32_MAX

struct letters {
	struct hj_buf text; /* letters and digits only, folded */
	struct hj_buf starts; /* a byte each: 1 where a word begins */
	struct hj_lines lines;
	bool spaced; /* holds letters of an alphabet with words */
	size_t count; /* of letters */
};

struct hj_expose {
	struct letters in;
	unsigned bits; /* there are 2 to the power of it buckets */
	uint32_t *head; /* a bucket each */
	uint32_t *next; /* one a byte of text */
	struct hj_digits numbers;
	struct hj_sounds *sounds;
	size_t passed_over;
};

/* Written without spaces between words, or a syllable that means a name. */
static bool
is_unspaced(uint32_t c)
{
	return (c >= 0x1100 && c <= 0x11ff) || (c >= 0xac00 && c <= 0xd7a3) ||
	    (c >= 0x3400 && c <= 0x9fff) || (c >= 0x3040 && c <= 0x30ff) ||
	    (c >= 0x0e00 && c <= 0x0eff) || (c >= 0x20000 && c <= 0x3ffff);
}

static int
strip(const char *p, size_t n, struct letters *to, struct hj_error *err)
{
	struct hj_buf folded = HJ_BUF(HJ_TEXT_MAX);
	bool fresh = true;
	int rc;

	if ((rc = hj_text_fold(p, n, &folded, err)) != HJ_OK)
		goto out;
	for (size_t i = 0, len; i < folded.len; i += len) {
		const char *at = (const char *)folded.data + i;
		uint32_t c = 0;

		if ((len = hj_text_decode(at, folded.len - i, &c)) == 0) {
			rc = hj_fail(err, HJ_EINVAL, "the text is not UTF-8");
			goto out;
		}
		if (c == '\n' &&
		    (rc = hj_lines_add(&to->lines, to->text.len, err)) != HJ_OK)
			goto out;
		if (!u_isalnum((UChar32)c) &&
		    u_charType((UChar32)c) != U_NON_SPACING_MARK) {
			/* A hyphen or an apostrophe divides too: rather one hit
			 * too many than "Kim's" passed over. */
			fresh = true;
			continue;
		}
		if ((rc = hj_buf_add(&to->text, at, len, err)) != HJ_OK)
			goto out;
		for (size_t k = 0; k < len; k++)
			if ((rc = hj_buf_putc(&to->starts,
				 k == 0 && (fresh || is_unspaced(c)), err)) !=
			    HJ_OK)
				goto out;
		to->spaced = to->spaced || !is_unspaced(c);
		fresh = is_unspaced(c);
		to->count++;
	}
out:
	hj_buf_clear(&folded);
	return rc;
}

static size_t
bucket(const struct hj_expose *e, const uint8_t *p)
{
	uint32_t h = (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 |
	    (uint32_t)p[2] << 8 | p[3];

	return (h * UINT32_C(2654435761)) >> (32 - e->bits);
}

static int
index_text(struct hj_expose *e, struct hj_error *err)
{
	size_t n = e->in.text.len;

	for (e->bits = BITS_LEAST; e->bits < BITS_MOST && n >> e->bits != 0;)
		e->bits++;
	e->head = malloc(sizeof(*e->head) << e->bits);
	e->next = malloc((n + 1) * sizeof(*e->next));
	if (e->head == NULL || e->next == NULL)
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	memset(e->head, 0xff, sizeof(*e->head) << e->bits);
	for (size_t i = 0; i + PREFIX <= n; i++) {
		size_t b = bucket(e, e->in.text.data + i);

		e->next[i] = e->head[b];
		e->head[b] = (uint32_t)i;
	}
	return HJ_OK;
}

static void
letters_clear(struct letters *l)
{
	hj_buf_clear(&l->text);
	hj_buf_clear(&l->starts);
	hj_lines_clear(&l->lines);
}

int
hj_expose_new(const char *text, size_t n, struct hj_expose **ret,
    struct hj_error *err)
{
	struct hj_buf plain = HJ_BUF(4 * HJ_TEXT_MAX);
	struct hj_expose *e = calloc(1, sizeof(*e));
	int rc;

	if (e == NULL)
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	e->in.text = HJ_BUF(4 * HJ_TEXT_MAX);
	e->in.starts = HJ_BUF(4 * HJ_TEXT_MAX);
	if ((rc = hj_expose_plain(text, n, &plain, err)) == HJ_OK &&
	    (rc = strip((const char *)plain.data, plain.len, &e->in, err)) ==
		HJ_OK &&
	    (rc = index_text(e, err)) == HJ_OK &&
	    (rc = hj_digits_read(&plain, &e->numbers, err)) == HJ_OK &&
	    (rc = hj_sounds_new(&plain, &e->sounds, err)) == HJ_OK) {
		*ret = e;
		e = NULL;
	}
	hj_buf_clear(&plain);
	hj_expose_free(e);
	return rc;
}

void
hj_expose_free(struct hj_expose *e)
{
	if (e == NULL)
		return;
	letters_clear(&e->in);
	hj_digits_clear(&e->numbers);
	hj_sounds_free(e->sounds);
	free(e->head);
	free(e->next);
	free(e);
}

struct hj_sounds *
hj_expose_sounds(struct hj_expose *e)
{
	return e->sounds;
}

uint32_t
hj_expose_digits(const struct hj_expose *e, const char *p, size_t n)
{
	return hj_digits_find(&e->numbers, p, n);
}

static bool
stands_at(const struct hj_expose *e, size_t i, const struct letters *name)
{
	const uint8_t *starts = e->in.starts.data;
	size_t end = i + name->text.len;

	if (end > e->in.text.len ||
	    memcmp(e->in.text.data + i, name->text.data, name->text.len) != 0)
		return false;
	if (!name->spaced)
		return true;
	return starts[i] == 1 && (end == e->in.text.len || starts[end] == 1);
}

int
hj_expose_each(struct hj_expose *e, const char *p, size_t n, hj_expose_fn *fn,
    void *to, struct hj_error *err)
{
	struct letters l = { .text = HJ_BUF(HJ_LINE_MAX),
		.starts = HJ_BUF(HJ_LINE_MAX) };
	int rc;

	if ((rc = strip(p, n, &l, err)) != HJ_OK)
		goto out;
	if (l.count < (l.spaced ? 4u : 2u) || l.text.len < PREFIX) {
		e->passed_over++;
		goto out;
	}
	for (uint32_t i = e->head[bucket(e, l.text.data)]; i != NOWHERE;
	     i = e->next[i])
		if (stands_at(e, i, &l)) {
			struct hj_spot spot = { hj_lines_of(&e->in.lines, i),
				i };

			if (!fn(to, &spot))
				break;
		}
out:
	letters_clear(&l);
	return rc;
}

static bool
is_there(void *to, const struct hj_spot *spot)
{
	bool *found = to;

	(void)spot;
	*found = true;
	return false;
}

int
hj_expose_seek(struct hj_expose *e, const char *name, size_t n, bool *found,
    struct hj_error *err)
{
	*found = false;
	return hj_expose_each(e, name, n, is_there, found, err);
}

size_t
hj_expose_passed_over(const struct hj_expose *e)
{
	return e->passed_over;
}

bool
hj_expose_first_line(void *to, const struct hj_spot *spot)
{
	uint32_t *line = to;

	if (*line == 0 || spot->line < *line)
		*line = spot->line;
	return true;
}

#include "core/store/searches.h"

#include <string.h>

#include "core/base/text.h"

/* Version 2 | number 4 | of each: name, question, each with its length 2
 * before it.  Big-endian. */
#define VERSION 1

static struct hj_search *
all(const struct hj_searches *s)
{
	return (struct hj_search *)(void *)s->list.data;
}

void
hj_searches_clear(struct hj_searches *s)
{
	hj_buf_clear(&s->list);
}

size_t
hj_searches_count(const struct hj_searches *s)
{
	return s->list.len / sizeof(struct hj_search);
}

const struct hj_search *
hj_searches_at(const struct hj_searches *s, size_t i)
{
	return &all(s)[i];
}

/* Where it stands, or would. */
static size_t
place(const struct hj_searches *s, const char *name, bool *there)
{
	size_t lo = 0, hi = hj_searches_count(s);

	*there = false;
	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		int d = strcmp(name, all(s)[mid].name);

		if (d == 0) {
			*there = true;
			return mid;
		}
		if (d < 0)
			hi = mid;
		else
			lo = mid + 1;
	}
	return lo;
}

const struct hj_search *
hj_searches_find(const struct hj_searches *s, const char *name)
{
	bool there;
	size_t i = place(s, name, &there);

	return there ? &all(s)[i] : NULL;
}

static int
check(const char *name, const char *where, struct hj_error *err)
{
	size_t n = strlen(name);

	if (n == 0)
		return hj_fail(err, HJ_EINVAL, "a saved search needs a name");
	if (n > HJ_SEARCH_NAME || strlen(where) > HJ_WHERE_MAX)
		return hj_fail(err, HJ_ELIMIT,
		    "the name of a saved search has at most %d bytes, its question %d",
		    HJ_SEARCH_NAME, HJ_WHERE_MAX);
	if (hj_text_check(name, n, HJ_TEXT_LINE, err) != HJ_OK)
		return hj_while(err, "the name of the saved search");
	if (hj_text_check(where, strlen(where), HJ_TEXT_LINE, err) != HJ_OK)
		return hj_while(err, "the question of the saved search");
	return HJ_OK;
}

int
hj_searches_put(struct hj_searches *s, const char *name, const char *where,
    struct hj_error *err)
{
	size_t n = hj_searches_count(s), i;
	struct hj_search one = { .name = "" };
	bool there;

	if (check(name, where, err) != HJ_OK)
		return (int)err->code;
	i = place(s, name, &there);
	if (!there && n == HJ_SEARCHES_MAX)
		return hj_fail(err, HJ_ELIMIT,
		    "there are %d saved searches already; drop one with 'hanji search drop'",
		    HJ_SEARCHES_MAX);
	if (!there && hj_buf_add(&s->list, &one, sizeof(one), err) != HJ_OK)
		return (int)err->code;
	if (!there)
		memmove(&all(s)[i + 1], &all(s)[i], (n - i) * sizeof(one));
	memset(&all(s)[i], 0, sizeof(one));
	memcpy(all(s)[i].name, name, strlen(name));
	memcpy(all(s)[i].where, where, strlen(where));
	return HJ_OK;
}

bool
hj_searches_drop(struct hj_searches *s, const char *name)
{
	size_t n = hj_searches_count(s), i;
	bool there;

	i = place(s, name, &there);
	if (!there)
		return false;
	memmove(&all(s)[i], &all(s)[i + 1],
	    (n - i - 1) * sizeof(struct hj_search));
	s->list.len -= sizeof(struct hj_search);
	return true;
}

/* ---- bytes ---- */

static int
put_text(struct hj_buf *to, const char *text, struct hj_error *err)
{
	if (hj_buf_u16(to, (uint16_t)strlen(text), err) != HJ_OK)
		return (int)err->code;
	return hj_buf_puts(to, text, err);
}

int
hj_searches_encode(const struct hj_searches *s, struct hj_buf *to,
    struct hj_error *err)
{
	size_t n = hj_searches_count(s);

	if (hj_buf_u16(to, VERSION, err) != HJ_OK ||
	    hj_buf_u32(to, (uint32_t)n, err) != HJ_OK)
		return (int)err->code;
	for (size_t i = 0; i < n; i++)
		if (put_text(to, all(s)[i].name, err) != HJ_OK ||
		    put_text(to, all(s)[i].where, err) != HJ_OK)
			return (int)err->code;
	return HJ_OK;
}

static void
get_text(struct hj_cursor *c, char *to, size_t most)
{
	size_t n = hj_cursor_u16(c);
	const uint8_t *p = hj_cursor_bytes(c, n);

	if (c->bad || n > most) {
		c->bad = true;
		return;
	}
	memcpy(to, p, n);
	to[n] = '\0';
}

int
hj_searches_decode(const uint8_t *p, size_t n, struct hj_searches *s,
    struct hj_error *err)
{
	struct hj_cursor c = HJ_CURSOR(p, n);
	uint16_t version = hj_cursor_u16(&c);
	uint32_t count = hj_cursor_u32(&c);
	struct hj_error why = HJ_ERROR;
	struct hj_search one;

	if (!c.bad && version > VERSION)
		return hj_fail(err, HJ_EVERSION,
		    "this vault was written by a newer hanji; install it");
	hj_buf_reset(&s->list);
	for (uint32_t i = 0; !c.bad && i < count; i++) {
		get_text(&c, one.name, HJ_SEARCH_NAME);
		if (!c.bad)
			get_text(&c, one.where, HJ_WHERE_MAX);
		if (c.bad)
			break;
		if (hj_searches_put(s, one.name, one.where, &why) == HJ_ENOMEM)
			return hj_fail(err, HJ_ENOMEM, "out of memory");
		c.bad = why.code != HJ_OK;
	}
	if (c.bad || c.left != 0)
		return hj_fail(err, HJ_ECORRUPT,
		    "the list of saved searches is damaged");
	return HJ_OK;
}

#include <stdlib.h>
#include <string.h>

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include "core/base/limits.h"
#include "core/base/text.h"
#include "core/names/namekey.h"
#include "core/names/namescore.h"
#include "export/expose/expose_own.h"

#define MOST 4 /* words, or signs, of a name */
#define FEWEST 2
#define LONGEST 96 /* bytes */

enum script { OTHER, LETTERS, HANGUL, HANJA };

/* A word of letters, or one sign. */
struct token {
	uint32_t at, end; /* in the text */
	enum script script;
	bool capital, hyphen; /* joined to the one before */
	bool begins; /* a Hangul sign at the beginning of a word */
	bool joined; /* nothing but a blank, a comma or a hyphen before it */
};

struct window {
	uint32_t first, n; /* tokens */
	bool explained;
};

struct key {
	uint32_t hash, window;
};

struct hj_sounds {
	struct hj_namer *namer;
	struct hj_buf text; /* NFC */
	struct hj_lines lines;
	struct hj_buf tokens, windows, keys; /* arrays */
};

#define TOKEN(s, i) (((struct token *)(void *)(s)->tokens.data)[i])
#define WINDOW(s, i) (((struct window *)(void *)(s)->windows.data)[i])
#define KEY(s, i) (((const struct key *)(const void *)(s)->keys.data)[i])
#define NTOKENS(s) ((s)->tokens.len / sizeof(struct token))
#define NWINDOWS(s) ((s)->windows.len / sizeof(struct window))
#define NKEYS(s) ((s)->keys.len / sizeof(struct key))

static enum script
script_of(uint32_t c)
{
	UErrorCode status = U_ZERO_ERROR;
	UScriptCode script;

	if (u_charType((UChar32)c) == U_NON_SPACING_MARK)
		return LETTERS;
	if (!u_isalpha((UChar32)c))
		return OTHER;
	script = uscript_getScript((UChar32)c, &status);
	return script == USCRIPT_HANGUL ? HANGUL
	    : script == USCRIPT_HAN     ? HANJA
					: LETTERS;
}

/* Apostrophes stand inside of words: P'yŏng-ae, Ch’oe. */
static bool
is_inside(uint32_t c)
{
	return c == '\'' || c == 0x2019 || c == 0x02bc || c == 0x2018;
}

static int
tokenise(struct hj_sounds *s, struct hj_error *err)
{
	const char *p = (const char *)s->text.data;
	struct token t = { .script = OTHER };
	bool fresh = true, hyphen = false, joined = false;
	size_t gap = 0;
	int rc = HJ_OK;

	for (size_t i = 0, len; i < s->text.len && rc == HJ_OK; i += len) {
		uint32_t c = 0;
		enum script script;

		len = hj_text_decode(p + i, s->text.len - i, &c);
		script = script_of(c);
		if (t.script == LETTERS &&
		    (script == LETTERS || is_inside(c))) {
			t.end = (uint32_t)(i + len);
			continue;
		}
		if (t.script != OTHER)
			rc = hj_buf_add(&s->tokens, &t, sizeof(t), err);
		if (t.script != OTHER) {
			hyphen = fresh = false;
			joined = true;
			gap = 0;
		}
		t.script = OTHER;
		if (script == OTHER) {
			fresh = true;
			hyphen = c == '-' || c == 0x2010 || c == 0x2011;
			joined = joined && ++gap <= 2 &&
			    (c == ' ' || c == ',' || c == '\n' || hyphen ||
				c == 0xa0 || c == 0xb7);
			if (c == '\n' && rc == HJ_OK)
				rc = hj_lines_add(&s->lines, i + 1, err);
			continue;
		}
		t = (struct token){ .at = (uint32_t)i,
			.end = (uint32_t)(i + len),
			.script = script,
			.capital = u_isupper((UChar32)c),
			.hyphen = hyphen,
			.begins = fresh,
			.joined = joined };
	}
	if (rc == HJ_OK && t.script != OTHER)
		rc = hj_buf_add(&s->tokens, &t, sizeof(t), err);
	return rc;
}

/* May the tokens from i on be a name of n words or signs? */
static bool
may_be_name(const struct hj_sounds *s, size_t i, size_t n)
{
	const struct token *t = &TOKEN(s, i);
	bool capital = false, hyphen = false;
	size_t blanks = 0;

	if (t[n - 1].end - t->at > LONGEST ||
	    (t->script == HANGUL && !t->begins))
		return false;
	for (size_t k = 0; k < n; k++) {
		if (t[k].script != t->script || (k != 0 && !t[k].joined))
			return false;
		capital = capital || t[k].capital;
		hyphen = hyphen || (k != 0 && t[k].hyphen);
		blanks += k != 0 && t[k].begins;
	}
	if (t->script != LETTERS)
		return blanks <= 1;
	return capital || hyphen;
}

static void
read_window(struct hj_sounds *s, const struct window *w, const char **p,
    size_t *n)
{
	const struct token *t = &TOKEN(s, w->first);

	*p = (const char *)s->text.data + t->at;
	*n = t[w->n - 1].end - t->at;
}

static bool
tells(enum hj_name_tier tier)
{
	return tier == HJ_KEY_FULL || tier == HJ_KEY_WORD;
}

/* A name has its line breaks as blanks. */
static int
read_name(struct hj_sounds *s, const char *p, size_t n, struct hj_name *ret,
    struct hj_error *err)
{
	char name[LONGEST + 1];

	if (n > LONGEST)
		return hj_name_read(s->namer, p, n, ret, err);
	for (size_t i = 0; i < n; i++)
		name[i] = p[i] == '\n' ? ' ' : p[i];
	return hj_name_read(s->namer, name, n, ret, err);
}

static int
add_window(struct hj_sounds *s, size_t first, size_t n, struct hj_error *err)
{
	struct window w = { (uint32_t)first, (uint32_t)n, false };
	struct key k = { .window = (uint32_t)NWINDOWS(s) };
	struct hj_name_keys keys;
	struct hj_name name;
	bool any = false;
	const char *p;
	size_t len;
	int rc;

	read_window(s, &w, &p, &len);
	if ((rc = read_name(s, p, len, &name, err)) != HJ_OK)
		return rc;
	hj_name_keys(&name, HJ_ASK, &keys);
	for (size_t i = 0; i < keys.n && rc == HJ_OK; i++) {
		if (!tells(keys.key[i].tier))
			continue;
		k.hash = hj_name_key_hash(keys.key[i].text, keys.key[i].tier);
		rc = hj_buf_add(&s->keys, &k, sizeof(k), err);
		any = true;
	}
	hj_name_clear(&name);
	if (rc == HJ_OK && any)
		rc = hj_buf_add(&s->windows, &w, sizeof(w), err);
	return rc;
}

static int
by_hash(const void *a, const void *b)
{
	const struct key *x = a, *y = b;

	if (x->hash != y->hash)
		return x->hash < y->hash ? -1 : 1;
	return x->window < y->window ? -1 : x->window > y->window;
}

int
hj_sounds_new(const struct hj_buf *plain, struct hj_sounds **ret,
    struct hj_error *err)
{
	struct hj_sounds *s = calloc(1, sizeof(*s));
	int rc;

	if (s == NULL)
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	s->text = HJ_BUF(2 * HJ_TEXT_MAX);
	s->tokens = s->windows = s->keys = HJ_BUF(64 * HJ_TEXT_MAX);
	if ((rc = hj_namer_new(&s->namer, err)) != HJ_OK ||
	    (rc = hj_buf_add(&s->text, plain->data, plain->len, err)) !=
		HJ_OK ||
	    (rc = tokenise(s, err)) != HJ_OK)
		goto out;
	for (size_t i = 0; i < NTOKENS(s); i++)
		for (size_t n = FEWEST; n <= MOST && i + n <= NTOKENS(s); n++)
			if (may_be_name(s, i, n) &&
			    (rc = add_window(s, i, n, err)) != HJ_OK)
				goto out;
	if (NKEYS(s) != 0)
		qsort(s->keys.data, NKEYS(s), sizeof(struct key), by_hash);
	*ret = s;
	s = NULL;
out:
	hj_sounds_free(s);
	return rc;
}

void
hj_sounds_free(struct hj_sounds *s)
{
	if (s == NULL)
		return;
	hj_namer_free(s->namer);
	hj_buf_clear(&s->text);
	hj_lines_clear(&s->lines);
	hj_buf_clear(&s->tokens);
	hj_buf_clear(&s->windows);
	hj_buf_clear(&s->keys);
	free(s);
}

/* ---- asking ---- */

static size_t
first_key(const struct hj_sounds *s, uint32_t hash)
{
	size_t lo = 0, hi = NKEYS(s);

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (KEY(s, mid).hash < hash)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

struct asking {
	struct hj_sounds *s;
	const char *p;
	size_t n;
	struct hj_name name; /* read when a key meets, not before */
	bool read;
	bool explain;
	uint32_t line;
	struct hj_error *err;
};

static void
explain(struct hj_sounds *s, const struct window *by)
{
	for (size_t i = 0; i < NWINDOWS(s); i++) {
		struct window *w = &WINDOW(s, i);

		if (w->first < by->first + by->n && by->first < w->first + w->n)
			w->explained = true;
	}
}

static int
compare(struct asking *a, size_t window)
{
	struct window *w = &WINDOW(a->s, window);
	struct hj_name there;
	const char *p;
	size_t n;
	uint32_t line;
	int rc;

	if (w->explained)
		return HJ_OK;
	if (!a->read &&
	    (rc = read_name(a->s, a->p, a->n, &a->name, a->err)) != HJ_OK)
		return rc;
	a->read = true;
	read_window(a->s, w, &p, &n);
	if ((rc = read_name(a->s, p, n, &there, a->err)) != HJ_OK)
		return rc;
	if (hj_name_likeness(hj_name_score(&a->name, &there), &a->name,
		&there) >= HJ_LIKELY) {
		line = hj_lines_of(&a->s->lines, TOKEN(a->s, w->first).at);
		if (a->line == 0 || line < a->line)
			a->line = line;
		if (a->explain)
			explain(a->s, w);
	}
	hj_name_clear(&there);
	return HJ_OK;
}

static int
meet(struct asking *a, uint32_t hash)
{
	int rc = HJ_OK;

	if (!tells(hj_name_key_tier(hash)))
		return HJ_OK;
	for (size_t i = first_key(a->s, hash);
	     i < NKEYS(a->s) && KEY(a->s, i).hash == hash && rc == HJ_OK; i++)
		rc = compare(a, KEY(a->s, i).window);
	return rc;
}

static int
ask(struct asking *a, const struct hj_sound_keys *keys)
{
	struct hj_name_keys made;
	int rc = HJ_OK;

	for (size_t i = 0; keys != NULL && i < keys->n && rc == HJ_OK; i++) {
		const uint8_t *b = keys->be + 4 * i;

		rc = meet(a,
		    (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 |
			(uint32_t)b[2] << 8 | b[3]);
	}
	if (rc != HJ_OK || (keys != NULL && keys->n != 0))
		return rc;
	if ((rc = read_name(a->s, a->p, a->n, &a->name, a->err)) != HJ_OK)
		return rc;
	a->read = true;
	hj_name_keys(&a->name, HJ_KEEP, &made);
	for (size_t i = 0; i < made.n && rc == HJ_OK; i++)
		rc = meet(a,
		    hj_name_key_hash(made.key[i].text, made.key[i].tier));
	return rc;
}

int
hj_sounds_seek(struct hj_sounds *s, const char *name, size_t n,
    const struct hj_sound_keys *keys, uint32_t *line, struct hj_error *err)
{
	struct asking a = { .s = s, .p = name, .n = n, .err = err };
	int rc = ask(&a, keys);

	if (a.read)
		hj_name_clear(&a.name);
	*line = a.line;
	return rc;
}

int
hj_sounds_explain(struct hj_sounds *s, const char *name, size_t n,
    struct hj_error *err)
{
	struct asking a = { .s = s,
		.p = name,
		.n = n,
		.explain = true,
		.err = err };
	int rc = ask(&a, NULL);

	if (a.read)
		hj_name_clear(&a.name);
	return rc;
}

#include "core/names/nametoken.h"

#include <string.h>

#include <sodium.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>

#include "core/base/text.h"
#include "core/names/hangul.h"

#define BREVE_O 'O'
#define BREVE_U 'U'

/* A word in the making. */
struct word {
	char letters[4 * HJ_NAME_LETTERS];
	size_t n;
	bool upper; /* capital letters only */
};

static bool
is_hanja(uint32_t c)
{
	return (c >= 0x3400 && c <= 0x9fff) || (c >= 0xf900 && c <= 0xfaff) ||
	    (c >= 0x20000 && c <= 0x3ffff);
}

static bool
is_cyrillic(uint32_t c)
{
	return c >= 0x400 && c < 0x500;
}

/* What people write for a part of a name that is not told or not known. */
static bool
is_placeholder(uint32_t c)
{
	switch (c) {
	case '*':
	case '?':
	case 0xd7: /* multiplication sign */
	case 0x25a1: /* squares and circles */
	case 0x25cb:
	case 0x25cf:
	case 0x25ef:
	case 0x3007:
	case 0xff0a:
	case 0xff1f:
		return true;
	default:
		return false;
	}
}

static bool
is_apostrophe(uint32_t c)
{
	return c == '\'' || c == '`' || c == 0xb4 || c == 0x2018 ||
	    c == 0x2019 || c == 0x2bb || c == 0x2bc;
}

static void
put(struct word *w, char c)
{
	if (w->n < sizeof(w->letters))
		w->letters[w->n++] = c;
}

/* Spellings that mean others: Slavic dz for j and čch for ch, rolled r, wh for
 * hw. */
static size_t
rewrite(const struct word *w, char *to)
{
	const char *p = w->letters;
	size_t i = 0, n = 0;

	while (i < w->n && n + 2 <= HJ_NAME_LETTERS) {
		size_t left = w->n - i;

		if (left >= 3 && memcmp(p + i, "dzs", 3) == 0) {
			to[n++] = 'j';
			i += 3;
		} else if (left >= 4 && memcmp(p + i, "chch", 4) == 0) {
			i += 2;
		} else if (left >= 2 && p[i] == 'r' && p[i + 1] == 'r') {
			to[n++] = 'r';
			i += 2;
		} else if (left >= 3 && p[i] == 'w' && p[i + 1] == 'h' &&
		    (p[i + 2] == 'a' || p[i + 2] == 'u')) {
			to[n++] = 'h';
			to[n++] = 'w';
			i += 2;
		} else
			to[n++] = p[i++];
	}
	/* Mjong */
	if (n > 2 && strchr("bgklmnprth", to[0]) != NULL && to[1] == 'j' &&
	    strchr("aeiouOU", to[2]) != NULL)
		to[1] = 'y';
	return n;
}

/* OO and XX, as lists write what they hide. */
static bool
hides(const struct word *w)
{
	if (!w->upper || w->n < 2 ||
	    (w->letters[0] != 'o' && w->letters[0] != 'x'))
		return false;
	for (size_t i = 1; i < w->n; i++)
		if (w->letters[i] != w->letters[0])
			return false;
	return true;
}

static void
end_word(struct hj_name_tokens *t, struct word *w)
{
	size_t n;

	if (w->n == 0)
		return;
	if (hides(w))
		t->partial = true;
	else if (t->nwords < HJ_NAME_WORDS) {
		char *to = t->word[t->nwords].letters;

		if (t->writing == HJ_W_LATIN)
			n = rewrite(w, to);
		else {
			n = w->n < HJ_NAME_LETTERS ? w->n : HJ_NAME_LETTERS;
			memcpy(to, w->letters, n);
		}
		to[n] = '\0';
		t->word[t->nwords++].n = (uint8_t)n;
	}
	w->n = 0;
	w->upper = true;
}

/* Cyrillic of the languages that name lists come in; marks go. */
static bool
put_cyrillic(struct word *w, uint32_t c)
{
	if (u_getCombiningClass((UChar32)c) != 0)
		return true;
	if ((c < 0x430 || c > 0x45f) && c != 0x491)
		return false;
	put(w, (char)(0x80 | (c & 0x7f)));
	return true;
}

static bool
put_decomposed(struct word *w, uint32_t c)
{
	UErrorCode e = U_ZERO_ERROR;
	const UNormalizer2 *nfkd = unorm2_getNFKDInstance(&e);
	UChar parts[16];
	int32_t n;
	size_t before = w->n;

	if (U_FAILURE(e))
		return false;
	n = unorm2_getDecomposition(nfkd, (UChar32)c, parts,
	    (int32_t)HJ_LEN(parts), &e);
	for (int32_t i = 0; U_SUCCESS(e) && i < n; i++) {
		UChar32 lower = u_tolower(parts[i]);

		if (lower >= 'a' && lower <= 'z')
			put(w, (char)lower);
	}
	return w->n != before;
}

/* A caron on a consonant marks a Slavic spelling (and a circumflex Esperanto),
 * where j is y. */
static bool
is_slavic(uint32_t c)
{
	return c == 0x10c || c == 0x10d || c == 0x160 || c == 0x161 ||
	    c == 0x17d || c == 0x17e || (c >= 0x108 && c <= 0x109) ||
	    (c >= 0x11c && c <= 0x11d);
}

static bool
put_latin(struct word *w, bool slavic, uint32_t c)
{
	if (c >= 'a' && c <= 'z') {
		put(w, slavic && c == 'j' ? 'y' : (char)c);
		return true;
	}
	if (u_getCombiningClass((UChar32)c) != 0)
		return true;
	switch (c) {
	case 0x14f: /* o with breve, with caron */
	case 0x1d2:
		put(w, BREVE_O);
		return true;
	case 0x16d: /* u */
	case 0x1d4:
		put(w, BREVE_U);
		return true;
	case 0x109: /* c with circumflex, with caron */
	case 0x10d:
		put(w, 'c');
		put(w, 'h');
		return true;
	case 0x11d: /* g with circumflex, z with caron, also after d */
	case 0x17e:
		if (w->n != 0 && w->letters[w->n - 1] == 'd')
			w->n--;
		put(w, 'j');
		return true;
	default:
		return c >= 0x80 && put_decomposed(w, c);
	}
}

static void
put_letter(struct hj_name_tokens *t, struct word *w, uint32_t c)
{
	uint32_t lower = c < 0x80 ? c | (c >= 'A' && c <= 'Z' ? 0x20u : 0u)
				  : (uint32_t)u_tolower((UChar32)c);

	if (c == lower && u_isalpha((UChar32)c))
		w->upper = false;
	if (t->writing == HJ_W_LATIN && is_apostrophe(c)) {
		char *last = w->n != 0 ? &w->letters[w->n - 1] : NULL;

		if (last != NULL && *last == 'o')
			*last = BREVE_O;
		else if (last != NULL && *last == 'u')
			*last = BREVE_U;
		return;
	}
	if (t->writing == HJ_W_CYRILLIC ? !put_cyrillic(w, lower)
					: !put_latin(w, t->slavic, lower))
		end_word(t, w);
}

static void
put_sign(struct hj_name_tokens *t, uint32_t c)
{
	if ((hj_hangul_is(c) || is_hanja(c)) && t->nsigns < HJ_NAME_SIGNS)
		t->sign[t->nsigns++] = c;
}

/* Which writing decides, and is there a comma or a placeholder? */
static void
look(const char *p, size_t n, struct hj_name_tokens *t)
{
	bool hangul = false, hanja = false, cyrillic = false, latin = false,
	     other = false;
	uint32_t c;

	for (size_t i = 0, k; i < n; i += k) {
		if ((k = hj_text_decode(p + i, n - i, &c)) == 0)
			return;
		hangul = hangul || hj_hangul_is(c);
		hanja = hanja || is_hanja(c);
		cyrillic = cyrillic || is_cyrillic(c);
		latin = latin || c < 0x250 || (c >= 0x1e00 && c < 0x1f00) ||
		    (c >= 0xff21 && c <= 0xff5a);
		other = other || u_isalpha((UChar32)c);
		t->slavic = t->slavic || is_slavic(c);
		t->comma = t->comma || c == ',' || c == 0xff0c;
		t->partial = t->partial || is_placeholder(c);
		t->numbered = t->numbered || (c >= '0' && c <= '9');
	}
	t->writing = hanja ? HJ_W_HANJA
	    : hangul       ? HJ_W_HANGUL
	    : cyrillic     ? HJ_W_CYRILLIC
	    : !other       ? HJ_W_NONE
	    : latin        ? HJ_W_LATIN
			   : HJ_W_OTHER;
}

void
hj_name_tokens(const char *p, size_t n, struct hj_name_tokens *ret)
{
	struct word w = { .n = 0, .upper = true };
	size_t depth = 0;
	uint32_t c;

	ret->writing = HJ_W_NONE;
	ret->comma = ret->slavic = ret->partial = ret->numbered = false;
	ret->nsigns = ret->nwords = 0;
	if (n > HJ_NAME_BYTES)
		return;
	look(p, n, ret);
	if (ret->writing == HJ_W_NONE)
		return;
	for (size_t i = 0, k; i < n; i += k) {
		if ((k = hj_text_decode(p + i, n - i, &c)) == 0)
			break;
		if (c == '(' || c == 0xff08)
			depth++;
		else if ((c == ')' || c == 0xff09) && depth > 0)
			depth--;
		if (depth > 0)
			c = ' ';
		if (ret->writing == HJ_W_HANGUL || ret->writing == HJ_W_HANJA)
			put_sign(ret, c);
		else if (ret->writing != HJ_W_OTHER)
			put_letter(ret, &w, c);
	}
	end_word(ret, &w);
	hj_name_untitle(ret);
}

void
hj_name_tokens_clear(struct hj_name_tokens *t)
{
	sodium_memzero(t->sign, t->nsigns * sizeof(t->sign[0]));
	sodium_memzero(t->word, t->nwords * sizeof(t->word[0]));
	t->nsigns = t->nwords = 0;
}

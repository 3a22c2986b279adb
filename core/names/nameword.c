#include "core/names/nameword.h"

#include <stdlib.h>
#include <string.h>

#include <sodium.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>

struct hj_wordsmith {
	UTransliterator *any;
	UChar text[2 * HJ_NAME_BYTES];
	char plain[4 * HJ_NAME_BYTES];
};

int
hj_wordsmith_new(struct hj_wordsmith **ret, struct hj_error *err)
{
	if ((*ret = calloc(1, sizeof(**ret))) == NULL)
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	return HJ_OK;
}

void
hj_wordsmith_free(struct hj_wordsmith *w)
{
	if (w == NULL)
		return;
	if (w->any != NULL)
		utrans_close(w->any);
	sodium_memzero(w, sizeof(*w));
	free(w);
}

static int
open_any(struct hj_wordsmith *w, struct hj_error *err)
{
	static const UChar id[] = u"Any-Latin; Latin-ASCII; Lower";
	UErrorCode e = U_ZERO_ERROR;

	if (w->any != NULL)
		return HJ_OK;
	w->any = utrans_openU(id, -1, UTRANS_FORWARD, NULL, 0, NULL, &e);
	if (U_FAILURE(e)) {
		w->any = NULL;
		return hj_fail(err,
		    e == U_MEMORY_ALLOCATION_ERROR ? HJ_ENOMEM : HJ_EIO,
		    "cannot read other scripts: ICU's data is not complete");
	}
	return HJ_OK;
}

/* w->plain becomes the text in ASCII; "" when it cannot be. */
static int
transliterate(struct hj_wordsmith *w, const char *p, size_t n,
    struct hj_error *err)
{
	UErrorCode e = U_ZERO_ERROR;
	int32_t len = 0, limit, bytes = 0;

	w->plain[0] = '\0';
	if (open_any(w, err) != HJ_OK)
		return (int)err->code;
	(void)u_strFromUTF8(w->text, HJ_NAME_BYTES, &len, p, (int32_t)n, &e);
	limit = len;
	if (U_SUCCESS(e))
		utrans_transUChars(w->any, w->text, &len,
		    (int32_t)HJ_LEN(w->text), 0, &limit, &e);
	if (U_SUCCESS(e))
		(void)u_strToUTF8(w->plain, (int32_t)sizeof(w->plain), &bytes,
		    w->text, len, &e);
	/* Too long to be a name, or no room for its end. */
	if (U_FAILURE(e) || (size_t)bytes >= sizeof(w->plain))
		w->plain[0] = '\0';
	return HJ_OK;
}

static void
split(const char *plain, struct hj_name *ret)
{
	size_t n = 0;

	for (const char *p = plain; ret->nwords < HJ_NAME_WORDS; p++) {
		char *word = ret->word[ret->nwords];
		bool letter = *p >= 'a' && *p <= 'z';

		if (letter && n < HJ_NAME_LETTERS)
			word[n++] = *p;
		else if (!letter && *p != '\'' && *p != '`' && n != 0) {
			word[n] = '\0';
			ret->nwords++;
			n = 0;
		}
		if (*p == '\0')
			break;
	}
}

int
hj_words_of(struct hj_wordsmith *w, const char *p, size_t n,
    const struct hj_name_tokens *t, struct hj_name *ret, struct hj_error *err)
{
	ret->nwords = 0;
	if (t->writing != HJ_W_LATIN) {
		if (transliterate(w, p, n, err) != HJ_OK)
			return (int)err->code;
		split(w->plain, ret);
		return HJ_OK;
	}
	for (size_t i = 0; i < t->nwords; i++) {
		char *word = ret->word[ret->nwords++];

		memcpy(word, t->word[i].letters, t->word[i].n + 1u);
		for (char *q = word; *q != '\0'; q++)
			*q = *q == 'O' ? 'o' : *q == 'U' ? 'u' : *q;
	}
	return HJ_OK;
}

/* What sounds much the same in the languages that lists are written in; the
 * longer first. */
static const struct {
	const char *from, *to;
} alike[] = { { "sch", "sh" }, { "tch", "ch" }, { "dzh", "j" }, { "ph", "f" },
	{ "kh", "h" }, { "gh", "g" }, { "dj", "j" }, { "zh", "j" },
	{ "ou", "u" }, { "th", "t" }, { "dh", "d" }, { "ck", "k" },
	{ "x", "ks" }, { "q", "k" }, { "c", "k" }, { "w", "v" }, { "y", "i" } };

static size_t
even_out(const char *word, char *to, size_t max)
{
	size_t n = 0;

	while (*word != '\0' && n + 2 < max) {
		const char *put = NULL;
		size_t k = 1;

		/* "ch" stays; a c alone is k. */
		if (strncmp(word, "ch", 2) == 0) {
			put = "ch";
			k = 2;
		}
		for (size_t i = 0; put == NULL && i < HJ_LEN(alike); i++)
			if (strncmp(word, alike[i].from,
				strlen(alike[i].from)) == 0) {
				put = alike[i].to;
				k = strlen(alike[i].from);
			}
		if (put == NULL)
			to[n++] = *word;
		else
			while (*put != '\0')
				to[n++] = *put++;
		word += k;
	}
	return n;
}

static bool
is_vowel(char c)
{
	return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
}

void
hj_word_consonants(const char *word, char ret[static HJ_CONSONANTS + 1])
{
	char even[2 * HJ_NAME_LETTERS + 4];
	size_t n = even_out(word, even, sizeof(even)), m = 0;

	for (size_t i = 0; i < n && m < HJ_CONSONANTS; i++) {
		if (i > 0 &&
		    (even[i] == even[i - 1] || is_vowel(even[i]) ||
			even[i] == 'h'))
			continue;
		ret[m++] = is_vowel(even[i]) ? 'A' : even[i];
	}
	ret[m] = '\0';
	sodium_memzero(even, sizeof(even));
}

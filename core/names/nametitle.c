#include <string.h>

#include "core/base/text.h"
#include "core/names/hangul.h"
#include "core/names/nametoken.h"

/* What follows a name in Hangul and in Chinese characters, the longer first. */
static const char *const after[] = { "선생님", "여사님", "할아버지", "할머니",
	"아주머니", "아저씨", "선생", "여사", "동무", "동지", "씨", "님",
	"女士", "先生", "小姐", "同志", "氏" };
/* Words of their own, in the letters of nametoken.h. */
static const char *const latin[] = { "mr", "mrs", "ms", "miss", "mme", "mlle",
	"madam", "madame", "sir", "dr", "prof", "rev", "pastor", "comrade",
	"ssi", "nim", "teacher" };
static const char *const cyrillic[] = { "госпожа", "господин", "гражданка",
	"гражданин", "товарищ", "тов", "гр" };
/* "г-жа" and "г-н" fall into two words. */
static const char *const cyrillic_after_g[] = { "жа", "н" };

/* Do the last signs write this title?  *chars: how many they are. */
static bool
ends_with(const struct hj_name_tokens *t, const char *title, size_t *chars)
{
	size_t n = strlen(title), m = 0, at;
	uint32_t c;

	for (size_t i = 0; i < n; m++)
		i += hj_text_decode(title + i, n - i, &c);
	*chars = m;
	if (m >= t->nsigns)
		return false;
	at = t->nsigns - m;
	for (size_t i = 0; i < n; at++) {
		i += hj_text_decode(title + i, n - i, &c);
		if (t->sign[at] != c)
			return false;
	}
	return true;
}

static bool
is_surname(uint32_t c)
{
	return hj_hangul_is(c) &&
	    hj_hangul_is_surname(hj_hangul_neutral((uint16_t)(c -
		HJ_HANGUL_FIRST)));
}

static void
untitle_signs(struct hj_name_tokens *t)
{
	const uint32_t so_and_so = 0xbaa8; /* 모 */
	size_t n;

	for (size_t i = 0; i < HJ_LEN(after); i++)
		if (ends_with(t, after[i], &n)) {
			t->nsigns -= n;
			break;
		}
	if (t->nsigns == 2 && t->sign[1] == so_and_so &&
	    is_surname(t->sign[0])) {
		t->nsigns = 1;
		t->partial = true;
	}
}

/* A Cyrillic title is kept here as people write it. */
static bool
is_cyrillic_word(const char *letters, const char *title)
{
	size_t n = strlen(title), m = 0;
	uint32_t c;

	for (size_t i = 0, k; i < n; i += k) {
		k = hj_text_decode(title + i, n - i, &c);
		if (letters[m++] != (char)(0x80 | (c & 0x7f)))
			return false;
	}
	return letters[m] == '\0';
}

static bool
is_title(const struct hj_name_tokens *t, size_t i)
{
	const char *word = t->word[i].letters;

	if (t->writing == HJ_W_LATIN) {
		for (size_t k = 0; k < HJ_LEN(latin); k++)
			if (strcmp(word, latin[k]) == 0)
				return true;
		return false;
	}
	for (size_t k = 0; k < HJ_LEN(cyrillic); k++)
		if (is_cyrillic_word(word, cyrillic[k]))
			return true;
	return is_cyrillic_word(word, "г") && i + 1 < t->nwords &&
	    (is_cyrillic_word(t->word[i + 1].letters, cyrillic_after_g[0]) ||
		is_cyrillic_word(t->word[i + 1].letters, cyrillic_after_g[1]));
}

static void
untitle_words(struct hj_name_tokens *t)
{
	size_t kept = 0;

	for (size_t i = 0; i < t->nwords; i++) {
		if (is_title(t, i)) {
			if (is_cyrillic_word(t->word[i].letters, "г"))
				i++;
			continue;
		}
		t->word[kept++] = t->word[i];
	}
	/* Titles alone are a name after all. */
	if (kept != 0)
		t->nwords = kept;
}

void
hj_name_untitle(struct hj_name_tokens *t)
{
	untitle_signs(t);
	untitle_words(t);
}

#include "core/mechanism/mechanism.h"

#include <string.h>

#include "core/base/word.h"
#include "core/mechanism_tables.inc"

size_t
hj_mechanism_count(void)
{
	return HJ_LEN(mechanisms);
}

const struct hj_mechanism *
hj_mechanism_at(size_t i)
{
	return i < HJ_LEN(mechanisms) ? &mechanisms[i] : NULL;
}

const char *
hj_mechanism_words(void)
{
	return words;
}

const struct hj_mechanism *
hj_mechanism_by_word(const char *word, bool urgent)
{
	const struct hj_mechanism *only = NULL;

	if (word == NULL || *word == '\0')
		return NULL;
	for (size_t i = 0; i < HJ_LEN(mechanisms); i++) {
		if (strcmp(mechanisms[i].word, word) != 0)
			continue;
		if (mechanisms[i].urgent == urgent)
			return &mechanisms[i];
		only = &mechanisms[i];
	}
	return only;
}

const struct hj_mechanism *
hj_mechanism_by_code(const char *code)
{
	for (size_t i = 0; code != NULL && i < HJ_LEN(mechanisms); i++)
		if (strcmp(mechanisms[i].code, code) == 0)
			return &mechanisms[i];
	return NULL;
}

bool
hj_mechanism_has_two(const struct hj_mechanism *m)
{
	return hj_mechanism_by_word(m->word, true) !=
	    hj_mechanism_by_word(m->word, false);
}

bool
hj_mechanism_takes(const struct hj_mechanism *m, const char *language)
{
	return *m->languages == '\0' ||
	    hj_word_has(m->languages, language, strcspn(language, "-"));
}

enum hj_party
hj_mechanism_party(const char *treaty, const char *state,
    const struct hj_treaty_state **ret)
{
	const struct hj_treaty_state *found = NULL;

	for (size_t i = 0; i < HJ_LEN(treaties) && found == NULL; i++)
		if (strcmp(treaties[i].treaty, treaty) == 0 &&
		    strcmp(treaties[i].state, state) == 0)
			found = &treaties[i];
	if (ret != NULL)
		*ret = found;
	if (found == NULL)
		return HJ_PARTY_NOT_KNOWN;
	return strcmp(found->status, "party") == 0 ? HJ_PARTY_YES : HJ_PARTY_NO;
}

const struct hj_limit *
hj_mechanism_limit(const char *code, const char *name)
{
	for (size_t i = 0; i < HJ_LEN(limits); i++)
		if (strcmp(limits[i].code, code) == 0 &&
		    strcmp(limits[i].name, name) == 0)
			return &limits[i];
	return NULL;
}

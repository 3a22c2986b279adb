/*
 * say.h: the language of the person at the keyboard.
 *
 * English is in the source; Korean comes from cli/po/ko.po through gettext(3).
 * The locale is C.UTF-8, which every Debian 12 has, and never the user's: no
 * locale has to be installed for Korean, and numbers look the same for all.
 */
#ifndef HJ_CLI_SAY_H
#define HJ_CLI_SAY_H

#include <libintl.h>

#include "core/base/error.h"

#define _(text) gettext(text)
#define N_(text) (text)

/* lang: "en", "ko", or NULL to read LANGUAGE, LC_ALL, LC_MESSAGES and LANG.
 * Returns whether it is Korean.  Once, before any thread or text. */
bool say_start(const char *lang);

/* "en" or "ko": which it is now, for a program of ours that is to speak it. */
const char *say_language(void);

/* The text in English or Korean, whichever language was started with: for what
 * is written in both.  It lives as long as the program. */
const char *say_in(bool korean, const char *text);

/* For err->say: the shape of gettext(3). */
const char *say_format(const char *format);

/* The Korean particle that fits the last character of a word: with a final
 * consonant the first of the pair, else the second; words that do not end in
 * Hangul get both, as in "을(를)". */
enum say_particle { SAY_TOPIC, SAY_SUBJECT, SAY_OBJECT };
const char *say_particle(const char *word, enum say_particle which);

#endif

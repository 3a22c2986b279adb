#include <limits.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/screen/say.h"
#include "core/base/text.h"

static bool
wants_korean(const char *lang)
{
	static const char *const names[] = { "LANGUAGE", "LC_ALL",
		"LC_MESSAGES", "LANG" };

	if (lang != NULL)
		return strcmp(lang, "ko") == 0;
	for (size_t i = 0; i < HJ_LEN(names); i++) {
		const char *v = getenv(names[i]);

		if (v != NULL && *v != '\0')
			return strncmp(v, "ko", 2) == 0;
	}
	return false;
}

/* Translations lie beside the program while it is being built; when it is
 * installed in ../share/locale, from a helper's folder one further up. */
static void
bind_texts(void)
{
	static const char *const places[] = { "/locale", "/../share/locale",
		"/../../share/locale" };
	char at[PATH_MAX] = "";
	char dir[PATH_MAX + 32];
	ssize_t n = readlink("/proc/self/exe", at, sizeof(at) - 1);
	char *slash = n > 0 ? strrchr(at, '/') : NULL;

	if (slash == NULL)
		return;
	*slash = '\0';
	for (size_t i = 0; i < HJ_LEN(places); i++) {
		(void)snprintf(dir, sizeof(dir), "%s%s", at, places[i]);
		if (access(dir, R_OK) == 0)
			break;
	}
	(void)bindtextdomain("hanji", dir);
	(void)bind_textdomain_codeset("hanji", "UTF-8");
	(void)textdomain("hanji");
}

/* gettext ignores LANGUAGE in the locale "C", but not in this one. */
static void
turn_korean(void)
{
	(void)setlocale(LC_MESSAGES, "C.UTF-8");
	(void)setenv("LANGUAGE", "ko", 1);
	bind_texts();
}

bool
say_start(const char *lang)
{
	bool korean = wants_korean(lang);

	(void)setlocale(LC_CTYPE, "C.UTF-8");
	if (korean)
		turn_korean();
	return korean;
}

const char *
say_language(void)
{
	const char *now = setlocale(LC_MESSAGES, NULL);

	return now == NULL || strcmp(now, "C") == 0 ? "en" : "ko";
}

const char *
say_in(bool korean, const char *text)
{
	bool english = strcmp(say_language(), "en") == 0;
	const char *said;

	if (!korean)
		return text;
	if (english)
		turn_korean();
	said = gettext(text);
	if (english)
		(void)setlocale(LC_MESSAGES, "C");
	return said;
}

const char *
say_format(const char *format)
{
	return gettext(format);
}

const char *
say_particle(const char *word, enum say_particle which)
{
	static const char *const pairs[][3] = {
		[SAY_TOPIC] = { "은", "는", "은(는)" },
		[SAY_SUBJECT] = { "이", "가", "이(가)" },
		[SAY_OBJECT] = { "을", "를", "을(를)" },
	};
	size_t n = strlen(word);
	size_t at = n;
	uint32_t c = 0;

	while (at > 0 && ((unsigned char)word[at - 1] & 0xc0) == 0x80)
		at--;
	if (at == 0 || hj_text_decode(word + at - 1, n - at + 1, &c) == 0 ||
	    c < 0xac00 || c > 0xd7a3)
		return pairs[which][2];
	/* Hangul syllables come in rows of 28; the first has no final. */
	return pairs[which][(c - 0xac00) % 28 == 0];
}

#include "export/page/glyph.h"

#include <string.h>

/* Above the statuses of render.h and below those of signals. */
#define FIRST 64

static const struct {
	const char *code; /* ISO 15924 */
	const char *name;
	const char *package; /* of Debian */
} scripts[] = {
	/* What is not below; its row must be the first. */
	{ "Zzzz", HJ_N_("not a common one"), "fonts-noto-extra" },
	{ "Latn", HJ_N_("Latin"), "fonts-noto-core" },
	{ "Hang", HJ_N_("Hangul"), "fonts-noto-cjk" },
	{ "Hani", HJ_N_("Hanja, Chinese characters"), "fonts-noto-cjk" },
	{ "Hira", HJ_N_("Japanese kana"), "fonts-noto-cjk" },
	{ "Kana", HJ_N_("Japanese kana"), "fonts-noto-cjk" },
	{ "Bopo", HJ_N_("Bopomofo"), "fonts-noto-cjk" },
	{ "Cyrl", HJ_N_("Cyrillic"), "fonts-noto-core" },
	{ "Grek", HJ_N_("Greek"), "fonts-noto-core" },
	{ "Thai", HJ_N_("Thai"), "fonts-noto-core" },
	{ "Laoo", HJ_N_("Lao"), "fonts-noto-core" },
	{ "Khmr", HJ_N_("Khmer"), "fonts-noto-core" },
	{ "Mymr", HJ_N_("Burmese"), "fonts-noto-core" },
	{ "Mong", HJ_N_("Mongolian"), "fonts-noto-core" },
	{ "Arab", HJ_N_("Arabic"), "fonts-noto-core" },
	{ "Hebr", HJ_N_("Hebrew"), "fonts-noto-core" },
	{ "Zyyy", HJ_N_("signs of no script"), "fonts-symbola" },
};

int
hj_glyph_status(const char *script)
{
	for (size_t i = 0; i < HJ_LEN(scripts); i++)
		if (strcmp(scripts[i].code, script) == 0)
			return FIRST + (int)i;
	return FIRST;
}

bool
hj_glyph_judge(int status, struct hj_error *err)
{
	size_t i = (size_t)(status - FIRST);

	if (status < FIRST || i >= HJ_LEN(scripts))
		return false;
	(void)hj_fail(err, HJ_ENOTFOUND,
	    "no font on this computer has a letter of the document (its script: %s); install the Debian package '%s'",
	    hj_said(err, scripts[i].name), scripts[i].package);
	return true;
}

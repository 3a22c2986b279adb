#include <stddef.h>

#include <fontconfig/fontconfig.h>

#include "export/page/fonts.h"

static const char settings[] =
    "<?xml version=\"1.0\"?><fontconfig>"
    "<dir>/usr/share/fonts</dir><dir>/usr/local/share/fonts</dir>"
    "<cachedir>/var/cache/fontconfig</cachedir></fontconfig>";

bool
hj_fonts_load(void)
{
	FcConfig *c = FcConfigCreate();
	const FcFontSet *found;
	bool ok;

	if (c == NULL)
		return false;
	ok = FcConfigParseAndLoadFromMemory(c, (const FcChar8 *)settings,
		 FcTrue) &&
	    FcConfigBuildFonts(c);
	found = ok ? FcConfigGetFonts(c, FcSetSystem) : NULL;
	ok = found != NULL && found->nfont > 0 && FcConfigSetCurrent(c);
	FcConfigDestroy(c); /* the current one keeps a reference */
	return ok;
}

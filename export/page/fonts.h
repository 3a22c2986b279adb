/*
 * fonts.h: the fonts of this machine, and nothing that a user configured.
 *
 * A configuration of our own, so that the same fonts give the same bytes: the
 * folders of the system, its cache, no aliases, no settings of anybody.
 */
#ifndef HJ_EXPORT_FONTS_H
#define HJ_EXPORT_FONTS_H

#include <stdbool.h>

/* Once, before the process confines itself: where the cache of the system is
 * stale, fontconfig would write it anew.  false: out of memory, or no font. */
bool hj_fonts_load(void);

#endif

/*
 * expose_sound.h: a name found in a text by what it sounds like (core/names/name.h).
 *
 * Every run of two to four words that may be a name (in Latin and Cyrillic
 * letters: one of them begins with a capital, or they are joined by a hyphen),
 * and of two to four signs at the beginning of a word in Hangul, anywhere in
 * Hanja, is read and keyed once; a name of the vault is asked by its keys and
 * compared where they meet.  What is only perhaps the same name is no hit.
 */
#ifndef HJ_EXPORT_EXPOSE_SOUND_H
#define HJ_EXPORT_EXPOSE_SOUND_H

#include "core/base/buf.h"

struct hj_sounds;

/* The keys of a name as hashes, as the rows of the catalogue hold them. */
struct hj_sound_keys {
	const uint8_t *be; /* 4 bytes each, big-endian */
	size_t n;
};

/* The line of the first place where the name stands; 0: nowhere.  keys.n 0:
 * they are made of the name.  HJ_ENOMEM, HJ_EIO. */
int hj_sounds_seek(struct hj_sounds *s, const char *name, size_t n,
    const struct hj_sound_keys *keys, uint32_t *line,
    struct hj_error *err) HJ_MUST_CHECK;

/* These places name somebody who may be named: they, and what shares a word
 * with them, are no hit for others from now on. */
int hj_sounds_explain(struct hj_sounds *s, const char *name, size_t n,
    struct hj_error *err) HJ_MUST_CHECK;

#endif

/*
 * bech32.h: bytes as text that survives being read aloud and typed.
 *
 * Bech32 of BIP 173 (https://bips.dev/173), which age uses for its keys
 * without the limit of 90 characters: a prefix, "1", the bytes in a code of 32
 * letters and digits without those that look alike, and a checksum of six,
 * which finds any four wrong characters.  All lower or all upper case.
 */
#ifndef HJ_CORE_BECH32_H
#define HJ_CORE_BECH32_H

#include "core/base/base.h"

/* Room for n bytes behind a prefix of so many characters, with the NUL. */
#define HJ_BECH32_ROOM(prefix, n) ((prefix) + 1 + ((n)*8 + 4) / 5 + 6 + 1)

/* In lower case.  ret has HJ_BECH32_ROOM(strlen(prefix), n). */
void hj_bech32_write(const char *prefix, const uint8_t *p, size_t n, char *ret);

/* Exactly `want` bytes behind this prefix (in lower case); false: no such
 * text, or its checksum does not fit.  ret then holds nothing. */
bool hj_bech32_read(const char *text, size_t len, const char *prefix,
    uint8_t *ret, size_t want) HJ_MUST_CHECK;

#endif

#include <string.h>

#include <sodium.h>

#include "core/base/bech32.h"

#define CHECKSUM 6

static const char letters[] = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";

/* One more value into the checksum (BIP 173, "Checksum"). */
static uint32_t
stir(uint32_t sum, uint8_t value)
{
	static const uint32_t generator[5] = { 0x3b6a57b2, 0x26508e6d,
		0x1ea119fa, 0x3d4233dd, 0x2a1462b3 };
	uint32_t top = sum >> 25;

	sum = (sum & 0x1ffffff) << 5 ^ value;
	for (size_t i = 0; i < 5; i++)
		if (top >> i & 1)
			sum ^= generator[i];
	return sum;
}

static uint32_t
stir_prefix(const char *prefix)
{
	uint32_t sum = 1;

	for (const char *p = prefix; *p != '\0'; p++)
		sum = stir(sum, (uint8_t)*p >> 5);
	sum = stir(sum, 0);
	for (const char *p = prefix; *p != '\0'; p++)
		sum = stir(sum, (uint8_t)*p & 31);
	return sum;
}

void
hj_bech32_write(const char *prefix, const uint8_t *p, size_t n, char *ret)
{
	uint32_t sum = stir_prefix(prefix), bits = 0;
	size_t have = 0;

	while (*prefix != '\0')
		*ret++ = *prefix++;
	*ret++ = '1';
	for (size_t i = 0; i < n || have > 0;) {
		uint8_t value;

		if (have < 5 && i < n) {
			bits = (bits & 31) << 8 | p[i++];
			have += 8;
		} else if (have < 5) { /* filled up with zeroes */
			bits <<= 5 - have;
			have = 5;
		}
		value = bits >> (have - 5) & 31;
		have -= 5;
		sum = stir(sum, value);
		*ret++ = letters[value];
	}
	for (size_t i = 0; i < CHECKSUM; i++)
		sum = stir(sum, 0);
	sum ^= 1;
	for (size_t i = 0; i < CHECKSUM; i++)
		*ret++ = letters[sum >> 5 * (CHECKSUM - 1 - i) & 31];
	*ret = '\0';
}

/* The character in lower case, '\0' where it is none of ASCII's. */
static char
lower(char c)
{
	if (c >= 'A' && c <= 'Z')
		return (char)(c - 'A' + 'a');
	return c > ' ' && c < 0x7f ? c : '\0';
}

static bool
one_case(const char *p, size_t n)
{
	bool up = false, down = false;

	for (size_t i = 0; i < n; i++) {
		up |= p[i] >= 'A' && p[i] <= 'Z';
		down |= p[i] >= 'a' && p[i] <= 'z';
	}
	return !(up && down);
}

/* The bytes out of the characters, without the checksum. */
static bool
read_bytes(const char *text, size_t len, uint32_t *sum, uint8_t *ret)
{
	uint32_t bits = 0;
	size_t have = 0;

	for (size_t i = 0; i < len; i++) {
		const char c = lower(text[i]);
		const char *at = c != '\0' ? strchr(letters, c) : NULL;

		if (at == NULL)
			return false;
		*sum = stir(*sum, (uint8_t)(at - letters));
		if (i + CHECKSUM >= len)
			continue;
		bits = (bits & 255) << 5 | (uint32_t)(at - letters);
		have += 5;
		if (have >= 8) {
			have -= 8;
			*ret++ = (uint8_t)(bits >> have);
		}
	}
	/* What fills up the last character is zero. */
	return *sum == 1 && (bits & ((1U << have) - 1)) == 0;
}

bool
hj_bech32_read(const char *text, size_t len, const char *prefix, uint8_t *ret,
    size_t want)
{
	size_t n = strlen(prefix);
	uint32_t sum = stir_prefix(prefix);

	if (len != HJ_BECH32_ROOM(n, want) - 1 || text[n] != '1' ||
	    !one_case(text, len))
		return false;
	for (size_t i = 0; i < n; i++)
		if (lower(text[i]) != prefix[i])
			return false;
	if (read_bytes(text + n + 1, len - n - 1, &sum, ret))
		return true;
	sodium_memzero(ret, want);
	return false;
}

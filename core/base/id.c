#include <string.h>

#include <sodium.h>

#include "core/base/id.h"

static const char alphabet[] = "0123456789abcdefghjkmnpqrstvwxyz";

static int
value_of(char c)
{
	const char *at = c != '\0' ? strchr(alphabet, c) : NULL;

	return at != NULL ? (int)(at - alphabet) : -1;
}

/* Luhn mod N with N = 32: doubles every second character from the right. */
static char
check_character(const char *chars)
{
	unsigned factor = 2;
	unsigned sum = 0;

	for (size_t i = HJ_ID_CHARS; i > 0; i--) {
		unsigned v = factor * (unsigned)value_of(chars[i - 1]);

		sum += v / 32 + v % 32;
		factor = factor == 2 ? 1 : 2;
	}
	return alphabet[(32 - sum % 32) % 32];
}

void
hj_id_random(struct hj_id *ret)
{
	randombytes_buf(ret->b, sizeof(ret->b));
}

void
hj_id_text(const struct hj_id *id, char ret[static HJ_ID_CHARS + 1])
{
	for (size_t i = 0; i < HJ_ID_CHARS; i++) {
		size_t bit = i * 5;
		unsigned two = (unsigned)id->b[bit / 8] << 8;

		if (bit / 8 + 1 < HJ_ID_BYTES)
			two |= id->b[bit / 8 + 1];
		ret[i] = alphabet[two >> (11 - bit % 8) & 31];
	}
	ret[HJ_ID_CHARS] = '\0';
}

void
hj_id_show(const struct hj_id *id, char ret[static HJ_ID_SHOWN])
{
	char chars[HJ_ID_CHARS + 1];
	size_t n = 0;

	hj_id_text(id, chars);
	for (size_t i = 0; i < HJ_ID_CHARS; i++) {
		ret[n++] = chars[i];
		if (i % 4 == 3)
			ret[n++] = '-';
	}
	ret[n++] = check_character(chars);
	ret[n] = '\0';
}

int
hj_id_parse(const char *p, size_t n, struct hj_id *ret, struct hj_error *err)
{
	struct hj_id id = { { 0 } };

	if (n != HJ_ID_CHARS)
		return hj_fail(err, HJ_EINVAL, "an id has 16 characters");
	for (size_t i = 0; i < n; i++) {
		int v = value_of(p[i]);
		size_t bit = i * 5;

		if (v < 0)
			return hj_fail(err, HJ_EINVAL,
			    "character %zu cannot stand in an id", i + 1);
		v <<= 11 - bit % 8;
		id.b[bit / 8] |= (uint8_t)(v >> 8);
		if (bit / 8 + 1 < HJ_ID_BYTES)
			id.b[bit / 8 + 1] |= (uint8_t)v;
	}
	*ret = id;
	return HJ_OK;
}

static char
as_typed(char c)
{
	if (c >= 'A' && c <= 'Z')
		c = (char)(c - 'A' + 'a');
	if (c == 'o')
		return '0';
	return c == 'i' || c == 'l' ? '1' : c;
}

int
hj_id_typed(const char *p, size_t n, char ret[static HJ_ID_CHARS + 1],
    size_t *len, struct hj_error *err)
{
	char chars[HJ_ID_CHARS + 2] = "";
	size_t k = 0;

	for (size_t i = 0; i < n; i++) {
		char c = as_typed(p[i]);

		if (c == '-')
			continue;
		if (value_of(c) < 0 || k == HJ_ID_CHARS + 1)
			return hj_fail(err, HJ_EINVAL, "not an id");
		chars[k++] = c;
	}
	if (k == 0)
		return hj_fail(err, HJ_EINVAL, "not an id");
	if (k == HJ_ID_CHARS + 1) {
		if (check_character(chars) != chars[HJ_ID_CHARS])
			return hj_fail(err, HJ_EINVAL,
			    "the last character does not fit the id: one character is probably mistyped");
		k = HJ_ID_CHARS;
	}
	memcpy(ret, chars, k);
	ret[k] = '\0';
	*len = k;
	return HJ_OK;
}

void
hj_element_id_random(char ret[static HJ_ELEMENT_ID_CHARS + 1])
{
	/* The letters are the last 22 of the alphabet. */
	ret[0] = alphabet[10 + randombytes_uniform(22)];
	for (size_t i = 1; i < HJ_ELEMENT_ID_CHARS; i++)
		ret[i] = alphabet[randombytes_uniform(32)];
	ret[HJ_ELEMENT_ID_CHARS] = '\0';
}

void
hj_element_id_hashed(const uint8_t hash[static 4],
    char ret[static HJ_ELEMENT_ID_CHARS + 1])
{
	uint32_t v = (uint32_t)hash[0] << 24 | (uint32_t)hash[1] << 16 |
	    (uint32_t)hash[2] << 8 | hash[3];

	ret[0] = alphabet[10 + v % 22];
	v /= 22;
	for (size_t i = 1; i < HJ_ELEMENT_ID_CHARS; i++) {
		ret[i] = alphabet[v % 32];
		v /= 32;
	}
	ret[HJ_ELEMENT_ID_CHARS] = '\0';
}

bool
hj_element_id_valid(const char *p, size_t n)
{
	if (n != HJ_ELEMENT_ID_CHARS || value_of(p[0]) < 10)
		return false;
	for (size_t i = 1; i < n; i++)
		if (value_of(p[i]) < 0)
			return false;
	return true;
}

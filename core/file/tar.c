#include <stdio.h>
#include <string.h>

#include <sodium.h>

#include "core/file/tar.h"

/* 2000-01-01: when a file was made is nobody's business. */
#define TIME 946684800
#define OCTAL_MAX UINT64_C(077777777777)
#define AT_MODE 100
#define AT_UID 108
#define AT_GID 116
#define AT_SIZE 124
#define AT_TIME 136
#define AT_SUM 148
#define AT_TYPE 156
#define AT_MAGIC 257

static void
octal(uint8_t *to, unsigned digits, uint64_t v)
{
	char text[24];

	(void)snprintf(text, sizeof(text), "%0*llo", (int)digits,
	    (unsigned long long)v);
	memcpy(to, text, digits);
}

static void
size_field(uint8_t *to, uint64_t size)
{
	if (size <= OCTAL_MAX) {
		octal(to, 11, size);
		return;
	}
	to[0] = 0x80;
	for (int i = 11; i > 3; i--, size >>= 8)
		to[i] = (uint8_t)size;
}

void
hj_tar_header(const struct hj_tar_member *m, uint8_t ret[static HJ_TAR_BLOCK])
{
	unsigned sum = 0;

	memset(ret, 0, HJ_TAR_BLOCK);
	memcpy(ret, m->name, strnlen(m->name, HJ_TAR_NAME_MAX - 1));
	octal(ret + AT_MODE, 7, 0600);
	octal(ret + AT_UID, 7, 0);
	octal(ret + AT_GID, 7, 0);
	size_field(ret + AT_SIZE, m->size);
	octal(ret + AT_TIME, 11, m->package ? 0 : TIME);
	ret[AT_TYPE] = '0';
	memcpy(ret + AT_MAGIC, "ustar\00000", 8);
	memset(ret + AT_SUM, ' ', 8);
	for (size_t i = 0; i < HJ_TAR_BLOCK; i++)
		sum += ret[i];
	octal(ret + AT_SUM, 6, sum);
	ret[AT_SUM + 6] = '\0';
}

size_t
hj_tar_padding(uint64_t size)
{
	return (size_t)(-size & (HJ_TAR_BLOCK - 1));
}

static uint64_t
size_of(const uint8_t *p)
{
	uint64_t v = 0;

	if (p[0] == 0x80) {
		for (int i = 4; i < 12; i++)
			v = v << 8 | p[i];
		return v;
	}
	for (int i = 0; i < 11; i++)
		v = v << 3 | (uint64_t)(p[i] & 7);
	return v;
}

int
hj_tar_parse(const uint8_t block[static HJ_TAR_BLOCK],
    struct hj_tar_member *ret, bool *end, struct hj_error *err)
{
	struct hj_tar_member m = { .size = size_of(block + AT_SIZE) };
	uint8_t again[HJ_TAR_BLOCK];

	*end = sodium_is_zero(block, HJ_TAR_BLOCK) == 1;
	if (*end)
		return HJ_OK;
	memcpy(m.name, block, sizeof(m.name) - 1);
	hj_tar_header(&m, again);
	if (memcmp(again, block, sizeof(again)) != 0)
		return hj_fail(err, HJ_ECORRUPT,
		    "not a backup of hanji, or damaged in the head of a "
		    "member");
	*ret = m;
	return HJ_OK;
}

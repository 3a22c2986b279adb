#include <stdlib.h>
#include <string.h>

#include <nettle/nettle-meta.h>

#include "import/checksum.h"

#define CONTEXT_MAX 256

struct hj_checksums {
	unsigned wanted;
	_Alignas(max_align_t) uint8_t context[HJ_CHECKSUMS][CONTEXT_MAX];
};

static const struct kind {
	const char *name;
	const struct nettle_hash *hash;
	bool strong;
} kinds[HJ_CHECKSUMS] = {
	[HJ_MD5] = { "md5", &nettle_md5, false },
	[HJ_SHA1] = { "sha1", &nettle_sha1, false },
	[HJ_SHA224] = { "sha224", &nettle_sha224, true },
	[HJ_SHA256] = { "sha256", &nettle_sha256, true },
	[HJ_SHA384] = { "sha384", &nettle_sha384, true },
	[HJ_SHA512] = { "sha512", &nettle_sha512, true },
};

int
hj_checksum_named(const char *p, size_t n)
{
	for (int i = 0; i < HJ_CHECKSUMS; i++)
		if (strlen(kinds[i].name) == n &&
		    memcmp(kinds[i].name, p, n) == 0)
			return i;
	return -1;
}

const char *
hj_checksum_name(enum hj_checksum c)
{
	return kinds[c].name;
}

size_t
hj_checksum_size(enum hj_checksum c)
{
	return kinds[c].hash->digest_size;
}

bool
hj_checksum_strong(enum hj_checksum c)
{
	return kinds[c].strong;
}

/* Of another version of the library, it might not fit. */
static bool
contexts_fit(void)
{
	for (int i = 0; i < HJ_CHECKSUMS; i++)
		if (kinds[i].hash->context_size > CONTEXT_MAX)
			return false;
	return true;
}

struct hj_checksums *
hj_checksums_new(unsigned wanted)
{
	struct hj_checksums *s = contexts_fit() ? calloc(1, sizeof(*s)) : NULL;

	if (s != NULL)
		s->wanted = wanted;
	return s;
}

void
hj_checksums_free(struct hj_checksums *s)
{
	free(s);
}

static bool
wants(const struct hj_checksums *s, int c)
{
	return (s->wanted >> c & 1) != 0;
}

void
hj_checksums_start(struct hj_checksums *s)
{
	for (int i = 0; i < HJ_CHECKSUMS; i++)
		if (wants(s, i))
			kinds[i].hash->init(s->context[i]);
}

void
hj_checksums_add(struct hj_checksums *s, const uint8_t *p, size_t n)
{
	for (int i = 0; i < HJ_CHECKSUMS; i++)
		if (wants(s, i))
			kinds[i].hash->update(s->context[i], n, p);
}

void
hj_checksums_end(struct hj_checksums *s, enum hj_checksum c,
    uint8_t ret[static HJ_CHECKSUM_MAX])
{
	kinds[c].hash->digest(s->context[c], kinds[c].hash->digest_size, ret);
}

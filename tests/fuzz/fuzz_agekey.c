/* fuzz_agekey: recipients, identities and files of them as somebody typed them;
 * what is read is what would be shown. */
#include <assert.h>
#include <string.h>
#include <strings.h>

#include "core/base/base64.h"
#include "core/keys/agekey.h"

static void
recipient(const char *p, size_t n)
{
	uint8_t key[HJ_AGEKEY_LEN];
	struct hj_error err = HJ_ERROR;
	char shown[HJ_AGEKEY_SHOWN];

	if (hj_agekey_read(p, n, key, &err) != HJ_OK)
		return;
	hj_agekey_say(key, shown);
	assert(strlen(shown) == n && strncasecmp(shown, p, n) == 0);
}

static void
identities(const char *p, size_t n)
{
	struct hj_error err = HJ_ERROR;
	struct hj_secret *key = NULL;

	if (hj_agekey_identity(p, n, &key, &err) == HJ_OK)
		assert(hj_secret_len(key) == HJ_AGEKEY_LEN);
	hj_secret_free(key);
	key = NULL;
	if (hj_agekey_file(p, n, &key, &err) == HJ_OK)
		assert(hj_secret_len(key) == HJ_AGEKEY_LEN);
	hj_secret_free(key);
}

/* Bytes to text and back, so that checksums fit; one letter off is refused. */
static void
made(const uint8_t *p, size_t n)
{
	uint8_t back[HJ_AGEKEY_LEN];
	char text[HJ_BECH32_ROOM(4, HJ_AGEKEY_LEN)];
	size_t at;

	if (n < HJ_AGEKEY_LEN + 1)
		return;
	hj_bech32_write("fuzz", p, HJ_AGEKEY_LEN, text);
	assert(hj_bech32_read(text, strlen(text), "fuzz", back, sizeof(back)));
	assert(memcmp(p, back, sizeof(back)) == 0);
	at = 5 + p[HJ_AGEKEY_LEN] % (strlen(text) - 5);
	text[at] = text[at] == 'q' ? 'p' : 'q';
	assert(!hj_bech32_read(text, strlen(text), "fuzz", back, sizeof(back)));
}

static void
base64(const char *p, size_t n, enum hj_base64 kind)
{
	struct hj_buf again = HJ_BUF(256);
	struct hj_error err = HJ_ERROR;
	uint8_t bytes[128];
	size_t got = hj_base64_read(p, n, kind, bytes, sizeof(bytes));

	assert(got <= sizeof(bytes));
	if (got != 0) {
		assert(hj_base64_write(bytes, got, kind, &again, &err) ==
		    HJ_OK);
		assert(again.len == n && memcmp(again.data, p, n) == 0);
	}
	hj_buf_clear(&again);
}

/* run.sh: -max_len=256 */
int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	recipient((const char *)p, n);
	identities((const char *)p, n);
	made(p, n);
	base64((const char *)p, n, HJ_BASE64_PADDED);
	base64((const char *)p, n, HJ_BASE64_BARE);
	return 0;
}

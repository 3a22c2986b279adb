/* fuzz_note: what opens as a note or checkpoint is what would be written. */
#include <assert.h>
#include <string.h>

#include "core/log/checkpoint.h"

static void
checkpoint(const char *p, size_t n)
{
	struct hj_error err = HJ_ERROR;
	struct hj_buf b = HJ_BUF(HJ_NOTE_MAX);
	struct hj_checkpoint c;

	if (hj_checkpoint_parse(p, n, &c, &err) == HJ_OK) {
		assert(hj_checkpoint_text(&c, &b, &err) == HJ_OK);
		assert(b.len == n && memcmp(b.data, p, n) == 0);
	}
	hj_buf_clear(&b);
}

static void
vkey(const char *p, size_t n)
{
	struct hj_error err = HJ_ERROR;
	struct hj_buf b = HJ_BUF(HJ_NOTE_MAX);
	struct hj_note_key k;

	if (hj_note_vkey_parse(p, n, &k, &err) == HJ_OK) {
		assert(hj_note_vkey(&k, &b, &err) == HJ_OK);
		assert(b.len == n);
	}
	hj_buf_clear(&b);
}

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	static const char spec[] =
	    "example.com/foo+530d903a+"
	    "AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
	struct hj_error err = HJ_ERROR;
	struct hj_note_key k;
	size_t text = 0;

	checkpoint((const char *)p, n);
	vkey((const char *)p, n);
	assert(hj_note_vkey_parse(spec, sizeof(spec) - 1, &k, &err) == HJ_OK);
	if (hj_note_open((const char *)p, n, &k, &text, NULL, &err) == HJ_OK)
		assert(text > 0 && text < n && p[text] == '\n');
	return 0;
}

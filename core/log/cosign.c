#include <stdio.h>
#include <string.h>

#include <sodium.h>

#include "core/keys/member.h"
#include "core/log/cosign.h"
#include "core/log/log.h"

#define KEYID 4
#define TIME 8
#define LINE_BYTES (KEYID + TIME + HJ_SIGNATURE_LEN)
#define LINE_TEXT ((LINE_BYTES + 2) / 3 * 4)

int
hj_cosign_witness(const struct hj_member *m, struct hj_member **ret,
    struct hj_note_key *k, struct hj_error *err)
{
	struct hj_secret *seed = NULL;
	char id[HJ_FINGERPRINT];
	int rc = hj_secret_new(HJ_SEED_LEN, &seed, err);

	if (rc != HJ_OK)
		return rc;
	hj_member_derive(m, HJ_USE_WITNESS, hj_secret_bytes(seed));
	if ((rc = hj_member_new(seed, ret, err)) == HJ_OK) {
		*k = (struct hj_note_key){ .name = "" };
		memcpy(k->key, hj_member_public(*ret)->ed25519, sizeof(k->key));
		hj_member_fingerprint(k->key, id);
		(void)snprintf(k->name, sizeof(k->name), "hanji-witness/%s",
		    id);
	}
	hj_secret_free(seed);
	return rc;
}

int
hj_cosign_vkey(const struct hj_note_key *k, struct hj_buf *to,
    struct hj_error *err)
{
	return hj_note_vkey_typed(k, HJ_NOTE_COSIGNER, to, err);
}

int
hj_cosign_vkey_parse(const char *p, size_t n, struct hj_note_key *ret,
    struct hj_error *err)
{
	if (hj_note_vkey_parse_typed(p, n, HJ_NOTE_COSIGNER, ret, err) != HJ_OK)
		return hj_fail(err, HJ_EINVAL,
		    "not the key of a witness: expected name+8 hex digits+base64");
	return HJ_OK;
}

static int
message(const char *text, size_t n, int64_t time, struct hj_buf *to,
    struct hj_error *err)
{
	if (hj_buf_printf(to, err, "cosignature/v1\ntime %lld\n",
		(long long)time) != HJ_OK)
		return (int)err->code;
	return hj_buf_add(to, text, n, err);
}

int
hj_cosign_make(const struct hj_member *witness, const char *text, size_t n,
    int64_t time, struct hj_cosignature *ret, struct hj_error *err)
{
	struct hj_buf m = HJ_BUF(2 * HJ_NOTE_MAX);
	int rc = message(text, n, time, &m, err);

	if (rc == HJ_OK) {
		ret->time = time;
		hj_member_sign(witness, m.data, m.len, ret->signature);
	}
	hj_buf_clear(&m);
	return rc;
}

int
hj_cosign_check(const struct hj_note_key *k, const char *text, size_t n,
    const struct hj_cosignature *c, struct hj_error *err)
{
	struct hj_buf m = HJ_BUF(2 * HJ_NOTE_MAX);
	int rc = message(text, n, c->time, &m, err);

	if (rc == HJ_OK &&
	    !hj_member_verify(k->key, m.data, m.len, c->signature))
		rc = hj_fail(err, HJ_ECORRUPT, "the cosignature does not fit");
	hj_buf_clear(&m);
	return rc;
}

int
hj_cosign_write(const struct hj_note_key *k, const struct hj_cosignature *c,
    struct hj_buf *to, struct hj_error *err)
{
	uint8_t bytes[LINE_BYTES];

	hj_note_keyid(k, HJ_NOTE_COSIGNER, bytes);
	for (unsigned i = 0; i < TIME; i++)
		bytes[KEYID + i] = (uint8_t)((uint64_t)c->time >> (56 - 8 * i));
	memcpy(bytes + KEYID + TIME, c->signature, HJ_SIGNATURE_LEN);
	return hj_note_line_write(k->name, bytes, sizeof(bytes), to, err);
}

/* Is this line of that key, and what does it say? */
static bool
read_line(const struct hj_note_line *l, const struct hj_note_key *k,
    struct hj_cosignature *ret)
{
	uint8_t bytes[LINE_BYTES], id[KEYID];
	uint64_t time = 0;

	if (l->n != LINE_TEXT || l->name_len != strlen(k->name) ||
	    memcmp(l->name, k->name, l->name_len) != 0 ||
	    hj_note_base64(l->base64, l->n, bytes, sizeof(bytes)) !=
		sizeof(bytes))
		return false;
	hj_note_keyid(k, HJ_NOTE_COSIGNER, id);
	for (unsigned i = 0; i < TIME; i++)
		time = time << 8 | bytes[KEYID + i];
	if (memcmp(bytes, id, KEYID) != 0)
		return false;
	/* Years that no clock shows are no time; they do not verify. */
	ret->time = time <= INT64_MAX ? (int64_t)time : -1;
	memcpy(ret->signature, bytes + KEYID + TIME, HJ_SIGNATURE_LEN);
	return true;
}

int
hj_cosign_find(const char *lines, size_t lines_len, const struct hj_note_key *k,
    const char *text, size_t n, struct hj_cosignature *ret,
    struct hj_error *err)
{
	struct hj_cosignature one, best = { .time = -1 };
	struct hj_note_line l;

	while (lines_len != 0) {
		if (!hj_note_line(&lines, &lines_len, &l))
			return hj_fail(err, HJ_EINVAL,
			    "not lines of signatures");
		if (!read_line(&l, k, &one))
			continue;
		if (one.time < 0 || one.time > HJ_LOG_TIME_MAX)
			return hj_fail(err, HJ_ECORRUPT,
			    "the cosignature does not fit");
		if (hj_cosign_check(k, text, n, &one, err) != HJ_OK)
			return (int)err->code;
		if (one.time > best.time)
			best = one;
	}
	if (best.time < 0)
		return hj_fail(err, HJ_ENOTFOUND,
		    "not cosigned by this witness");
	*ret = best;
	return HJ_OK;
}

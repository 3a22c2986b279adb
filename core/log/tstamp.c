#include <string.h>

#include "core/log/tstamp.h"

enum tag {
	BOOLEAN = 0x01,
	INTEGER = 0x02,
	OCTETS = 0x04,
	OBJECT = 0x06,
	TIME = 0x18,
	SEQUENCE = 0x30,
	SET = 0x31,
	EXPLICIT0 = 0xa0,
};

/* 2.16.840.1.101.3.4.2.1, 1.2.840.113549.1.7.2, 1.2.840.113549.1.9.16.1.4 */
static const uint8_t sha256[] = { 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04,
	0x02, 0x01 };
static const uint8_t signed_data[] = { 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01,
	0x07, 0x02 };
static const uint8_t tst_info[] = { 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01,
	0x09, 0x10, 0x01, 0x04 };

/* SEQUENCE of version 1, of SEQUENCE of algorithm and 32 bytes, of the nonce
 * and of TRUE: all lengths are known. */
int
hj_tstamp_query(const uint8_t hash[static HJ_TSTAMP_HASH], uint64_t nonce,
    struct hj_buf *to, struct hj_error *err)
{
	static const uint8_t head[] = { SEQUENCE, 67, INTEGER, 1, 1, SEQUENCE,
		49, SEQUENCE, 13, OBJECT, 9, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03,
		0x04, 0x02, 0x01, 5, 0, OCTETS, HJ_TSTAMP_HASH };
	static const uint8_t integer[] = { INTEGER, 8 };
	static const uint8_t tail[] = { BOOLEAN, 1, 0xff };

	/* Positive, and of eight bytes whatever it is. */
	nonce = (nonce & UINT64_C(0x3fffffffffffffff)) | UINT64_C(1) << 62;
	if (hj_buf_add(to, head, sizeof(head), err) != HJ_OK ||
	    hj_buf_add(to, hash, HJ_TSTAMP_HASH, err) != HJ_OK ||
	    hj_buf_add(to, integer, sizeof(integer), err) != HJ_OK ||
	    hj_buf_u64(to, nonce, err) != HJ_OK)
		return (int)err->code;
	return hj_buf_add(to, tail, sizeof(tail), err);
}

/* ---- reading DER ---- */

struct der {
	const uint8_t *p;
	size_t left;
	bool bad;
};

/* The content of the next element, which must have this tag. */
static struct der
enter(struct der *d, uint8_t tag)
{
	struct der in = { .bad = true };
	size_t len, more;

	if (d->bad || d->left < 2 || d->p[0] != tag)
		goto out;
	len = d->p[1];
	d->p += 2;
	d->left -= 2;
	if (len > 0x80) {
		more = len - 0x80;
		if (more > 4 || more > d->left || d->p[0] == 0)
			goto out;
		for (len = 0; more != 0; more--, d->p++, d->left--)
			len = len << 8 | *d->p;
		if (len < 0x80)
			goto out;
	} else if (len == 0x80) {
		goto out;
	}
	if (len > d->left)
		goto out;
	in = (struct der){ .p = d->p, .left = len };
	d->p += len;
	d->left -= len;
out:
	d->bad = d->bad || in.bad;
	return in;
}

static bool
is_object(struct der *d, const uint8_t *want, size_t n)
{
	struct der in = enter(d, OBJECT);

	return !in.bad && in.left == n && memcmp(in.p, want, n) == 0;
}

/* version, policy, imprint, serial number, time: RFC 3161, 2.4.2. */
static bool
read_info(struct der d, struct hj_tstamp *ret)
{
	struct der info = enter(&d, SEQUENCE), imprint, algorithm, hash, time;

	(void)enter(&info, INTEGER);
	(void)enter(&info, OBJECT);
	imprint = enter(&info, SEQUENCE);
	(void)enter(&info, INTEGER);
	time = enter(&info, TIME);
	algorithm = enter(&imprint, SEQUENCE);
	hash = enter(&imprint, OCTETS);
	if (info.bad || imprint.bad || imprint.left != 0 ||
	    !is_object(&algorithm, sha256, sizeof(sha256)) ||
	    hash.left != HJ_TSTAMP_HASH || time.left >= sizeof(ret->time))
		return false;
	memcpy(ret->hash, hash.p, HJ_TSTAMP_HASH);
	for (size_t i = 0; i < time.left; i++) {
		if (time.p[i] < 0x20 || time.p[i] > 0x7e)
			return false;
		ret->time[i] = (char)time.p[i];
	}
	ret->time[time.left] = '\0';
	return true;
}

/* ContentInfo, SignedData, EncapsulatedContentInfo: RFC 5652. */
static bool
read_token(struct der content, struct hj_tstamp *ret)
{
	struct der wrapped, data, inner, eci;

	if (!is_object(&content, signed_data, sizeof(signed_data)))
		return false;
	wrapped = enter(&content, EXPLICIT0);
	data = enter(&wrapped, SEQUENCE);
	(void)enter(&data, INTEGER);
	(void)enter(&data, SET);
	eci = enter(&data, SEQUENCE);
	if (data.bad || !is_object(&eci, tst_info, sizeof(tst_info)))
		return false;
	inner = enter(&eci, EXPLICIT0);
	inner = enter(&inner, OCTETS);
	return !inner.bad && read_info(inner, ret);
}

/* TimeStampResp: a status that grants (0 or 1), and the token; or the token
 * alone. */
static bool
read_answer(const uint8_t *p, size_t n, struct hj_tstamp *ret)
{
	struct der d = { .p = p, .left = n };
	struct der answer = enter(&d, SEQUENCE), status, number;

	if (answer.bad || d.left != 0)
		return false;
	if (answer.left != 0 && answer.p[0] == OBJECT)
		return read_token(answer, ret);
	status = enter(&answer, SEQUENCE);
	number = enter(&status, INTEGER);
	if (number.bad || number.left != 1 || number.p[0] > 1)
		return false;
	answer = enter(&answer, SEQUENCE);
	return !answer.bad && read_token(answer, ret);
}

/* ---- OpenTimestamps ---- */

static bool
read_ots(const uint8_t *p, size_t n, struct hj_tstamp *ret)
{
	/* Header, version 1, the operation SHA-256; then its result. */
	static const uint8_t head[] = "\0OpenTimestamps\0\0Proof\0"
				      "\xbf\x89\xe2\xe8\x84\xe8\x92\x94\x01"
				      "\x08";
	const size_t len = sizeof(head) - 1;

	if (n <= len + HJ_TSTAMP_HASH || memcmp(p, head, len) != 0)
		return false;
	memcpy(ret->hash, p + len, HJ_TSTAMP_HASH);
	ret->ots = true;
	return true;
}

int
hj_tstamp_read(const uint8_t *p, size_t n, struct hj_tstamp *ret,
    struct hj_error *err)
{
	struct hj_tstamp t = { .ots = false };

	if (n == 0 ||
	    !(p[0] == SEQUENCE ? read_answer(p, n, &t) : read_ots(p, n, &t)))
		return hj_fail(err, HJ_EINVAL,
		    "not a time stamp: expected a granted answer of RFC 3161 or a proof of OpenTimestamps, of SHA-256");
	*ret = t;
	return HJ_OK;
}

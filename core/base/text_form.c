#include <string.h>

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "core/base/limits.h"
#include "core/base/text.h"
#include "core/base/text_form.h"

/* Whole blocks with assigned characters: an unassigned one could become a
 * combining mark in a later Unicode. */
static const struct {
	uint32_t lo, hi;
} settled[] = {
	{ 0xac00, 0xd7a3 }, /* Hangul syllables */
	{ 0x4e00, 0x9fff }, /* Chinese characters */
	{ 0x2010, 0x205e }, /* punctuation */
	{ 0x3000, 0x3029 }, /* punctuation of East Asia */
	{ 0xff01, 0xffee }, /* full-width forms */
	{ 0x0400, 0x0482 }, /* Cyrillic */
	{ 0x048a, 0x052f }, { 0x1e00, 0x1eff }, /* Vietnamese */
	{ 0x1100, 0x1112 }, /* leading jamo */
	{ 0x2190, 0x2328 }, /* arrows, signs */
	{ 0x2460, 0x26ff }, /* circled numbers, boxes, shapes */
	{ 0x3030, 0x303f }, { 0x3041, 0x3096 }, /* kana */
	{ 0x309b, 0x30ff }, { 0x3131, 0x318e }, /* jamo for show */
	{ 0x3200, 0x33ff }, /* enclosed and squared */
	{ 0x3400, 0x4dbf }, /* more Chinese characters */
};

bool
hj_form_settled(uint32_t c)
{
	if (c < 0x300)
		return true;
	for (size_t i = 0; i < HJ_LEN(settled); i++)
		if (c >= settled[i].lo && c <= settled[i].hi)
			return true;
	return false;
}

static int
icu_failed(UErrorCode code, struct hj_error *err)
{
	if (code == U_MEMORY_ALLOCATION_ERROR)
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	return hj_fail(err, HJ_EIO, "the Unicode library failed: %s",
	    u_errorName(code));
}

/* The content of a buffer that holds UTF-16. */
static const UChar *
units(const struct hj_buf *b)
{
	return (const void *)b->data;
}

static int32_t
nunits(const struct hj_buf *b)
{
	return (int32_t)(b->len / sizeof(UChar));
}

static int
widen(const char *p, size_t n, struct hj_buf *to, struct hj_error *err)
{
	UErrorCode code = U_ZERO_ERROR;
	uint8_t *room;
	int32_t len;

	hj_buf_reset(to);
	/* UTF-16 never needs more units than UTF-8 needs bytes. */
	if (hj_buf_extend(to, n * sizeof(UChar), &room, err) != HJ_OK)
		return (int)err->code;
	u_strFromUTF8((void *)room, (int32_t)n, &len, p, (int32_t)n, &code);
	if (U_FAILURE(code))
		return icu_failed(code, err);
	to->len = (size_t)len * sizeof(UChar);
	return HJ_OK;
}

static int
is_nfc(const char *p, size_t n, struct hj_buf *wide, bool *ret,
    struct hj_error *err)
{
	UErrorCode code = U_ZERO_ERROR;
	const UNormalizer2 *nfc = unorm2_getNFCInstance(&code);

	if (widen(p, n, wide, err) != HJ_OK)
		return (int)err->code;
	*ret = unorm2_isNormalized(nfc, units(wide), nunits(wide), &code);
	return U_FAILURE(code) ? icu_failed(code, err) : HJ_OK;
}

int
hj_form_scan(const char *p, size_t n, size_t *ret, struct hj_error *err)
{
	struct hj_buf wide = HJ_BUF(n * sizeof(UChar));
	size_t from = 0; /* of the run that ICU has to see */
	bool run = false, good = true;
	int rc = HJ_OK;

	for (size_t at = 0, len; at < n && rc == HJ_OK && good; at += len) {
		uint32_t c = 0;

		len = hj_text_decode(p + at, n - at, &c);
		if (!hj_form_settled(c)) {
			run = true;
			continue;
		}
		/* A settled character ends a run and may begin the next. */
		if (run)
			rc = is_nfc(p + from, at - from, &wide, &good, err);
		if (rc == HJ_OK && good)
			from = at;
		run = false;
	}
	if (run && rc == HJ_OK && good)
		rc = is_nfc(p + from, n - from, &wide, &good, err);
	hj_buf_clear(&wide);
	if (rc == HJ_OK)
		*ret = good ? n : from;
	return rc;
}

static int
normalise(const UNormalizer2 *form, const struct hj_buf *from,
    struct hj_buf *to, struct hj_error *err)
{
	UErrorCode code = U_ZERO_ERROR;
	uint8_t *room;
	int32_t len;

	hj_buf_reset(to);
	len = unorm2_normalize(form, units(from), nunits(from), NULL, 0, &code);
	if (U_FAILURE(code) && code != U_BUFFER_OVERFLOW_ERROR)
		return icu_failed(code, err);
	if (hj_buf_extend(to, (size_t)len * sizeof(UChar), &room, err) != HJ_OK)
		return (int)err->code;
	code = U_ZERO_ERROR;
	unorm2_normalize(form, units(from), nunits(from), (void *)room, len,
	    &code);
	return U_FAILURE(code) ? icu_failed(code, err) : HJ_OK;
}

static int
fold_case(const struct hj_buf *from, struct hj_buf *to, struct hj_error *err)
{
	UErrorCode code = U_ZERO_ERROR;
	uint8_t *room;
	int32_t len;

	hj_buf_reset(to);
	len = u_strFoldCase(NULL, 0, units(from), nunits(from),
	    U_FOLD_CASE_DEFAULT, &code);
	if (U_FAILURE(code) && code != U_BUFFER_OVERFLOW_ERROR)
		return icu_failed(code, err);
	if (hj_buf_extend(to, (size_t)len * sizeof(UChar), &room, err) != HJ_OK)
		return (int)err->code;
	code = U_ZERO_ERROR;
	u_strFoldCase((void *)room, len, units(from), nunits(from),
	    U_FOLD_CASE_DEFAULT, &code);
	return U_FAILURE(code) ? icu_failed(code, err) : HJ_OK;
}

static int
narrow(const struct hj_buf *from, struct hj_buf *to, struct hj_error *err)
{
	UErrorCode code = U_ZERO_ERROR;
	uint8_t *room;
	int32_t len;

	u_strToUTF8(NULL, 0, &len, units(from), nunits(from), &code);
	if (U_FAILURE(code) && code != U_BUFFER_OVERFLOW_ERROR)
		return icu_failed(code, err);
	if (hj_buf_extend(to, (size_t)len, &room, err) != HJ_OK)
		return (int)err->code;
	code = U_ZERO_ERROR;
	u_strToUTF8((char *)room, len, NULL, units(from), nunits(from), &code);
	return U_FAILURE(code) ? icu_failed(code, err) : HJ_OK;
}

/* The path of text that is not settled; `fold` besides NFC. */
static int
transform(const char *p, size_t n, bool fold, struct hj_buf *to,
    struct hj_error *err)
{
	/* No normal form is more than 18 times as long; folding, 3 times. */
	struct hj_buf a = HJ_BUF(64 * n), b = HJ_BUF(64 * n);
	UErrorCode code = U_ZERO_ERROR;
	const UNormalizer2 *nfc = unorm2_getNFCInstance(&code);
	const UNormalizer2 *nfd = unorm2_getNFDInstance(&code);
	int rc;

	if (U_FAILURE(code))
		return icu_failed(code, err);
	if ((rc = widen(p, n, &a, err)) != HJ_OK)
		goto out;
	if (fold) {
		/* Folding is defined on NFD (Unicode 3.13, D145). */
		if ((rc = normalise(nfd, &a, &b, err)) != HJ_OK ||
		    (rc = fold_case(&b, &a, err)) != HJ_OK)
			goto out;
	}
	if ((rc = normalise(nfc, &a, &b, err)) == HJ_OK)
		rc = narrow(&b, to, err);
out:
	hj_buf_clear(&a);
	hj_buf_clear(&b);
	return rc;
}

static int
check_bytes(const char *p, size_t n, struct hj_error *err)
{
	if (n > HJ_TEXT_MAX)
		return hj_fail(err, HJ_ELIMIT, "text larger than %zu bytes",
		    HJ_TEXT_MAX);
	if (!hj_text_is_utf8(p, n))
		return hj_fail(err, HJ_EINVAL, "not valid UTF-8");
	return HJ_OK;
}

int
hj_text_nfc(const char *p, size_t n, struct hj_buf *to, bool *changed,
    struct hj_error *err)
{
	size_t at;
	int rc;

	if (check_bytes(p, n, err) != HJ_OK ||
	    hj_form_scan(p, n, &at, err) != HJ_OK)
		return (int)err->code;
	rc = at == n ? hj_buf_add(to, p, n, err)
		     : transform(p, n, false, to, err);
	if (rc == HJ_OK && changed != NULL)
		*changed = at != n;
	return rc;
}

/* Only ASCII letters change when nothing else has case. */
static bool
folds_as_ascii(const char *p, size_t n)
{
	for (size_t at = 0; at < n;) {
		uint32_t c = 0;

		at += hj_text_decode(p + at, n - at, &c);
		if (c >= 0x80 && !(c >= 0xac00 && c <= 0xd7a3) &&
		    !(c >= 0x4e00 && c <= 0x9fff))
			return false;
	}
	return true;
}

int
hj_text_fold(const char *p, size_t n, struct hj_buf *to, struct hj_error *err)
{
	uint8_t *room;

	if (check_bytes(p, n, err) != HJ_OK)
		return (int)err->code;
	if (!folds_as_ascii(p, n))
		return transform(p, n, true, to, err);
	if (hj_buf_extend(to, n, &room, err) != HJ_OK)
		return (int)err->code;
	for (size_t i = 0; i < n; i++) {
		char c = p[i];

		room[i] = (uint8_t)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
	}
	return HJ_OK;
}

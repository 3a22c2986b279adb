#include <string.h>

#include <sodium.h>

#include "core/log/log.h"

/* All lines of a leaf but its parents, each at its longest. */
#define FIXED_ROOM 768
#define HEX(n) (2 * (n) + 1)

bool
hj_log_is_commit(const struct hj_log_entry *e)
{
	return strcmp(e->action, HJ_DID_COMMIT) == 0;
}

bool
hj_log_is_open(const char *action)
{
	return strcmp(action, HJ_DID_ERASE) == 0 ||
	    strcmp(action, HJ_DID_HOLD) == 0 ||
	    strcmp(action, HJ_DID_HOLD_LIFT) == 0;
}

bool
hj_log_is_revision(const struct hj_log_entry *e)
{
	return e->has_digest && strcmp(e->action, HJ_DID_RESEAL) != 0;
}

static bool
is_word(const char *s)
{
	size_t n = strnlen(s, HJ_ACTION_MAX);

	if (n == 0 || n == HJ_ACTION_MAX)
		return false;
	for (size_t i = 0; i < n; i++)
		if ((s[i] < 'a' || s[i] > 'z') && s[i] != '-')
			return false;
	return true;
}

int
hj_log_check(const struct hj_log_entry *e, struct hj_error *err)
{
	if (!is_word(e->action))
		return hj_fail(err, HJ_EINVAL,
		    "the action of a log entry is not a word of ours");
	if (e->time < 0 || e->time > HJ_LOG_TIME_MAX)
		return hj_fail(err, HJ_EINVAL,
		    "the clock is outside the years 1970 to 9999; set it");
	if (e->nparents > HJ_PARENTS_MAX)
		return hj_fail(err, HJ_EINVAL,
		    "a revision has more than %d parents", HJ_PARENTS_MAX);
	for (size_t i = 1; i < e->nparents; i++) {
		const uint8_t *p = e->parents + i * HJ_DIGEST_BYTES;

		if (memcmp(p - HJ_DIGEST_BYTES, p, HJ_DIGEST_BYTES) >= 0)
			return hj_fail(err, HJ_EINVAL,
			    "parents of a revision are not in order");
	}
	return HJ_OK;
}

/* Two digits of each of four bytes at once: a million leaves are mostly
 * hexadecimal digits, and this is three times as fast as a table. */
static uint8_t *
hex4(uint8_t *to, const uint8_t *p)
{
	uint64_t x = (uint64_t)p[0] | (uint64_t)p[1] << 16 |
	    (uint64_t)p[2] << 32 | (uint64_t)p[3] << 48;
	uint64_t y = (x >> 4 & UINT64_C(0x000f000f000f000f)) |
	    (x << 8 & UINT64_C(0x0f000f000f000f00));
	uint64_t letters = (y + UINT64_C(0x0606060606060606)) >> 4 &
	    UINT64_C(0x0101010101010101);

	y += UINT64_C(0x3030303030303030) + letters * 0x27;
	for (int i = 0; i < 8; i++)
		to[i] = (uint8_t)(y >> 8 * i);
	return to + 8;
}

/* n is a multiple of four. */
static uint8_t *
hex(uint8_t *to, const uint8_t *p, size_t n)
{
	for (size_t i = 0; i < n; i += 4)
		to = hex4(to, p + i);
	return to;
}

static uint8_t *
text(uint8_t *to, const char *s)
{
	size_t n = strlen(s);

	memcpy(to, s, n);
	return to + n;
}

static uint8_t *
decimal(uint8_t *to, uint64_t v)
{
	uint8_t digits[20];
	size_t n = 0;

	do
		digits[n++] = (uint8_t)('0' + v % 10);
	while ((v /= 10) != 0);
	while (n > 0)
		*to++ = digits[--n];
	return to;
}

static uint8_t *
padded(uint8_t *to, unsigned v, unsigned digits)
{
	for (unsigned i = digits; i > 0; i--, v /= 10)
		to[i - 1] = (uint8_t)('0' + v % 10);
	return to + digits;
}

/* Days to a date of the Gregorian calendar, as in "chrono-compatible low-level
 * date algorithms" (https://howardhinnant.github.io/date_algorithms.html). */
static uint8_t *
date(uint8_t *to, uint64_t days)
{
	uint64_t z = days + 719468;
	uint64_t era = z / 146097;
	uint64_t doe = z % 146097;
	uint64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	uint64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	uint64_t mp = (5 * doy + 2) / 153;
	uint64_t month = mp < 10 ? mp + 3 : mp - 9;

	to = padded(to, (unsigned)(era * 400 + yoe + (month <= 2)), 4);
	*to++ = '-';
	to = padded(to, (unsigned)month, 2);
	*to++ = '-';
	return padded(to, (unsigned)(doy - (153 * mp + 2) / 5 + 1), 2);
}

static uint8_t *
moment(uint8_t *to, int64_t when)
{
	unsigned second = (unsigned)(when % 86400);

	to = date(to, (uint64_t)when / 86400);
	*to++ = 'T';
	to = padded(to, second / 3600, 2);
	*to++ = ':';
	to = padded(to, second / 60 % 60, 2);
	*to++ = ':';
	to = padded(to, second % 60, 2);
	*to++ = 'Z';
	return to;
}

/* "name value", where an absent value reads "-". */
static uint8_t *
bytes(uint8_t *to, const char *name, bool has, const uint8_t *p, size_t n)
{
	to = text(to, name);
	to = has ? hex(to, p, n) : text(to, "-");
	*to++ = '\n';
	return to;
}

static uint8_t *
parents(uint8_t *to, const struct hj_log_entry *e)
{
	to = text(to, "parents ");
	if (e->nparents == 0)
		*to++ = '-';
	for (size_t i = 0; i < e->nparents; i++) {
		if (i != 0)
			*to++ = ' ';
		to = hex(to, e->parents + i * HJ_DIGEST_BYTES, HJ_DIGEST_BYTES);
	}
	*to++ = '\n';
	return to;
}

static uint8_t *
lines(uint8_t *to, const struct hj_log_entry *e)
{
	to = decimal(text(to, "version 0\nsequence "), e->sequence);
	to = moment(text(to, "\ntime "), e->time);
	to = text(text(to, "\ndevice "), e->device);
	to = text(text(to, "\nmember "), e->member);
	to = text(text(to, "\naction "), e->action);
	*to++ = '\n';
	to = bytes(to, "case ", e->has_case, e->log_id, HJ_LOGID_LEN);
	to = bytes(to, "digest ", e->has_digest, e->digest, HJ_DIGEST_BYTES);
	to = parents(to, e);
	to =
	    bytes(to, "envelope ", e->has_digest, e->envelope, HJ_DIGEST_BYTES);
	to = bytes(to, "detail ", e->has_detail, e->detail, HJ_DIGEST_BYTES);
	if (!hj_log_is_commit(e))
		return to;
	to = bytes(to, "parent ", e->has_parent, e->parent, HJ_DIGEST_BYTES);
	to = decimal(text(to, "first "), e->first);
	to = decimal(text(to, "\nlast "), e->last);
	*to++ = '\n';
	return bytes(to, "root ", true, e->root, HJ_DIGEST_BYTES);
}

int
hj_log_signed(const struct hj_log_entry *e, struct hj_buf *to,
    struct hj_error *err)
{
	size_t room = FIXED_ROOM + e->nparents * HEX(HJ_DIGEST_BYTES);
	uint8_t *p;

	if (hj_log_check(e, err) != HJ_OK ||
	    hj_buf_extend(to, room, &p, err) != HJ_OK)
		return (int)err->code;
	to->len -= room - (size_t)(lines(p, e) - p);
	return HJ_OK;
}

int
hj_log_leaf(const struct hj_log_entry *e, struct hj_buf *to,
    struct hj_error *err)
{
	size_t room = FIXED_ROOM + e->nparents * HEX(HJ_DIGEST_BYTES);
	uint8_t *p, *end;

	if (hj_log_check(e, err) != HJ_OK ||
	    hj_buf_extend(to, room, &p, err) != HJ_OK)
		return (int)err->code;
	end = lines(p, e);
	if (hj_log_is_commit(e))
		end = bytes(end, "signature ", true, e->signature,
		    sizeof(e->signature));
	to->len -= room - (size_t)(end - p);
	return HJ_OK;
}

int
hj_log_hash(const struct hj_log_entry *e, struct hj_buf *to,
    uint8_t ret[static HJ_DIGEST_BYTES], struct hj_error *err)
{
	/* Not wiped in between: a leaf holds no personal data. */
	to->len = 0;
	if (hj_buf_putc(to, 0x00, err) != HJ_OK ||
	    hj_log_leaf(e, to, err) != HJ_OK)
		return (int)err->code;
	(void)crypto_hash_sha256(ret, to->data, to->len);
	return HJ_OK;
}

#include <string.h>

#include <sodium.h>

#include "core/base/limits.h"
#include "core/log/logentry.h"

#define AT_COUNT 33
#define HEADER 35
#define SHORT_ID 8

enum flag {
	HAS_CASE = 1,
	HAS_DIGEST = 2,
	HAS_DETAIL = 4,
	HAS_PARENT = 8,
	ALL_FLAGS = 15,
};

/* Code = place + 1.  Only ever appended to. */
static const char *const actions[] = {
	HJ_DID_COMMIT,
	HJ_DID_CREATE,
	HJ_DID_UPDATE,
	HJ_DID_IMPORT,
	HJ_DID_ATTACH,
	HJ_DID_EXTRACT,
	HJ_DID_EXPORT,
	HJ_DID_PETITION,
	HJ_DID_BACKUP,
	HJ_DID_SHOW,
	HJ_DID_ROLLBACK,
	HJ_DID_DEVICE,
	HJ_DID_CODES,
	HJ_DID_CUSTODY,
	HJ_DID_ENROL,
	HJ_DID_REMOVE,
	HJ_DID_TEAM,
	HJ_DID_PROVE,
	HJ_DID_COSIGN,
	HJ_DID_MOVE,
	HJ_DID_ERASE,
	HJ_DID_RESEAL,
};

static uint8_t
code_of(const char *action)
{
	for (size_t i = 0; i < HJ_LEN(actions); i++)
		if (strcmp(action, actions[i]) == 0)
			return (uint8_t)(i + 1);
	return 0;
}

/* ---- writing ---- */

/* Room that n bytes of varint and fixed fields need at most. */
static size_t
size_of(const struct hj_log_entry *e)
{
	return 2 + HJ_ACTION_MAX + 10 + HJ_LOGID_LEN + 2 * HJ_DIGEST_BYTES + 1 +
	    e->nparents * HJ_DIGEST_BYTES + 10 + 10 + e->sealed_len +
	    HJ_DIGEST_BYTES + 10 + HJ_DIGEST_BYTES + sizeof(e->signature);
}

static uint8_t *
put(uint8_t *to, const void *p, size_t n)
{
	if (n != 0)
		memcpy(to, p, n);
	return to + n;
}

static uint8_t *
varint(uint8_t *to, uint64_t v)
{
	for (; v >= 0x80; v >>= 7)
		*to++ = (uint8_t)(v | 0x80);
	*to++ = (uint8_t)v;
	return to;
}

static uint64_t
zigzag(int64_t v)
{
	return (uint64_t)v << 1 ^ (v < 0 ? UINT64_MAX : 0);
}

static uint8_t *
put_action(uint8_t *to, const char *action)
{
	uint8_t code = code_of(action);
	size_t n = strlen(action);

	*to++ = code;
	if (code != 0)
		return to;
	*to++ = (uint8_t)n;
	return put(to, action, n);
}

static uint8_t *
put_entry(uint8_t *to, int64_t last, const struct hj_log_entry *e)
{
	to = put_action(to, e->action);
	*to++ = (uint8_t)((e->has_case ? HAS_CASE : 0) |
	    (e->has_digest ? HAS_DIGEST : 0) |
	    (e->has_detail ? HAS_DETAIL : 0) |
	    (e->has_parent ? HAS_PARENT : 0));
	to = varint(to, zigzag(e->time - last));
	if (e->has_case)
		to = put(to, e->log_id, HJ_LOGID_LEN);
	if (e->has_digest) {
		to = put(to, e->digest, HJ_DIGEST_BYTES);
		*to++ = (uint8_t)e->nparents;
		to = put(to, e->parents, e->nparents * HJ_DIGEST_BYTES);
		to = put(to, e->envelope, HJ_DIGEST_BYTES);
		to = varint(to, e->number);
	}
	if (e->has_detail) {
		to = varint(to, e->sealed_len);
		to = put(to, e->sealed, e->sealed_len);
	}
	if (e->has_parent)
		to = put(to, e->parent, HJ_DIGEST_BYTES);
	if (!hj_log_is_commit(e))
		return to;
	to = varint(to, e->last - e->first + 1);
	to = put(to, e->root, HJ_DIGEST_BYTES);
	return put(to, e->signature, sizeof(e->signature));
}

static int
add_id(struct hj_buf *to, const char *hex, struct hj_error *err)
{
	uint8_t id[SHORT_ID] = { 0 };

	(void)sodium_hex2bin(id, sizeof(id), hex, strlen(hex), NULL, NULL,
	    NULL);
	return hj_buf_add(to, id, sizeof(id), err);
}

int
hj_logentry_begin(struct hj_buf *to, const struct hj_log_entry *first,
    struct hj_error *err)
{
	if (hj_buf_putc(to, HJ_LOGENTRY_VERSION, err) != HJ_OK ||
	    add_id(to, first->device, err) != HJ_OK ||
	    add_id(to, first->member, err) != HJ_OK ||
	    hj_buf_u64(to, first->sequence, err) != HJ_OK ||
	    hj_buf_u64(to, (uint64_t)first->time, err) != HJ_OK ||
	    hj_buf_u16(to, 0, err) != HJ_OK)
		return (int)err->code;
	return HJ_OK;
}

int
hj_logentry_add(struct hj_buf *to, int64_t *last, const struct hj_log_entry *e,
    struct hj_error *err)
{
	size_t room = size_of(e);
	unsigned count;
	uint8_t *p;

	if (hj_log_check(e, err) != HJ_OK)
		return (int)err->code;
	count = (unsigned)to->data[AT_COUNT] << 8 | to->data[AT_COUNT + 1];
	if (count == UINT16_MAX)
		return hj_fail(err, HJ_ELIMIT, "a log page is full");
	if (hj_buf_extend(to, room, &p, err) != HJ_OK)
		return (int)err->code;
	to->len -= room - (size_t)(put_entry(p, *last, e) - p);
	count++;
	to->data[AT_COUNT] = (uint8_t)(count >> 8);
	to->data[AT_COUNT + 1] = (uint8_t)count;
	*last = e->time;
	return HJ_OK;
}

/* ---- reading ---- */

static uint64_t
get_varint(struct hj_cursor *c)
{
	uint64_t v = 0;

	for (unsigned shift = 0; shift < 64; shift += 7) {
		uint8_t b = hj_cursor_u8(c);

		v |= (uint64_t)(b & 0x7f) << shift;
		if ((b & 0x80) == 0)
			return v;
	}
	c->bad = true;
	return 0;
}

static void
get_action(struct hj_cursor *c, struct hj_log_entry *ret)
{
	uint8_t code = hj_cursor_u8(c);
	uint8_t n;

	if (code > HJ_LEN(actions)) {
		c->bad = true;
	} else if (code > 0) {
		memcpy(ret->action, actions[code - 1],
		    strlen(actions[code - 1]) + 1);
	} else if ((n = hj_cursor_u8(c)) < HJ_ACTION_MAX) {
		hj_cursor_copy(c, ret->action, n);
		ret->action[n] = '\0';
	} else {
		c->bad = true;
	}
}

static void
get_revision(struct hj_cursor *c, struct hj_log_entry *ret)
{
	hj_cursor_copy(c, ret->digest, HJ_DIGEST_BYTES);
	ret->nparents = hj_cursor_u8(c);
	ret->parents = hj_cursor_bytes(c, ret->nparents * HJ_DIGEST_BYTES);
	hj_cursor_copy(c, ret->envelope, HJ_DIGEST_BYTES);
	ret->number = get_varint(c);
}

static void
get_detail(struct hj_cursor *c, struct hj_log_entry *ret)
{
	uint64_t n = get_varint(c);

	if (n > c->left) {
		c->bad = true;
		return;
	}
	ret->sealed_len = (size_t)n;
	ret->sealed = hj_cursor_bytes(c, (size_t)n);
	(void)crypto_hash_sha256(ret->detail, ret->sealed, n);
}

static void
get_commit(struct hj_cursor *c, struct hj_log_entry *ret)
{
	uint64_t n = get_varint(c);

	if (n == 0 || n > ret->sequence) {
		c->bad = true;
		return;
	}
	ret->first = ret->sequence - n;
	ret->last = ret->sequence - 1;
	hj_cursor_copy(c, ret->root, HJ_DIGEST_BYTES);
	hj_cursor_copy(c, ret->signature, sizeof(ret->signature));
}

int
hj_logentry_open(const uint8_t *p, size_t n, struct hj_logentry_reader *ret,
    struct hj_error *err)
{
	const uint8_t *device, *member;
	struct hj_logentry_reader r = { .at = HJ_CURSOR(p, n) };
	uint8_t version = hj_cursor_u8(&r.at);
	uint64_t time;

	if (!r.at.bad && version != HJ_LOGENTRY_VERSION)
		return hj_fail(err, HJ_EVERSION,
		    "a log page was written by a newer hanji");
	device = hj_cursor_bytes(&r.at, SHORT_ID);
	member = hj_cursor_bytes(&r.at, SHORT_ID);
	r.first = hj_cursor_u64(&r.at);
	time = hj_cursor_u64(&r.at);
	r.count = hj_cursor_u16(&r.at);
	if (r.at.bad || device == NULL || member == NULL || r.count == 0 ||
	    r.first > UINT64_MAX - UINT16_MAX ||
	    time > (uint64_t)HJ_LOG_TIME_MAX)
		return hj_fail(err, HJ_ECORRUPT, "a log page makes no sense");
	r.time = (int64_t)time;
	sodium_bin2hex(r.device, sizeof(r.device), device, SHORT_ID);
	sodium_bin2hex(r.member, sizeof(r.member), member, SHORT_ID);
	*ret = r;
	return HJ_OK;
}

static void
get_entry(struct hj_logentry_reader *r, struct hj_log_entry *ret)
{
	struct hj_cursor *c = &r->at;
	uint8_t flags;
	uint64_t delta;

	get_action(c, ret);
	flags = hj_cursor_u8(c);
	delta = get_varint(c);
	/* Wraps as it was written; the range is checked below. */
	ret->time = (int64_t)((uint64_t)r->time +
	    ((delta >> 1) ^ ((delta & 1) != 0 ? UINT64_MAX : 0)));
	ret->has_case = (flags & HAS_CASE) != 0;
	ret->has_digest = (flags & HAS_DIGEST) != 0;
	ret->has_detail = (flags & HAS_DETAIL) != 0;
	ret->has_parent = (flags & HAS_PARENT) != 0;
	c->bad |= (flags & ~ALL_FLAGS) != 0;
	if (ret->has_case)
		hj_cursor_copy(c, ret->log_id, HJ_LOGID_LEN);
	if (ret->has_digest)
		get_revision(c, ret);
	if (ret->has_detail)
		get_detail(c, ret);
	if (ret->has_parent)
		hj_cursor_copy(c, ret->parent, HJ_DIGEST_BYTES);
	if (!c->bad && hj_log_is_commit(ret))
		get_commit(c, ret);
}

int
hj_logentry_next(struct hj_logentry_reader *r, struct hj_log_entry *ret,
    bool *more, struct hj_error *err)
{
	struct hj_error why = HJ_ERROR;

	*more = r->done < r->count;
	if (!*more)
		return r->at.left == 0
		    ? HJ_OK
		    : hj_fail(err, HJ_ECORRUPT, "a log page is too long");
	memset(ret, 0, sizeof(*ret));
	memcpy(ret->device, r->device, sizeof(ret->device));
	memcpy(ret->member, r->member, sizeof(ret->member));
	ret->sequence = r->first + r->done;
	get_entry(r, ret);
	if (r->at.bad || hj_log_check(ret, &why) != HJ_OK)
		return hj_fail(err, HJ_ECORRUPT,
		    "log entry %llu makes no sense",
		    (unsigned long long)ret->sequence);
	r->time = ret->time;
	r->done++;
	return HJ_OK;
}

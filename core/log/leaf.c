#include <string.h>

#include <sodium.h>

#include "core/base/text.h"
#include "core/log/proof.h"

/* A leaf while it is read, line by line. */
struct reading {
	const char *p;
	size_t left;
	size_t line;
};

static bool
is_hex(const char *p, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (memchr("0123456789abcdef", p[i], 16) == NULL)
			return false;
	return true;
}

/* The value of the next line, which must have this name. */
static bool
value(struct reading *r, const char *name, const char **p, size_t *n)
{
	size_t len = strlen(name);
	const char *end = r->left != 0 ? memchr(r->p, '\n', r->left) : NULL;

	r->line++;
	if (end == NULL || (size_t)(end - r->p) <= len + 1 ||
	    memcmp(r->p, name, len) != 0 || r->p[len] != ' ')
		return false;
	*p = r->p + len + 1;
	*n = (size_t)(end - *p);
	r->left -= (size_t)(end + 1 - r->p);
	r->p = end + 1;
	return true;
}

/* Digits of `want` bytes, or "-" for none. */
static bool
hex_value(struct reading *r, const char *name, size_t want, bool *has,
    uint8_t *ret)
{
	const char *p;
	size_t n;

	if (!value(r, name, &p, &n))
		return false;
	*has = !(n == 1 && p[0] == '-');
	if (!*has)
		return true;
	return n == 2 * want && is_hex(p, n) &&
	    sodium_hex2bin(ret, want, p, n, NULL, NULL, NULL) == 0;
}

static bool
short_text(struct reading *r, const char *name, size_t min, size_t room,
    char *ret)
{
	const char *p;
	size_t n;

	if (!value(r, name, &p, &n) || n < min || n >= room)
		return false;
	memcpy(ret, p, n);
	ret[n] = '\0';
	return true;
}

/* "2026-11-30T08:00:00Z" in shape. */
static bool
is_time(const char *s)
{
	static const char shape[] = "dddd-dd-ddTdd:dd:ddZ";

	for (size_t i = 0; i < sizeof(shape); i++)
		if (shape[i] == 'd' ? s[i] < '0' || s[i] > '9'
				    : s[i] != shape[i])
			return false;
	return true;
}

static bool
is_word(const char *s)
{
	for (; *s != '\0'; s++)
		if ((*s < 'a' || *s > 'z') && *s != '-')
			return false;
	return true;
}

/* Of 64 digits each, ascending, one space between; or "-". */
static bool
parents(struct reading *r)
{
	const size_t digits = 2 * HJ_DIGEST_BYTES;
	const char *p;
	size_t n;

	if (!value(r, "parents", &p, &n))
		return false;
	if (n == 1 && p[0] == '-')
		return true;
	for (size_t i = 0;; i++) {
		if (n < digits || i == HJ_PARENTS_MAX || !is_hex(p, digits) ||
		    (i > 0 && memcmp(p - digits - 1, p, digits) >= 0))
			return false;
		if (n == digits)
			return true;
		if (p[digits] != ' ')
			return false;
		p += digits + 1;
		n -= digits + 1;
	}
}

static bool
parse(struct reading *r, struct hj_leaf *ret)
{
	struct hj_error ignored = HJ_ERROR;
	uint8_t other[HJ_DIGEST_BYTES];
	const char *p;
	size_t n;
	bool has;

	if (!value(r, "version", &p, &n) || n != 1 || p[0] != '0' ||
	    !value(r, "sequence", &p, &n) || (n > 1 && p[0] == '0') ||
	    hj_text_number(p, n, 0, UINT64_MAX, &ret->sequence, &ignored) !=
		HJ_OK)
		return false;
	if (!short_text(r, "time", 20, sizeof(ret->time), ret->time) ||
	    !is_time(ret->time))
		return false;
	if (!short_text(r, "device", 16, sizeof(ret->device), ret->device) ||
	    !is_hex(ret->device, 16) ||
	    !short_text(r, "member", 16, sizeof(ret->member), ret->member) ||
	    !is_hex(ret->member, 16))
		return false;
	if (!short_text(r, "action", 1, sizeof(ret->action), ret->action) ||
	    !is_word(ret->action))
		return false;
	return hex_value(r, "case", HJ_LOGID_LEN, &has, other) &&
	    hex_value(r, "digest", HJ_DIGEST_BYTES, &ret->has_digest,
		ret->digest) &&
	    parents(r) &&
	    hex_value(r, "envelope", HJ_DIGEST_BYTES, &has, other) &&
	    hex_value(r, "detail", HJ_DIGEST_BYTES, &has, other);
}

int
hj_leaf_parse(const char *p, size_t n, struct hj_leaf *ret,
    struct hj_error *err)
{
	struct reading r = { .p = p, .left = n };
	struct hj_leaf leaf = { .sequence = 0 };

	/* Nothing stands after it but in a commit entry, which is about no
	 * case file. */
	if (!parse(&r, &leaf) ||
	    (r.left != 0 && strcmp(leaf.action, HJ_DID_COMMIT) != 0))
		return hj_fail(err, HJ_EINVAL,
		    "not an entry of a log: line %zu is not as it must be",
		    r.line);
	*ret = leaf;
	return HJ_OK;
}

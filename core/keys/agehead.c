#include <string.h>

#include "core/base/base64.h"
#include "core/base/limits.h"
#include "core/base/text.h"
#include "core/keys/agehead.h"

#define VERSION "age-encryption.org/v1"
#define COLUMNS 64
#define WORDS 8 /* that we look at: the longest of ours has three */

static const char
    *const names[] = { [HJ_AGE_X25519] = "X25519", [HJ_AGE_SCRYPT] = "scrypt" };

size_t
hj_agehead_count(const struct hj_agehead *h)
{
	return h->stanzas.len / sizeof(struct hj_age_stanza);
}

const struct hj_age_stanza *
hj_agehead_stanza(const struct hj_agehead *h, size_t i)
{
	return (const struct hj_age_stanza *)(const void *)h->stanzas.data + i;
}

void
hj_agehead_clear(struct hj_agehead *h)
{
	hj_buf_clear(&h->stanzas);
}

/* ---- in ---- */

static int
refuse(struct hj_error *err)
{
	return hj_fail(err, HJ_EINVAL,
	    "the beginning of the sealed file is damaged");
}

struct word {
	const char *p;
	size_t n;
};

/* One line without its line feed; false: there is no whole one. */
static bool
take_line(struct word *rest, struct word *line)
{
	const char *end = rest->n != 0 ? memchr(rest->p, '\n', rest->n) : NULL;

	if (end == NULL)
		return false;
	*line = (struct word){ rest->p, (size_t)(end - rest->p) };
	rest->n -= line->n + 1;
	rest->p = end + 1;
	return true;
}

static bool
is(const struct word *w, const char *text)
{
	return w->n == strlen(text) && memcmp(w->p, text, w->n) == 0;
}

/* Words of visible ASCII, parted by one space.  *n may exceed WORDS. */
static bool
take_words(struct word line, struct word w[static WORDS], size_t *n)
{
	const char *at = line.p;
	const char *const end = line.p + line.n;

	for (*n = 0;; at++) {
		const char *from = at;

		while (at<end && * at> ' ' && *at < 0x7f)
			at++;
		if (at == from || (at < end && *at != ' '))
			return false;
		if (*n < WORDS)
			w[*n] = (struct word){ from, (size_t)(at - from) };
		++*n;
		if (at == end)
			return true;
	}
}

/* Lines of 64 columns, and a shorter one, which may be empty.  Only a body of
 * HJ_AGE_WRAPPED bytes is kept; *len tells the true length. */
static bool
take_body(struct word *rest, uint8_t body[static HJ_AGE_WRAPPED], size_t *len)
{
	struct word line;

	*len = 0;
	do {
		uint8_t some[COLUMNS / 4 * 3];
		size_t got;

		if (!take_line(rest, &line) || line.n > COLUMNS)
			return false;
		got = hj_base64_read(line.p, line.n, HJ_BASE64_BARE, some,
		    sizeof(some));
		if (got == 0 && line.n != 0)
			return false;
		if (*len == 0 && got == HJ_AGE_WRAPPED)
			memcpy(body, some, got);
		*len += got;
	} while (line.n == COLUMNS);
	return true;
}

static bool
is_base64(const struct word *w, uint8_t *ret, size_t n)
{
	return hj_base64_read(w->p, w->n, HJ_BASE64_BARE, ret, n) == n;
}

/* In decimal, without sign and leading zeroes. */
static int
take_work(const struct word *w, uint8_t *ret, struct hj_error *err)
{
	struct hj_error why = { .say = err->say };
	uint64_t v;

	if (w->p[0] < '1' || w->p[0] > '9' ||
	    hj_text_number(w->p, w->n, 1, 63, &v, &why) != HJ_OK)
		return refuse(err);
	if (v > HJ_AGE_WORK_MAX)
		return hj_fail(err, HJ_ELIMIT,
		    "opening it by a passphrase would take 2^%u KiB of memory: at most 2^%u",
		    (unsigned)v, (unsigned)HJ_AGE_WORK_MAX);
	*ret = (uint8_t)v;
	return HJ_OK;
}

static int
keep(struct hj_agehead *h, const struct word *w, size_t n,
    struct hj_age_stanza *s, size_t len, struct hj_error *err)
{
	int rc;

	if (is(&w[0], names[HJ_AGE_X25519])) {
		s->kind = HJ_AGE_X25519;
		if (n != 2 || !is_base64(&w[1], s->share, 32))
			return refuse(err);
	} else if (is(&w[0], names[HJ_AGE_SCRYPT])) {
		s->kind = HJ_AGE_SCRYPT;
		if (n != 3 || !is_base64(&w[1], s->share, 16))
			return refuse(err);
		if ((rc = take_work(&w[2], &s->work, err)) != HJ_OK)
			return rc;
	} else {
		return HJ_OK;
	}
	if (len != HJ_AGE_WRAPPED)
		return refuse(err);
	return hj_buf_add(&h->stanzas, s, sizeof(*s), err);
}

/* All stanzas, and the line behind them; *all counts those of any kind. */
static int
take_stanzas(struct hj_agehead *h, struct word *rest, struct word *line,
    size_t *all, struct hj_error *err)
{
	for (*all = 0;; ++*all) {
		struct hj_age_stanza s = { .work = 0 };
		struct word w[WORDS];
		size_t n, len;
		int rc;

		if (!take_line(rest, line))
			return refuse(err);
		if (line->n < 3 || memcmp(line->p, "-> ", 3) != 0)
			return HJ_OK;
		if (!take_words((struct word){ line->p + 3, line->n - 3 }, w,
			&n) ||
		    !take_body(rest, s.body, &len))
			return refuse(err);
		if ((rc = keep(h, w, n, &s, len, err)) != HJ_OK)
			return rc;
	}
}

static int
parse(struct word rest, const char *start, struct hj_agehead *h,
    struct hj_error *err)
{
	struct word line, mac;
	size_t all;
	int rc;

	if (!take_line(&rest, &line) || line.n < sizeof(VERSION) - 3 ||
	    memcmp(line.p, VERSION, sizeof(VERSION) - 3) != 0)
		return hj_fail(err, HJ_EINVAL, "not a file sealed with age");
	if (!is(&line, VERSION))
		return hj_fail(err, HJ_EVERSION,
		    "sealed with another version of age than v1");
	if ((rc = take_stanzas(h, &rest, &line, &all, err)) != HJ_OK)
		return rc;
	if (line.n < 4 || memcmp(line.p, "--- ", 4) != 0 || rest.n != 0)
		return refuse(err);
	mac = (struct word){ line.p + 4, line.n - 4 };
	h->maced = (size_t)(line.p + 3 - start);
	if (all == 0 || !is_base64(&mac, h->mac, HJ_AGE_MAC))
		return refuse(err);
	/* Who knows the passphrase could else be one of several who wrote it:
	 * it would not prove anything any more. */
	for (size_t i = 0; i < hj_agehead_count(h); i++)
		if (hj_agehead_stanza(h, i)->kind == HJ_AGE_SCRYPT && all != 1)
			return refuse(err);
	return HJ_OK;
}

int
hj_agehead_parse(const char *p, size_t n, struct hj_agehead *ret,
    struct hj_error *err)
{
	struct hj_agehead h = { .stanzas = HJ_BUF(HJ_AGE_HEADER_MAX) };
	int rc = parse((struct word){ p, n }, p, &h, err);

	if (rc == HJ_OK)
		*ret = h;
	else
		hj_agehead_clear(&h);
	return rc;
}

/* ---- out ---- */

static int
write_one(const struct hj_age_stanza *s, struct hj_buf *to,
    struct hj_error *err)
{
	size_t share = s->kind == HJ_AGE_SCRYPT ? 16 : 32;

	if (hj_buf_printf(to, err, "-> %s ", names[s->kind]) != HJ_OK ||
	    hj_base64_write(s->share, share, HJ_BASE64_BARE, to, err) !=
		HJ_OK ||
	    (s->kind == HJ_AGE_SCRYPT &&
		hj_buf_printf(to, err, " %u", (unsigned)s->work) != HJ_OK) ||
	    hj_buf_putc(to, '\n', err) != HJ_OK ||
	    hj_base64_write(s->body, HJ_AGE_WRAPPED, HJ_BASE64_BARE, to, err) !=
		HJ_OK)
		return (int)err->code;
	return hj_buf_putc(to, '\n', err);
}

int
hj_agehead_write(const struct hj_age_stanza *s, size_t n, struct hj_buf *to,
    struct hj_error *err)
{
	int rc = hj_buf_puts(to, VERSION "\n", err);

	for (size_t i = 0; rc == HJ_OK && i < n; i++)
		rc = write_one(&s[i], to, err);
	return rc == HJ_OK ? hj_buf_puts(to, "---", err) : rc;
}

int
hj_agehead_end(const uint8_t mac[static HJ_AGE_MAC], struct hj_buf *to,
    struct hj_error *err)
{
	int rc;

	if ((rc = hj_buf_putc(to, ' ', err)) != HJ_OK ||
	    (rc = hj_base64_write(mac, HJ_AGE_MAC, HJ_BASE64_BARE, to, err)) !=
		HJ_OK)
		return rc;
	return hj_buf_putc(to, '\n', err);
}

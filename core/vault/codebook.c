#include "core/vault/codebook.h"

#include <stddef.h>
#include <string.h>

#include "core/base/text.h"
#include "core/case/owncode.h"
#include "core/date/edtf.h"

#define CODEBOOK_VERSION 0

void
hj_codebook_clear(struct hj_codebook *b)
{
	hj_buf_clear(&b->codes);
}

size_t
hj_codebook_count(const struct hj_codebook *b)
{
	return b->codes.len / sizeof(struct hj_coined);
}

/* The buffer comes from malloc(3), which aligns for everything. */
static struct hj_coined *
codes(const struct hj_codebook *b)
{
	return (struct hj_coined *)(void *)b->codes.data;
}

const struct hj_coined *
hj_codebook_at(const struct hj_codebook *b, size_t i)
{
	return i < hj_codebook_count(b) ? &codes(b)[i] : NULL;
}

/* Where it is, or would have to stand. */
static size_t
place(const struct hj_codebook *b, const char *list, const char *code, size_t n,
    bool *ret_there)
{
	size_t lo = 0, hi = hj_codebook_count(b);

	*ret_there = false;
	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		const struct hj_coined *c = &codes(b)[mid];
		int by = strcmp(list, c->list);

		if (by == 0)
			by = strncmp(code, c->code, n);
		if (by == 0 && c->code[n] != '\0')
			by = -1;
		if (by == 0) {
			*ret_there = true;
			return mid;
		}
		if (by < 0)
			hi = mid;
		else
			lo = mid + 1;
	}
	return lo;
}

const struct hj_coined *
hj_codebook_find(const struct hj_codebook *b, const char *list,
    const char *code, size_t n)
{
	bool there = false;
	size_t i;

	if (n >= HJ_CODE_WORD)
		return NULL;
	i = place(b, list, code, n, &there);
	return there ? &codes(b)[i] : NULL;
}

void
hj_coined_row(const struct hj_coined *c, struct hj_code_row *ret)
{
	*ret = (struct hj_code_row){ .code = c->code,
		.en = c->en,
		.ko = c->ko,
		.from = c->from,
		.to = c->to };
}

/* ---- what may stand in it ---- */

static int
check_label(const char *label, const char *language, struct hj_error *err)
{
	struct hj_error why = { .say = err->say };
	size_t n = strlen(label);

	if (n == 0)
		return hj_fail(err, HJ_EINVAL,
		    "the label in %s is missing: a code is shown by it",
		    hj_said(err, language));
	if (hj_text_check(label, n, HJ_TEXT_LINE, &why) != HJ_OK)
		return hj_fail(err, why.code, "the label in %s: %s",
		    hj_said(err, language), why.text);
	return HJ_OK;
}

static int
check_dates(const struct hj_coined *c, struct hj_error *err)
{
	const char *const dates[] = { c->from, c->to };
	struct hj_edtf d[2];

	for (size_t i = 0; i < HJ_LEN(dates); i++) {
		if (*dates[i] == '\0')
			continue;
		if (hj_edtf_parse(dates[i], strlen(dates[i]), &d[i], err) !=
		    HJ_OK)
			return hj_while(err, "when it was in use");
		if (d[i].shape != HJ_EDTF_DATE)
			return hj_fail(err, HJ_EINVAL,
			    "when it was in use: one date is expected, not several");
	}
	if (*c->from != '\0' && *c->to != '\0' &&
	    hj_edtf_certainly_before(&d[1], &d[0]))
		return hj_fail(err, HJ_EINVAL,
		    "when it was in use: the end lies before the beginning");
	return HJ_OK;
}

int
hj_coined_check(const struct hj_coined *c, struct hj_error *err)
{
	const struct hj_list *l = hj_vocab_list(c->list);

	if (l == NULL || l->of != NULL || !hj_owncode_allowed(l))
		return hj_fail(err, HJ_EINVAL,
		    "the list '%s' takes no codes of your own; 'hanji codes own-list' shows those that do",
		    c->list);
	if (!hj_owncode_valid(c->code, strlen(c->code)))
		return hj_fail(err, HJ_EINVAL,
		    "a code of your own is expected: x- and then at most %d small letters, digits and single hyphens",
		    HJ_OWNCODE_MAX - 2);
	if (check_label(c->en, HJ_N_("English"), err) != HJ_OK ||
	    check_label(c->ko, HJ_N_("Korean"), err) != HJ_OK ||
	    check_dates(c, err) != HJ_OK)
		return (int)err->code;
	if (*c->near != '\0' &&
	    hj_vocab_find(l, c->near, strlen(c->near)) == NULL)
		return hj_fail(err, HJ_EINVAL,
		    "the nearest code has to be one of the list: see 'hanji codes %s'",
		    c->list);
	/* By it the level of confidentiality is known (owncode.h). */
	if (*c->near == '\0' && strcmp(c->list, "violation") == 0)
		return hj_fail(err, HJ_EINVAL,
		    "say which violation it is most like, with --near: by that it is known how it has to be protected");
	return HJ_OK;
}

int
hj_codebook_put(struct hj_codebook *b, const struct hj_coined *c,
    struct hj_error *err)
{
	size_t count = hj_codebook_count(b), i;
	bool there = false;

	i = place(b, c->list, c->code, strlen(c->code), &there);
	if (!there && count == HJ_CODEBOOK_MAX)
		return hj_fail(err, HJ_ELIMIT,
		    "there are %d codes of your own already; drop some that are not used with 'hanji codes drop'",
		    HJ_CODEBOOK_MAX);
	if (!there && hj_buf_add(&b->codes, c, sizeof(*c), err) != HJ_OK)
		return (int)err->code;
	if (!there)
		memmove(&codes(b)[i + 1], &codes(b)[i],
		    (count - i) * sizeof(*c));
	codes(b)[i] = *c;
	return HJ_OK;
}

void
hj_codebook_drop(struct hj_codebook *b, const char *list, const char *code)
{
	size_t count = hj_codebook_count(b), i;
	bool there = false;

	i = place(b, list, code, strlen(code), &there);
	if (!there)
		return;
	memmove(&codes(b)[i], &codes(b)[i + 1],
	    (count - i - 1) * sizeof(struct hj_coined));
	b->codes.len -= sizeof(struct hj_coined);
}

/* ---- bytes ---- */

/* Version 2 | number 4 | per code: received 1, then list, code, id, en, ko,
 * from, to, near, each with its length 2 before it.  Big-endian. */
static const struct {
	size_t at, size;
} fields[] = {
#define FIELD(name)                                                            \
	{                                                                      \
		offsetof(struct hj_coined, name),                              \
		    sizeof(((struct hj_coined *)NULL)->name)                   \
	}
	FIELD(list),
	FIELD(code),
	FIELD(id),
	FIELD(en),
	FIELD(ko),
	FIELD(from),
	FIELD(to),
	FIELD(near),
};

int
hj_codebook_encode(const struct hj_codebook *b, struct hj_buf *to,
    struct hj_error *err)
{
	size_t count = hj_codebook_count(b);

	if (hj_buf_u16(to, CODEBOOK_VERSION, err) != HJ_OK ||
	    hj_buf_u32(to, (uint32_t)count, err) != HJ_OK)
		return (int)err->code;
	for (size_t i = 0; i < count; i++) {
		const struct hj_coined *c = &codes(b)[i];

		if (hj_buf_putc(to, c->received ? 1 : 0, err) != HJ_OK)
			return (int)err->code;
		for (size_t k = 0; k < HJ_LEN(fields); k++) {
			const char *s = (const char *)c + fields[k].at;

			if (hj_buf_u16(to, (uint16_t)strlen(s), err) != HJ_OK ||
			    hj_buf_puts(to, s, err) != HJ_OK)
				return (int)err->code;
		}
	}
	return HJ_OK;
}

static bool
take_field(struct hj_cursor *c, char *to, size_t size)
{
	size_t n = hj_cursor_u16(c);
	const uint8_t *p = hj_cursor_bytes(c, n);

	if (c->bad || n >= size || (n != 0 && memchr(p, 0, n) != NULL))
		return false;
	if (n != 0)
		memcpy(to, p, n);
	to[n] = '\0';
	return true;
}

static bool
take_code(struct hj_cursor *c, struct hj_coined *ret)
{
	memset(ret, 0, sizeof(*ret));
	ret->received = hj_cursor_u8(c) != 0;
	for (size_t k = 0; k < HJ_LEN(fields); k++)
		if (!take_field(c, (char *)ret + fields[k].at, fields[k].size))
			return false;
	return true;
}

int
hj_codebook_decode(const uint8_t *p, size_t n, struct hj_codebook *b,
    struct hj_error *err)
{
	struct hj_cursor c = HJ_CURSOR(p, n);
	uint16_t version = hj_cursor_u16(&c);
	uint32_t count = hj_cursor_u32(&c);
	struct hj_coined one;

	if (!c.bad && version > CODEBOOK_VERSION)
		return hj_fail(err, HJ_EVERSION,
		    "this vault was written by a newer hanji; install it");
	hj_buf_reset(&b->codes);
	for (uint32_t i = 0; !c.bad && i < count; i++) {
		if (!take_code(&c, &one))
			c.bad = true;
		else if (hj_codebook_put(b, &one, err) != HJ_OK)
			return (int)err->code;
	}
	if (c.bad || c.left != 0)
		return hj_fail(err, HJ_ECORRUPT,
		    "the list of your own codes is damaged");
	return HJ_OK;
}

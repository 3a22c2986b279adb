#include <string.h>

#include "core/case/scan.h"
#include "core/case/schema.h"

void
hj_scan_init(struct hj_scan *s, const uint8_t *p, size_t n)
{
	s->from = s->at = s->p = s->name = p;
	s->end = p + n;
	s->depth = s->n = s->name_len = 0;
	s->within_ours = false;
}

size_t
hj_scan_offset(const struct hj_scan *s)
{
	return (size_t)(s->p - s->from);
}

static int
expected(const struct hj_scan *s, const uint8_t *at, const char *what,
    struct hj_error *err)
{
	return hj_fail(err, HJ_EINVAL, "byte %zu: expected %s",
	    (size_t)(at - s->from), hj_said(err, what));
}

/* What a name may be made of; names themselves are judged by the codec. */
static bool
names(uint8_t c)
{
	return (c >= 'a' && c <= 'z') || c == '-' || (c >= '0' && c <= '9') ||
	    (c >= 'A' && c <= 'Z') || c == ':' || c == '_' || c == '.' ||
	    c >= 0x80;
}

static const uint8_t *
after_name(const uint8_t *p, const uint8_t *end)
{
	while (p < end && names(*p))
		p++;
	return p;
}

static bool
same(const uint8_t *p, size_t n, const char *word)
{
	return n == strlen(word) && memcmp(p, word, n) == 0;
}

/* ` name="value"`: moves *at behind it. */
static int
one_attr(struct hj_scan *s, const uint8_t **at, const uint8_t *end, bool *ours,
    struct hj_error *err)
{
	const uint8_t *name = *at + 1;
	const uint8_t *p = after_name(name, end);
	const uint8_t *value, *quote;

	if (**at != ' ')
		return expected(s, *at, "'>' or a space and an attribute", err);
	if (p == name)
		return expected(s, name, "the name of an attribute", err);
	if (end - p < 2 || p[0] != '=' || p[1] != '"')
		return expected(s, p, "'=\"' after an attribute", err);
	value = p + 2;
	quote = memchr(value, '"', (size_t)(end - value));
	if (quote == NULL)
		return expected(s, value, "a closing quotation mark", err);
	if (memchr(value, '<', (size_t)(quote - value)) != NULL)
		return expected(s, value, "no '<' in an attribute", err);
	if (same(name, (size_t)(p - name), "xmlns"))
		*ours = same(value, (size_t)(quote - value), HJ_CASE_NS);
	*at = quote + 1;
	return HJ_OK;
}

/* The tag does not end within `end`: because of a ceiling or of the file? */
static int
too_long(const struct hj_scan *s, const uint8_t *end, struct hj_error *err)
{
	if (end == s->end)
		return expected(s, end, "the end of a tag", err);
	return hj_fail(err, HJ_ELIMIT,
	    "byte %zu: a tag is longer than %zu bytes", hj_scan_offset(s),
	    HJ_TAG_MAX);
}

static int
start_tag(struct hj_scan *s, struct hj_error *err)
{
	const uint8_t *end = s->end;
	const uint8_t *p;
	size_t attrs = 0;
	bool ours = s->depth != 0 ? s->open[s->depth - 1].ours : s->within_ours;

	if ((size_t)(end - s->at) > HJ_TAG_MAX)
		end = s->at + HJ_TAG_MAX;
	s->p = s->at;
	s->name = s->at + 1;
	p = after_name(s->name, end);
	s->name_len = (size_t)(p - s->name);
	if (s->name_len == 0)
		return expected(s, s->name, "the name of an element", err);
	for (; p < end && *p != '>'; attrs++)
		if (one_attr(s, &p, end, &ours, err) != HJ_OK)
			return end != s->end ? too_long(s, end, err)
					     : (int)err->code;
	if (p == end)
		return too_long(s, end, err);
	if (attrs > HJ_TAG_ATTRS)
		return hj_fail(err, HJ_ELIMIT,
		    "byte %zu: more than %d attributes", hj_scan_offset(s),
		    HJ_TAG_ATTRS);
	if (s->depth == HJ_CASE_DEPTH)
		return hj_fail(err, HJ_ELIMIT,
		    "byte %zu: elements nest deeper than %d", hj_scan_offset(s),
		    HJ_CASE_DEPTH);
	s->open[s->depth].name = s->name;
	s->open[s->depth].len = s->name_len;
	s->open[s->depth].ours = ours;
	s->depth++;
	s->at = p + 1;
	s->n = (size_t)(s->at - s->p);
	return HJ_OK;
}

static int
end_tag(struct hj_scan *s, struct hj_error *err)
{
	const uint8_t *name;
	size_t len;

	s->p = s->at;
	if (s->depth == 0)
		return expected(s, s->at, "a start tag", err);
	name = s->open[s->depth - 1].name;
	len = s->open[s->depth - 1].len;
	if ((size_t)(s->end - s->at) < len + 3 ||
	    memcmp(s->at + 2, name, len) != 0 || s->at[2 + len] != '>')
		return expected(s, s->at,
		    "the end tag of the element that is open", err);
	s->depth--;
	s->at += len + 3;
	s->n = len + 3;
	return HJ_OK;
}

int
hj_scan_next(struct hj_scan *s, enum hj_scan_event *ret, struct hj_error *err)
{
	const uint8_t *lt;

	if (s->depth == 0 && s->at != s->from) {
		if (s->at != s->end)
			return expected(s, s->at, "the end of the file", err);
		*ret = HJ_SCAN_DONE;
		return HJ_OK;
	}
	if (s->at == s->end)
		return expected(s, s->at, "more: the file is cut short", err);
	if (*s->at == '<') {
		bool ends = s->end - s->at > 1 && s->at[1] == '/';

		*ret = ends ? HJ_SCAN_END : HJ_SCAN_START;
		return ends ? end_tag(s, err) : start_tag(s, err);
	}
	if (s->depth == 0)
		return expected(s, s->at, "a start tag", err);
	lt = memchr(s->at, '<', (size_t)(s->end - s->at));
	if (lt == NULL)
		return expected(s, s->end, "more: the file is cut short", err);
	s->p = s->at;
	s->n = (size_t)(lt - s->at);
	s->at = lt;
	*ret = HJ_SCAN_TEXT;
	return HJ_OK;
}

bool
hj_scan_attr(const struct hj_scan *s, size_t *at, struct hj_scan_attr *ret)
{
	const uint8_t *p = s->p + (*at != 0 ? *at : 1 + s->name_len);
	const uint8_t *end = s->p + s->n;

	if (*p == '>')
		return false;
	ret->name = p + 1;
	p = after_name(ret->name, end);
	ret->name_len = (size_t)(p - ret->name);
	ret->value = p + 2;
	p = memchr(ret->value, '"', (size_t)(end - ret->value));
	ret->len = (size_t)(p - ret->value);
	*at = (size_t)(p + 1 - s->p);
	return true;
}

static bool
unhex(const struct hj_scan_attr *a, uint8_t hash[static 32])
{
	if (a->len != 64)
		return false;
	for (size_t i = 0; i < 64; i++) {
		uint8_t c = a->value[i];
		uint8_t v;

		if (c >= '0' && c <= '9')
			v = (uint8_t)(c - '0');
		else if (c >= 'a' && c <= 'f')
			v = (uint8_t)(c - 'a' + 10);
		else
			return false;
		hash[i / 2] = (uint8_t)(hash[i / 2] << 4 | v);
	}
	return true;
}

int
hj_scan_withheld(const struct hj_scan *s, enum hj_withheld *ret,
    uint8_t hash[static 32], struct hj_error *err)
{
	enum hj_withheld which = HJ_WITHHELD_NO;
	struct hj_scan_attr a;
	size_t at = 0;
	bool more;

	*ret = HJ_WITHHELD_NO;
	if (!s->open[s->depth - 1].ours ||
	    !same(s->name, s->name_len, "withheld"))
		return HJ_OK;
	more = hj_scan_attr(s, &at, &a);
	/* The root declares our namespace; elsewhere the codec refuses it. */
	if (more && s->depth == 1 && same(a.name, a.name_len, "xmlns"))
		more = hj_scan_attr(s, &at, &a);
	if (more && same(a.name, a.name_len, "digest"))
		which = HJ_WITHHELD_DIGEST;
	else if (more && same(a.name, a.name_len, "own"))
		which = HJ_WITHHELD_OWN;
	if (which == HJ_WITHHELD_NO || !unhex(&a, hash) ||
	    hj_scan_attr(s, &at, &a))
		return expected(s, s->p,
		    "'withheld' with 'digest' or 'own' of 64 hex digits", err);
	*ret = which;
	return HJ_OK;
}

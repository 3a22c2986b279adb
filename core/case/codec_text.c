#include <string.h>

#include "core/case/codec_own.h"

int
hj_reader_expected(const struct hj_reader *rd, const uint8_t *at,
    const char *what, struct hj_error *err)
{
	return hj_fail(err, HJ_EINVAL, "byte %zu: expected %s",
	    (size_t)(at - rd->scan.from), hj_said(err, what));
}

/* The character that p stands for: its escape ends at p + *len; 0: none that
 * C14N would write here. */
static char
unescape(const uint8_t *p, size_t n, bool attr, size_t *len)
{
	static const struct {
		const char *text;
		size_t n;
		char c;
		bool text_only, attr_only;
	} escapes[] = { { "&amp;", 5, '&', false, false },
		{ "&lt;", 4, '<', false, false },
		{ "&gt;", 4, '>', true, false },
		{ "&quot;", 6, '"', false, true } };

	for (size_t i = 0; i < HJ_LEN(escapes); i++) {
		if (attr ? escapes[i].text_only : escapes[i].attr_only)
			continue;
		if (n < escapes[i].n ||
		    memcmp(p, escapes[i].text, escapes[i].n) != 0)
			continue;
		*len = escapes[i].n;
		return escapes[i].c;
	}
	return '\0';
}

/* *plain: printable ASCII and nothing else, which needs no further check. */
static int
copy(const struct hj_reader *rd, const uint8_t *p, size_t n, bool attr,
    char *to, size_t *len, bool *plain, struct hj_error *err)
{
	uint8_t odd = 0;
	size_t k = 0;

	for (size_t i = 0; i < n; k++) {
		size_t step = 1;
		uint8_t c = p[i];

		if (c == '&')
			c = (uint8_t)unescape(p + i, n - i, attr, &step);
		if (c == '\0' || (c == '>' && step == 1 && !attr))
			return hj_reader_expected(rd, p + i,
			    "an escape of canonical XML", err);
		odd |= (uint8_t)(c < 0x20 || c >= 0x7f);
		to[k] = (char)c;
		i += step;
	}
	*len = k;
	*plain = odd == 0;
	return HJ_OK;
}

int
hj_reader_text(struct hj_reader *rd, const uint8_t *p, size_t n, bool attr,
    enum hj_text_kind kind, const char **ret, size_t *len, struct hj_error *err)
{
	void *to = NULL;
	bool plain = false;

	if (hj_arena_alloc(&rd->r->arena, n + 1, &to, err) != HJ_OK ||
	    copy(rd, p, n, attr, to, len, &plain, err) != HJ_OK)
		return (int)err->code;
	*ret = to;
	if (plain || hj_text_check(*ret, *len, kind, err) == HJ_OK)
		return HJ_OK;
	return hj_while(err, "text at byte %zu", (size_t)(p - rd->scan.from));
}

int
hj_reader_attrs(struct hj_reader *rd, struct hj_node *node,
    struct hj_error *err)
{
	enum hj_attr_name last = HJ_NATTRS;
	struct hj_scan_attr a;
	const char *value = "";
	size_t at = 0, len = 0;
	bool more = hj_scan_attr(&rd->scan, &at, &a);

	if (node->parent == NULL) {
		if (!more || a.name_len != 5 ||
		    memcmp(a.name, "xmlns", 5) != 0 || !rd->scan.open[0].ours)
			return hj_reader_expected(rd, rd->scan.p,
			    "xmlns=\"urn:hanji:case:1\" first in the root",
			    err);
		more = hj_scan_attr(&rd->scan, &at, &a);
	}
	for (; more; more = hj_scan_attr(&rd->scan, &at, &a)) {
		enum hj_attr_name name =
		    hj_schema_attr((const char *)a.name, a.name_len);

		if (name == HJ_NATTRS)
			return hj_reader_expected(rd, a.name,
			    "no attribute of this name", err);
		if (last != HJ_NATTRS && name <= last)
			return hj_reader_expected(rd, a.name,
			    "attributes in alphabetical order, each once", err);
		last = name;
		if (hj_reader_text(rd, a.value, a.len, true, HJ_TEXT_LINE,
			&value, &len, err) != HJ_OK ||
		    hj_record_push_attr(rd->r, node, hj_schema_attr_name(name),
			value, len, err) != HJ_OK)
			return (int)err->code;
	}
	return HJ_OK;
}

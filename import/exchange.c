#include <string.h>

#include "core/base/text.h"
#include "import/exchange.h"

void
hj_exchange_init(struct hj_exchange *x, struct hj_outbox *report)
{
	memset(x, 0, sizeof(*x));
	x->report = report;
	hj_shape_init(&x->shape, report);
	x->digest = HJ_BUF(HJ_DIGEST_BYTES);
	x->key = HJ_BUF(HJ_SALT_KEY_BYTES);
	x->salts = HJ_BUF(HJ_CASE_MAX);
	x->parents = HJ_BUF(HJ_IMPORT_PARENTS * HJ_DIGEST_BYTES);
	x->ancestors = HJ_BUF(HJ_ANCESTORS_MAX * HJ_DIGEST_BYTES);
}

void
hj_exchange_clear(struct hj_exchange *x)
{
	hj_shape_clear(&x->shape);
	hj_buf_clear(&x->digest);
	hj_buf_clear(&x->key);
	hj_buf_clear(&x->salts);
	hj_buf_clear(&x->parents);
	hj_buf_clear(&x->ancestors);
}

int
hj_exchange_refuse(struct hj_exchange *x, enum hj_fault fault, uint64_t line,
    const char *name, struct hj_error *err)
{
	if (x->refused)
		return HJ_OK;
	x->refused = true;
	return hj_outbox_find(x->report, fault, line, "", name, err);
}

static bool
is(const struct hj_tag_attr *a, const char *name)
{
	return *a->space == '\0' && strcmp(a->name, name) == 0;
}

/* What does not fit or is not text is left out: it decides nothing. */
static int
keep(char *to, size_t size, const struct hj_tag_attr *a, struct hj_error *err)
{
	struct hj_error why = HJ_ERROR;

	if (a->len >= size)
		return HJ_OK;
	if (hj_text_check(a->value, a->len, HJ_TEXT_LINE, &why) != HJ_OK)
		return why.code == HJ_ENOMEM
		    ? hj_fail(err, HJ_ENOMEM, "%s", why.text)
		    : HJ_OK;
	memcpy(to, a->value, a->len);
	to[a->len] = '\0';
	return HJ_OK;
}

/* Of a version that is not ours: a number is one to come. */
static bool
is_number(const char *s)
{
	return s[0] != '\0' && strspn(s, "0123456789.") == strlen(s);
}

static int
origin(struct hj_exchange *x, const struct hj_tag *tag, struct hj_error *err)
{
	struct hj_import_origin o = { .version = "" };
	int rc = HJ_OK;

	for (size_t i = 0; i < tag->nattrs && rc == HJ_OK; i++) {
		const struct hj_tag_attr *a = &tag->attrs[i];

		if (is(a, "version"))
			rc = keep(o.version, sizeof(o.version), a, err);
		else if (is(a, "created"))
			rc = keep(o.created, sizeof(o.created), a, err);
		else if (is(a, "producer"))
			rc = keep(o.producer, sizeof(o.producer), a, err);
		else if (is(a, "purpose"))
			rc = keep(o.purpose, sizeof(o.purpose), a, err);
		else if (is(a, "scope"))
			rc = keep(o.scope, sizeof(o.scope), a, err);
		else if (is(a, "recipient"))
			rc = keep(o.recipient, sizeof(o.recipient), a, err);
		else if (is(a, "pseudonymised"))
			/* Anything but a plain "no" is taken as yes. */
			o.pseudonymised =
			    a->len != 2 || memcmp(a->value, "no", 2) != 0;
		else
			rc = hj_outbox_find(x->report, HJ_F_IGNORED, tag->line,
			    "", a->name, err);
	}
	if (rc != HJ_OK)
		return rc;
	x->pseudonymised = o.pseudonymised;
	if (strcmp(o.version, "1") != 0)
		return hj_exchange_refuse(x,
		    is_number(o.version) ? HJ_F_VERSION : HJ_F_UNVERSIONED,
		    tag->line, "", err);
	return hj_outbox_origin(x->report, &o, err);
}

static int
root(struct hj_exchange *x, const struct hj_tag *tag, struct hj_error *err)
{
	bool known = hj_schema_root(tag->name, strlen(tag->name)) != NULL;

	if (strcmp(tag->space, HJ_EXCHANGE_NS) == 0 &&
	    strcmp(tag->name, "exchange") == 0) {
		x->where = HJ_EXCHANGE_ROOT;
		return origin(x, tag, err);
	}
	if (strcmp(tag->space, HJ_CASE_NS) == 0 && known) {
		x->bare = true;
		x->where = HJ_EXCHANGE_CASE;
		hj_outbox_open(x->report);
		return hj_shape_root(&x->shape, tag, err);
	}
	known = known || strcmp(tag->name, "exchange") == 0;
	return hj_exchange_refuse(x, known ? HJ_F_ROOT_SPACE : HJ_F_ROOT,
	    tag->line, tag->name, err);
}

static int
digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Hexadecimal words of `each` bytes with one space between them.  false: it
 * is something else, or more than `to` may hold. */
static bool
hexadecimal(const struct hj_tag_attr *a, size_t each, struct hj_buf *to,
    struct hj_error *why)
{
	size_t i = 0;

	for (;;) {
		for (size_t k = 0; k < each; k++, i += 2) {
			int high = i + 1 < a->len ? digit(a->value[i]) : -1;
			int low = high >= 0 ? digit(a->value[i + 1]) : -1;

			if (low < 0 ||
			    hj_buf_putc(to, (char)(high << 4 | low), why) !=
				HJ_OK)
				return false;
		}
		if (i == a->len)
			return true;
		if (a->value[i++] != ' ')
			return false;
	}
}

/* "yes" or "no". */
static bool
said_yes(const struct hj_tag_attr *a, bool *ret)
{
	*ret = a->len == 3 && memcmp(a->value, "yes", 3) == 0;
	return *ret || (a->len == 2 && memcmp(a->value, "no", 2) == 0);
}

static int
record(struct hj_exchange *x, const struct hj_tag *tag, struct hj_error *err)
{
	x->where = HJ_EXCHANGE_RECORD;
	x->in_record = 0;
	x->line = tag->line;
	hj_buf_reset(&x->digest);
	hj_buf_reset(&x->key);
	hj_buf_reset(&x->salts);
	hj_buf_reset(&x->parents);
	hj_buf_reset(&x->ancestors);
	x->join = false;
	hj_outbox_open(x->report);
	for (size_t i = 0; i < tag->nattrs; i++) {
		const struct hj_tag_attr *a = &tag->attrs[i];
		struct hj_error why = HJ_ERROR;
		bool ok = false;

		if (is(a, "digest"))
			ok = hexadecimal(a, HJ_DIGEST_BYTES, &x->digest, &why);
		else if (is(a, "salt"))
			ok = hexadecimal(a, HJ_SALT_KEY_BYTES, &x->key, &why);
		else if (is(a, "salts"))
			ok = a->len == 0 ||
			    hexadecimal(a, HJ_SALT_BYTES, &x->salts, &why);
		else if (is(a, "parents"))
			ok = a->len == 0 ||
			    hexadecimal(a, HJ_DIGEST_BYTES, &x->parents, &why);
		else if (is(a, "ancestors"))
			ok = a->len == 0 ||
			    hexadecimal(a, HJ_DIGEST_BYTES, &x->ancestors,
				&why);
		else if (is(a, "join"))
			ok = said_yes(a, &x->join);
		if (why.code == HJ_ENOMEM)
			return hj_fail(err, HJ_ENOMEM, "%s", why.text);
		if (!ok &&
		    hj_outbox_find(x->report, HJ_F_RECORD_ATTR, tag->line, "",
			a->name, err) != HJ_OK)
			return (int)err->code;
	}
	return HJ_OK;
}

/* An element that has no business here; all below it goes with it. */
static int
leave_out(struct hj_exchange *x, enum hj_fault fault, const struct hj_tag *tag,
    struct hj_error *err)
{
	x->skip = 1;
	return hj_outbox_find(x->report, fault, tag->line, "", tag->name, err);
}

int
hj_exchange_start(struct hj_exchange *x, const struct hj_tag *tag,
    struct hj_error *err)
{
	if (x->skip != 0) {
		x->skip++;
		return HJ_OK;
	}
	switch (x->where) {
	case HJ_EXCHANGE_OUTSIDE:
		return root(x, tag, err);
	case HJ_EXCHANGE_ROOT:
		if (strcmp(tag->space, HJ_EXCHANGE_NS) == 0 &&
		    strcmp(tag->name, "record") == 0)
			return record(x, tag, err);
		hj_outbox_open(x->report);
		return leave_out(x, HJ_F_NOT_RECORD, tag, err);
	case HJ_EXCHANGE_RECORD:
		if (strcmp(tag->space, HJ_CASE_NS) != 0)
			return leave_out(x, HJ_F_SPACE, tag, err);
		if (x->in_record++ != 0)
			return leave_out(x, HJ_F_RECORD_MANY, tag, err);
		x->where = HJ_EXCHANGE_CASE;
		return hj_shape_root(&x->shape, tag, err);
	case HJ_EXCHANGE_CASE:
		return hj_shape_start(&x->shape, tag, err);
	}
	return HJ_OK;
}

int
hj_exchange_text(struct hj_exchange *x, const char *p, size_t n, uint64_t line,
    struct hj_error *err)
{
	if (x->where == HJ_EXCHANGE_CASE)
		return hj_shape_text(&x->shape, p, n, line, err);
	if (x->skip != 0)
		return HJ_OK;
	while (n != 0 && memchr(" \t\r\n", *p, 4) != NULL) {
		p++;
		n--;
	}
	if (n == 0)
		return HJ_OK;
	return hj_outbox_find(x->report, HJ_F_STRAY, line, "", "", err);
}

/* The record is over: pass its case on, or count it as rejected. */
static int
finish(struct hj_exchange *x, uint64_t line, struct hj_error *err)
{
	struct hj_shape *s = &x->shape;
	struct hj_frame f = { .lines = s->lines.data, .nlines = s->lines.len };

	if (!x->bare && x->in_record == 0 &&
	    hj_outbox_find(x->report, HJ_F_RECORD_EMPTY, line, "", "", err) !=
		HJ_OK)
		return (int)err->code;
	if (x->report->bad)
		return hj_outbox_close(x->report, NULL, err);
	f.kase.line = s->line;
	f.kase.bytes = s->bytes.data;
	f.kase.n = s->bytes.len;
	f.kase.withheld = s->withheld;
	f.kase.pseudonymised = x->pseudonymised;
	f.kase.has_digest = x->digest.len != 0;
	if (x->digest.len != 0)
		memcpy(f.kase.digest, x->digest.data, HJ_DIGEST_BYTES);
	f.kase.salt_key = x->key.len != 0 ? x->key.data : NULL;
	f.kase.salts = x->salts.data;
	f.kase.nsalts = x->salts.len / HJ_SALT_BYTES;
	f.kase.parents = x->parents.data;
	f.kase.nparents = x->parents.len / HJ_DIGEST_BYTES;
	f.kase.ancestors = x->ancestors.data;
	f.kase.nancestors = x->ancestors.len / HJ_DIGEST_BYTES;
	f.kase.join = x->join;
	return hj_outbox_close(x->report, &f, err);
}

int
hj_exchange_end(struct hj_exchange *x, uint64_t line, struct hj_error *err)
{
	bool done;

	if (x->skip != 0) {
		if (--x->skip == 0 && x->where == HJ_EXCHANGE_ROOT)
			return hj_outbox_close(x->report, NULL, err);
		return HJ_OK;
	}
	switch (x->where) {
	case HJ_EXCHANGE_CASE:
		if (hj_shape_end(&x->shape, line, &done, err) != HJ_OK)
			return (int)err->code;
		if (!done)
			return HJ_OK;
		x->where = x->bare ? HJ_EXCHANGE_OUTSIDE : HJ_EXCHANGE_RECORD;
		return x->bare ? finish(x, line, err) : HJ_OK;
	case HJ_EXCHANGE_RECORD:
		x->where = HJ_EXCHANGE_ROOT;
		return finish(x, line, err);
	case HJ_EXCHANGE_ROOT:
		x->where = HJ_EXCHANGE_OUTSIDE;
		return HJ_OK;
	case HJ_EXCHANGE_OUTSIDE:
		break;
	}
	return HJ_OK;
}

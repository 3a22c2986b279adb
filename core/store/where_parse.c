#include <stdlib.h>
#include <string.h>

#include "core/base/limits.h"
#include "core/base/text.h"
#include "core/base/word.h"
#include "core/store/where_own.h"

#define DEPTH_MAX 32 /* parentheses and `not` within each other */

struct parser {
	const char *p;
	size_t n, at; /* bytes */
	unsigned depth;
	const struct hj_where_how *how;
	struct hj_where *w;
};

/* ---- characters ---- */

/* The place of a byte as a person counts: characters, from 1. */
static size_t
place(const struct parser *s, size_t at)
{
	size_t n = 1;

	for (size_t i = 0; i < at; i++)
		n += (s->p[i] & 0xc0) != 0x80;
	return n;
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n';
}

static void
skip(struct parser *s)
{
	while (s->at < s->n && is_blank(s->p[s->at]))
		s->at++;
}

static bool
ends_word(char c)
{
	return is_blank(c) || strchr("()=<>!\"'", c) != NULL;
}

/* The bytes of the word that begins here. */
static size_t
word_len(const struct parser *s)
{
	size_t end = s->at;

	while (end < s->n && !ends_word(s->p[end]))
		end++;
	return end - s->at;
}

/* Take a word of the grammar, in either language. */
static bool
take_word(struct parser *s, const char *english, const char *korean)
{
	size_t n;

	skip(s);
	n = word_len(s);
	if (!hj_word_same(s->p + s->at, n, english) &&
	    !hj_word_same(s->p + s->at, n, korean))
		return false;
	s->at += n;
	return true;
}

static bool
take_sign(struct parser *s, const char *sign)
{
	size_t n = strlen(sign);

	if (s->n - s->at < n || memcmp(s->p + s->at, sign, n) != 0)
		return false;
	s->at += n;
	return true;
}

static int
expected(const struct parser *s, const char *what, struct hj_error *err)
{
	return hj_fail(err, HJ_EINVAL, "at character %zu: expected %s",
	    place(s, s->at), hj_said(err, what));
}

/* ---- nodes ---- */

static int
add(struct parser *s, const struct hj_where_node *node, uint8_t *ret,
    struct hj_error *err)
{
	if (s->w->n == HJ_WHERE_NODES)
		return hj_fail(err, HJ_ELIMIT,
		    "the question has more than %d parts; ask it in two",
		    HJ_WHERE_NODES);
	*ret = (uint8_t)s->w->n;
	s->w->node[s->w->n++] = *node;
	return HJ_OK;
}

static int
add_not(struct parser *s, uint8_t of, uint8_t *ret, struct hj_error *err)
{
	const struct hj_where_node node = { .join = HJ_NOT, .a = of };

	return add(s, &node, ret, err);
}

/* ---- comparisons ---- */

static int
take_field(struct parser *s, const struct hj_where_field **ret,
    struct hj_error *err)
{
	const char *near;
	size_t n;

	skip(s);
	n = word_len(s);
	if (n == 0)
		return expected(s,
		    HJ_N_("a field, as status, country or arrested"), err);
	*ret = hj_where_field_find(s->p + s->at, n);
	if (*ret != NULL) {
		s->at += n;
		return HJ_OK;
	}
	near = hj_where_field_near(s->p + s->at, n);
	if (near != NULL)
		return hj_fail(err, HJ_EINVAL,
		    "at character %zu: there is no field of that name; did you mean '%s'?",
		    place(s, s->at), near);
	return hj_fail(err, HJ_EINVAL,
	    "at character %zu: there is no field of that name; expected a field, as status, country or arrested",
	    place(s, s->at));
}

static int
take_op(struct parser *s, struct hj_where_node *t, bool *negated,
    struct hj_error *err)
{
	static const struct {
		const char *sign;
		enum hj_where_op op;
		bool negated;
	} ops[] = {
		{ "!=", HJ_OP_EQ, true },
		{ "<=", HJ_OP_LE, false },
		{ ">=", HJ_OP_GE, false },
		{ "<", HJ_OP_LT, false },
		{ ">", HJ_OP_GT, false },
		{ "=", HJ_OP_EQ, false },
	};

	skip(s);
	for (size_t i = 0; i < HJ_LEN(ops); i++)
		if (take_sign(s, ops[i].sign)) {
			t->op = ops[i].op;
			*negated = ops[i].negated;
			t->may_be = take_sign(s, "?");
			return HJ_OK;
		}
	return expected(s, HJ_N_("one of = != < <= > >="), err);
}

static bool
has_order(enum hj_where_kind k)
{
	return k >= HJ_ASK_LEVEL;
}

/* A word, or what stands between quotation marks. */
static int
take_value(struct parser *s, const char **p, size_t *n, size_t *at,
    struct hj_error *err)
{
	char quote = '\0';
	const char *end;

	skip(s);
	if (s->at < s->n && (s->p[s->at] == '"' || s->p[s->at] == '\''))
		quote = s->p[s->at++];
	*at = place(s, s->at);
	*p = s->p + s->at;
	*n = word_len(s);
	if (quote != '\0') {
		end = memchr(*p, quote, s->n - s->at);
		if (end == NULL) {
			s->at--;
			return expected(s,
			    HJ_N_("a second quotation mark after this one"),
			    err);
		}
		*n = (size_t)(end - *p);
	}
	if (*n == 0)
		return expected(s, HJ_N_("a value"), err);
	s->at += *n + (quote != '\0' ? 1 : 0);
	return HJ_OK;
}

static int
comparison(struct parser *s, uint8_t *ret, struct hj_error *err)
{
	struct hj_where_node t = { .join = HJ_TERM };
	bool negated = false;
	size_t n, at, before;
	const char *p;

	if (take_field(s, &t.field, err) != HJ_OK)
		return (int)err->code;
	t.kind = t.field->kind;
	skip(s);
	before = s->at;
	if (take_op(s, &t, &negated, err) != HJ_OK)
		return (int)err->code;
	if (t.op != HJ_OP_EQ && !has_order(t.kind)) {
		s->at = before;
		return expected(s,
		    HJ_N_("= or !=; only dates and numbers come before or after others"),
		    err);
	}
	if (take_value(s, &p, &n, &at, err) != HJ_OK ||
	    hj_where_value(s->w, &t, s->how, p, n, at, err) != HJ_OK ||
	    add(s, &t, ret, err) != HJ_OK)
		return (int)err->code;
	return negated ? add_not(s, *ret, ret, err) : HJ_OK;
}

/* ---- what joins them ---- */

static int either(struct parser *s, uint8_t *ret, struct hj_error *err);

static int
one(struct parser *s, uint8_t *ret, struct hj_error *err)
{
	bool negated = false;
	int rc;

	while (take_word(s, "not", "아닌"))
		negated = !negated;
	if (!take_sign(s, "("))
		rc = comparison(s, ret, err);
	else if (++s->depth > DEPTH_MAX)
		rc = hj_fail(err, HJ_ELIMIT,
		    "at character %zu: more than %d parentheses within each other",
		    place(s, s->at - 1), DEPTH_MAX);
	else if ((rc = either(s, ret, err)) == HJ_OK) {
		skip(s);
		if (!take_sign(s, ")"))
			return expected(s,
			    HJ_N_("and, or, or a closing parenthesis"), err);
		s->depth--;
	}
	return rc == HJ_OK && negated ? add_not(s, *ret, ret, err) : rc;
}

static int
both(struct parser *s, uint8_t *ret, struct hj_error *err)
{
	struct hj_where_node node = { .join = HJ_AND };

	if (one(s, ret, err) != HJ_OK)
		return (int)err->code;
	while (take_word(s, "and", "그리고")) {
		node.a = *ret;
		if (one(s, &node.b, err) != HJ_OK ||
		    add(s, &node, ret, err) != HJ_OK)
			return (int)err->code;
	}
	return HJ_OK;
}

static int
either(struct parser *s, uint8_t *ret, struct hj_error *err)
{
	struct hj_where_node node = { .join = HJ_OR };

	if (both(s, ret, err) != HJ_OK)
		return (int)err->code;
	while (take_word(s, "or", "또는")) {
		node.a = *ret;
		if (both(s, &node.b, err) != HJ_OK ||
		    add(s, &node, ret, err) != HJ_OK)
			return (int)err->code;
	}
	return HJ_OK;
}

static int
parse(struct parser *s, struct hj_error *err)
{
	uint8_t whole;

	if (either(s, &whole, err) != HJ_OK)
		return (int)err->code;
	skip(s);
	return s->at == s->n
	    ? HJ_OK
	    : expected(s,
		  HJ_N_("and, or, or the end; a value of several words stands between quotation marks"),
		  err);
}

int
hj_where_parse(const char *p, size_t n, const struct hj_where_how *how,
    struct hj_where **ret, struct hj_error *err)
{
	struct parser s = { .how = how };
	struct hj_buf nfc = HJ_BUF(4 * HJ_WHERE_MAX);
	struct hj_where *w;
	int rc;

	if (n > HJ_WHERE_MAX)
		return hj_fail(err, HJ_ELIMIT,
		    "the question is longer than %zu bytes",
		    (size_t)HJ_WHERE_MAX);
	if ((w = calloc(1, sizeof(*w))) == NULL)
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	w->text = HJ_BUF(16 * HJ_WHERE_MAX);
	/* As records have it, whichever way it was typed. */
	if ((rc = hj_text_nfc(p, n, &nfc, NULL, err)) == HJ_OK) {
		s.p = nfc.len != 0 ? (const char *)nfc.data : "";
		s.n = nfc.len;
		s.w = w;
		rc = parse(&s, err);
	}
	hj_buf_clear(&nfc);
	if (rc == HJ_OK)
		*ret = w;
	else
		hj_where_free(w);
	return rc;
}

bool
hj_where_is_telling(const struct hj_where *w)
{
	for (size_t i = 0; i < w->n; i++)
		if (w->node[i].join == HJ_TERM &&
		    w->node[i].kind == HJ_ASK_WORD && !w->node[i].none)
			return true;
	return false;
}

void
hj_where_free(struct hj_where *w)
{
	if (w == NULL)
		return;
	hj_buf_clear(&w->text);
	free(w);
}

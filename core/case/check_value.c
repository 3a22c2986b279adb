#include <stdlib.h>
#include <string.h>

#include "core/base/decimal.h"
#include "core/base/text.h"
#include "core/base/word.h"
#include "core/case/check_own.h"
#include "core/case/owncode.h"
#include "core/case/when.h"
#include "core/date/edtf.h"
#include "core/vocab/vocab.h"

#define NUMBER_MAX UINT64_C(1000000000000000)

static bool
digit(char c)
{
	return c >= '0' && c <= '9';
}

static int
text_value(struct hj_check *c, const struct hj_node *node,
    enum hj_text_kind kind)
{
	if (hj_text_check(node->text, node->text_len, kind, &c->why) == HJ_OK)
		return HJ_OK;
	if (c->why.code == HJ_ENOMEM)
		return hj_fail(c->err, HJ_ENOMEM, "%s", c->why.text);
	return hj_check_fault(c, node, HJ_NATTRS, "bad-text", "%s",
	    c->why.text);
}

/* What is gone for a reason leaves references behind. */
static bool
anything_withheld(const struct hj_record *r)
{
	const struct hj_node *root = hj_record_root(r);
	const struct hj_node *at = root;

	while ((at = hj_node_next(at, root)) != NULL)
		if (at->def == NULL && strcmp(at->name, "withheld") == 0)
			return true;
	return false;
}

/* It has been a code of the list at some time: at the time of which the field
 * speaks? */
static int
in_use(struct hj_check *c, const struct hj_node *node, enum hj_attr_name attr,
    const struct hj_code_row *row)
{
	const char *instead = NULL;
	bool wrong = false;

	if (hj_when_wrong(node, row, &wrong, &instead, c->err) != HJ_OK)
		return (int)c->err->code;
	if (!wrong)
		return HJ_OK;
	if (instead != NULL)
		return hj_check_warn(c, node, attr, "code-date",
		    "this name was not in use at that date: '%s' was", instead);
	return hj_check_warn(c, node, attr, "code-date",
	    "this was not, or no longer, in use at that date");
}

/* A code of an organisation's own, which the file has to explain. */
static int
own_code(struct hj_check *c, const struct hj_node *node, enum hj_attr_name attr,
    const char *list, const char *p, size_t n)
{
	const struct hj_node *own = hj_owncode_find(node, list, p, n);
	struct hj_code_row row;

	if (own != NULL) {
		hj_owncode_row(own, &row);
		return in_use(c, node, attr, &row);
	}
	if (anything_withheld(c->record))
		return hj_check_warn(c, node, attr, "withheld-code",
		    "the file does not hold any more what this code means");
	(void)hj_fail(&c->why, HJ_EINVAL,
	    "add it to the list with 'hanji codes add %s', or take a code of 'hanji codes %s'",
	    list, list);
	c->remedy = c->why.text;
	return hj_check_fault(c, node, attr, "unknown-own-code",
	    "nothing says what this code means");
}

int
hj_check_code(struct hj_check *c, const struct hj_node *node,
    enum hj_attr_name attr, const char *list, const char *p, size_t n)
{
	const struct hj_list *l = hj_vocab_list(list);
	const struct hj_code_row *row = hj_vocab_find(l, p, n);
	const struct hj_code_row *near;

	if (row != NULL)
		return in_use(c, node, attr, row);
	if (hj_owncode_valid(p, n) && hj_owncode_allowed(l))
		return own_code(c, node, attr, list, p, n);
	near = hj_vocab_nearest(l, p, n);
	if (near == NULL)
		(void)hj_fail(&c->why, HJ_EINVAL, "see 'hanji codes %s'", list);
	else
		(void)hj_fail(&c->why, HJ_EINVAL, "did you mean '%s'?",
		    near->code);
	c->remedy = c->why.text;
	return hj_check_fault(c, node, attr, "bad-code",
	    "a code of the list '%s' is expected", list);
}

int
hj_check_target(struct hj_check *c, const struct hj_node *node,
    enum hj_attr_name attr, const char *of, const char *p, size_t n)
{
	const struct hj_node *target;
	char id[HJ_ELEMENT_ID_CHARS + 1];

	if (!hj_element_id_valid(p, n))
		return hj_check_fault(c, node, attr, "bad-id",
		    "the id of an element is expected: 6 characters, the first a letter");
	memcpy(id, p, n);
	id[n] = '\0';
	target = hj_record_find(c->record, id);
	if (target == NULL && anything_withheld(c->record))
		return hj_check_warn(c, node, attr, "withheld-target",
		    "this leads to nothing that the file still holds");
	if (target == NULL)
		return hj_check_fault(c, node, attr, "dangling",
		    "this leads nowhere: the id of an element '%s' of this file is expected",
		    of);
	if (target->def == NULL || !hj_word_among(of, target->def->name))
		return hj_check_fault(c, node, attr, "wrong-target",
		    "this leads to an element '%s': one of '%s' is expected",
		    target->name, of);
	return HJ_OK;
}

static int
case_value(struct hj_check *c, const struct hj_node *node)
{
	struct hj_id id;

	if (hj_id_parse(node->text, node->text_len, &id, &c->why) == HJ_OK)
		return HJ_OK;
	return hj_check_fault(c, node, HJ_NATTRS, "bad-id",
	    "the id of a case file is expected: 16 characters");
}

static int
date_value(struct hj_check *c, const struct hj_node *node)
{
	if (hj_edtf_parse(node->text, node->text_len, &c->date, &c->why) ==
	    HJ_OK)
		return HJ_OK;
	return hj_check_fault(c, node, HJ_NATTRS, "bad-date", "%s",
	    c->why.text);
}

/* YYYY-MM-DDThh:mm:ssZ: the shape, then the day itself as EDTF. */
static bool
is_time(struct hj_check *c, const char *p, size_t n)
{
	static const char shape[] = "0000-00-00T00:00:00Z";

	if (n != sizeof(shape) - 1)
		return false;
	for (size_t i = 0; i < n; i++)
		if (shape[i] == '0' ? !digit(p[i]) : p[i] != shape[i])
			return false;
	return hj_edtf_parse(p, n, &c->date, &c->why) == HJ_OK;
}

/* One spelling of each number: no leading zeros. */
static bool
is_number(const char *p, size_t n)
{
	struct hj_error e = HJ_ERROR;
	uint64_t v;

	return (n == 1 || p[0] != '0') &&
	    hj_text_number(p, n, 0, NUMBER_MAX, &v, &e) == HJ_OK;
}

static bool
is_decimal(const char *p, size_t n)
{
	struct hj_decimal ignored;

	return hj_decimal_parse(p, n, &ignored);
}

static bool
is_hex(const char *p, size_t n, const char *of)
{
	if (n != (size_t)strtoul(of, NULL, 10))
		return false;
	for (size_t i = 0; i < n; i++)
		if (!digit(p[i]) && (p[i] < 'a' || p[i] > 'f'))
			return false;
	return true;
}

static bool
is_yesno(const char *p, size_t n)
{
	return (n == 3 && memcmp(p, "yes", 3) == 0) ||
	    (n == 2 && memcmp(p, "no", 2) == 0);
}

/* The spelling of a code of their own, which is explained once. */
static int
own_value(struct hj_check *c, const struct hj_node *node)
{
	const struct hj_node *of = node->parent;
	const char *list = hj_node_value(of, "list");

	if (!hj_owncode_valid(node->text, node->text_len))
		return hj_check_fault(c, node, HJ_NATTRS, "bad-code",
		    "a code of your own is expected: x- and then at most %d small letters, digits and single hyphens",
		    HJ_OWNCODE_MAX - 2);
	if (list == NULL ||
	    hj_owncode_find(node, list, node->text, node->text_len) == of)
		return HJ_OK;
	return hj_check_fault(c, node, HJ_NATTRS, "duplicate-code",
	    "the file explains this code of this list twice");
}

/* The plain ones: a fault with what was expected unless it is good. */
static int
expect(struct hj_check *c, const struct hj_node *node, bool good,
    const char *code, const char *expected)
{
	if (good)
		return HJ_OK;
	return hj_check_fault(c, node, HJ_NATTRS, code, "%s",
	    hj_said(c->err, expected));
}

int
hj_check_value(struct hj_check *c, const struct hj_node *node)
{
	const struct hj_elem *def = node->def;
	const char *p = node->text;
	size_t n = node->text_len;

	switch (def->value) {
	case HJ_V_NONE:
	case HJ_V_FOREIGN:
		return HJ_OK;
	case HJ_V_LINE:
		return text_value(c, node, HJ_TEXT_LINE);
	case HJ_V_FREE:
		return text_value(c, node, HJ_TEXT_FREE);
	case HJ_V_CODE:
		return hj_check_code(c, node, HJ_NATTRS, def->of, p, n);
	case HJ_V_OWN:
		return own_value(c, node);
	case HJ_V_DATE:
		return date_value(c, node);
	case HJ_V_TIME:
		return expect(c, node, is_time(c, p, n), "bad-time",
		    "a time as YYYY-MM-DDThh:mm:ssZ is expected");
	case HJ_V_NUMBER:
		return expect(c, node, is_number(p, n), "bad-number",
		    "a whole number without leading zeros is expected");
	case HJ_V_DECIMAL:
		return expect(c, node, is_decimal(p, n), "bad-number",
		    "a decimal number such as -12.345 is expected");
	case HJ_V_YESNO:
		return expect(c, node, is_yesno(p, n), "bad-code",
		    "'yes' or 'no' is expected");
	case HJ_V_REF:
		return hj_check_target(c, node, HJ_NATTRS, def->of, p, n);
	case HJ_V_FAR:
		if (hj_node_child(node->parent, "case") == NULL)
			return hj_check_target(c, node, HJ_NATTRS, def->of, p,
			    n);
		return expect(c, node, hj_element_id_valid(p, n), "bad-id",
		    "the id of an element is expected: 6 characters, the first a letter");
	case HJ_V_CASE:
		return case_value(c, node);
	case HJ_V_HEX:
		return expect(c, node, is_hex(p, n, def->of), "bad-hex",
		    "hexadecimal digits in lower case are expected, all of them");
	}
	return HJ_OK;
}

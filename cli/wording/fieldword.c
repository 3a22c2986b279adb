#include <string.h>

#include "cli/wording/amount.h"
#include "cli/wording/fieldword.h"
#include "cli/wording/readback.h"
#include "core/case/datesay.h"
#include "core/vocab/vocab.h"

const char *
fieldword_code(const char *list, const char *code, bool korean)
{
	const struct hj_list *l = list != NULL ? hj_vocab_list(list) : NULL;
	const struct hj_code_row *row =
	    l != NULL ? hj_vocab_find(l, code, strlen(code)) : NULL;

	return row != NULL ? hj_vocab_label(row, korean) : code;
}

int
fieldword_person(const struct hj_node *person, struct hj_buf *to,
    struct hj_error *err)
{
	for (const struct hj_node *n = hj_node_child(person, "name"); n != NULL;
	     n = hj_node_same(n))
		for (const struct hj_node *part = n; part != NULL;
		     part = hj_node_next(part, n))
			if (hj_node_conf(part) == HJ_SECRET)
				return hj_buf_puts(to, FIELDWORD_MASK, err);
	return readback_name(person, to, err);
}

static int
refer(const struct hj_record *r, const char *id, struct hj_buf *to,
    struct hj_error *err)
{
	const struct hj_node *n = hj_record_find(r, id);

	if (n == NULL || strcmp(n->name, "person") != 0)
		return hj_buf_puts(to, id, err);
	return fieldword_person(n, to, err);
}

int
fieldword_leaf(const struct hj_record *r, const struct hj_node *leaf,
    bool korean, struct hj_buf *to, struct hj_error *err)
{
	const char *known = hj_node_attr(leaf, "known");

	if (leaf->text == NULL)
		return known != NULL
		    ? hj_buf_puts(to, fieldword_code("known", known, korean),
			  err)
		    : HJ_OK;
	if (hj_node_conf(leaf) == HJ_SECRET)
		return hj_buf_puts(to, FIELDWORD_MASK, err);
	if (leaf->def == NULL)
		return hj_buf_puts(to, leaf->text, err);
	if (leaf->def->value == HJ_V_CODE)
		return hj_buf_puts(to,
		    fieldword_code(leaf->def->of, leaf->text, korean), err);
	if (leaf->def->value == HJ_V_YESNO)
		return hj_buf_puts(to,
		    fieldword_code("yes-no", leaf->text, korean), err);
	if (leaf->def->value == HJ_V_DATE)
		return hj_date_say_node(leaf, korean, to, err);
	if (leaf->def->value == HJ_V_DECIMAL)
		return amount_show(leaf->text, to, err);
	if (leaf->def->value == HJ_V_REF)
		return refer(r, leaf->text, to, err);
	return hj_buf_add(to, leaf->text, leaf->text_len, err);
}

#include "core/case/tally.h"

#include <string.h>

#include "core/base/word.h"

/* NULL: no room for one more. */
static struct hj_tally_line *
line_of(struct hj_tally *t, const char *currency)
{
	size_t i = 0;

	while (i < t->n && strcmp(t->line[i].currency, currency) != 0)
		i++;
	if (i == HJ_TALLY_MAX)
		return NULL;
	if (i == t->n)
		t->line[t->n++] =
		    (struct hj_tally_line){ .currency = currency };
	return &t->line[i];
}

static int
add(struct hj_tally *t, const struct hj_node *service, struct hj_error *err)
{
	const char *amount = hj_node_value(service, "amount");
	const char *currency = hj_node_value(service, "currency");
	const char *status = hj_node_attr(service, "status");
	struct hj_tally_line *line;
	struct hj_decimal d;

	if (amount == NULL || hj_word_among("refused cancelled", status) ||
	    !hj_decimal_parse(amount, strlen(amount), &d))
		return HJ_OK;
	line = line_of(t, currency != NULL ? currency : "");
	if (line == NULL)
		return hj_fail(err, HJ_ELIMIT,
		    "these are too many currencies to be added");
	line->services++;
	return hj_decimal_add(hj_word_among("planned", status) ? &line->planned
							       : &line->given,
	    &d, err);
}

int
hj_tally_services(const struct hj_record *r, struct hj_tally *ret,
    struct hj_error *err)
{
	const struct hj_node *n = hj_node_child(hj_record_root(r), "service");
	int rc = HJ_OK;

	ret->n = 0;
	for (; n != NULL && rc == HJ_OK; n = hj_node_same(n))
		rc = add(ret, n, err);
	return rc;
}

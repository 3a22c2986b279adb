#include <string.h>

#include "cli/casefile/erased.h"
#include "cli/wording/naming.h"
#include "core/base/word.h"
#include "core/case/owncode.h"
#include "core/case/when.h"

const char *
naming_label(const struct tree_how *how, const struct hj_node *node)
{
	if (erased_is(node) && how->erased != NULL && how->erased[0] != '\0')
		return how->erased;
	if (node->def == NULL)
		return node->name;
	return how->korean ? node->def->ko : node->def->en;
}

int
naming_sources(const struct hj_record *r, const struct hj_node *at,
    const char *src, const struct tree_how *how, struct hj_buf *to,
    struct hj_error *err)
{
	const char *first = src, *id;
	int rc = HJ_OK;
	size_t n;

	while (rc == HJ_OK && hj_word_next(&src, &id, &n))
		if ((rc = hj_buf_puts(to, id == first ? "" : ", ", err)) ==
		    HJ_OK)
			rc = referent_say(r, at, id, n, how, to, err);
	return rc;
}

int
naming_code(const struct hj_node *at, const char *list, const char *code,
    size_t n, const struct tree_how *how, struct hj_buf *to,
    struct hj_error *err)
{
	struct hj_code_row row;

	if (list == NULL || !hj_code_find(at, list, code, n, &row))
		return hj_buf_add(to, code, n, err);
	if (hj_when_label(at, &row, how->korean, to, err) != HJ_OK)
		return (int)err->code;
	return hj_buf_printf(to, err, " (%s)", row.code);
}

#include <string.h>

#include "cli/naming.h"
#include "core/owncode.h"
#include "core/when.h"

const char *
naming_label(const struct tree_how *how, const struct hj_node *node)
{
	if (node->def == NULL)
		return node->name;
	return how->korean ? node->def->ko : node->def->en;
}

int
naming_sources(const struct hj_record *r, const struct hj_node *at,
    const char *src, const struct tree_how *how, struct hj_buf *to,
    struct hj_error *err)
{
	int rc = HJ_OK;

	while (rc == HJ_OK && *src != '\0') {
		size_t n = strcspn(src, " ");

		rc = referent_say(r, at, src, n, how, to, err);
		src += n;
		if (rc == HJ_OK && *src == ' ')
			rc = hj_buf_puts(to, ", ", err);
		src += *src == ' ';
	}
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

#include <string.h>

#include "cli/emit.h"
#include "cli/label.h"
#include "cli/say.h"
#include "core/catalogue.h"
#include "core/vocab.h"

static bool
is_code(const struct cli *c)
{
	return !c->korean || emit_is_json(c->out);
}

static const char *
label(const struct cli *c, const char *name, const char *code)
{
	const struct hj_list *list = hj_vocab_list(name);
	const struct hj_code_row *row =
	    list != NULL ? hj_vocab_find(list, code, strlen(code)) : NULL;

	return row == NULL || is_code(c) ? code : hj_vocab_label(row, true);
}

const char *
label_kind(const struct cli *c, const struct hj_row *row)
{
	return label(c, row->root == 'p' ? "mechanism" : "case-kind",
	    row->kind);
}

const char *
label_status(const struct cli *c, const struct hj_row *row)
{
	return label(c, row->root == 'p' ? "pet-status" : "case-status",
	    row->status);
}

const char *
label_level(const struct cli *c, unsigned level)
{
	static const char *const levels[] = { N_("public"), N_("internal"),
		N_("restricted"), N_("secret") };
	const char *code = levels[level % HJ_LEN(levels)];

	return is_code(c) ? code : _(code);
}

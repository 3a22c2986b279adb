#include <stdio.h>
#include <string.h>

#include "cli/screen/emit.h"
#include "cli/screen/say.h"
#include "cli/wording/label.h"
#include "core/base/limits.h"
#include "core/case/datesay.h"
#include "core/case/record.h"
#include "core/sense/status.h"
#include "core/store/catalogue.h"
#include "core/vocab/vocab.h"

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
label_last(const struct cli *c, const struct hj_row *row, char *to, size_t size)
{
	const char *code;
	size_t n;

	if (!hj_row_last(row, &code, &n))
		return NULL;
	(void)snprintf(to, size, "%.*s", (int)n, code);
	if (strcmp(to, HJ_STATUS_DISPUTED) == 0)
		return is_code(c) ? to : _("disputed");
	if (strcmp(to, HJ_STATUS_VARIOUS) == 0)
		return is_code(c) ? to : _("various");
	return label(c, "person-status", to);
}

const char *
label_level(const struct cli *c, unsigned level)
{
	static const char *const levels[] = { N_("public"), N_("internal"),
		N_("restricted"), N_("secret") };
	const char *code = levels[level % HJ_LEN(levels)];

	return is_code(c) ? code : _(code);
}

int
label_date(const struct cli *c, const struct hj_node *date,
    struct hj_error *err)
{
	struct hj_buf words = HJ_BUF(HJ_TEXT_MAX);
	int rc = HJ_OK;

	if (date == NULL || date->text == NULL)
		emit_none(c->out);
	else if (emit_is_json(c->out))
		emit_bytes(c->out, date->text, date->text_len);
	else if ((rc = hj_date_say_node(date, c->korean, &words, err)) == HJ_OK)
		emit_bytes(c->out, (const char *)words.data, words.len);
	hj_buf_clear(&words);
	return rc;
}

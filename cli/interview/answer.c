#include <string.h>

#include "cli/argument/choice.h"
#include "cli/casefile/casefile.h"
#include "cli/interview/answer.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "cli/wording/amount.h"
#include "cli/wording/lexicon.h"
#include "cli/wording/span.h"
#include "core/base/limits.h"
#include "core/base/text.h"
#include "core/base/word.h"

#define CODES_MAX 32 /* in one answer */

static int
put(struct interview *iv, const char *path, enum hj_path_op op, const char *p,
    size_t n, struct hj_error *err)
{
	return hj_path_apply(iv->record, path, strlen(path), op, p, n,
	    &iv->labels, NULL, err);
}

/* The element above the last step, or NULL. */
static struct hj_node *
parent_of(const struct interview *iv, const char *path, const char **last)
{
	const char *dot = strrchr(path, '.');
	char above[256];
	enum hj_attr_name attr;
	struct hj_node *node;

	if (dot == NULL || (size_t)(dot - path) >= sizeof(above))
		return NULL;
	memcpy(above, path, (size_t)(dot - path));
	above[dot - path] = '\0';
	*last = dot + 1;
	return answer_find(iv, above, &node, &attr) ? node : NULL;
}

static bool
has_value(const struct interview *iv, const char *path, const char *value)
{
	const char *name;
	struct hj_node *parent = parent_of(iv, path, &name);

	for (struct hj_node *c = parent != NULL ? hj_node_child(parent, name)
						: NULL;
	     c != NULL; c = hj_node_same(c))
		if (c->text != NULL && strcmp(c->text, value) == 0)
			return true;
	return false;
}

static void
remove_all(const struct interview *iv, const char *path)
{
	const char *name;
	struct hj_node *parent = parent_of(iv, path, &name);
	struct hj_node *c = parent != NULL ? hj_node_child(parent, name) : NULL;

	while (c != NULL) {
		struct hj_node *next = hj_node_same(c);

		hj_record_remove(c);
		c = next;
	}
}

/* "@today" and its like. */
static int
meant(const struct interview *iv, const char *value, struct hj_buf *to,
    struct hj_error *err)
{
	struct hj_vault_facts facts;
	char today[SPAN_TEXT];

	if (strcmp(value, "@today") == 0) {
		span_today(today);
		return hj_buf_puts(to, today, err);
	}
	if (strcmp(value, "@lang") == 0)
		return hj_buf_puts(to, iv->cli->korean ? "ko" : "en", err);
	if (strcmp(value, "@me") == 0) {
		if (hj_vault_facts(iv->cli->vault, &facts, err) != HJ_OK)
			return (int)err->code;
		return hj_buf_puts(to, facts.member_name, err);
	}
	return hj_buf_puts(to, value, err);
}

/* One line of `with`: PATH=VALUE, PATH+=VALUE. */
static int
bring(struct interview *iv, const char *line, size_t n, struct hj_error *err)
{
	struct hj_buf copy = HJ_BUF(HJ_LINE_MAX);
	struct hj_buf value = HJ_BUF(HJ_LINE_MAX);
	const char *text, *path, *given;
	enum hj_attr_name attr;
	struct hj_node *node;
	enum hj_path_op op;
	size_t len;
	int rc;

	if ((rc = hj_buf_add(&copy, line, n, err)) != HJ_OK ||
	    (rc = hj_buf_text(&copy, &text, err)) != HJ_OK ||
	    (rc = hj_path_split(text, &path, &len, &op, &given, err)) != HJ_OK)
		goto out;
	copy.data[len] = '\0'; /* path is now a string of its own */
	if (op == HJ_PATH_ADD ? has_value(iv, path, given)
			      : answer_find(iv, path, &node, &attr))
		goto out;
	if ((rc = meant(iv, given, &value, err)) == HJ_OK)
		rc =
		    put(iv, path, op, (const char *)value.data, value.len, err);
out:
	hj_buf_clear(&copy);
	hj_buf_clear(&value);
	return rc;
}

/* What comes along with an answer. */
static int
bring_all(struct interview *iv, const struct intake_question *q,
    struct hj_error *err)
{
	const char *line = q->with != NULL ? q->with : "";

	while (*line != '\0') {
		size_t n = strcspn(line, "\n");

		if (bring(iv, line, n, err) != HJ_OK)
			return (int)err->code;
		line += n + (line[n] == '\n' ? 1 : 0);
	}
	return HJ_OK;
}

/* ---- values ---- */

static int
set_codes(struct interview *iv, const struct intake_question *q,
    const struct hj_list *list, const char *p, size_t n, struct hj_error *err)
{
	const struct hj_code_row *rows[CODES_MAX];
	const char *end = p + n;
	size_t count = 0;

	while (p < end) {
		const char *from = p;
		size_t len;

		while (p < end && *p != ',')
			p++;
		len = (size_t)(p - from);
		p += p < end ? 1 : 0;
		while (len > 0 && *from == ' ')
			from++, len--;
		while (len > 0 && from[len - 1] == ' ')
			len--;
		if (count == CODES_MAX)
			return hj_fail(err, HJ_ELIMIT, "too many at once");
		if (len > 0 &&
		    choice_resolve(list, from, len, &rows[count++], err) !=
			HJ_OK)
			return (int)err->code;
	}
	remove_all(iv, q->path);
	for (size_t i = 0; i < count; i++)
		if (!has_value(iv, q->path, rows[i]->code) &&
		    put(iv, q->path, HJ_PATH_ADD, rows[i]->code,
			strlen(rows[i]->code), err) != HJ_OK)
			return (int)err->code;
	return HJ_OK;
}

/* A beginning may have been meant for something else: "North" is the beginning
 * of North Macedonia alone. */
static int
say_meant(const struct interview *iv, const struct hj_code_row *row,
    const char *p, size_t n, struct typed *typed, struct hj_error *err)
{
	if (hj_word_same(p, n, row->code) || hj_word_same(p, n, row->en) ||
	    hj_word_same(p, n, row->ko))
		return HJ_OK;
	return hj_buf_printf(&typed->says, err, "%s (%s)",
	    hj_vocab_label(row, iv->cli->korean), row->code);
}

static int
set_code(struct interview *iv, const struct intake_question *q,
    const char *name, const char *p, size_t n, struct typed *typed,
    struct hj_error *err)
{
	const struct hj_list *list = lexicon_list(iv->cli, name);
	const struct hj_code_row *row;
	int rc;

	if ((q->flags & INTAKE_MANY) != 0)
		rc = set_codes(iv, q, list, p, n, err);
	else if ((rc = choice_resolve(list, p, n, &row, err)) == HJ_OK &&
	    (rc = say_meant(iv, row, p, n, typed, err)) == HJ_OK)
		rc = put(iv, q->path, HJ_PATH_SET, row->code, strlen(row->code),
		    err);
	/* Read back in words, a code of their own has to have some. */
	if (rc == HJ_OK && iv->cli->vault != NULL)
		rc = casefile_settle(iv->cli, iv->record, err);
	return rc;
}

/* Checked here, where the message need not name a field. */
static int
check(const struct hj_elem *def, enum hj_attr_name attr, const char *p,
    size_t n, struct hj_error *err)
{
	enum hj_text_kind kind =
	    def->value == HJ_V_FREE ? HJ_TEXT_FREE : HJ_TEXT_LINE;
	struct hj_buf nfc = HJ_BUF(HJ_TEXT_MAX);
	uint64_t number;
	int rc;

	if (attr == HJ_NATTRS && def->value == HJ_V_NUMBER)
		return hj_text_number(p, n, 0, UINT64_C(1000000000000000),
		    &number, err);
	if ((rc = hj_text_nfc(p, n, &nfc, NULL, err)) == HJ_OK)
		rc = hj_text_check((const char *)nfc.data, nfc.len, kind, err);
	hj_buf_clear(&nfc);
	return rc;
}

static int
set_amount(struct interview *iv, const struct intake_question *q, const char *p,
    size_t n, struct hj_error *err)
{
	struct hj_buf amount = HJ_BUF(HJ_LINE_MAX);
	int rc = amount_typed(p, n, &amount, err);

	if (rc == HJ_OK)
		rc = put(iv, q->path, HJ_PATH_SET, (const char *)amount.data,
		    amount.len, err);
	hj_buf_clear(&amount);
	return rc;
}

/* A calendar, how an age is counted: set, or taken away. */
static int
set_along(struct interview *iv, const struct intake_question *q,
    const struct typed *t, struct hj_error *err)
{
	struct hj_buf path = HJ_BUF(HJ_LINE_MAX);
	enum hj_attr_name attr;
	struct hj_node *node;
	const char *text;
	int rc;

	if (t->attr == HJ_NATTRS)
		return HJ_OK;
	if ((rc = typed_attr_path(t, q->path, strlen(q->path), &path, err)) ==
		HJ_OK &&
	    (rc = hj_buf_text(&path, &text, err)) == HJ_OK) {
		if (t->code != NULL)
			rc = put(iv, text, HJ_PATH_SET, t->code,
			    strlen(t->code), err);
		else if (answer_find(iv, q->path, &node, &attr) && node != NULL)
			hj_record_drop_attr(node, hj_schema_attr_name(t->attr));
	}
	hj_buf_clear(&path);
	return rc;
}

static int
set_value(struct interview *iv, const struct intake_question *q,
    const struct hj_elem *def, enum hj_attr_name attr, const char *p, size_t n,
    struct typed *typed, struct hj_error *err)
{
	const struct typed_how how = { .korean = iv->cli->korean,
		.asks_later = true,
		.dates = iv->dates };
	struct hj_path_field field;

	if (hj_path_field(iv->record, q->path, strlen(q->path), HJ_PATH_SET,
		&iv->labels, &field, err) != HJ_OK ||
	    typed_read(&field, &how, p, n, typed, err) != HJ_OK)
		return (int)err->code;
	p = (const char *)typed->value.data;
	n = typed->value.len;
	if (check(def, attr, p, n, err) != HJ_OK ||
	    put(iv, q->path, HJ_PATH_SET, p, n, err) != HJ_OK)
		return (int)err->code;
	return set_along(iv, q, typed, err);
}

int
answer_set(struct interview *iv, const struct intake_question *q, const char *p,
    size_t n, struct typed *typed, struct hj_error *err)
{
	enum hj_attr_name attr;
	const struct hj_elem *def = intake_field(q->path, &attr);
	const char *list = intake_list(def, attr);
	int rc;

	if (list != NULL)
		rc = set_code(iv, q, list, p, n, typed, err);
	else if (attr == HJ_NATTRS && def->value == HJ_V_DECIMAL)
		rc = set_amount(iv, q, p, n, err);
	else
		rc = set_value(iv, q, def, attr, p, n, typed, err);
	if (rc != HJ_OK)
		return rc;
	iv->answered++;
	return bring_all(iv, q, err);
}

int
answer_given(struct interview *iv, const struct intake_question *q,
    const char *name, const char *p, size_t n, struct hj_error *err)
{
	struct typed typed = TYPED;
	const char *says;
	int rc = answer_set(iv, q, p, n, &typed, err);

	if (rc == HJ_OK && !typed.sure &&
	    (rc = hj_buf_text(&typed.says, &says, err)) == HJ_OK)
		ui_say(iv->cli->ui, _("%s is read as: %s"), name, says);
	typed_clear(&typed);
	return rc;
}

int
answer_known(struct interview *iv, const struct intake_question *q,
    const char *word, struct hj_error *err)
{
	enum hj_attr_name attr;
	const char *code =
	    strcmp(word, "refused") == 0 ? q->refused : q->unknown;

	(void)intake_field(q->path, &attr);
	if (attr == HJ_NATTRS && (q->flags & INTAKE_MANY) == 0) {
		if (put(iv, q->path, HJ_PATH_KNOWN, word, strlen(word), err) !=
		    HJ_OK)
			return (int)err->code;
	} else if (code == NULL) {
		return hj_fail(err, HJ_EINVAL,
		    "this cannot be noted here: Enter skips the question");
	} else if (put(iv, q->path, HJ_PATH_SET, code, strlen(code), err) !=
	    HJ_OK) {
		return (int)err->code;
	}
	iv->answered++;
	return bring_all(iv, q, err);
}

#include <string.h>

#include "cli/access/place.h"
#include "cli/argument/fieldarg.h"
#include "cli/argument/personarg.h"
#include "cli/argument/recurarg.h"
#include "cli/interview/answer.h"
#include "cli/interview/careform.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "cli/screen/value.h"
#include "cli/wording/fieldword.h"
#include "core/base/limits.h"
#include "core/base/word.h"
#include "core/log/log.h"

#define PATH_LEN 128

/* ---- one field ---- */

static const struct hj_elem *
element_of(const struct careform *form)
{
	const struct hj_elem *root = hj_schema_root("case", strlen("case"));

	return hj_schema_child(root, form->element, strlen(form->element));
}

static bool
is_word(const char *word, const char *p, size_t n)
{
	return word != NULL && strlen(word) == n && memcmp(word, p, n) == 0;
}

/* The name in the schema of what may be a label in either language. */
static const char *
field_named(const struct careform *form, const char *p, size_t n)
{
	const struct hj_elem *e = element_of(form);

	for (size_t i = 0; i < e->nchildren; i++)
		if (is_word(e->children[i].name, p, n) ||
		    is_word(e->children[i].ko, p, n) ||
		    is_word(e->children[i].en, p, n))
			return e->children[i].name;
	for (size_t i = 0; i < HJ_NATTRS; i++) {
		enum hj_attr_name a = (enum hj_attr_name)i;

		if ((e->attrs >> i & 1) != 0 && a != HJ_A_ID &&
		    (is_word(hj_schema_attr_name(a), p, n) ||
			is_word(hj_schema_attr_label(a, true), p, n) ||
			is_word(hj_schema_attr_label(a, false), p, n)))
			return hj_schema_attr_name(a);
	}
	return NULL;
}

static int
no_such_field(const struct careform *form, struct hj_error *err)
{
	const struct hj_elem *e = element_of(form);
	struct hj_buf names = HJ_BUF(HJ_LINE_MAX);
	const char *text;
	int rc = HJ_OK;

	for (size_t i = 0; i < e->nchildren && rc == HJ_OK; i++)
		rc = hj_buf_printf(&names, err, "%s%s", i > 0 ? ", " : "",
		    e->children[i].name);
	if (rc == HJ_OK && (rc = hj_buf_text(&names, &text, err)) == HJ_OK)
		rc = hj_fail(err, HJ_EINVAL,
		    "there is no such field; there are: %s", text);
	hj_buf_clear(&names);
	return rc;
}

static const struct intake_question *
question_about(const struct careform *form, const char *path)
{
	for (size_t i = 0; i < form->nquestions; i++)
		if (strcmp(form->questions[i].path, path) == 0)
			return &form->questions[i];
	return NULL;
}

/* The element id of the person who was named. */
static int
give_person(struct careform_job *j, const char *path, const char *p, size_t n,
    struct hj_error *err)
{
	struct hj_buf typed = HJ_BUF(HJ_LINE_MAX);
	struct hj_node *person;
	const char *text;
	int rc;

	if ((rc = hj_buf_add(&typed, p, n, err)) == HJ_OK &&
	    (rc = hj_buf_text(&typed, &text, err)) == HJ_OK &&
	    (rc = personarg_find(j->iv.record, text, &person, err)) == HJ_OK)
		rc = hj_path_apply(j->iv.record, path, strlen(path),
		    HJ_PATH_SET, hj_node_attr(person, "id"),
		    HJ_ELEMENT_ID_CHARS, &j->iv.labels, NULL, err);
	hj_buf_clear(&typed);
	return rc;
}

static int
give(struct careform_job *j, const char *name, const char *p, size_t n,
    struct hj_error *err)
{
	char path[PATH_LEN];
	const struct intake_question unasked = { .path = path };
	const struct intake_question *q;
	int rc;

	(void)snprintf(path, sizeof(path), "%s[+x].%s", j->form->element, name);
	if (strcmp(name, "person") == 0)
		return give_person(j, path, p, n, err);
	q = question_about(j->form, path);
	rc = answer_given(&j->iv, q != NULL ? q : &unasked, name, p, n, err);
	return rc != HJ_OK ? hj_while(err, "%s", name) : HJ_OK;
}

int
careform_give(struct careform_job *j, const char *field, size_t field_len,
    const char *value, size_t n, struct hj_error *err)
{
	const char *name = field_named(j->form, field, field_len);

	return name == NULL ? no_such_field(j->form, err)
			    : give(j, name, value, n, err);
}

/* What somebody wrote stays in the history; a code or a date says little. */
static bool
tells_much(const struct careform *form, const char *name)
{
	const struct hj_elem *e = element_of(form);
	const struct hj_elem *f = hj_schema_child(e, name, strlen(name));

	return f != NULL &&
	    (f->value == HJ_V_LINE || f->value == HJ_V_FREE ||
		strcmp(name, "person") == 0);
}

int
careform_argument(struct careform_job *j, const char *arg, struct hj_error *err)
{
	const char *equals = strchr(arg, '=');
	const char *given = equals != NULL ? equals + 1 : arg;
	struct hj_buf value = HJ_BUF(HJ_CASE_MAX);
	const char *name;
	int rc;

	if (equals != NULL)
		name = field_named(j->form, arg, (size_t)(equals - arg));
	else
		name = strrchr(j->form->questions[0].path, '.') + 1;
	if (name == NULL)
		return no_such_field(j->form, err);
	if (tells_much(j->form, name) && strcmp(given, "-") != 0 &&
	    value_fd(given) < 0)
		ui_warn_history(j->c->ui);
	if ((rc = value_read(given, &value, err)) == HJ_OK)
		rc = give(j, name, (const char *)value.data, value.len, err);
	hj_buf_clear(&value);
	return rc;
}

/* ---- all of them ---- */

void
careform_begin(struct careform_job *j, struct cli *c,
    const struct careform *form, struct casefile *file)
{
	*j = (struct careform_job){ .c = c,
		.form = form,
		.file = file,
		.iv = { .cli = c,
		    .record = file->record,
		    .questions = form->questions,
		    .n = form->nquestions } };
	j->reason = HJ_BUF(HJ_LINE_MAX);
}

void
careform_end(struct careform_job *j)
{
	hj_buf_clear(&j->reason);
}

int
careform_ask(struct careform_job *j, struct hj_error *err)
{
	int rc;

	j->asked = true;
	rc = interview_run(&j->iv, err);
	j->file->record = j->iv.record;
	return rc;
}

/* The one that it can only be about, or who is said to be. */
static int
settle_person(struct careform_job *j, struct hj_error *err)
{
	struct hj_buf typed = HJ_BUF(HJ_LINE_MAX);
	struct hj_error why = { .say = err->say };
	struct hj_node *person;
	char path[PATH_LEN];
	const char *id;
	int rc = HJ_OK;

	if (hj_node_child(j->node, "person") != NULL ||
	    hj_schema_child(j->node->def, "person", strlen("person")) == NULL)
		return HJ_OK;
	(void)snprintf(path, sizeof(path), "%s[%s].person", j->form->element,
	    hj_node_attr(j->node, "id"));
	if (personarg_find(j->iv.record, NULL, &person, &why) == HJ_OK) {
		id = hj_node_attr(person, "id");
		return hj_path_apply(j->iv.record, path, strlen(path),
		    HJ_PATH_SET, id, strlen(id), NULL, NULL, err);
	}
	if (why.code != HJ_ENOTFOUND && why.code != HJ_EAMBIGUOUS) {
		*err = why;
		return (int)err->code;
	}
	if (!j->form->needs_person)
		return HJ_OK;
	if (!j->asked) {
		*err = why;
		return (int)err->code;
	}
	ui_say(j->c->ui, "%s", why.text);
	if ((rc = interview_line(j->c->ui, _("For whom? "), NULL, &typed,
		 err)) == HJ_OK)
		rc = give_person(j, path, (const char *)typed.data, typed.len,
		    err);
	hj_buf_clear(&typed);
	return rc;
}

static int
settle(struct careform_job *j, struct hj_error *err)
{
	const struct intake_question *first = &j->form->questions[0];
	enum hj_attr_name attr;
	struct hj_node *node;
	char path[PATH_LEN];

	if (!answer_find(&j->iv, first->path, &node, &attr) || node == NULL)
		return hj_fail(err, HJ_EINVAL,
		    "the first question has no answer; nothing was recorded");
	(void)snprintf(path, sizeof(path), "%s[+x]", j->form->element);
	(void)answer_find(&j->iv, path, &j->node, &attr);
	if (settle_person(j, err) != HJ_OK)
		return (int)err->code;
	return j->form->settle != NULL ? j->form->settle(j, err) : HJ_OK;
}

/* ---- in words ---- */

static int
say_field(struct careform_job *j, const char *label, const struct hj_buf *words,
    struct hj_error *err)
{
	struct hj_buf line = HJ_BUF(HJ_TEXT_MAX);
	int rc;

	if ((rc = hj_buf_printf(&line, err, "  %s: ", label)) == HJ_OK &&
	    (rc = hj_buf_add(&line, words->data, words->len, err)) == HJ_OK)
		ui_say_bytes(j->c->ui, (const char *)line.data, line.len);
	hj_buf_clear(&line);
	return rc;
}

static int
read_back(struct careform_job *j, struct hj_error *err)
{
	const struct hj_elem *e = j->node->def;
	struct hj_buf words = HJ_BUF(HJ_TEXT_MAX);
	bool korean = j->c->korean;
	int rc = HJ_OK;

	ui_say(j->c->ui, "%s:", korean ? e->ko : e->en);
	for (const struct hj_attr *a = j->node->attrs; a != NULL; a = a->next) {
		enum hj_attr_name name =
		    hj_schema_attr(a->name, strlen(a->name));

		if (name != HJ_A_ID && name != HJ_NATTRS)
			ui_say(j->c->ui, "  %s: %s",
			    hj_schema_attr_label(name, korean),
			    fieldword_code(hj_schema_attr_list(e, name),
				a->value, korean));
	}
	for (const struct hj_node *n = j->node->first; n != NULL && rc == HJ_OK;
	     n = n->next) {
		hj_buf_reset(&words);
		/* Three fields that are one thing to say. */
		if (strcmp(n->name, "every") == 0) {
			if ((rc = recurarg_words(j->node, &words, err)) ==
			    HJ_OK)
				rc = say_field(j, _("again"), &words, err);
			continue;
		}
		if (hj_word_among("unit counted", n->name))
			continue;
		if ((rc = fieldword_leaf(j->iv.record, n, korean, &words,
			 err)) == HJ_OK)
			rc = say_field(j, korean ? n->def->ko : n->def->en,
			    &words, err);
	}
	hj_buf_clear(&words);
	if (rc != HJ_OK || j->dry_run || !j->asked || j->c->global->yes)
		return rc;
	return ui_ask(j->c->ui, _("Record it so?"), &j->yes, err);
}

static void
say_result(struct careform_job *j)
{
	struct emit *e = j->c->out;
	const char *id = hj_node_attr(j->node, "id");

	if (emit_is_json(e)) {
		emit_map(e);
		emit_key(e, j->form->element, NULL);
	}
	emit_text(e, id);
	if (emit_is_json(e))
		emit_end(e);
}

int
careform_store(struct careform_job *j, struct hj_error *err)
{
	struct fieldargs f = FIELDARGS(j->c);
	const char *detail, *why = j->c->global->reason;
	int rc;

	j->yes = !j->dry_run;
	if ((rc = settle(j, err)) != HJ_OK || (rc = read_back(j, err)) != HJ_OK)
		return rc;
	if (!j->yes) {
		ui_say(j->c->ui, "%s", _("Nothing was recorded."));
		return casefile_check(j->c, j->file, err);
	}
	if (j->reason.len != 0 &&
	    (rc = hj_buf_text(&j->reason, &why, err)) != HJ_OK)
		return rc;
	if ((rc = hj_buf_printf(&f.detail, err, "add %s[%s]\n",
		 j->form->element, hj_node_attr(j->node, "id"))) == HJ_OK &&
	    (rc = fieldargs_detail(&f, why, &detail, err)) == HJ_OK &&
	    (rc = place_reopen(j->c, true, err)) == HJ_OK &&
	    (rc = casefile_save(j->c, j->file, HJ_DID_UPDATE, detail, NULL,
		 err)) == HJ_OK &&
	    (!j->asked || emit_is_json(j->c->out)))
		say_result(j);
	fieldargs_clear(&f);
	return rc;
}

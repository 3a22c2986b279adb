#include <stdio.h>
#include <string.h>

#include "cli/argument/typed.h"
#include "cli/edit/edit.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "cli/wording/finding.h"
#include "cli/wording/readback.h"
#include "core/base/text.h"

/* Lines that begin so are ours, and are made anew each time. */
#define OURS "#!"

/* ---- composing ---- */

/* A text of several lines, each a comment: at both ends there are at least
 * five, so that no line of the record is where editors look for commands. */
static int
put_comment(const char *text, struct hj_buf *to, struct hj_error *err)
{
	for (const char *lf; *text != '\0'; text = lf + (*lf != '\0')) {
		lf = strchrnul(text, '\n');
		if (hj_buf_puts(to, lf == text ? "#" : "# ", err) != HJ_OK ||
		    hj_buf_add(to, text, (size_t)(lf - text), err) != HJ_OK ||
		    hj_buf_putc(to, '\n', err) != HJ_OK)
			return (int)err->code;
	}
	return HJ_OK;
}

/* A person by a name, other things by their title. */
static int
put_name(void *to, const struct hj_node *node, struct hj_buf *line,
    struct hj_error *err)
{
	const char *title = hj_node_value(node, "title");

	(void)to;
	if (strcmp(node->name, "person") == 0 &&
	    hj_node_child(node, "name") != NULL)
		return readback_name(node, line, err);
	return title != NULL ? hj_buf_puts(line, title, err) : HJ_OK;
}

int
edit_compose(struct edit *e, struct hj_error *err)
{
	const struct hj_fieldtext_how how = { .korean = e->c->korean,
		.name = put_name };

	hj_buf_reset(&e->text);
	if (put_comment(
		_("Change values behind the colons, save, and leave the editor.\nWhat would change is shown before anything is stored.\nHow to add and remove fields stands at the end.\n\nThe text lies in memory only and is wiped when the editor ends."),
		&e->text, err) != HJ_OK ||
	    hj_buf_putc(&e->text, '\n', err) != HJ_OK ||
	    hj_fieldtext_write(e->base, &how, &e->text, err) != HJ_OK ||
	    hj_buf_putc(&e->text, '\n', err) != HJ_OK)
		return (int)err->code;
	return put_comment(
	    _("Remove a field: delete its line.  An element goes with its last line.\nNot known:       person.birth?: unknown    (or refused, withheld, not-asked)\nOne more:        person.nationality+: KP\nNew, of several fields, and named by others:\n                 person[+m].name.full: ...\n                 person[+m].sex: f\n                 relationship[+r].a: +m\nSeveral lines:   event.narrative.text: |\n                     each of them indented by four blanks\n'hanji codes' lists codes, 'hanji schema --format text' fields."),
	    &e->text, err);
}

/* ---- in and out ---- */

int
edit_give(struct edit *e, struct hj_error *err)
{
	struct hj_buf all = HJ_BUF(2 * HJ_TEXT_MAX);
	int rc;

	if ((rc = hj_buf_add(&all, e->faults.data, e->faults.len, err)) ==
		HJ_OK &&
	    (rc = hj_buf_add(&all, e->text.data, e->text.len, err)) == HJ_OK)
		rc = slate_write(e->slate, all.data, all.len, err);
	hj_buf_clear(&all);
	return rc;
}

int
edit_take(struct edit *e, struct hj_error *err)
{
	struct hj_buf all = HJ_BUF(2 * HJ_TEXT_MAX);
	const char *p, *end;
	int rc = slate_read(e->slate, &all, err);

	if (rc == HJ_OK)
		hj_buf_reset(&e->text);
	p = (const char *)all.data;
	end = p + all.len;
	while (rc == HJ_OK && p < end) {
		const char *lf = memchr(p, '\n', (size_t)(end - p));
		size_t n =
		    lf != NULL ? (size_t)(lf + 1 - p) : (size_t)(end - p);

		if (n < strlen(OURS) || memcmp(p, OURS, strlen(OURS)) != 0)
			rc = hj_buf_add(&e->text, p, n, err);
		p += n;
	}
	hj_buf_clear(&all);
	return rc;
}

/* ---- judging ---- */

struct fault {
	size_t line; /* of the text without our lines; 0: none */
	char text[640];
};

struct judging {
	struct edit *e;
	const struct hj_fieldtext *read;
	struct hj_buf faults; /* struct fault each */
};

static int
add_fault(void *to, size_t line, const char *text, struct hj_error *err)
{
	struct judging *j = to;
	struct fault f = { .line = line };

	(void)snprintf(f.text, sizeof(f.text), "%s", text);
	return hj_buf_add(&j->faults, &f, sizeof(f), err);
}

static int
add_finding(void *to, const struct hj_finding *f, struct hj_error *err)
{
	struct judging *j = to;
	struct finding_list l = { .c = j->e->c };
	char text[640];

	if (f->level != HJ_FAULT)
		return finding_say(&l, f, err);
	(void)snprintf(text, sizeof(text), "%s: %s; %s", f->path, f->text,
	    f->remedy);
	return add_fault(j, hj_fieldtext_line(j->read, f->path), text, err);
}

/* What comes along with a value: a calendar, how an age is counted. */
static int
put_beside(struct hj_record *r, const struct typed *t, const char *path,
    size_t n, struct hj_path_labels *labels, struct hj_error *err)
{
	struct hj_buf beside = HJ_BUF(HJ_LINE_MAX);
	enum hj_path_op op = t->code != NULL ? HJ_PATH_SET : HJ_PATH_REMOVE;
	const char *code = t->code != NULL ? t->code : "";
	int rc;

	if (t->attr == HJ_NATTRS)
		return HJ_OK;
	if ((rc = typed_attr_path(t, path, n, &beside, err)) == HJ_OK)
		rc = hj_path_apply(r, (const char *)beside.data, beside.len, op,
		    code, strlen(code), labels, NULL, err);
	hj_buf_clear(&beside);
	return rc;
}

/* Dates and ages are read as people write them, and said. */
static int
put(void *to, struct hj_record *r, const char *path, size_t n,
    enum hj_path_op op, const char *value, size_t len,
    struct hj_path_labels *labels, struct hj_error *err)
{
	const struct judging *j = to;
	const struct typed_how how = { .korean = j->e->c->korean };
	struct typed t = TYPED;
	struct hj_path_field field;
	const char *says;
	int rc;

	if ((rc = hj_path_field(r, path, n, op, labels, &field, err)) ==
		HJ_OK &&
	    (rc = typed_read(&field, &how, value, len, &t, err)) == HJ_OK &&
	    (rc = hj_path_apply(r, path, n, op, (const char *)t.value.data,
		 t.value.len, labels, NULL, err)) == HJ_OK)
		rc = put_beside(r, &t, path, n, labels, err);
	if (rc == HJ_OK && !t.sure &&
	    (rc = hj_buf_text(&t.says, &says, err)) == HJ_OK)
		ui_say(j->e->c->ui, _("%.*s is read as: %s"), (int)n, path,
		    says);
	typed_clear(&t);
	return rc;
}

/* On the screen now, and on top of the text later; there they move it down. */
static int
tell(struct judging *j, struct hj_error *err)
{
	const struct fault *f = (const void *)j->faults.data;
	size_t n = j->faults.len / sizeof(*f);
	struct hj_buf *top = &j->e->faults;

	hj_buf_reset(top);
	j->e->line = 0;
	if (hj_buf_printf(top, err, OURS " %s\n",
		_("Nothing is stored yet.  To be mended:")) != HJ_OK)
		return (int)err->code;
	for (size_t i = 0; i < n; i++) {
		size_t line = f[i].line != 0 ? f[i].line + n + 1 : 0;
		char said[700];

		(void)snprintf(said, sizeof(said), _("line %zu: %s"), line,
		    f[i].text);
		if (line == 0)
			(void)snprintf(said, sizeof(said), "%s", f[i].text);
		ui_say(j->e->c->ui, "%s", said);
		if (hj_buf_puts(top, OURS " ", err) != HJ_OK ||
		    hj_text_visible(said, strlen(said), false, top, err) !=
			HJ_OK ||
		    hj_buf_putc(top, '\n', err) != HJ_OK)
			return (int)err->code;
		if (j->e->line == 0)
			j->e->line = line;
	}
	return HJ_OK;
}

static int
judge(struct judging *j, struct hj_record **ret, struct hj_error *err)
{
	const struct hj_fieldtext_reader by = { add_fault, put, j };
	struct edit *e = j->e;
	struct hj_fieldtext *t = NULL;
	int rc = hj_fieldtext_read(e->base, (const char *)e->text.data,
	    e->text.len, &by, &t, err);

	j->read = t;
	if (rc == HJ_OK)
		rc = casefile_settle(e->c, hj_fieldtext_record(t), err);
	if (rc == HJ_OK)
		rc = finding_judge(hj_fieldtext_record(t), e->base, add_finding,
		    j, err);
	if (rc == HJ_OK) {
		e->labels = *hj_fieldtext_labels(t);
		*ret = hj_fieldtext_take(t);
	}
	hj_fieldtext_free(t);
	return rc;
}

int
edit_judge(struct edit *e, struct hj_record **ret, struct hj_error *err)
{
	struct judging j = { .e = e, .faults = HJ_BUF(HJ_TEXT_MAX) };
	int rc;

	*ret = NULL;
	hj_buf_reset(&e->faults);
	e->line = 0;
	rc = judge(&j, ret, err);
	if (rc == HJ_EINVAL && j.faults.len != 0) {
		err->code = HJ_OK;
		rc = tell(&j, err);
	}
	hj_buf_clear(&j.faults);
	return rc;
}

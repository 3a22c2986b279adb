#include <string.h>

#include "cli/argument/fieldarg.h"
#include "cli/argument/typed.h"
#include "cli/screen/emit.h"
#include "cli/screen/outfile.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "cli/screen/value.h"

#define MORE_LINE 32 /* "more 812" and its end */

void
fieldargs_clear(struct fieldargs *f)
{
	hj_buf_clear(&f->detail);
}

static int
remember(struct fieldargs *f, const char *path, size_t n, enum hj_path_op op,
    struct hj_error *err)
{
	static const char *const did[] = { [HJ_PATH_SET] = "set ",
		[HJ_PATH_ADD] = "add ",
		[HJ_PATH_REMOVE] = "remove ",
		[HJ_PATH_KNOWN] = "known " };

	if (hj_buf_puts(&f->detail, did[op], err) != HJ_OK ||
	    hj_buf_add(&f->detail, path, n, err) != HJ_OK)
		return (int)err->code;
	return hj_buf_putc(&f->detail, '\n', err);
}

/* What comes along with a value: a calendar, how an age is counted. */
static int
bring(struct fieldargs *f, struct hj_record *r, const struct typed *t,
    const char *path, size_t n, struct hj_error *err)
{
	struct hj_buf whole = HJ_BUF(HJ_LINE_MAX);
	enum hj_path_op op = t->code != NULL ? HJ_PATH_SET : HJ_PATH_REMOVE;
	const char *code = t->code != NULL ? t->code : "";
	int rc;

	if (t->attr == HJ_NATTRS)
		return HJ_OK;
	if ((rc = typed_attr_path(t, path, n, &whole, err)) == HJ_OK &&
	    (rc = hj_path_apply(r, (const char *)whole.data, whole.len, op,
		 code, strlen(code), &f->labels, NULL, err)) == HJ_OK)
		rc = remember(f, (const char *)whole.data, whole.len, op, err);
	hj_buf_clear(&whole);
	return rc;
}

static int
say_typed(struct fieldargs *f, const struct typed *t, const char *path,
    size_t n, struct hj_error *err)
{
	struct hj_buf line = HJ_BUF(HJ_TEXT_MAX);
	const char *text;
	int rc = HJ_OK;

	if (t->sure)
		return HJ_OK;
	if ((rc = hj_buf_add(&line, t->says.data, t->says.len, err)) == HJ_OK &&
	    (rc = hj_buf_text(&line, &text, err)) == HJ_OK)
		ui_say(f->c->ui, _("%.*s is read as: %s"), (int)n, path, text);
	hj_buf_clear(&line);
	return rc;
}

/* Put a value there, read as people write it. */
static int
put(struct fieldargs *f, struct hj_record *r, const char *path, size_t n,
    enum hj_path_op op, const struct hj_buf *value, struct hj_error *err)
{
	const struct typed_how how = { .korean = f->c->korean,
		.dates = f->dates };
	struct typed t = TYPED;
	struct hj_path_field field;
	bool composed = false;
	int rc;

	if ((rc = hj_path_field(r, path, n, op, &f->labels, &field, err)) !=
	    HJ_OK)
		return rc;
	if ((rc = typed_read(&field, &how, (const char *)value->data,
		 value->len, &t, err)) != HJ_OK)
		(void)hj_while(err, "field '%.*s'", (int)(n < 200 ? n : 200),
		    path);
	if (rc == HJ_OK &&
	    (rc = hj_path_apply(r, path, n, op, (const char *)t.value.data,
		 t.value.len, &f->labels, &composed, err)) == HJ_OK &&
	    (rc = remember(f, path, n, op, err)) == HJ_OK &&
	    (rc = bring(f, r, &t, path, n, err)) == HJ_OK)
		rc = say_typed(f, &t, path, n, err);
	f->composed = f->composed || composed;
	typed_clear(&t);
	return rc;
}

int
fieldargs_apply(struct fieldargs *f, struct hj_record *r, const char *arg,
    struct hj_error *err)
{
	struct hj_buf value = HJ_BUF(HJ_CASE_MAX);
	const char *path, *given;
	enum hj_path_op op;
	size_t n;
	int rc;

	if ((rc = hj_path_split(arg, &path, &n, &op, &given, err)) != HJ_OK)
		return rc;
	if (op == HJ_PATH_SET || op == HJ_PATH_ADD) {
		if ((rc = value_read(given, &value, err)) == HJ_OK)
			rc = put(f, r, path, n, op, &value, err);
	} else if ((rc = hj_path_apply(r, path, n, op, given, strlen(given),
			&f->labels, NULL, err)) == HJ_OK) {
		rc = remember(f, path, n, op, err);
	}
	hj_buf_clear(&value);
	return rc;
}

int
fieldargs_apply_all(struct fieldargs *f, struct hj_record *r, char *const *args,
    int n, struct hj_error *err)
{
	for (int i = 0; i < n; i++) {
		const char *equals = strchr(args[i], '=');

		if (equals != NULL && strcmp(equals, "=-") != 0 &&
		    value_fd(equals + 1) < 0)
			ui_warn_history(f->c->ui);
		if (fieldargs_apply(f, r, args[i], err) != HJ_OK)
			return (int)err->code;
	}
	if (f->composed)
		ui_say(f->c->ui, "%s",
		    _("note: some characters came in parts and were put together (Unicode NFC)"));
	return HJ_OK;
}

int
fieldargs_apply_file(struct fieldargs *f, struct hj_record *r, const char *file,
    struct hj_error *err)
{
	struct hj_buf all = HJ_BUF(HJ_CASE_MAX);
	unsigned number = 0;
	size_t at = 0;
	int rc = outfile_read(file, &all, err);

	/* Each line becomes a string of its own, in place. */
	if (rc == HJ_OK)
		rc = hj_buf_putc(&all, '\n', err);
	while (rc == HJ_OK && at < all.len) {
		char *line = (char *)all.data + at;
		char *end = memchr(line, '\n', all.len - at);

		*end = '\0';
		number++;
		at += (size_t)(end - line) + 1;
		if (memchr(line, '\0', (size_t)(end - line)) != NULL)
			rc = hj_fail(err, HJ_EINVAL, "a zero byte");
		else if (line[0] != '\0' && line[0] != '#')
			rc = fieldargs_apply(f, r, line, err);
		if (rc != HJ_OK)
			(void)hj_while(err, "'%s' line %u", file, number);
	}
	hj_buf_clear(&all);
	return rc;
}

/* The paths as far as they fit into an entry, whole lines, and how many more
 * there were: the revision itself has them all. */
static int
add_changes(struct hj_buf *to, const struct hj_buf *changes,
    struct hj_error *err)
{
	const uint8_t *p = changes->data;
	size_t left = changes->len, more = 0;

	while (left != 0) {
		const uint8_t *end = memchr(p, '\n', left);
		size_t n = (size_t)(end - p) + 1;

		if (more != 0 || to->len + n + MORE_LINE > HJ_DETAIL_MAX)
			more++;
		else if (hj_buf_add(to, p, n, err) != HJ_OK)
			return (int)err->code;
		p += n;
		left -= n;
	}
	return more == 0 ? HJ_OK : hj_buf_printf(to, err, "more %zu\n", more);
}

int
fieldargs_detail(struct fieldargs *f, const char *reason, const char **ret,
    struct hj_error *err)
{
	struct hj_buf changes = f->detail;
	int rc = HJ_OK;

	f->detail = HJ_BUF(HJ_TEXT_MAX);
	if (reason != NULL)
		rc = hj_buf_printf(&f->detail, err, "reason %s\n", reason);
	if (rc == HJ_OK)
		rc = add_changes(&f->detail, &changes, err);
	if (rc == HJ_OK)
		rc = hj_buf_text(&f->detail, ret, err);
	hj_buf_clear(&changes);
	return rc;
}

void
fieldargs_say_labels(struct fieldargs *f, const struct hj_record *r)
{
	struct emit *e = f->c->out;

	if (emit_is_json(e))
		emit_map(e);
	for (size_t i = 0; i < f->labels.n; i++) {
		const char *label = f->labels.made[i].label;
		const char *id = f->labels.made[i].id;
		struct hj_node *node = hj_record_find(r, id);

		if (emit_is_json(e)) {
			emit_key(e, label, NULL);
			emit_text(e, id);
		} else if (node != NULL) {
			ui_say(f->c->ui, "+%s = %s[%s]", label, node->name, id);
		}
	}
	if (emit_is_json(e))
		emit_end(e);
}

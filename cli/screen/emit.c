#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "cli/screen/emit_form.h"
#include "cli/screen/say.h"
#include "core/base/limits.h"
#include "core/base/text.h"

int
emit_new(bool json, const char *command, FILE *out, struct emit **ret,
    struct hj_error *err)
{
	struct emit *e = calloc(1, sizeof(*e));

	if (e == NULL)
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	e->form = json ? &emit_json : &emit_plain;
	e->out = out;
	e->err = HJ_ERROR;
	e->err.say = err->say;
	e->scratch = HJ_BUF(HJ_TEXT_MAX);
	e->command = command;
	*ret = e;
	return HJ_OK;
}

void
emit_free(struct emit *e)
{
	if (e == NULL)
		return;
	table_free(e->table);
	hj_buf_clear(&e->scratch);
	free(e);
}

void
emit_abandon(struct emit *e)
{
	e->done = true;
}

bool
emit_is_json(const struct emit *e)
{
	return e->form == &emit_json;
}

static bool
failed(const struct emit *e)
{
	return e->err.code != HJ_OK;
}

bool
emit_is_empty(const struct emit *e)
{
	return !e->begun && !failed(e);
}

static void
nonsense(struct emit *e, const char *what)
{
	(void)hj_fail(&e->err, HJ_EINVAL, "output nested wrongly: %s", what);
}

/* Nothing is printed before there is something: a command that fails first
 * leaves no half of a document. */
static void
begin(struct emit *e)
{
	if (!e->begun)
		e->form->start(e, e->command);
	e->begun = true;
}

/* May a value stand here?  Counts it. */
static bool
value_fits(struct emit *e)
{
	struct emit_level *at = &e->level[e->depth];

	if (failed(e))
		return false;
	if (e->depth == 0 && e->begun) {
		nonsense(e, "a second value at the top");
		return false;
	}
	if (e->depth != 0) {
		bool named = at->scope == EMIT_MAP || at->scope == EMIT_ROW;

		if (named != e->keyed) {
			nonsense(e,
			    named ? "a value without a key"
				  : "a key in a list");
			return false;
		}
	}
	begin(e);
	return true;
}

static void
value_done(struct emit *e)
{
	e->keyed = false;
	e->label = NULL;
	e->level[e->depth].count++;
}

static void
open_scope(struct emit *e, enum emit_scope scope)
{
	if (!value_fits(e))
		return;
	if (e->depth + 1 == EMIT_DEPTH) {
		nonsense(e, "too deep");
		return;
	}
	if (e->level[e->depth].scope == EMIT_TABLE && e->depth != 0) {
		if (scope != EMIT_MAP) {
			nonsense(e, "a row of a table is a map");
			return;
		}
		scope = EMIT_ROW;
	}
	e->form->open(e, scope);
	value_done(e);
	e->depth++;
	e->level[e->depth].scope = scope;
	e->level[e->depth].count = 0;
}

void
emit_map(struct emit *e)
{
	open_scope(e, EMIT_MAP);
}

void
emit_list(struct emit *e)
{
	open_scope(e, EMIT_LIST);
}

void
emit_table(struct emit *e, const struct emit_column *columns, size_t n)
{
	if (failed(e))
		return;
	if (e->columns != NULL) {
		nonsense(e, "a table in a table");
		return;
	}
	e->columns = columns;
	e->ncolumns = n;
	open_scope(e, EMIT_TABLE);
}

void
emit_end(struct emit *e)
{
	enum emit_scope scope;

	if (failed(e))
		return;
	if (e->depth == 0 || e->keyed) {
		nonsense(e, "an end without a beginning");
		return;
	}
	scope = e->level[e->depth].scope;
	if (scope == EMIT_ROW && e->level[e->depth].count != e->ncolumns) {
		nonsense(e, "a row that lacks columns");
		return;
	}
	e->form->close(e, scope);
	e->depth--;
	if (scope == EMIT_TABLE)
		e->columns = NULL;
}

void
emit_key(struct emit *e, const char *key, const char *label)
{
	const struct emit_level *at = &e->level[e->depth];

	if (failed(e))
		return;
	if (e->depth == 0 || e->keyed ||
	    (at->scope != EMIT_MAP && at->scope != EMIT_ROW)) {
		nonsense(e, "a key where none fits");
		return;
	}
	if (at->scope == EMIT_ROW &&
	    (at->count >= e->ncolumns ||
		strcmp(e->columns[at->count].key, key) != 0)) {
		nonsense(e, "a row whose columns are not those of its table");
		return;
	}
	e->column = at->count;
	e->form->key(e, key, label);
	e->label = label;
	e->keyed = true;
}

void
emit_bytes(struct emit *e, const char *p, size_t n)
{
	if (!value_fits(e))
		return;
	e->form->text(e, p, n);
	value_done(e);
}

void
emit_text(struct emit *e, const char *text)
{
	if (text == NULL)
		emit_none(e);
	else
		emit_bytes(e, text, strlen(text));
}

static void
word(struct emit *e, const char *w)
{
	if (!value_fits(e))
		return;
	e->form->word(e, w);
	value_done(e);
}

void
emit_number(struct emit *e, int64_t v)
{
	char w[24];

	(void)snprintf(w, sizeof(w), "%" PRId64, v);
	word(e, w);
}

void
emit_flag(struct emit *e, bool v)
{
	word(e, v ? "true" : "false");
}

void
emit_none(struct emit *e)
{
	word(e, "null");
}

void
emit_time(struct emit *e, int64_t seconds)
{
	char w[32] = "";
	time_t t = (time_t)seconds;
	struct tm tm;

	if (seconds == 0 || gmtime_r(&t, &tm) == NULL) {
		emit_none(e);
		return;
	}
	(void)strftime(w, sizeof(w), "%Y-%m-%dT%H:%M:%SZ", &tm);
	emit_text(e, w);
}

void
emit_say(struct emit *e, const char *fmt, ...)
{
	va_list ap;

	if (emit_is_json(e) || failed(e))
		return;
	va_start(ap, fmt);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
	(void)vfprintf(e->out, fmt, ap);
#pragma GCC diagnostic pop
	va_end(ap);
	(void)fputc('\n', e->out);
}

void
emit_say_bytes(struct emit *e, const char *p, size_t n)
{
	if (emit_is_json(e) || failed(e))
		return;
	hj_buf_reset(&e->scratch);
	if (hj_text_visible(p, n, true, &e->scratch, &e->err) != HJ_OK)
		return;
	(void)fwrite(e->scratch.data, 1, e->scratch.len, e->out);
	(void)fputc('\n', e->out);
}

void
emit_raw(struct emit *e, const void *p, size_t n)
{
	if (!emit_is_json(e) && !failed(e))
		(void)fwrite(p, 1, n, e->out);
}

int
emit_close(struct emit *e, struct hj_error *err)
{
	if (!failed(e) && (e->depth != 0 || e->keyed))
		nonsense(e, "something was not ended");
	if (!failed(e) && !e->done) {
		if (!e->begun && emit_is_json(e))
			emit_none(e);
		e->form->finish(e);
		e->done = true;
	}
	if (!failed(e) && (fflush(e->out) != 0 || ferror(e->out) != 0))
		(void)hj_fail_errno(&e->err, errno, "cannot write the output");
	if (failed(e)) {
		const char *(*say)(const char *) = err->say;

		*err = e->err;
		err->say = say;
	}
	return (int)e->err.code;
}

/*
 * emit.h: what a command has to say, apart from how it looks.
 *
 * A command opens maps and lists and gives values; a filling (struct
 * emit_form) makes text for people or JSON for programs of it:
 * {"hanji":1,"command":"list","data":...}.  The scope stack refuses nonsense:
 * a key in a list, a value without a key in a map, an end too many.  The first
 * error is kept and returned by emit_close(), so that nothing has to be
 * checked in between.
 *
 * Keys are for programs and stable; labels are for people, translated; a value
 * whose label is NULL stands in JSON only.  Text of records goes to people
 * through hj_text_visible().
 */
#ifndef HJ_CLI_EMIT_H
#define HJ_CLI_EMIT_H

#include <stdio.h>

#include "core/base/error.h"

#define EMIT_VERSION 1
#define EMIT_DEPTH 16

struct emit;

/* Columns of a table of maps: the keys of each map, in this order. */
struct emit_column {
	const char *key;
	const char *label; /* N_(); NULL: in JSON only */
	bool right; /* numbers */
};

/* One of the two fillings.  HJ_ENOMEM. */
int emit_new(bool json, const char *command, FILE *out, struct emit **ret,
    struct hj_error *err) HJ_MUST_CHECK;
/* Closes the document; the first error of all calls: HJ_EINVAL for wrong
 * nesting (a fault of ours), HJ_EIO when the output did not take it. */
int emit_close(struct emit *e, struct hj_error *err) HJ_MUST_CHECK;
/* A child process has said everything: closing says nothing more. */
void emit_abandon(struct emit *e);
void emit_free(struct emit *e);

bool emit_is_json(const struct emit *e);
/* Has anything been given to it yet, or could not be?  Lines for people do not
 * count. */
bool emit_is_empty(const struct emit *e);

void emit_map(struct emit *e);
void emit_list(struct emit *e);
/* A list of maps with these keys; columns must live until its end. */
void emit_table(struct emit *e, const struct emit_column *columns, size_t n);
void emit_end(struct emit *e);

void emit_key(struct emit *e, const char *key, const char *label);
void emit_text(struct emit *e, const char *text); /* NULL: none */
void emit_bytes(struct emit *e, const char *p, size_t n);
void emit_number(struct emit *e, int64_t v);
void emit_flag(struct emit *e, bool v);
void emit_none(struct emit *e);
void emit_time(struct emit *e, int64_t seconds); /* UTC, ISO 8601 */

/* Lines for people, left out of JSON: the text is literal or translated. */
void emit_say(struct emit *e, const char *fmt, ...) HJ_PRINTF(2, 3);
/* The same for text of a record: made visible. */
void emit_say_bytes(struct emit *e, const char *p, size_t n);
/* Bytes as they are, left out of JSON: a checkpoint, a grammar.  Never text
 * of a record. */
void emit_raw(struct emit *e, const void *p, size_t n);

#endif

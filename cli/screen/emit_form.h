/* emit_form.h: what a filling of emit.h has to provide. */
#ifndef HJ_CLI_EMIT_FORM_H
#define HJ_CLI_EMIT_FORM_H

#include "cli/screen/emit.h"
#include "cli/screen/table.h"
#include "core/base/buf.h"

enum emit_scope { EMIT_MAP, EMIT_LIST, EMIT_TABLE, EMIT_ROW };

struct emit_level {
	enum emit_scope scope;
	size_t count; /* values so far */
};

struct emit {
	const struct emit_form *form;
	FILE *out;
	const char *command;
	struct hj_error err; /* the first; code HJ_OK: none */
	struct emit_level level[EMIT_DEPTH];
	size_t depth;
	bool keyed; /* a key waits for its value */
	bool begun, done;
	/* Of the text filling. */
	const char *label; /* of the waiting key; NULL: JSON only */
	size_t hidden; /* depth below which nothing is shown; 0: all is */
	const struct emit_column *columns;
	size_t ncolumns, column;
	struct table *table;
	struct hj_buf scratch;
};

struct emit_form {
	void (*start)(struct emit *e, const char *command);
	void (*open)(struct emit *e, enum emit_scope scope);
	void (*close)(struct emit *e, enum emit_scope scope);
	void (*key)(struct emit *e, const char *key, const char *label);
	void (*text)(struct emit *e, const char *p, size_t n);
	void (*word)(struct emit *e, const char *word); /* 17, true, null */
	void (*finish)(struct emit *e);
};

extern const struct emit_form emit_json;
extern const struct emit_form emit_plain;

#endif

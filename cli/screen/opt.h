/*
 * opt.h: options by a table, typed, into a struct.
 *
 * --name VALUE, --name=VALUE, -n VALUE, -nVALUE, -ab for flags.  A lone "-" is
 * an operand (standard input).
 */
#ifndef HJ_CLI_OPT_H
#define HJ_CLI_OPT_H

#include "core/base/error.h"

enum opt_kind {
	OPT_FLAG, /* bool */
	OPT_TEXT, /* const char * */
	OPT_FILE, /* const char *; completed as a file */
	OPT_CHOICE, /* const char *, one of choices */
	OPT_NUMBER, /* uint64_t */
	OPT_FD, /* int */
	OPT_SIZE, /* uint64_t bytes: 512M, 1G */
	OPT_TIME, /* uint64_t seconds: 90, 10m, 8h */
	OPT_EACH, /* struct opt_each: may be given again and again */
};

#define OPT_EACH_MAX 64
struct opt_each {
	const char *v[OPT_EACH_MAX];
	size_t n;
};

struct option_def {
	char letter; /* 0: none */
	const char *name;
	enum opt_kind kind;
	size_t at; /* offsetof() in the struct */
	const char *arg; /* what the value is called: "FILE" */
	const char *const *choices; /* OPT_CHOICE: NULL-ended */
	const char *help; /* N_() */
};

struct opt_table {
	const struct option_def *defs; /* NULL: empty */
	void *to;
};

/*
 * Take the option at argv[*i], and its value from argv[*i + 1] if it needs
 * one; *i then stands on the last word taken.  Tables are searched in order.
 * HJ_EINVAL: unknown (suggests the nearest), value missing or of a wrong form.
 */
int opt_take(const struct opt_table *tables, size_t n, char *const *argv,
    int *i, struct hj_error *err) HJ_MUST_CHECK;

#endif

/*
 * command.h: what a command is.  The table in commands.c is the only list:
 * main, --help, hanji.1, the completions and the README are made from it.
 *
 * A new command is a file cli/cmd_<noun>.c with a `struct command_page` and
 * one row in commands.c.
 */
#ifndef HJ_CLI_COMMAND_H
#define HJ_CLI_COMMAND_H

#include "cli/cli.h"
#include "cli/screen/opt.h"

/* What main provides before run(); a row that does not say NEED_WRITE cannot
 * write by accident, because its vault was opened for reading. */
enum command_need {
	NEED_NOTHING = 0,
	NEED_PLACE = 1 << 0, /* where.dir and where.state are known */
	NEED_VAULT = 1 << 1 | NEED_PLACE, /* and a vault is there */
	NEED_KEYS = 1 << 2 | NEED_VAULT, /* and it is open */
	NEED_WRITE = 1 << 3 | NEED_KEYS, /* and may be changed */
	USE_PAGER = 1 << 4, /* output may be long: on a terminal only */
	USE_WHOLE = 1 << 5, /* reads most of the vault */
	USE_OPEN =
	    1 << 6, /* the vault for reading, if nobody has to be asked */
};

enum command_group { EVERYDAY, ADVANCED };

struct command_example {
	const char *line; /* after "hanji " */
	const char *says; /* N_() */
};

/* What stands beside the code of a command. */
struct command_page {
	const char *text; /* N_(): paragraphs, "\n\n" between */
	const struct option_def *options; /* NULL, or ends with a zero name */
	size_t opt_size; /* of the struct that the options fill, zeroed */
	const struct command_example *examples; /* ends with a NULL line */
	/* 0, an hj_code as in *err, or CLI_USAGE. */
	int (*run)(struct cli *c, const struct args *a, struct hj_error *err);
};

struct command {
	const char *name; /* one word or two: "audit log" */
	const char *alias; /* in Korean */
	enum command_group group;
	unsigned need;
	int min, max; /* operands; max -1: any number */
	const char *operands; /* "CASE [REV]", or "" */
	const char *summary; /* N_() */
	const struct command_page *page;
};

extern const struct command commands[];
extern const size_t ncommands;
extern const struct option_def global_options[];

/* The row for one word (two NULL) or two; NULL: no such command. */
const struct command *command_find(const char *one, const char *two);
/* Is this the first word of commands of two words? */
bool command_is_first(const char *word);
/* HJ_EINVAL with the nearest command; returns CLI_USAGE. */
int command_unknown(const char *one, const char *two, struct hj_error *err);

#endif

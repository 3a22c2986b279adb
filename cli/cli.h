/* cli.h: what main gives a command, and the one failure that is cli's own. */
#ifndef HJ_CLI_CLI_H
#define HJ_CLI_CLI_H

#include "cli/screen/opt.h"
#include "core/base/error.h"
#include "core/vault/vault.h"

struct command;
struct emit;
struct lexicon;
struct ui;

/* What every command accepts, before and after its name. */
struct globals {
	const char *vault;
	int passphrase_fd; /* -1: none */
	const char *key_file; /* NULL: none */
	bool json;
	const char *lang;
	bool yes;
	uint64_t wait; /* seconds */
	bool accept_rollback;
	const char *reason;
	struct opt_each teams; /* the first: of new cases */
	bool help;
};

struct cli {
	const struct command *command;
	const struct globals *global;
	struct emit *out; /* stdout: data */
	struct ui *ui; /* stderr and the terminal: talk */
	struct hj_vault_where where; /* NEED_PLACE and all above it */
	struct hj_vault *vault; /* NEED_KEYS, NEED_WRITE */
	struct lexicon *lexicon; /* lexicon.h; NULL: not asked for yet */
	bool korean; /* labels of schema and vocabulary */
};

struct args {
	const void *opt; /* the command's own struct, filled from its options */
	char *const *rest; /* operands, NULL-ended */
	int nrest;
};

/* A wrong command line: exit status 2.  The error holds the text, the return
 * value says that it was the usage. */
#define CLI_USAGE 64
#define cli_usage(err, ...) (hj_fail((err), HJ_EINVAL, __VA_ARGS__), CLI_USAGE)

/*
 * The exit status of cli.md for what a command returned.
 *
 * A command that fails on its way may have printed the first part of its
 * answer.  As JSON that part is never a document: the last bytes, "}" and a
 * line feed, are written only when everything before them was right.  As text
 * it may look whole, so programs look at the status before they believe
 * stdout.
 */
int cli_status(int rc);

/* The reader of stdout went away before the end ("hanji list | head"): not
 * said, because he knows; exit status 141, that of a program which SIGPIPE
 * ended, because not everything was said. */
#define CLI_UNREAD 65

#endif

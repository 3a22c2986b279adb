#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <sodium.h>

#include "cli/access/place.h"
#include "cli/access/process.h"
#include "cli/access/renew.h"
#include "cli/argument/teamarg.h"
#include "cli/command.h"
#include "cli/screen/emit.h"
#include "cli/screen/help.h"
#include "cli/screen/pager.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "cli/screen/value.h"
#include "cli/wording/lexicon.h"

#define KEPT_MAX 16

/* The command line, taken apart. */
struct line {
	struct globals global;
	const struct command *command;
	void *opt;
	char **rest;
	int nrest;
	bool version;
};

int
cli_status(int rc)
{
	if (rc == CLI_USAGE)
		return 2;
	if (rc == CLI_UNREAD)
		return 141;
	switch ((enum hj_code)rc) {
	case HJ_OK:
		return 0;
	case HJ_ENOMEM:
	case HJ_EIO:
		return 1;
	case HJ_EINVAL:
	case HJ_ELIMIT:
	case HJ_EEXISTS:
	case HJ_EVERSION:
		return 3;
	case HJ_ENOTFOUND:
	case HJ_EAMBIGUOUS:
		return 4;
	case HJ_EAUTH:
		return 5;
	case HJ_ECORRUPT:
		return 6;
	case HJ_EBUSY:
		return 7;
	case HJ_EREFUSED:
		return 8;
	case HJ_EINTERRUPTED:
		return 130;
	}
	return 1;
}

/* The language is needed before the rest can be complained about. */
static const char *
spoken(char *const *argv)
{
	for (int i = 1; argv[i] != NULL; i++) {
		if (strncmp(argv[i], "--lang=", 7) == 0)
			return argv[i] + 7;
		if (strcmp(argv[i], "--lang") == 0 && argv[i + 1] != NULL)
			return argv[i + 1];
	}
	return NULL;
}

/* The first word, or the first two, of what is no option.  `next` may be the
 * second of a command whose first is one by itself: "codes", "codes add". */
static int
take_name(struct line *l, const char *word, const char *next,
    const char **first, struct hj_error *err)
{
	if (*first != NULL)
		l->command = command_find(*first, word);
	else if (next == NULL || command_find(word, next) == NULL)
		l->command = command_find(word, NULL);
	if (l->command == NULL && *first == NULL && command_is_first(word)) {
		*first = word;
		return HJ_OK;
	}
	if (l->command == NULL)
		return *first != NULL ? command_unknown(*first, word, err)
				      : command_unknown(word, NULL, err);
	if (l->command->page->opt_size != 0 &&
	    (l->opt = calloc(1, l->command->page->opt_size)) == NULL)
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	return HJ_OK;
}

static int
take_apart(int argc, char *argv[], struct line *l, struct hj_error *err)
{
	const char *first = NULL;
	bool only_operands = false;
	int rc;

	l->global.passphrase_fd = -1;
	if ((l->rest = calloc((size_t)argc + 1, sizeof(*l->rest))) == NULL)
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	for (int i = 1; i < argc; i++) {
		char *word = argv[i];
		struct opt_table tables[2] = { { global_options, &l->global },
			{ l->command != NULL ? l->command->page->options : NULL,
			    l->opt } };

		if (!only_operands && strcmp(word, "--") == 0) {
			only_operands = true;
		} else if (!only_operands && strcmp(word, "--version") == 0) {
			l->version = true;
		} else if (!only_operands && word[0] == '-' && word[1] != 0) {
			if (opt_take(tables, 2, argv, &i, err) != HJ_OK)
				return CLI_USAGE;
		} else if (l->command == NULL) {
			if ((rc = take_name(l, word, argv[i + 1], &first,
				 err)) != HJ_OK)
				return rc;
		} else {
			l->rest[l->nrest++] = word;
		}
	}
	if (l->command == NULL && first != NULL && !l->global.help)
		return command_unknown(first, NULL, err);
	return HJ_OK;
}

static int
count_operands(const struct line *l, struct hj_error *err)
{
	const struct command *c = l->command;
	char operands[HELP_WORDS];

	help_words(c->operands, operands);
	if (l->nrest < c->min)
		return cli_usage(err,
		    "'%s' needs %s; 'hanji %s --help' shows examples", c->name,
		    operands, c->name);
	if (c->max >= 0 && l->nrest > c->max)
		return cli_usage(err,
		    "'%s' does not take '%s'; 'hanji %s --help' shows examples",
		    c->name, l->rest[c->max], c->name);
	return HJ_OK;
}

/* Descriptors that the command line names stay open, no others. */
static void
close_others(const struct line *l)
{
	const struct option_def *d =
	    l->command != NULL ? l->command->page->options : NULL;
	int keep[KEPT_MAX];
	size_t n = 0;

	if (l->global.passphrase_fd > 2)
		keep[n++] = l->global.passphrase_fd;
	for (; d != NULL && d->name != NULL && n < KEPT_MAX; d++) {
		int fd = -1;

		if (d->kind == OPT_FD)
			memcpy(&fd, (const uint8_t *)l->opt + d->at,
			    sizeof(fd));
		if (fd > 2)
			keep[n++] = fd;
	}
	for (int i = 0; i < l->nrest && n < KEPT_MAX; i++) {
		const char *at = strstr(l->rest[i], "@fd:");

		if (at != NULL && value_fd(at) > 2)
			keep[n++] = value_fd(at);
	}
	process_close_inherited(keep, n);
}

/* A command that does without a vault goes without a home folder, too. */
static int
open_if_easy(struct cli *c, const struct line *l, struct place *place,
    struct hj_error *err)
{
	struct hj_error none = HJ_ERROR;

	if (place_find(&l->global, place, &none) != HJ_OK)
		return HJ_OK;
	c->where.dir = place->dir;
	c->where.state = place->state;
	return place_try(c, err);
}

/* What the row needs, then the command, then the proof that it was heard. */
static int
serve(struct cli *c, const struct line *l, struct hj_error *err)
{
	const struct args a = { .opt = l->opt,
		.rest = l->rest,
		.nrest = l->nrest };
	unsigned need = l->command->need;
	struct place place;
	pid_t pager = 0;
	int rc;

	if ((rc = count_operands(l, err)) != HJ_OK ||
	    (rc = ui_new(&l->global, &c->ui, err)) != HJ_OK)
		return rc;
	if ((need & NEED_PLACE) != 0) {
		if ((rc = place_find(&l->global, &place, err)) != HJ_OK)
			return rc;
		c->where.dir = place.dir;
		c->where.state = place.state;
	}
	if ((need & USE_OPEN) != 0 &&
	    (rc = open_if_easy(c, l, &place, err)) != HJ_OK)
		return rc;
	if ((need & NEED_KEYS) == NEED_KEYS &&
	    (rc = place_open(c, (need & NEED_WRITE) == NEED_WRITE, &c->vault,
		 err)) != HJ_OK)
		return rc;
	if ((need & NEED_KEYS) == NEED_KEYS &&
	    (rc = teamarg_use(c, err)) != HJ_OK)
		return rc;
	if ((need & NEED_KEYS) == NEED_KEYS &&
	    (rc = renew_rows(c, (need & NEED_WRITE) == NEED_WRITE, err)) !=
		HJ_OK)
		return rc;
	if ((need & USE_PAGER) != 0 && !l->global.json)
		pager = pager_start();
	rc = emit_new(l->global.json, l->command->name, stdout, &c->out, err);
	if (rc == HJ_OK)
		rc = l->command->page->run(c, &a, err);
	/* A command that failed has said nothing, or JSON would lie. */
	if (rc == HJ_OK && (l->global.json || !emit_is_empty(c->out)))
		rc = emit_close(c->out, err);
	if (rc == HJ_OK && fflush(stdout) != 0)
		rc = hj_fail_errno(err, errno, "cannot write the output");
	/* The reader may stop reading when he has seen enough. */
	if (rc == HJ_EIO && ferror(stdout) != 0 && process_reader_left())
		rc = pager > 0 ? HJ_OK : CLI_UNREAD;
	pager_wait(pager);
	return rc;
}

static int
start(struct line *l, bool korean, struct hj_error *err)
{
	struct cli c = { .command = l->command,
		.global = &l->global,
		.korean = korean };
	int rc = HJ_OK;

	if (l->version)
		(void)printf("hanji %s\n", HJ_VERSION);
	else if (l->command == NULL)
		help_overview(stdout, korean);
	else if (l->global.help)
		help_command(l->command, stdout, korean);
	else
		rc = serve(&c, l, err);
	emit_free(c.out);
	lexicon_forget(&c);
	hj_vault_close(c.vault);
	ui_free(c.ui);
	return rc;
}

/* Output that did not reach its place is a failure, not a detail. */
static int
close_stdout(int rc, struct hj_error *err)
{
	bool bad = fflush(stdout) != 0 || ferror(stdout) != 0;

	if (bad && rc == HJ_OK && process_reader_left())
		rc = CLI_UNREAD;
	bad = fclose(stdout) != 0 || bad;
	if (bad && rc == HJ_OK)
		return hj_fail_errno(err, errno, "cannot write the output");
	return rc;
}

int
main(int argc, char *argv[])
{
	struct hj_error err = HJ_ERROR;
	struct line l = { .command = NULL };
	char buffer[1 << 14];
	bool korean;
	int rc;

	process_harden();
	korean = say_start(spoken(argv));
	err.say = say_format;
	/* Output is plaintext: its buffer is ours to wipe. */
	(void)setvbuf(stdout, buffer, _IOFBF, sizeof(buffer));
	rc = take_apart(argc, argv, &l, &err);
	if (rc == HJ_OK) {
		close_others(&l);
		rc = start(&l, korean, &err);
	}
	rc = close_stdout(rc, &err);
	sodium_memzero(buffer, sizeof(buffer));
	if (rc != HJ_OK && rc != CLI_UNREAD)
		ui_say(NULL, "hanji: %s", err.text);
	free(l.opt);
	free(l.rest);
	return cli_status(rc);
}

/*
 * command_world.h: whole commands, called in this process on an open vault.
 */
#ifndef HJ_TESTS_COMMAND_WORLD_H
#define HJ_TESTS_COMMAND_WORLD_H

#include <fcntl.h>
#include <locale.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include "tests/unit/vault_world.h"

#include "cli/command.h"
#include "cli/screen/emit.h"
#include "cli/screen/ui.h"
#include "cli/wording/lexicon.h"
#include "tests/unit/page_world.h"
#include "tests/unit/wrap.h"

#define WORDS 48
#define SAID ((size_t)1 << 20)

struct command_line {
	const struct world *world;
	struct hj_vault *vault; /* NULL: could not be opened anew */
	bool write, json, korean;
	char text[1024];
	char *word[WORDS + 1];
	/* What was printed, by way of `out`, which needs no memory. */
	FILE *out;
	char buffer[BUFSIZ];
	char said[SAID];
	size_t len;
	int null;
};

/* Cut into words; "~" is a space in one, "{f}" an id. */
static inline void
type(struct command_line *l, const char *line, const char *id)
{
	const char *at = strstr(line, "{f}");
	size_t n = 0;

	(void)snprintf(l->text, sizeof(l->text), "%.*s%s%s",
	    at != NULL ? (int)(at - line) : (int)strlen(line), line,
	    at != NULL ? id : "", at != NULL ? at + 3 : "");
	l->word[n++] = (char *)(uintptr_t) "hanji";
	for (char *s = strtok(l->text, " "); s != NULL; s = strtok(NULL, " ")) {
		assert_true(n < WORDS);
		for (char *p = s; *p != '\0'; p++)
			if (*p == '~')
				*p = ' ';
		l->word[n++] = s;
	}
	l->word[n] = NULL;
}

/* Nothing of it asks for memory that could fail. */
static inline const struct command *
understood(const struct command_line *l, struct globals *g, void *opt,
    char **rest, int *nrest)
{
	const struct command *c =
	    l->word[2] != NULL ? command_find(l->word[1], l->word[2]) : NULL;
	struct hj_error err = HJ_ERROR;
	int from = c != NULL ? 3 : 2;

	if (c == NULL)
		c = command_find(l->word[1], NULL);
	if (c == NULL)
		fail_msg("no command: %s", l->word[1]);
	for (int i = from; l->word[i] != NULL; i++) {
		const struct opt_table tables[] = { { global_options, g },
			{ c->page->options, opt } };

		if (l->word[i][0] != '-' || l->word[i][1] == '\0')
			rest[(*nrest)++] = l->word[i];
		else if (opt_take(tables, 2, l->word, &i, &err) != HJ_OK)
			fail_msg("%s", err.text);
	}
	assert_true(*nrest >= c->min && (c->max < 0 || *nrest <= c->max));
	return c;
}

/* What commands say on stderr would hide what the tests say. */
static inline int
hush(const struct command_line *l)
{
	int kept = dup(STDERR_FILENO);

	(void)fflush(stderr);
	assert_true(dup2(l->null, STDERR_FILENO) == STDERR_FILENO);
	return kept;
}

static inline void
speak(int kept)
{
	(void)fflush(stderr);
	assert_true(dup2(kept, STDERR_FILENO) == STDERR_FILENO);
	(void)close(kept);
}

static inline int
serve(struct cli *c, const struct args *a, FILE *out, struct hj_error *err)
{
	int rc;

	if ((rc = ui_new(c->global, &c->ui, err)) == HJ_OK &&
	    (rc = emit_new(c->global->json, c->command->name, out, &c->out,
		 err)) == HJ_OK &&
	    (rc = c->command->page->run(c, a, err)) == HJ_OK &&
	    (c->global->json || !emit_is_empty(c->out)))
		rc = emit_close(c->out, err);
	emit_free(c->out);
	lexicon_forget(c);
	ui_free(c->ui);
	return rc;
}

/* What was printed, before the next is. */
static inline void
forget(struct command_line *l)
{
	rewind(l->out);
	assert_int_equal(ftruncate(fileno(l->out), 0), 0);
}

/* As main.c does it.  What it says to the person is not looked at. */
static inline int
run_command(struct command_line *l, struct hj_error *err)
{
	static max_align_t opt[1024];
	struct globals g = { .passphrase_fd = -1, .json = l->json };
	char *rest[WORDS + 1] = { NULL };
	struct cli c = { .global = &g,
		.where = where(l->world),
		.vault = l->vault,
		.korean = l->korean };
	struct args a = { .opt = opt, .rest = rest };
	int rc, kept;

	memset(opt, 0, sizeof(opt));
	c.command = understood(l, &g, opt, rest, &a.nrest);
	assert_true(c.command->page->opt_size <= sizeof(opt));
	kept = hush(l);
	rc = serve(&c, &a, l->out, err);
	speak(kept);
	l->vault = c.vault; /* some open it anew */
	assert_int_equal(fflush(l->out), 0);
	rewind(l->out);
	l->len = fread(l->said, 1, SAID - 1, l->out);
	l->said[l->len] = '\0';
	return rc;
}

static inline struct command_line *
new_line(const struct world *w, bool write)
{
	struct command_line *l = calloc(1, sizeof(*l));

	assert_non_null(l);
	l->world = w;
	l->write = write;
	l->vault = open_vault(w, write);
	assert_non_null(l->out =
			    fdopen(memfd_create("out", MFD_CLOEXEC), "r+"));
	assert_true((l->null = open("/dev/null", O_WRONLY)) >= 0);
	(void)setvbuf(l->out, l->buffer, _IOFBF, sizeof(l->buffer));
	return l;
}

static inline void
free_line(struct command_line *l)
{
	hj_vault_close(l->vault);
	(void)fclose(l->out);
	(void)close(l->null);
	free(l);
}

/* What a state folder of the program would be. */
static inline void
make_command_world(struct world *w)
{
	char below[sizeof(w->state)];

	make_world(w);
	(void)snprintf(below, sizeof(below), "%s/xdg", w->top);
	assert_int_equal(mkdir(below, 0700), 0);
	(void)snprintf(below, sizeof(below), "%s/xdg/hanji", w->top);
	assert_int_equal(rename(w->state, below), 0);
	memcpy(w->state, below, sizeof(below));
}

/* By the program itself, which has its helpers beside it. */
static inline void
run_program(const struct world *w, const char *words)
{
	char program[PATH_MAX], command[3 * PATH_MAX];

	beside("hanji", program);
	(void)snprintf(command, sizeof(command),
	    "echo 'a long passphrase' | XDG_STATE_HOME=%s/xdg %s "
	    "--passphrase-fd 0 --vault %s %s >%s/said 2>&1 || "
	    "{ cat %s/said; exit 1; }",
	    w->top, program, w->dir, words, w->top, w->top);
	assert_int_equal(system(command), 0);
}

#endif

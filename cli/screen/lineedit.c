#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <readline/readline.h>
#include <sodium.h>

#include "cli/access/process.h"
#include "cli/screen/lineedit.h"

/*
 * readline(3) calls back without a context, so that what the callbacks need
 * must be static: who completes, and the line once it is whole.
 */
static struct {
	ui_complete_fn *complete;
	void *with;
	size_t state;
	bool done;
	char *line;
} now;

static char *
next_candidate(const char *typed, int again)
{
	const char *found;

	if (again == 0)
		now.state = 0;
	if (now.complete == NULL)
		return NULL;
	found = now.complete(now.with, typed, &now.state);
	return found != NULL ? strdup(found) : NULL;
}

/* The whole line is one word: a label may hold spaces. */
static char **
candidates(const char *typed, int start, int end)
{
	(void)start;
	(void)end;
	rl_attempted_completion_over = 1;
	return rl_completion_matches(typed, next_candidate);
}

static void
on_line(char *line)
{
	now.done = true;
	now.line = line;
	rl_callback_handler_remove();
}

static void
prepare(FILE *in, FILE *out, ui_complete_fn *complete, void *with)
{
	now.complete = complete;
	now.with = with;
	now.done = false;
	now.line = NULL;
	rl_readline_name = "hanji";
	rl_instream = in;
	rl_outstream = out;
	rl_catch_signals = 0; /* ours set a flag, which the loop below reads */
	rl_catch_sigwinch = 0;
	rl_attempted_completion_function = candidates;
	rl_completer_word_break_characters = "";
	rl_completion_append_character = '\0';
	(void)rl_variable_bind("enable-bracketed-paste", "off");
	(void)rl_variable_bind("completion-ignore-case", "on");
}

/* readline(3) keeps the text of the line and every undo step. */
static void
wipe(void)
{
	rl_free_undo_list();
	if (rl_line_buffer != NULL)
		sodium_memzero(rl_line_buffer, strlen(rl_line_buffer));
	if (now.line != NULL)
		sodium_memzero(now.line, strlen(now.line));
	free(now.line);
	now.line = NULL;
}

static int
wait_for_line(int tty, struct hj_error *err)
{
	while (!now.done) {
		if (!process_wait(tty)) {
			rl_callback_handler_remove();
			(void)dprintf(tty, "\n");
			return process_check(err);
		}
		rl_callback_read_char();
	}
	if (now.line == NULL)
		return hj_fail(err, HJ_ENOTFOUND, "the input ended");
	return HJ_OK;
}

int
lineedit_read(int tty, const char *prompt, ui_complete_fn *complete, void *with,
    struct hj_buf *to, struct hj_error *err)
{
	int in = dup(tty);
	int out = dup(tty);
	FILE *from = in >= 0 ? fdopen(in, "r") : NULL;
	FILE *onto = out >= 0 ? fdopen(out, "w") : NULL;
	int rc;

	if (from == NULL || onto == NULL) {
		rc = hj_fail_errno(err, errno, "cannot use the terminal");
		goto out;
	}
	prepare(from, onto, complete, with);
	rl_callback_handler_install(prompt, on_line);
	if ((rc = wait_for_line(tty, err)) == HJ_OK)
		rc = hj_buf_puts(to, now.line, err);
	wipe();
out:
	if (from != NULL)
		(void)fclose(from);
	else if (in >= 0)
		(void)close(in);
	if (onto != NULL)
		(void)fclose(onto);
	else if (out >= 0)
		(void)close(out);
	rl_instream = NULL;
	rl_outstream = NULL;
	return rc;
}

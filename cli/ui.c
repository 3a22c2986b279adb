#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "cli/cli.h"
#include "cli/lineedit.h"
#include "cli/process.h"
#include "cli/say.h"
#include "cli/ui.h"
#include "core/limits.h"
#include "core/text.h"

#define PASSPHRASE_MAX 1024

struct ui {
	const struct globals *g;
	int tty; /* -1: nobody to ask */
	bool warned;
};

int
ui_new(const struct globals *g, struct ui **ret, struct hj_error *err)
{
	struct ui *u = calloc(1, sizeof(*u));

	if (u == NULL)
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	u->g = g;
	u->tty = -1;
	/* A script that pipes into us has nobody at the keyboard, even when
	 * it was itself started from a terminal. */
	if (isatty(STDIN_FILENO) && isatty(STDERR_FILENO))
		u->tty = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
	*ret = u;
	return HJ_OK;
}

void
ui_free(struct ui *u)
{
	if (u == NULL)
		return;
	if (u->tty >= 0)
		(void)close(u->tty);
	free(u);
}

bool
ui_is_terminal(const struct ui *u)
{
	return u->tty >= 0;
}

bool
ui_passphrase_is_piped(const struct ui *u)
{
	return u->g->passphrase_fd >= 0;
}

void
ui_say(struct ui *u, const char *fmt, ...)
{
	struct hj_buf line = HJ_BUF(HJ_LINE_MAX);
	struct hj_error err = HJ_ERROR;
	char text[1024];
	va_list ap;

	(void)u;
	va_start(ap, fmt);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
	(void)vsnprintf(text, sizeof(text), fmt, ap);
#pragma GCC diagnostic pop
	va_end(ap);
	if (hj_text_visible(text, strlen(text), true, &line, &err) == HJ_OK) {
		(void)fwrite(line.data, 1, line.len, stderr);
		(void)fputc('\n', stderr);
	}
	hj_buf_clear(&line);
}

int
ui_line(struct ui *u, const char *prompt, ui_complete_fn *complete, void *with,
    struct hj_buf *to, struct hj_error *err)
{
	if (u->tty < 0)
		return hj_fail(err, HJ_EINVAL,
		    "nobody to ask: give the value as an argument, or '-' to read it from standard input");
	return lineedit_read(u->tty, prompt, complete, with, to, err);
}

int
ui_confirm(struct ui *u, const char *question, bool *ret, struct hj_error *err)
{
	struct hj_buf line = HJ_BUF(HJ_LINE_MAX);
	const char *s = "";
	int rc;

	if (u->g->yes) {
		*ret = true;
		return HJ_OK;
	}
	if (u->tty < 0)
		return hj_fail(err, HJ_EINVAL,
		    "nobody to ask: give --yes to agree to: %s", question);
	(void)dprintf(u->tty, "%s\n", question);
	do {
		hj_buf_reset(&line);
		/* TRANSLATORS: y and n are accepted besides 예 and 아니요. */
		rc = lineedit_read(u->tty, _("yes or no? "), NULL, NULL, &line,
		    err);
		if (rc != HJ_OK || (rc = hj_buf_text(&line, &s, err)) != HJ_OK)
			break;
		*ret = s[0] == 'y' || s[0] == 'Y' || strcmp(s, "예") == 0 ||
		    strcmp(s, "네") == 0;
	} while (!*ret && s[0] != 'n' && s[0] != 'N' &&
	    strncmp(s, "아니", strlen("아니")) != 0);
	hj_buf_clear(&line);
	return rc;
}

/* One line, byte by byte: what follows it is for the next reader. */
static int
read_secret_line(int fd, struct hj_secret **ret, struct hj_error *err)
{
	struct hj_secret *s = NULL;
	size_t n = 0;
	ssize_t k = 0;

	if (hj_secret_new(PASSPHRASE_MAX, &s, err) != HJ_OK)
		return (int)err->code;
	for (;;) {
		uint8_t *at = hj_secret_bytes(s) + n;

		k = read(fd, at, 1);
		if (k < 0 && errno == EINTR && !process_interrupted())
			continue;
		if (k <= 0 || *at == '\n')
			break;
		if (++n == PASSPHRASE_MAX) {
			hj_secret_free(s);
			return hj_fail(err, HJ_ELIMIT,
			    "the passphrase is longer than %d bytes",
			    PASSPHRASE_MAX);
		}
	}
	if (k <= 0 && n == 0) {
		bool stopped = process_interrupted();

		hj_secret_free(s);
		if (stopped)
			return process_check(err);
		return hj_fail(err, HJ_EAUTH, "no passphrase was given");
	}
	hj_secret_shorten(s, n);
	*ret = s;
	return HJ_OK;
}

/* Echo off, read, echo on again, whatever happens in between. */
static int
type_secret(int tty, const char *prompt, struct hj_secret **ret,
    struct hj_error *err)
{
	struct termios before, quiet;
	sigset_t stop, old;
	int rc;

	if (tcgetattr(tty, &before) != 0)
		return hj_fail_errno(err, errno, "cannot use the terminal");
	/* Ctrl-Z would leave the shell without echo. */
	(void)sigemptyset(&stop);
	(void)sigaddset(&stop, SIGTSTP);
	(void)sigprocmask(SIG_BLOCK, &stop, &old);
	quiet = before;
	quiet.c_lflag &= ~(tcflag_t)ECHO;
	quiet.c_lflag |= ICANON | ISIG;
	(void)tcsetattr(tty, TCSAFLUSH, &quiet);
	(void)dprintf(tty, "%s", prompt);
	rc = read_secret_line(tty, ret, err);
	(void)tcsetattr(tty, TCSAFLUSH, &before);
	(void)dprintf(tty, "\n");
	(void)sigprocmask(SIG_SETMASK, &old, NULL);
	return rc;
}

int
ui_passphrase(struct ui *u, const char *prompt, struct hj_secret **ret,
    struct hj_error *err)
{
	if (u->g->passphrase_fd >= 0)
		return read_secret_line(u->g->passphrase_fd, ret, err);
	if (u->tty < 0)
		return hj_fail(err, HJ_EAUTH,
		    "the vault is locked and nobody can be asked: use --passphrase-fd N, or 'hanji unlock' first");
	return type_secret(u->tty, prompt, ret, err);
}

int
ui_value_fd(const char *arg)
{
	const char *digits = arg + strlen("@fd:");
	struct hj_error err = HJ_ERROR;
	uint64_t v;

	if (strncmp(arg, "@fd:", strlen("@fd:")) != 0 ||
	    hj_text_number(digits, strlen(digits), 0, 65535, &v, &err) != HJ_OK)
		return -1;
	return (int)v;
}

static int
read_all(int fd, struct hj_buf *to, struct hj_error *err)
{
	size_t from = to->len;

	for (;;) {
		uint8_t *at;
		ssize_t k;

		if (hj_buf_extend(to, 4096, &at, err) != HJ_OK)
			return (int)err->code;
		do
			k = read(fd, at, 4096);
		while (k < 0 && errno == EINTR && !process_interrupted());
		to->len -= k > 0 ? 4096 - (size_t)k : 4096;
		if (k < 0 && errno == EINTR)
			return process_check(err);
		if (k < 0)
			return hj_fail_errno(err, errno,
			    "cannot read the value from descriptor %d", fd);
		if (k == 0)
			break;
	}
	if (to->len > from && to->data[to->len - 1] == '\n')
		to->len--;
	return HJ_OK;
}

int
ui_value(struct ui *u, const char *arg, struct hj_buf *to, struct hj_error *err)
{
	(void)u;
	if (strcmp(arg, "-") == 0)
		return read_all(STDIN_FILENO, to, err);
	if (ui_value_fd(arg) >= 0)
		return read_all(ui_value_fd(arg), to, err);
	return hj_buf_puts(to, arg, err);
}

void
ui_warn_history(struct ui *u)
{
	if (u->warned || u->tty < 0)
		return;
	u->warned = true;
	ui_say(u, "%s",
	    _("note: what stands in the arguments stays in the shell's history; without values the command asks instead, and '-' reads standard input"));
}

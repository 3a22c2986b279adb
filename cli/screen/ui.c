#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "cli/access/process.h"
#include "cli/cli.h"
#include "cli/screen/lineedit.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "core/base/limits.h"
#include "core/base/text.h"

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

int
ui_tty(const struct ui *u)
{
	return u->tty;
}

bool
ui_passphrase_is_piped(const struct ui *u)
{
	return u->g->passphrase_fd >= 0;
}

void
ui_say_bytes(struct ui *u, const char *p, size_t n)
{
	struct hj_buf line = HJ_BUF(HJ_TEXT_MAX);
	struct hj_error err = HJ_ERROR;

	(void)u;
	if (hj_text_visible(p, n, true, &line, &err) == HJ_OK)
		(void)fwrite(line.data, 1, line.len, stderr);
	else /* not silently: whoever waits must know that it failed */
		(void)fprintf(stderr, "hanji: %s", _("out of memory"));
	(void)fputc('\n', stderr);
	hj_buf_clear(&line);
}

void
ui_say(struct ui *u, const char *fmt, ...)
{
	char text[1024];
	va_list ap;

	va_start(ap, fmt);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
	(void)vsnprintf(text, sizeof(text), fmt, ap);
#pragma GCC diagnostic pop
	va_end(ap);
	ui_say_bytes(u, text, strlen(text));
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

static bool
is_yes(const char *s)
{
	return s[0] == 'y' || s[0] == 'Y' || strcmp(s, "예") == 0 ||
	    strcmp(s, "네") == 0;
}

static bool
is_no(const char *s)
{
	return s[0] == 'n' || s[0] == 'N' ||
	    strncmp(s, "아니", strlen("아니")) == 0;
}

int
ui_ask(struct ui *u, const char *question, bool *ret, struct hj_error *err)
{
	struct hj_buf line = HJ_BUF(HJ_LINE_MAX);
	const char *s = "";
	int rc;

	(void)dprintf(u->tty, "%s\n", question);
	do {
		hj_buf_reset(&line);
		rc = lineedit_read(u->tty, _("yes or no? "), NULL, NULL, &line,
		    err);
		if (rc != HJ_OK || (rc = hj_buf_text(&line, &s, err)) != HJ_OK)
			break;
		*ret = is_yes(s);
	} while (!*ret && !is_no(s));
	hj_buf_clear(&line);
	return rc;
}

int
ui_confirm(struct ui *u, const char *question, bool *ret, struct hj_error *err)
{
	if (u->g->yes) {
		*ret = true;
		return HJ_OK;
	}
	if (u->tty < 0)
		return hj_fail(err, HJ_EINVAL,
		    "nobody to ask: give --yes to agree to: %s", question);
	return ui_ask(u, question, ret, err);
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

		if (!process_wait(fd)) {
			k = 0;
			n = 0;
			break;
		}
		k = read(fd, at, 1);
		if (k < 0 && errno == EINTR)
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

/* Echo off (unless it is to be seen), read, echo on again, whatever happens in
 * between. */
static int
type_secret(int tty, const char *prompt, bool seen, struct hj_secret **ret,
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
	if (!seen)
		quiet.c_lflag &= ~(tcflag_t)ECHO;
	quiet.c_lflag |= ICANON | ISIG;
	(void)tcsetattr(tty, TCSAFLUSH, &quiet);
	(void)dprintf(tty, "%s", prompt);
	rc = read_secret_line(tty, ret, err);
	(void)tcsetattr(tty, TCSAFLUSH, &before);
	if (!seen)
		(void)dprintf(tty, "\n");
	(void)sigprocmask(SIG_SETMASK, &old, NULL);
	return rc;
}

/* One keyboard composes Hangul, another sends the parts: the same key must
 * come of both. */
static int
normalise(struct hj_secret **s, struct hj_error *err)
{
	struct hj_buf nfc = HJ_BUF(4 * PASSPHRASE_MAX);
	struct hj_secret *composed = NULL;
	bool changed = false;
	int rc;

	rc = hj_text_nfc((const char *)hj_secret_peek(*s), hj_secret_len(*s),
	    &nfc, &changed, err);
	if (rc == HJ_OK && changed &&
	    (rc = hj_secret_copy(nfc.data, nfc.len, &composed, err)) == HJ_OK) {
		hj_secret_free(*s);
		*s = composed;
	}
	hj_buf_clear(&nfc);
	return rc != HJ_EINVAL
	    ? rc
	    : hj_fail(err, HJ_EAUTH, "the passphrase is not text in UTF-8");
}

static int
composed(int rc, struct hj_secret *s, struct hj_secret **ret,
    struct hj_error *err)
{
	if (rc == HJ_OK)
		rc = normalise(&s, err);
	if (rc == HJ_OK)
		*ret = s;
	else
		hj_secret_free(s);
	return rc;
}

int
ui_passphrase_from(struct ui *u, int fd, struct hj_secret **ret,
    struct hj_error *err)
{
	struct hj_secret *s = NULL;
	int rc = read_secret_line(fd, &s, err);

	(void)u;
	return composed(rc, s, ret, err);
}

int
ui_passphrase_typed(struct ui *u, const char *prompt, const char *missing,
    struct hj_secret **ret, struct hj_error *err)
{
	struct hj_secret *s = NULL;
	int rc;

	if (u->tty < 0)
		return hj_fail(err, HJ_EAUTH, "%s", hj_said(err, missing));
	rc = type_secret(u->tty, prompt, false, &s, err);
	return composed(rc, s, ret, err);
}

int
ui_words_typed(struct ui *u, const char *prompt, struct hj_secret **ret,
    struct hj_error *err)
{
	return type_secret(u->tty, prompt, true, ret, err);
}

int
ui_passphrase(struct ui *u, const char *prompt, struct hj_secret **ret,
    struct hj_error *err)
{
	if (u->g->passphrase_fd >= 0)
		return ui_passphrase_from(u, u->g->passphrase_fd, ret, err);
	return ui_passphrase_typed(u, prompt,
	    N_("no passphrase and nobody to ask: use --passphrase-fd N, or 'hanji unlock' first"),
	    ret, err);
}

void
ui_show_secret(struct ui *u, const char *intro, const struct hj_secret *s)
{
	(void)dprintf(u->tty, "%s\n\n    %.*s\n\n", intro,
	    (int)hj_secret_len(s), (const char *)hj_secret_peek(s));
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

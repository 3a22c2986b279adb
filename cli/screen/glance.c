#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "cli/access/process.h"
#include "cli/screen/glance.h"
#include "cli/screen/say.h"
#include "cli/screen/table.h"
#include "cli/screen/ui.h"
#include "core/base/limits.h"
#include "core/base/text.h"

#define COLUMNS 80 /* where nobody says how many there are */

/* xterm's, and of everything that came after it. */
#define OTHER_SCREEN "\033[?1049h"
#define EMPTY "\033[2J\033[H"
#define BACK EMPTY "\033[?1049l"

static void
put(int tty, const char *p, size_t n)
{
	while (n > 0) {
		ssize_t k = write(tty, p, n);

		if (k < 0 && errno == EINTR)
			continue;
		if (k <= 0)
			return;
		p += k;
		n -= (size_t)k;
	}
}

static void
say(int tty, const char *s)
{
	put(tty, s, strlen(s));
}

static bool
has_other_screen(void)
{
	const char *term = getenv("TERM");

	return term != NULL && *term != '\0' && strcmp(term, "dumb") != 0;
}

static size_t
columns(int tty)
{
	struct winsize w;

	return ioctl(tty, TIOCGWINSZ, &w) == 0 && w.ws_col > 20 ? w.ws_col
								: COLUMNS;
}

/* Whatever else was typed by then is no answer to anything. */
static int
wait_for_key(int tty, struct hj_error *err)
{
	char key;
	ssize_t k;

	do {
		if (!process_wait(tty))
			return process_check(err);
		k = read(tty, &key, 1);
	} while (k < 0 && errno == EINTR);
	(void)tcflush(tty, TCIFLUSH);
	return HJ_OK;
}

void
glance_open(struct glance *g, struct ui *u)
{
	*g = (struct glance){ .ui = u };
	if (ui_tty(u) < 0 || !has_other_screen())
		return;
	(void)fflush(stderr);
	say(ui_tty(u), OTHER_SCREEN EMPTY);
	g->open = true;
}

void
glance_close(struct glance *g)
{
	if (!g->open)
		return;
	(void)fflush(stderr);
	say(ui_tty(g->ui), BACK);
	g->open = false;
}

static int
on_other_screen(int tty, const char *above, const struct hj_buf *text,
    struct hj_error *err)
{
	say(tty, EMPTY);
	say(tty, above);
	say(tty, "\r\n\r\n    ");
	put(tty, (const char *)text->data, text->len);
	say(tty, "\r\n\r\n");
	say(tty, _("Press a key: it is taken away."));
	return wait_for_key(tty, err);
}

/* As much as stands on one line beside the prompt. */
static size_t
piece(const char *p, size_t n, size_t width)
{
	size_t len = 0;

	while (len < n) {
		uint32_t c;
		size_t k = hj_text_decode(p + len, n - len, &c);

		if (k == 0 || table_width(p, len + k) > width)
			break;
		len += k;
	}
	return len != 0 ? len : n;
}

static int
on_a_line(int tty, const char *above, const struct hj_buf *text,
    struct hj_error *err)
{
	const char *p = (const char *)text->data,
		   *prompt = _("  (press a key)");
	size_t left = text->len, wide = table_width(prompt, strlen(prompt));
	size_t all = columns(tty) - 1;
	int rc = HJ_OK;

	say(tty, above);
	say(tty, "\r\n");
	while (left > 0 && rc == HJ_OK) {
		size_t n = piece(p, left, all > wide ? all - wide : 1);

		put(tty, p, n);
		say(tty, prompt);
		rc = wait_for_key(tty, err);
		say(tty, "\r");
		for (size_t i = 0; i < all; i++)
			say(tty, " ");
		say(tty, "\r");
		p += n;
		left -= n;
	}
	return rc;
}

int
glance_show(struct glance *g, const char *above, const char *text, size_t n,
    struct hj_error *err)
{
	struct hj_buf visible = HJ_BUF(HJ_TEXT_MAX);
	struct termios before, raw;
	sigset_t stop, old;
	int tty = ui_tty(g->ui), rc;

	if (tty < 0)
		return hj_fail(err, HJ_EINVAL,
		    "this is shown on a terminal only");
	if ((rc = hj_text_visible(text, n, false, &visible, err)) != HJ_OK)
		return rc;
	if (tcgetattr(tty, &before) != 0) {
		rc = hj_fail_errno(err, errno, "cannot use the terminal");
		goto out;
	}
	/* Ctrl-Z would leave it on the screen. */
	(void)sigemptyset(&stop);
	(void)sigaddset(&stop, SIGTSTP);
	(void)sigprocmask(SIG_BLOCK, &stop, &old);
	raw = before;
	raw.c_lflag &= ~(tcflag_t)(ECHO | ICANON);
	raw.c_cc[VMIN] = 1;
	raw.c_cc[VTIME] = 0;
	(void)tcsetattr(tty, TCSAFLUSH, &raw);
	rc = g->open ? on_other_screen(tty, above, &visible, err)
		     : on_a_line(tty, above, &visible, err);
	glance_close(g);
	(void)tcsetattr(tty, TCSAFLUSH, &before);
	(void)sigprocmask(SIG_SETMASK, &old, NULL);
out:
	hj_buf_clear(&visible);
	return rc;
}

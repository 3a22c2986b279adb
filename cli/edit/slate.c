#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include "cli/access/host.h"
#include "cli/access/process.h"
#include "cli/edit/slate_own.h"
#include "core/file/file.h"

#define TICK_MS 500

struct slate {
	pid_t keeper;
	int socket;
	int dir;
	char path[PATH_MAX]; /* "": the keeper's alone */
	int tty; /* -1: none */
	struct termios before;
	struct stat seen; /* the file as we know it */
	bool editing; /* the terminal may be as the editor needs it */
};

/* ---- the keeper ---- */

static int
check_fence(const struct slate_how *how, struct hj_error *err)
{
	if (how->force || (host_landlock() > 0 && host_seccomp()))
		return HJ_OK;
	return hj_fail(err, HJ_EREFUSED,
	    "this kernel cannot keep an editor from leaving copies elsewhere (no Landlock, or no seccomp): use 'hanji update', or --force with an editor that you trust");
}

static int
start_keeper(struct slate *s, const struct slate_how *how, struct hj_error *err)
{
	int ends[2];

	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0)
		return hj_fail_errno(err, errno, "cannot make a socket");
	(void)fflush(NULL);
	if ((s->keeper = fork()) == 0) {
		int kept = dup2(ends[1], STDERR_FILENO + 1);

		/* Nothing else of ours. */
		(void)close_range(STDERR_FILENO + 2, ~0u, 0);
		(void)fcntl(kept, F_SETFD, FD_CLOEXEC);
		slate_keep(kept, how, err);
	}
	(void)close(ends[1]);
	s->socket = ends[0];
	return s->keeper > 0
	    ? HJ_OK
	    : hj_fail_errno(err, errno, "cannot start a process");
}

static int
hear_hello(struct slate *s, struct hj_error *err)
{
	struct slate_hello hello;
	struct iovec data = { &hello, sizeof(hello) };
	union {
		char room[CMSG_SPACE(sizeof(int))];
		struct cmsghdr align;
	} control;
	struct msghdr m = { .msg_iov = &data,
		.msg_iovlen = 1,
		.msg_control = &control,
		.msg_controllen = sizeof(control.room) };
	const struct cmsghdr *c;
	ssize_t n;

	do
		n = recvmsg(s->socket, &m, MSG_CMSG_CLOEXEC);
	while (n < 0 && errno == EINTR);
	if (n != sizeof(hello))
		return hj_fail(err, HJ_EIO,
		    "the process that keeps the editor's folder did not start");
	if (hello.err.code != HJ_OK)
		return hj_fail(err, hello.err.code, "%s", hello.err.text);
	if ((c = CMSG_FIRSTHDR(&m)) == NULL || c->cmsg_type != SCM_RIGHTS)
		return hj_fail(err, HJ_EIO,
		    "the process that keeps the editor's folder did not start");
	memcpy(&s->dir, CMSG_DATA(c), sizeof(s->dir));
	memcpy(s->path, hello.path, sizeof(s->path));
	return HJ_OK;
}

/* ---- opening and closing ---- */

/* Only where it may have been left as the editor needs it. */
void
slate_reset_screen(int tty)
{
	/* Out of the other screen, cursor on, keys and pasting as usual. */
	static const char usual[] = "\033[?1049l\033[?25h\033[?2004l\033[?1l"
				    "\033>\033[0m\r";
	const char *term = getenv("TERM");

	if (tty < 0 || term == NULL || strcmp(term, "dumb") == 0)
		return;
	if (write(tty, usual, sizeof(usual) - 1) < 0)
		return;
}

static void
put_terminal_back(const struct slate *s)
{
	if (s->tty < 0)
		return;
	(void)tcsetattr(s->tty, TCSADRAIN, &s->before);
	slate_reset_screen(s->tty);
}

void
slate_close(struct slate *s)
{
	int status;

	if (s == NULL)
		return;
	if (s->socket >= 0)
		(void)close(s->socket);
	while (s->keeper > 0 && waitpid(s->keeper, &status, 0) < 0 &&
	    errno == EINTR)
		continue;
	/* The keeper has done it, unless it was killed. */
	if (s->dir >= 0) {
		slate_folder_remove(s->dir, s->path);
		(void)close(s->dir);
	}
	if (s->editing)
		put_terminal_back(s);
	if (s->tty >= 0)
		(void)close(s->tty);
	free(s);
}

int
slate_open(const struct slate_how *how, struct slate **ret,
    struct hj_error *err)
{
	struct slate *s;
	int rc;

	if ((rc = check_fence(how, err)) != HJ_OK ||
	    (rc = how->program->check(err)) != HJ_OK)
		return rc;
	if ((s = calloc(1, sizeof(*s))) == NULL)
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	s->socket = s->dir = s->tty = -1;
	if (how->terminal)
		s->tty = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC);
	if (s->tty >= 0 && tcgetattr(s->tty, &s->before) != 0) {
		(void)close(s->tty);
		s->tty = -1;
	}
	if ((rc = start_keeper(s, how, err)) == HJ_OK)
		rc = hear_hello(s, err);
	if (rc == HJ_OK)
		*ret = s;
	else
		slate_close(s);
	return rc;
}

/* ---- the file ---- */

/* Was it written since we looked last? */
static bool
was_written(struct slate *s)
{
	struct stat now;

	if (fstatat(s->dir, SLATE_FILE, &now, AT_SYMLINK_NOFOLLOW) != 0)
		return false;
	if (now.st_ino == s->seen.st_ino && now.st_size == s->seen.st_size &&
	    now.st_mtim.tv_sec == s->seen.st_mtim.tv_sec &&
	    now.st_mtim.tv_nsec == s->seen.st_mtim.tv_nsec)
		return false;
	s->seen = now;
	return true;
}

int
slate_begin(struct slate *s, int *ret, struct hj_error *err)
{
	*ret = openat(s->dir, SLATE_FILE,
	    O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (*ret < 0)
		return hj_fail_errno(err, errno,
		    "cannot write into the editor's folder");
	return HJ_OK;
}

int
slate_write(struct slate *s, const void *p, size_t n, struct hj_error *err)
{
	int fd, rc;

	if ((rc = slate_begin(s, &fd, err)) != HJ_OK)
		return rc;
	rc = hj_fd_write(fd, SLATE_FILE, p, n, err);
	(void)close(fd);
	(void)was_written(s);
	return rc;
}

int
slate_read(struct slate *s, struct hj_buf *to, struct hj_error *err)
{
	int fd = openat(s->dir, SLATE_FILE,
	    O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	struct stat st;
	uint8_t *room;
	size_t got = 0;
	int rc;

	if (fd < 0)
		return hj_fail(err, HJ_ENOTFOUND,
		    "the editor left no file behind");
	if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode))
		rc = hj_fail(err, HJ_ENOTFOUND,
		    "the editor left no file behind");
	else if ((rc = hj_buf_extend(to, (size_t)st.st_size, &room, err)) ==
	    HJ_OK) {
		rc = hj_fd_read(fd, SLATE_FILE, room, (size_t)st.st_size, &got,
		    err);
		to->len -= (size_t)st.st_size - got;
	}
	(void)close(fd);
	return rc;
}

/* ---- the editor ---- */

static int
wait_for_end(struct slate *s, const struct slate_watch *w,
    struct slate_done *ret, struct hj_error *err)
{
	for (;;) {
		struct pollfd p = { .fd = s->socket, .events = POLLIN };
		int n = poll(&p, 1, TICK_MS);
		ssize_t got;

		if (process_interrupted())
			return process_check(err);
		if (n <= 0) {
			if (w->saved != NULL && was_written(s))
				w->saved(w->to);
			continue;
		}
		got = recv(s->socket, ret, sizeof(*ret), 0);
		if (got == sizeof(*ret))
			return HJ_OK;
		if (got >= 0 || errno != EINTR)
			return hj_fail(err, HJ_EIO,
			    "the process that keeps the editor's folder was ended");
	}
}

int
slate_edit(struct slate *s, size_t line, const struct slate_watch *w,
    struct slate_end *ret, struct hj_error *err)
{
	const struct slate_order order = { line };
	struct sigaction ignore = { .sa_handler = SIG_IGN }, interrupt, quit;
	struct slate_done done = { 0 };
	int rc = HJ_OK;

	/* Ctrl-C goes to both of us; it is the editor's. */
	(void)sigaction(SIGINT, &ignore, &interrupt);
	(void)sigaction(SIGQUIT, &ignore, &quit);
	if (send(s->socket, &order, sizeof(order), MSG_NOSIGNAL) !=
	    sizeof(order))
		rc = hj_fail(err, HJ_EIO,
		    "the process that keeps the editor's folder was ended");
	if (rc == HJ_OK)
		rc = wait_for_end(s, w, &done, err);
	(void)sigaction(SIGINT, &interrupt, NULL);
	(void)sigaction(SIGQUIT, &quit, NULL);
	if (rc == HJ_OK) {
		ret->status =
		    WIFEXITED(done.status) ? WEXITSTATUS(done.status) : -1;
		ret->signal =
		    WIFSIGNALED(done.status) ? WTERMSIG(done.status) : 0;
	}
	s->editing = rc != HJ_OK;
	if (rc == HJ_OK && ret->signal != 0)
		put_terminal_back(s);
	return rc;
}

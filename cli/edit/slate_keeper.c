#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli/edit/slate_own.h"
#include "core/confine/fence.h"

#define PATIENCE_MS 300 /* for the editor to put the screen back */
#define LARGEST ((rlim_t)64 << 20) /* file that an editor may write */
#define GENERATIONS 8

struct keeper {
	const struct slate_how *how;
	int owner; /* socket */
	int tty; /* -1: none */
	pid_t group; /* of the owner: the terminal's foreground */
	struct slate_folder folder;
	pid_t editor; /* 0: none */
	int alive; /* its pidfd */
};

/* ---- the editor ---- */

static void
give_terminal(const struct keeper *k)
{
	int in = k->tty >= 0 ? k->tty : STDIN_FILENO;
	int out = k->tty >= 0 ? k->tty : STDERR_FILENO;

	(void)dup2(in, STDIN_FILENO);
	(void)dup2(out, STDOUT_FILENO);
	(void)dup2(out, STDERR_FILENO);
}

static bool
fence(const struct keeper *k)
{
	const char *tty = ttyname(STDIN_FILENO);
	const char *writable[] = { k->folder.path, "/dev/null", "/dev/tty",
		tty != NULL ? tty : "/dev/null",
		k->folder.covers_tmp ? "/tmp" : "/dev/null",
		k->folder.covers_tmp ? "/var/tmp" : "/dev/null" };
	struct hj_error err = HJ_ERROR;
	struct hj_fence_report r;

	return hj_fence(writable, HJ_LEN(writable), k->how->program->display,
		   &r, &err) == HJ_OK &&
	    ((r.landlock > 0 && r.filter) || k->how->force);
}

static _Noreturn void
run_editor(const struct keeper *k, size_t line)
{
	const struct rlimit size = { LARGEST, LARGEST };
	struct sigaction usual = { .sa_handler = SIG_DFL };
	pid_t keeper = getppid();
	sigset_t none;

	(void)prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
	if (getppid() != keeper)
		_exit(127);
	(void)setpgid(0, k->group);
	for (int sig = 1; sig < NSIG; sig++)
		(void)sigaction(sig, &usual, NULL);
	(void)sigemptyset(&none);
	(void)sigprocmask(SIG_SETMASK, &none, NULL);
	(void)setrlimit(RLIMIT_FSIZE, &size);
	give_terminal(k);
	if (close_range(STDERR_FILENO + 1, ~0u, 0) == 0 && fence(k))
		k->how->program->become(k->folder.path, SLATE_FILE, line);
	_exit(127);
}

static void
reap(struct keeper *k, int *status)
{
	while (waitpid(k->editor, status, 0) < 0 && errno == EINTR)
		continue;
	(void)close(k->alive);
	k->editor = 0;
	k->alive = -1;
}

static bool
start_editor(struct keeper *k, size_t line)
{
	int status;

	if ((k->editor = fork()) == 0)
		run_editor(k, line);
	if (k->editor < 0) {
		k->editor = 0;
		return false;
	}
	if ((k->alive = pidfd_open(k->editor, 0)) >= 0)
		return true;
	(void)kill(k->editor, SIGKILL);
	reap(k, &status);
	return false;
}

/* What the editor left running has become our child (subreaper). */
static void
kill_orphans(void)
{
	char path[64];

	(void)snprintf(path, sizeof(path), "/proc/self/task/%d/children",
	    (int)getpid());
	for (int i = 0; i < GENERATIONS; i++) {
		FILE *f = fopen(path, "re");
		int pid, n = 0;

		while (f != NULL && fscanf(f, "%d", &pid) == 1) {
			(void)kill(pid, SIGKILL);
			n++;
		}
		if (f != NULL)
			(void)fclose(f);
		if (n == 0)
			return;
		while (waitpid(-1, NULL, 0) > 0)
			continue;
	}
}

static void
end_editor(struct keeper *k)
{
	struct pollfd p = { .fd = k->alive, .events = POLLIN };
	int status;

	if (k->editor > 0) {
		/* One that was stopped must be able to hear it. */
		(void)kill(k->editor, SIGHUP);
		(void)kill(k->editor, SIGCONT);
		if (poll(&p, 1, PATIENCE_MS) <= 0)
			(void)kill(k->editor, SIGKILL);
		reap(k, &status);
		slate_reset_screen(k->tty);
	}
	kill_orphans();
}

/* ---- the owner ---- */

static void
say_hello(const struct keeper *k, const struct hj_error *err)
{
	struct slate_hello hello = { .err = *err };
	struct iovec data = { &hello, sizeof(hello) };
	union {
		char room[CMSG_SPACE(sizeof(int))];
		struct cmsghdr align;
	} control = { .room = "" };
	struct msghdr m = { .msg_iov = &data, .msg_iovlen = 1 };
	struct cmsghdr *c;

	hello.err.say = NULL;
	if (k->folder.fd >= 0) {
		if (!k->folder.hidden)
			memcpy(hello.path, k->folder.path, sizeof(hello.path));
		m.msg_control = &control;
		m.msg_controllen = sizeof(control.room);
		c = CMSG_FIRSTHDR(&m);
		c->cmsg_level = SOL_SOCKET;
		c->cmsg_type = SCM_RIGHTS;
		c->cmsg_len = CMSG_LEN(sizeof(int));
		memcpy(CMSG_DATA(c), &k->folder.fd, sizeof(int));
	}
	while (sendmsg(k->owner, &m, MSG_NOSIGNAL) < 0 && errno == EINTR)
		continue;
}

static void
say_done(const struct keeper *k, int status)
{
	const struct slate_done done = { status };

	while (send(k->owner, &done, sizeof(done), MSG_NOSIGNAL) < 0 &&
	    errno == EINTR)
		continue;
}

/* false: the owner is gone. */
static bool
obey(struct keeper *k)
{
	struct slate_order order;
	ssize_t n = recv(k->owner, &order, sizeof(order), 0);

	if (n < 0 && errno == EINTR)
		return true;
	if (n != sizeof(order))
		return false;
	if (k->editor == 0 && !start_editor(k, order.line))
		say_done(k, 127 << 8);
	return true;
}

static void
serve(struct keeper *k)
{
	for (;;) {
		struct pollfd p[2] = { { .fd = k->owner, .events = POLLIN },
			{ .fd = k->alive, .events = POLLIN } };
		int status = 0;

		if (poll(p, 2, -1) < 0)
			continue;
		if (p[1].revents != 0) {
			reap(k, &status);
			say_done(k, status);
		}
		if (p[0].revents != 0 && !obey(k))
			return;
	}
}

/* The terminal's keys and hang-ups are for owner and editor. */
static void
ignore_signals(void)
{
	static const int signals[] = { SIGINT, SIGQUIT, SIGTERM, SIGHUP,
		SIGTSTP, SIGTTOU, SIGTTIN, SIGPIPE, SIGXFSZ };
	struct sigaction sa = { .sa_handler = SIG_IGN };

	for (size_t i = 0; i < HJ_LEN(signals); i++)
		(void)sigaction(signals[i], &sa, NULL);
}

_Noreturn void
slate_keep(int to_owner, const struct slate_how *how, struct hj_error *err)
{
	struct keeper k = { .how = how,
		.owner = to_owner,
		.tty = -1,
		.group = getpgrp(),
		.folder = { .fd = -1 },
		.alive = -1 };

	ignore_signals();
	/* A group of its own: who kills ours leaves it to wipe. */
	(void)setpgid(0, 0);
	(void)prctl(PR_SET_NAME, "hanji-keeper", 0, 0, 0);
	(void)prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
	if (how->terminal)
		k.tty = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC);
	if (slate_folder_make(how->program, &k.folder, err) == HJ_OK) {
		say_hello(&k, err);
		serve(&k);
		end_editor(&k);
		slate_folder_remove(k.folder.fd,
		    k.folder.hidden ? "" : k.folder.path);
	} else {
		say_hello(&k, err);
	}
	_exit(0);
}

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "core/confine/confine.h"
#include "core/confine/helper.h"

#define TICK_MS 100
#define PIECE 16384
/* A program that the sanitizers watch takes several times as long. */
#ifdef HJ_SANITIZED
#define SLOWER 6
#else
#define SLOWER 1
#endif

/* A pipe whose ends are above the three that the helper gets, so that moving
 * one there cannot overwrite the other. */
static int
make_pipe(int ret[static 2], struct hj_error *err)
{
	int low[2];

	if (pipe2(low, O_CLOEXEC) != 0)
		return hj_fail_errno(err, errno, "cannot make a pipe");
	for (int i = 0; i < 2; i++) {
		ret[i] = fcntl(low[i], F_DUPFD_CLOEXEC, 3);
		if (ret[i] < 0)
			(void)hj_fail_errno(err, errno, "cannot make a pipe");
		(void)close(low[i]);
	}
	return ret[0] < 0 || ret[1] < 0 ? (int)err->code : HJ_OK;
}

static void
drop(int *fd)
{
	if (*fd >= 0)
		(void)close(*fd);
	*fd = -1;
}

static int
spawn(const char *program, const char *const *words, int in, int out,
    pid_t *ret)
{
	char *argv[HJ_HELPER_WORDS + 2] = { (char *)(uintptr_t)program };
	char *const envp[] = { (char *)(uintptr_t) "LC_ALL=C.UTF-8", NULL };
	posix_spawn_file_actions_t fds;
	posix_spawnattr_t attr;
	sigset_t none, all;
	int e;

	for (size_t i = 0; i < HJ_HELPER_WORDS && words[i] != NULL; i++)
		argv[i + 1] = (char *)(uintptr_t)words[i];
	(void)sigemptyset(&none);
	(void)sigfillset(&all);
	if ((e = posix_spawn_file_actions_init(&fds)) != 0)
		return e;
	if ((e = posix_spawnattr_init(&attr)) != 0)
		goto out_fds;
	/* A group of its own: Ctrl-C on the terminal is ours to handle. */
	if ((e = posix_spawnattr_setflags(&attr,
		 POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF |
		     POSIX_SPAWN_SETPGROUP)) != 0 ||
	    (e = posix_spawnattr_setsigmask(&attr, &none)) != 0 ||
	    (e = posix_spawnattr_setsigdefault(&attr, &all)) != 0 ||
	    (e = posix_spawn_file_actions_adddup2(&fds, in, 0)) != 0 ||
	    (e = posix_spawn_file_actions_adddup2(&fds, out, 1)) != 0)
		goto out;
#ifndef HJ_SANITIZED
	/* The reports of the sanitizers go to descriptor 2. */
	e = posix_spawn_file_actions_addopen(&fds, 2, "/dev/null", O_WRONLY, 0);
	if (e != 0)
		goto out;
#endif
	if ((e = posix_spawn_file_actions_addclosefrom_np(&fds, 3)) == 0)
		e = posix_spawn(ret, program, &fds, &attr, argv, envp);
out:
	(void)posix_spawnattr_destroy(&attr);
out_fds:
	(void)posix_spawn_file_actions_destroy(&fds);
	return e;
}

int
hj_helper_start(const char *program, int input, struct hj_helper *ret,
    struct hj_error *err)
{
	const char *const none[] = { NULL };

	return hj_helper_start_for(program, none, input, ret, err);
}

int
hj_helper_start_for(const char *program, const char *const *words, int input,
    struct hj_helper *ret, struct hj_error *err)
{
	int in[2] = { -1, -1 }, out[2] = { -1, -1 };
	struct hj_helper h = HJ_HELPER;
	int e, rc;

	if (input < 0)
		rc = make_pipe(in, err);
	else if ((in[0] = fcntl(input, F_DUPFD_CLOEXEC, 3)) < 0)
		rc = hj_fail_errno(err, errno, "cannot pass the input");
	else
		rc = HJ_OK;
	if (rc != HJ_OK || (rc = make_pipe(out, err)) != HJ_OK)
		goto out;
	e = spawn(program, words, in[0], out[1], &h.pid);
	if (e == ENOENT || e == EACCES)
		rc = hj_fail(err, HJ_ENOTFOUND,
		    "cannot start '%s': the installation is not whole",
		    program);
	else if (e != 0)
		rc = hj_fail_errno(err, e, "cannot start '%s'", program);
	if (rc != HJ_OK)
		goto out;
	h.to = in[1];
	h.from = out[0];
	in[1] = out[0] = -1;
	*ret = h;
out:
	drop(&in[0]);
	drop(&in[1]);
	drop(&out[0]);
	drop(&out[1]);
	return rc;
}

/* Processor time used so far in ns; 0 when it is gone. */
static uint64_t
used(const struct hj_helper *h)
{
	struct timespec t;
	clockid_t clock;

	if (h->pid <= 0 || clock_getcpuclockid(h->pid, &clock) != 0 ||
	    clock_gettime(clock, &t) != 0)
		return 0;
	return (uint64_t)t.tv_sec * 1000000000 + (uint64_t)t.tv_nsec;
}

void
hj_helper_rest(struct hj_helper *h)
{
	h->rested = used(h);
}

static int
watch(struct hj_helper *h, const struct hj_helper_watch *w,
    struct hj_error *err)
{
	if (w->stop != NULL && w->stop(w->to))
		return hj_fail(err, HJ_EINTERRUPTED, "interrupted");
	if (w->cpu_ms == 0 ||
	    used(h) <= h->rested + w->cpu_ms * SLOWER * 1000000)
		return HJ_OK;
	(void)kill(h->pid, SIGKILL);
	return hj_fail(err, HJ_ELIMIT,
	    "stopped after %u seconds of computing on one piece",
	    (unsigned)(w->cpu_ms / 1000));
}

int
hj_helper_read(struct hj_helper *h, uint8_t *p, size_t n, size_t *got,
    const struct hj_helper_watch *w, struct hj_error *err)
{
	for (;;) {
		struct pollfd from = { .fd = h->from, .events = POLLIN };
		ssize_t k;
		int r;

		if (watch(h, w, err) != HJ_OK)
			return (int)err->code;
		if ((r = poll(&from, 1, TICK_MS)) < 0 && errno != EINTR)
			return hj_fail_errno(err, errno, "cannot wait");
		if (r <= 0)
			continue;
		if ((k = read(h->from, p, n)) >= 0) {
			*got = (size_t)k;
			return HJ_OK;
		}
		if (errno != EINTR)
			return hj_fail_errno(err, errno, "cannot read a pipe");
	}
}

/* write(2) without dying of SIGPIPE when the helper stopped reading: core
 * may not change what the program does with signals. */
static ssize_t
write_quietly(int fd, const uint8_t *p, size_t n)
{
	const struct timespec now = { 0, 0 };
	sigset_t pipe, before, waiting;
	ssize_t k;
	int e;

	(void)sigemptyset(&pipe);
	(void)sigaddset(&pipe, SIGPIPE);
	(void)sigpending(&waiting);
	(void)pthread_sigmask(SIG_BLOCK, &pipe, &before);
	k = write(fd, p, n);
	e = errno;
	if (k < 0 && e == EPIPE && sigismember(&waiting, SIGPIPE) == 0)
		while (sigtimedwait(&pipe, NULL, &now) < 0 && errno == EINTR)
			continue;
	(void)pthread_sigmask(SIG_SETMASK, &before, NULL);
	errno = e;
	return k;
}

/* Returns how much went in; closes the input when it was the rest. */
static size_t
feed(struct hj_helper *h, const uint8_t *p, size_t n)
{
	ssize_t k = n == 0 ? 0 : write_quietly(h->to, p, n);

	if (k < 0 && (errno == EAGAIN || errno == EINTR))
		return 0;
	if (k < 0 || (size_t)k == n) {
		drop(&h->to);
		return n;
	}
	return (size_t)k;
}

int
hj_helper_exchange(struct hj_helper *h, const uint8_t *p, size_t n,
    struct hj_buf *to, const struct hj_helper_watch *w, struct hj_error *err)
{
	uint8_t *piece;

	if (h->to >= 0 && fcntl(h->to, F_SETFL, O_NONBLOCK) != 0)
		return hj_fail_errno(err, errno, "cannot prepare a pipe");
	for (;;) {
		struct pollfd fds[2] = { { .fd = h->from, .events = POLLIN },
			{ .fd = h->to, .events = POLLOUT } };
		size_t got = 0, fed;
		int r, rc;

		if (watch(h, w, err) != HJ_OK)
			return (int)err->code;
		if ((r = poll(fds, 2, TICK_MS)) < 0 && errno != EINTR)
			return hj_fail_errno(err, errno, "cannot wait");
		if (r <= 0)
			continue;
		if (h->to >= 0 && fds[1].revents != 0) {
			fed = feed(h, p, n);
			p += fed;
			n -= fed;
		}
		if (fds[0].revents == 0)
			continue;
		if (hj_buf_extend(to, PIECE, &piece, err) != HJ_OK)
			return (int)err->code;
		rc = hj_helper_read(h, piece, PIECE, &got, w, err);
		to->len -= PIECE - (rc == HJ_OK ? got : 0);
		if (rc != HJ_OK)
			return rc;
		if (got == 0)
			return HJ_OK;
	}
}

void
hj_helper_end(struct hj_helper *h, uint64_t patience_ms,
    struct hj_helper_end *ret)
{
	const struct timespec nap = { 0, 2000000 };
	int status = 0;
	pid_t r;

	*ret = (struct hj_helper_end){ .status = -1 };
	drop(&h->to);
	drop(&h->from);
	if (h->pid <= 0)
		return;
	for (uint64_t ms = 0; (r = waitpid(h->pid, &status, WNOHANG)) == 0;
	     ms += 2) {
		if (ms >= patience_ms)
			(void)kill(h->pid, SIGKILL);
		(void)nanosleep(&nap, NULL);
	}
	h->pid = 0;
	if (r > 0 && WIFEXITED(status))
		ret->status = WEXITSTATUS(status);
	else if (r > 0 && WIFSIGNALED(status))
		ret->signal = WTERMSIG(status);
}

int
hj_helper_errand(const char *program, const struct hj_buf *in,
    struct hj_buf *out, const struct hj_helper_watch *w, uint64_t patience_ms,
    struct hj_helper_end *ret, struct hj_error *err)
{
	struct hj_helper h = HJ_HELPER;
	int rc = hj_helper_start(program, -1, &h, err);

	if (rc == HJ_OK)
		rc = hj_helper_exchange(&h, in->data, in->len, out, w, err);
	hj_helper_end(&h, patience_ms, ret);
	return rc;
}

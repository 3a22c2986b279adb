#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli/access/process.h"
#include "cli/screen/say.h"

#define LOOK_AGAIN_MS 100

/* A signal handler can reach nothing else: the one mutable static. */
static volatile sig_atomic_t interrupted;

static void
on_interrupt(int sig)
{
	(void)sig;
	interrupted = 1;
}

/* Only calls that are safe in a signal handler: no translation, so both. */
static void
on_crash(int sig)
{
	static const char text[] =
	    "hanji: damaged: run hanji check\n"
	    "hanji: 손상되었습니다. hanji check를 실행하십시오\n";

	(void)sig;
	if (write(STDERR_FILENO, text, sizeof(text) - 1) < 0)
		_exit(6);
	_exit(6);
}

static void
catch_signals(void)
{
	static const int crashes[] = { SIGSEGV, SIGBUS, SIGABRT };
	static const int stops[] = { SIGINT, SIGTERM, SIGHUP };
	struct sigaction sa = { .sa_handler = on_interrupt };

	(void)sigemptyset(&sa.sa_mask);
	/* No SA_RESTART: a waiting read(2) must come back. */
	for (size_t i = 0; i < HJ_LEN(stops); i++)
		(void)sigaction(stops[i], &sa, NULL);
	sa.sa_handler = SIG_IGN;
	(void)sigaction(SIGPIPE, &sa, NULL);
	/* A file that may not grow is an error of write(2), with a message. */
	(void)sigaction(SIGXFSZ, &sa, NULL);
	sa.sa_handler = on_crash;
	sa.sa_flags = (int)SA_RESETHAND;
#if !defined(__SANITIZE_ADDRESS__)
	for (size_t i = 0; i < HJ_LEN(crashes); i++)
		(void)sigaction(crashes[i], &sa, NULL);
#else
	(void)crashes;
#endif
}

void
process_harden(void)
{
	const struct rlimit none = { 0, 0 };

	(void)prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
	(void)setrlimit(RLIMIT_CORE, &none);
	(void)umask(077);
	catch_signals();
}

static bool
kept(int fd, const int *keep, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (keep[i] == fd)
			return true;
	return false;
}

void
process_close_inherited(const int *keep, size_t n)
{
	int from = 3;
	int highest = 2;

	for (size_t i = 0; i < n; i++)
		if (keep[i] > highest)
			highest = keep[i];
	for (; from <= highest; from++)
		if (!kept(from, keep, n))
			(void)close(from);
	(void)close_range((unsigned)from, ~0u, 0);
}

bool
process_interrupted(void)
{
	return interrupted != 0;
}

bool
process_wait(int fd)
{
	struct pollfd p = { .fd = fd, .events = POLLIN };

	/* A signal just before poll(2) does not wake it: look again. */
	while (!process_interrupted())
		if (poll(&p, 1, LOOK_AGAIN_MS) > 0)
			return true;
	return false;
}

bool
process_reader_left(void)
{
	struct pollfd p = { .fd = STDOUT_FILENO, .events = POLLOUT };

	return poll(&p, 1, 0) > 0 && (p.revents & POLLERR) != 0;
}

size_t
process_cores(void)
{
	cpu_set_t cores;

	if (sched_getaffinity(0, sizeof(cores), &cores) != 0)
		return 1;
	return CPU_COUNT(&cores) > 1 ? (size_t)CPU_COUNT(&cores) : 1;
}

int
process_check(struct hj_error *err)
{
	if (!process_interrupted())
		return HJ_OK;
	return hj_fail(err, HJ_EINTERRUPTED, "interrupted");
}

/* The child: what went wrong goes up the pipe as it is, a fixed struct
 * without pointers that matter. */
static void
run_child(int to, process_fn *fn, void *with, struct hj_error *err)
{
	int rc = fn(with, err);

	(void)fflush(NULL);
	if (rc != HJ_OK && write(to, err->text, sizeof(err->text)) < 0)
		_exit(HJ_EIO);
	_exit(rc);
}

static int
read_answer(int from, pid_t child, struct hj_error *err)
{
	char text[sizeof(err->text)] = "";
	ssize_t n;
	int status = 0;

	do
		n = read(from, text, sizeof(text) - 1);
	while (n < 0 && errno == EINTR);
	while (waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	if (!WIFEXITED(status))
		return hj_fail(err, HJ_ECORRUPT,
		    "the vault's data file is so damaged that reading it crashes; restore a backup with 'hanji restore FILE'");
	if (WEXITSTATUS(status) == HJ_OK)
		return HJ_OK;
	text[sizeof(text) - 1] = '\0';
	return hj_fail(err, (enum hj_code)WEXITSTATUS(status), "%s", text);
}

int
process_fork(process_fn *fn, void *with, struct hj_error *err)
{
	int ends[2];
	pid_t child;
	int rc = HJ_OK;

	if (pipe2(ends, O_CLOEXEC) != 0)
		return hj_fail_errno(err, errno, "cannot make a pipe");
	(void)fflush(NULL);
	if ((child = fork()) < 0) {
		rc = hj_fail_errno(err, errno, "cannot start a process");
	} else if (child == 0) {
		(void)signal(SIGSEGV, SIG_DFL);
		(void)signal(SIGBUS, SIG_DFL);
		(void)signal(SIGABRT, SIG_DFL);
		(void)close(ends[0]);
		run_child(ends[1], fn, with, err);
	} else {
		(void)close(ends[1]);
		ends[1] = -1;
		rc = read_answer(ends[0], child, err);
	}
	(void)close(ends[0]);
	if (ends[1] >= 0)
		(void)close(ends[1]);
	return rc;
}

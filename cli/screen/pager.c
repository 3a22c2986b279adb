#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli/screen/pager.h"

static void
run_pager(int from)
{
	const char *wanted = getenv("PAGER");

	(void)dup2(from, STDIN_FILENO);
	(void)close_range(3, ~0u, 0);
	(void)signal(SIGPIPE, SIG_DFL);
	(void)signal(SIGINT, SIG_IGN);
	(void)setenv("LESSHISTFILE", "-", 1);
	(void)setenv("LESSSECURE", "1", 1);
	(void)setenv("LESSCHARSET", "utf-8", 1);
	(void)setenv("LESS", "FMi", 1);
	if (wanted != NULL && *wanted != '\0')
		(void)execl("/bin/sh", "sh", "-c", wanted, (char *)NULL);
	(void)execlp("less", "less", (char *)NULL);
	/* more(1) waits at the end and keeps what it showed. */
	(void)execlp("cat", "cat", (char *)NULL);
	_exit(1);
}

pid_t
pager_start(void)
{
	int ends[2];
	pid_t child;

	if (!isatty(STDOUT_FILENO) || pipe2(ends, O_CLOEXEC) != 0)
		return 0;
	(void)fflush(stdout);
	if ((child = fork()) == 0)
		run_pager(ends[0]);
	if (child > 0)
		(void)dup2(ends[1], STDOUT_FILENO);
	(void)close(ends[0]);
	(void)close(ends[1]);
	return child > 0 ? child : 0;
}

void
pager_wait(pid_t pager)
{
	int status;

	if (pager <= 0)
		return;
	(void)fflush(stdout);
	/* The pipe ends, stdout stays a descriptor that main can close. */
	if (freopen("/dev/null", "w", stdout) == NULL)
		(void)close(STDOUT_FILENO);
	while (waitpid(pager, &status, 0) < 0 && errno == EINTR)
		;
}

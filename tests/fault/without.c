/*
 * without.c: run a program as on a kernel that lacks something.
 *
 *	without landlock PROGRAM [ARGUMENT ...]
 *	without namespaces PROGRAM [ARGUMENT ...]
 *	without filters PROGRAM [ARGUMENT ...]
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <seccomp.h>

static const struct {
	const char *what;
	int call, error;
} lacks[] = {
	{ "landlock", 444, ENOSYS }, /* landlock_create_ruleset */
	{ "namespaces", SCMP_SYS(unshare), EPERM },
	{ "filters", SCMP_SYS(seccomp), ENOSYS },
};

int
main(int argc, char *argv[])
{
	scmp_filter_ctx f = seccomp_init(SCMP_ACT_ALLOW);

	if (argc < 3 || f == NULL)
		return 2;
	for (size_t i = 0; i < sizeof(lacks) / sizeof(lacks[0]); i++)
		if (strcmp(argv[1], lacks[i].what) == 0 &&
		    seccomp_rule_add(f,
			SCMP_ACT_ERRNO((unsigned)lacks[i].error), lacks[i].call,
			0) == 0 &&
		    seccomp_load(f) == 0)
			(void)execvp(argv[2], argv + 2);
	(void)fprintf(stderr, "without: cannot run it without %s\n", argv[1]);
	return 126;
}

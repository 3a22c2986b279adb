/*
 * inject: run a command and let its system calls on some files fail.
 *
 *	inject -u DIR [-n N [-e ERRNO | -h | -k] [-s]] [-c FILE] [-t FILE] [-l FILE]
 *	    COMMAND...
 *
 * Counted are the calls, of the command and of all that it starts, that open,
 * read, write, flush, map, cut, rename, link or remove something below DIR, and
 * what is written to the standard output.  The nth fails with ERRNO (a number),
 * or -h writes only half; -s: all later ones too; -k: before it, whoever calls is
 * killed.  -c says how many there were, -t which: a line each, NUMBER PATH.
 * -l records those that change the disk, for powerloss.py:
 *
 *	LETTER OFFSET LENGTH DSYNC PATH [TAB PATH2] NEWLINE, then LENGTH bytes
 *
 * C created, D a new folder, W written (DSYNC 1: durable when it returned), T
 * now so long (OFFSET), S flushed, L linked, R renamed, U removed.
 *
 * ptrace(2) with a filter of seccomp(2), so that nothing of the command is
 * changed and other calls cost nothing; on other machines than x86-64 it exits
 * with 77, which is to say that it can not.
 */

#include <stdio.h>

#ifdef __x86_64__
#include <errno.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/base.h"
#include "tests/fault/inject.h"

static const struct watched watched[] = {
	{ SYS_openat, BY_AT, 'C' },
	{ SYS_mkdir, BY_PATH, 'D' },
	{ SYS_mkdirat, BY_AT, 'D' },
	{ SYS_write, BY_FD, 'W' },
	{ SYS_writev, BY_FD, 'W' },
	{ SYS_pwrite64, BY_FD, 'W' },
	{ SYS_pwritev, BY_FD, 'W' },
	{ SYS_ftruncate, BY_FD, 'T' },
	{ SYS_fsync, BY_FD, 'S' },
	{ SYS_fdatasync, BY_FD, 'S' },
	{ SYS_linkat, BY_TWO, 'L' },
	{ SYS_rename, BY_TWO, 'R' },
	{ SYS_renameat, BY_TWO, 'R' },
	{ SYS_renameat2, BY_TWO, 'R' },
	{ SYS_unlink, BY_PATH, 'U' },
	{ SYS_unlinkat, BY_AT, 'U' },
	{ SYS_rmdir, BY_PATH, 'U' },
	{ SYS_read, BY_FD, 0 },
	{ SYS_pread64, BY_FD, 0 },
	{ SYS_mmap, BY_FIFTH, 0 },
	{ SYS_fallocate, BY_FD, 0 },
	{ SYS_getdents64, BY_FD, 0 },
	{ SYS_newfstatat, BY_AT, 0 },
	{ SYS_prctl, SELF, 0 },
};

struct inject {
	const char *under;
	size_t nunder;
	long nth, calls;
	int error; /* 0: write half */
	bool sticky, kills;
	FILE *log, *told;
};

/* ---- at each call ---- */

static bool
is_wanted(const struct inject *in, const struct call *c)
{
	if (c->w->letter == 'W' && c->arg[0] == 1 && in->log == NULL)
		return true;
	return strncmp(c->path, in->under, in->nunder) == 0 &&
	    (c->path[in->nunder] == '/' || c->path[in->nunder] == '\0');
}

/* False: it was killed meanwhile. */
static bool
registers(enum __ptrace_request what, pid_t pid, struct user_regs_struct *r)
{
	if (ptrace(what, pid, NULL, r) == 0)
		return true;
	if (errno != ESRCH)
		inject_stop("registers");
	return false;
}

static void
answer(pid_t pid, long result)
{
	struct user_regs_struct r;

	if (!registers(PTRACE_GETREGS, pid, &r))
		return;
	r.orig_rax = (unsigned long long)-1;
	r.rax = (unsigned long long)result;
	(void)registers(PTRACE_SETREGS, pid, &r);
}

static void
halve(const struct call *c)
{
	struct user_regs_struct r;

	if (c->w->letter != 'W' || c->arg[2] < 2)
		return;
	if (!registers(PTRACE_GETREGS, c->pid, &r))
		return;
	r.rdx /= 2; /* bytes, or pieces of a vector */
	(void)registers(PTRACE_SETREGS, c->pid, &r);
}

/* Who confined itself is killed for a call that inject answers: let alone. */
static bool
is_confined(pid_t pid)
{
	char name[64], line[128];
	unsigned filters = 0;
	FILE *f;

	(void)snprintf(name, sizeof(name), "/proc/%d/status", (int)pid);
	f = fopen(name, "re");
	while (f != NULL && fgets(line, sizeof(line), f) != NULL)
		(void)sscanf(line, "Seccomp_filters: %u", &filters);
	if (f != NULL)
		(void)fclose(f);
	return filters > 1;
}

/* True: its end is wanted too. */
static bool
at_call(struct inject *in, struct call *c)
{
	struct user_regs_struct r;

	if (!registers(PTRACE_GETREGS, c->pid, &r))
		return false;
	c->nr = (long)r.orig_rax;
	memcpy(c->arg,
	    (unsigned long long[]){ r.rdi, r.rsi, r.rdx, r.r10, r.r8 },
	    sizeof(c->arg));
	c->w = NULL;
	for (size_t i = 0; i < HJ_LEN(watched); i++)
		if (watched[i].nr == (long)c->nr)
			c->w = &watched[i];
	if (c->w == NULL)
		return false;
	/* It hides from those who look, and we have to. */
	if (c->w->kind == SELF) {
		if (c->arg[0] == PR_SET_DUMPABLE)
			answer(c->pid, 0);
		return false;
	}
	call_describe(c);
	if (!is_wanted(in, c))
		return false;
	in->calls++;
	if (in->told != NULL)
		(void)fprintf(in->told, "%ld %s\n", c->nr, c->path);
	if (in->nth != 0 &&
	    (in->calls == in->nth || (in->sticky && in->calls > in->nth))) {
		if (in->kills)
			(void)kill(c->pid, SIGKILL);
		else if (is_confined(c->pid))
			return false;
		else if (in->error == 0)
			halve(c);
		else
			answer(c->pid, -in->error);
		return false;
	}
	return in->log != NULL;
}

/* With PTRACE_SYSCALL the entry is shown once more before the end.  One call
 * that changes the disk at a time: nothing of ours writes while another does. */
static void
at_return(const struct inject *in, const struct call *c)
{
	struct user_regs_struct r;

	if (registers(PTRACE_GETREGS, c->pid, &r) &&
	    (long long)r.rax != -ENOSYS)
		call_record(c, (long long)r.rax, in->log);
}

static int
follow(struct inject *in, pid_t first)
{
	int status, end = 70;
	struct call c;
	pid_t pid;

	while ((pid = waitpid(-1, &status, __WALL)) > 0) {
		enum __ptrace_request go = PTRACE_CONT;
		int sig = 0;

		if (WIFEXITED(status) || WIFSIGNALED(status)) {
			if (pid == first)
				end = WIFEXITED(status)
				    ? WEXITSTATUS(status)
				    : 128 + WTERMSIG(status);
			continue;
		}
		if (status >> 8 == (SIGTRAP | PTRACE_EVENT_SECCOMP << 8)) {
			c.pid = pid;
			if (at_call(in, &c))
				go = PTRACE_SYSCALL;
		} else if (WSTOPSIG(status) == (SIGTRAP | 0x80)) {
			at_return(in, &c);
		} else if (WSTOPSIG(status) != SIGTRAP &&
		    WSTOPSIG(status) != SIGSTOP)
			sig = WSTOPSIG(status);
		(void)ptrace(go, pid, NULL, sig);
	}
	return end;
}

/* ---- the start ---- */

static void
let_filter(void)
{
	struct sock_filter f[2 * HJ_LEN(watched) + 2];
	struct sock_fprog program = { .filter = f };
	size_t n = 0;

	f[n++] = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS,
	    offsetof(struct seccomp_data, nr));
	for (size_t i = 0; i < HJ_LEN(watched); i++) {
		f[n++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K,
		    (uint32_t)watched[i].nr, 0, 1);
		f[n++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K,
		    SECCOMP_RET_TRACE);
	}
	f[n++] =
	    (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
	program.len = (unsigned short)n;
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 ||
	    prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) != 0)
		inject_stop("seccomp");
}

static int
run(struct inject *in, char *argv[])
{
	const long how = PTRACE_O_TRACESECCOMP | PTRACE_O_TRACEFORK |
	    PTRACE_O_TRACEVFORK | PTRACE_O_TRACECLONE | PTRACE_O_TRACEEXEC |
	    PTRACE_O_TRACESYSGOOD | PTRACE_O_EXITKILL;
	pid_t pid = fork();
	int status;

	if (pid < 0)
		inject_stop("fork");
	if (pid == 0) {
		if (ptrace(PTRACE_TRACEME, 0, NULL, NULL) != 0)
			_exit(77);
		(void)raise(SIGSTOP);
		let_filter();
		(void)execv(argv[0], argv);
		inject_stop(argv[0]);
	}
	if (waitpid(pid, &status, 0) != pid)
		inject_stop("waitpid");
	if (WIFEXITED(status))
		return WEXITSTATUS(status);
	if (ptrace(PTRACE_SETOPTIONS, pid, NULL, how) != 0)
		return 77;
	(void)ptrace(PTRACE_CONT, pid, NULL, 0);
	return follow(in, pid);
}

int
main(int argc, char *argv[])
{
	struct inject in = { .under = "", .error = EIO };
	FILE *count = NULL;
	int o, end;

	while ((o = getopt(argc, argv, "+u:n:e:hksc:t:l:")) != -1) {
		if (o == 'u')
			in.under = optarg;
		else if (o == 'n')
			in.nth = atol(optarg);
		else if (o == 'e')
			in.error = atoi(optarg);
		else if (o == 'h')
			in.error = 0;
		else if (o == 'k')
			in.kills = true;
		else if (o == 's')
			in.sticky = true;
		else if (o == 'c')
			count = fopen(optarg, "we");
		else if (o == 't')
			in.told = fopen(optarg, "we");
		else if (o == 'l')
			in.log = fopen(optarg, "ae");
		else
			return 2;
	}
	if (argv[optind] == NULL || in.under[0] == '\0')
		return 2;
	in.nunder = strlen(in.under);
	end = run(&in, argv + optind);
	if (in.log != NULL && fclose(in.log) != 0)
		inject_stop("the record");
	if (in.told != NULL && fclose(in.told) != 0)
		inject_stop("what was called");
	if (count != NULL &&
	    (fprintf(count, "%ld\n", in.calls) < 0 || fclose(count) != 0))
		inject_stop("the count");
	return end;
}
#else
int
main(void)
{
	return 77;
}
#endif

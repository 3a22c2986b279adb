#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/socket.h>

#include <seccomp.h>

#include "core/confine/filter.h"

/* Memory, descriptors that are open already, the clock, the end.  No stat by
 * name: Landlock does not hide which files there are. */
static const int everybody[] = {
	SCMP_SYS(read),
	SCMP_SYS(readv),
	SCMP_SYS(write),
	SCMP_SYS(writev),
	SCMP_SYS(close),
	SCMP_SYS(lseek),
	SCMP_SYS(fstat),
	SCMP_SYS(brk),
	SCMP_SYS(munmap),
	SCMP_SYS(mremap),
	SCMP_SYS(madvise),
	SCMP_SYS(futex),
	SCMP_SYS(getrandom),
	SCMP_SYS(clock_gettime),
	SCMP_SYS(clock_getres),
	SCMP_SYS(gettimeofday),
	SCMP_SYS(rt_sigreturn),
	SCMP_SYS(rt_sigprocmask),
	SCMP_SYS(restart_syscall),
	SCMP_SYS(exit),
	SCMP_SYS(exit_group),
	SCMP_SYS(sysinfo), /* qsort(3) of a kilobyte asks how much memory there is */
#ifdef HJ_SANITIZED
	/* What the run-time library of the sanitizers adds. */
	SCMP_SYS(sched_yield),
	SCMP_SYS(sigaltstack),
	SCMP_SYS(getpid),
	SCMP_SYS(gettid),
#endif
};

/* A program that reads fonts and the like by name. */
static const int readers[] = {
	SCMP_SYS(newfstatat),
	SCMP_SYS(statx),
	SCMP_SYS(statfs),
	SCMP_SYS(fstatfs),
	SCMP_SYS(access),
	SCMP_SYS(faccessat),
	SCMP_SYS(faccessat2),
	SCMP_SYS(readlink),
	SCMP_SYS(readlinkat),
	SCMP_SYS(getdents64),
	SCMP_SYS(pread64),
	SCMP_SYS(fcntl),
	SCMP_SYS(uname),
	SCMP_SYS(getuid),
	SCMP_SYS(geteuid),
};

/* What glibc needs to start a thread and to end it. */
static const int threading[] = {
	SCMP_SYS(rseq), SCMP_SYS(set_robust_list), SCMP_SYS(rt_sigaction),
	SCMP_SYS(sched_getaffinity), SCMP_SYS(sched_yield),
	SCMP_SYS(prctl), /* their names; no_new_privs cannot be taken back */
};

static bool
allow(scmp_filter_ctx f, const int *calls, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (seccomp_rule_add(f, SCMP_ACT_ALLOW, calls[i], 0) != 0)
			return false;
	return true;
}

/* Allowed while none of these bits is set in argument `arg`. */
static bool
allow_without(scmp_filter_ctx f, int call, unsigned arg, unsigned bits)
{
	struct scmp_arg_cmp without = { .arg = arg,
		.op = SCMP_CMP_MASKED_EQ,
		.datum_a = bits,
		.datum_b = 0 };

	return seccomp_rule_add_array(f, SCMP_ACT_ALLOW, call, 1, &without) ==
	    0;
}

/* A thread, never a process.  The flags of clone3 are behind a pointer, which a
 * filter cannot follow: told that there is no such call, glibc uses clone. */
static bool
allow_threads(scmp_filter_ctx f)
{
	const struct scmp_arg_cmp thread = { .arg = 0,
		.op = SCMP_CMP_MASKED_EQ,
		.datum_a = CLONE_THREAD,
		.datum_b = CLONE_THREAD };

	return allow(f, threading, HJ_LEN(threading)) &&
	    seccomp_rule_add_array(f, SCMP_ACT_ALLOW, SCMP_SYS(clone), 1,
		&thread) == 0 &&
	    seccomp_rule_add(f, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0) ==
	    0;
}

bool
hj_filter_load(const struct hj_confine_profile *profile)
{
	const unsigned writes = O_WRONLY | O_RDWR | O_CREAT | O_TRUNC |
	    O_APPEND | (O_TMPFILE & ~O_DIRECTORY);
	scmp_filter_ctx f = seccomp_init(SCMP_ACT_KILL_PROCESS);
	bool ok;

	if (f == NULL)
		return false;
	ok = seccomp_attr_set(f, SCMP_FLTATR_ACT_BADARCH,
		 SCMP_ACT_KILL_PROCESS) == 0 &&
	    allow(f, everybody, HJ_LEN(everybody)) &&
	    allow_without(f, SCMP_SYS(mmap), 2, PROT_EXEC) &&
	    allow_without(f, SCMP_SYS(mprotect), 2, PROT_EXEC);
	if (ok && profile->open_files)
		ok = allow(f, readers, HJ_LEN(readers)) &&
		    allow_without(f, SCMP_SYS(openat), 2, writes);
	ok = ok && (!profile->threads || allow_threads(f)) &&
	    seccomp_load(f) == 0;
	seccomp_release(f);
	return ok;
}

static const int ways_out[] = {
	SCMP_SYS(io_uring_setup), /* would open sockets unseen */
	SCMP_SYS(keyctl),
	SCMP_SYS(add_key),
	SCMP_SYS(request_key),
	SCMP_SYS(ptrace),
	SCMP_SYS(process_vm_readv),
	SCMP_SYS(process_vm_writev),
	SCMP_SYS(shmget),
	SCMP_SYS(msgget),
	SCMP_SYS(mq_open),
};

/* ioctl(2) that put characters into the terminal as if they were typed. */
static const unsigned typing[] = { TIOCSTI, TIOCLINUX };

bool
hj_filter_fence(bool display)
{
	scmp_filter_ctx f = seccomp_init(SCMP_ACT_ALLOW);
	const struct scmp_arg_cmp elsewhere = { .arg = 0,
		.op = SCMP_CMP_NE,
		.datum_a = AF_UNIX };
	bool ok = f != NULL;

	if (ok && display)
		ok = seccomp_rule_add_array(f, SCMP_ACT_ERRNO(EACCES),
			 SCMP_SYS(socket), 1, &elsewhere) == 0;
	else if (ok)
		ok = seccomp_rule_add(f, SCMP_ACT_ERRNO(EACCES),
			 SCMP_SYS(socket), 0) == 0;
	for (size_t i = 0; i < HJ_LEN(ways_out) && ok; i++)
		ok = seccomp_rule_add(f, SCMP_ACT_ERRNO(EACCES), ways_out[i],
			 0) == 0;
	for (size_t i = 0; i < HJ_LEN(typing) && ok; i++) {
		struct scmp_arg_cmp what = { .arg = 1,
			.op = SCMP_CMP_MASKED_EQ,
			.datum_a = UINT32_MAX,
			.datum_b = typing[i] };

		ok = seccomp_rule_add_array(f, SCMP_ACT_ERRNO(EACCES),
			 SCMP_SYS(ioctl), 1, &what) == 0;
	}
	ok = ok && seccomp_load(f) == 0;
	seccomp_release(f);
	return ok;
}

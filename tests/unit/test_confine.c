#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>
#include <linux/keyctl.h>
#include <cmocka.h>

#include "core/confine/confine.h"

#define NOBODY 65534

/* Everything but the list of system calls, to see the other barriers. */
static const struct hj_confine_profile open_profile = {
	.memory = (uint64_t)1 << 30,
	.descriptors = 64,
};

typedef int deed_fn(long arg);

/* What became of a child that confined itself and then did the deed: its
 * exit status, or minus the signal that killed it. */
static int
confined(const struct hj_confine_profile *p, uid_t uid, deed_fn *deed, long arg)
{
	int status;
	pid_t pid;

	if ((pid = fork()) == 0) {
		struct hj_error err = HJ_ERROR;
		struct hj_confine_report r;
		const int keep[] = { 1, 2 };

		if (uid != 0 && (setgroups(0, NULL) != 0 || setuid(uid) != 0))
			_exit(101);
		if (hj_confine(p, keep, 2, &r, &err) != HJ_OK)
			_exit(102);
		if (p->filter != r.filter || !r.keyring || !r.descriptors ||
		    !r.limits || !r.privileges)
			_exit(103);
		_exit(deed(arg));
	}
	assert_true(pid > 0);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

/* As who we are, and as an ordinary user when we are root. */
static void
all_end_with(const struct hj_confine_profile *p, deed_fn *deed, long arg,
    int expected)
{
	assert_int_equal(confined(p, 0, deed, arg), expected);
	if (geteuid() == 0)
		assert_int_equal(confined(p, NOBODY, deed, arg), expected);
}

static int
reads_key(long key)
{
	char b[16];

	return syscall(SYS_keyctl, KEYCTL_READ, key, b, sizeof(b)) > 0;
}

static int
opens(long arg)
{
	(void)arg;
	return open("/etc/passwd", O_RDONLY | O_CLOEXEC) >= 0 ? 0 : errno;
}

static int
opens_font(long how)
{
	int fd = openat(AT_FDCWD, "/usr/share/fonts", (int)how, 0);

	return fd >= 0 ? 0 : errno;
}

static int
makes_socket(long domain)
{
	return socket((int)domain, SOCK_STREAM, 0) >= 0 ? 0 : errno;
}

static int
forks(long arg)
{
	(void)arg;
	return fork() >= 0 ? 0 : errno;
}

static int
executes(long arg)
{
	(void)arg;
	return execl("/bin/true", "true", (char *)NULL);
}

static int
stats(long arg)
{
	struct stat st;

	(void)arg;
	return stat("/etc/passwd", &st) == 0 ? 0 : errno;
}

static int
traces(long arg)
{
	(void)arg;
	return kill(getppid(), 0) == 0 ? 0 : errno;
}

static int
maps_code(long arg)
{
	(void)arg;
	return mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC,
		   MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED;
}

static int
compare(const void *a, const void *b)
{
	return *(const unsigned char *)a - *(const unsigned char *)b;
}

/* From a kilobyte on the C library asks the kernel for something. */
static int
sorts(long n)
{
	unsigned char *p = malloc((size_t)n);

	if (p == NULL)
		return 1;
	for (long i = 0; i < n; i++)
		p[i] = (unsigned char)(n - i);
	qsort(p, (size_t)n, 1, compare);
	n = p[0] > p[n - 1];
	free(p);
	return (int)n;
}

static int
works(long arg)
{
	char *p = malloc(3000000);

	(void)arg;
	if (p == NULL)
		return 1;
	memset(p, 7, 3000000);
	free(p);
	return write(1, "", 0) == 0 ? 0 : 2;
}

static int
is_bare(long fd)
{
	struct rlimit core;

	if (fcntl((int)fd, F_GETFD) >= 0 || fcntl(1, F_GETFD) < 0)
		return 1;
	if (getrlimit(RLIMIT_CORE, &core) != 0 || core.rlim_max != 0)
		return 2;
	if (prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) != 0 ||
	    prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) != 1)
		return 3;
	return 0;
}

static void
the_key_of_the_parent_cannot_be_read(void **state)
{
	/* Possessor may do all, nobody else anything. */
	const long possessor = 0x3f000000;
	long ring, key;

	(void)state;
	ring = syscall(SYS_keyctl, KEYCTL_JOIN_SESSION_KEYRING, NULL);
	if (ring < 0)
		skip(); /* no kernel keyring here */
	key = syscall(SYS_add_key, "user", "hanji-test", "secret", 6,
	    KEY_SPEC_SESSION_KEYRING);
	assert_true(key > 0);
	assert_int_equal(syscall(SYS_keyctl, KEYCTL_SETPERM, key, possessor),
	    0);
	assert_int_equal(reads_key(key), 1);
	all_end_with(&open_profile, reads_key, key, 0);
	/* And with the filter the question itself is fatal. */
	all_end_with(&hj_confine_parse, reads_key, key, -SIGSYS);
	all_end_with(&hj_confine_print, reads_key, key, -SIGSYS);
}

static void
files_network_and_processes_are_fatal(void **state)
{
	const struct hj_confine_profile *p = &hj_confine_parse;

	(void)state;
	all_end_with(p, opens, 0, -SIGSYS);
	all_end_with(p, stats, 0, -SIGSYS);
	all_end_with(p, makes_socket, AF_INET, -SIGSYS);
	all_end_with(p, makes_socket, AF_UNIX, -SIGSYS);
	all_end_with(p, forks, 0, -SIGSYS);
	all_end_with(p, executes, 0, -SIGSYS);
	all_end_with(p, traces, 0, -SIGSYS);
	all_end_with(p, maps_code, 0, -SIGSYS);
}

static void
sorting_is_work_however_much(void **state)
{
	const struct hj_confine_profile *const all[] = { &hj_confine_parse,
		&hj_confine_parcel, &hj_confine_folder, &hj_confine_print,
		&hj_confine_clean };

	(void)state;
	for (size_t i = 0; i < HJ_LEN(all); i++) {
		assert_int_equal(confined(all[i], 0, sorts, 1000), 0);
		assert_int_equal(confined(all[i], 0, sorts, 1 << 20), 0);
	}
}

static void
a_renderer_reads_fonts_and_nothing_else(void **state)
{
	const struct hj_confine_profile *p = &hj_confine_print;
	int landlock;

	(void)state;
	landlock = confined(&open_profile, 0, opens, 0) == EACCES;
	if (access("/usr/share/fonts", R_OK) == 0)
		all_end_with(p, opens_font, O_RDONLY | O_DIRECTORY | O_CLOEXEC,
		    0);
	if (landlock)
		all_end_with(p, opens, 0, EACCES);
	else
		print_message("no Landlock here: reading not tested\n");
	all_end_with(p, opens_font, O_WRONLY, -SIGSYS);
	all_end_with(p, opens_font, O_TMPFILE | O_RDWR, -SIGSYS);
	all_end_with(p, makes_socket, AF_INET, -SIGSYS);
	all_end_with(p, forks, 0, -SIGSYS);
}

static void
landlock_alone_keeps_files_away(void **state)
{
	(void)state;
	if (syscall(444, NULL, 0, 1) <= 0)
		skip(); /* this kernel has no Landlock */
	all_end_with(&open_profile, opens, 0, EACCES);
}

static void
memory_and_pipes_still_work(void **state)
{
	(void)state;
	all_end_with(&hj_confine_parse, works, 0, 0);
	all_end_with(&hj_confine_print, works, 0, 0);
}

static void
nothing_is_left_open_or_dumpable(void **state)
{
	int fd = open("/dev/null", O_RDONLY | O_CLOEXEC);

	(void)state;
	assert_true(fd > 2);
	all_end_with(&open_profile, is_bare, fd, 0);
	(void)close(fd);
}

static void
a_report_survives_its_byte(void **state)
{
	(void)state;
	for (uint8_t i = 0; i < 64; i++) {
		struct hj_confine_report r;

		hj_confine_unpack(i, &r);
		assert_int_equal(hj_confine_pack(&r), i);
		/* Landlock is best effort. */
		assert_int_equal(hj_confine_whole(&r), (i | 16) == 63);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_key_of_the_parent_cannot_be_read),
		cmocka_unit_test(files_network_and_processes_are_fatal),
		cmocka_unit_test(sorting_is_work_however_much),
		cmocka_unit_test(a_renderer_reads_fonts_and_nothing_else),
		cmocka_unit_test(landlock_alone_keeps_files_away),
		cmocka_unit_test(memory_and_pipes_still_work),
		cmocka_unit_test(nothing_is_left_open_or_dumpable),
		cmocka_unit_test(a_report_survives_its_byte),
	};

	return cmocka_run_group_tests_name("confine", tests, NULL, NULL);
}

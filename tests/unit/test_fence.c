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
#include <sys/ioctl.h>
#include <sys/ptrace.h>
#include <sys/shm.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>
#include <linux/keyctl.h>
#include <cmocka.h>

#include "core/confine/fence.h"

#define NOBODY 65534

/* Two folders, one of them inside the fence. */
struct world {
	char in[64], out[64];
	bool display;
};

typedef int deed_fn(const struct world *w);

static int
make_world(void **state)
{
	static struct world w;

	w.display = false;
	strcpy(w.in, "/tmp/hanji-fence-in-XXXXXX");
	strcpy(w.out, "/tmp/hanji-fence-out-XXXXXX");
	if (mkdtemp(w.in) == NULL || mkdtemp(w.out) == NULL ||
	    chmod(w.in, 0777) != 0 || chmod(w.out, 0777) != 0)
		return -1;
	*state = &w;
	return 0;
}

static int
drop_world(void **state)
{
	const struct world *w = *state;
	char command[256];

	snprintf(command, sizeof(command), "rm -rf %s %s", w->in, w->out);
	return system(command) == 0 ? 0 : -1;
}

static bool
has_landlock(void)
{
	return syscall(SYS_landlock_create_ruleset, NULL, 0, 1u) > 0;
}

/* How a child ended that fenced itself and then did the deed. */
static int
fenced(const struct world *w, uid_t uid, deed_fn *deed)
{
	int status;
	pid_t pid;

	if ((pid = fork()) == 0) {
		const char *open[] = { w->in, "/dev/null", "/no/such/path" };
		struct hj_error err = HJ_ERROR;
		struct hj_fence_report r;

		if (uid != 0 && (setgroups(0, NULL) != 0 || setuid(uid) != 0))
			_exit(101);
		if (hj_fence(open, HJ_LEN(open), w->display, &r, &err) != HJ_OK)
			_exit(102);
		if (!r.filter || (r.landlock > 0) != has_landlock())
			_exit(103);
		_exit(deed(w));
	}
	assert_true(pid > 0);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

static void
all_do(void **state, deed_fn *deed)
{
	assert_int_equal(fenced(*state, 0, deed), 0);
	if (geteuid() == 0)
		assert_int_equal(fenced(*state, NOBODY, deed), 0);
}

/* 0: it may be made; else why not. */
static int
making(const char *dir, const char *name)
{
	char path[128];
	int fd;

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	fd = open(path, O_WRONLY | O_CREAT, 0600);
	if (fd < 0)
		return errno;
	(void)close(fd);
	return unlink(path) == 0 ? 0 : errno;
}

static int
writes_only_inside(const struct world *w)
{
	char a[128], b[128], away[128];
	int fd;

	snprintf(a, sizeof(a), "%s/a%d", w->in, (int)getuid());
	snprintf(b, sizeof(b), "%s/b%d", w->in, (int)getuid());
	snprintf(away, sizeof(away), "%s/c", w->out);
	if (making(w->in, "x") != 0 || making(w->out, "x") != EACCES ||
	    making("/tmp", "x") != EACCES || making("/dev/shm", "x") != EACCES)
		return 1;
	/* As editors do. */
	if ((fd = open(a, O_RDWR | O_CREAT, 0600)) < 0 || close(fd) != 0 ||
	    rename(a, b) != 0 || symlink("x", a) != 0 || unlink(a) != 0 ||
	    truncate(b, 5) != 0 || mkdir(a, 0700) != 0 || rmdir(a) != 0)
		return 2;
	if (rename(b, away) != -1 || link(b, away) != -1)
		return 3;
	if ((fd = open(w->in, O_TMPFILE | O_RDWR, 0600)) < 0 ||
	    (fd = open("/dev/null", O_WRONLY)) < 0)
		return 4;
	return open(w->out, O_TMPFILE | O_RDWR, 0600) < 0 ? 0 : 5;
}

static int
reads_and_runs(const struct world *w)
{
	int status, fd = open("/etc/passwd", O_RDONLY);

	(void)w;
	if (fd < 0)
		return 1;
	status = system("ls / >/dev/null");
	return status == 0 ? 0 : 2;
}

static int
what_it_starts_is_fenced_too(const struct world *w)
{
	char command[256];

	snprintf(command, sizeof(command),
	    "exec 2>/dev/null; echo x >%s/y && rm %s/y", w->in, w->in);
	if (system(command) != 0)
		return 1;
	snprintf(command, sizeof(command), "exec 2>/dev/null; ! echo x >%s/y",
	    w->out);
	return system(command) == 0 ? 0 : 2;
}

static int
no_socket(const struct world *w)
{
	int ends[2];

	(void)w;
	if (socket(AF_UNIX, SOCK_STREAM, 0) != -1 || errno != EACCES ||
	    socket(AF_INET, SOCK_DGRAM, 0) != -1 || errno != EACCES)
		return 1;
	if (syscall(SYS_io_uring_setup, 1, NULL) != -1 || errno != EACCES)
		return 2;
	/* Between its own processes it may talk. */
	return socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == 0 ? 0 : 3;
}

static int
no_key(const struct world *w)
{
	(void)w;
	if (syscall(SYS_keyctl, KEYCTL_GET_KEYRING_ID, -4, 0) != -1 ||
	    errno != EACCES)
		return 1;
	return syscall(SYS_request_key, "user", "hanji:x", NULL, 0) == -1 &&
		errno == EACCES
	    ? 0
	    : 2;
}

static int
nothing_outlives_it(const struct world *w)
{
	(void)w;
	return shmget(IPC_PRIVATE, 4096, IPC_CREAT | 0600) == -1 &&
		errno == EACCES &&
		ptrace(PTRACE_ATTACH, getppid(), NULL, NULL) == -1 &&
		errno == EACCES && ioctl(0, TIOCSTI, "x") == -1 &&
		errno == EACCES
	    ? 0
	    : 1;
}

static void
files_change_only_inside(void **state)
{
	if (!has_landlock())
		skip();
	all_do(state, writes_only_inside);
}

static void
everything_can_be_read_and_run(void **state)
{
	all_do(state, reads_and_runs);
}

static void
children_are_inside_too(void **state)
{
	if (!has_landlock())
		skip();
	all_do(state, what_it_starts_is_fenced_too);
}

static void
there_is_no_way_to_another_process(void **state)
{
	all_do(state, no_socket);
	all_do(state, nothing_outlives_it);
}

static void
keys_of_the_kernel_are_out_of_reach(void **state)
{
	all_do(state, no_key);
}

#define CLAIM(f) cmocka_unit_test_setup_teardown(f, make_world, drop_world)

static int
sockets_of_this_machine(const struct world *w)
{
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);

	if (fd < 0 || close(fd) != 0)
		return 1;
	if (socket(AF_INET, SOCK_STREAM, 0) != -1 || errno != EACCES ||
	    socket(AF_INET6, SOCK_DGRAM, 0) != -1 || errno != EACCES ||
	    socket(AF_NETLINK, SOCK_RAW, 0) != -1 || errno != EACCES)
		return 2;
	/* And files are as closed as ever. */
	return writes_only_inside(w) == 0 ? 0 : 3;
}

static void
a_viewer_reaches_the_screen_and_no_network(void **state)
{
	struct world *w = *state;

	w->display = true;
	all_do(state, sockets_of_this_machine);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		CLAIM(files_change_only_inside),
		CLAIM(everything_can_be_read_and_run),
		CLAIM(children_are_inside_too),
		CLAIM(there_is_no_way_to_another_process),
		CLAIM(keys_of_the_kernel_are_out_of_reach),
		CLAIM(a_viewer_reaches_the_screen_and_no_network),
	};

	return cmocka_run_group_tests_name("fence", tests, NULL, NULL);
}

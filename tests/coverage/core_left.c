/*
 * core_left.c: the counts of processes that can not write them.
 *
 * Only in MODE=coverage, where _exit(2), hj_confine() and the like of every
 * program are these (-Wl,--wrap).  A process that ends by _exit(2) would not
 * write what it ran; one that is confined or fenced must not open the files of
 * counts, and one that has mounted something over /dev/shm may not find them.
 * These leave their counts in memory that they share with a file opened before,
 * as late as when they become another program.  left.py adds these files to the
 * others.
 *
 * What is in them, once for each source file: a length and its name, a length
 * and its counts as gcov(1) reads them; a length of 0 ends it.  Lengths have 4
 * bytes.  libgcov.a has no other way to the list of what to write than the
 * first members of two structs (gcc 12).
 */
#include <fcntl.h>
#include <gcov.h>
#include <pthread.h>
#include <sched.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#include "core/confine/confine.h"
#include "core/confine/fence.h"

#define ROOM ((size_t)8 << 20)

struct gcov_info {
	unsigned version;
	struct gcov_info *next;
	unsigned stamp, checksum;
	const char *filename;
};

extern struct {
	struct gcov_info *list;
	unsigned dumped; /* at the end nothing more is written */
} __gcov_root;

static struct {
	bool confined;
	int folder; /* build/coverage/left; below 1: not yet opened */
	uint8_t *p; /* NULL: there is no place */
	size_t used;
	uint8_t scratch[1 << 20]; /* malloc may be closed, too */
	size_t scratched;
} left;

static void
put(const void *p, unsigned n, void *arg)
{
	(void)arg;
	if (left.used + n <= ROOM)
		memcpy(left.p + left.used, p, n);
	left.used += n;
}

static void
put_name(const char *name, void *arg)
{
	unsigned n = (unsigned)strlen(name), later = 0;

	put(&n, sizeof(n), arg);
	put(name, n, arg);
	*(size_t *)arg = left.used;
	put(&later, sizeof(later), arg);
}

static void *
allocate(unsigned n, void *arg)
{
	void *p = left.scratch + left.scratched;

	(void)arg;
	left.scratched += (n + 7u) & ~7u;
	return left.scratched <= sizeof(left.scratch) ? p : NULL;
}

static void
leave(void)
{
	left.used = 0; /* who could not become another program goes on */
	for (const struct gcov_info *i = __gcov_root.list; i != NULL;
	     i = i->next) {
		size_t before = left.used, length_at = 0;
		unsigned n;

		left.scratched = 0;
		__gcov_info_to_gcda(i, put_name, put, allocate, &length_at);
		if (left.used + sizeof(n) > ROOM) {
			memset(left.p + before, 0, sizeof(n));
			break;
		}
		n = (unsigned)(left.used - length_at - sizeof(n));
		memcpy(left.p + length_at, &n, sizeof(n));
	}
}

/* build/coverage/left, if it is there: tests/coverage.sh makes it. */
static int
open_folder(void)
{
	const char *name = __gcov_root.list->filename;
	const char *build = strstr(name, "/build/coverage/");
	char path[4096];

	if (build == NULL)
		return -1;
	(void)snprintf(path, sizeof(path), "%.*s/build/coverage/left",
	    (int)(build - name), name);
	return open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

/* Named by the process, of which there may have been one before. */
static int
open_file(void)
{
	char name[64];
	int fd = -1;

	for (unsigned i = 0; fd < 0 && i < 1000; i++) {
		(void)snprintf(name, sizeof(name), "%ld-%u", (long)getpid(), i);
		fd = openat(left.folder, name, O_RDWR | O_CREAT | O_EXCL, 0600);
	}
	return fd;
}

static void prepare(void);

/* What is shared with the parent is the parent's. */
static void
prepare_child(void)
{
	if (left.p != NULL)
		prepare();
	if (left.confined)
		__gcov_root.dumped = 1;
}

static void
prepare(void)
{
	static bool known;
	void *p;
	int fd;

	left.p = NULL;
	if (left.folder <= 0 && (left.folder = open_folder()) < 0)
		return;
	if ((fd = open_file()) < 0)
		return;
	p = ftruncate(fd, (off_t)ROOM) != 0
	    ? MAP_FAILED
	    : mmap(NULL, ROOM, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	if (p != MAP_FAILED &&
	    (known ||
		(atexit(leave) == 0 &&
		    pthread_atfork(NULL, NULL, prepare_child) == 0))) {
		known = true;
		left.p = p;
	}
	(void)close(fd);
}

/* Under a limit on the size of files one of counts would be cut short, and the
 * next process would add to what makes no sense. */
__attribute__((constructor)) static void
write_nothing_when_limited(void)
{
	struct rlimit r;

	if (getrlimit(RLIMIT_FSIZE, &r) != 0 || r.rlim_cur == RLIM_INFINITY)
		return;
	left.confined = true;
	__gcov_root.dumped = 1;
}

/* From here on the files of counts are not to be had. */
static void
keep_counts(void)
{
	if (left.p == NULL)
		prepare();
	left.confined = true;
	__gcov_root.dumped = 1;
}

int __real_hj_confine(const struct hj_confine_profile *profile, const int *keep,
    size_t nkeep, struct hj_confine_report *ret, struct hj_error *err);
int __wrap_hj_confine(const struct hj_confine_profile *profile, const int *keep,
    size_t nkeep, struct hj_confine_report *ret, struct hj_error *err);
int __real_hj_fence(const char *const *writable, size_t n, bool display,
    struct hj_fence_report *ret, struct hj_error *err);
int __wrap_hj_fence(const char *const *writable, size_t n, bool display,
    struct hj_fence_report *ret, struct hj_error *err);
int __real_unshare(int flags);
int __wrap_unshare(int flags);
int __real_execv(const char *path, char *const argv[]);
int __wrap_execv(const char *path, char *const argv[]);
int __real_execvp(const char *file, char *const argv[]);
int __wrap_execvp(const char *file, char *const argv[]);
int __wrap_execl(const char *path, const char *arg, ...);
int __wrap_execlp(const char *file, const char *arg, ...);
void __real__exit(int status);
void __wrap__exit(int status);

int
__wrap_hj_confine(const struct hj_confine_profile *profile, const int *keep,
    size_t nkeep, struct hj_confine_report *ret, struct hj_error *err)
{
	keep_counts();
	return __real_hj_confine(profile, keep, nkeep, ret, err);
}

int
__wrap_hj_fence(const char *const *writable, size_t n, bool display,
    struct hj_fence_report *ret, struct hj_error *err)
{
	keep_counts();
	return __real_hj_fence(writable, n, display, ret, err);
}

int
__wrap_unshare(int flags)
{
	keep_counts();
	return __real_unshare(flags);
}

/* Before what the process ran is forgotten. */
static void
write_counts(void)
{
	if (left.p != NULL)
		leave();
	else if (!left.confined)
		__gcov_dump();
}

static int
not_become(int rc)
{
	if (!left.confined)
		__gcov_reset(); /* it goes on, and writes again */
	return rc;
}

int
__wrap_execv(const char *path, char *const argv[])
{
	write_counts();
	return not_become(__real_execv(path, argv));
}

int
__wrap_execvp(const char *file, char *const argv[])
{
	write_counts();
	return not_become(__real_execvp(file, argv));
}

#define WORDS 32

/* -std=c11 knows them not as functions of the language, nor does libgcov. */
#define TAKE_WORDS(argv, arg)                                                  \
	do {                                                                   \
		va_list ap;                                                    \
		size_t n = 0;                                                  \
                                                                               \
		va_start(ap, arg);                                             \
		for (const char *s = arg; s != NULL && n < WORDS;              \
		     s = va_arg(ap, const char *))                             \
			(argv)[n++] = (char *)(uintptr_t)s;                    \
		va_end(ap);                                                    \
	} while (0)

int
__wrap_execl(const char *path, const char *arg, ...)
{
	char *argv[WORDS + 1] = { NULL };

	TAKE_WORDS(argv, arg);
	return __wrap_execv(path, argv);
}

int
__wrap_execlp(const char *file, const char *arg, ...)
{
	char *argv[WORDS + 1] = { NULL };

	TAKE_WORDS(argv, arg);
	return __wrap_execvp(file, argv);
}

void
__wrap__exit(int status)
{
	write_counts();
	__real__exit(status);
}

/*
 * core_left.c: the counts of processes that can not write them.
 *
 * Only in MODE=coverage, where _exit(2) and hj_confine() of every program are
 * these (-Wl,--wrap).  A process that ends by _exit(2) would not write what it
 * ran, and one that is confined must not open the files of counts: it leaves
 * them in memory that it shares with a file opened before.  left.py adds these
 * files to the others.
 *
 * What is in them, once for each source file: a length and its name, a length
 * and its counts as gcov(1) reads them; a length of 0 ends it.  Lengths have 4
 * bytes.  libgcov.a has no other way to the list of what to write than the
 * first members of two structs (gcc 12).
 */
#include <fcntl.h>
#include <gcov.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#include "core/confine.h"

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
static void
prepare(void)
{
	const char *name = __gcov_root.list->filename;
	const char *build = strstr(name, "/build/coverage/");
	char path[4096];
	void *p;
	int fd;

	if (build == NULL)
		return;
	(void)snprintf(path, sizeof(path), "%.*s/build/coverage/left/XXXXXX",
	    (int)(build - name), name);
	if ((fd = mkstemp(path)) < 0)
		return;
	p = ftruncate(fd, (off_t)ROOM) != 0
	    ? MAP_FAILED
	    : mmap(NULL, ROOM, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	if (p != MAP_FAILED && atexit(leave) == 0)
		left.p = p;
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

int __real_hj_confine(const struct hj_confine_profile *profile, const int *keep,
    size_t nkeep, struct hj_confine_report *ret, struct hj_error *err);
int __wrap_hj_confine(const struct hj_confine_profile *profile, const int *keep,
    size_t nkeep, struct hj_confine_report *ret, struct hj_error *err);
void __real__exit(int status);
void __wrap__exit(int status);

int
__wrap_hj_confine(const struct hj_confine_profile *profile, const int *keep,
    size_t nkeep, struct hj_confine_report *ret, struct hj_error *err)
{
	if (left.p == NULL)
		prepare();
	left.confined = true;
	__gcov_root.dumped = 1;
	return __real_hj_confine(profile, keep, nkeep, ret, err);
}

void
__wrap__exit(int status)
{
	if (left.p != NULL)
		leave();
	else if (!left.confined)
		__gcov_dump();
	__real__exit(status);
}

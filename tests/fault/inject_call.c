/* What a system call is about, by /proc, and what it did to the disk. */
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#include "tests/fault/inject.h"

#ifdef __x86_64__
#define IOV_MOST 1024

void
inject_stop(const char *what)
{
	perror(what);
	exit(70);
}

/* ---- what a call is about ---- */

static bool
read_memory(pid_t pid, unsigned long long at, void *to, size_t n)
{
	char name[64];
	bool all;
	int fd;

	(void)snprintf(name, sizeof(name), "/proc/%d/mem", (int)pid);
	fd = open(name, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return false;
	all = pread(fd, to, n, (off_t)at) == (ssize_t)n;
	(void)close(fd);
	return all;
}

static void
link_of(pid_t pid, const char *what, char *ret)
{
	char name[64];
	ssize_t n;

	(void)snprintf(name, sizeof(name), "/proc/%d/%s", (int)pid, what);
	n = readlink(name, ret, INJECT_PATH - 1);
	ret[n > 0 ? n : 0] = '\0';
}

static void
path_of_fd(pid_t pid, int fd, char *ret)
{
	char name[32];

	(void)snprintf(name, sizeof(name), "fd/%d", fd);
	link_of(pid, name, ret);
}

/* A file without a name is linked by way of /proc/self/fd. */
static void
path_at(pid_t pid, int dir, unsigned long long at, char *ret)
{
	char said[INJECT_PATH] = "";
	static const char own[] = "/proc/self/fd/";
	size_t n = 0;

	while (n < sizeof(said) - 1 && read_memory(pid, at + n, said + n, 1) &&
	    said[n] != '\0')
		n++;
	said[n] = '\0';
	if (strncmp(said, own, sizeof(own) - 1) == 0) {
		path_of_fd(pid, atoi(said + sizeof(own) - 1), ret);
		return;
	}
	ret[0] = '\0';
	if (said[0] != '/' && dir == AT_FDCWD)
		link_of(pid, "cwd", ret);
	else if (said[0] != '/')
		path_of_fd(pid, dir, ret);
	n = strlen(ret);
	(void)snprintf(ret + n, INJECT_PATH - n, "%s%s", n != 0 ? "/" : "",
	    said);
}

static void
name_files(struct call *c)
{
	switch (c->w->kind) {
	case BY_FD:
		path_of_fd(c->pid, (int)c->arg[0], c->path);
		break;
	case BY_FIFTH:
		if ((int)c->arg[4] >= 0)
			path_of_fd(c->pid, (int)c->arg[4], c->path);
		break;
	case BY_PATH:
		path_at(c->pid, AT_FDCWD, c->arg[0], c->path);
		break;
	case BY_AT:
		path_at(c->pid, (int)c->arg[0], c->arg[1], c->path);
		break;
	case BY_TWO:
		if (c->nr == SYS_rename) {
			path_at(c->pid, AT_FDCWD, c->arg[0], c->path);
			path_at(c->pid, AT_FDCWD, c->arg[1], c->second);
			break;
		}
		path_at(c->pid, (int)c->arg[0], c->arg[1], c->path);
		path_at(c->pid, (int)c->arg[2], c->arg[3], c->second);
		break;
	case SELF:
		break;
	}
}

/* Where a write goes, and whether it is durable when it returns. */
static void
describe_fd(struct call *c)
{
	char name[64], line[128];
	unsigned flags = 0;
	FILE *f;

	(void)snprintf(name, sizeof(name), "/proc/%d/fdinfo/%d", (int)c->pid,
	    (int)c->arg[0]);
	if ((f = fopen(name, "re")) == NULL)
		return;
	while (fgets(line, sizeof(line), f) != NULL) {
		if (strncmp(line, "pos:", 4) == 0)
			c->offset = strtol(line + 4, NULL, 10);
		else if (strncmp(line, "flags:", 6) == 0)
			flags = (unsigned)strtoul(line + 6, NULL, 8);
	}
	(void)fclose(f);
	c->dsync = (flags & O_DSYNC) != 0;
	if (c->nr == SYS_pwrite64 || c->nr == SYS_pwritev)
		c->offset = (long)c->arg[3];
}

/* ---- the record ---- */

static void
log_bytes(const struct call *c, size_t n, FILE *to)
{
	struct iovec v[IOV_MOST] = { { (void *)(uintptr_t)c->arg[1], n } };
	size_t count = 1;
	uint8_t *p;

	if (c->nr == SYS_writev || c->nr == SYS_pwritev) {
		count = c->arg[2] < IOV_MOST ? c->arg[2] : IOV_MOST;
		if (!read_memory(c->pid, c->arg[1], v, count * sizeof(*v)))
			inject_stop("reading what is written");
	}
	for (size_t i = 0; i < count && n != 0; i++) {
		size_t some = v[i].iov_len < n ? v[i].iov_len : n;

		if (some == 0)
			continue;
		p = malloc(some);
		if (p == NULL ||
		    !read_memory(c->pid, (uintptr_t)v[i].iov_base, p, some) ||
		    fwrite(p, 1, some, to) != some)
			inject_stop("recording what is written");
		free(p);
		n -= some;
	}
}

void
call_record(const struct call *c, long long result, FILE *to)
{
	size_t n = c->w->letter == 'W' ? (size_t)result : 0;
	char letter = c->w->letter;
	long offset = c->offset;

	if (result < 0 || letter == 0)
		return;
	if (letter == 'C' &&
	    (c->arg[2] & (unsigned)O_TMPFILE) == (unsigned)O_TMPFILE) {
		char unnamed[INJECT_PATH];

		path_of_fd(c->pid, (int)result, unnamed);
		(void)fprintf(to, "C 0 0 0 %s\n", unnamed);
		return;
	}
	if (letter == 'C' && c->was && (c->arg[2] & O_TRUNC) != 0)
		letter = 'T';
	else if (letter == 'C' && (c->was || (c->arg[2] & O_CREAT) == 0))
		return;
	if (c->nr == SYS_ftruncate)
		offset = (long)c->arg[1];
	(void)fprintf(to, "%c %ld %zu %d %s%s%s\n", letter, offset, n, c->dsync,
	    c->path, c->second[0] != '\0' ? "\t" : "", c->second);
	if (n != 0)
		log_bytes(c, n, to);
}

void
call_describe(struct call *c)
{
	c->path[0] = c->second[0] = '\0';
	c->offset = 0;
	c->dsync = false;
	name_files(c);
	c->was = access(c->path, F_OK) == 0;
	if (c->w->letter == 'W')
		describe_fd(c);
}
#endif

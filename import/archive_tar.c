#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <sodium.h>

#include "core/file/tar.h"
#include "import/archive_own.h"

#define AT_SIZE 124
#define AT_SUM 148
#define AT_TYPE 156
#define AT_MAGIC 257
#define AT_PREFIX 345
#define NAME_LEN 100
#define PREFIX_LEN 155

struct walk {
	struct hj_archive *a;
	uint64_t at, size; /* of the file */
	uint8_t block[HJ_TAR_BLOCK];
};

static int
cut_short(struct hj_error *err)
{
	return hj_fail(err, HJ_ECORRUPT,
	    "not a whole tar file: it is cut short");
}

static int
next_block(struct walk *w, struct hj_error *err)
{
	size_t got = 0;

	if (w->size - w->at < HJ_TAR_BLOCK)
		return cut_short(err);
	while (got < HJ_TAR_BLOCK) {
		ssize_t n = pread(w->a->fd, w->block + got, HJ_TAR_BLOCK - got,
		    (off_t)(w->at + got));

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return hj_fail_errno(err, errno, "cannot read the tar");
		if (n == 0)
			return cut_short(err);
		got += (size_t)n;
	}
	w->at += HJ_TAR_BLOCK;
	return HJ_OK;
}

/* Octal digits with blanks before and a blank or NUL after, or base 256. */
static bool
number(const uint8_t *p, size_t n, uint64_t *ret)
{
	uint64_t v = 0;
	size_t i = 0;

	if (p[0] == 0x80) {
		for (i = 1; i < n; i++) {
			if (v >> 54 != 0)
				return false;
			v = v << 8 | p[i];
		}
		*ret = v;
		return true;
	}
	while (i < n && p[i] == ' ')
		i++;
	for (; i < n && p[i] >= '0' && p[i] <= '7'; i++)
		v = v << 3 | (uint64_t)(p[i] - '0');
	for (; i < n; i++)
		if (p[i] != ' ' && p[i] != '\0')
			return false;
	*ret = v;
	return true;
}

static bool
sum_fits(const uint8_t *block)
{
	uint64_t said, sum = 0;

	for (size_t i = 0; i < HJ_TAR_BLOCK; i++)
		sum += i >= AT_SUM && i < AT_SUM + 8 ? ' ' : block[i];
	return number(block + AT_SUM, 8, &said) && said == sum;
}

/* Prefix and name, without "./" before and "/" behind; false: no path. */
static bool
member_path(const uint8_t *block, char ret[static HJ_ARCHIVE_PATH])
{
	const char *name = (const char *)block;
	const char *prefix = (const char *)block + AT_PREFIX;
	bool posix = memcmp(block + AT_MAGIC, "ustar", 6) == 0;
	size_t n = strnlen(name, NAME_LEN);
	size_t m = posix ? strnlen(prefix, PREFIX_LEN) : 0;
	char *from = ret;

	(void)snprintf(ret, HJ_ARCHIVE_PATH, "%.*s%s%.*s", (int)m, prefix,
	    m != 0 ? "/" : "", (int)n, name);
	n += m + (m != 0);
	while (n >= 2 && from[0] == '.' && from[1] == '/') {
		from += 2;
		n -= 2;
	}
	if (n > 0 && from[n - 1] == '/' && block[AT_TYPE] == '5')
		n--;
	memmove(ret, from, n);
	ret[n] = '\0';
	if (block[AT_TYPE] == '5' && (n == 0 || (n == 1 && ret[0] == '.')))
		return true;
	return hj_archive_is_path(ret, n);
}

/* Is the head what hanji makes of this name and size, and is nothing hidden
 * between the content and the next head? */
static int
is_plain(struct walk *w, const char *path, uint64_t size, bool *ret,
    struct hj_error *err)
{
	struct hj_tar_member m = { .size = size, .package = true };
	uint8_t head[HJ_TAR_BLOCK];
	size_t rest = (size_t)(size % HJ_TAR_BLOCK);

	*ret = false;
	if (strlen(path) >= sizeof(m.name))
		return HJ_OK;
	memcpy(m.name, path, strlen(path) + 1);
	hj_tar_header(&m, head);
	if (memcmp(head, w->block, sizeof(head)) != 0)
		return HJ_OK;
	*ret = true;
	if (rest == 0)
		return HJ_OK;
	w->at += size - rest;
	if (next_block(w, err) != HJ_OK)
		return (int)err->code;
	w->at -= size - rest + HJ_TAR_BLOCK;
	*ret = sodium_is_zero(w->block + rest, HJ_TAR_BLOCK - rest) == 1;
	return HJ_OK;
}

static int
member(struct walk *w, struct hj_error *err)
{
	const uint8_t type = w->block[AT_TYPE];
	char path[HJ_ARCHIVE_PATH];
	uint64_t size;
	bool plain;

	if (!sum_fits(w->block) ||
	    memcmp(w->block + AT_MAGIC, "ustar", 5) != 0 ||
	    !number(w->block + AT_SIZE, 12, &size))
		return hj_fail(err, HJ_ECORRUPT,
		    "not a tar file, or damaged in the head of a member");
	if (type == 'x' || type == 'g' || type == 'L' || type == 'K')
		return hj_fail(err, HJ_ECORRUPT,
		    "the tar has extended headers, which a package has not: make it with 'tar --format=ustar'");
	if (!member_path(w->block, path))
		return hj_fail(err, HJ_ECORRUPT,
		    "a member of the tar has a name that leads out of it, or is no name: '%s'",
		    path);
	if (type != '0' && type != '\0' && type != '5')
		return hj_fail(err, HJ_ECORRUPT,
		    "'%s' is a link or a device: a package holds files and folders only",
		    path);
	w->a->plain = w->a->plain && type == '0';
	if (type == '5')
		return size == 0 ? HJ_OK
				 : hj_fail(err, HJ_ECORRUPT,
				       "a folder of the tar has a content");
	if (size > w->size - w->at ||
	    hj_tar_padding(size) > w->size - w->at - size)
		return cut_short(err);
	if (hj_archive_add(w->a, path, size, w->at, err) != HJ_OK ||
	    is_plain(w, path, size, &plain, err) != HJ_OK)
		return (int)err->code;
	w->a->plain = w->a->plain && plain;
	w->at += size + hj_tar_padding(size);
	return HJ_OK;
}

/* After the end there is nothing to hide in. */
static int
ending(struct walk *w, struct hj_error *err)
{
	size_t blocks = 1;

	for (; w->at < w->size; blocks++) {
		if (next_block(w, err) != HJ_OK)
			return (int)err->code;
		if (sodium_is_zero(w->block, HJ_TAR_BLOCK) != 1)
			return hj_fail(err, HJ_ECORRUPT,
			    "something follows after the end of the tar");
	}
	w->a->plain = w->a->plain && blocks == 2;
	return blocks >= 2 ? HJ_OK : cut_short(err);
}

int
hj_archive_walk_tar(struct hj_archive *a, uint64_t size, struct hj_error *err)
{
	struct walk w = { .a = a, .size = size };

	for (;;) {
		if (next_block(&w, err) != HJ_OK)
			return (int)err->code;
		if (sodium_is_zero(w.block, HJ_TAR_BLOCK) == 1)
			return ending(&w, err);
		if (member(&w, err) != HJ_OK)
			return (int)err->code;
	}
}

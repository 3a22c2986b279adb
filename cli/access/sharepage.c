#include <errno.h>
#include <fcntl.h>
#include <linux/magic.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <time.h>
#include <unistd.h>

#include "cli/access/sharepage.h"
#include "cli/screen/outfile.h"
#include "cli/screen/say.h"
#include "core/file/file.h"
#include "core/keys/slip39.h"

#define ROWS 11
#define PAGE_MAX ((size_t)8 << 10)

/* ---- where to ---- */

static bool
in_memory(const struct statfs *fs)
{
	return fs->f_type == TMPFS_MAGIC || fs->f_type == RAMFS_MAGIC;
}

static int
refuse(struct hj_error *err)
{
	return hj_fail(err, HJ_EREFUSED,
	    "recovery shares are not written to a disk, which forgets nothing: write into memory (/dev/shm), or to a printer: -o - | lp");
}

static int
judge_output(struct hj_error *err)
{
	struct statfs fs;
	struct stat st;

	if (fstat(STDOUT_FILENO, &st) != 0)
		return hj_fail_errno(err, errno, "cannot write the output");
	if (isatty(STDOUT_FILENO))
		return hj_fail(err, HJ_EREFUSED,
		    "on a terminal the shares would stay above the prompt: leave -o out, or pipe them to a printer: -o - | lp");
	if (S_ISREG(st.st_mode) &&
	    (fstatfs(STDOUT_FILENO, &fs) != 0 || !in_memory(&fs)))
		return refuse(err);
	return HJ_OK;
}

int
sharepage_allowed(const char *path, struct hj_error *err)
{
	struct outfile at;
	struct statfs fs;

	if (strcmp(path, "-") == 0)
		return judge_output(err);
	if (outfile_split(path, &at, err) != HJ_OK ||
	    outfile_vacant(path, err) != HJ_OK)
		return (int)err->code;
	if (statfs(at.dir, &fs) != 0)
		return hj_fail_errno(err, errno, "cannot write '%s'", path);
	return in_memory(&fs) ? HJ_OK : refuse(err);
}

/* ---- a page, in guarded memory ---- */

struct page {
	struct hj_secret *room; /* PAGE_MAX */
	size_t n;
	bool html;
};

static void HJ_PRINTF(2, 3) put(struct page *p, const char *fmt, ...)
{
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf((char *)hj_secret_bytes(p->room) + p->n, PAGE_MAX - p->n,
	    fmt, ap);
	va_end(ap);
	if (n > 0)
		p->n += (size_t)n < PAGE_MAX - p->n ? (size_t)n
						    : PAGE_MAX - p->n - 1;
}

/* Columns downwards, as one reads. */
static void
put_words(struct page *p, const struct hj_secret *words)
{
	const char *at[HJ_SLIP39_WORDS], *s;
	int len[HJ_SLIP39_WORDS];
	const char *end;

	s = (const char *)hj_secret_peek(words);
	end = s + hj_secret_len(words);
	for (unsigned i = 0; i < HJ_SLIP39_WORDS; i++) {
		for (at[i] = s; s < end && *s != ' ';)
			s++;
		len[i] = (int)(s - at[i]);
		s += s < end;
	}
	for (unsigned row = 0; row < ROWS; row++) {
		for (unsigned i = row; i < HJ_SLIP39_WORDS; i += ROWS)
			put(p, "    %2u  %-10.*s", i + 1, len[i], at[i]);
		put(p, "\n");
	}
}

/* Nothing on it says what it opens. */
static void
put_share(struct page *p, unsigned i, const struct hj_secret *words,
    struct hj_header_shares shares)
{
	const time_t now = time(NULL);
	struct tm t = { 0 };

	(void)localtime_r(&now, &t);
	p->n = 0;
	put(p, "%s", p->html ? "<pre>\n" : "\n");
	put(p, _("Recovery share %u of %u"), i + 1, (unsigned)shares.of);
	put(p, "    %04d-%02d-%02d\n\n\n", t.tm_year + 1900, t.tm_mon + 1,
	    t.tm_mday);
	put_words(p, words);
	put(p, "\n\n%s\n",
	    _("Keep it where nobody looks for it, apart from the other shares and from the\ncomputer.  Give it to nobody who only telephones or writes.  Where it is not\nwanted any more, burn it."));
	put(p, "%s", p->html ? "</pre>\n" : "\f");
}

static int
write_pages(int fd, const char *name, struct page *p,
    struct hj_secret *const *words, struct hj_header_shares shares,
    struct hj_error *err)
{
	static const char head[] =
	    "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>.</title>\n"
	    "<style>pre { break-after: page; font: 14pt monospace }</style></head><body>\n";
	static const char tail[] = "</body></html>\n";
	int rc = HJ_OK;

	if (p->html)
		rc = hj_fd_write(fd, name, head, sizeof(head) - 1, err);
	for (unsigned i = 0; rc == HJ_OK && i < shares.of; i++) {
		put_share(p, i, words[i], shares);
		rc = hj_fd_write(fd, name, hj_secret_peek(p->room), p->n, err);
	}
	if (rc == HJ_OK && p->html)
		rc = hj_fd_write(fd, name, tail, sizeof(tail) - 1, err);
	return rc;
}

static bool
ends_html(const char *path)
{
	size_t n = strlen(path);

	return n > 5 && strcmp(path + n - 5, ".html") == 0;
}

int
sharepage_write(const char *path, struct hj_secret *const *words,
    struct hj_header_shares shares, struct hj_error *err)
{
	struct page p = { .html = ends_html(path) };
	const bool out = strcmp(path, "-") == 0;
	int fd = STDOUT_FILENO, rc;

	if ((rc = sharepage_allowed(path, err)) != HJ_OK ||
	    (rc = hj_secret_new(PAGE_MAX, &p.room, err)) != HJ_OK)
		return rc;
	if (!out)
		fd = open(path,
		    O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (fd < 0)
		rc = hj_fail_errno(err, errno, "cannot create '%s'", path);
	else
		rc = write_pages(fd, path, &p, words, shares, err);
	if (!out && fd >= 0) {
		(void)close(fd);
		if (rc != HJ_OK)
			(void)unlink(path);
	}
	hj_secret_free(p.room);
	return rc;
}

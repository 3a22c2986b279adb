#include <errno.h>
#include <limits.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "cli/finaltext.h"
#include "cli/installed.h"
#include "cli/process.h"
#include "cli/say.h"
#include "core/file.h"
#include "core/tar.h"
#include "core/worddiff.h"
#include "export/bagging.h"
#include "export/doctext.h"
#include "import/archive.h"

#define DATA HJ_BAGGING_FOLDER "data/"

static bool
stop(void *to)
{
	(void)to;
	return process_interrupted();
}

static void
note(const struct hj_doctext *t, struct finalfacts *to)
{
	to->words = hj_wordcount((const char *)t->text.data, t->text.len);
	to->remarks += t->comments + t->changes;
	to->unread += t->unread;
	to->is_signed |= hj_doctext_is_signed(t);
}

static int
document(const struct hj_buf *bytes, struct hj_buf *to, struct finalfacts *ret,
    struct hj_error *err)
{
	char program[PATH_MAX];
	struct hj_doctext t;
	int rc = installed_program("hanji-text", program, err);

	if (rc != HJ_OK)
		return rc;
	hj_doctext_init(&t);
	/* What the file says of itself is read by who gets it, too. */
	if ((rc = hj_doctext_read(program, stop, NULL, bytes->data, bytes->len,
		 &t, err)) == HJ_OK &&
	    (rc = hj_buf_add(to, t.text.data, t.text.len, err)) == HJ_OK &&
	    (rc = hj_buf_putc(to, '\n', err)) == HJ_OK)
		rc = hj_buf_add(to, t.meta.data, t.meta.len, err);
	if (rc == HJ_OK && ret != NULL)
		note(&t, ret);
	hj_doctext_clear(&t);
	return rc;
}

/* ---- a package: all that is in it ---- */

static int
into_memory(const struct hj_buf *bytes, int *ret, struct hj_error *err)
{
	int fd = memfd_create("hanji", MFD_CLOEXEC);

	if (fd < 0)
		return hj_fail_errno(err, errno, "cannot use memory");
	*ret = fd;
	return hj_fd_write(fd, _("memory"), bytes->data, bytes->len, err);
}

/* The petition as XML is read as it stands; what cannot be read in an attachment
 * was said when it was packed. */
static int
member(const struct hj_archive *a, const struct hj_archive_file *f,
    struct hj_buf *to, struct finalfacts *ret, struct hj_error *err)
{
	struct hj_buf b = HJ_BUF(HJ_DOCTEXT_MAX);
	struct hj_error why = { .say = err->say };
	const char *name = strrchr(f->path, '/');
	struct finalfacts facts = { .words = 0 };
	int rc = hj_archive_load(a, f, &b, err);

	if (rc == HJ_OK && strstr(name, ".xml") != NULL) {
		if ((rc = hj_buf_add(to, b.data, b.len, err)) == HJ_OK)
			rc = hj_buf_putc(to, '\n', err);
	} else if (rc == HJ_OK &&
	    (rc = document(&b, to, &facts, &why)) != HJ_OK) {
		if (name[1] != 'a' || (rc != HJ_EREFUSED && rc != HJ_EINVAL))
			*err = why;
		else
			rc = HJ_OK;
	}
	/* The document says how many words; of an attachment that leaves as it
	 * is somebody said why. */
	if (ret != NULL && name[1] == 'd') {
		if (strstr(name, ".html") != NULL)
			ret->words = facts.words;
		ret->remarks += facts.remarks;
		ret->unread += facts.unread;
		ret->is_signed |= facts.is_signed;
	}
	hj_buf_clear(&b);
	return rc;
}

static int
package(const struct hj_buf *bytes, struct hj_buf *to, struct finalfacts *ret,
    struct hj_error *err)
{
	struct hj_archive a = { .fd = -1 };
	int fd = -1, rc = into_memory(bytes, &fd, err);

	if (rc == HJ_OK)
		rc = hj_archive_open(fd, &a, err);
	/* Case files in it left whole, as everybody in them agreed to. */
	for (size_t i = 0; rc == HJ_OK && i < a.n; i++)
		if (strncmp(a.file[i].path, DATA, sizeof(DATA) - 1) == 0 &&
		    a.file[i].path[sizeof(DATA) - 1] != 'p')
			rc = member(&a, &a.file[i], to, ret, err);
	hj_archive_clear(&a);
	if (fd >= 0)
		(void)close(fd);
	return rc;
}

static bool
is_package(const struct hj_buf *b)
{
	return b->len > HJ_TAR_BLOCK && memcmp(b->data + 257, "ustar", 5) == 0;
}

int
finaltext_read(const struct hj_buf *bytes, struct hj_buf *to,
    struct finalfacts *ret, struct hj_error *err)
{
	return is_package(bytes) ? package(bytes, to, ret, err)
				 : document(bytes, to, ret, err);
}

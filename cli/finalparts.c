#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/finalparts.h"
#include "cli/process.h"
#include "cli/say.h"
#include "core/confine.h"
#include "core/file.h"
#include "core/limits.h"
#include "core/text.h"
#include "export/bagging.h"
#include "export/doctext.h"
#include "import/archive.h"

#define DATA HJ_BAGGING_FOLDER "data/"

/* ---- the confined process: a line a file ---- */

struct listing {
	int package, index; /* in memory */
};

/* "p x 1536 400": the letter; x XML, h HTML, - neither; offset; length. */
static int
list_one(const struct hj_archive_file *f, struct hj_buf *to,
    struct hj_error *err)
{
	const char *name = strrchr(f->path, '/');
	char kind = '-';

	if (strstr(name, ".xml") != NULL)
		kind = 'x';
	else if (strstr(name, ".html") != NULL)
		kind = 'h';
	return hj_buf_printf(to, err, "%c %c %llu %llu\n", name[1], kind,
	    (unsigned long long)f->offset, (unsigned long long)f->size);
}

static int
list(void *with, struct hj_error *err)
{
	const struct listing *l = with;
	struct hj_buf lines = HJ_BUF(HJ_TEXT_MAX);
	struct hj_archive a = { .fd = -1 };
	int rc = hj_archive_open(l->package, &a, err);

	for (size_t i = 0; rc == HJ_OK && i < a.n; i++)
		if (strncmp(a.file[i].path, DATA, sizeof(DATA) - 1) == 0 &&
		    a.file[i].path[sizeof(DATA) - 1] != 'p')
			rc = list_one(&a.file[i], &lines, err);
	if (rc == HJ_OK)
		rc = hj_fd_write(l->index, _("memory"), lines.data, lines.len,
		    err);
	hj_archive_clear(&a);
	hj_buf_clear(&lines);
	return rc;
}

/* ---- this process ---- */

static int
broken(struct hj_error *err)
{
	return hj_fail(err, HJ_ECORRUPT,
	    "whoever read it was stopped: the file attacked it, or the installation is damaged");
}

static int
read_part(const struct hj_buf *package, char *line, struct finalpart *ret,
    struct hj_error *err)
{
	struct hj_error ignored = HJ_ERROR;
	uint64_t offset = 0, size = 0;
	char *second;

	if (strlen(line) < 7 || line[1] != ' ' || line[3] != ' ' ||
	    (second = strchr(line + 4, ' ')) == NULL)
		return broken(err);
	*second++ = '\0';
	if (hj_text_number(line + 4, strlen(line + 4), 0, package->len, &offset,
		&ignored) != HJ_OK ||
	    hj_text_number(second, strlen(second), 0, package->len - offset,
		&size, &ignored) != HJ_OK)
		return broken(err);
	if (size > HJ_DOCTEXT_MAX)
		return hj_fail(err, HJ_ELIMIT,
		    "a file in it is larger than %llu MiB",
		    (unsigned long long)HJ_DOCTEXT_MAX >> 20);
	*ret = (struct finalpart){ .bytes = package->data + offset,
		.n = (size_t)size,
		.first = line[0],
		.is_xml = line[2] == 'x',
		.is_html = line[2] == 'h' };
	return HJ_OK;
}

static int
read_index(const struct hj_buf *package, int fd, finalpart_fn *fn, void *to,
    struct hj_error *err)
{
	struct hj_buf b = HJ_BUF(HJ_TEXT_MAX + 1);
	struct finalpart part;
	struct stat st;
	uint8_t *room;
	size_t got = 0;
	int rc = HJ_OK;

	if (fstat(fd, &st) != 0 || lseek(fd, 0, SEEK_SET) != 0 ||
	    st.st_size < 0 || (uint64_t)st.st_size > HJ_TEXT_MAX)
		return broken(err);
	if (st.st_size != 0 &&
	    (rc = hj_buf_extend(&b, (size_t)st.st_size, &room, err)) == HJ_OK)
		rc = hj_fd_read(fd, _("memory"), room, (size_t)st.st_size, &got,
		    err);
	for (size_t at = 0; rc == HJ_OK && at < got;) {
		char *line = (char *)b.data + at;
		char *end = memchr(line, '\n', got - at);

		if (end == NULL) {
			rc = broken(err);
			break;
		}
		*end = '\0';
		at += (size_t)(end - line) + 1;
		if ((rc = read_part(package, line, &part, err)) == HJ_OK)
			rc = fn(to, &part, err);
	}
	hj_buf_clear(&b);
	return rc;
}

static int
run(struct listing *l, struct hj_error *err)
{
	const struct hj_confine_profile profile = { .filter = true,
		.open_files = true,
		.memory = UINT64_MAX, /* the map of the vault is in it */
		.descriptors = 64,
		.output = true,
		.cpu = 60 };
	const int keep[] = { l->package, l->index };

	return process_fork_confined(list, l, &profile, keep, HJ_LEN(keep),
	    err);
}

int
finalparts_each(const struct hj_buf *package, finalpart_fn *fn, void *to,
    struct hj_error *err)
{
	struct listing l = { memfd_create("hanji", MFD_CLOEXEC),
		memfd_create("hanji", MFD_CLOEXEC) };
	int rc = HJ_OK;

	if (l.package < 0 || l.index < 0)
		rc = hj_fail_errno(err, errno, "cannot use memory");
	if (rc == HJ_OK &&
	    (rc = hj_fd_write(l.package, _("memory"), package->data,
		 package->len, err)) == HJ_OK &&
	    (rc = run(&l, err)) == HJ_OK)
		rc = read_index(package, l.index, fn, to, err);
	if (l.package >= 0)
		(void)close(l.package);
	if (l.index >= 0)
		(void)close(l.index);
	return rc;
}

#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "cli/arriving/parcel_own.h"
#include "cli/petition/finalparts.h"
#include "cli/screen/say.h"
#include "core/base/limits.h"
#include "core/base/text.h"
#include "core/file/file.h"
#include "export/doctext/doctext.h"

static int
read_part(const struct hj_buf *package, char *line, struct finalpart *ret,
    struct hj_error *err)
{
	struct hj_error ignored = HJ_ERROR;
	uint64_t offset = 0, size = 0;
	char *second;

	if (strlen(line) < 7 || line[1] != ' ' || line[3] != ' ' ||
	    (second = strchr(line + 4, ' ')) == NULL)
		return parcel_broken(err);
	*second++ = '\0';
	if (hj_text_number(line + 4, strlen(line + 4), 0, package->len, &offset,
		&ignored) != HJ_OK ||
	    hj_text_number(second, strlen(second), 0, package->len - offset,
		&size, &ignored) != HJ_OK)
		return parcel_broken(err);
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
read_lines(const struct hj_buf *package, struct hj_buf *b, finalpart_fn *fn,
    void *to, struct hj_error *err)
{
	struct finalpart part;
	int rc = HJ_OK;

	for (size_t at = 0; rc == HJ_OK && at < b->len;) {
		char *line = (char *)b->data + at;
		char *end = memchr(line, '\n', b->len - at);

		if (end == NULL)
			return parcel_broken(err);
		*end = '\0';
		at += (size_t)(end - line) + 1;
		if ((rc = read_part(package, line, &part, err)) == HJ_OK)
			rc = fn(to, &part, err);
	}
	return rc;
}

int
finalparts_each(const struct hj_buf *package, finalpart_fn *fn, void *to,
    struct hj_error *err)
{
	struct hj_buf lines = HJ_BUF(HJ_TEXT_MAX);
	struct parcel_hearing h = PARCEL_HEARING;
	int memory = memfd_create("hanji", MFD_CLOEXEC), rc;

	h.lines = &lines;
	if (memory < 0)
		return hj_fail_errno(err, errno, "cannot use memory");
	if ((rc = hj_fd_write(memory, _("memory"), package->data, package->len,
		 err)) == HJ_OK &&
	    (rc = parcel_errand(PARCEL_LIST, memory, &h, err)) == HJ_OK)
		rc = read_lines(package, &lines, fn, to, err);
	(void)close(memory);
	hj_buf_clear(&lines);
	return rc;
}

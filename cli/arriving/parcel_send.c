#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/arriving/parcel_own.h"
#include "core/base/limits.h"
#include "core/file/tar.h"
#include "export/bag/bagging.h"
#include "import/archive.h"

static int
send_all(const uint8_t *p, size_t n, struct hj_error *err)
{
	while (n != 0) {
		ssize_t k = write(STDOUT_FILENO, p, n);

		if (k < 0 && errno == EINTR)
			continue;
		if (k < 0)
			return hj_fail_errno(err, errno, "cannot write a pipe");
		p += k;
		n -= (size_t)k;
	}
	return HJ_OK;
}

int
parcel_send(enum parcel_frame what, const uint8_t *p, size_t n,
    struct hj_error *err)
{
	do {
		size_t some = n < PARCEL_PIECE ? n : PARCEL_PIECE;
		const uint8_t head[PARCEL_HEADER] = { (uint8_t)what,
			(uint8_t)(some >> 24), (uint8_t)(some >> 16),
			(uint8_t)(some >> 8), (uint8_t)some };

		if (send_all(head, sizeof(head), err) != HJ_OK ||
		    send_all(p, some, err) != HJ_OK)
			return (int)err->code;
		p += some;
		n -= some;
	} while (n != 0);
	return HJ_OK;
}

/* ---- a folder: its files once, as a tar ---- */

static int
put(void *to, const uint8_t *p, size_t n, struct hj_error *err)
{
	(void)to;
	return n == 0 ? HJ_OK : parcel_send(PARCEL_TAR, p, n, err);
}

static int
put_head(const char *name, uint64_t size, struct hj_error *err)
{
	struct hj_tar_member m = { .size = size, .package = true };
	uint8_t block[HJ_TAR_BLOCK];

	if (strlen(name) >= sizeof(m.name))
		return hj_fail(err, HJ_ECORRUPT,
		    "a package of hanji has no such file");
	(void)snprintf(m.name, sizeof(m.name), "%s", name);
	hj_tar_header(&m, block);
	return put(NULL, block, sizeof(block), err);
}

int
parcel_spool(struct hj_error *err)
{
	static const uint8_t zeroes[2 * HJ_TAR_BLOCK];
	struct hj_archive a;
	uint64_t total = 0;
	int rc = hj_archive_open(STDIN_FILENO, &a, err);

	for (size_t i = 0; rc == HJ_OK && i < a.n; i++) {
		const struct hj_archive_file *f = &a.file[i];

		if ((total += f->size) > HJ_OPENED_MAX)
			rc = hj_fail(err, HJ_ELIMIT,
			    "the file holds more than %llu MiB",
			    (unsigned long long)HJ_OPENED_MAX >> 20);
		else if ((rc = put_head(f->path, f->size, err)) == HJ_OK &&
		    (rc = hj_archive_read(&a, f, put, NULL, err)) == HJ_OK)
			rc = put(NULL, zeroes, hj_tar_padding(f->size), err);
	}
	if (rc == HJ_OK && hj_archive_find(&a, "pad") == NULL)
		rc = put_head("pad", 0, err);
	if (rc == HJ_OK)
		rc = put(NULL, zeroes, sizeof(zeroes), err);
	hj_archive_clear(&a);
	return rc;
}

/* ---- a tar of ours: what is in it ---- */

#define DATA HJ_BAGGING_FOLDER "data/"

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

int
parcel_list(struct hj_error *err)
{
	struct hj_buf lines = HJ_BUF(HJ_TEXT_MAX);
	struct hj_archive a;
	int rc = hj_archive_open(STDIN_FILENO, &a, err);

	for (size_t i = 0; rc == HJ_OK && i < a.n; i++)
		if (strncmp(a.file[i].path, DATA, sizeof(DATA) - 1) == 0 &&
		    strchr("pt", a.file[i].path[sizeof(DATA) - 1]) == NULL)
			rc = list_one(&a.file[i], &lines, err);
	if (rc == HJ_OK)
		rc = parcel_send(PARCEL_LINES, lines.data, lines.len, err);
	hj_archive_clear(&a);
	hj_buf_clear(&lines);
	return rc;
}

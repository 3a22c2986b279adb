#include <string.h>

#include "cli/verify/verify_own.h"
#include "core/base/limits.h"

/* A hundred thousand fingerprints that case files name. */
#define NAMED_MAX ((size_t)16 << 20)

#define BEGIN "<sha256>"
#define HEX 64

/* All that a case file names: 64 digits and a line feed each. */
static int
collect(const struct hj_buf *file, struct hj_buf *to, struct hj_error *err)
{
	const char *p = (const char *)file->data, *end = p + file->len;

	while ((p = memmem(p, (size_t)(end - p), BEGIN, sizeof(BEGIN) - 1)) !=
	    NULL) {
		p += sizeof(BEGIN) - 1;
		if (end - p < HEX + 1 || p[HEX] != '<')
			continue;
		if (hj_buf_add(to, p, HEX, err) != HJ_OK ||
		    hj_buf_putc(to, '\n', err) != HJ_OK)
			return (int)err->code;
	}
	return HJ_OK;
}

static bool
is_below(const struct verifying *v, size_t i, const char *folder)
{
	size_t root = strlen(v->root);
	const char *path = v->a->file[i].path;

	return strncmp(path, v->root, root) == 0 &&
	    strncmp(path + root, folder, strlen(folder)) == 0;
}

static int
collect_all(const struct verifying *v, struct hj_buf *to, struct hj_error *err)
{
	int rc = HJ_OK;

	for (size_t i = 0; i < v->a->n && rc == HJ_OK; i++) {
		struct hj_buf file = HJ_BUF(HJ_CASE_MAX);

		/* What is too large is no case file, which was said. */
		if (is_below(v, i, "data/p") &&
		    v->a->file[i].size <= HJ_CASE_MAX &&
		    (rc = hj_archive_load(v->a, &v->a->file[i], &file, err)) ==
			HJ_OK)
			rc = collect(&file, to, err);
		hj_buf_clear(&file);
	}
	return rc;
}

static int
judge(const struct verifying *v, const struct hj_archive_file *f,
    const struct hj_buf *named, struct hj_error *err)
{
	char hex[HJ_ARCHIVE_SHA256];
	int rc;

	if ((rc = hj_archive_sha256(v->a, f, hex, err)) != HJ_OK)
		return rc;
	if (memmem(named->data, named->len, hex, HEX) != NULL)
		return hj_rule(v->j, HJ_HOLDS, "attachment",
		    f->path + strlen(v->root), err,
		    "the attachment that a case file in it names");
	return hj_rule(v->j, HJ_UNCHECKED, "attachment",
	    f->path + strlen(v->root), err,
	    "whether it shows what it says: a copy, and no case file in it has its fingerprint");
}

int
verify_attachments(const struct verifying *v, struct hj_error *err)
{
	struct hj_buf named = HJ_BUF(NAMED_MAX);
	int rc = collect_all(v, &named, err);

	for (size_t i = 0; i < v->a->n && rc == HJ_OK; i++)
		if (is_below(v, i, "data/a"))
			rc = judge(v, &v->a->file[i], &named, err);
	hj_buf_clear(&named);
	return rc;
}

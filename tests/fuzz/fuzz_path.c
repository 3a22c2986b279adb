/*
 * Lines of changes, applied to an empty file in turn: a change that fails
 * changes nothing, one that works leaves a file that the strict reader takes,
 * and the path of every element leads back to it.
 */
#include <stdlib.h>
#include <string.h>

#include "core/base/limits.h"
#include "core/case/codec.h"
#include "core/case/path.h"

/* run.sh: -max_len=512 */
int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

static void
must(bool held)
{
	if (!held)
		abort();
}

static int
apply(struct hj_record *r, const char *line, struct hj_path_labels *labels)
{
	struct hj_error err = HJ_ERROR;
	const char *path, *value;
	enum hj_path_op op;
	bool changed;
	size_t n;

	if (hj_path_split(line, &path, &n, &op, &value, &err) != HJ_OK)
		return (int)err.code;
	return hj_path_apply(r, path, n, op, value, strlen(value), labels,
	    &changed, &err);
}

/* *file is the file as it stood, and then as it stands: it was read before. */
static void
change(struct hj_record *r, const char *line, struct hj_path_labels *labels,
    struct hj_buf *file)
{
	struct hj_error err = HJ_ERROR;
	struct hj_buf after = HJ_BUF(HJ_CASE_MAX);
	struct hj_record *back = NULL;
	size_t made = labels->n;
	bool failed = apply(r, line, labels) != HJ_OK;

	must(hj_codec_encode(r, &after, &err) == HJ_OK);
	if (failed) {
		must(labels->n == made && file->len == after.len);
		must(memcmp(file->data, after.data, after.len) == 0);
		hj_buf_clear(&after);
		return;
	}
	must(hj_codec_decode(after.data, after.len, &back, &err) == HJ_OK);
	hj_record_free(back);
	hj_buf_clear(file);
	*file = after;
}

static void
paths_lead_back(const struct hj_record *r)
{
	struct hj_node *root = hj_record_root(r);
	struct hj_buf b = HJ_BUF(HJ_CASE_MAX);

	for (struct hj_node *n = root; n != NULL; n = hj_node_next(n, root)) {
		struct hj_error err = HJ_ERROR;
		struct hj_node *found = NULL;
		enum hj_attr_name attr;
		const char *path;

		hj_buf_reset(&b);
		must(hj_path_of(n, HJ_NATTRS, &b, &err) == HJ_OK);
		must(hj_buf_text(&b, &path, &err) == HJ_OK);
		must(hj_path_find(r, path, &found, &attr, &err) == HJ_OK);
		must(found == n && attr == HJ_NATTRS);
	}
	hj_buf_clear(&b);
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct hj_path_labels labels = { .n = 0 };
	struct hj_buf file = HJ_BUF(HJ_CASE_MAX);
	struct hj_record *r = NULL;
	struct hj_error err = HJ_ERROR;
	char *text, *line, *rest;

	if (n > 4096 || (text = malloc(n + 1)) == NULL)
		return 0;
	memcpy(text, p, n);
	text[n] = '\0';
	must(hj_record_new("case", &r, &err) == HJ_OK);
	must(hj_codec_encode(r, &file, &err) == HJ_OK);
	for (line = strtok_r(text, "\n", &rest); line != NULL;
	     line = strtok_r(NULL, "\n", &rest))
		change(r, line, &labels, &file);
	paths_lead_back(r);
	hj_buf_clear(&file);
	hj_record_free(r);
	free(text);
	return 0;
}

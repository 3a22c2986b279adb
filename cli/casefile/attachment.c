#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "cli/access/installed.h"
#include "cli/access/process.h"
#include "cli/casefile/attachment.h"
#include "core/case/path.h"
#include "core/file/mediatype.h"
#include "export/clean/clean.h"

bool
attachment_of(const struct hj_node *evidence, struct attachment *ret)
{
	ret->id = hj_node_attr(evidence, "id");
	ret->blob = hj_node_value(evidence, "blob");
	ret->file = hj_node_value(evidence, "file");
	ret->type = hj_node_value(evidence, "media-type");
	ret->sha256 = hj_node_value(evidence, "sha256");
	ret->bytes = hj_node_value(evidence, "bytes");
	return ret->blob != NULL;
}

int
attachment_find(const struct casefile *f, const char *which,
    struct attachment *ret, struct hj_error *err)
{
	struct hj_node *node = NULL;
	enum hj_attr_name attr;
	char path[64];

	if (snprintf(path, sizeof(path), "evidence[%s]", which) >=
	    (int)sizeof(path))
		return hj_fail(err, HJ_ENOTFOUND,
		    "no evidence of that name; 'hanji show CASE' shows which there are");
	/* What the path lacks is no word of whoever typed "e1". */
	if (hj_path_find(f->record, path, &node, &attr, err) != HJ_OK)
		return err->code == HJ_EINVAL || err->code == HJ_ENOTFOUND
		    ? hj_fail(err, HJ_ENOTFOUND,
			  "there is no evidence '%s': say its id, or 1 for the first; 'hanji show CASE' shows which there are",
			  which)
		    : (int)err->code;
	if (!attachment_of(node, ret))
		return hj_fail(err, HJ_ENOTFOUND,
		    "evidence '%s' has no attachment in this vault", which);
	return HJ_OK;
}

static int
keep(void *to, const uint8_t *p, size_t n, struct hj_error *err)
{
	if (process_check(err) != HJ_OK)
		return (int)err->code;
	return hj_buf_add(to, p, n, err);
}

static bool
stop(void *to)
{
	(void)to;
	return process_interrupted();
}

static const char *
end_of(const struct hj_buf *copy)
{
	static const struct {
		const char *type, *end;
	} ends[] = { { HJ_TYPE_JPEG, ".jpg" }, { HJ_TYPE_PNG, ".png" },
		{ HJ_TYPE_PDF, ".pdf" }, { HJ_TYPE_ODT, ".odt" } };
	const char *type = hj_mediatype(copy->data, copy->len, NULL);

	for (size_t i = 0; type != NULL && i < HJ_LEN(ends); i++)
		if (strcmp(ends[i].type, type) == 0)
			return ends[i].end;
	return ".docx"; /* an archive that is nothing else */
}

int
attachment_named(const char *said, struct attachment_named *ret,
    struct hj_error *err)
{
	const char *slash = strchr(said, '/');

	if (slash == NULL)
		return cli_usage(err,
		    "--attach needs the case and the attachment: --attach k7m2/e3q9zt");
	ret->evidence = slash + 1;
	return hj_id_typed(said, (size_t)(slash - said), ret->id, &ret->n, err);
}

bool
attachment_is_of(const struct attachment_named *a, const struct hj_id *id)
{
	char text[HJ_ID_CHARS + 1];

	hj_id_text(id, text);
	return memcmp(text, a->id, a->n) == 0;
}

int
attachment_clean(struct cli *c, const struct casefile *f,
    const struct attachment *a, struct hj_buf *to, const char **end,
    struct hj_error *err)
{
	struct hj_buf original = HJ_BUF(HJ_CLEAN_MAX);
	char program[PATH_MAX];
	const struct hj_clean how = { .program = program, .stop = stop };
	int rc = installed_program("hanji-clean", program, err);

	if (rc == HJ_OK)
		rc = hj_vault_extract(c->vault, &f->row, a->blob, keep,
		    &original, err);
	if (rc == HJ_OK)
		rc = hj_clean_copy(&how, &original, to, err);
	if (rc == HJ_OK)
		*end = end_of(to);
	hj_buf_clear(&original);
	return rc;
}

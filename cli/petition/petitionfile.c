#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include <sodium.h>

#include "cli/access/process.h"
#include "cli/petition/petitionfile.h"
#include "cli/screen/say.h"
#include "cli/wording/span.h"
#include "core/case/path.h"
#include "core/log/log.h"

#define WORKING "working"

static const struct {
	const char *end, *media;
} kinds[] = {
	{ ".html", "text/html" },
	{ ".htm", "text/html" },
	{ ".txt", "text/plain" },
	{ ".xml", "application/xml" },
	{ ".pdf", "application/pdf" },
	{ ".bag", "application/x-tar" },
	{ ".tar", "application/x-tar" },
	{ ".odt", "application/vnd.oasis.opendocument.text" },
	{ ".docx",
	    "application/vnd.openxmlformats-officedocument.wordprocessingml.document" },
};

const char *
petitionfile_media(const char *path)
{
	size_t n = strlen(path);

	for (size_t i = 0; i < HJ_LEN(kinds); i++) {
		size_t end = strlen(kinds[i].end);

		if (n > end && strcasecmp(path + n - end, kinds[i].end) == 0)
			return kinds[i].media;
	}
	return NULL;
}

/* ---- in ---- */

struct source {
	const struct hj_buf *bytes;
	size_t at;
};

static int
read_some(void *from, uint8_t *p, size_t n, size_t *got, struct hj_error *err)
{
	struct source *s = from;
	size_t left = s->bytes->len - s->at;

	*got = n < left ? n : left;
	if (*got != 0)
		memcpy(p, s->bytes->data + s->at, *got);
	s->at += *got;
	return process_check(err);
}

static int
set(struct hj_record *r, struct hj_path_labels *labels, const char *field,
    const char *value, struct hj_error *err)
{
	char path[64];
	int n;

	if (value == NULL)
		return HJ_OK;
	n = snprintf(path, sizeof(path), "evidence[+e].%s", field);
	return hj_path_apply(r, path, (size_t)n, HJ_PATH_SET, value,
	    strlen(value), labels, NULL, err);
}

static int
describe(struct hj_record *r, struct hj_path_labels *labels,
    const struct petitionfile *what, const struct hj_blob_facts *b,
    struct hj_error *err)
{
	const char *slash =
	    what->path != NULL ? strrchr(what->path, '/') : NULL;
	char sha256[65], sha512[129], bytes[24], today[SPAN_TEXT];

	(void)snprintf(bytes, sizeof(bytes), "%" PRIu64, b->bytes);
	(void)sodium_bin2hex(sha256, sizeof(sha256), b->sha256,
	    sizeof(b->sha256));
	(void)sodium_bin2hex(sha512, sizeof(sha512), b->sha512,
	    sizeof(b->sha512));
	span_today(today);
	if (set(r, labels, "title", what->title, err) != HJ_OK ||
	    set(r, labels, "role", what->role, err) != HJ_OK ||
	    set(r, labels, "type", what->type, err) != HJ_OK ||
	    set(r, labels, "media-type", what->media, err) != HJ_OK ||
	    set(r, labels, "process", what->process, err) != HJ_OK ||
	    set(r, labels, "bytes", bytes, err) != HJ_OK ||
	    set(r, labels, "sha256", sha256, err) != HJ_OK ||
	    set(r, labels, "sha512", sha512, err) != HJ_OK ||
	    set(r, labels, "created", today, err) != HJ_OK ||
	    set(r, labels, "blob", b->name, err) != HJ_OK)
		return (int)err->code;
	return set(r, labels, "file", slash != NULL ? slash + 1 : what->path,
	    err);
}

int
petitionfile_keep(struct cli *c, struct casefile *f,
    const struct petitionfile *what, const struct hj_buf *bytes,
    const char **id, struct hj_error *err)
{
	struct hj_path_labels labels = { .n = 0 };
	struct source from = { .bytes = bytes };
	struct hj_blob_facts blob;

	if (hj_vault_attach(c->vault, &f->row, read_some, &from, &blob, err) !=
		HJ_OK ||
	    describe(f->record, &labels, what, &blob, err) != HJ_OK)
		return (int)err->code;
	*id = hj_node_attr(hj_record_find(f->record, labels.made[0].id), "id");
	return HJ_OK;
}

/* ---- out ---- */

static int
collect(void *to, const uint8_t *p, size_t n, struct hj_error *err)
{
	return hj_buf_add(to, p, n, err);
}

int
petitionfile_read(struct cli *c, const struct casefile *f,
    const struct hj_node *evidence, struct hj_buf *to, struct hj_error *err)
{
	const char *blob = hj_node_value(evidence, "blob");

	if (blob == NULL)
		return hj_fail(err, HJ_ENOTFOUND,
		    "the document has no attachment in this vault");
	return hj_vault_extract(c->vault, &f->row, blob, collect, to, err);
}

struct hj_node *
petitionfile_last(const struct hj_record *r, const char *role)
{
	struct hj_node *found = NULL;

	for (struct hj_node *n = hj_node_child(hj_record_root(r), "evidence");
	     n != NULL; n = hj_node_same(n)) {
		const char *is = hj_node_attr(n, "role");

		if (is != NULL && strcmp(is, role) == 0)
			found = n;
	}
	return found;
}

/* ---- the last export ---- */

static bool
is_same(const struct hj_node *kept, const struct hj_buf *bytes)
{
	const char *has = kept != NULL ? hj_node_value(kept, "sha256") : NULL;
	uint8_t hash[crypto_hash_sha256_BYTES];
	char hex[2 * sizeof(hash) + 1];

	(void)crypto_hash_sha256(hash, bytes->data, bytes->len);
	hj_digest_hex(hash, hex);
	return has != NULL && strcmp(has, hex) == 0;
}

int
petitionfile_exported(struct cli *c, struct casefile *f, const char *media,
    const struct hj_buf *bytes, struct hj_error *err)
{
	const struct petitionfile what = { .title = _("last export"),
		.role = WORKING,
		.media = media,
		.process = "hanji " HJ_VERSION };
	struct hj_node *old = petitionfile_last(f->record, WORKING);
	const char *id;

	if (is_same(old, bytes))
		return HJ_OK;
	if (petitionfile_keep(c, f, &what, bytes, &id, err) != HJ_OK)
		return (int)err->code;
	if (old != NULL)
		hj_record_remove(old);
	return casefile_save(c, f, HJ_DID_ATTACH, "last export\n", NULL, err);
}

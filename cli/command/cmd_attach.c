#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <sodium.h>

#include "cli/access/process.h"
#include "cli/argument/fieldarg.h"
#include "cli/casefile/attachment.h"
#include "cli/pages.h"
#include "cli/screen/emit.h"
#include "cli/screen/say.h"
#include "core/file/file.h"
#include "core/file/mediatype.h"
#include "core/log/log.h"

struct attach_opt {
	const char *clean;
};

/* Where the bytes come from: a file, or a clean copy in memory. */
struct source {
	int fd;
	const char *name;
	struct hj_buf copy;
	size_t at; /* of the copy is read */
	struct attachment of; /* it is made from */
	uint8_t head[HJ_MEDIATYPE_HEAD]; /* how the bytes begin */
	size_t nhead;
};

static int
read_some(void *from, uint8_t *p, size_t n, size_t *got, struct hj_error *err)
{
	struct source *s = from;
	int rc = process_check(err);

	if (rc == HJ_OK && s->fd >= 0) {
		rc = hj_fd_read(s->fd, s->name, p, n, got, err);
	} else if (rc == HJ_OK) {
		*got = s->copy.len - s->at < n ? s->copy.len - s->at : n;
		if (*got != 0)
			memcpy(p, s->copy.data + s->at, *got);
		s->at += *got;
	}
	for (size_t i = 0; rc == HJ_OK && i < *got; i++)
		if (s->nhead < sizeof(s->head))
			s->head[s->nhead++] = p[i];
		else
			break;
	/* Ctrl-C ends both sides of a pipe: this end may be none. */
	return rc == HJ_OK ? process_check(err) : rc;
}

static int
set(struct fieldargs *f, struct hj_record *r, const char *path,
    const char *value, struct hj_error *err)
{
	return hj_path_apply(r, path, strlen(path), HJ_PATH_SET, value,
	    strlen(value), &f->labels, NULL, err);
}

/* What it was called, and what its bytes say it is. */
static int
describe_file(struct fieldargs *f, struct hj_record *r, const struct source *s,
    struct hj_error *err)
{
	const char *slash = s->name != NULL ? strrchr(s->name, '/') : NULL;
	const char *name = slash != NULL ? slash + 1 : s->name;
	const char *type = hj_mediatype(s->head, s->nhead, name);
	int rc = HJ_OK;

	if (s->of.id != NULL) {
		if (type != NULL && strcmp(type, HJ_TYPE_ZIP) == 0)
			type = HJ_TYPE_DOCX; /* nothing else is made */
		if ((rc = set(f, r, "evidence[+e].of", s->of.id, err)) !=
			HJ_OK ||
		    (rc = set(f, r, "evidence[+e].role", "working", err)) !=
			HJ_OK ||
		    (rc = set(f, r, "evidence[+e].process",
			 "clean copy, hanji " HJ_VERSION, err)) != HJ_OK)
			return rc;
	} else if (strcmp(s->name, "-") != 0) {
		rc = set(f, r, "evidence[+e].file", name, err);
	}
	return rc == HJ_OK && type != NULL
	    ? set(f, r, "evidence[+e].media-type", type, err)
	    : rc;
}

/* The evidence element that names the sealed file. */
static int
describe(struct fieldargs *f, struct hj_record *r, const struct source *s,
    const struct hj_blob_facts *b, struct hj_error *err)
{
	char hex[129], bytes[24];
	int rc;

	(void)snprintf(bytes, sizeof(bytes), "%" PRIu64, b->bytes);
	(void)sodium_bin2hex(hex, sizeof(hex), b->sha256, sizeof(b->sha256));
	if ((rc = set(f, r, "evidence[+e].bytes", bytes, err)) != HJ_OK ||
	    (rc = set(f, r, "evidence[+e].sha256", hex, err)) != HJ_OK)
		return rc;
	(void)sodium_bin2hex(hex, sizeof(hex), b->sha512, sizeof(b->sha512));
	if ((rc = set(f, r, "evidence[+e].sha512", hex, err)) != HJ_OK ||
	    (rc = set(f, r, "evidence[+e].blob", b->name, err)) != HJ_OK)
		return rc;
	return describe_file(f, r, s, err);
}

/* PATH=VALUE belong to the new evidence: "title=..." is enough. */
static int
more(struct fieldargs *f, struct hj_record *r, char *const *args, int n,
    struct hj_error *err)
{
	struct hj_buf arg = HJ_BUF(HJ_CASE_MAX);
	const char *text = NULL;
	int rc = HJ_OK;

	for (int i = 0; rc == HJ_OK && i < n; i++) {
		hj_buf_reset(&arg);
		if ((rc = hj_buf_printf(&arg, err, "evidence[+e].%s",
			 args[i])) == HJ_OK &&
		    (rc = hj_buf_text(&arg, &text, err)) == HJ_OK)
			rc = fieldargs_apply(f, r, text, err);
	}
	hj_buf_clear(&arg);
	return rc;
}

static int
open_source(const char *file, struct source *ret, struct hj_error *err)
{
	ret->name = file;
	ret->fd = strcmp(file, "-") == 0 ? dup(STDIN_FILENO)
					 : open(file, O_RDONLY | O_CLOEXEC);
	if (ret->fd >= 0)
		return HJ_OK;
	if (errno == ENOENT)
		return hj_fail(err, HJ_ENOTFOUND, "no file '%s'", file);
	return hj_fail_errno(err, errno, "cannot open '%s'", file);
}

/* *more is the first argument behind what says where it comes from. */
static int
choose_source(struct cli *c, const struct args *a, const struct casefile *f,
    struct source *ret, int *more, struct hj_error *err)
{
	const struct attach_opt *o = a->opt;
	const char *end;

	*more = o->clean != NULL ? 1 : 2;
	if (o->clean == NULL && a->nrest < 2)
		return cli_usage(err,
		    "say which file, or --clean EVIDENCE for a copy of one that is here");
	if (o->clean == NULL)
		return open_source(a->rest[1], ret, err);
	if (attachment_find(f, o->clean, &ret->of, err) != HJ_OK)
		return (int)err->code;
	return attachment_clean(c, f, &ret->of, &ret->copy, &end, err);
}

/* The log names the evidence, so that its custody can be told. */
static int
name_evidence(const char *id, const char *detail, struct hj_buf *to,
    struct hj_error *err)
{
	return hj_buf_printf(to, err, "evidence %s\n%s", id, detail);
}

static void
say_result(struct cli *c, const struct fieldargs *f,
    const struct hj_blob_facts *b)
{
	char hex[65];

	/* The first label made is that of the evidence. */
	if (!emit_is_json(c->out)) {
		emit_text(c->out, f->labels.made[0].id);
		return;
	}
	(void)sodium_bin2hex(hex, sizeof(hex), b->sha256, sizeof(b->sha256));
	emit_map(c->out);
	emit_key(c->out, "evidence", NULL);
	emit_text(c->out, f->labels.made[0].id);
	emit_key(c->out, "bytes", NULL);
	emit_number(c->out, (int64_t)b->bytes);
	emit_key(c->out, "sha256", NULL);
	emit_text(c->out, hex);
	emit_end(c->out);
}

static int
store(struct cli *c, const struct args *a, struct casefile *file,
    struct source *from, int at, struct hj_error *err)
{
	struct fieldargs f = FIELDARGS(c);
	struct hj_buf detail = HJ_BUF(HJ_TEXT_MAX);
	struct hj_blob_facts blob;
	const char *text = NULL;
	int rc;

	if ((rc = hj_vault_attach(c->vault, &file->row, read_some, from, &blob,
		 err)) == HJ_OK &&
	    (rc = describe(&f, file->record, from, &blob, err)) == HJ_OK &&
	    (rc = more(&f, file->record, a->rest + at, a->nrest - at, err)) ==
		HJ_OK &&
	    (rc = fieldargs_detail(&f, c->global->reason, &text, err)) ==
		HJ_OK &&
	    (rc = name_evidence(f.labels.made[0].id, text, &detail, err)) ==
		HJ_OK &&
	    (rc = hj_buf_text(&detail, &text, err)) == HJ_OK &&
	    (rc = casefile_save(c, file, HJ_DID_ATTACH, text, NULL, err)) ==
		HJ_OK)
		say_result(c, &f, &blob);
	hj_buf_clear(&detail);
	fieldargs_clear(&f);
	return rc;
}

static int
run(struct cli *c, const struct args *a, struct hj_error *err)
{
	struct source from = { .fd = -1, .copy = ATTACHMENT_COPY };
	struct casefile file = CASEFILE;
	int rc, at;

	if ((rc = casefile_load(c, a->rest[0], NULL, &file, err)) == HJ_OK &&
	    (rc = choose_source(c, a, &file, &from, &at, err)) == HJ_OK)
		rc = store(c, a, &file, &from, at, err);
	if (from.fd >= 0)
		(void)close(from.fd);
	hj_buf_clear(&from.copy);
	casefile_clear(&file);
	return rc;
}

static const struct option_def options[] = {
	{ 0, "clean", OPT_TEXT, offsetof(struct attach_opt, clean), "EVIDENCE",
	    NULL, N_("keep a clean copy of that one, made from it") },
	{ 0 },
};

static const struct command_example examples[] = {
	{ "attach k7m2 photo.jpg title='Photograph of 2013'",
	    N_("stores a sealed copy and prints the id of the evidence") },
	{ "attach k7m2 - type=document <letter.pdf",
	    N_("from standard input: no file name is kept") },
	{ "attach k7m2 --clean e4n9tw",
	    N_("a copy with nothing in it but what can be seen") },
	{ "attach k7m2 letter.en.txt of=e4n9tw role=translation",
	    N_("made from another: a translation, a transcript, a redacted copy") },
	{ NULL, NULL },
};

const struct command_page attach_page = {
	.text =
	    N_("Keeps a file of any size, sealed, with its length and fingerprints in the case\nfile as an evidence, and what kind of file its bytes say it is.  The original is not\ndeleted.  With --clean it is a copy of an attachment that is here, as 'extract\n--clean' makes it."),
	.options = options,
	.opt_size = sizeof(struct attach_opt),
	.examples = examples,
	.run = run,
};

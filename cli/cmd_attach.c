#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <sodium.h>

#include "cli/casefile.h"
#include "cli/emit.h"
#include "cli/fieldarg.h"
#include "cli/pages.h"
#include "cli/process.h"
#include "cli/say.h"
#include "core/file.h"
#include "core/log.h"

struct source {
	int fd;
	const char *name;
};

static int
read_some(void *from, uint8_t *p, size_t n, size_t *got, struct hj_error *err)
{
	struct source *s = from;
	int rc = process_check(err);

	if (rc == HJ_OK)
		rc = hj_fd_read(s->fd, s->name, p, n, got, err);
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

/* The evidence element that names the sealed file. */
static int
describe(struct fieldargs *f, struct hj_record *r, const char *file,
    const struct hj_blob_facts *b, struct hj_error *err)
{
	const char *slash = strrchr(file, '/');
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
	if (strcmp(file, "-") == 0)
		return HJ_OK;
	return set(f, r, "evidence[+e].file", slash != NULL ? slash + 1 : file,
	    err);
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
run(struct cli *c, const struct args *a, struct hj_error *err)
{
	struct source from = { .fd = -1 };
	struct fieldargs f = FIELDARGS(c);
	struct casefile file = CASEFILE;
	struct hj_blob_facts blob;
	const char *detail = NULL;
	int rc;

	if ((rc = casefile_load(c, a->rest[0], NULL, &file, err)) != HJ_OK ||
	    (rc = open_source(a->rest[1], &from, err)) != HJ_OK)
		goto out;
	if ((rc = hj_vault_attach(c->vault, &file.row, read_some, &from, &blob,
		 err)) != HJ_OK ||
	    (rc = describe(&f, file.record, a->rest[1], &blob, err)) != HJ_OK ||
	    (rc = more(&f, file.record, a->rest + 2, a->nrest - 2, err)) !=
		HJ_OK ||
	    (rc = fieldargs_detail(&f, c->global->reason, &detail, err)) !=
		HJ_OK)
		goto out;
	rc = casefile_save(c, &file, HJ_DID_ATTACH, detail, NULL, err);
	if (rc == HJ_OK)
		say_result(c, &f, &blob);
out:
	if (from.fd >= 0)
		(void)close(from.fd);
	casefile_clear(&file);
	fieldargs_clear(&f);
	return rc;
}

static const struct command_example examples[] = {
	{ "attach k7m2 photo.jpg title='Photograph of 2013'",
	    N_("stores a sealed copy and prints the id of the evidence") },
	{ "attach k7m2 - type=document <letter.pdf",
	    N_("from standard input: no file name is kept") },
	{ NULL, NULL },
};

const struct command_page attach_page = {
	.text =
	    N_("Keeps a file of any size, sealed, with its length and fingerprints in the case\nfile as an evidence.  The original is not deleted."),
	.examples = examples,
	.run = run,
};

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <sodium.h>

#include "cli/access/process.h"
#include "cli/casefile/attachment.h"
#include "cli/pages.h"
#include "cli/screen/emit.h"
#include "cli/screen/outfile.h"
#include "cli/screen/say.h"
#include "core/file/file.h"
#include "core/log/log.h"

struct extract_opt {
	const char *output;
	bool clean;
};

struct extraction {
	struct cli *c;
	const struct extract_opt *o;
	struct casefile file;
	struct attachment of;
	struct hj_buf copy; /* the clean one, when it is wanted */
	char name[64]; /* that a clean copy gets */
	const char *output;
};

struct target {
	int fd;
	const char *name;
};

static int
write_some(void *to, const uint8_t *p, size_t n, struct hj_error *err)
{
	struct target *t = to;

	if (process_check(err) != HJ_OK)
		return (int)err->code;
	return hj_fd_write(t->fd, t->name, p, n, err);
}

static bool
to_stdout(const struct extraction *x)
{
	return strcmp(x->output, "-") == 0;
}

/* The bytes themselves, to a descriptor. */
static int
give(struct extraction *x, struct target *to, struct hj_error *err)
{
	if (x->o->clean)
		return hj_fd_write(to->fd, to->name, x->copy.data, x->copy.len,
		    err);
	return hj_vault_extract(x->c->vault, &x->file.row, x->of.blob,
	    write_some, to, err);
}

/* Whole or not at all: an attachment that does not verify leaves nothing. */
static int
to_file(struct extraction *x, struct hj_error *err)
{
	struct hj_file_new *new = NULL;
	struct target to = { .name = x->output };
	struct outfile at;
	int rc;

	if ((rc = outfile_split(x->output, &at, err)) != HJ_OK ||
	    (rc = hj_file_begin(at.dir, &new, &to.fd, err)) != HJ_OK)
		return rc;
	if ((rc = give(x, &to, err)) == HJ_OK)
		return hj_file_finish(new, at.name, false, err);
	hj_file_drop(new);
	return rc;
}

/* The name that it had may tell who sent it: a clean copy gets another. */
static int
choose_name(struct extraction *x, const char *end, struct hj_error *err)
{
	x->output = x->o->output;
	if (x->output == NULL && x->o->clean) {
		(void)snprintf(x->name, sizeof(x->name), "%s%s", x->of.id, end);
		x->output = x->name;
	}
	if (x->output == NULL &&
	    (x->of.file == NULL || strchr(x->of.file, '/') != NULL ||
		x->of.file[0] == '.'))
		return cli_usage(err,
		    "the attachment has no usable file name: give -o FILE, or -o - for standard output");
	if (x->output == NULL)
		x->output = x->of.file;
	if (to_stdout(x) && x->c->global->json)
		return cli_usage(err,
		    "with --json the file needs a name: give -o FILE");
	return to_stdout(x) ? HJ_OK : outfile_vacant(x->output, err);
}

/* Which evidence left, and of a clean copy its own fingerprint. */
static int
note(struct extraction *x, struct hj_error *err)
{
	uint8_t hash[crypto_hash_sha256_BYTES];
	char detail[256], hex[2 * sizeof(hash) + 1];

	crypto_hash_sha256(hash, x->copy.data, x->copy.len);
	(void)sodium_bin2hex(hex, sizeof(hex), hash, sizeof(hash));
	(void)snprintf(detail, sizeof(detail),
	    x->o->clean ? "evidence %s\ncopy clean\nsha256 %s\n"
			: "evidence %s\n",
	    x->of.id, hex);
	return casefile_note(x->c, &x->file, HJ_DID_EXTRACT, detail, err);
}

static int
extract(struct extraction *x, const struct args *a, struct hj_error *err)
{
	struct target out = { .fd = STDOUT_FILENO,
		.name = _("standard output") };
	const char *end = "";
	int rc;

	if ((rc = casefile_load(x->c, a->rest[0], NULL, &x->file, err)) !=
		HJ_OK ||
	    (rc = attachment_find(&x->file, a->rest[1], &x->of, err)) !=
		HJ_OK ||
	    (x->o->clean &&
		(rc = attachment_clean(x->c, &x->file, &x->of, &x->copy, &end,
		     err)) != HJ_OK) ||
	    (rc = choose_name(x, end, err)) != HJ_OK ||
	    /* The entry is durable before the first byte leaves. */
	    (rc = note(x, err)) != HJ_OK)
		return rc;
	if (to_stdout(x))
		return give(x, &out, err);
	if ((rc = to_file(x, err)) == HJ_OK)
		emit_text(x->c->out, x->output);
	return rc;
}

static int
run(struct cli *c, const struct args *a, struct hj_error *err)
{
	struct extraction x = { .c = c,
		.o = a->opt,
		.file = CASEFILE,
		.copy = ATTACHMENT_COPY };
	int rc = extract(&x, a, err);

	casefile_clear(&x.file);
	hj_buf_clear(&x.copy);
	return rc;
}

#define AT(field) offsetof(struct extract_opt, field)

static const struct option_def options[] = {
	{ 'o', "output", OPT_FILE, AT(output), "FILE", NULL,
	    N_("where to; else the file's own name; - is standard output") },
	{ 0, "clean", OPT_FLAG, AT(clean), NULL, NULL,
	    N_("a copy with nothing in it but what can be seen") },
	{ 0 },
};

static const struct command_example examples[] = {
	{ "extract k7m2 e4n9tw -o photo.jpg",
	    N_("an evidence of the case, by its id") },
	{ "extract k7m2 1 -o - | sha256sum", N_("the first one, into a pipe") },
	{ "extract k7m2 e4n9tw --clean -o photo.jpg",
	    N_("without place, time, telephone and author, for others") },
	{ NULL, NULL },
};

const struct command_page extract_page = {
	.text =
	    N_("Copies an attachment out of the vault, unsealed; that this was done is kept in\nthe log.  An existing file is not replaced."),
	.options = options,
	.opt_size = sizeof(struct extract_opt),
	.examples = examples,
	.run = run,
};

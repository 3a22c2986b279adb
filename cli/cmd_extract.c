#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/casefile.h"
#include "cli/emit.h"
#include "cli/outfile.h"
#include "cli/pages.h"
#include "cli/process.h"
#include "cli/say.h"
#include "core/file.h"
#include "core/log.h"
#include "core/path.h"

struct extract_opt {
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

/* The evidence by its id or its position. */
static int
evidence_of(const struct casefile *f, const char *which, const char **blob,
    const char **file, struct hj_error *err)
{
	struct hj_node *node = NULL;
	enum hj_attr_name attr;
	char path[64];

	if (snprintf(path, sizeof(path), "evidence[%s]", which) >=
	    (int)sizeof(path))
		return hj_fail(err, HJ_ENOTFOUND,
		    "no evidence of that name; 'hanji show CASE' shows which there are");
	if (hj_path_find(f->record, path, &node, &attr, err) != HJ_OK)
		return (int)err->code;
	if ((*blob = hj_node_value(node, "blob")) == NULL)
		return hj_fail(err, HJ_ENOTFOUND,
		    "evidence '%s' has no attachment in this vault", which);
	*file = hj_node_value(node, "file");
	return HJ_OK;
}

/* Whole or not at all: an attachment that does not verify leaves nothing. */
static int
to_file(struct cli *c, const struct casefile *f, const char *blob,
    const char *path, struct hj_error *err)
{
	struct hj_file_new *new = NULL;
	struct target to = { .name = path };
	struct outfile at;
	int rc;

	if ((rc = outfile_split(path, &at, err)) != HJ_OK ||
	    (rc = hj_file_begin(at.dir, &new, &to.fd, err)) != HJ_OK)
		return rc;
	rc = hj_vault_extract(c->vault, &f->row, blob, write_some, &to, err);
	if (rc == HJ_OK)
		return hj_file_finish(new, at.name, false, err);
	hj_file_drop(new);
	return rc;
}

static int
run(struct cli *c, const struct args *a, struct hj_error *err)
{
	const struct extract_opt *o = a->opt;
	const char *blob = NULL, *original = NULL;
	const char *output = o->output;
	struct target out = { .fd = STDOUT_FILENO,
		.name = _("standard output") };
	struct casefile f = CASEFILE;
	int rc;

	if ((rc = casefile_load(c, a->rest[0], NULL, &f, err)) != HJ_OK ||
	    (rc = evidence_of(&f, a->rest[1], &blob, &original, err)) != HJ_OK)
		goto out;
	if (output == NULL &&
	    (original == NULL || strchr(original, '/') != NULL ||
		original[0] == '.')) {
		rc = cli_usage(err,
		    "the attachment has no usable file name: give -o FILE, or -o - for standard output");
		goto out;
	}
	output = output != NULL ? output : original;
	if (strcmp(output, "-") == 0 && c->global->json) {
		rc = cli_usage(err,
		    "with --json the file needs a name: give -o FILE");
		goto out;
	}
	if (strcmp(output, "-") != 0 &&
	    (rc = outfile_vacant(output, err)) != HJ_OK)
		goto out;
	/* The entry is durable before the first byte leaves. */
	if ((rc = casefile_note(c, &f, HJ_DID_EXTRACT, a->rest[1], err)) !=
	    HJ_OK)
		goto out;
	if (strcmp(output, "-") == 0)
		rc = hj_vault_extract(c->vault, &f.row, blob, write_some, &out,
		    err);
	else if ((rc = to_file(c, &f, blob, output, err)) == HJ_OK)
		emit_text(c->out, output);
out:
	casefile_clear(&f);
	return rc;
}

#define AT(field) offsetof(struct extract_opt, field)

static const struct option_def options[] = {
	{ 'o', "output", OPT_FILE, AT(output), "FILE", NULL,
	    N_("where to; else the file's own name; - is standard output") },
	{ 0 },
};

static const struct command_example examples[] = {
	{ "extract k7m2 e4n9tw -o photo.jpg",
	    N_("an evidence of the case, by its id") },
	{ "extract k7m2 1 -o - | sha256sum", N_("the first one, into a pipe") },
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

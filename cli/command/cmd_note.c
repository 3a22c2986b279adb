#include <string.h>

#include "cli/casefile/casefile.h"
#include "cli/pages.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "cli/screen/value.h"
#include "cli/wording/span.h"
#include "core/case/path.h"
#include "core/log/log.h"

static int
ask(struct cli *c, const struct args *a, struct hj_buf *to,
    struct hj_error *err)
{
	if (a->nrest == 1)
		return ui_line(c->ui, _("Note: "), NULL, NULL, to, err);
	if (strcmp(a->rest[1], "-") != 0 && value_fd(a->rest[1]) < 0)
		ui_warn_history(c->ui);
	return value_read(a->rest[1], to, err);
}

static int
set(struct hj_record *r, struct hj_path_labels *labels, const char *path,
    const char *p, size_t n, struct hj_error *err)
{
	return hj_path_apply(r, path, strlen(path), HJ_PATH_SET, p, n, labels,
	    NULL, err);
}

static int
add_note(struct cli *c, struct hj_record *r, const struct hj_buf *text,
    struct hj_error *err)
{
	struct hj_path_labels labels = { .n = 0 };
	struct hj_vault_facts facts;
	char today[SPAN_TEXT];
	int rc;

	span_today(today);
	if ((rc = hj_vault_facts(c->vault, &facts, err)) != HJ_OK ||
	    (rc = set(r, &labels, "note[+n].text", (const char *)text->data,
		 text->len, err)) != HJ_OK ||
	    (rc = set(r, &labels, "note[+n].date", today, strlen(today),
		 err)) != HJ_OK)
		return rc;
	return set(r, &labels, "note[+n].author", facts.member_name,
	    strlen(facts.member_name), err);
}

static int
run(struct cli *c, const struct args *a, struct hj_error *err)
{
	struct hj_buf text = HJ_BUF(HJ_CASE_MAX);
	struct casefile file = CASEFILE;
	int rc;

	if ((rc = casefile_load(c, a->rest[0], NULL, &file, err)) != HJ_OK ||
	    (rc = ask(c, a, &text, err)) != HJ_OK)
		goto out;
	if (text.len == 0) {
		rc = cli_usage(err, "the note is empty; nothing was stored");
		goto out;
	}
	if ((rc = add_note(c, file.record, &text, err)) == HJ_OK)
		rc = casefile_save(c, &file, HJ_DID_UPDATE, "note", NULL, err);
out:
	casefile_clear(&file);
	hj_buf_clear(&text);
	return rc;
}

static const struct command_example examples[] = {
	{ "note k7m2", N_("asks for the note") },
	{ "note k7m2 - <note.txt", N_("the text comes from a file") },
	{ NULL, NULL },
};

const struct command_page note_page = {
	.text =
	    N_("Adds a note with today's date and your name to a case file."),
	.examples = examples,
	.run = run,
};

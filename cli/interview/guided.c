#include <string.h>

#include "cli/argument/fieldarg.h"
#include "cli/casefile/followup.h"
#include "cli/interview/draft.h"
#include "cli/interview/guided.h"
#include "cli/interview/review.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "core/log/log.h"
#include "core/vault/vault_member.h"

static int
keep_draft(struct interview *iv, struct hj_error *err)
{
	struct hj_buf bytes = HJ_BUF(HJ_RECORD_MAX);
	struct hj_id id;
	int rc;

	if ((rc = hj_record_id(iv->record, &id, err)) == HJ_OK &&
	    (rc = draft_encode(iv, &bytes, err)) == HJ_OK)
		rc = hj_vault_draft_save(iv->cli->vault, &id, bytes.data,
		    bytes.len, err);
	hj_buf_clear(&bytes);
	return rc;
}

/* ---- beginning ---- */

/* A fresh file about one person, who has the label v. */
static int
begin_case(struct interview *iv, struct hj_error *err)
{
	static const char path[] = "person[+v].role";

	if (casefile_begin(&iv->record, err) != HJ_OK)
		return (int)err->code;
	return hj_path_apply(iv->record, path, strlen(path), HJ_PATH_SET,
	    "victim", strlen("victim"), &iv->labels, NULL, err);
}

/* One that has its person already. */
static void
begin_followup(struct interview *iv, const struct guided *how)
{
	iv->record = how->followup;
	iv->labels.n = 1;
	memcpy(iv->labels.made[0].label, "v", sizeof("v"));
	memcpy(iv->labels.made[0].id, how->person, HJ_ELEMENT_ID_CHARS + 1);
}

static int
begin(struct interview *iv, const struct guided *how, struct hj_error *err)
{
	struct hj_id last;
	size_t drafts = 0;

	if (how->followup != NULL)
		begin_followup(iv, how);
	else if (begin_case(iv, err) != HJ_OK)
		return (int)err->code;
	if (draft_count(iv->cli->vault, &last, &drafts, err) != HJ_OK)
		return (int)err->code;
	if (drafts > 0)
		ui_say(iv->cli->ui,
		    _("note: %zu unfinished; 'hanji add --resume' goes on with one, this is a new one"),
		    drafts);
	return HJ_OK;
}

/* Whose case file it will be is kept with the draft; --team says otherwise. */
static int
choose_team(struct interview *iv, struct hj_error *err)
{
	struct hj_vault *v = iv->cli->vault;

	if (iv->cli->global->teams.n != 0 || iv->team == 0) {
		iv->team = hj_vault_team(v) + 1;
		return HJ_OK;
	}
	if (hj_vault_use_team(v, iv->team - 1, err) != HJ_OK)
		return hj_while(err,
		    "this draft was begun for a team of which you have no key: say with --team where it goes");
	return HJ_OK;
}

/* The draft, where it was left. */
static int
resume(struct interview *iv, const struct guided *how, struct hj_id *id,
    struct hj_error *err)
{
	struct hj_buf bytes = HJ_BUF(HJ_RECORD_MAX);
	int rc;

	if ((rc = draft_find(iv->cli->vault, how->draft, id, err)) == HJ_OK &&
	    (rc = hj_vault_draft_load(iv->cli->vault, id, &bytes, err)) ==
		HJ_OK)
		rc = draft_decode(&bytes, iv, err);
	hj_buf_clear(&bytes);
	if (rc == HJ_OK)
		rc = choose_team(iv, err);
	if (rc == HJ_OK && how->full && iv->form == INTAKE_FIRST_CALL) {
		/* The longer form asks things all along the way. */
		iv->form = INTAKE_FULL;
		iv->at = 0;
		iv->open = false;
	}
	return rc;
}

/* A crash between saving the case and dropping its draft leaves both. */
static bool
was_saved(struct cli *c, const struct hj_id *id)
{
	struct hj_buf items = HJ_BUF(HJ_RECORD_MAX);
	struct hj_error why = HJ_ERROR;
	struct hj_row row;
	bool found = hj_vault_row(c->vault, id, &row, &items, &why) == HJ_OK;

	hj_buf_clear(&items);
	return found;
}

/* ---- ending ---- */

enum verdict { VERDICT_SAVE, VERDICT_LATER, VERDICT_BACK };

/* yes, no, or back to the last question. */
static int
ask_verdict(struct cli *c, enum verdict *ret, struct hj_error *err)
{
	struct hj_buf line = HJ_BUF(HJ_LINE_MAX);
	const char *s = "";
	int rc = HJ_OK;

	*ret = VERDICT_SAVE;
	if (c->global->yes)
		return HJ_OK;
	for (;;) {
		hj_buf_reset(&line);
		if ((rc = interview_line(c->ui,
			 _("Save it? yes, no (keep the draft), < back: "), NULL,
			 &line, err)) != HJ_OK ||
		    (rc = hj_buf_text(&line, &s, err)) != HJ_OK)
			break;
		if (*s == 'y' || *s == 'Y' || strcmp(s, "예") == 0 ||
		    strcmp(s, "네") == 0)
			break;
		*ret = *s == '<' ? VERDICT_BACK : VERDICT_LATER;
		if (*s == '<' || *s == 'n' || *s == 'N' ||
		    strncmp(s, "아니", strlen("아니")) == 0)
			break;
		*ret = VERDICT_SAVE;
	}
	hj_buf_clear(&line);
	return rc;
}

static const char *
source_of(const struct interview *iv)
{
	for (size_t i = 0; i < iv->labels.n; i++)
		if (strcmp(iv->labels.made[i].label, "s") == 0)
			return iv->labels.made[i].id;
	return NULL;
}

/* The case file that comes of it, beside the draft. */
static int
finish(const struct interview *iv, struct hj_record **ret, struct hj_error *err)
{
	struct hj_record *r = NULL;

	if (hj_record_copy(iv->record, &r, err) != HJ_OK)
		return (int)err->code;
	if (review_complete(r, source_of(iv), err) != HJ_OK ||
	    casefile_settle(iv->cli, r, err) != HJ_OK) {
		hj_record_free(r);
		return (int)err->code;
	}
	*ret = r;
	return HJ_OK;
}

static int
drop(struct cli *c, const struct hj_id *id, struct hj_error *err)
{
	int rc = hj_vault_draft_drop(c->vault, id, err);

	/* With --yes and no answer there may be none. */
	return rc == HJ_ENOTFOUND ? HJ_OK : rc;
}

static int
save(struct cli *c, struct casefile *file, const struct hj_id *id,
    struct hj_error *err)
{
	struct fieldargs f = FIELDARGS(c);
	const char *detail = NULL;
	int rc = fieldargs_detail(&f, c->global->reason, &detail, err);

	if (rc == HJ_OK)
		rc = followup_save(c, file, detail, err);
	if (rc != HJ_OK)
		rc = hj_while(err, "the draft is kept");
	else
		rc = drop(c, id, err);
	fieldargs_clear(&f);
	return rc;
}

/* Look at it, then save it, keep it or go back. */
static int
conclude(struct interview *iv, struct casefile *ret, enum verdict *verdict,
    struct hj_error *err)
{
	struct cli *c = iv->cli;
	struct hj_id id;

	hj_record_free(ret->record);
	ret->record = NULL;
	if (finish(iv, &ret->record, err) != HJ_OK ||
	    hj_record_id(ret->record, &id, err) != HJ_OK ||
	    review_show(c, ret->record, err) != HJ_OK ||
	    ask_verdict(c, verdict, err) != HJ_OK)
		return (int)err->code;
	if (*verdict != VERDICT_SAVE)
		return HJ_OK;
	return save(c, ret, &id, err);
}

static int
converse(struct interview *iv, struct casefile *ret, struct hj_error *err)
{
	enum verdict verdict = VERDICT_BACK;
	int rc;

	ui_say(iv->cli->ui, "%s",
	    _("Enter: skip   -: not known   !: refused   <: back   *: do not ask again   ?: help\nEach answer is kept sealed; Ctrl-C stops, 'hanji add --resume' goes on."));
	while (verdict == VERDICT_BACK) {
		if ((rc = interview_run(iv, err)) != HJ_OK)
			return rc;
		if (iv->answered == 0)
			return hj_fail(err, HJ_EINVAL,
			    "nothing was answered, so nothing is stored");
		if ((rc = conclude(iv, ret, &verdict, err)) != HJ_OK)
			return rc;
		if (verdict == VERDICT_BACK)
			(void)interview_back(iv);
	}
	if (verdict == VERDICT_LATER)
		return hj_fail(err, HJ_EINTERRUPTED,
		    "not saved: the draft is kept");
	return HJ_OK;
}

int
guided_add(struct cli *c, const struct guided *how, struct casefile *ret,
    struct hj_error *err)
{
	const enum intake_form form = how->followup != NULL ? INTAKE_FOLLOWUP
	    : how->full                                     ? INTAKE_FULL
							    : INTAKE_FIRST_CALL;
	struct interview iv = { .cli = c,
		.questions = intake_table(form).questions,
		.n = intake_table(form).n,
		.form = form,
		.dates = how->dates,
		.team = hj_vault_team(c->vault) + 1,
		.keep = keep_draft };
	struct hj_id id;
	int rc =
	    how->resume ? resume(&iv, how, &id, err) : begin(&iv, how, err);

	if (rc == HJ_OK && how->resume && was_saved(c, &id)) {
		ui_say(c->ui, "%s",
		    _("this one was saved already; its draft is dropped"));
		ret->record = iv.record;
		return drop(c, &id, err);
	}
	if (rc == HJ_OK)
		rc = converse(&iv, ret, err);
	if (rc == HJ_EINTERRUPTED && iv.answered > 0)
		ui_say(c->ui, "%s",
		    _("What you answered is kept: 'hanji add --resume' goes on."));
	hj_record_free(iv.record);
	return rc;
}

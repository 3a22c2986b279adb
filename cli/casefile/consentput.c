#include <string.h>

#include "cli/access/place.h"
#include "cli/argument/fieldarg.h"
#include "cli/casefile/consentput.h"
#include "cli/casefile/withdraw.h"
#include "cli/screen/emit.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "cli/wording/readback.h"
#include "core/log/log.h"

static int
check(const struct hj_node *consent, struct hj_error *err)
{
	const char *status =
	    consent != NULL ? hj_node_attr(consent, "status") : NULL;

	if (status == NULL || hj_node_child(consent, "scope") == NULL)
		return hj_fail(err, HJ_EINVAL,
		    "what was said and to what are needed; nothing was recorded");
	/* To one recipient only one cannot say no: it would still be yes. */
	if (hj_node_child(consent, "recipient") != NULL &&
	    strcmp(status, "given") != 0 && strcmp(status, "proxy") != 0)
		return hj_fail(err, HJ_EINVAL,
		    "only a consent that was given has recipients: what is refused or withdrawn holds for all");
	return HJ_OK;
}

/* In words, before it is saved. */
static int
read_back(struct cli *c, const struct hj_record *r,
    const struct hj_node *consent, bool dry_run, bool *yes,
    struct hj_error *err)
{
	struct hj_buf words = HJ_BUF(HJ_TEXT_MAX);
	const char *text;
	int rc;

	*yes = !dry_run;
	if ((rc = readback_consent(r, consent, c->korean, &words, err)) ==
		HJ_OK &&
	    (rc = hj_buf_text(&words, &text, err)) == HJ_OK)
		ui_say(c->ui, "%s", text);
	if (rc == HJ_OK && *yes && ui_is_terminal(c->ui) && !c->global->yes)
		rc = ui_ask(c->ui, _("Record it so?"), yes, err);
	hj_buf_clear(&words);
	return rc;
}

static int
save(struct cli *c, struct casefile *file, struct hj_error *err)
{
	struct fieldargs f = FIELDARGS(c);
	const char *detail;
	int rc;

	if ((rc = hj_buf_puts(&f.detail, "add consent\n", err)) == HJ_OK &&
	    (rc = fieldargs_detail(&f, c->global->reason, &detail, err)) ==
		HJ_OK &&
	    (rc = place_reopen(c, true, err)) == HJ_OK)
		rc = casefile_save(c, file, HJ_DID_UPDATE, detail, NULL, err);
	fieldargs_clear(&f);
	return rc;
}

int
consentput_store(struct cli *c, struct casefile *file, struct hj_node *consent,
    bool dry_run, char ret[static HJ_ELEMENT_ID_CHARS + 1], bool *yes,
    struct hj_error *err)
{
	bool kept = true;

	if (check(consent, err) != HJ_OK ||
	    read_back(c, file->record, consent, dry_run, yes, err) != HJ_OK)
		return (int)err->code;
	if (!*yes)
		return HJ_OK;
	memcpy(ret, hj_node_attr(consent, "id"), HJ_ELEMENT_ID_CHARS + 1);
	if (strcmp(hj_node_attr(consent, "status"), "withdrawn") == 0 &&
	    withdraw_settle(file->record, consent, &kept, err) != HJ_OK)
		return (int)err->code;
	if (!kept)
		ret[0] = '\0';
	return save(c, file, err);
}

void
consentput_say(struct cli *c, const char *id)
{
	if (!emit_is_json(c->out)) {
		if (*id != '\0')
			emit_text(c->out, id);
		return;
	}
	emit_map(c->out);
	emit_key(c->out, "consent", NULL);
	emit_text(c->out, *id != '\0' ? id : NULL);
	emit_end(c->out);
}

#include "cli/access/recovery.h"
#include "cli/access/unlock.h"
#include "cli/fieldwork/intaking.h"
#include "cli/pages.h"
#include "cli/screen/emit.h"
#include "cli/screen/say.h"
#include "cli/show/backupage.h"
#include "cli/show/duelist.h"
#include "cli/wording/span.h"
#include "core/vault/legalhold.h"
#include "core/vault/ways.h"

#define SOON 7 /* days */

static int
count_conflicts(void *to, const struct hj_row *row, struct hj_error *err)
{
	struct hj_row_item item;
	size_t at = 0;

	(void)err;
	while (hj_row_next(row, &at, &item))
		for (size_t i = 0;
		     item.tag == HJ_ROW_CONFLICTS && item.len == 4 && i < 4;
		     i++)
			*(int64_t *)to += (int64_t)item.p[i] << (24 - 8 * i);
	return HJ_OK;
}

/* Those of other teams too. */
static int
count_holds(struct cli *c, int64_t *ret, struct hj_error *err)
{
	struct hj_buf all = HJ_BUF(HJ_LEGALHOLDS_MAX);
	int rc = hj_vault_legalholds(c->vault, &all, err);

	*ret = (int64_t)(all.len / sizeof(struct hj_legalhold));
	hj_buf_clear(&all);
	return rc;
}

/* Files that are kept longer than somebody decided, and those of which nobody
 * did until the period of the vault was over. */
static int
count_overdue(struct cli *c, int64_t *ret, int64_t *undecided,
    struct hj_error *err)
{
	const int32_t today = span_today_day();
	struct hj_retention keep;
	const struct duelist_want want = { .today = today,
		.until = today,
		.keep = &keep };
	struct duelist l = { .n = 0 };
	int rc = hj_vault_retention(c->vault, &keep, err);

	if (rc == HJ_OK)
		rc = duelist_collect(c, &want, &l, err);
	for (size_t i = 0; rc == HJ_OK && i < l.n; i++) {
		if (hj_due_state(&l.entry[i].due, today) != HJ_DUE_LATE)
			continue;
		*ret += l.entry[i].due.kind == HJ_DUE_RETENTION;
		*undecided += l.entry[i].due.kind == HJ_DUE_PROPOSED;
	}
	duelist_clear(&l);
	return rc;
}

/* How much may not be erased, and how much should have been decided on. */
static int
say_keeping(struct cli *c, struct hj_error *err)
{
	int64_t held = 0, overdue = 0, undecided = 0;

	if (count_holds(c, &held, err) != HJ_OK ||
	    count_overdue(c, &overdue, &undecided, err) != HJ_OK)
		return (int)err->code;
	emit_key(c->out, "held", _("under a legal hold"));
	emit_number(c->out, held);
	emit_key(c->out, "kept_too_long", _("kept longer than decided"));
	emit_number(c->out, overdue);
	emit_key(c->out, "keeping_undecided",
	    _("kept for the usual period, undecided"));
	emit_number(c->out, undecided);
	return HJ_OK;
}

static int
run(struct cli *c, const struct args *a, struct hj_error *err)
{
	struct hj_header_recovery recovery = { .made = 0 };
	struct hj_error hidden = HJ_ERROR;
	struct hj_vault_facts f;
	uint64_t drafts = 0;
	int64_t conflicts = 0;
	size_t late = 0, soon = 0;
	int rc;

	(void)a;
	if ((rc = hj_vault_facts(c->vault, &f, err)) != HJ_OK ||
	    (rc = hj_vault_count_drafts(c->vault, &drafts, err)) != HJ_OK ||
	    (rc = hj_vault_scan(c->vault, count_conflicts, &conflicts, NULL,
		 err)) != HJ_OK ||
	    (rc = duelist_count(c, span_today_day(), SOON, &late, &soon,
		 err)) != HJ_OK)
		return rc;
	/* An auditor cannot see them. */
	(void)!hj_vault_recovery(c->vault, &recovery, &hidden);
	emit_map(c->out);
	emit_key(c->out, "vault", _("vault"));
	emit_text(c->out, c->where.dir);
	emit_key(c->out, "id", _("id of the vault"));
	emit_text(c->out, f.vault_id);
	emit_key(c->out, "member", _("member"));
	emit_text(c->out, f.member_name);
	emit_key(c->out, "device", _("this device"));
	emit_text(c->out, f.device);
	emit_key(c->out, "cases", _("case files"));
	emit_number(c->out, (int64_t)f.cases);
	emit_key(c->out, "revisions", _("revisions"));
	emit_number(c->out, (int64_t)f.revisions);
	emit_key(c->out, "entries", _("log entries"));
	emit_number(c->out, (int64_t)f.entries);
	emit_key(c->out, "bytes", _("bytes on disk"));
	emit_number(c->out, (int64_t)f.bytes);
	emit_key(c->out, "unlocked", _("unlocked"));
	emit_flag(c->out, unlock_is_kept(f.vault_id));
	emit_key(c->out, "drafts", _("drafts"));
	emit_number(c->out, (int64_t)drafts);
	emit_key(c->out, "conflicts", _("fields in conflict"));
	emit_number(c->out, conflicts);
	if ((rc = say_keeping(c, err)) != HJ_OK)
		return rc;
	emit_key(c->out, "late", _("late"));
	emit_number(c->out, (int64_t)late);
	emit_key(c->out, "soon", _("due within a week"));
	emit_number(c->out, (int64_t)soon);
	emit_key(c->out, "last_backup", _("last verified backup"));
	backupage_emit(c->out, f.last_backup);
	emit_key(c->out, "changes_since_backup", _("changes since then"));
	emit_number(c->out, (int64_t)f.changes_since_backup);
	recovery_emit(c->out, &recovery);
	if ((rc = intaking_status(c, err)) != HJ_OK)
		return rc;
	emit_end(c->out);
	backupage_warn(c, &f);
	return HJ_OK;
}

static const struct command_example examples[] = {
	{ "status", N_("how many cases, drafts, and how old the backup is") },
	{ "status --json", N_("the same for a program") },
	{ NULL, NULL },
};

const struct command_page status_page = {
	.text =
	    N_("Shows what the vault holds, how much is late or due within a week ('hanji due'\nlists it) and how old the last verified backup is."),
	.examples = examples,
	.run = run,
};

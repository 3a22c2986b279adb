#include <string.h>

#include <sodium.h>

#include "cli/casefile/casefile.h"
#include "cli/casefile/handover.h"
#include "cli/screen/emit.h"
#include "cli/screen/say.h"
#include "cli/show/logline.h"

#define IDS ((size_t)64 << 20)

/* ---- files and tasks ---- */

struct known {
	struct hj_id id;
	uint8_t log_id[HJ_LOGID_LEN];
};

static int
note_row(void *to, const struct hj_row *row, struct hj_error *err)
{
	struct known k = { .id = row->id };

	memcpy(k.log_id, row->log_id, sizeof(k.log_id));
	return hj_buf_add(to, &k, sizeof(k), err);
}

static bool
is_theirs(const struct hj_node *leaf, const char *name)
{
	return leaf != NULL && leaf->text != NULL &&
	    leaf->text_len == strlen(name) &&
	    memcmp(leaf->text, name, leaf->text_len) == 0;
}

/* *any: something of theirs was there. */
static int
pass_on(struct hj_record *r, const char *from, const char *to, bool *any,
    struct hj_error *err)
{
	struct hj_node *root = hj_record_root(r);
	struct hj_node *leaf = hj_node_child(root, "assigned");

	*any = is_theirs(leaf, from);
	if (*any && hj_record_set_text(r, leaf, to, strlen(to), err) != HJ_OK)
		return (int)err->code;
	for (struct hj_node *t = hj_node_child(root, "task"); t != NULL;
	     t = hj_node_same(t)) {
		leaf = hj_node_child(t, "owner");
		if (hj_node_child(t, "done") != NULL || !is_theirs(leaf, from))
			continue;
		*any = true;
		if (hj_record_set_text(r, leaf, to, strlen(to), err) != HJ_OK)
			return (int)err->code;
	}
	return HJ_OK;
}

static int
hand_over(struct cli *c, const struct hj_id *id, const char *from,
    const char *to, bool dry_run, uint64_t *count, struct hj_error *err)
{
	struct casefile f = CASEFILE;
	char text[HJ_ID_CHARS + 1];
	bool any = false;
	int rc;

	hj_id_text(id, text);
	rc = casefile_load(c, text, NULL, &f, err);
	/* What the check finds in it was there before. */
	f.told = true;
	if (rc == HJ_OK)
		rc = pass_on(f.record, from, to, &any, err);
	if (rc == HJ_OK && any && !dry_run)
		rc = casefile_save(c, &f, HJ_DID_UPDATE, "handed over", NULL,
		    err);
	if (rc == HJ_OK && any)
		(*count)++;
	casefile_clear(&f);
	return rc;
}

int
handover_files(struct cli *c, const char *from, const char *to, bool dry_run,
    uint64_t *ret, struct hj_error *err)
{
	struct hj_buf rows = HJ_BUF(IDS);
	const struct known *k;
	int rc = hj_vault_scan(c->vault, note_row, &rows, NULL, err);

	*ret = 0;
	k = (const struct known *)(const void *)rows.data;
	for (size_t i = 0; rc == HJ_OK && i < rows.len / sizeof(*k); i++)
		rc = hand_over(c, &k[i].id, from, to, dry_run, ret, err);
	hj_buf_clear(&rows);
	return rc;
}

/* ---- what was taken out ---- */

struct taken {
	struct emit *out;
	const char *who;
	struct hj_buf rows;
};

static bool
lets_out(const char *action)
{
	static const char *const list[] = { HJ_DID_EXPORT, HJ_DID_EXTRACT,
		HJ_DID_PETITION, HJ_DID_SENT, HJ_DID_LETTER, HJ_DID_BACKUP };

	for (size_t i = 0; i < HJ_LEN(list); i++)
		if (strcmp(list[i], action) == 0)
			return true;
	return false;
}

static void
say_case(const struct taken *t, const struct hj_log_entry *e)
{
	const struct known *k =
	    (const struct known *)(const void *)t->rows.data;
	char id[HJ_ID_SHOWN];

	for (size_t i = 0; e->has_case && i < t->rows.len / sizeof(*k); i++)
		if (memcmp(k[i].log_id, e->log_id, HJ_LOGID_LEN) == 0) {
			hj_id_show(&k[i].id, id);
			emit_text(t->out, id);
			return;
		}
	emit_none(t->out);
}

static int
look_at(void *to, const struct hj_log_entry *e, struct hj_error *err)
{
	struct taken *t = to;

	(void)err;
	if ((strcmp(e->member, t->who) != 0 &&
		strcmp(e->device, t->who) != 0) ||
	    !lets_out(e->action))
		return HJ_OK;
	emit_map(t->out);
	emit_key(t->out, "time", NULL);
	emit_time(t->out, e->time);
	emit_key(t->out, "action", NULL);
	emit_text(t->out,
	    emit_is_json(t->out) ? e->action : logline_action(e->action));
	emit_key(t->out, "case", NULL);
	say_case(t, e);
	emit_end(t->out);
	return HJ_OK;
}

int
handover_taken(struct cli *c, const char *who, struct hj_error *err)
{
	static const struct emit_column columns[] = {
		{ "time", N_("time (UTC)"), false },
		{ "action", N_("action"), false },
		{ "case", N_("case file"), false },
	};
	struct taken t = { .out = c->out, .who = who, .rows = HJ_BUF(IDS) };
	int rc = hj_vault_scan(c->vault, note_row, &t.rows, NULL, err);

	emit_table(c->out, columns, HJ_LEN(columns));
	if (rc == HJ_OK)
		rc = hj_vault_log(c->vault, NULL, look_at, &t, err);
	emit_end(c->out);
	hj_buf_clear(&t.rows);
	return rc;
}

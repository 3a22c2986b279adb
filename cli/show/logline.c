#include <stdio.h>
#include <string.h>

#include "cli/casefile/erased.h"
#include "cli/leaving/disclosure.h"
#include "cli/screen/emit.h"
#include "cli/screen/say.h"
#include "cli/show/logline.h"
#include "core/base/limits.h"

const char *
logline_action(const char *action)
{
	static const struct {
		const char *action, *words;
	} names[] = {
		{ HJ_DID_CREATE, N_("created") },
		{ HJ_DID_UPDATE, N_("changed") },
		{ HJ_DID_IMPORT, N_("imported") },
		{ HJ_DID_MERGE, N_("merged") },
		{ HJ_DID_RESOLVE, N_("conflict settled") },
		{ HJ_DID_REVERT, N_("put back") },
		{ HJ_DID_ATTACH, N_("attached") },
		{ HJ_DID_EXTRACT, N_("extracted") },
		{ HJ_DID_CUSTODY, N_("custody noted") },
		{ HJ_DID_EXPORT, N_("exported") },
		{ HJ_DID_PETITION, N_("petition exported") },
		{ HJ_DID_SENT, N_("petition sent") },
		{ HJ_DID_LETTER, N_("letter written") },
		{ DISCLOSURE_REFERRAL, N_("referred") },
		{ HJ_DID_PROVE, N_("proven to others") },
		{ HJ_DID_COSIGN, N_("log of a partner cosigned") },
		{ HJ_DID_ATTEST, N_("attestations kept") },
		{ HJ_DID_BACKUP, N_("backed up") },
		{ HJ_DID_BACKUP_GONE, N_("backup destroyed") },
		{ HJ_DID_PASSPHRASE, N_("passphrase changed") },
		{ HJ_DID_RECOVER,
		    N_("passphrase changed with recovery shares") },
		{ HJ_DID_FILE_ADD, N_("key file added") },
		{ HJ_DID_FILE_DROP, N_("key file removed") },
		{ HJ_DID_SHARES_MADE, N_("recovery shares made") },
		{ HJ_DID_SHARES_TRIED, N_("recovery shares tried") },
		{ HJ_DID_SHARES_GONE, N_("recovery shares revoked") },
		{ HJ_DID_LATE, N_("way in changed, noted late") },
		{ HJ_DID_SHOW, N_("shown") },
		{ HJ_DID_CODES, N_("own codes changed") },
		{ HJ_DID_SEARCHES, N_("saved searches changed") },
		{ HJ_DID_SUBMITTER, N_("submitter of petitions changed") },
		{ HJ_DID_ROLLBACK, N_("rollback accepted") },
		{ HJ_DID_DEVICE, N_("new device") },
		{ HJ_DID_ENROL, N_("member added or changed") },
		{ HJ_DID_REMOVE, N_("member removed") },
		{ HJ_DID_TEAM, N_("teams changed") },
		{ HJ_DID_MOVE, N_("moved to another team") },
		{ HJ_DID_ERASE, N_("erased") },
		{ HJ_DID_INTAKE, N_("intake begun") },
		{ HJ_DID_DELIVER, N_("delivered to headquarters") },
		{ HJ_DID_RECEIPT, N_("receipt") },
		{ HJ_DID_HOLD, N_("legal hold placed") },
		{ HJ_DID_HOLD_LIFT, N_("legal hold lifted") },
		{ HJ_DID_RETENTION, N_("period of keeping set") },
		{ HJ_DID_INCIDENT, N_("loss looked into") },
		{ HJ_DID_RESEAL, N_("sealed anew after an erasure") },
		{ HJ_DID_COMMIT, N_("commit") },
	};

	for (size_t i = 0; i < HJ_LEN(names); i++)
		if (strcmp(names[i].action, action) == 0)
			return _(names[i].words);
	return action;
}

void
logline_fingerprint(struct emit *out, const struct hj_log_entry *e)
{
	char hex[2 * HJ_DIGEST_BYTES + 1];

	if (!e->has_digest) {
		emit_none(out);
		return;
	}
	hj_digest_hex(e->digest, hex);
	if (!emit_is_json(out))
		hex[16] = '\0';
	emit_text(out, hex);
}

/* The log is written in English; how a line of it begins is said in the
 * language of the person. */
static size_t
opening(const char *p, size_t n, const char **ret)
{
	static const char *const words[] = { N_("set"), N_("add"), N_("remove"),
		N_("known"), N_("move"), N_("more"), N_("reason"), N_("source"),
		N_("producer"), N_("created"), N_("scope"), N_("recipient"),
		N_("purpose"), N_("bytes"), N_("cases"), N_("conflicts"),
		N_("secret values revealed"), N_("opened in an editor"),
		N_("differences"), N_("history of a field"), N_("back to"),
		N_("shown beside a linked case"), N_("split off"),
		N_("evidence"), N_("copy clean"), N_("event"), N_("who"),
		N_("date"), N_("note"), N_("step"), N_("petition"),
		N_("last export"), N_("part") };

	for (size_t i = 0; i < HJ_LEN(words); i++) {
		size_t len = strlen(words[i]);

		if (n < len || memcmp(p, words[i], len) != 0 ||
		    (n > len && p[len] != ' ' && p[len] != '\n'))
			continue;
		*ret = _(words[i]);
		return len;
	}
	*ret = "";
	return 0;
}

/* One line for the table: the reason alone, else what was touched. */
static int
shorten(struct emit *out, const char *p, size_t n, struct hj_error *err)
{
	static const char reason[] = "reason ";
	struct hj_buf line = HJ_BUF(HJ_TEXT_MAX);
	bool only =
	    n > strlen(reason) && memcmp(p, reason, strlen(reason)) == 0;
	bool begins = !only;
	const char *word;
	int rc = HJ_OK;

	for (size_t i = only ? strlen(reason) : 0; rc == HJ_OK && i < n; i++) {
		if (begins) {
			i += opening(p + i, n - i, &word);
			rc = hj_buf_puts(&line, word, err);
		}
		begins = false;
		if (rc != HJ_OK || i == n)
			break;
		if (p[i] != '\n')
			rc = hj_buf_putc(&line, p[i], err);
		else if (only)
			break;
		else if (i + 1 < n)
			rc = hj_buf_puts(&line, "; ", err);
		begins = p[i] == '\n';
	}
	if (rc == HJ_OK)
		emit_bytes(out, (const char *)line.data, line.len);
	hj_buf_clear(&line);
	return rc;
}

void
logline_member(struct emit *out, const struct hj_vault_facts *facts,
    const struct hj_log_entry *e)
{
	bool own = strcmp(e->member, facts->member) == 0;

	emit_text(out,
	    own && !emit_is_json(out) ? facts->member_name : e->member);
}

int
logline_detail(struct cli *c, const struct hj_row *row,
    const struct hj_log_entry *e, struct hj_error *err)
{
	struct hj_buf detail = HJ_BUF(HJ_TEXT_MAX);
	char erased[ERASED_TEXT];
	int rc;

	if (!e->has_detail) {
		emit_none(c->out);
		return HJ_OK;
	}
	rc = hj_vault_detail(c->vault, row, e, &detail, err);
	if (rc == HJ_OK && detail.len == 0 && row != NULL) {
		/* Gone with a part of the case file. */
		if ((rc = erased_say(c, &row->id, erased, err)) == HJ_OK)
			emit_text(c->out, erased);
	} else if (rc == HJ_OK && emit_is_json(c->out))
		emit_bytes(c->out, (const char *)detail.data, detail.len);
	else if (rc == HJ_OK)
		rc =
		    shorten(c->out, (const char *)detail.data, detail.len, err);
	hj_buf_clear(&detail);
	return rc;
}

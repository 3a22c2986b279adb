#include <string.h>

#include <sodium.h>

#include "cli/access/process.h"
#include "cli/screen/emit.h"
#include "cli/screen/say.h"
#include "cli/show/custody.h"
#include "cli/show/logline.h"
#include "core/log/log.h"
#include "core/vocab/vocab.h"

#define LIST "custody"

/* ---- recording ---- */

struct seen {
	crypto_hash_sha256_state hash;
};

static int
look(void *to, const uint8_t *p, size_t n, struct hj_error *err)
{
	struct seen *s = to;

	crypto_hash_sha256_update(&s->hash, p, n);
	return process_check(err);
}

/* Is it as it was when it was stored?  hex: its fingerprint as found, or "". */
static int
verify(struct cli *c, const struct casefile *f, const struct attachment *a,
    char hex[static 65], struct hj_error *err)
{
	struct seen s;
	uint8_t hash[crypto_hash_sha256_BYTES];
	int rc;

	hex[0] = '\0';
	crypto_hash_sha256_init(&s.hash);
	rc = hj_vault_extract(c->vault, &f->row, a->blob, look, &s, err);
	if (rc != HJ_OK)
		return rc;
	crypto_hash_sha256_final(&s.hash, hash);
	(void)sodium_bin2hex(hex, 65, hash, sizeof(hash));
	if (a->sha256 != NULL && strcmp(a->sha256, hex) != 0)
		return hj_fail(err, HJ_ECORRUPT,
		    "the attachment is not the file whose fingerprint the case file has");
	return HJ_OK;
}

static int
line(struct hj_buf *to, const char *name, const char *value,
    struct hj_error *err)
{
	return value == NULL || value[0] == '\0'
	    ? HJ_OK
	    : hj_buf_printf(to, err, "%s %s\n", name, value);
}

static int
describe(const struct attachment *a, const struct custody_event *e,
    const char *event, const char *hex, struct hj_buf *to, struct hj_error *err)
{
	int rc;

	if ((rc = line(to, "evidence", a->id, err)) != HJ_OK ||
	    (rc = line(to, "event", event, err)) != HJ_OK ||
	    (rc = line(to, "who", e->who, err)) != HJ_OK ||
	    (rc = line(to, "date", e->date, err)) != HJ_OK ||
	    (rc = line(to, "sha256", hex, err)) != HJ_OK)
		return rc;
	return line(to, "note", e->note, err);
}

int
custody_record(struct cli *c, const struct casefile *f,
    const struct attachment *a, const struct custody_event *e,
    struct hj_error *err)
{
	struct hj_buf detail = HJ_BUF(HJ_DETAIL_MAX);
	struct hj_error why = { .say = err->say };
	const char *text;
	char hex[65];
	int found = verify(c, f, a, hex, &why);
	int rc;

	if (found != HJ_OK && found != HJ_ECORRUPT && found != HJ_ENOTFOUND) {
		*err = why;
		return found;
	}
	if ((rc = describe(a, e, found == HJ_OK ? e->event : "fail", hex,
		 &detail, err)) == HJ_OK &&
	    (rc = hj_buf_text(&detail, &text, err)) == HJ_OK)
		rc = casefile_note(c, f, HJ_DID_CUSTODY, text, err);
	hj_buf_clear(&detail);
	if (rc == HJ_OK && found != HJ_OK) {
		*err = why;
		rc = found;
	}
	return rc;
}

/* ---- telling ---- */

static const struct emit_column columns[] = {
	{ "time", N_("time (UTC)"), false },
	{ "event", N_("event"), false },
	{ "who", N_("who"), false },
	{ "date", N_("date"), false },
	{ "note", N_("note"), false },
	{ "member", N_("member"), false },
	{ "sha256", N_("fingerprint"), false },
	{ "sequence", NULL, true },
};

struct telling {
	struct cli *c;
	const struct casefile *f;
	const struct attachment *a;
	struct hj_vault_facts facts;
};

/* The value of a line of the detail; NULL: there is none. */
static const char *
value_of(const struct hj_buf *detail, const char *name, size_t *n)
{
	const char *p = (const char *)detail->data;
	const char *end = p + detail->len;
	size_t len = strlen(name);

	while (p != NULL && p < end) {
		const char *stop = memchr(p, '\n', (size_t)(end - p));

		stop = stop != NULL ? stop : end;
		if ((size_t)(stop - p) > len && p[len] == ' ' &&
		    memcmp(p, name, len) == 0) {
			*n = (size_t)(stop - p) - len - 1;
			return p + len + 1;
		}
		p = stop + 1;
	}
	*n = 0;
	return NULL;
}

static bool
concerns(const struct hj_buf *detail, const char *evidence)
{
	size_t n;
	const char *id = value_of(detail, "evidence", &n);

	return id != NULL && n == strlen(evidence) &&
	    memcmp(id, evidence, n) == 0;
}

static void
emit_line(struct emit *out, const struct hj_buf *detail, const char *name)
{
	size_t n;
	const char *p = value_of(detail, name, &n);

	emit_key(out, name, NULL);
	if (p != NULL)
		emit_bytes(out, p, n);
	else
		emit_none(out);
}

/* What the log did not call an event of custody is one all the same. */
static void
emit_event(const struct telling *t, const struct hj_log_entry *e,
    const struct hj_buf *detail)
{
	size_t n = 0;
	const char *code = value_of(detail, "event", &n);
	const struct hj_code_row *row;

	if (code == NULL) {
		code = strcmp(e->action, HJ_DID_ATTACH) == 0 ? "store" : "copy";
		n = strlen(code);
	}
	row = hj_vocab_find(hj_vocab_list(LIST), code, n);
	emit_key(t->c->out, "event", NULL);
	if (row == NULL || emit_is_json(t->c->out))
		emit_bytes(t->c->out, code, n);
	else
		emit_text(t->c->out, hj_vocab_label(row, t->c->korean));
}

static void
emit_entry(const struct telling *t, const struct hj_log_entry *e,
    const struct hj_buf *detail)
{
	struct emit *out = t->c->out;

	emit_map(out);
	emit_key(out, "time", NULL);
	emit_time(out, e->time);
	emit_event(t, e, detail);
	emit_line(out, detail, "who");
	emit_line(out, detail, "date");
	emit_line(out, detail, "note");
	emit_key(out, "member", NULL);
	logline_member(out, &t->facts, e);
	emit_line(out, detail, "sha256");
	emit_key(out, "sequence", NULL);
	emit_number(out, (int64_t)e->sequence);
	emit_end(out);
}

static int
tell_entry(void *to, const struct hj_log_entry *e, struct hj_error *err)
{
	static const char *const actions[] = { HJ_DID_ATTACH, HJ_DID_EXTRACT,
		HJ_DID_CUSTODY };
	const struct telling *t = to;
	struct hj_buf detail = HJ_BUF(HJ_TEXT_MAX);
	bool may = false;
	int rc = HJ_OK;

	for (size_t i = 0; i < HJ_LEN(actions); i++)
		may |= strcmp(e->action, actions[i]) == 0;
	if (may && e->has_detail) {
		rc = hj_vault_detail(t->c->vault, &t->f->row, e, &detail, err);
		if (rc == HJ_OK && concerns(&detail, t->a->id))
			emit_entry(t, e, &detail);
	}
	hj_buf_clear(&detail);
	return rc == HJ_OK ? process_check(err) : rc;
}

int
custody_show(struct cli *c, const struct casefile *f,
    const struct attachment *a, struct hj_error *err)
{
	struct telling t = { .c = c, .f = f, .a = a };
	int rc = hj_vault_facts(c->vault, &t.facts, err);

	if (rc != HJ_OK)
		return rc;
	emit_table(c->out, columns, HJ_LEN(columns));
	if ((rc = hj_vault_log(c->vault, &f->row, tell_entry, &t, err)) ==
	    HJ_OK)
		emit_end(c->out);
	return rc;
}

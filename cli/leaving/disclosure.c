#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#include "cli/leaving/disclosure_own.h"
#include "cli/screen/say.h"
#include "cli/wording/fieldword.h"
#include "core/base/word.h"
#include "core/log/log.h"
#include "core/mechanism/mechanism.h"

#define LEFT HJ_DID_EXPORT " " HJ_DID_PETITION " " HJ_DID_SENT " " HJ_DID_LETTER

/* One file that left; its entry and those behind it. */
struct reading {
	struct cli *c;
	const struct casefile *f;
	const char *person;
	disclosure_fn *fn;
	void *to;
	struct disclosure_facts facts;
	char self[HJ_ID_CHARS + 1];
	char through[HJ_ID_CHARS + 1]; /* the last file that was not this */
	/* What was read so far of the file. */
	bool open;
	struct hj_buf header; /* lines, each NUL-ended */
	struct hj_buf remarks;
	struct hj_error *err;
	int rc; /* of gathering them */
	struct disclosure d;
	char action[HJ_ACTION_MAX];
	uint64_t told, listed; /* cases: said to be in it, and seen */
	bool has_case, has_names, names_it, names_none, is_own;
};

static bool
begins(const char *line, const char *word, const char **rest)
{
	size_t n = strlen(word);

	if (strncmp(line, word, n) != 0 || line[n] != ' ')
		return false;
	*rest = strcmp(line + n + 1, "-") == 0 ? NULL : line + n + 1;
	return true;
}

/* A line that begins with the id of a case: of this one, or of one that is
 * looked for, too? */
static bool
is_ours(struct reading *x, const char *id)
{
	switch (disclosure_whose(x->f, x->person, id)) {
	case DISCLOSURE_OTHERS:
		return false;
	case DISCLOSURE_SELF:
		x->is_own = true;
		return true;
	case DISCLOSURE_TAKEN:
		memcpy(x->through, id, HJ_ID_CHARS);
		x->through[HJ_ID_CHARS] = '\0';
		return true;
	case DISCLOSURE_SPLIT:
		return true;
	}
	return false;
}

/* "id" or "id person". */
static void
read_case(struct reading *x, const char *line)
{
	size_t n = strlen(line);

	if (n < HJ_ID_CHARS || (n > HJ_ID_CHARS && line[HJ_ID_CHARS] != ' '))
		return;
	if (n == HJ_ID_CHARS) {
		x->listed++;
		x->has_case = is_ours(x, line) || x->has_case;
		return;
	}
	x->has_names = true;
	if (is_ours(x, line) &&
	    (x->person == NULL ||
		disclosure_is_person(x->f, x->person, line,
		    line + HJ_ID_CHARS + 1)))
		x->names_it = true;
}

/* "forced W02", "left already: ...", "accepted k7m2.../p3q9zt (...): ..." */
static bool
is_remark(const char *line)
{
	static const char *const words[] = { "forced ",
		"left already: ", "accepted " };

	for (size_t i = 0; i < HJ_LEN(words); i++)
		if (strncmp(line, words[i], strlen(words[i])) == 0)
			return true;
	return false;
}

static void
remark(struct reading *x, const char *line)
{
	if (x->rc == HJ_OK && x->remarks.len != 0)
		x->rc = hj_buf_puts(&x->remarks, "; ", x->err);
	if (x->rc == HJ_OK)
		x->rc = hj_buf_puts(&x->remarks, line, x->err);
}

static void
read_line(struct reading *x, const char *line)
{
	struct disclosure *d = &x->d;
	const char *rest = NULL;

	if (begins(line, "scope", &d->scope) ||
	    begins(line, "recipient", &d->recipient) ||
	    begins(line, "purpose", &d->purpose) ||
	    begins(line, "petition", &d->petition) ||
	    begins(line, "sha256", &d->sha256) ||
	    begins(line, "evidence", &d->evidence))
		return;
	if (is_remark(line))
		remark(x, line);
	else if (begins(line, "named", &rest))
		x->names_none = true;
	else if (begins(line, "cases", &rest))
		x->told = rest != NULL ? strtoull(rest, NULL, 10) : 0;
	else
		read_case(x, line);
}

static void
read_lines(struct reading *x, char *p, size_t n)
{
	while (n != 0) {
		char *end = memchr(p, '\n', n);
		size_t len = end != NULL ? (size_t)(end - p) : n;

		if (end == NULL)
			break;
		*end = '\0';
		read_line(x, p);
		p += len + 1;
		n -= len + 1;
	}
}

/* ---- one file ---- */

/* The petition that was asked about. */
static bool
is_self(const struct reading *x)
{
	return x->d.petition != NULL && strcmp(x->d.petition, x->self) == 0;
}

static enum disclosure_named
is_named(const struct reading *x)
{
	if (x->names_none)
		return DISCLOSURE_NOT_NAMED;
	/* Their own copy names one person of it. */
	if (x->has_names && strcmp(x->action, HJ_DID_EXPORT) == 0)
		return x->names_it ? DISCLOSURE_NAMED : DISCLOSURE_NOT_NAMED;
	/* A case that leaves as a whole names everybody in it. */
	if (strcmp(x->action, HJ_DID_EXPORT) == 0)
		return x->has_case ? DISCLOSURE_NAMED : DISCLOSURE_PERHAPS;
	if (x->names_it || (x->has_names && is_self(x)))
		return DISCLOSURE_NAMED;
	/* Of an entry that was cut short, or of one older than the lines that
	 * say who is named, nobody can tell. */
	return x->listed < x->told || x->d.petition == NULL
	    ? DISCLOSURE_PERHAPS
	    : DISCLOSURE_NOT_NAMED;
}

static int
flush(struct reading *x, struct hj_error *err)
{
	bool ours =
	    x->has_case || x->names_it || x->listed < x->told || is_self(x);

	if (!x->open)
		return HJ_OK;
	x->open = false;
	if (!ours)
		return HJ_OK;
	if (x->rc != HJ_OK)
		return x->rc;
	if (x->remarks.len != 0 &&
	    hj_buf_text(&x->remarks, &x->d.remarks, err) != HJ_OK)
		return (int)err->code;
	x->d.action = x->action;
	x->d.named = is_named(x);
	if (!x->is_own && *x->through != '\0')
		x->d.through = x->through;
	return x->fn(x->to, &x->d, err);
}

static void
begin(struct reading *x, const struct hj_log_entry *e)
{
	x->open = true;
	x->d = (struct disclosure){ .time = e->time };
	memcpy(x->action, e->action, sizeof(x->action));
	x->told = x->listed = 0;
	hj_buf_reset(&x->remarks);
	x->has_case = x->has_names = x->names_it = x->names_none = false;
	x->is_own = false;
	x->through[0] = '\0';
}

/* An entry of a file; those that go on with it begin with its fingerprint. */
static int
left(struct reading *x, const struct hj_log_entry *e, struct hj_error *err)
{
	static const char more[] = "sha256 ";
	struct hj_buf detail = HJ_BUF(HJ_TEXT_MAX);
	int rc = hj_vault_detail(x->c->vault, NULL, e, &detail, err);

	if (rc == HJ_OK &&
	    (detail.len < strlen(more) ||
		memcmp(detail.data, more, strlen(more)) != 0)) {
		if ((rc = flush(x, err)) == HJ_OK) {
			begin(x, e);
			/* What is read of it points there until the next. */
			hj_buf_clear(&x->header);
			x->header = detail;
			detail = HJ_BUF(HJ_TEXT_MAX);
			read_lines(x, (char *)x->header.data, x->header.len);
		}
	} else if (rc == HJ_OK && x->open) {
		const char *sha256 = x->d.sha256;

		read_lines(x, (char *)detail.data, detail.len);
		x->d.sha256 = sha256;
	}
	hj_buf_clear(&detail);
	return rc;
}

/* An attachment of this case: who is in it nobody knows. */
static int
extracted(struct reading *x, const struct hj_log_entry *e, struct hj_error *err)
{
	struct hj_buf items = HJ_BUF(HJ_RECORD_MAX);
	struct hj_row row;
	bool found = false;
	int rc;

	if (!e->has_case || !e->has_detail)
		return HJ_OK;
	begin(x, e);
	x->open = false;
	if ((rc = disclosure_row(x->c, x->f, e, &row, &items, x->through,
		 &found, err)) == HJ_OK &&
	    found) {
		hj_buf_clear(&x->header);
		rc = hj_vault_detail(x->c->vault, &row, e, &x->header, err);
	}
	sodium_memzero(&row, sizeof(row));
	hj_buf_clear(&items);
	if (rc != HJ_OK || !found)
		return rc;
	read_lines(x, (char *)x->header.data, x->header.len);
	x->d.action = x->action;
	x->d.through = *x->through != '\0' ? x->through : NULL;
	x->d.named = DISCLOSURE_PERHAPS;
	return x->fn(x->to, &x->d, err);
}

static int
look(void *to, const struct hj_log_entry *e, struct hj_error *err)
{
	struct reading *x = to;
	bool extract = strcmp(e->action, HJ_DID_EXTRACT) == 0;

	if (strcmp(e->action, HJ_DID_BACKUP) == 0) {
		x->facts.backups++;
		x->facts.last_backup = e->time;
		return HJ_OK;
	}
	if (!extract)
		return hj_word_among(LEFT, e->action) && e->has_detail
		    ? left(x, e, err)
		    : HJ_OK;
	return flush(x, err) == HJ_OK ? extracted(x, e, err) : (int)err->code;
}

int
disclosure_each(struct cli *c, const struct casefile *f, const char *person,
    disclosure_fn *fn, void *to, struct disclosure_facts *ret,
    struct hj_error *err)
{
	struct reading x = { .c = c,
		.f = f,
		.person = person,
		.fn = fn,
		.to = to,
		.header = HJ_BUF(HJ_TEXT_MAX),
		.remarks = HJ_BUF(HJ_TEXT_MAX),
		.err = err };
	int rc;

	hj_id_text(&f->row.id, x.self);
	if ((rc = hj_vault_log(c->vault, NULL, look, &x, err)) == HJ_OK)
		rc = flush(&x, err);
	if (rc == HJ_OK)
		rc = disclosure_referrals(c, f, person, fn, to, err);
	if (rc == HJ_OK)
		*ret = x.facts;
	hj_buf_clear(&x.header);
	hj_buf_clear(&x.remarks);
	return rc;
}

/* ---- in words ---- */

const char *
disclosure_holder(const struct disclosure *d, bool korean)
{
	const struct hj_mechanism *m;

	if (d->recipient != NULL)
		return d->recipient;
	if (disclosure_is_subject(d))
		return _("the person themselves");
	if (strcmp(d->action, HJ_DID_SENT) != 0 || d->purpose == NULL)
		return NULL;
	m = hj_mechanism_by_code(d->purpose);
	return m != NULL ? fieldword_code("mechanism", m->code, korean)
			 : d->purpose;
}

bool
disclosure_is_subject(const struct disclosure *d)
{
	return d->recipient == NULL && d->scope != NULL &&
	    strcmp(d->scope, DISCLOSURE_SUBJECT) == 0;
}

bool
disclosure_is_out(const struct disclosure *d)
{
	if (d->scope != NULL && strcmp(d->scope, "own") == 0)
		return false;
	return strcmp(d->action, HJ_DID_PETITION) != 0 || d->recipient != NULL;
}

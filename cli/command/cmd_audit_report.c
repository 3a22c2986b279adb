#include <stdio.h>
#include <string.h>

#include "cli/argument/period.h"
#include "cli/pages.h"
#include "cli/screen/emit.h"
#include "cli/screen/opt.h"
#include "cli/screen/say.h"
#include "cli/show/logline.h"
#include "cli/wording/span.h"
#include "core/base/limits.h"
#include "core/base/word.h"
#include "core/date/edtf.h"
#include "core/log/log.h"

#define DAY (24 * 60 * 60)
#define LEFT HJ_DID_EXPORT " " HJ_DID_SENT " " HJ_DID_LETTER
#define BUCKETS ((size_t)1 << 20) /* bytes: weeks of two centuries */

enum by { BY_ACTION, BY_MEMBER, BY_DEVICE, BY_WEEK, BY_RECIPIENT };

struct bucket {
	enum by by;
	char what[24];
	int64_t last; /* of a device: the time of its last entry */
	uint64_t n;
};

struct report {
	struct cli *c;
	struct hj_buf detail; /* of one entry */
	struct hj_buf buckets;
	int64_t from, until; /* seconds UTC */
	uint64_t entries, back;
};

struct report_opt {
	const char *period;
	bool csv;
};

static struct bucket *
find(struct report *r, enum by by, const char *what, struct hj_error *err)
{
	struct bucket fresh = { .by = by };
	size_t n = r->buckets.len / sizeof(fresh);
	struct bucket *b = (struct bucket *)(void *)r->buckets.data;

	for (size_t i = 0; i < n; i++)
		if (b[i].by == by && strcmp(b[i].what, what) == 0)
			return &b[i];
	(void)snprintf(fresh.what, sizeof(fresh.what), "%s", what);
	if (hj_buf_add(&r->buckets, &fresh, sizeof(fresh), err) != HJ_OK)
		return NULL;
	return (struct bucket *)(void *)r->buckets.data + n;
}

static int
count(struct report *r, enum by by, const char *what, struct hj_error *err)
{
	struct bucket *b = find(r, by, what, err);

	if (b == NULL)
		return (int)err->code;
	b->n++;
	return HJ_OK;
}

/* ---- to whom ---- */

/* By what it was let out for: a code of `consent-scope`, or "own". */
static const struct {
	const char *scopes, *class, *said;
} classes[] = {
	{ "un-conf un-state un-public", "un",
	    N_("bodies of the United Nations") },
	{ "court", "court", N_("courts and investigators") },
	{ "home-gov consular", "state", N_("States, consulates and UNHCR") },
	{ "public-name public-anon image", "media",
	    N_("media and the public") },
	{ "share-ngo", "ngo", N_("partner organisations") },
	{ "referral", "service", N_("service providers") },
	{ "own store", "own", N_("our own office") },
};
#define OTHERS "other"

static const char *
class_of(const char *scope, size_t n)
{
	for (size_t i = 0; n != 0 && i < HJ_LEN(classes); i++)
		if (hj_word_has(classes[i].scopes, scope, n))
			return classes[i].class;
	return OTHERS;
}

static const char *
class_said(const char *class)
{
	for (size_t i = 0; i < HJ_LEN(classes); i++)
		if (strcmp(classes[i].class, class) == 0)
			return _(classes[i].said);
	return _("others, or not said");
}

/* What stands behind "scope " at the beginning of a line; *n 0: nowhere. */
static const char *
find_scope(const struct hj_buf *detail, size_t *n)
{
	static const char word[] = "scope ";
	const size_t len = sizeof(word) - 1;
	const char *p = (const char *)detail->data;
	const char *end = p + detail->len;

	while (p < end) {
		const char *stop = memchr(p, '\n', (size_t)(end - p));
		const size_t has = (size_t)((stop != NULL ? stop : end) - p);

		if (has > len && memcmp(p, word, len) == 0) {
			*n = has - len;
			return p + len;
		}
		p += has + 1;
	}
	*n = 0;
	return "";
}

/* Something was handed to somebody; to whom is under the key of the log, or of a
 * case whose details are not read here. */
static int
count_recipient(struct report *r, const struct hj_log_entry *e,
    struct hj_error *err)
{
	struct hj_error hidden = { .say = err->say };
	const char *scope;
	size_t n;
	int rc = HJ_OK;

	if (!hj_word_among(LEFT, e->action))
		return HJ_OK;
	hj_buf_reset(&r->detail);
	if (e->has_detail)
		rc = hj_vault_detail(r->c->vault, NULL, e, &r->detail, &hidden);
	/* What could not be looked at is not hidden. */
	if (rc == HJ_ENOMEM || rc == HJ_EIO) {
		*err = hidden;
		return rc;
	}
	if (rc != HJ_OK)
		hj_buf_reset(&r->detail);
	scope = find_scope(&r->detail, &n);
	return count(r, BY_RECIPIENT, class_of(scope, n), err);
}

/* The clock is watched from the beginning, the rest counts in the period. */
static int
each_entry(void *to, const struct hj_log_entry *e, struct hj_error *err)
{
	int64_t day = e->time / DAY;
	struct report *r = to;
	struct bucket *device;
	char monday[SPAN_TEXT];
	bool inside = e->time >= r->from && e->time < r->until;

	if ((device = find(r, BY_DEVICE, e->device, err)) == NULL)
		return (int)err->code;
	if (e->time < device->last && inside)
		r->back++;
	device->last = e->time;
	if (!inside || hj_log_is_commit(e))
		return HJ_OK;
	device->n++;
	r->entries++;
	span_text((int32_t)(day - (day + 3) % 7), monday);
	if (count_recipient(r, e, err) != HJ_OK ||
	    count(r, BY_ACTION, e->action, err) != HJ_OK ||
	    count(r, BY_MEMBER, e->member, err) != HJ_OK)
		return (int)err->code;
	return count(r, BY_WEEK, monday, err);
}

/* ---- said ---- */

static const char *const words[] = { "action", "member", "device", "week",
	"recipient" };

static const struct emit_column columns[] = {
	{ "by", N_("counted by"), false },
	{ "what", N_("what"), false },
	{ "count", N_("entries"), true },
};

static void
say_counts(struct cli *c, const struct report *r)
{
	static const char *const said[] = { N_("action"), N_("member"),
		N_("device"), N_("week from"), N_("let out to") };
	const struct bucket *b =
	    (const struct bucket *)(const void *)r->buckets.data;
	bool json = emit_is_json(c->out);

	emit_table(c->out, columns, HJ_LEN(columns));
	for (int by = BY_ACTION; by <= BY_RECIPIENT; by++)
		for (size_t i = 0; i < r->buckets.len / sizeof(*b); i++) {
			if ((int)b[i].by != by || b[i].n == 0)
				continue;
			emit_map(c->out);
			emit_key(c->out, "by", NULL);
			emit_text(c->out, json ? words[by] : _(said[by]));
			emit_key(c->out, "what", NULL);
			emit_text(c->out,
			    json                     ? b[i].what
				: by == BY_ACTION    ? logline_action(b[i].what)
				: by == BY_RECIPIENT ? class_said(b[i].what)
						     : b[i].what);
			emit_key(c->out, "count", NULL);
			emit_number(c->out, (int64_t)b[i].n);
			emit_end(c->out);
		}
	emit_end(c->out);
}

static void
say_csv(struct cli *c, const struct report *r)
{
	const struct bucket *b =
	    (const struct bucket *)(const void *)r->buckets.data;
	char line[128];
	int n =
	    snprintf(line, sizeof(line), "by,what,count\r\nclock,back,%llu\r\n",
		(unsigned long long)r->back);

	emit_raw(c->out, line, (size_t)n);
	for (int by = BY_ACTION; by <= BY_RECIPIENT; by++)
		for (size_t i = 0; i < r->buckets.len / sizeof(*b); i++) {
			if ((int)b[i].by != by || b[i].n == 0)
				continue;
			n = snprintf(line, sizeof(line), "%s,%s,%llu\r\n",
			    words[by], b[i].what, (unsigned long long)b[i].n);
			emit_raw(c->out, line, (size_t)n);
		}
}

static void
say(struct cli *c, const struct report *r)
{
	emit_map(c->out);
	emit_key(c->out, "entries", N_("entries"));
	emit_number(c->out, (int64_t)r->entries);
	emit_key(c->out, "clock_back", N_("times the clock was set back"));
	emit_number(c->out, (int64_t)r->back);
	emit_key(c->out, "counts", N_("counted"));
	say_counts(c, r);
	emit_end(c->out);
}

/* ---- asked ---- */

static int64_t
end_of(const struct hj_edtf_bound *b, int64_t open, int64_t more)
{
	if (b->edge != HJ_EDGE_DAY || b->day < INT32_MIN || b->day > INT32_MAX)
		return open;
	return (b->day + more) * DAY;
}

static int
read_period(const struct report_opt *o, struct report *r, struct hj_error *err)
{
	struct hj_edtf_bound from, to;
	int rc;

	if (o->period == NULL)
		return HJ_OK;
	if ((rc = period_read(o->period, &from, &to, err)) != HJ_OK)
		return rc;
	r->from = end_of(&from, INT64_MIN, 0);
	r->until = end_of(&to, INT64_MAX, 1);
	return HJ_OK;
}

static int
run(struct cli *c, const struct args *a, struct hj_error *err)
{
	const struct report_opt *o = a->opt;
	struct report r = { .c = c,
		.detail = HJ_BUF(HJ_DETAIL_MAX),
		.buckets = HJ_BUF(BUCKETS),
		.from = INT64_MIN,
		.until = INT64_MAX };
	int rc;

	if ((rc = read_period(o, &r, err)) == HJ_OK &&
	    (rc = hj_vault_log(c->vault, NULL, each_entry, &r, err)) == HJ_OK) {
		if (o->csv && !emit_is_json(c->out))
			say_csv(c, &r);
		else
			say(c, &r);
	}
	hj_buf_clear(&r.buckets);
	hj_buf_clear(&r.detail);
	return rc;
}

#define AT(field) offsetof(struct report_opt, field)

static const struct option_def options[] = {
	{ 'p', "period", OPT_TEXT, AT(period), "EDTF", NULL,
	    N_("only what was done in this time (UTC)") },
	{ 0, "csv", OPT_FLAG, AT(csv), NULL, NULL,
	    N_("lines of by,what,count for a spreadsheet") },
	{ 0 },
};

#undef AT

static const struct command_example examples[] = {
	{ "audit report --period 2026-11", N_("what was done in November") },
	{ "audit report --csv", N_("all of the log, for a spreadsheet") },
	{ NULL, NULL },
};

const struct command_page audit_report_page = {
	.text =
	    N_("Counts the entries of the log by action, member, device and week, and how often\na clock was set back.  It holds no names and no case: members and devices are\nfingerprints of their keys, and an auditor can make it.  Exports and erasures are\nactions like the others; the entry that ends each change is not counted.  To what\nkind of recipient exports, petitions that were sent and letters went, is counted\ntoo, by the scope they were made for.\n\n'hanji audit verify' proves that the log was not altered; this only counts."),
	.options = options,
	.opt_size = sizeof(struct report_opt),
	.examples = examples,
	.run = run,
};

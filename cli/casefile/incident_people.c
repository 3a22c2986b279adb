#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#include "cli/casefile/casefile.h"
#include "cli/casefile/incident.h"
#include "cli/interview/safecontact.h"
#include "cli/screen/say.h"
#include "cli/wording/personname.h"
#include "cli/wording/span.h"
#include "core/base/word.h"
#include "core/case/path.h"
#include "core/mechanism/urgency.h"

#define TOKEN 32

struct held {
	struct hj_id id;
	int version; /* as incident_held() says */
};

struct rows {
	struct incident *x;
	struct hj_buf held;
};

static int
note_row(void *to, const struct hj_row *row, struct hj_error *err)
{
	struct rows *r = to;
	struct held h = { .id = row->id,
		.version = incident_held(r->x, row->log_id) };

	if (row->root != 'c' || h.version == 0)
		return HJ_OK;
	if ((r->x->teams >> row->team & 1) == 0) {
		r->x->sealed++;
		return HJ_OK;
	}
	r->x->cases++;
	r->x->changed += h.version == 2;
	return hj_buf_add(&r->held, &h, sizeof(h), err);
}

/* ---- who warns ---- */

struct deputy {
	const char *name;
	const char * not ; /* fingerprint of who is in the hands of others */
	bool found;
};

static int
look(void *to, const struct hj_vault_member *m, struct hj_error *err)
{
	struct deputy *d = to;

	(void)err;
	if (m->placed && m->until == 0 && strcmp(m->name, d->name) == 0 &&
	    strcmp(m->id, d->not ) != 0 && m->role != HJ_ROLE_AUDITOR)
		d->found = true;
	return HJ_OK;
}

/* Whose case file it is, when they are there to do it; else who runs this. */
static int
choose_owner(struct incident *x, const struct hj_record *r, const char *me,
    const char **ret, struct hj_error *err)
{
	struct deputy d = { .name =
				hj_node_value(hj_record_root(r), "assigned"),
		.not = x->is_member ? x->id : "" };

	if (d.name != NULL &&
	    hj_vault_members(x->c->vault, look, &d, err) != HJ_OK)
		return (int)err->code;
	*ret = d.found ? d.name : me;
	return HJ_OK;
}

/* ---- one person ---- */

static bool
is_reachable(const struct hj_node *person)
{
	for (const struct hj_node *n = hj_node_child(person, "contact");
	     n != NULL; n = hj_node_same(n))
		if (safecontact_rule(n) != NULL)
			return true;
	return false;
}

static int
keep_text(struct incident *x, const char *p, size_t n, size_t *at,
    struct hj_error *err)
{
	*at = x->texts.len;
	if (hj_buf_add(&x->texts, p, n, err) != HJ_OK)
		return (int)err->code;
	return hj_buf_add(&x->texts, "", 1, err);
}

/* By which a task is known again, whatever language it was made in. */
static void
token(const struct incident *x, const char *person, char ret[static TOKEN])
{
	(void)snprintf(ret, TOKEN, "[%.8s %s]", x->id, person);
}

static bool
is_told(const struct hj_record *r, const char *mark)
{
	for (const struct hj_node *n = hj_node_child(hj_record_root(r), "task");
	     n != NULL; n = hj_node_same(n)) {
		const char *text = hj_node_value(n, "text");

		if (text != NULL && strstr(text, mark) != NULL)
			return true;
	}
	return false;
}

static int
set(struct hj_record *r, struct hj_path_labels *labels, const char *path,
    const char *value, struct hj_error *err)
{
	return hj_path_apply(r, path, strlen(path), HJ_PATH_SET, value,
	    strlen(value), labels, NULL, err);
}

static int
add_task(struct incident *x, struct hj_record *r,
    const struct incident_person *p, struct hj_error *err)
{
	const char *texts = (const char *)x->texts.data;
	struct hj_path_labels labels = { .n = 0 };
	struct hj_buf text = HJ_BUF(HJ_LINE_MAX);
	char mark[TOKEN];
	const char *z;
	int rc;

	token(x, p->id, mark);
	rc = hj_buf_printf(&text, err,
	    p->reachable
		? _("Warn %s in the safe way that is on file: what we hold of them was on something that was lost %s")
		: _("Find a safe way to warn %s, there is none on file: what we hold of them was on something that was lost %s"),
	    texts + p->name, mark);
	if (rc == HJ_OK && (rc = hj_buf_text(&text, &z, err)) == HJ_OK &&
	    (rc = set(r, &labels, "task[+x].status", "todo", err)) == HJ_OK &&
	    (rc = set(r, &labels, "task[+x].text", z, err)) == HJ_OK &&
	    (rc = set(r, &labels, "task[+x].due", p->due, err)) == HJ_OK &&
	    (rc = set(r, &labels, "task[+x].priority",
		 hj_peril_days(p->peril) == 0      ? "now"
		     : hj_peril_days(p->peril) < 7 ? "high"
						   : "norm",
		 err)) == HJ_OK)
		rc = set(r, &labels, "task[+x].owner", texts + p->owner, err);
	hj_buf_clear(&text);
	return rc;
}

static int
judge(struct incident *x, const struct casefile *f,
    const struct hj_node *person, struct hj_origins **o, const char *me,
    struct incident_person *p, struct hj_error *err)
{
	struct hj_buf name = HJ_BUF(HJ_LINE_MAX);
	const char *owner = me, *id = hj_node_attr(person, "id");
	char mark[TOKEN];
	int rc;

	*p = (struct incident_person){ .file = f->row.id,
		.danger = hj_urgency_danger(f->record) != NULL,
		.reachable = is_reachable(person) };
	(void)snprintf(p->id, sizeof(p->id), "%s", id);
	token(x, p->id, mark);
	p->told = is_told(f->record, mark);
	if ((rc = hj_peril_of(f->record, o, person, &p->peril, err)) != HJ_OK ||
	    p->peril == HJ_PERIL_NONE)
		return rc;
	span_text(span_today_day() + hj_peril_days(p->peril), p->due);
	if ((rc = personname(person, false, &name, err)) == HJ_OK &&
	    (rc = keep_text(x, (const char *)name.data, name.len, &p->name,
		 err)) == HJ_OK &&
	    (rc = choose_owner(x, f->record, me, &owner, err)) == HJ_OK)
		rc = keep_text(x, owner, strlen(owner), &p->owner, err);
	hj_buf_clear(&name);
	return rc;
}

/* ---- one file ---- */

static int
take_people(struct incident *x, struct casefile *f, const char *me,
    uint64_t *added, struct hj_error *err)
{
	struct hj_origins *origins = NULL;
	int rc = HJ_OK;

	for (const struct hj_node *n =
		 hj_node_child(hj_record_root(f->record), "person");
	     rc == HJ_OK && n != NULL; n = hj_node_same(n)) {
		struct incident_person p;

		if ((rc = judge(x, f, n, &origins, me, &p, err)) != HJ_OK ||
		    p.peril == HJ_PERIL_NONE)
			continue;
		if ((rc = hj_buf_add(&x->people, &p, sizeof(p), err)) ==
			HJ_OK &&
		    !p.told) {
			++*added;
			rc = add_task(x, f->record, &p, err);
		}
	}
	hj_origins_free(origins);
	return rc;
}

static int
take_file(struct incident *x, const struct hj_id *id, const char *me, bool make,
    struct hj_error *err)
{
	struct casefile f = CASEFILE;
	char text[HJ_ID_CHARS + 1], detail[64];
	uint64_t added = 0;
	int rc;

	hj_id_text(id, text);
	rc = casefile_load(x->c, text, NULL, &f, err);
	/* What the check finds in it was there before. */
	f.told = true;
	if (rc == HJ_OK)
		rc = take_people(x, &f, me, &added, err);
	(void)snprintf(detail, sizeof(detail), "incident %s", x->id);
	if (rc == HJ_OK && added != 0 && make)
		rc = casefile_save(x->c, &f, HJ_DID_UPDATE, detail, NULL, err);
	x->tasks += added;
	casefile_clear(&f);
	return rc;
}

static int
by_urgency(const void *a, const void *b)
{
	const struct incident_person *x = a, *y = b;

	if (x->peril != y->peril)
		return x->peril < y->peril ? -1 : 1;
	if (x->danger != y->danger)
		return x->danger ? -1 : 1;
	/* Whom nobody knows how to reach takes the longest. */
	if (x->reachable != y->reachable)
		return x->reachable ? 1 : -1;
	return memcmp(&x->file, &y->file, sizeof(x->file));
}

int
incident_people(struct incident *x, bool make, struct hj_error *err)
{
	struct rows r = { .x = x, .held = HJ_BUF(INCIDENT_ROOM) };
	struct hj_vault_facts facts;
	const struct held *h;
	int rc = hj_vault_facts(x->c->vault, &facts, err);

	if (rc == HJ_OK)
		rc = hj_vault_unseen(x->c->vault, &x->unseen, err);
	if (rc == HJ_OK)
		rc = hj_vault_scan(x->c->vault, note_row, &r, NULL, err);
	h = (const struct held *)(const void *)r.held.data;
	for (size_t i = 0; rc == HJ_OK && i < r.held.len / sizeof(*h); i++)
		rc = take_file(x, &h[i].id, facts.member_name, make, err);
	if (rc == HJ_OK && x->people.len != 0)
		qsort(x->people.data,
		    x->people.len / sizeof(struct incident_person),
		    sizeof(struct incident_person), by_urgency);
	hj_buf_clear(&r.held);
	return rc;
}

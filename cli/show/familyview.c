#include "cli/show/familyview.h"

#include <stdlib.h>
#include <string.h>

#include "cli/access/process.h"
#include "cli/screen/emit.h"
#include "cli/screen/say.h"
#include "cli/show/familytree.h"
#include "cli/show/linkview.h"
#include "cli/wording/personname.h"
#include "core/base/limits.h"
#include "core/links/link.h"

/* Whoever needs more files for one family has linked too much. */
#define MOST_FILES 64

struct viewing {
	struct cli *c;
	bool reveal;
	struct casefile *linked; /* those behind the first */
	const struct hj_record *record[MOST_FILES];
	char id[MOST_FILES][HJ_ID_SHOWN];
	char stored[MOST_FILES][HJ_ID_CHARS + 1];
	size_t n;
	size_t secret, missing, more;
};

/* ---- which files ---- */

static void
take(struct viewing *v, const struct casefile *f)
{
	v->record[v->n] = f->record;
	hj_id_show(&f->row.id, v->id[v->n]);
	hj_id_text(&f->row.id, v->stored[v->n]);
	v->n++;
}

static bool
is_there(const struct viewing *v, const char *id)
{
	for (size_t i = 0; i < v->n; i++)
		if (strcmp(v->stored[i], id) == 0)
			return true;
	return false;
}

static bool
leads_on(const struct hj_link *l)
{
	static const char *const kinds[] = { "family", "same", HJ_LINK_SPLIT,
		HJ_LINK_SPLITOFF };

	for (size_t i = 0; l->kind != NULL && i < HJ_LEN(kinds); i++)
		if (strcmp(kinds[i], l->kind) == 0)
			return l->other != NULL;
	return false;
}

static int
follow(struct viewing *v, const char *id, struct hj_error *err)
{
	struct casefile *f = &v->linked[v->n];
	struct hj_error why = { .say = err->say };
	int rc;

	if (v->n == MOST_FILES) {
		v->more++;
		return HJ_OK;
	}
	*f = CASEFILE;
	rc = linkview_load(v->c, id, f, &why);
	if (rc == HJ_ENOTFOUND) {
		v->missing++;
		casefile_clear(f);
		return HJ_OK;
	}
	if (rc != HJ_OK) {
		*err = why;
		casefile_clear(f);
		return hj_while(err, "linked case %s", id);
	}
	if (f->row.level == HJ_SECRET && !v->reveal) {
		v->secret++;
		casefile_clear(f);
		return HJ_OK;
	}
	rc = casefile_note_shown(v->c, f, "shown beside a linked case", err);
	take(v, f);
	return rc;
}

/* All that the links lead to, each once, in the order in which it is met. */
static int
gather(struct viewing *v, struct hj_error *err)
{
	int rc = HJ_OK;

	for (size_t i = 0; rc == HJ_OK && i < v->n; i++) {
		struct hj_node *n =
		    hj_node_child(hj_record_root(v->record[i]), "link");

		for (; rc == HJ_OK && n != NULL; n = hj_node_same(n)) {
			struct hj_link l;

			hj_link_read(n, &l);
			if (leads_on(&l) && !is_there(v, l.other) &&
			    (rc = process_check(err)) == HJ_OK)
				rc = follow(v, l.other, err);
		}
	}
	return rc;
}

/* ---- for people ---- */

static int
draw(struct viewing *v, const struct hj_family *family, struct hj_error *err)
{
	struct hj_buf text = HJ_BUF(HJ_TEXT_MAX);
	const char *cases[MOST_FILES] = { NULL };
	const struct familytree t = { .family = family,
		.cases = cases,
		.reveal = v->reveal,
		.korean = v->c->korean };
	int rc;

	for (size_t i = 1; i < v->n; i++)
		cases[i] = v->id[i];
	if ((rc = familytree_draw(&t, &text, err)) == HJ_OK) {
		const char *p = (const char *)text.data;
		const char *end = p + text.len;

		while (p < end) {
			const char *lf = memchr(p, '\n', (size_t)(end - p));
			size_t n = (size_t)((lf != NULL ? lf : end) - p);

			emit_say_bytes(v->c->out, p, n);
			p += n + 1;
		}
	}
	hj_buf_clear(&text);
	return rc;
}

static void
say_rest(const struct viewing *v)
{
	if (v->secret != 0)
		emit_say(v->c->out,
		    _("%zu linked case files are secret: --reveal opens them too."),
		    v->secret);
	if (v->missing != 0)
		emit_say(v->c->out,
		    _("%zu linked case files are not in this vault."),
		    v->missing);
	if (v->more != 0)
		emit_say(v->c->out,
		    _("%zu further case files were not opened: the links lead too far."),
		    v->more);
}

/* ---- for programs ---- */

static int
put_person(const struct viewing *v, const struct hj_family *f, size_t i,
    struct hj_error *err)
{
	const struct hj_relative *r = &f->relative[i];
	const struct hj_relative *whole = &f->relative[r->whole];
	struct hj_buf name = HJ_BUF(HJ_LINE_MAX);
	struct emit *e = v->c->out;
	int rc = personname(r->person, v->reveal, &name, err);

	emit_map(e);
	emit_key(e, "case", NULL);
	emit_text(e, v->id[r->file]);
	emit_key(e, "person", NULL);
	emit_text(e, hj_node_attr(r->person, "id"));
	emit_key(e, "name", NULL);
	emit_bytes(e, (const char *)name.data, name.len);
	emit_key(e, "generation", NULL);
	if (whole->related)
		emit_number(e, whole->generation + 1);
	else
		emit_none(e);
	/* Whoever was split off stands in two files. */
	emit_key(e, "also", NULL);
	emit_text(e, r->whole != i ? v->id[whole->file] : NULL);
	emit_end(e);
	hj_buf_clear(&name);
	return rc;
}

static void
put_end(const struct viewing *v, const struct hj_relative *r, const char *file,
    const char *person)
{
	emit_key(v->c->out, file, NULL);
	emit_text(v->c->out, v->id[r->file]);
	emit_key(v->c->out, person, NULL);
	emit_text(v->c->out, hj_node_attr(r->person, "id"));
}

static int
put(const struct viewing *v, const struct hj_family *f, struct hj_error *err)
{
	struct emit *e = v->c->out;
	int rc = HJ_OK;

	emit_map(e);
	emit_key(e, "persons", NULL);
	emit_list(e);
	for (size_t i = 0; rc == HJ_OK && i < f->n; i++)
		rc = put_person(v, f, i, err);
	emit_end(e);
	emit_key(e, "relations", NULL);
	emit_list(e);
	for (size_t i = 0; i < f->nkinships; i++) {
		const struct hj_kinship *k = &f->kinship[i];

		emit_map(e);
		put_end(v, &f->relative[k->a], "case_a", "a");
		emit_key(e, "relation", NULL);
		emit_text(e, k->type);
		put_end(v, &f->relative[k->b], "case_b", "b");
		emit_key(e, "fits", NULL);
		emit_flag(e, k->fits);
		emit_end(e);
	}
	emit_end(e);
	emit_key(e, "hidden", NULL);
	emit_number(e, (int64_t)f->hidden);
	emit_key(e, "secret", NULL);
	emit_number(e, (int64_t)v->secret);
	emit_key(e, "missing", NULL);
	emit_number(e, (int64_t)(v->missing + v->more));
	emit_end(e);
	return rc;
}

int
familyview_show(struct cli *c, const struct casefile *f, bool reveal,
    struct hj_error *err)
{
	struct viewing v = { .c = c, .reveal = reveal };
	struct hj_family *family = NULL;
	int rc;

	if ((v.linked = calloc(MOST_FILES, sizeof(*v.linked))) == NULL)
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	take(&v, f);
	if ((rc = gather(&v, err)) == HJ_OK &&
	    (rc = hj_family_new(v.record, v.n,
		 reveal ? HJ_SECRET : HJ_RESTRICTED, &family, err)) == HJ_OK)
		rc = emit_is_json(c->out) ? put(&v, family, err)
					  : draw(&v, family, err);
	if (rc == HJ_OK && !emit_is_json(c->out))
		say_rest(&v);
	hj_family_free(family);
	for (size_t i = 1; i < v.n; i++)
		casefile_clear(&v.linked[i]);
	free(v.linked);
	return rc;
}

/*
 * What is shown for each scope, and what a document prints of it, may hold those
 * markers only that the rule lets through, which is written down here a second
 * time.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "core/base/limits.h"
#include "core/date/calendar.h"
#include "export/petition/dossier.h"
#include "export/redact/redact.h"
#include "planted.h"

/* ---- the rule, once more ---- */

static bool
lets_through(enum hj_redact_action a, enum hj_conf conf)
{
	return a == HJ_REDACT_KEEP ||
	    (a == HJ_REDACT_PUBLIC && conf == HJ_PUBLIC);
}

static bool
may_stand(const struct marker *m, const char *scope)
{
	const struct hj_redact_profile *p =
	    hj_redact_profile(scope, HJ_WHOM_AGREED);
	const struct hj_node *t = m->node;
	enum hj_conf conf = hj_node_conf(t);

	while (t->parent->parent != NULL)
		t = t->parent;
	if (conf > HJ_INTERNAL)
		return false;
	if (strcmp(t->name, "source") == 0)
		return p->source == HJ_REDACT_PUBLIC && conf == HJ_PUBLIC &&
		    m->node->parent == t;
	if (strcmp(t->name, "external") == 0 && hj_node_conf(t) != HJ_PUBLIC)
		return false;
	if (m->owner == SILENT || m->owner == OTHER)
		return false;
	if (m->owner == NOBODY && strcmp(t->name, "action") != 0 &&
	    strcmp(t->name, "external") != 0 && strcmp(t->name, "place") != 0 &&
	    strcmp(t->name, "authority") != 0)
		return false;
	for (const struct hj_node *n = m->node; n->parent != NULL;
	     n = n->parent)
		if (!lets_through(hj_redact_action(p, n->def->class),
			hj_node_conf(n)))
			return false;
	if (m->node->def->value == HJ_V_FREE ||
	    (m->node->def->value == HJ_V_LINE &&
		m->node->def->class == HJ_C_SENSITIVE))
		return conf == HJ_PUBLIC;
	return true;
}

/* A year of something that happened is all that leaves of who was silent. */
static bool
is_year(const struct marker *m, const char *scope)
{
	const char *t = m->node->parent->name;

	return m->owner == SILENT && m->node->def->value == HJ_V_DATE &&
	    strcmp(m->node->name, "date") == 0 &&
	    (strcmp(t, "event") == 0 || strcmp(t, "detention") == 0 ||
		strcmp(t, "repatriation") == 0) &&
	    hj_node_conf(m->node) <= HJ_INTERNAL &&
	    hj_redact_profile(scope, HJ_WHOM_SILENT)->facts;
}

/* ---- looking ---- */

static bool
says(const struct hj_node *root, const char *text)
{
	for (const struct hj_node *n = root; n != NULL;
	     n = hj_node_next(n, root)) {
		if (n->text != NULL && strstr(n->text, text) != NULL)
			return true;
		for (const struct hj_attr *a = n->attrs; a != NULL; a = a->next)
			if (strstr(a->value, text) != NULL)
				return true;
	}
	return false;
}

static void
complain(const struct marker *m, const char *scope, const char *where)
{
	fail_msg("%s/%s of %d (%s) is in %s for %s", m->node->parent->name,
	    m->node->name, (int)m->owner, m->text, where, scope);
}

struct counted {
	size_t shown, printed, years;
};

static void
look(const struct planted *x, const struct hj_shown *s, const char *xml,
    const char *scope, struct counted *n)
{
	const struct hj_node *root = hj_record_root(hj_shown_at(s, 0)->record);
	bool named = hj_shown_at(s, 0)->named;

	for (size_t i = 0; i < x->n; i++) {
		const struct marker *m = &x->m[i];
		bool may = may_stand(m, scope) && (named || m->owner != AGREED);

		if (says(root, m->text)) {
			n->shown++;
			if (!may)
				complain(m, scope, "what is shown");
		}
		if (strstr(xml, m->text) == NULL)
			continue;
		n->printed++;
		n->years += is_year(m, scope);
		if (!may && !is_year(m, scope) &&
		    !(m->owner == AGREED && !named))
			complain(m, scope, "the document");
	}
}

static void
build(const struct planted *x, const struct hj_record *petition,
    const char *scope, struct counted *n)
{
	const struct hj_annex_victim v[] = { { x->r, whose[AGREED], NULL },
		{ x->r, whose[SILENT], NULL }, { x->r, NULL, NULL } };
	const struct hj_shown_asking q = { .petition = petition,
		.scope = scope,
		.today = (int32_t)hj_calendar_day(2026, 6, 1),
		.victims = v,
		.nvictims = 3 };
	struct hj_dossier d = { .petition = petition,
		.form = "wgad",
		.annex = { .title = "T",
		    .lang = "en",
		    .scope = scope,
		    .date = "2026-06-01" } };
	struct hj_error err = HJ_ERROR;
	struct hj_buf xml = HJ_BUF(HJ_TEXT_MAX);
	struct hj_annex_facts facts;
	struct hj_shown *s = NULL;
	const char *text = "";

	if (hj_shown_new(&q, &s, &err) != HJ_OK)
		fail_msg("%s", err.text);
	d.annex.shown = s;
	if (hj_dossier_build(&d, &xml, &facts, &err) != HJ_OK ||
	    hj_buf_text(&xml, &text, &err) != HJ_OK)
		fail_msg("%s", err.text);
	look(x, s, text, scope, n);
	hj_shown_free(s);
	hj_buf_clear(&xml);
}

static void
no_field_gets_into_a_document_but_by_its_profile(void **state)
{
	struct planted x = { .err = HJ_ERROR };
	struct hj_record *petition =
	    decoded("<petition xmlns=\"" HJ_CASE_NS
		    "\" id=\"0123456789abcdeg\">"
		    "<mechanism>wgad-reg</mechanism><victim id=\"vic001\"><case>"
		    "0123456789abcdef</case></victim></petition>");
	const struct hj_list *l = hj_vocab_list("consent-scope");

	(void)state;
	x.m = calloc(MARKERS, sizeof(*x.m));
	ok(&x, hj_record_new("case", &x.r, &x.err));
	ok(&x,
	    hj_record_set_attr(x.r, hj_record_root(x.r), "id",
		"abcdefghjkabcdef", 16, &x.err));
	plant_people(&x);
	plant_rest(&x);
	consent(&x);
	for (size_t i = 0; i < l->n; i++) {
		const char *scope = l->rows[i].code;
		struct counted n = { 0, 0, 0 };

		build(&x, petition, scope, &n);
		print_message("%s: of %zu fields %zu shown, %zu printed, %zu "
			      "as a year\n",
		    scope, x.n, n.shown, n.printed, n.years);
		if (hj_redact_profile(scope, HJ_WHOM_AGREED)->direct ==
		    HJ_REDACT_KEEP)
			assert_true(n.shown > 40 && n.printed > 20);
		if (hj_redact_profile(scope, HJ_WHOM_SILENT)->facts)
			assert_true(n.years > 0);
		else
			assert_int_equal(n.years, 0);
	}
	hj_record_free(x.r);
	hj_record_free(petition);
	free(x.m);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_field_gets_into_a_document_but_by_its_profile),
	};

	return cmocka_run_group_tests_name("shown", tests, NULL, NULL);
}

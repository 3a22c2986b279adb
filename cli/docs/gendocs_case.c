/*
 * The schema table and the code lists as hanji-case(5): what somebody needs
 * who has a case file and no hanji.
 */
#include <stdio.h>
#include <string.h>

#include "cli/docs/gendocs.h"
#include "core/case/owncode.h"
#include "core/case/schema_walk.h"
#include "core/vocab/vocab.h"

/* Said once for all elements, not for each. */
#define FACT (HJ_A(BASIS) | HJ_A(CRED) | HJ_A(PREF) | HJ_A(SRC))
#define SILENT (FACT | HJ_A(CONF) | HJ_A(ID) | HJ_A(KNOWN))

/* A word as it has to be copied: no hyphen that is typography, and no macro. */
static void
word(const char *s)
{
	(void)fputs("\\&", stdout);
	for (; *s != '\0'; s++)
		if (*s == '-')
			(void)fputs("\\-", stdout);
		else
			(void)fputc(*s, stdout);
}

/* A line of text, which may begin with what mdoc takes for a command. */
static void
line(const char *en, const char *ko)
{
	(void)printf("%s%s, %s", *en == '.' || *en == '\'' ? "\\&" : "", en,
	    ko);
}

/* ---- elements ---- */

static void
said(const char *macro, const char *before, const char *what, const char *after)
{
	(void)printf("%s\n.%s %s%s\n", before, macro, what, after);
}

/* "person group" as "person or group". */
static void
refers(const char *how, const char *of)
{
	(void)printf("%s: ", how);
	for (; *of != '\0'; of++)
		if (*of == ' ')
			(void)fputs(" or ", stdout);
		else
			(void)fputc(*of, stdout);
	(void)puts(".");
}

static void
holds(const struct hj_elem *e)
{
	switch (e->value) {
	case HJ_V_NONE:
		(void)puts("Holds the fields below it.");
		break;
	case HJ_V_CODE:
		said("Sx", "Code of the list", e->of, " .");
		break;
	case HJ_V_REF:
		refers("Reference", e->of);
		break;
	case HJ_V_FAR:
		refers("Far reference", e->of);
		break;
	case HJ_V_HEX:
		(void)printf("Hex, %s digits.\n", e->of);
		break;
	case HJ_V_FOREIGN:
		(void)puts("Foreign, after the fields below it.");
		break;
	case HJ_V_LINE:
	case HJ_V_FREE:
	case HJ_V_DATE:
	case HJ_V_TIME:
	case HJ_V_NUMBER:
	case HJ_V_DECIMAL:
	case HJ_V_OWN:
	case HJ_V_YESNO:
	case HJ_V_CASE: {
		const char *w = hj_schema_value_word(e->value);

		(void)printf("%c%s.\n", w[0] - 'a' + 'A', w + 1);
		break;
	}
	}
}

static const char *
times(enum hj_card c)
{
	switch (c) {
	case HJ_ONE:
		return "Exactly once.";
	case HJ_OPT:
		return "At most once.";
	case HJ_SOME:
		return "Once or more.";
	case HJ_MANY:
		return "Any number of times.";
	}
	return "";
}

static void
attributes(const struct hj_elem *e)
{
	const char *before = "Attributes:";

	if ((e->attrs & FACT) == FACT)
		(void)puts("An account.");
	for (size_t i = 0; i < HJ_NATTRS; i++) {
		enum hj_attr_name a = (enum hj_attr_name)i;
		const char *name = hj_schema_attr_name(a);
		const char *list = hj_schema_attr_list(e, a);

		if ((e->attrs & ~SILENT & 1u << i) == 0)
			continue;
		(void)printf("%s\n.Li %s", before, name);
		if (list != NULL && strcmp(list, name) != 0)
			(void)printf("\n.Pq Sx %s", list);
		before = " ,";
	}
	if (*before == ' ')
		(void)puts(" .");
}

static int
element(void *to, const struct hj_schema_at *at, struct hj_error *err)
{
	const struct hj_elem *e = at->elem;

	(void)to;
	(void)err;
	(void)fputs(".It Li ", stdout);
	word(at->parent == NULL ? e->name : at->path);
	(void)puts("");
	line(e->en, e->ko);
	(void)puts(".");
	if (at->parent != NULL)
		(void)puts(times(e->card));
	holds(e);
	if (e->only != NULL)
		(void)printf("Only in a case file of the kind %s.\n", e->only);
	(void)printf("Level %s.\nClass %s.\n", hj_schema_conf_word(e->conf),
	    hj_schema_class_word(e->class));
	attributes(e);
	return HJ_OK;
}

static void
root(const char *name)
{
	struct hj_error err = HJ_ERROR;

	(void)puts(".Bl -tag -width Ds");
	(void)!hj_schema_walk(hj_schema_root(name, strlen(name)), element, NULL,
	    &err);
	(void)puts(".El");
}

static void
case_file(void)
{
	root("case");
}

static void
petition(void)
{
	root("petition");
}

static void
tombstone(void)
{
	root("tombstone");
}

static void
all_attributes(void)
{
	(void)puts(".Bl -tag -width Ds");
	for (size_t i = 0; i < HJ_NATTRS; i++) {
		enum hj_attr_name a = (enum hj_attr_name)i;
		/* The row of a root names no list of its own here. */
		const char *list = hj_schema_attr_list(hj_schema_roots[2], a);

		(void)printf(".It Li %s\n%s, %s.\n", hj_schema_attr_name(a),
		    hj_schema_attr_label(a, false),
		    hj_schema_attr_label(a, true));
		if (a == HJ_A_ID)
			(void)puts("See\n.Sx Ids .");
		else if (a == HJ_A_SRC)
			(void)puts("Ids of sources of this file.");
		else if (a == HJ_A_ROLE)
			(void)puts(
			    "Codes of the list that the element names, several with one space between.");
		else if (list != NULL)
			said("Sx", "Code of the list", list, " .");
		else
			(void)puts("Code of the list that the element names.");
	}
	(void)puts(".El");
}

/* ---- code lists ---- */

struct use {
	const char *list;
	size_t n;
};

/* A field, or an attribute of it; a root has the empty path. */
static void
use_of(struct use *u, const char *path, const char *attr)
{
	(void)printf("%s\n.Li ", u->n++ == 0 ? "Used by" : " ,");
	word(path);
	if (*path != '\0' && *attr != '\0')
		(void)putchar('.');
	(void)fputs(attr, stdout);
}

static int
uses(void *to, const struct hj_schema_at *at, struct hj_error *err)
{
	struct use *u = to;
	const struct hj_elem *e = at->elem;

	(void)err;
	if (e->value == HJ_V_CODE && strcmp(e->of, u->list) == 0)
		use_of(u, at->path, "");
	for (size_t i = 0; i < HJ_NATTRS; i++) {
		enum hj_attr_name a = (enum hj_attr_name)i;
		const char *list = hj_schema_attr_list(e, a);
		bool own = a == HJ_A_KIND || a == HJ_A_TYPE || a == HJ_A_ROLE ||
		    a == HJ_A_STATUS;

		if (own && list != NULL && strcmp(list, u->list) == 0)
			use_of(u, at->path, hj_schema_attr_name(a));
	}
	return HJ_OK;
}

static void
period(const char *from, const char *to)
{
	if (*from != '\0' || *to != '\0')
		(void)printf(" (%s to %s)", *from != '\0' ? from : "..",
		    *to != '\0' ? to : "..");
}

/* Where something was renamed, every name it had, each with its code. */
static void
one_code(const struct hj_code_row *row)
{
	(void)fputs(".It Li ", stdout);
	word(row->code);
	(void)puts("");
	line(row->en, row->ko);
	period(row->from, row->to);
	for (size_t i = 0; i < row->nnames; i++) {
		const struct hj_code_name *n = &row->names[i];

		(void)printf("%s\n", i == 0 ? ".\nNames:" : ";");
		line(n->en, n->ko);
		period(n->from, n->to);
		if (strcmp(n->code, row->code) == 0)
			continue;
		(void)fputs(", code\n.Li ", stdout);
		word(n->code);
	}
	(void)puts("");
}

static void
one_list(const struct hj_list *l)
{
	struct hj_error err = HJ_ERROR;
	struct use u = { .list = l->name };

	(void)printf(".Ss %s\n", l->name);
	for (size_t i = 0; i < HJ_LEN(hj_schema_roots); i++)
		(void)!hj_schema_walk(hj_schema_roots[i], uses, &u, &err);
	if (u.n != 0)
		(void)puts(" .");
	if (hj_owncode_allowed(l))
		(void)puts("Takes\n.Sx Own codes .");
	(void)puts(".Bl -tag -width country -compact");
	for (size_t i = 0; i < l->n; i++)
		one_code(&l->rows[i]);
	(void)puts(".El");
}

static void
lists(void)
{
	for (size_t i = 0; i < hj_vocab_count(); i++)
		one_list(hj_vocab_at(i));
}

int
gendocs_case(const char *template)
{
	static const struct gendocs_mark marks[] = {
		{ "@ATTRIBUTES@\n", all_attributes },
		{ "@CASE@\n", case_file },
		{ "@PETITION@\n", petition },
		{ "@TOMBSTONE@\n", tombstone },
		{ "@LISTS@\n", lists },
		{ NULL, NULL },
	};

	return gendocs_fill(template, marks);
}

/*
 * The tables of the program as case statements of a shell, for completion.
 *
 * Both shells read them; cli/completion/words.sh says what comes of them.  Each
 * function puts its answer into the variable `reply` of its caller.  Roots,
 * paths and what may follow: "case:person.name" has below it
 * "family/성= given/이름= ... role/역할=", "." where more steps follow.
 */
#include <stdio.h>
#include <string.h>

#include "cli/command.h"
#include "cli/docs/gendocs.h"
#include "core/case/schema_walk.h"
#include "core/mechanism/mechanism.h"
#include "core/store/roworder.h"
#include "core/vocab/vocab.h"
#include "export/consent/release.h"

/* What an operand is, by the word that stands for it. */
static const struct {
	const char *word, *kind;
} operands[] = {
	{ "FILE", "@files" },
	{ "LIST", "@lists" },
	{ "COMMAND", "@commands..." },
	{ "MECHANISM", "@mechanisms" },
	{ "KIND", "@link-kind" },
	{ "PATH=VALUE", "@fields:case:" },
};

/* Where fields are those of something else than a case file. */
static const struct {
	const char *command, *kind;
} fields[] = {
	{ "attach", "@fields:case:evidence" },
	{ "petition new", "@fields:petition:" },
	{ "submitter", "@fields:petition:submitter" },
};

/* Options whose value is a code: the option knows only that it is a text. */
static const struct {
	const char *command, *option, *kinds;
} coded[] = {
	{ "consent", "scope", "@consent-scope" },
	{ "consent", "status", "@consent-status" },
	{ "consent", "method", "@consent-method" },
	{ "consent", "relation", "@consent-relation" },
	{ "consent", "language", "@language" },
	{ "export", "scope", HJ_SCOPE_OWN " @consent-scope" },
};

static void
open_case(const char *name, const char *on)
{
	(void)printf("%s()\n{\n\treply=''\n\tcase %s in\n", name, on);
}

static void
close_case(void)
{
	(void)puts("\t*) return 1 ;;\n\tesac\n}");
}

/* ---- commands ---- */

static bool
is_first(size_t i)
{
	const char *name = commands[i].name;
	size_t n = strcspn(name, " ");

	return i == 0 || strncmp(commands[i - 1].name, name, n) != 0 ||
	    (commands[i - 1].name[n] != ' ' && commands[i - 1].name[n] != '\0');
}

static const char *
spelt(size_t i, bool korean)
{
	return korean ? commands[i].alias : commands[i].name;
}

/* In Korean where a Korean letter was typed. */
static void
first_words(bool korean)
{
	(void)printf("\t%s) reply='", korean ? "*[!\\ -~]*" : "*");
	for (size_t i = 0; i < ncommands; i++)
		if (is_first(i))
			(void)printf(" %.*s",
			    (int)strcspn(spelt(i, korean), " "),
			    spelt(i, korean));
	(void)puts("' ;;");
}

static void
second_words(size_t first, bool korean)
{
	size_t n = strcspn(commands[first].name, " ");

	(void)printf("\t%.*s,%s) reply='", (int)n, commands[first].name,
	    korean ? "*[!\\ -~]*" : "*");
	for (size_t i = first; i < ncommands; i++)
		if (strncmp(commands[i].name, commands[first].name, n + 1) == 0)
			(void)printf(" %s", strchr(spelt(i, korean), ' ') + 1);
	(void)puts("' ;;");
}

static void
names(void)
{
	open_case("_hanji_first", "$1");
	first_words(true);
	first_words(false);
	(void)puts("\tesac\n}");
	open_case("_hanji_second", "$1,$2");
	for (size_t i = 0; i < ncommands; i++)
		if (is_first(i) && strchr(commands[i].name, ' ') != NULL) {
			second_words(i, true);
			second_words(i, false);
		}
	close_case();
	(void)puts("_hanji_name()\n{\n\tcase \"$1 $2\" in");
	for (size_t i = 0; i < ncommands; i++) {
		const char *name = commands[i].name, *ko = commands[i].alias;
		const char *end = strchr(name, ' ') != NULL ? "" : " ";

		(void)printf("\t'%s%s' | '%s%s') command='%s' ;;\n", name, end,
		    ko, end, name);
		if (is_first(i) && *end == '\0')
			(void)printf("\t'%.*s ' | '%.*s ') first=%.*s ;;\n",
			    (int)strcspn(name, " "), name,
			    (int)strcspn(ko, " "), ko, (int)strcspn(name, " "),
			    name);
	}
	close_case();
}

/* ---- options ---- */

static void
option_words(const struct option_def *o)
{
	for (; o != NULL && o->name != NULL; o++)
		(void)printf(" --%s", o->name);
}

static void
value_of(const char *command, const struct option_def *o)
{
	/* What it can be sorted by has a name in both languages. */
	bool sorts = command != NULL && strcmp(command, "list") == 0 &&
	    strcmp(o->name, "sort") == 0;
	const char *name, *korean;

	for (size_t i = 0; sorts && hj_roworder_field_at(i, &name, &korean);
	     i++)
		(void)printf("%s%s %s", i != 0 ? " " : "", name, korean);
	for (size_t i = 0; command != NULL && i < HJ_LEN(coded); i++)
		if (strcmp(coded[i].command, command) == 0 &&
		    strcmp(coded[i].option, o->name) == 0)
			(void)fputs(coded[i].kinds, stdout);
	if (o->kind == OPT_FILE)
		(void)fputs("@files", stdout);
	for (size_t i = 0; o->choices != NULL && o->choices[i] != NULL; i++)
		(void)printf("%s%s", i != 0 ? " " : "", o->choices[i]);
}

static void
values(const char *command, const struct option_def *o)
{
	for (; o != NULL && o->name != NULL; o++) {
		if (o->kind == OPT_FLAG)
			continue;
		if (command != NULL)
			(void)printf("\t'%s,--%s'", command, o->name);
		else
			(void)printf("\t*',--%s'", o->name);
		if (o->letter != 0 && command != NULL)
			(void)printf(" | '%s,-%c'", command, o->letter);
		(void)fputs(") reply='", stdout);
		value_of(command, o);
		(void)puts("' ;;");
	}
}

static void
options(void)
{
	open_case("_hanji_options", "$1");
	for (size_t i = 0; i < ncommands; i++) {
		if (commands[i].page->options == NULL)
			continue;
		(void)printf("\t'%s') reply='", commands[i].name);
		option_words(commands[i].page->options);
		(void)puts("' ;;");
	}
	(void)fputs("\tesac\n\treply=\"$reply", stdout);
	option_words(global_options);
	(void)puts("\"\n}");
	open_case("_hanji_takes", "$1,$2");
	for (size_t i = 0; i < ncommands; i++)
		values(commands[i].name, commands[i].page->options);
	values(NULL, global_options);
	close_case();
}

/* ---- operands ---- */

static const char *
kind_of(const char *command, const char *word, size_t n)
{
	for (size_t i = 0; i < HJ_LEN(operands); i++) {
		if (strlen(operands[i].word) != n ||
		    strncmp(operands[i].word, word, n) != 0)
			continue;
		for (size_t j = 0; j < HJ_LEN(fields); j++)
			if (strcmp(fields[j].command, command) == 0 &&
			    strchr(word, '=') == word + strlen("PATH"))
				return fields[j].kind;
		return operands[i].kind;
	}
	return "-";
}

/* "CASE [PATH=VALUE ...]" as "- @fields:case:...". */
static void
operand_kinds(const struct command *c)
{
	const char *p = c->operands;
	const char *between = "";

	while (*p != '\0') {
		size_t n;

		p += strspn(p, " []");
		n = strcspn(p, " []");
		if (n == 0)
			break;
		if (strncmp(p, "...", n) == 0)
			(void)fputs("...", stdout);
		else
			(void)printf("%s%s", between, kind_of(c->name, p, n));
		between = " ";
		p += n;
	}
}

static void
all_operands(void)
{
	open_case("_hanji_operands", "$1");
	for (size_t i = 0; i < ncommands; i++) {
		if (*commands[i].operands == '\0')
			continue;
		(void)printf("\t'%s') reply='", commands[i].name);
		operand_kinds(&commands[i]);
		(void)puts("' ;;");
	}
	close_case();
}

/* ---- fields and codes ---- */

static void
below(const struct hj_elem *e)
{
	for (size_t i = 0; i < HJ_NATTRS; i++) {
		enum hj_attr_name a = (enum hj_attr_name)i;

		/* Ids are given; ?= says why there is no value. */
		if ((e->attrs & ~(HJ_A(ID) | HJ_A(KNOWN)) & 1u << i) != 0)
			(void)printf(" %s/%s=", hj_schema_attr_name(a),
			    hj_schema_attr_label(a, true));
	}
	for (size_t i = 0; i < e->nchildren; i++)
		(void)printf(" %s/%s%s", e->children[i].name, e->children[i].ko,
		    e->children[i].nchildren != 0 ? "." : "=");
}

static int
one_below(void *to, const struct hj_schema_at *at, struct hj_error *err)
{
	(void)err;
	(void)printf("\t%s:%s) reply='", (const char *)to, at->path);
	below(at->elem);
	(void)puts("' ;;");
	return HJ_OK;
}

static void
one_list_of(const char *root, const char *path, const char *attr,
    const char *list)
{
	(void)printf("\t%s:%s%s%s) reply=%s ;;\n", root, path,
	    attr != NULL && *path != '\0' ? "." : "", attr != NULL ? attr : "",
	    list);
}

static int
lists_of(void *to, const struct hj_schema_at *at, struct hj_error *err)
{
	static const enum hj_attr_name own[] = { HJ_A_KIND, HJ_A_TYPE,
		HJ_A_ROLE, HJ_A_STATUS };
	const struct hj_elem *e = at->elem;

	(void)err;
	if (e->value == HJ_V_CODE)
		one_list_of(to, at->path, NULL, e->of);
	else if (e->value == HJ_V_YESNO)
		one_list_of(to, at->path, NULL, "yes-no");
	for (size_t i = 0; i < HJ_LEN(own); i++) {
		const char *list = hj_schema_attr_list(e, own[i]);

		if (list != NULL)
			one_list_of(to, at->path, hj_schema_attr_name(own[i]),
			    list);
	}
	return HJ_OK;
}

static void
each_root(hj_schema_fn *fn)
{
	struct hj_error err = HJ_ERROR;
	char name[][16] = { "case", "petition" };

	for (size_t i = 0; i < HJ_LEN(name); i++)
		(void)!hj_schema_walk(hj_schema_root(name[i], strlen(name[i])),
		    fn, name[i], &err);
}

static void
all_fields(void)
{
	open_case("_hanji_below", "$1");
	each_root(one_below);
	close_case();
	open_case("_hanji_list", "$1");
	each_root(lists_of);
	/* The others have the same list wherever they stand. */
	for (size_t i = 0; i < HJ_NATTRS; i++) {
		enum hj_attr_name a = (enum hj_attr_name)i;
		const char *list = hj_schema_attr_list(hj_schema_roots[2], a);
		const char *name = hj_schema_attr_name(a);

		if (list != NULL)
			(void)printf("\t*:%s | *.%s) reply=%s ;;\n", name, name,
			    list);
	}
	close_case();
}

static void
mechanisms(void)
{
	const char *p = hj_mechanism_words();

	open_case("_hanji_mechanisms", "x");
	(void)fputs("\tx) reply='", stdout);
	for (; *p != '\0'; p++)
		if (*p != ',')
			(void)fputc(*p, stdout);
	(void)puts("' ;;\n\tesac\n}");
}

static void
all_codes(void)
{
	open_case("_hanji_lists", "x");
	(void)fputs("\tx) reply='", stdout);
	for (size_t i = 0; i < hj_vocab_count(); i++)
		(void)printf(" %s", hj_vocab_at(i)->name);
	(void)puts("' ;;\n\tesac\n}");
	open_case("_hanji_codes", "$1");
	for (size_t i = 0; i < hj_vocab_count(); i++) {
		const struct hj_list *l = hj_vocab_at(i);

		(void)printf("\t%s) reply='", l->name);
		for (size_t j = 0; j < l->n; j++)
			(void)printf(" %s", hj_vocab_read(l, j)->code);
		(void)puts("' ;;");
	}
	close_case();
}

int
gendocs_shell(void)
{
	names();
	options();
	all_operands();
	all_fields();
	all_codes();
	mechanisms();
	return 0;
}

/*
 * gendocs: the command table as manual page, completions and README list.
 *
 *	gendocs mdoc cli/man/hanji.1.in | case cli/man/hanji-case.5.in
 *	gendocs shell | readme README.md
 *
 * A line "@COMMANDS@" or "@OPTIONS@" of the template is replaced; in the
 * README what stands between "<!-- commands -->" and "<!-- end -->".
 */
#include <stdio.h>
#include <string.h>

#include "cli/command.h"
#include "cli/docs/gendocs.h"

/* ---- mdoc ---- */

/* Plain text as mdoc: backslashes, and words that would be macros. */
static void
mdoc_text(const char *s)
{
	bool line = true;

	for (; *s != '\0'; s++) {
		if (s[0] == '\n' && s[1] == '\n') {
			(void)fputs("\n.Pp", stdout);
			continue;
		}
		if (line && (*s == '.' || *s == '\''))
			(void)fputs("\\&", stdout);
		line = *s == '\n';
		if (*s == '\\')
			(void)fputs("\\e", stdout);
		else if (!line || s[1] != '\0')
			(void)fputc(*s, stdout);
		/* A new sentence starts a new line. */
		if (s[0] == '.' && s[1] == ' ' && s[2] == ' ') {
			(void)fputc('\n', stdout);
			line = true;
			s += 2;
		}
	}
	(void)fputc('\n', stdout);
}

static void
mdoc_options(const struct option_def *o)
{
	(void)puts(".Bl -tag -width Ds");
	for (; o->name != NULL; o++) {
		(void)fputs(".It ", stdout);
		if (o->letter != 0)
			(void)printf("Fl %c , ", o->letter);
		(void)printf("Fl \\-%s", o->name);
		if (o->arg != NULL)
			(void)printf(" Ar %s", o->arg);
		(void)fputc('\n', stdout);
		mdoc_text(o->help);
		for (size_t i = 0; o->choices != NULL && o->choices[i] != NULL;
		     i++)
			(void)printf(".Cm %s%s\n", o->choices[i],
			    o->choices[i + 1] != NULL ? " ," : " .");
	}
	(void)puts(".El");
}

static void
mdoc_examples(const struct command_example *e)
{
	(void)puts(".Pp\n.Bd -literal -compact");
	for (; e->line != NULL; e++) {
		(void)printf("# ");
		mdoc_text(e->says);
		(void)printf("hanji ");
		mdoc_text(e->line);
	}
	(void)puts(".Ed");
}

static void
mdoc_commands(void)
{
	for (size_t i = 0; i < ncommands; i++) {
		const struct command *c = &commands[i];

		(void)printf(".It Cm %s", c->name);
		if (*c->operands != '\0')
			(void)printf(" No %s", c->operands);
		(void)printf("\n");
		mdoc_text(c->page->text != NULL ? c->page->text : c->summary);
		(void)printf(".Pp\nIn Korean:\n.Cm %s .\n", c->alias);
		if (c->page->options != NULL)
			mdoc_options(c->page->options);
		if (c->page->examples != NULL)
			mdoc_examples(c->page->examples);
	}
}

static void
mdoc_global_options(void)
{
	mdoc_options(global_options);
}

int
gendocs_fill(const char *template, const struct gendocs_mark *marks)
{
	FILE *f = fopen(template, "r");
	char line[1024];

	if (f == NULL) {
		perror(template);
		return 1;
	}
	while (fgets(line, sizeof(line), f) != NULL) {
		const struct gendocs_mark *m = marks;

		while (m->line != NULL && strcmp(line, m->line) != 0)
			m++;
		if (m->line != NULL)
			m->put();
		else
			(void)fputs(line, stdout);
	}
	(void)fclose(f);
	return 0;
}

static int
mdoc(const char *template)
{
	static const struct gendocs_mark marks[] = {
		{ "@COMMANDS@\n", mdoc_commands },
		{ "@OPTIONS@\n", mdoc_global_options },
		{ NULL, NULL },
	};

	return gendocs_fill(template, marks);
}

/* ---- README ---- */

static void
readme_group(enum command_group which)
{
	for (size_t i = 0; i < ncommands; i++)
		if (commands[i].group == which)
			(void)printf("| `hanji %s` | %s |\n", commands[i].name,
			    commands[i].summary);
}

static int
readme(const char *file)
{
	FILE *f = fopen(file, "r");
	bool inside = false;
	char line[4096];

	if (f == NULL) {
		perror(file);
		return 1;
	}
	while (fgets(line, sizeof(line), f) != NULL) {
		if (strcmp(line, "<!-- end -->\n") == 0)
			inside = false;
		if (!inside)
			(void)fputs(line, stdout);
		if (strcmp(line, "<!-- commands -->\n") != 0)
			continue;
		inside = true;
		(void)puts("\n| everyday | |\n| --- | --- |");
		readme_group(EVERYDAY);
		(void)puts("\n| advanced | |\n| --- | --- |");
		readme_group(ADVANCED);
		(void)puts("");
	}
	(void)fclose(f);
	return 0;
}

int
main(int argc, char *argv[])
{
	const char *what = argc > 1 ? argv[1] : "";

	if (strcmp(what, "shell") == 0)
		return gendocs_shell();
	if (argc > 2 && strcmp(what, "mdoc") == 0)
		return mdoc(argv[2]);
	if (argc > 2 && strcmp(what, "case") == 0)
		return gendocs_case(argv[2]);
	if (argc > 2 && strcmp(what, "readme") == 0)
		return readme(argv[2]);
	(void)
	    fputs("usage: gendocs mdoc FILE | case FILE | shell | readme FILE\n",
		stderr);
	return 2;
}

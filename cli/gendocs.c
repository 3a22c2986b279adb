/*
 * gendocs: the command table as manual page, completions and README list.
 *
 *	gendocs mdoc cli/man/hanji.1.in | bash | zsh | readme README.md
 *
 * A line "@COMMANDS@" or "@OPTIONS@" of the template is replaced; in the
 * README what stands between "<!-- commands -->" and "<!-- end -->".
 */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "cli/command.h"

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

static int
fill(const char *template)
{
	FILE *f = fopen(template, "r");
	char line[1024];

	if (f == NULL) {
		perror(template);
		return 1;
	}
	while (fgets(line, sizeof(line), f) != NULL) {
		if (strcmp(line, "@COMMANDS@\n") == 0)
			mdoc_commands();
		else if (strcmp(line, "@OPTIONS@\n") == 0)
			mdoc_options(global_options);
		else
			(void)fputs(line, stdout);
	}
	(void)fclose(f);
	return 0;
}

/* ---- completions ---- */

static void
words(const struct option_def *o)
{
	for (; o != NULL && o->name != NULL; o++)
		(void)printf(" --%s", o->name);
}

/* First words, each once: rows of one word after the other. */
static void
first_words(void)
{
	for (size_t i = 0; i < ncommands; i++) {
		const char *name = commands[i].name;
		size_t n = strcspn(name, " ");

		if (i == 0 || strncmp(commands[i - 1].name, name, n) != 0 ||
		    isalpha((unsigned char)commands[i - 1].name[n]))
			(void)printf(" %.*s", (int)n, name);
	}
}

static void
second_words(const char *first)
{
	size_t n = strlen(first);

	for (size_t i = 0; i < ncommands; i++)
		if (strncmp(commands[i].name, first, n) == 0 &&
		    commands[i].name[n] == ' ')
			(void)printf(" %s", commands[i].name + n + 1);
}

/* "show"*, "audit log": what the case statement of a shell matches. */
static void
pattern(const char *name)
{
	const char *space = strchr(name, ' ');

	if (space == NULL)
		(void)printf("\t\"%s \"*) ", name);
	else
		(void)printf("\t\"%s\") ", name);
}

/* bash and zsh share the shape: which words fit after the first two. */
static void
cases(void)
{
	for (size_t i = 0; i < ncommands; i++) {
		pattern(commands[i].name);
		(void)printf("words=\"");
		words(commands[i].page->options);
		(void)puts("\" ;;");
	}
	for (size_t i = 0; i < ncommands; i++) {
		const char *name = commands[i].name;
		size_t n = strcspn(name, " ");
		char first[32];

		if (name[n] == '\0' ||
		    (i != 0 && strncmp(commands[i - 1].name, name, n + 1) == 0))
			continue;
		(void)snprintf(first, sizeof(first), "%.*s", (int)n, name);
		(void)printf("\t\"%s \"*) words=\"", first);
		second_words(first);
		(void)puts("\" ;;");
	}
}

static int
bash(void)
{
	(void)
	    puts("# bash completion for hanji, made by cli/gendocs.c\n_hanji()\n{");
	(void)puts("\tlocal words= files=-f");
	(void)puts("\tcase \"${COMP_WORDS[1]} ${COMP_WORDS[2]}\" in");
	cases();
	(void)puts("\tesac");
	(void)fputs("\tif [ \"$COMP_CWORD\" = 1 ]; then files=; words=\"",
	    stdout);
	first_words();
	(void)puts("\"; fi");
	(void)fputs("\twords=\"$words", stdout);
	words(global_options);
	(void)puts(
	    "\"\n\tmapfile -t COMPREPLY < <(compgen $files -W \"$words\" -- \"$2\")\n}\ncomplete -F _hanji hanji");
	return 0;
}

static int
zsh(void)
{
	(void)puts(
	    "#compdef hanji\n# zsh completion for hanji, made by cli/gendocs.c\n_hanji()\n{");
	(void)puts("\tlocal words_=\"$words\" words=");
	(void)puts("\tlocal -a typed; typed=(${=words_})");
	(void)puts("\tcase \"${typed[2]} ${typed[3]}\" in");
	cases();
	(void)puts("\tesac");
	(void)fputs("\tif (( CURRENT == 2 )); then words=\"", stdout);
	first_words();
	(void)puts("\"; else _files; fi");
	(void)fputs("\twords=\"$words", stdout);
	words(global_options);
	(void)puts("\"\n\tcompadd -- ${=words}\n}\n_hanji \"$@\"");
	return 0;
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

	if (strcmp(what, "bash") == 0)
		return bash();
	if (strcmp(what, "zsh") == 0)
		return zsh();
	if (argc > 2 && strcmp(what, "mdoc") == 0)
		return fill(argv[2]);
	if (argc > 2 && strcmp(what, "readme") == 0)
		return readme(argv[2]);
	(void)fputs("usage: gendocs mdoc FILE | bash | zsh | readme FILE\n",
	    stderr);
	return 2;
}

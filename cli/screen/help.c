#include <string.h>

#include "cli/screen/help.h"
#include "cli/screen/say.h"
#include "cli/screen/table.h"

static void
padded(FILE *out, const char *text, size_t width)
{
	size_t w = table_width(text, strlen(text));

	(void)fputs(text, out);
	do
		(void)fputc(' ', out);
	while (++w < width);
}

/* The length of the word in capitals that s begins with, and what it says. */
static size_t
operand(const char *s, const char **ret)
{
	static const char *const words[] = { N_("CASE"), N_("CODE"),
		N_("COMMAND"), N_("CONFLICT"), N_("DATE"), N_("DIR"),
		N_("DRAFT"), N_("ENTRY"), N_("EVENT"), N_("EVIDENCE"),
		N_("FIELD"), N_("FILE"), N_("FORMAT"), N_("KIND"), N_("LANG"),
		N_("DEVICE"), N_("LIST"), N_("MECHANISM"), N_("MEMBER"),
		N_("NAME"), N_("PATH"), N_("PERIOD"), N_("PERSON"),
		N_("PETITION"), N_("RECIPIENT"), N_("REV"), N_("STEP"),
		N_("FINAL"), N_("WORD"), N_("SECONDS"), N_("SIZE"), N_("TASK"),
		N_("TEAM"), N_("TEXT"), N_("TIME"), N_("UNNAMED"),
		N_("VALUE") };
	size_t n = strspn(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");

	for (size_t i = 0; i < HJ_LEN(words); i++)
		if (strlen(words[i]) == n && memcmp(words[i], s, n) == 0) {
			*ret = _(words[i]);
			return n;
		}
	*ret = NULL;
	return n > 0 ? n : 1;
}

const char *
help_words(const char *operands, char ret[static HELP_WORDS])
{
	size_t len = 0;

	while (*operands != '\0') {
		const char *said;
		size_t n = operand(operands, &said);
		size_t size = said != NULL ? strlen(said) : n;

		if (len + size >= HELP_WORDS)
			break;
		memcpy(ret + len, said != NULL ? said : operands, size);
		len += size;
		operands += n;
	}
	ret[len] = '\0';
	return ret;
}

void
help_synopsis(const struct command *c, FILE *out)
{
	bool options = c->page->options != NULL;
	char operands[HELP_WORDS];

	(void)fprintf(out, "%s hanji %s%s%s%s\n", _("usage:"), c->name,
	    options ? _(" [option ...]") : "", *c->operands != '\0' ? " " : "",
	    help_words(c->operands, operands));
}

static void
group(FILE *out, enum command_group which, bool korean)
{
	for (size_t i = 0; i < ncommands; i++) {
		const struct command *c = &commands[i];

		if (c->group != which)
			continue;
		(void)fputs("  ", out);
		if (korean)
			padded(out, c->alias, 15);
		padded(out, c->name, korean ? 18 : 20);
		(void)fprintf(out, "%s\n", _(c->summary));
	}
}

static void
options(const struct option_def *o, FILE *out)
{
	for (; o != NULL && o->name != NULL; o++) {
		char left[64 + HELP_WORDS], arg[HELP_WORDS], letter[8] = "   ";

		if (o->letter != 0)
			(void)snprintf(letter, sizeof(letter), "-%c,",
			    o->letter);
		help_words(o->arg != NULL ? o->arg : "", arg);
		(void)snprintf(left, sizeof(left), "%s --%s%s%s", letter,
		    o->name, *arg != '\0' ? " " : "", arg);
		(void)fputs("  ", out);
		padded(out, left, 28);
		(void)fprintf(out, "%s\n", _(o->help));
	}
}

void
help_overview(FILE *out, bool korean)
{
	(void)fprintf(out, "%s\n\n%s\n",
	    _("usage: hanji [option ...] COMMAND [argument ...]"),
	    _("Keeps case files of detained and disappeared people: offline, encrypted,\nwith a history that outsiders can verify."));
	(void)fprintf(out, "\n%s\n",
	    _("To start: 'hanji init' makes a vault, 'hanji add' stores a case file and asks\nfor what it needs, 'hanji COMMAND --help' shows examples."));
	(void)fprintf(out, "\n%s\n", _("Everyday:"));
	group(out, EVERYDAY, korean);
	(void)fprintf(out, "\n%s\n", _("Advanced:"));
	group(out, ADVANCED, korean);
	(void)fprintf(out, "\n%s\n",
	    _("Options, before or after the command:"));
	options(global_options, out);
}

void
help_command(const struct command *c, FILE *out, bool korean)
{
	const struct command_page *page = c->page;

	help_synopsis(c, out);
	(void)fprintf(out, "\n%s.\n", _(c->summary));
	if (korean && c->alias != NULL)
		(void)fprintf(out, "%s hanji %s\n", _("also:"), c->alias);
	if (page->text != NULL)
		(void)fprintf(out, "\n%s\n", _(page->text));
	if (page->options != NULL) {
		(void)fprintf(out, "\n%s\n", _("Options:"));
		options(page->options, out);
	}
	if (page->examples == NULL)
		return;
	(void)fprintf(out, "\n%s\n", _("Examples:"));
	for (const struct command_example *e = page->examples; e->line != NULL;
	     e++)
		(void)fprintf(out, "  hanji %s\n      %s\n", e->line,
		    _(e->says));
}

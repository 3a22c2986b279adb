#include <string.h>

#include "cli/help.h"
#include "cli/say.h"
#include "cli/table.h"

static void
padded(FILE *out, const char *text, size_t width)
{
	size_t w = table_width(text, strlen(text));

	(void)fputs(text, out);
	do
		(void)fputc(' ', out);
	while (++w < width);
}

void
help_synopsis(const struct command *c, FILE *out)
{
	bool options = c->page->options != NULL;

	(void)fprintf(out, "%s hanji %s%s%s%s\n", _("usage:"), c->name,
	    options ? _(" [option ...]") : "", *c->operands != '\0' ? " " : "",
	    c->operands);
}

static void
group(FILE *out, enum command_group which, bool korean)
{
	for (size_t i = 0; i < ncommands; i++) {
		const struct command *c = &commands[i];

		if (c->group != which)
			continue;
		(void)fputs("  ", out);
		padded(out, korean ? c->alias : c->name, 20);
		(void)fprintf(out, "%s\n", _(c->summary));
	}
}

static void
options(const struct option_def *o, FILE *out)
{
	for (; o != NULL && o->name != NULL; o++) {
		char left[64];

		if (o->letter != 0)
			(void)snprintf(left, sizeof(left), "-%c, --%s%s%s",
			    o->letter, o->name, o->arg != NULL ? " " : "",
			    o->arg != NULL ? o->arg : "");
		else
			(void)snprintf(left, sizeof(left), "    --%s%s%s",
			    o->name, o->arg != NULL ? " " : "",
			    o->arg != NULL ? o->arg : "");
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
	(void)fprintf(out, "\n%s\n", _("Everyday:"));
	group(out, EVERYDAY, korean);
	(void)fprintf(out, "\n%s\n", _("Advanced:"));
	group(out, ADVANCED, korean);
	(void)fprintf(out, "\n%s\n",
	    _("Options, before or after the command:"));
	options(global_options, out);
	(void)fprintf(out, "\n%s\n",
	    _("'hanji COMMAND --help' has examples.  Start with 'hanji init'."));
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

#include "cli/pages.h"
#include "cli/screen/help.h"
#include "cli/screen/say.h"

static int
run(struct cli *c, const struct args *a, struct hj_error *err)
{
	const struct command *which;

	if (a->nrest == 0) {
		help_overview(stdout, c->korean);
		return HJ_OK;
	}
	which = command_find(a->rest[0], a->rest[1]);
	if (which == NULL)
		return command_unknown(a->rest[0], a->rest[1], err);
	help_command(which, stdout, c->korean);
	return HJ_OK;
}

static const struct command_example examples[] = {
	{ "help", N_("every command in one line each") },
	{ "help update", N_("how to change a case file") },
	{ NULL, NULL },
};

const struct command_page help_page = {
	.examples = examples,
	.run = run,
};

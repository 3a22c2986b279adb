/* help.h: help on the terminal, from the command table. */
#ifndef HJ_CLI_HELP_H
#define HJ_CLI_HELP_H

#include <stdio.h>

#include "cli/command.h"

#define HELP_WORDS 128

/* "CASE [PATH=VALUE ...]" in the language of the person; returns ret. */
const char *help_words(const char *operands, char ret[static HELP_WORDS]);

void help_overview(FILE *out, bool korean);
void help_command(const struct command *c, FILE *out, bool korean);
/* "usage: hanji show CASE [options]" */
void help_synopsis(const struct command *c, FILE *out);

#endif

/* pages.h: what stands beside the code of each command (command.h). */
#ifndef HJ_CLI_PAGES_H
#define HJ_CLI_PAGES_H

#include "cli/command.h"

extern const struct command_page codes_page;
extern const struct command_page help_page;

#endif

/*
 * program.h: a program of others that gets plaintext: found, and started with
 * an environment in which nothing leads anywhere.
 */
#ifndef HJ_CLI_PROGRAM_H
#define HJ_CLI_PROGRAM_H

#include <limits.h>

#include "core/base/base.h"

#define PROGRAM_MORE 8

/* The first word of a command as a program: its path, links followed.  false:
 * there is none. */
bool program_find(const char *command, char ret[static PATH_MAX]);

/* From what the environment has only what a program needs to run stays, and the
 * names in `more` (at most PROGRAM_MORE); what programs would keep goes into
 * the folder, and with it. */
bool
program_environment(const char *folder, const char *const *more, size_t nmore);

#endif

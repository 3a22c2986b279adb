#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/access/program.h"

/* What a program needs to know of the outside; nothing that leads anywhere. */
static const char *const kept[] = { "COLORTERM", "COLUMNS", "HOME", "LANG",
	"LANGUAGE", "LC_ALL", "LC_COLLATE", "LC_CTYPE", "LC_MESSAGES", "LINES",
	"LOGNAME", "PATH", "SHELL", "TERM", "TERMINFO", "TERMINFO_DIRS", "USER",
	"XDG_CONFIG_DIRS", "XDG_CONFIG_HOME", "XDG_DATA_DIRS",
	"XDG_DATA_HOME" };

bool
program_find(const char *command, char ret[static PATH_MAX])
{
	const char *path = getenv("PATH");
	size_t n = strcspn(command, " \t");
	char at[PATH_MAX];

	if (n == 0)
		return false;
	if (memchr(command, '/', n) != NULL)
		path = "";
	else if (path == NULL || *path == '\0')
		path = "/usr/bin:/bin";
	do {
		size_t dir = strcspn(path, ":");

		if (snprintf(at, sizeof(at), "%.*s%s%.*s", (int)dir, path,
			dir != 0 ? "/" : "", (int)n,
			command) < (int)sizeof(at) &&
		    access(at, X_OK) == 0 && realpath(at, ret) != NULL)
			return true;
		path += dir;
	} while (*path++ == ':');
	return false;
}

static bool
set(const char *name, const char *folder, const char *rest)
{
	char value[PATH_MAX];

	return snprintf(value, sizeof(value), "%s%s", folder, rest) <
	    (int)sizeof(value) &&
	    setenv(name, value, 1) == 0;
}

static const char *
name_at(size_t i, const char *const *more)
{
	return i < HJ_LEN(kept) ? kept[i] : more[i - HJ_LEN(kept)];
}

bool
program_environment(const char *folder, const char *const *more, size_t nmore)
{
	char *values[HJ_LEN(kept) + PROGRAM_MORE] = { NULL };
	size_t n = HJ_LEN(kept) + (nmore < PROGRAM_MORE ? nmore : PROGRAM_MORE);
	bool ok;

	for (size_t i = 0; i < n; i++) {
		const char *s = getenv(name_at(i, more));

		values[i] = s != NULL ? strdup(s) : NULL;
	}
	ok = clearenv() == 0;
	for (size_t i = 0; i < n; i++) {
		if (values[i] != NULL && ok)
			ok = setenv(name_at(i, more), values[i], 1) == 0;
		free(values[i]);
	}
	return ok && set("TMPDIR", folder, "") &&
	    set("XDG_STATE_HOME", folder, "/state") &&
	    set("XDG_CACHE_HOME", folder, "/cache") &&
	    set("XDG_RUNTIME_DIR", folder, "/run") &&
	    set("HISTFILE", "/dev/null", "") && set("LESSHISTFILE", "-", "") &&
	    set("NVIM_LOG_FILE", "/dev/null", "") &&
	    set("NVIM_RPLUGIN_MANIFEST", folder, "/plugins.vim") &&
	    set("PYTHONHISTFILE", "/dev/null", "");
}

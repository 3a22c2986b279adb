#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/editor.h"

#define WORDS 16

/* What the Debian packages call their programs: vim.basic, emacs-nox ... */
struct family {
	const char *name; /* how they begin */
	bool line; /* understands +N */
	bool home; /* complains about a home folder that it may not write */
	const char *options[WORDS];
};

static const struct family families[] = {
	{ "vim", true, false,
	    { "-n", "-i", "NONE", "--cmd",
		"set nomodeline nobackup nowritebackup", "-c",
		"silent! set noundofile nobackup nowritebackup noswapfile viminfo=" } },
	{ "nvim", true, false,
	    { "-n", "-i", "NONE", "--cmd",
		"set nomodeline nobackup nowritebackup", "-c",
		"silent! set noundofile nobackup nowritebackup noswapfile shadafile=NONE" } },
	/* Restricted: no history, no backups, no other file. */
	{ "nano", true, false, { "--restricted" } },
	{ "rnano", true, false, { NULL } },
	{ "emacs", true, true,
	    { "-Q", "--eval",
		"(setq native-comp-deferred-compilation nil make-backup-files nil create-lockfiles nil auto-save-default nil auto-save-list-file-prefix nil enable-local-variables nil enable-local-eval nil)" } },
	{ "mg", true, false, { NULL } },
	{ "jmacs", true, false, { NULL } },
	{ "joe", true, false, { NULL } },
	{ "nvi", false, false, { NULL } },
};

/* What an editor needs to know of the outside; nothing that leads anywhere. */
static const char *const kept[] = { "COLORTERM", "COLUMNS", "HOME", "LANG",
	"LANGUAGE", "LC_ALL", "LC_COLLATE", "LC_CTYPE", "LC_MESSAGES", "LINES",
	"LOGNAME", "PATH", "SHELL", "TERM", "TERMINFO", "TERMINFO_DIRS", "USER",
	"XDG_CONFIG_DIRS", "XDG_CONFIG_HOME", "XDG_DATA_DIRS",
	"XDG_DATA_HOME" };

/* ---- finding ---- */

/* The first word of a command as a program: its path, links followed. */
static bool
find_program(const char *command, char ret[static PATH_MAX])
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

static const char *
command_of(void)
{
	static const char *const others[] = { "editor", "nano", "vim", "vi" };
	static const char *const names[] = { "VISUAL", "EDITOR" };
	char path[PATH_MAX];

	for (size_t i = 0; i < HJ_LEN(names); i++) {
		const char *s = getenv(names[i]);

		if (s != NULL && s[strspn(s, " \t")] != '\0')
			return s + strspn(s, " \t");
	}
	for (size_t i = 0; i < HJ_LEN(others); i++)
		if (find_program(others[i], path))
			return others[i];
	return NULL;
}

int
editor_check(struct hj_error *err)
{
	const char *command = command_of();
	char path[PATH_MAX];

	if (command == NULL)
		return hj_fail(err, HJ_ENOTFOUND,
		    "there is no editor here: install nano, or set $EDITOR to one that runs in the terminal");
	/* What the shell has to take apart is left to it. */
	if (strpbrk(command, "'\"\\$`(|&;<>") == NULL &&
	    !find_program(command, path))
		return hj_fail(err, HJ_ENOTFOUND,
		    "cannot find the editor '%s': set $EDITOR to one that runs in the terminal",
		    command);
	return HJ_OK;
}

bool
editor_needs_tmp(void)
{
	const char *command = command_of();
	const char *home = getenv("HOME");

	return (command != NULL && strstr(command, "/tmp") != NULL) ||
	    (home != NULL && strstr(home, "/tmp") != NULL);
}

static const struct family *
family_of(const char *command)
{
	char path[PATH_MAX];
	const char *name;

	if (!find_program(command, path))
		return NULL;
	name = strrchr(path, '/');
	name = name != NULL ? name + 1 : path;
	for (size_t i = 0; i < HJ_LEN(families); i++) {
		size_t n = strlen(families[i].name);

		/* "emacs" is not "emacsclient". */
		if (strncmp(name, families[i].name, n) == 0 &&
		    (name[n] < 'a' || name[n] > 'z'))
			return &families[i];
	}
	return NULL;
}

/* ---- starting ---- */

static bool
set(const char *name, const char *folder, const char *rest)
{
	char value[PATH_MAX];

	return snprintf(value, sizeof(value), "%s%s", folder, rest) <
	    (int)sizeof(value) &&
	    setenv(name, value, 1) == 0;
}

/* From what there is only what is named above; what programs would keep goes
 * into the folder, and with it. */
static bool
clean_environment(const char *folder)
{
	char *values[HJ_LEN(kept)];
	bool ok = true;

	for (size_t i = 0; i < HJ_LEN(kept); i++) {
		const char *s = getenv(kept[i]);

		values[i] = s != NULL ? strdup(s) : NULL;
	}
	if (clearenv() != 0)
		return false;
	for (size_t i = 0; i < HJ_LEN(kept); i++) {
		if (values[i] != NULL)
			ok = setenv(kept[i], values[i], 1) == 0 && ok;
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

void
editor_become(const char *folder, const char *file, size_t line)
{
	const char *command = command_of();
	const struct family *f = command != NULL ? family_of(command) : NULL;
	char *script = NULL, at[32] = "";
	const char *argv[WORDS + 8];
	size_t n = 0;

	if (command == NULL ||
	    asprintf(&script, "exec %s \"$@\"", command) < 0 ||
	    chdir(folder) != 0 || !clean_environment(folder) ||
	    (f != NULL && f->home && !set("HOME", folder, "")))
		return;
	argv[n++] = "sh";
	argv[n++] = "-c";
	argv[n++] = script;
	argv[n++] = "hanji";
	for (size_t i = 0; f != NULL && f->options[i] != NULL; i++)
		argv[n++] = f->options[i];
	if (f != NULL && f->line && line != 0) {
		(void)snprintf(at, sizeof(at), "+%zu", line);
		argv[n++] = at;
	}
	argv[n++] = file;
	argv[n] = NULL;
	(void)execv("/bin/sh", (char *const *)(uintptr_t)argv);
	free(script);
}

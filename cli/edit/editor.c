#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/access/program.h"
#include "cli/edit/editor.h"

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

/* ---- finding ---- */

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
		if (program_find(others[i], path))
			return others[i];
	return NULL;
}

static int
check(struct hj_error *err)
{
	const char *command = command_of();
	char path[PATH_MAX];

	if (command == NULL)
		return hj_fail(err, HJ_ENOTFOUND,
		    "there is no editor here: install nano, or set $EDITOR to one that runs in the terminal");
	/* What the shell has to take apart is left to it. */
	if (strpbrk(command, "'\"\\$`(|&;<>") == NULL &&
	    !program_find(command, path))
		return hj_fail(err, HJ_ENOTFOUND,
		    "cannot find the editor '%s': set $EDITOR to one that runs in the terminal",
		    command);
	return HJ_OK;
}

static bool
needs_tmp(void)
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

	if (!program_find(command, path))
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

static void
become(const char *folder, const char *file, size_t line)
{
	const char *command = command_of();
	const struct family *f = command != NULL ? family_of(command) : NULL;
	char *script = NULL, at[32] = "";
	const char *argv[WORDS + 8];
	size_t n = 0;

	if (command == NULL ||
	    asprintf(&script, "exec %s \"$@\"", command) < 0 ||
	    chdir(folder) != 0 || !program_environment(folder, NULL, 0) ||
	    (f != NULL && f->home && setenv("HOME", folder, 1) != 0))
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

const struct slate_program editor_program = { .check = check,
	.needs_tmp = needs_tmp,
	.become = become,
	.room = "64m" };

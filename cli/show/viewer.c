#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/access/program.h"
#include "cli/show/viewer.h"
#include "core/base/text.h"
#include "core/file/mediatype.h"

#define WORDS 8
#define UTF8_MOST 4 /* bytes of one letter */

struct viewer {
	const char *kind; /* how its media types begin */
	const char *command[WORDS]; /* program and options */
};

static const struct viewer viewers[] = {
	{ "image/", { "imv" } },
	{ "image/", { "feh", "--no-fehbg", "--auto-rotate" } },
	{ "image/", { "eog" } },
	{ "image/", { "eom" } },
	{ "image/", { "gpicview" } },
	{ "application/pdf", { "mupdf" } },
	{ "application/pdf", { "zathura" } },
	{ "application/pdf", { "evince" } },
	{ "application/pdf", { "xpdf" } },
	{ "audio/", { "mpv", "--no-config", "--no-resume-playback" } },
	{ "video/", { "mpv", "--no-config", "--no-resume-playback" } },
	{ "text/", { "less" } },
	{ "text/", { "more" } },
};

/* By which a program finds the screen. */
static const char *const screen[] = { "DISPLAY", "XAUTHORITY",
	"WAYLAND_DISPLAY", "LESSCHARSET" };

static const char *
chosen(void)
{
	const char *s = getenv("HANJI_VIEWER");

	return s != NULL && s[strspn(s, " \t")] != '\0' ? s + strspn(s, " \t")
							: NULL;
}

static int
check(struct hj_error *err)
{
	char path[PATH_MAX];

	if (chosen() != NULL && !program_find(chosen(), path))
		return hj_fail(err, HJ_ENOTFOUND,
		    "cannot find the viewer '%s': set $HANJI_VIEWER to a program that shows a file by itself",
		    chosen());
	return HJ_OK;
}

/* X11 is reached by a socket below /tmp. */
static bool
needs_tmp(void)
{
	const char *home = getenv("HOME");

	return getenv("DISPLAY") != NULL ||
	    (home != NULL && strstr(home, "/tmp") != NULL);
}

/* What kind of file it is; text has no beginning of its own. */
static const char *
kind_of(const char *file)
{
	uint8_t head[HJ_MEDIATYPE_HEAD];
	struct hj_error err = HJ_ERROR;
	int fd = open(file, O_RDONLY | O_CLOEXEC);
	ssize_t n = fd >= 0 ? read(fd, head, sizeof(head)) : -1;
	int most = n == (ssize_t)sizeof(head) ? UTF8_MOST : 1;
	const char *kind = NULL;

	if (n >= 0)
		kind = hj_mediatype(head, (size_t)n, NULL);
	/* Of a longer text the last letter may be cut. */
	for (int cut = 0; kind == NULL && n >= 0 && cut < most; cut++)
		if (hj_text_check((const char *)head, (size_t)(n - cut),
			HJ_TEXT_FREE, &err) == HJ_OK)
			kind = "text/plain";
	if (fd >= 0)
		(void)close(fd);
	return kind;
}

static const struct viewer *
viewer_for(const char *kind)
{
	char path[PATH_MAX];

	for (size_t i = 0; kind != NULL && i < HJ_LEN(viewers); i++)
		if (strncmp(kind, viewers[i].kind, strlen(viewers[i].kind)) ==
			0 &&
		    program_find(viewers[i].command[0], path))
			return &viewers[i];
	return NULL;
}

/* A name without a folder is one in $XDG_RUNTIME_DIR, which will be ours. */
static void
keep_wayland(void)
{
	const char *dir = getenv("XDG_RUNTIME_DIR");
	const char *name = getenv("WAYLAND_DISPLAY");
	char path[PATH_MAX];

	if (dir != NULL && name != NULL && name[0] != '/' &&
	    snprintf(path, sizeof(path), "%s/%s", dir, name) <
		(int)sizeof(path))
		(void)setenv("WAYLAND_DISPLAY", path, 1);
}

static void
become(const char *folder, const char *file, size_t line)
{
	const char *argv[WORDS + 2] = { NULL };
	const char *own = chosen();
	const struct viewer *v;
	char *script = NULL;
	size_t n = 0;

	(void)line;
	if (chdir(folder) != 0)
		return;
	v = own == NULL ? viewer_for(kind_of(file)) : NULL;
	if (own == NULL && v == NULL)
		_exit(VIEWER_NONE);
	keep_wayland();
	if (own != NULL && asprintf(&script, "exec %s \"$@\"", own) < 0)
		return;
	if (!program_environment(folder, screen, HJ_LEN(screen)) ||
	    setenv("LESSSECURE", "1", 1) != 0)
		return;
	if (v == NULL) {
		(void)execl("/bin/sh", "sh", "-c", script, "hanji", file, NULL);
		return;
	}
	while (n < WORDS && v->command[n] != NULL) {
		argv[n] = v->command[n];
		n++;
	}
	argv[n] = file;
	(void)execvp(argv[0], (char *const *)(uintptr_t)argv);
}

const struct slate_program viewer_program = { .check = check,
	.needs_tmp = needs_tmp,
	.become = become,
	.room = "4g",
	.display = true };

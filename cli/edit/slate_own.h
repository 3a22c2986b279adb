/*
 * slate_own.h: between the two processes of slate.h.  Theirs alone.
 */
#ifndef HJ_CLI_SLATE_OWN_H
#define HJ_CLI_SLATE_OWN_H

#include <limits.h>

#include "cli/edit/slate.h"

#define SLATE_FILE "record.txt"

/* The first word of the keeper; the folder comes with it, or what failed. */
struct slate_hello {
	struct hj_error err;
	char path[PATH_MAX]; /* that we can remove when the keeper cannot; "" */
};
struct slate_order {
	size_t line;
};
struct slate_done {
	int status; /* of waitpid(2) */
};

/* The keeper's whole life. */
_Noreturn void
slate_keep(int to_owner, const struct slate_how *how, struct hj_error *err);

/* Out of the editor's screen; -1: none. */
void slate_reset_screen(int tty);

struct slate_folder {
	int fd;
	char path[PATH_MAX];
	bool hidden; /* in a mount namespace of its own */
	bool covers_tmp; /* and /tmp is in it too */
};

/* Make it; this process enters the namespace, if there will be one. */
int slate_folder_make(const struct slate_program *program,
    struct slate_folder *ret, struct hj_error *err) HJ_MUST_CHECK;
/* Overwrite and remove what is in it. */
void slate_folder_wipe(int fd);
/* And the folder itself; "" is none. */
void slate_folder_remove(int fd, const char *path);

#endif

/*
 * slate.h: a folder in memory that is wiped when nobody holds it any more.
 *
 * A second process, the keeper, makes the folder and runs the editor in it.
 * It is started before any key or passphrase is in memory, and has nothing of
 * the vault.  When we end, however we end (SIGKILL too), it notices by the
 * socket between us, ends the editor with all that it started, wipes the
 * folder and goes.  When the keeper is killed, the kernel kills the editor,
 * and we wipe.
 *
 * Where the kernel lets us, the folder is a tmpfs in a mount namespace that
 * only keeper and editor are in: nobody else sees it, and it is gone with the
 * last of them even when all are killed at once.  Else it is a folder of ours
 * on the tmpfs at $XDG_RUNTIME_DIR or /dev/shm; what was left there because
 * everybody was killed at once is wiped by the next who makes one.
 *
 * The editor is fenced (core/confine/fence.h): it changes nothing outside.  A viewer is
 * run in the same way, on a file that it only reads.
 */
#ifndef HJ_CLI_SLATE_H
#define HJ_CLI_SLATE_H

#include "core/base/buf.h"

struct slate;

/* What is run on the file: an editor (editor.h), or a viewer (viewer.h). */
struct slate_program {
	/* Before anything else: HJ_ENOTFOUND, with what to install or set. */
	int (*check)(struct hj_error *err);
	/* Does it, or the home folder, need what lies below /tmp? */
	bool (*needs_tmp)(void);
	/* Become it; returns only when that fails. */
	void (*become)(const char *folder, const char *file, size_t line);
	const char *room; /* of the folder, as tmpfs(5) says it: "64m" */
	bool display; /* it may talk to the screen, by sockets of this machine */
};

struct slate_how {
	const struct slate_program *program;
	bool force; /* even where the kernel cannot fence the editor */
	bool terminal; /* the editor talks to it, not to our input and output */
};

/*
 * HJ_EREFUSED: no storage in memory, or no fence (and not forced);
 * HJ_ENOTFOUND: no editor; HJ_EIO.  The texts say what to do.
 */
int slate_open(const struct slate_how *how, struct slate **ret,
    struct hj_error *err) HJ_MUST_CHECK;
/* Returns when the folder is gone.  Takes NULL. */
void slate_close(struct slate *s);

/* The one file in it.  Reading appends; HJ_ENOTFOUND: the editor removed it;
 * HJ_ELIMIT: above the ceiling of `to`. */
/* Its descriptor, for writing it piece by piece; the caller closes it. */
int slate_begin(struct slate *s, int *ret, struct hj_error *err) HJ_MUST_CHECK;
int slate_write(struct slate *s, const void *p, size_t n,
    struct hj_error *err) HJ_MUST_CHECK;
int slate_read(struct slate *s, struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;

/* Called when the file was written while the editor is open. */
typedef void slate_saved_fn(void *to);

struct slate_watch {
	slate_saved_fn *saved; /* NULL: nobody wants to know */
	void *to;
};

/* How the editor ended. */
struct slate_end {
	int status; /* of exit(3), or -1 */
	int signal; /* that ended it, or 0 */
};

/*
 * Run the editor on the file, at this line (from 1; 0: wherever it likes).
 * Ctrl-C is the editor's meanwhile.  HJ_EINTERRUPTED: we were told to stop;
 * HJ_EIO: the keeper is gone.  What was written then can be read once more;
 * slate_close() ends the editor.
 */
int slate_edit(struct slate *s, size_t line, const struct slate_watch *w,
    struct slate_end *ret, struct hj_error *err) HJ_MUST_CHECK;

#endif

/*
 * progress.h: how far a long piece of work is, and the way to stop it.
 *
 * A bar on stderr, on a terminal only, after one second; Ctrl-C makes the
 * callback return non-zero, upon which core unwinds.
 */
#ifndef HJ_CLI_PROGRESS_H
#define HJ_CLI_PROGRESS_H

#include "core/vault/vault.h"

struct progress {
	const char *label; /* translated */
	bool terminal;
	bool shown;
	int64_t begun; /* monotonic milliseconds */
	int64_t drawn;
};

/* Fills *p and returns what core wants; p must live as long. */
struct hj_progress progress_start(struct progress *p, const char *label);
/* Takes the bar away. */
void progress_end(struct progress *p);

#endif

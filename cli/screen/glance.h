/*
 * glance.h: show something for as long as somebody looks, then take it away.
 *
 * On a screen of its own (the alternate screen of the terminal), or where the
 * terminal has none on a line that is overwritten; nothing of it stays in what
 * can be scrolled back to.
 */
#ifndef HJ_CLI_GLANCE_H
#define HJ_CLI_GLANCE_H

#include "core/base/error.h"

struct ui;

/* Go to the other screen, where all that is said and asked until
 * glance_close() is taken away with it; nothing happens on a terminal that has
 * none.  Close in any case; twice is once. */
struct glance {
	struct ui *ui;
	bool open;
};
void glance_open(struct glance *g, struct ui *u);
void glance_close(struct glance *g);

/* Until a key is pressed.  text[0..n) is made visible; `above` stands over it,
 * translated.  HJ_EINTERRUPTED: Ctrl-C; what was shown is gone then too.
 * HJ_EINVAL: no terminal. */
int glance_show(struct glance *g, const char *above, const char *text, size_t n,
    struct hj_error *err) HJ_MUST_CHECK;

#endif

/*
 * editor.h: which editor, and with what it is started.
 *
 * $VISUAL, else $EDITOR, else the first there is of editor, nano, vim, vi.  The
 * command is given to the shell, as everywhere, so that options may stand in
 * it.  Known editors get options that keep them from leaving copies (swap
 * files, backups, undo, lists of what was edited) and from obeying commands in
 * the text.
 */
#ifndef HJ_CLI_EDITOR_H
#define HJ_CLI_EDITOR_H

#include "core/error.h"

/* HJ_ENOTFOUND: there is none, with what to set. */
int editor_check(struct hj_error *err) HJ_MUST_CHECK;

/* Does its command, or the home folder, lie below /tmp? */
bool editor_needs_tmp(void);

/* Become the editor of this file in this folder, at a line (0: any).  Returns
 * only when that fails. */
void editor_become(const char *folder, const char *file, size_t line);

#endif

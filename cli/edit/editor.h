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

#include "cli/edit/slate.h"

extern const struct slate_program editor_program;

#endif

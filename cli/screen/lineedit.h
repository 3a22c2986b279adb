/* lineedit.h: one edited line from a terminal, without any history. */
#ifndef HJ_CLI_LINEEDIT_H
#define HJ_CLI_LINEEDIT_H

#include "cli/screen/ui.h"

/* As ui_line(), on this terminal. */
int lineedit_read(int tty, const char *prompt, ui_complete_fn *complete,
    void *with, struct hj_buf *to, struct hj_error *err) HJ_MUST_CHECK;

#endif

/*
 * viewer.h: which program shows an attachment, and with what it is started.
 *
 * $HANJI_VIEWER, else the first there is of a few that show such a file by
 * themselves: what hands it on to another program that runs already (xdg-open,
 * say) would take it out of the fence.  They get options that keep them from
 * remembering what was shown.  The kind of file is what its bytes say
 * (mediatype.h); text is shown in the terminal.
 */
#ifndef HJ_CLI_VIEWER_H
#define HJ_CLI_VIEWER_H

#include "cli/edit/slate.h"

extern const struct slate_program viewer_program;

/* Its exit status when there is no program for such a file. */
#define VIEWER_NONE 126

#endif

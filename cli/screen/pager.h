/* pager.h: long output page by page, on a terminal only, leaving nothing in
 * history files (LESSHISTFILE=-, LESSSECURE=1). */
#ifndef HJ_CLI_PAGER_H
#define HJ_CLI_PAGER_H

#include <sys/types.h>

/* Turns stdout into a pipe to $PAGER, less or more; 0 when there is none or
 * stdout is no terminal. */
pid_t pager_start(void);
/* Closes the pipe and waits for the person to finish reading. */
void pager_wait(pid_t pager);

#endif

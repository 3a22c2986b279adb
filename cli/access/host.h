/* host.h: what this computer does with memory, and which barriers it has. */
#ifndef HJ_CLI_HOST_H
#define HJ_CLI_HOST_H

#include "core/base/base.h"

enum host_swap { HOST_SWAP_NONE, HOST_SWAP_SAFE, HOST_SWAP_OPEN };

/* From /proc/swaps; safe = zram without a backing device, or dm-crypt. */
enum host_swap host_swap(void);
/* The same of a file and a folder of that form. */
enum host_swap host_swap_of(const char *swaps, const char *blocks);
/* Is a resume device on the kernel's command line? */
bool host_hibernates(void);
int host_landlock(void); /* version of its ABI; 0: none */
bool host_seccomp(void);
bool host_keyring(void);
bool host_tells_of_sleep(void); /* is there a logind? */

#endif

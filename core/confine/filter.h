/* filter.h: the system calls a confined process may still make. */
#ifndef HJ_CORE_FILTER_H
#define HJ_CORE_FILTER_H

#include "core/confine/confine.h"

/* Any other call kills the process.  false: this kernel has no seccomp
 * filters, and nothing changed. */
bool hj_filter_load(const struct hj_confine_profile *profile);

/* The other way round, for a program that we did not write: everything but
 * what leads out of it.  Sockets, keys of the kernel, other processes' memory,
 * objects of the kernel that outlive the program, and typing into its own
 * terminal fail with EACCES.  display: sockets of this machine do not. */
bool hj_filter_fence(bool display);

#endif

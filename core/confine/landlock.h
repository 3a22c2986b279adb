/*
 * landlock.h: the kernel forbids this process every path but those named.
 *
 * Raw system calls of landlock(7); glibc has no wrappers.
 */
#ifndef HJ_CORE_LANDLOCK_H
#define HJ_CORE_LANDLOCK_H

#include "core/confine/confine.h"

/*
 * Forbid everything that this kernel's version can: files, devices, TCP,
 * abstract sockets, signals to others.  Needs "no new privileges".  Returns
 * that version, or 0 when there is no Landlock (or it is switched off).
 */
int hj_landlock_close(const struct hj_confine_path *open, size_t n);

/*
 * Forbid only to change anything: writing, making, renaming and removing of
 * files, TCP, abstract sockets.  Everything may be read and run, and the paths
 * in `open` may be changed, folders with all that is in them.  display: abstract
 * sockets are left.
 */
int hj_landlock_fence(const char *const *open, size_t n, bool display);

#endif

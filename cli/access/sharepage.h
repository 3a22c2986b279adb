/*
 * sharepage.h: recovery shares as pages to print.
 *
 * A share in a file is a secret on a disk, and a disk forgets nothing.  So a
 * page goes into memory (a tmpfs such as /dev/shm) or through a pipe, to a
 * printer for instance, and nowhere else.  One share a page, so that nobody
 * holds two by accident.
 */
#ifndef HJ_CLI_SHAREPAGE_H
#define HJ_CLI_SHAREPAGE_H

#include "cli/cli.h"
#include "core/keys/header.h"

/* May shares go there?  "-" is standard output.  HJ_EREFUSED: it is a disk, or a
 * terminal; HJ_EEXISTS; HJ_EIO. */
int sharepage_allowed(const char *path, struct hj_error *err) HJ_MUST_CHECK;

/* HTML where the name ends in .html, else text with a form feed after each
 * share.  Errors of sharepage_allowed(); HJ_EIO: the file is removed again. */
int sharepage_write(const char *path, struct hj_secret *const *words,
    struct hj_header_shares shares, struct hj_error *err) HJ_MUST_CHECK;

#endif

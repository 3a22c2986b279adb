/*
 * installed.h: where the other parts of hanji are on this machine.
 *
 * Beside the program while it is being built (build/release/hanji-render,
 * build/release/templates); PREFIX/libexec/hanji and PREFIX/share/hanji when
 * it is installed.  Found by where the program itself is, never by the
 * environment: who can set that must not choose what gets plaintext.
 */
#ifndef HJ_CLI_INSTALLED_H
#define HJ_CLI_INSTALLED_H

#include <limits.h>

#include "core/base/error.h"

/* "hanji-render".  HJ_ENOTFOUND: the installation is not whole. */
int installed_program(const char *name, char ret[static PATH_MAX],
    struct hj_error *err) HJ_MUST_CHECK;
/* "templates/page.html.xsl". */
int installed_data(const char *name, char ret[static PATH_MAX],
    struct hj_error *err) HJ_MUST_CHECK;

#endif

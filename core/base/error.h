/*
 * error.h: one way to fail.
 *
 * A function that can fail returns 0 or the code it put into *err.  The error
 * lives in the caller's frame, owns nothing, and is safe to use when memory
 * has run out.  Messages name ids, paths and lines; never a field's value, so
 * that any message can be sent by e-mail.
 *
 * Core knows no language.  A caller who speaks one sets `say`, which receives
 * the English format string and returns it or a translation with the same
 * conversions (gettext(3) has this shape).
 */
#ifndef HJ_CORE_ERROR_H
#define HJ_CORE_ERROR_H

#include "core/base/base.h"

enum hj_code {
	HJ_OK = 0,
	HJ_ENOMEM, /* memory, also for the key derivation */
	HJ_EIO, /* the system failed us: disk full, unreadable, unwritable */
	HJ_EINVAL, /* input is not valid: what, where, what was expected */
	HJ_ELIMIT, /* valid perhaps, but above a ceiling of limits.h */
	HJ_ENOTFOUND,
	HJ_EAMBIGUOUS, /* more than one fits; the text lists candidates */
	HJ_EEXISTS,
	HJ_EAUTH, /* wrong passphrase, locked, not permitted */
	HJ_ECORRUPT, /* damaged or tampered with: verification failed */
	HJ_EBUSY, /* another writer */
	HJ_EVERSION, /* made by a newer hanji */
	HJ_EREFUSED, /* for protection: consent, exposure, rollback */
	HJ_EINTERRUPTED,
};

struct hj_error {
	enum hj_code code;
	char text[512];
	const char *(*say)(const char *format); /* NULL: English */
};

#define HJ_ERROR ((struct hj_error){ .code = HJ_OK })

/* Start an error: "cannot open 'x.xml'".  Returns code. */
int hj_fail(struct hj_error *err, enum hj_code code, const char *fmt, ...)
    HJ_PRINTF(3, 4);

/* The same for a failed system call: appends the reason that errno gives;
 * ENOSPC and EDQUOT read "disk full".  Returns HJ_EIO or HJ_ENOMEM. */
int hj_fail_errno(struct hj_error *err, int errnum, const char *fmt, ...)
    HJ_PRINTF(3, 4);

/* Add where we were when it happened: "importing 'x.xml': ...". */
int hj_while(struct hj_error *err, const char *fmt, ...) HJ_PRINTF(2, 3);

/* A text in the language of err: the text itself when it has none. */
const char *hj_said(const struct hj_error *err, const char *text);

#endif

/*
 * personname.h: what a person is called on the screen.
 *
 * A name that may be shown, else the label of their placeholder, else three
 * stars: what is secret is not on the screen unasked.
 */
#ifndef HJ_CLI_PERSONNAME_H
#define HJ_CLI_PERSONNAME_H

#include "core/base/buf.h"
#include "core/case/record.h"

#define PERSONNAME_HIDDEN "***"

/* Appended; "the person" for somebody without any name. */
int personname(const struct hj_node *person, bool reveal, struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;

#endif

/*
 * choice.h: a code of a list, the way people type it.
 *
 * A code, its label in English or Korean or another word for it ("mother") is
 * typed whole; or the beginning of a code, else of a label, that only one has.
 * Tab completes it.
 */
#ifndef HJ_CLI_CHOICE_H
#define HJ_CLI_CHOICE_H

#include "core/base/error.h"
#include "core/vocab/vocab.h"

/* HJ_EAMBIGUOUS: several fit, and the text lists some; HJ_ENOTFOUND: none
 * does, and the text has the nearest. */
int choice_resolve(const struct hj_list *list, const char *typed, size_t n,
    const struct hj_code_row **ret, struct hj_error *err) HJ_MUST_CHECK;

/* For ui_line(): `to` is a struct choice.  Codes first; labels when no code
 * begins so.  With `many`, what stands after the last comma. */
struct choice {
	const struct hj_list *list;
	bool many;
	char found[512];
};
const char *choice_complete(void *to, const char *typed, size_t *state);

/* The list on stderr: codes and labels in columns. */
int choice_show(const struct hj_list *list, bool korean,
    struct hj_error *err) HJ_MUST_CHECK;

#endif

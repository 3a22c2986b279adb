/*
 * fieldword.h: the value of a field as a person reads it.
 *
 * A code by its label, a date said in words, a person by name, an amount in
 * groups of three; "***" where it is secret.  For the screen: JSON and files
 * have what is stored.
 */
#ifndef HJ_CLI_FIELDWORD_H
#define HJ_CLI_FIELDWORD_H

#include "core/base/buf.h"
#include "core/case/record.h"

#define FIELDWORD_MASK "***"

/* Append the value of a leaf; nothing when it has none. */
int fieldword_leaf(const struct hj_record *r, const struct hj_node *leaf,
    bool korean, struct hj_buf *to, struct hj_error *err) HJ_MUST_CHECK;

/* Append the name of a person, or the mask when a part of it is secret. */
int fieldword_person(const struct hj_node *person, struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;

/* The label of a code; the code itself when the list does not have it. */
const char *fieldword_code(const char *list, const char *code, bool korean);

#endif

/*
 * roworder.h: in which order the files of a list stand.
 *
 *	-changed          the one that was changed last first
 *	status,born       by status, those of one status by birth
 *
 * Fields are those of where.h that have an order, by the same names, and id,
 * title, name and last (the last known status).  A date counts by the first day
 * that it allows; of several dates the first, descending the last.  A status
 * stands where its code list has it, which is the order of a life.  Names and
 * titles stand in the order of a language; those of a secret file count as not
 * there.  What is not there comes last, descending too.
 *
 * The order is made of keys: bytes that compare as the rows do, so that a list
 * keeps a key and an id of each row and nothing else.
 */
#ifndef HJ_CORE_ROWORDER_H
#define HJ_CORE_ROWORDER_H

#include "core/store/catalogue.h"

#define HJ_ROWORDER_FIELDS 8

struct hj_roworder;

/* language: "ko", "en", for the order of names.  HJ_ENOTFOUND: there is no such
 * field to sort by; HJ_EINVAL: a field is empty, or there are too many;
 * HJ_ENOMEM; HJ_EIO: ICU cannot find its data. */
int hj_roworder_parse(const char *p, size_t n, const char *language,
    struct hj_roworder **ret, struct hj_error *err) HJ_MUST_CHECK;
void hj_roworder_free(struct hj_roworder *o);

/* Appends the key of a row: memcmp() over the shorter, then the shorter first,
 * is the order; no two files have the same. */
int hj_roworder_key(struct hj_roworder *o, const struct hj_row *row,
    struct hj_buf *to, struct hj_error *err) HJ_MUST_CHECK;

/* The fields, for a message and for completion: i from 0 on; false: there are
 * no more. */
bool hj_roworder_field_at(size_t i, const char **name, const char **korean);

#endif

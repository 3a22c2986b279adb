/* statword.h: fields, categories and numbers of a table, in words. */
#ifndef HJ_CLI_STATWORD_H
#define HJ_CLI_STATWORD_H

#include "cli/stats/statcount.h"

#define STATWORD_HIDDEN "*"
#define STATWORD_BAR 30

/* "persons" in the language of the person. */
const char *statword_what(const struct statcount *s);
/* The name of a field, in the same. */
const char *statword_field(const struct statcount *s, size_t field);
/* Append the label of a category; i = s->n[field]: "all". */
int statword_category(const struct statcount *s, size_t field, size_t i,
    struct hj_buf *to, struct hj_error *err) HJ_MUST_CHECK;
/* Append "12", "12-15", "12 or more", or STATWORD_HIDDEN. */
int statword_figure(const struct hj_figure *n, struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;

/* A bar of characters, the largest number `most` filling it: what is certain
 * "=", what may be besides "."; nothing for what is hidden. */
void statword_bar(const struct hj_figure *n, uint64_t most,
    char to[static STATWORD_BAR + 1]);
/* The largest number that is shown of those that are no total, with a field
 * NULL or along one only. */
uint64_t statword_most(const struct statcount *s);

/* What has to be read beside every such table, i from 0 on; NULL: no more. */
const char *statword_note(const struct statcount *s, size_t i);

/* Is this cell worth a row: a total of everything, or somebody? */
bool statword_is_row(const struct statcount *s,
    const size_t at[static HJ_CROSSTAB_FIELDS]);

#endif

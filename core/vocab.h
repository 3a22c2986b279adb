/*
 * vocab.h: the code lists, compiled in from core/vocab/.
 *
 * Codes are stable, labels change (record.md rule 7).  A list is found by its
 * name ("sex"), a code by its word in its list.
 */
#ifndef HJ_CORE_VOCAB_H
#define HJ_CORE_VOCAB_H

#include "core/base.h"

struct hj_code_row {
	const char *code;
	const char *en;
	const char *ko;
	const char *from, *to; /* EDTF, when the name is valid; "" = always */
};

struct hj_list {
	const char *name;
	const struct hj_code_row *rows; /* sorted by code for the search */
	size_t n;
};

const struct hj_list *hj_vocab_list(const char *name); /* NULL: none */
size_t hj_vocab_count(void);
const struct hj_list *hj_vocab_at(size_t i);

const struct hj_code_row *hj_vocab_find(const struct hj_list *l,
    const char *code, size_t n); /* NULL: none */
/* The code that is most like what was typed (edit distance, or a label), for
 * "did you mean"; NULL when nothing is near. */
const struct hj_code_row *
hj_vocab_nearest(const struct hj_list *l, const char *typed, size_t n);
const char *hj_vocab_label(const struct hj_code_row *row, bool korean);

#endif

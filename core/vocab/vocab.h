/*
 * vocab.h: the code lists, compiled in from core/vocab/.
 *
 * Codes are stable, labels change (record.md rule 7).  A list is found by its
 * name ("sex"), a code by its word in its list.  Organs and counties were
 * renamed: beside a date, print the name of that date.
 */
#ifndef HJ_CORE_VOCAB_H
#define HJ_CORE_VOCAB_H

#include "core/base/buf.h"

/* A name that something had for a time. */
struct hj_code_name {
	const char *code; /* the code that was made for this name */
	const char *en;
	const char *ko;
	const char *from, *to; /* EDTF, when the name is valid; "" = always */
};

/* Labels and period are those of the last name of this code. */
struct hj_code_row {
	const char *code;
	const char *en;
	const char *ko;
	const char *from, *to;
	/* All names of what it stands for, oldest first, of this code and of
	 * those that stand for the same (an organ that was renamed has a code
	 * a name); NULL: it has no other name. */
	const struct hj_code_name *names;
	size_t nnames;
};

struct hj_list {
	const char *name;
	const struct hj_code_row *rows; /* sorted by code for the search */
	size_t n;
	const uint16_t *order; /* see hj_vocab_read(); NULL: that of rows */
	const char *of; /* made of these lists, blanks between; or NULL */
};

/* What somebody calls it who knows no code and no label: "mother". */
struct hj_code_word {
	const char *list, *code;
	const char *word;
};

/* What a code is called in the HURIDOCS micro-thesauri. */
struct hj_term {
	const char *list, *code; /* ours */
	const char *thesaurus, *target; /* theirs */
	const char *match; /* exact, or the term is broader or narrower */
	const char *en;
};

const struct hj_list *hj_vocab_list(const char *name); /* NULL: none */
size_t hj_vocab_count(void);
const struct hj_list *hj_vocab_at(size_t i);

/* The rows as a person reads them: what is usual first, what belongs together
 * together, "other" last.  i < l->n. */
const struct hj_code_row *hj_vocab_read(const struct hj_list *l, size_t i);

const struct hj_code_row *hj_vocab_find(const struct hj_list *l,
    const char *code, size_t n); /* NULL: none */
/* The code for which this is another word ("mother": parent), with letters of
 * ASCII in either case; NULL: none. */
const struct hj_code_row *
hj_vocab_word(const struct hj_list *l, const char *typed, size_t n);
/* The code that was meant, for "did you mean": by a slip of the hand (near.h) in
 * a code or label, or by another word; NULL when nothing is near. */
const struct hj_code_row *
hj_vocab_nearest(const struct hj_list *l, const char *typed, size_t n);
/* The terms of a code, *n of them; NULL: none fits. */
const struct hj_term *
hj_vocab_terms(const struct hj_list *l, const char *code, size_t *n);
const char *hj_vocab_label(const struct hj_code_row *row, bool korean);

/*
 * Names by date.  `when` is EDTF of n bytes; a name counts when its period and
 * the date may overlap, so that a date about which it is not certain on which
 * side of a rename it lies has both names.
 */
/* Which of row->names count, by bit; 0: none, or the date is missing or no
 * EDTF. */
uint64_t
hj_vocab_names_at(const struct hj_code_row *row, const char *when, size_t n);
/* Append these names, oldest first and each once, with " / " between; none:
 * the label above.  Errors of `to`. */
int hj_vocab_label_of(const struct hj_code_row *row, uint64_t names,
    bool korean, struct hj_buf *to, struct hj_error *err) HJ_MUST_CHECK;
/* Both in one. */
int hj_vocab_label_at(const struct hj_code_row *row, const char *when, size_t n,
    bool korean, struct hj_buf *to, struct hj_error *err) HJ_MUST_CHECK;

/* Is it certain that the code is wrong for this date? */
enum hj_code_use {
	HJ_CODE_FITS,
	HJ_CODE_NOT_YET, /* before its first name */
	HJ_CODE_NO_MORE, /* after its last */
	HJ_CODE_BETWEEN, /* in a time when another name was in use */
};
enum hj_code_use
hj_vocab_use_at(const struct hj_code_row *row, const char *when, size_t n);
/* The code whose name was in use then, of those that stand for the same; NULL:
 * none, or more than one. */
const char *
hj_vocab_code_at(const struct hj_code_row *row, const char *when, size_t n);

#endif

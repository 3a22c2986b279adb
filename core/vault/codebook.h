/*
 * codebook.h: the codes that an organisation added itself, as a vault keeps
 * them.
 *
 * From here they are suggested and completed.  A case file that uses one gets
 * a copy of what it means (owncode.h); what came with a case file of others
 * is learnt from it and marked as received.
 */
#ifndef HJ_CORE_CODEBOOK_H
#define HJ_CORE_CODEBOOK_H

#include "core/base/buf.h"
#include "core/base/limits.h"
#include "core/case/record.h"

struct hj_code_row;

#define HJ_CODE_WORD 40 /* a list, a code */
#define HJ_CODE_DATE 32

struct hj_coined {
	char list[HJ_CODE_WORD];
	char code[HJ_CODE_WORD];
	char id[HJ_ELEMENT_ID_CHARS + 1]; /* drawn once: owncode.h */
	char en[HJ_LABEL_MAX + 1];
	char ko[HJ_LABEL_MAX + 1];
	char from[HJ_CODE_DATE], to[HJ_CODE_DATE]; /* EDTF, or "" */
	char near[HJ_CODE_WORD]; /* the nearest of our codes, or "" */
	bool received; /* with a case file of others */
};

/* Sorted by list and code. */
struct hj_codebook {
	struct hj_buf codes; /* struct hj_coined */
};

#define HJ_CODEBOOK                                                            \
	((struct hj_codebook){                                                 \
	    .codes = HJ_BUF(HJ_CODEBOOK_MAX * sizeof(struct hj_coined)) })

void hj_codebook_clear(struct hj_codebook *b);

size_t hj_codebook_count(const struct hj_codebook *b);
const struct hj_coined *hj_codebook_at(const struct hj_codebook *b, size_t i);
const struct hj_coined *hj_codebook_find(const struct hj_codebook *b,
    const char *list, const char *code, size_t n); /* NULL: none */
/* The same as a row of a list; borrows. */
void hj_coined_row(const struct hj_coined *c, struct hj_code_row *ret);

/* HJ_EINVAL: the text says which part is not as it must be. */
int
hj_coined_check(const struct hj_coined *c, struct hj_error *err) HJ_MUST_CHECK;
/* Add, or put in the place of the same list and code.  HJ_ELIMIT. */
int hj_codebook_put(struct hj_codebook *b, const struct hj_coined *c,
    struct hj_error *err) HJ_MUST_CHECK;
/* Nothing when it is not there. */
void
hj_codebook_drop(struct hj_codebook *b, const char *list, const char *code);

/*
 * Make a file say what its own codes mean: add what the book knows, bring the
 * labels up to date, remove what nothing uses (unless parts are withheld, and
 * nobody knows what they use).  A code that the file explains under another id
 * is that of somebody else and stays.
 */
int hj_codebook_settle(const struct hj_codebook *b, struct hj_record *r,
    struct hj_error *err) HJ_MUST_CHECK;

/* What a received file explains and the book lacks is put into it; *ret_new
 * counts it.  *ret_other counts what the book has under another id: codes of
 * somebody else that are spelt alike. */
int hj_codebook_learn(struct hj_codebook *b, const struct hj_record *r,
    size_t *ret_new, size_t *ret_other, struct hj_error *err) HJ_MUST_CHECK;

/* Bytes of the root that keeps it.  HJ_ECORRUPT; HJ_EVERSION. */
int hj_codebook_encode(const struct hj_codebook *b, struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;
int hj_codebook_decode(const uint8_t *p, size_t n, struct hj_codebook *b,
    struct hj_error *err) HJ_MUST_CHECK;

#endif

/*
 * typed.h: what a person typed, as a field takes it.
 *
 * Dates and ages are read in people's own words (dateread.h, ageread.h); every
 * other value stays as it is.  What was understood is there in words, so that
 * nothing is changed without being said.
 */
#ifndef HJ_CLI_TYPED_H
#define HJ_CLI_TYPED_H

#include "core/case/path.h"
#include "core/date/dateread.h"

struct typed_how {
	bool korean;
	bool asks_later; /* how an age is counted is the next question */
	struct hj_date_how dates;
};

struct typed {
	struct hj_buf value; /* for the field */
	struct hj_buf says; /* in words, remarks on lines below; may be empty */
	bool sure; /* it stands as it was typed: nothing must be said */
	/* An attribute that comes along, of the element itself or of the one
	 * around it; code NULL: it is taken away.  attr HJ_NATTRS: none. */
	enum hj_attr_name attr;
	const char *code;
	bool above;
};

#define TYPED                                                                  \
	((struct typed){ .value = HJ_BUF(HJ_CASE_MAX),                         \
	    .says = HJ_BUF(HJ_TEXT_MAX),                                       \
	    .sure = true,                                                      \
	    .attr = HJ_NATTRS })

void typed_clear(struct typed *t);

/* HJ_EINVAL: no date, no age, or a question that has to be answered first;
 * HJ_ELIMIT, HJ_ENOMEM.  ret is one of TYPED. */
int typed_read(const struct hj_path_field *field, const struct typed_how *how,
    const char *p, size_t n, struct typed *ret,
    struct hj_error *err) HJ_MUST_CHECK;

/* The path of the attribute that comes along with the field at `path`,
 * appended. */
int typed_attr_path(const struct typed *t, const char *path, size_t n,
    struct hj_buf *to, struct hj_error *err) HJ_MUST_CHECK;

/* The choices of --dates, and what one of them declares. */
extern const char *const typed_orders[];
enum hj_date_order typed_order(const char *word);

#endif

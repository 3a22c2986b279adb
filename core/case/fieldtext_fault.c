#include <stdlib.h>
#include <string.h>

#include "core/case/fieldtext_own.h"

/* Nobody mends more at once; what is kept is what comes first. */
#define FAULTS_KEPT 200
#define FAULTS_TOLD 50

struct fault {
	size_t line;
	size_t nth; /* in one line, as they were found */
	char text[sizeof(((struct hj_error *)NULL)->text)];
};

int
hj_fieldtext_fault(struct hj_fieldtext *t, size_t line, struct hj_error *err)
{
	struct fault f = { .line = line, .nth = t->faults };

	/* What no other line would mend. */
	if (t->why.code == HJ_ENOMEM || t->why.code == HJ_EIO) {
		*err = t->why;
		return (int)err->code;
	}
	if (t->faults++ >= FAULTS_KEPT)
		return HJ_OK;
	memcpy(f.text, t->why.text, sizeof(f.text));
	return hj_buf_add(&t->told, &f, sizeof(f), err);
}

int
hj_fieldtext_refuse(struct hj_fieldtext *t, struct hj_fieldtext_line *l,
    struct hj_error *err)
{
	l->bad = true;
	return hj_fieldtext_fault(t, l->number, err);
}

static int
by_line(const void *a, const void *b)
{
	const struct fault *x = a, *y = b;

	if (x->line != y->line)
		return x->line < y->line ? -1 : 1;
	return x->nth < y->nth ? -1 : x->nth > y->nth;
}

int
hj_fieldtext_tell(struct hj_fieldtext *t, struct hj_error *err)
{
	hj_fieldtext_fault_fn *fn = t->by->fault;
	struct fault *f = (void *)t->told.data;
	size_t n = t->told.len / sizeof(*f);

	if (t->faults == 0)
		return HJ_OK;
	qsort(f, n, sizeof(*f), by_line);
	for (size_t i = 0; fn != NULL && i < n && i < FAULTS_TOLD; i++)
		if (fn(t->by->to, f[i].line, f[i].text, err) != HJ_OK)
			return (int)err->code;
	return hj_fail(err, HJ_EINVAL,
	    "the text cannot be read: faults in it: %zu", t->faults);
}

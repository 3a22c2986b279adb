#include <string.h>

#include "export/form/xlsform_own.h"

#define NAME_BYTES 128

struct out {
	struct hj_buf *to;
	struct hj_error *err;
	int rc;
};

#define PUT(o, ...)                                                            \
	((o)->rc = (o)->rc != HJ_OK                                            \
		? (o)->rc                                                      \
		: hj_buf_printf((o)->to, (o)->err, __VA_ARGS__))

/* One of the codes was answered. */
static void
one_of(struct out *o, const char *name, bool many, const char *codes)
{
	const char *between = "";

	while (*codes != '\0') {
		size_t n = strcspn(codes, " ");

		if (many)
			PUT(o, "%sselected(${%s}, '%.*s')", between, name,
			    (int)n, codes);
		else
			PUT(o, "%s${%s} = '%.*s'", between, name, (int)n,
			    codes);
		between = " or ";
		codes += n + (codes[n] == ' ' ? 1 : 0);
	}
}

int
hj_xlsform_relevant(const struct hj_form *f, const struct hj_form_when *w,
    struct hj_buf *to, struct hj_error *err)
{
	struct out o = { .to = to, .err = err };
	char name[NAME_BYTES];

	if (w->n == 0)
		return HJ_OK;
	/* That something is not so is also true of no answer at all. */
	PUT(&o, "%s", w->is ? "" : "not(");
	for (size_t i = 0; i < w->n && o.rc == HJ_OK; i++) {
		const struct hj_form_question *q = &f->questions[w->of[i]];

		o.rc = hj_xlsform_name(q->path, name, sizeof(name), err);
		PUT(&o, "%s", i > 0 ? " or " : "");
		if (*w->codes != '\0')
			one_of(&o, name, q->many, w->codes);
		else
			PUT(&o, "${%s} != ''", name);
	}
	PUT(&o, "%s", w->is ? "" : ")");
	return o.rc;
}

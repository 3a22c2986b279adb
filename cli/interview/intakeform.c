#include <string.h>

#include "cli/interview/intakeform.h"
#include "cli/screen/say.h"

static void
both(const char *text, const char *to[static HJ_TONGUES])
{
	to[HJ_ENGLISH] = text;
	to[HJ_KOREAN] = say_in(true, text);
}

/* Is the field this one, or inside of it? */
static bool
is_within(const char *path, const char *field, size_t n)
{
	return strncmp(path, field, n) == 0 &&
	    (path[n] == '\0' || path[n] == '.');
}

/* "PATH=a b" or "PATH!a b": which questions were that, before question i. */
static void
condition(const struct intakeform *f, size_t i, const char *when,
    struct hj_form_when *ret)
{
	size_t n;

	if (when == NULL)
		return;
	n = strcspn(when, "=!");
	ret->is = when[n] == '=';
	ret->codes = when + n + 1;
	for (size_t j = 0; j < i && ret->n < HJ_FORM_OF; j++)
		if (is_within(f->questions[j].path, when, n))
			ret->of[ret->n++] = j;
}

static void
question(struct intakeform *f, size_t i, const struct intake_question *q)
{
	struct hj_form_question *to = &f->questions[i];
	const char *list;

	*to = (struct hj_form_question){ .path = q->path,
		.with = q->with,
		.many = (q->flags & INTAKE_MANY) != 0,
		.decided = q->unknown != NULL,
		.apart = intake_is_apart(q) };
	both(q->asks, to->asks);
	to->def = intake_field(q->path, &to->attr);
	if ((list = intake_list(to->def, to->attr)) != NULL) {
		to->list = hj_vocab_list(list);
		to->usual = intake_usual(list);
	}
	condition(f, i, q->when, &to->when);
}

void
intakeform_build(enum intake_form length, struct intakeform *ret)
{
	bool full = length == INTAKE_FULL;
	const char *section = NULL;
	size_t n = 0;

	for (size_t i = 0; i < intake_nquestions; i++) {
		const struct intake_question *q = &intake_questions[i];

		/* A section begins with the first question that is asked. */
		if (q->section != NULL)
			section = q->section;
		if (q->form > length)
			continue;
		question(ret, n, q);
		if (section != NULL)
			both(section, ret->questions[n].section);
		section = NULL;
		n++;
	}
	ret->form = (struct hj_form){ .questions = ret->questions,
		.n = n,
		.name = full ? "full_interview" : "first_call" };
	both(full ? N_("Full interview") : N_("First call"), ret->form.title);
}

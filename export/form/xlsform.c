#include "export/form/xlsform.h"

#include <stdio.h>
#include <string.h>

#include <sodium.h>

#include "core/case/digest.h"
#include "export/form/xlsform_own.h"

static const char *const languages[] = { "English (en)", "한국어 (ko)" };

int
hj_xlsform_name(const char *path, char *ret, size_t size, struct hj_error *err)
{
	size_t n = 0;

	for (const char *p = path; *p != '\0'; p++) {
		if (*p == '+' || *p == ']')
			continue;
		if (n + 1 >= size)
			return hj_fail(err, HJ_ELIMIT,
			    "the name of a question is too long");
		ret[n++] = strchr(".[-", *p) != NULL ? '_' : *p;
	}
	ret[n] = '\0';
	return HJ_OK;
}

/* ---- choices ---- */

static void
choice(struct hj_sheet *s, const char *list, const char *name, const char *en,
    const char *ko)
{
	hj_sheet_cell(s, list);
	hj_sheet_cell(s, name);
	hj_sheet_cell(s, en);
	hj_sheet_cell(s, ko);
	hj_sheet_row(s);
}

static void
own_choice(const struct hj_xlsform *x, struct hj_sheet *s, const char *list,
    const char *name, const char *label)
{
	choice(s, list, name, x->say(false, label), x->say(true, label));
}

static void
list_choices(const struct hj_xlsform *x, struct hj_sheet *s,
    const struct hj_list *l, bool known)
{
	for (size_t i = 0; i < l->n; i++) {
		const struct hj_code_row *row = hj_vocab_read(l, i);

		choice(s, l->name, row->code, row->en, row->ko);
	}
	if (!known)
		return;
	own_choice(x, s, l->name, HJ_XLSFORM_UNKNOWN,
	    HJ_N_("asked, not known"));
	own_choice(x, s, l->name, HJ_XLSFORM_REFUSED,
	    HJ_N_("asked, answer refused"));
}

bool
hj_xlsform_may_be_unknown(const struct hj_form_question *q)
{
	return !q->decided && !q->many;
}

/* Each list once, in the order in which it is first asked. */
static void
choices(const struct hj_xlsform *x, struct hj_sheet *s)
{
	const struct hj_form *f = x->form;
	bool dates = false;

	hj_xlsform_heading(s, "list_name");
	hj_xlsform_heading(s, "name");
	hj_xlsform_labels(s, "label");
	hj_sheet_row(s);
	for (size_t i = 0; i < f->n; i++) {
		const struct hj_list *l = f->questions[i].list;
		bool known = false, first = true;

		dates = dates || hj_xlsform_has_calendar(&f->questions[i]);
		for (size_t j = 0; l != NULL && j < f->n; j++) {
			if (f->questions[j].list != l)
				continue;
			first = first && j >= i;
			known = known ||
			    hj_xlsform_may_be_unknown(&f->questions[j]);
		}
		if (l != NULL && first)
			list_choices(x, s, l, known);
	}
	if (dates)
		list_choices(x, s, hj_vocab_list("calendar"), false);
}

/* ---- settings ---- */

void
hj_xlsform_heading(struct hj_sheet *s, const char *column)
{
	hj_sheet_cell(s, column);
}

void
hj_xlsform_labels(struct hj_sheet *s, const char *column)
{
	char name[64];

	for (size_t i = 0; i < HJ_LEN(languages); i++) {
		(void)snprintf(name, sizeof(name), "%s::%s", column,
		    languages[i]);
		hj_sheet_cell(s, name);
	}
}

/* A server wants another version for another form, and the same bytes for the
 * same one: it is a fingerprint of the questions and choices. */
static void
version(const struct hj_sheet *survey, const struct hj_sheet *of,
    char ret[static 17])
{
	uint8_t d[HJ_DIGEST_BYTES];
	char hex[2 * HJ_DIGEST_BYTES + 1];
	crypto_hash_sha256_state h;

	crypto_hash_sha256_init(&h);
	crypto_hash_sha256_update(&h, survey->xml.data, survey->xml.len);
	crypto_hash_sha256_update(&h, of->xml.data, of->xml.len);
	crypto_hash_sha256_final(&h, d);
	hj_digest_hex(d, hex);
	memcpy(ret, hex, 16);
	ret[16] = '\0';
}

static void
settings(const struct hj_xlsform *x, const struct hj_sheet *survey,
    const struct hj_sheet *of, struct hj_sheet *s)
{
	static const char *const columns[] = { "form_title", "form_id",
		"version", "default_language" };
	char id[64], v[17];

	for (size_t i = 0; i < HJ_LEN(columns); i++)
		hj_sheet_cell(s, columns[i]);
	hj_sheet_row(s);
	(void)snprintf(id, sizeof(id), "hanji_%s", x->form->name);
	version(survey, of, v);
	hj_sheet_cell(s, x->form->title[x->tongue]);
	hj_sheet_cell(s, id);
	hj_sheet_cell(s, v);
	hj_sheet_cell(s, languages[x->tongue]);
	hj_sheet_row(s);
}

int
hj_xlsform_sheets(const struct hj_xlsform *x, struct hj_sheet sheets[3],
    struct hj_error *err)
{
	hj_sheet_open(&sheets[0], "survey", err);
	hj_sheet_open(&sheets[1], "choices", err);
	hj_sheet_open(&sheets[2], "settings", err);
	hj_xlsform_survey(x, &sheets[0]);
	if (hj_sheet_close(&sheets[0]) != HJ_OK)
		return (int)err->code;
	choices(x, &sheets[1]);
	if (hj_sheet_close(&sheets[1]) != HJ_OK)
		return (int)err->code;
	settings(x, &sheets[0], &sheets[1], &sheets[2]);
	return hj_sheet_close(&sheets[2]);
}

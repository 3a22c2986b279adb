/*
 * xlsform.h: a form for KoBoToolbox, ODK and their like.
 *
 * XLSForm (https://xlsform.org/en/): the sheets `survey`, `choices` and
 * `settings`, labels in English and Korean.  A telephone keeps what is typed
 * as plain text; the form says so at its top.
 *
 * Nothing that hanji can hold is lost on the way: a date is text in EDTF with
 * its calendar beside it, a code is the code, and "not known" and "refused"
 * can be answered everywhere ("-" and "!" where text is typed, as in hanji).
 * The columns "hanji path" and "hanji with", which other programs pass over,
 * say where each answer belongs.
 *
 * No question asks the telephone for its number, its owner or its place.
 */
#ifndef HJ_EXPORT_XLSFORM_H
#define HJ_EXPORT_XLSFORM_H

#include "export/form/form.h"
#include "export/form/sheet.h"

/* What a select question has for "asked without result". */
#define HJ_XLSFORM_UNKNOWN "known-unknown"
#define HJ_XLSFORM_REFUSED "known-refused"

struct hj_xlsform {
	const struct hj_form *form;
	enum hj_tongue tongue; /* the one it opens in */
	/* A text of this folder, HJ_N_(), in either language. */
	const char *(*say)(bool korean, const char *text);
};

/* The three sheets, closed; to be cleared after an error too. */
int hj_xlsform_sheets(const struct hj_xlsform *x, struct hj_sheet sheets[3],
    struct hj_error *err) HJ_MUST_CHECK;

/* The name of a question in the form: "person[+v].sex[+x]" as
 * "person_v_sex_x".  HJ_ELIMIT: longer than size. */
int hj_xlsform_name(const char *path, char *ret, size_t size,
    struct hj_error *err) HJ_MUST_CHECK;

#endif

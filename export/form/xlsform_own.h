/* xlsform_own.h: for xlsform*.c only: what its sheets share. */
#ifndef HJ_EXPORT_XLSFORM_OWN_H
#define HJ_EXPORT_XLSFORM_OWN_H

#include "export/form/xlsform.h"

void hj_xlsform_heading(struct hj_sheet *s, const char *column);
/* "label::English (en)" and "label::한국어 (ko)". */
void hj_xlsform_labels(struct hj_sheet *s, const char *column);

/* Can it be answered that it is not known, or refused? */
bool hj_xlsform_may_be_unknown(const struct hj_form_question *q);
/* Does a question about the calendar follow it? */
bool hj_xlsform_has_calendar(const struct hj_form_question *q);

void hj_xlsform_survey(const struct hj_xlsform *x, struct hj_sheet *s);

/* The condition as an expression: "${person_v_sex_x} = 'f'"; empty: none. */
int hj_xlsform_relevant(const struct hj_form *f, const struct hj_form_when *w,
    struct hj_buf *to, struct hj_error *err) HJ_MUST_CHECK;

#endif

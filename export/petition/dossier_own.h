/* dossier_own.h: what the files of the dossier share. */
#ifndef HJ_EXPORT_DOSSIER_OWN_H
#define HJ_EXPORT_DOSSIER_OWN_H

#include "export/petition/dossier.h"
#include "export/petition/telling.h"

/* `stage` and `period` of t->s->person, who may be a group. */
int hj_dossier_course(const struct hj_dossier *d,
    const struct hj_telling *t) HJ_MUST_CHECK;

/* Element `victim`, or `group` for every group of the file. */
int
hj_dossier_victim(const struct hj_dossier *d, const struct hj_shown_victim *v,
    size_t n, struct hj_buf *to, struct hj_error *err) HJ_MUST_CHECK;
int
hj_dossier_groups(const struct hj_dossier *d, const struct hj_shown_victim *v,
    size_t *n, struct hj_buf *to, struct hj_error *err) HJ_MUST_CHECK;

/* `statement` with its footnotes, from a text of the petition. */
int hj_dossier_statement(const char *text, size_t n, struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;

#endif

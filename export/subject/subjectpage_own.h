/* subjectpage_own.h: for subjectpage*.c only: the words around what is told. */
#ifndef HJ_EXPORT_SUBJECTPAGE_OWN_H
#define HJ_EXPORT_SUBJECTPAGE_OWN_H

#include "export/subject/subjectpage.h"

/* What is said, in both languages. */
struct hj_subject_words {
	const char *lang, *title, *about, *date, *file, *given, *nobody, *day,
	    *who, *what, *unknown, *unsure, *backups, *missing, *left[5],
	    *rights, *right[4];
};

const struct hj_subject_words *hj_subject_words(bool korean);

#endif

/*
 * subject_own.h: for subject*.c only: one copy on its way.
 */
#ifndef HJ_CLI_SUBJECT_OWN_H
#define HJ_CLI_SUBJECT_OWN_H

#include "cli/leaving/contents.h"
#include "cli/leaving/subject.h"
#include "cli/petition/finaltext.h"
#include "export/subject/subjectpage.h"

#define SUBJECT_FILES 32

struct subject_file {
	struct casefile f;
	const struct hj_node *person; /* they, in it */
	struct hj_record *copy;
	struct hj_buf evidence; /* export/subject/subjectcopy.h */
};

struct subject {
	struct cli *c;
	const struct subject_wish *w;
	bool korean;
	struct subject_file file[SUBJECT_FILES];
	size_t n;
	uint64_t met; /* bits: which parts to be withheld were there */
	const struct hj_node *const *withheld; /* of the file at hand */
	size_t nwithheld;
	size_t texts; /* that stay behind, for whose words they are */
	struct hj_buf given; /* struct hj_subject_given */
	uint64_t nbackups;
	struct contents in; /* the files, or the only one */
	struct finalfacts final;
	struct hj_buf log; /* lines: what was accepted */
};

#define SUBJECT_NGIVEN(s) ((s)->given.len / sizeof(struct hj_subject_given))

bool subject_is_themselves(const struct subject_wish *w);

/* The files, the copies of them, and what is said of both. */
int subject_gather(struct subject *s, struct hj_error *err) HJ_MUST_CHECK;
int subject_copy(struct subject *s, struct hj_error *err) HJ_MUST_CHECK;
/* To whom what was given, each file that left once. */
int subject_given(struct subject *s, struct hj_error *err) HJ_MUST_CHECK;
/* The finished files, and their text. */
int subject_render(struct subject *s, struct hj_error *err) HJ_MUST_CHECK;
/* Attachments that are about them, which somebody named, as clean copies. */
int subject_attach(struct subject *s, struct hj_error *err) HJ_MUST_CHECK;

#endif

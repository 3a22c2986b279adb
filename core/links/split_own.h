/*
 * split_own.h: the inside of a split, for split*.c only.
 */
#ifndef HJ_CORE_SPLIT_OWN_H
#define HJ_CORE_SPLIT_OWN_H

#include "core/links/split.h"

/* An element at the top of the first file. */
struct hj_split_piece {
	struct hj_node *node;
	enum hj_split_how how;
};

struct hj_split {
	struct hj_record *from, *own;
	struct hj_node *person; /* in the first file */
	const char *id; /* of the person, in both */
	struct hj_split_piece *piece;
	size_t n;
};

/* Which pieces go along: fills piece[].how. */
void hj_split_choose(struct hj_split *s);

/* In the new file: what leads out of it. */
int hj_split_rewrite(struct hj_split *s, struct hj_error *err) HJ_MUST_CHECK;

/* Links in both files: the split itself, and relations to who stays. */
int hj_split_link(struct hj_split *s, struct hj_error *err) HJ_MUST_CHECK;

#endif

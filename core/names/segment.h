/*
 * segment.h: where the words of a name may be cut into Korean or Chinese
 * syllables, the likeliest cuts first.
 *
 * The end of a word is the end of a syllable.  A cut weighs the sum of the
 * logarithms of its syllables, and of how usual a name of so many is.  A beam
 * of twelve is kept at each letter (names.md 2.4).
 */
#ifndef HJ_CORE_SEGMENT_H
#define HJ_CORE_SEGMENT_H

#include "core/names/nametoken.h"
#include "core/names/spelling.h"

#define HJ_SEGMENT_SYLLABLES 10

struct hj_segment {
	double weight;
	uint8_t n;
	const struct hj_syllable *of[HJ_SEGMENT_SYLLABLES];
};

struct hj_segmenter; /* room to work in */
int
hj_segmenter_new(struct hj_segmenter **ret, struct hj_error *err) HJ_MUST_CHECK;
void hj_segmenter_free(struct hj_segmenter *g);

/* At most `most` cuts, those within 4 nats of the best; *n is 0 when the words
 * are not made of such syllables.  Borrowed until hj_spellings_trim() of s.
 * HJ_ENOMEM. */
int hj_segments(struct hj_segmenter *g, struct hj_spellings *s,
    enum hj_alphabet a, const struct hj_name_tokens *t, size_t most,
    struct hj_segment *ret, size_t *n, struct hj_error *err) HJ_MUST_CHECK;

#endif

/*
 * headset.h: which revisions are heads as a log is read: a set of hashes.
 *
 * A hash of 64 bits under a key that nobody knows stands for a revision: among
 * ten million of them two are equal once in 300,000 readings.  8 bytes each
 * and a quarter more, however many revisions there were before them.
 */
#ifndef HJ_CORE_HEADSET_H
#define HJ_CORE_HEADSET_H

#include "core/base/error.h"

struct hj_headset {
	uint64_t *at; /* 0: free */
	size_t n, cap;
};

/* Room for so many without growing.  HJ_ENOMEM. */
int hj_headset_init(struct hj_headset *s, uint64_t expected,
    struct hj_error *err) HJ_MUST_CHECK;
void hj_headset_clear(struct hj_headset *s);

/* Those that are there already: *added is false.  HJ_ENOMEM. */
int hj_headset_add(struct hj_headset *s, uint64_t hash, bool *added,
    struct hj_error *err) HJ_MUST_CHECK;
/* False: it was not there. */
bool hj_headset_drop(struct hj_headset *s, uint64_t hash);

#endif

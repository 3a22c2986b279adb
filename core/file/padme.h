/*
 * padme.h: sizes that say little about what has them.
 *
 * Padme (https://petsymposium.org/popets/2019/popets-2019-0056.pdf, 4) leaves
 * O(log log n) bits of a length and adds at most 12 %.
 */
#ifndef HJ_CORE_PADME_H
#define HJ_CORE_PADME_H

#include <stdint.h>

/* The smallest Padme size that is at least n. */
uint64_t hj_padme(uint64_t n);

#endif

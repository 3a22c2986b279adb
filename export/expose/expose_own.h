/*
 * expose_own.h: for expose*.c only: the views of a text that are looked through.
 */
#ifndef HJ_EXPORT_EXPOSE_OWN_H
#define HJ_EXPORT_EXPOSE_OWN_H

#include "export/expose/expose.h"
#include "export/expose/expose_sound.h"

/* Where lines begin: a view of a text says so as it is made. */
struct hj_lines {
	struct hj_buf at; /* an offset each, uint32_t */
};
int hj_lines_add(struct hj_lines *l, size_t offset,
    struct hj_error *err) HJ_MUST_CHECK;
/* The line, from 1, on which this offset of the view lies. */
uint32_t hj_lines_of(const struct hj_lines *l, size_t offset);
void hj_lines_clear(struct hj_lines *l);

/* The digits of the text: what stands between two of one number is left out,
 * between two numbers stands a blank. */
struct hj_digits {
	struct hj_buf text;
	struct hj_lines lines;
};
int hj_digits_read(const struct hj_buf *plain, struct hj_digits *ret,
    struct hj_error *err) HJ_MUST_CHECK;
uint32_t hj_digits_find(const struct hj_digits *x, const char *p, size_t n);
void hj_digits_clear(struct hj_digits *x);

int hj_sounds_new(const struct hj_buf *plain, struct hj_sounds **ret,
    struct hj_error *err) HJ_MUST_CHECK;
void hj_sounds_free(struct hj_sounds *s);

#endif

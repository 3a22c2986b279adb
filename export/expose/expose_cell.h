/*
 * expose_cell.h: who is known without a name.
 *
 * "The only woman born 1987 from Hoeryong, sent back on 28 May 2013": a year of
 * birth, a place of origin or of detention, a day on which something happened.
 * Where two of these of one person stand near each other in the text, and fewer
 * than five persons of the vault have both, the text may mean this one; unless
 * somebody who may be named has both as well, and of a year of birth and a place
 * their name is not far wherever both stand.
 *
 * Add everybody, then ask once.
 */
#ifndef HJ_EXPORT_EXPOSE_CELL_H
#define HJ_EXPORT_EXPOSE_CELL_H

#include "core/case/record.h"
#include "export/expose/expose.h"

struct hj_cells;
int hj_cells_new(struct hj_expose *e, struct hj_cells **ret,
    struct hj_error *err) HJ_MUST_CHECK;
void hj_cells_free(struct hj_cells *c);

/* A person of a file; `file` is a number of the caller's for it.  HJ_ENOMEM. */
int hj_cells_add(struct hj_cells *c, const struct hj_record *r,
    const struct hj_node *person, uint32_t file, bool named,
    struct hj_error *err) HJ_MUST_CHECK;

struct hj_cell_hit {
	uint32_t file;
	char person[HJ_ELEMENT_ID_CHARS + 1];
	uint32_t line;
};
typedef int
hj_cell_fn(void *to, const struct hj_cell_hit *hit, struct hj_error *err);
/* Each person once, at the first such place. */
int hj_cells_ask(struct hj_cells *c, hj_cell_fn *fn, void *to,
    struct hj_error *err) HJ_MUST_CHECK;

#endif

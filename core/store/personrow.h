/*
 * personrow.h: what the row of a case says of one person besides the names:
 * enough to tell whether two files may be of the same one.
 *
 * The item stands before the names of the person.  Of several accounts of a
 * birth or an origin the preferred one counts, else the first.
 */
#ifndef HJ_CORE_PERSONROW_H
#define HJ_CORE_PERSONROW_H

#include "core/store/catalogue.h"

#define HJ_PERSON_ITEM 96

struct hj_person_row {
	char id[HJ_ELEMENT_ID_CHARS + 1];
	char sex; /* first letter of the code; 0: not known */
	struct hj_span birth; /* INT32_MIN, INT32_MAX: not known */
	/* "KP-09 kp-musan", province and county of origin; "": not known. */
	char origin[48];
};

/* From the element; places are looked up in its file. */
void hj_person_row_of(const struct hj_record *r, const struct hj_node *person,
    struct hj_person_row *ret);

/* As an item, HJ_PERSON_ITEM bytes at most; and back. */
size_t hj_person_row_put(const struct hj_person_row *p,
    uint8_t ret[static HJ_PERSON_ITEM]);
bool
hj_person_row_get(const struct hj_row_item *item, struct hj_person_row *ret);

#endif

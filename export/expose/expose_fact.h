/*
 * expose_fact.h: where a year, a day or a place stands in a text, however it is
 * written there.  For expose_*.c only.
 */
#ifndef HJ_EXPORT_EXPOSE_FACT_H
#define HJ_EXPORT_EXPOSE_FACT_H

#include "core/case/record.h"
#include "export/expose/expose.h"

enum hj_fact_kind { HJ_FACT_YEAR, HJ_FACT_DAY, HJ_FACT_PLACE };

#define HJ_FACTS_MAX 32 /* of one person that are looked at */

struct hj_person_fact {
	enum hj_fact_kind kind;
	int32_t number; /* the year, the day */
	const char *list, *code; /* the place; list NULL: its name */
};

/* What is told of a person, in the order of the file; how many. */
size_t hj_facts_of(const struct hj_record *r, const struct hj_node *person,
    struct hj_person_fact ret[static HJ_FACTS_MAX]);

/* Is it in the text?  fn hears every place, in any of the usual writings. */
int hj_fact_each(struct hj_expose *e, const struct hj_person_fact *f,
    hj_expose_fn *fn, void *to, struct hj_error *err) HJ_MUST_CHECK;

#endif

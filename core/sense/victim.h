/* victim.h: whom a case file is about, among the persons in it. */
#ifndef HJ_CORE_VICTIM_H
#define HJ_CORE_VICTIM_H

#include "core/case/record.h"

/* One who is called a victim; somebody may have several roles. */
bool hj_is_victim(const struct hj_node *person);
/* The same, or one of whom nobody said what they are. */
bool hj_may_be_victim(const struct hj_node *person);

#endif

#include "core/sense/victim.h"

#include "core/base/word.h"

bool
hj_is_victim(const struct hj_node *person)
{
	return hj_word_among(hj_node_attr(person, "role"), "victim");
}

bool
hj_may_be_victim(const struct hj_node *person)
{
	return hj_node_attr(person, "role") == NULL || hj_is_victim(person);
}

#include "core/store/personrow.h"

#include <stdio.h>
#include <string.h>

#include "core/case/datespan.h"

/* The account to believe: the preferred, else the first. */
static const struct hj_node *
account(const struct hj_node *person, const char *name)
{
	struct hj_node *first = hj_node_child(person, name);

	for (struct hj_node *n = first; n != NULL; n = hj_node_same(n)) {
		const char *pref = hj_node_attr(n, "pref");

		if (pref != NULL && strcmp(pref, "yes") == 0)
			return n;
	}
	return first;
}

static void
origin_of(const struct hj_record *r, const struct hj_node *person,
    struct hj_person_row *ret)
{
	const struct hj_node *origin = account(person, "origin"), *place;
	const char *id, *province, *county;

	if (origin == NULL || (id = hj_node_value(origin, "place")) == NULL ||
	    (place = hj_record_find(r, id)) == NULL)
		return;
	province = hj_node_value(place, "iso3166-2");
	county = hj_node_value(place, "county");
	if (province == NULL && county == NULL)
		return;
	(void)snprintf(ret->origin, sizeof(ret->origin), "%s %s",
	    province != NULL ? province : "", county != NULL ? county : "");
}

void
hj_person_row_of(const struct hj_record *r, const struct hj_node *person,
    struct hj_person_row *ret)
{
	const char *id = hj_node_attr(person, "id");
	const struct hj_node *birth = account(person, "birth"),
			     *sex = account(person, "sex");

	*ret = (struct hj_person_row){ .birth = { INT32_MIN, INT32_MAX } };
	(void)snprintf(ret->id, sizeof(ret->id), "%s", id != NULL ? id : "");
	if (sex != NULL && sex->text != NULL)
		ret->sex = sex->text[0];
	if (birth != NULL)
		(void)hj_date_span(hj_node_child(birth, "date"), &ret->birth);
	origin_of(r, person, ret);
}

static uint8_t *
put_day(uint8_t *p, int32_t day)
{
	for (int shift = 24; shift >= 0; shift -= 8)
		*p++ = (uint8_t)((uint32_t)day >> shift);
	return p;
}

size_t
hj_person_row_put(const struct hj_person_row *p,
    uint8_t ret[static HJ_PERSON_ITEM])
{
	uint8_t *to = ret;
	size_t n = strlen(p->origin);

	memcpy(to, p->id, HJ_ELEMENT_ID_CHARS);
	to += HJ_ELEMENT_ID_CHARS;
	*to++ = (uint8_t)p->sex;
	to = put_day(to, p->birth.earliest);
	to = put_day(to, p->birth.latest);
	memcpy(to, p->origin, n);
	return (size_t)(to - ret) + n;
}

bool
hj_person_row_get(const struct hj_row_item *item, struct hj_person_row *ret)
{
	struct hj_cursor c = HJ_CURSOR(item->p, item->len);
	const uint8_t *id = hj_cursor_bytes(&c, HJ_ELEMENT_ID_CHARS), *origin;
	size_t n;

	*ret = (struct hj_person_row){ .sex = (char)hj_cursor_u8(&c) };
	ret->birth.earliest = (int32_t)hj_cursor_u32(&c);
	ret->birth.latest = (int32_t)hj_cursor_u32(&c);
	n = c.left;
	origin = hj_cursor_bytes(&c, n);
	if (c.bad || id == NULL || n >= sizeof(ret->origin))
		return false;
	memcpy(ret->id, id, HJ_ELEMENT_ID_CHARS);
	if (n != 0)
		memcpy(ret->origin, origin, n);
	return true;
}

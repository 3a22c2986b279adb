/*
 * sisters.h: a file about three victims of whom two agreed, and the file with
 * everything in it, made so that its people agreed, too.
 */
#ifndef HJ_TESTS_SISTERS_H
#define HJ_TESTS_SISTERS_H

#include "tests/unit/making.h"

/* Invented. */
#define VICTIM(n, name)                                                        \
	"<person id=\"aaaaa" n "\" role=\"victim\"><name id=\"bbbbb" n "\">"   \
	"<full>Seo " name "</full></name><age id=\"ccccc" n                    \
	"\" type=\"international\"><n>31</n></age><sex id=\"ddddd" n           \
	"\">f</sex></person>"
#define AGREED(id, who)                                                        \
	"<consent id=\"c" id "\" status=\"given\"><subject>" who "</subject>"  \
	"<scope id=\"s" id "\">un-state</scope><date>2026-01</date></consent>"

static const char sisters[] = VICTIM("1", "Ga Ram") VICTIM("2",
    "Na Ri") VICTIM("3",
    "Da On") "<group id=\"grp001\" type=\"arrest\"><label>Those of the market</label>"
	     "<count id=\"cnt001\"><min>4</min><max>6</max></count></group>"
	     "<relationship id=\"rel001\" type=\"sibling\"><a>aaaaa1</a><b>aaaaa2</b></relationship>"
	     "<event id=\"evt001\" src=\"src001\" type=\"arrest\"><who id=\"who001\">aaaaa1</who>"
	     "<who id=\"who002\">aaaaa2</who><who id=\"who003\">aaaaa3</who><date>2019-04-12</date>"
	     "<state>CN</state><place>plc001</place>"
	     "<narrative conf=\"public\" id=\"nar001\" lang=\"en\"><text>Taken at a market.</text></narrative></event>"
	     "<event id=\"evt002\" src=\"src002\" type=\"arrest\"><who id=\"who004\">aaaaa1</who>"
	     "<date>2019-04-20</date><state>CN</state><same-as>evt001</same-as></event>"
	     "<detention id=\"det001\" type=\"cn-border\"><who>aaaaa1</who><state>CN</state>"
	     "<date>2019-04-12</date><place>plc001</place><warrant><shown>no</shown></warrant>"
	     "<reason id=\"rea001\"><text>told</text><code>cn-illegal</code></reason>"
	     "<end><date>2019-05-28</date><how>repat</how></end></detention>"
	     "<detention id=\"det002\" type=\"kuryu-mss\"><who>aaaaa1</who><state>KP</state>"
	     "<date>2019-05-28</date><place>plc002</place></detention>"
	     "<repatriation id=\"rep001\"><who>aaaaa1</who><from>CN</from><to>KP</to><date>2019-05-28</date></repatriation>"
	     "<place id=\"plc001\"><country>CN</country><iso3166-2>CN-JL</iso3166-2><name id=\"pln001\">A town</name></place>"
	     "<place id=\"plc002\"><country>KP</country><name id=\"pln002\">A border</name></place>"
	     "<source conf=\"public\" id=\"src001\" kind=\"press\"><title>A paper</title></source>"
	     "<source id=\"src002\" kind=\"family\"><title>An aunt</title></source>" AGREED(
		 "ns001", "aaaaa1") AGREED("ns002",
		 "aaaaa2") "<external conf=\"public\" id=\"ext001\"><scheme conf=\"public\">WGAD</scheme><value conf=\"public\">2019/1</value></external>";

/* Not a follow-up case, and the first two are victims who agreed. */
static inline void
agree(struct hj_record *r)
{
	static const char *const gone[] = { "until", "withdrawal", "resolved",
		"recipient" };
	struct hj_node *root = hj_record_root(r);
	struct hj_node *p = hj_node_child(root, "person"),
		       *c = hj_node_child(root, "consent"), *n;
	struct hj_error err = HJ_ERROR;
	int rc = hj_record_set_attr(r, root, "kind", "person", 6, &err);

	rc |= hj_record_set_attr(r, root, "id", "0123456789abcdef", 16, &err);
	for (; p != NULL; p = hj_node_same(p))
		rc |= hj_record_set_attr(r, p, "role", "victim", 6, &err);
	rc |= hj_record_set_attr(r, c, "status", "given", 5, &err);
	for (size_t i = 0; i < HJ_LEN(gone); i++)
		while ((n = hj_node_child(c, gone[i])) != NULL)
			hj_record_remove(n);
	rc |= hj_record_set_text(r, hj_node_child(c, "scope"), "un-state", 8,
	    &err);
	assert_int_equal(rc, HJ_OK);
}

static inline const char *
person_of(const struct hj_record *r, size_t i)
{
	const struct hj_node *n = hj_node_child(hj_record_root(r), "person");

	while (i-- != 0)
		n = hj_node_same(n);
	return hj_node_attr(n, "id");
}

#endif

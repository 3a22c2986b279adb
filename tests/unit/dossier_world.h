/* dossier_world.h: a case and petitions from which documents are made. */
#ifndef HJ_TESTS_DOSSIER_WORLD_H
#define HJ_TESTS_DOSSIER_WORLD_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "core/base/limits.h"
#include "core/case/codec.h"
#include "core/date/calendar.h"
#include "export/petition/dossier.h"

/* Invented people; only the first consented. */
#define PEOPLE                                                                                 \
	"<person id=\"pers01\" role=\"victim\">"                                               \
	"<name id=\"nam001\" script=\"latn\"><family>Han</family><given>Sol Mi</given></name>" \
	"<name conf=\"secret\" id=\"nam002\" script=\"latn\"><full>Hidden Alias</full></name>" \
	"<age id=\"age001\" type=\"international\"><n>31</n></age>"                            \
	"<age id=\"age002\" type=\"international\"><n>34</n></age>"                            \
	"<sex id=\"sex001\">f</sex>"                                                           \
	"<nationality id=\"nat001\" known=\"not-asked\"></nationality>"                        \
	"<origin id=\"orn001\" known=\"unknown\"></origin>"                                    \
	"<religion id=\"reg001\">prot</religion>"                                              \
	"<occupation id=\"occ001\" lang=\"en\">kitchen help</occupation>"                      \
	"<health id=\"hea001\" lang=\"en\">needs insulin</health>"                             \
	"</person>"                                                                            \
	"<person id=\"pers02\" role=\"victim\">"                                               \
	"<name id=\"nam004\" script=\"latn\"><family>Ok</family><given>Byeol</given></name>"   \
	"<age id=\"age003\"><n>43</n></age><sex id=\"sex002\">f</sex>"                         \
	"</person>"                                                                            \
	"<person id=\"pers03\" role=\"source\">"                                               \
	"<name id=\"nam005\" script=\"latn\"><full>Watcher Sister</full></name></person>"      \
	"<group id=\"grp001\" type=\"arrest\"><label>Those of the market</label>"              \
	"<count id=\"cnt001\"><min>4</min><max>4</max></count></group>"
#define ARREST                                                                                                                \
	"<event basis=\"heard\" id=\"evt001\" src=\"src001\" type=\"arrest\">"                                                \
	"<who id=\"wh0001\">pers01</who><who id=\"wh0002\">pers02</who>"                                                      \
	"<date>2019-04-12</date><state>CN</state>"                                                                            \
	"<narrative conf=\"public\" id=\"nar001\" lang=\"en\"><text>Taken at a market &amp; held.</text></narrative>"         \
	"<narrative conf=\"public\" id=\"nar002\" lang=\"ko\"><text>시장에서 잡혀갔다.</text></narrative>"            \
	"<narrative id=\"nar003\" lang=\"en\"><text>Only for our own office.</text></narrative>"                              \
	"<perpetrator id=\"per001\" role=\"direct\"><authority>aut001</authority><name>Captain Somebody</name></perpetrator>" \
	"<witness id=\"wit001\">pers03</witness></event>"                                                                     \
	"<event basis=\"media\" id=\"evt002\" src=\"src002\" type=\"arrest\">"                                                \
	"<who id=\"wh0003\">pers01</who><date>2019-04-20</date><state>CN</state>"                                             \
	"<same-as>evt001</same-as></event>"
#define HELD                                                                                              \
	"<detention id=\"det001\" type=\"cn-border\"><who>pers01</who><state>CN</state>"                  \
	"<date>2019-04-12</date><authority>aut001</authority><ordered-by known=\"unknown\"></ordered-by>" \
	"<warrant><shown>no</shown></warrant>"                                                            \
	"<reason id=\"rea001\"><text>what they told her</text><code>cn-illegal</code></reason>"           \
	"<end><date>2019-05-28</date><how>repat</how></end></detention>"                                  \
	"<detention id=\"det002\" type=\"kuryu-mss\"><who>pers01</who><state>KP</state>"                  \
	"<date>2019-05-28</date></detention>"                                                             \
	"<repatriation id=\"rep001\"><who>pers01</who><from>CN</from><to>KP</to>"                         \
	"<date>2019-05-28</date></repatriation>"
#define REST                                                                                         \
	"<authority id=\"aut001\"><organ>cn-psb</organ><state>CN</state></authority>"                \
	"<source id=\"src001\" kind=\"family\"><title>Sister by telephone</title></source>"          \
	"<source conf=\"public\" id=\"src002\" kind=\"press\"><title>A paper</title></source>"       \
	"<action id=\"act001\" type=\"inquiry\"><by>her sister</by><body>An embassy</body></action>" \
	"<consent id=\"cns001\" status=\"given\"><subject>pers01</subject>"                          \
	"<by>Handwritten Witness</by>"                                                               \
	"<scope id=\"scp001\">un-state</scope><date>2026-01</date></consent>"                        \
	"<note id=\"nte001\"><text>Calls on Sundays.</text></note>"

static const char file[] =
    "<case xmlns=\"urn:hanji:case:1\" id=\"0123456789abcdef\" kind=\"person\">" PEOPLE
	ARREST HELD REST "</case>";

#define PETITION(more)                                                                   \
	"<petition xmlns=\"urn:hanji:case:1\" id=\"0123456789abcdeg\" status=\"draft\">" \
	"<mechanism>wgad-reg</mechanism><title>T</title>"                                \
	"<victim id=\"vic001\"><case>0123456789abcdef</case></victim>" more              \
	"</petition>"
static const char whole[] = PETITION(
    "<state id=\"sta001\">CN</state>"
    "<category id=\"cat001\"><code>III</code><reasons lang=\"en\">No court &lt;b&gt; heard her.</reasons></category>"
    "<request id=\"req001\" lang=\"ko\">풀어 주십시오.</request>"
    "<submitter><name>Bak Do Hun</name></submitter>"
    "<deadline id=\"dea001\" kind=\"own\"><date>2026-08-01</date></deadline>");
static const char of_one_period[] =
    PETITION("<spell id=\"spe001\"><case>0123456789abcdef</case><detention>det002</detention></spell>"
	     "<state id=\"sta001\">KP</state>");
static const char with_statement[] =
    PETITION("<state id=\"sta001\">CN</state>"
	     "<statement id=\"stm001\" lang=\"en\">One.[[A note &amp; more.]] Two.\n\nThree [[is open.</statement>"
	     "<statement id=\"stm002\" lang=\"ko\">다른 언어.</statement>");

struct built {
	struct hj_record *petition, *file;
	struct hj_buf xml;
	const char *text;
	struct hj_annex_facts facts;
};

static struct hj_record *
decode(const char *xml)
{
	struct hj_error err = HJ_ERROR;
	struct hj_record *r = NULL;

	if (hj_codec_decode((const uint8_t *)xml, strlen(xml), &r, &err) !=
	    HJ_OK)
		fail_msg("%s", err.text);
	return r;
}

static inline void
read_both(struct built *x, const char *petition, const char *content)
{
	*x = (struct built){ .xml = HJ_BUF(HJ_TEXT_MAX) };
	x->petition = decode(petition);
	x->file = decode(content);
}

static inline int
try_build(struct built *x, const char *lang, struct hj_error *err)
{
	struct hj_annex_victim v[3] = { { x->file, "pers01", NULL },
		{ x->file, "pers02", NULL }, { x->file, NULL, NULL } };
	struct hj_shown_asking ask = { .scope = "un-state",
		.today = (int32_t)hj_calendar_day(2026, 6, 1),
		.victims = v,
		.nvictims = 3,
		.petition = x->petition };
	struct hj_dossier d = { .petition = x->petition,
		.form = "wgad",
		.annex = { .title = "T",
		    .lang = lang,
		    .scope = "un-state",
		    .date = "2026-06-01" } };
	struct hj_shown *shown = NULL;
	int rc;

	hj_buf_reset(&x->xml);
	if ((rc = hj_shown_new(&ask, &shown, err)) != HJ_OK)
		return rc;
	d.annex.shown = shown;
	if ((rc = hj_dossier_build(&d, &x->xml, &x->facts, err)) == HJ_OK)
		rc = hj_buf_text(&x->xml, &x->text, err);
	hj_shown_free(shown);
	return rc;
}

static inline void
build(struct built *x, const char *petition, const char *content,
    const char *lang)
{
	struct hj_error err = HJ_ERROR;

	read_both(x, petition, content);
	if (try_build(x, lang, &err) != HJ_OK)
		fail_msg("%s", err.text);
}

static inline void
drop(struct built *x)
{
	hj_record_free(x->petition);
	hj_record_free(x->file);
	hj_buf_clear(&x->xml);
}

#endif

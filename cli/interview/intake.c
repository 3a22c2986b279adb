#include <string.h>

#include "cli/interview/intake.h"
#include "cli/screen/say.h"

#define FIRST INTAKE_FIRST_CALL
#define FULL INTAKE_FULL

/* What an element needs besides the answer. */
#define CONSENT                                                                \
	"consent[+c].subject=+v\n"                                             \
	"consent[+c].status=notasked\n"                                        \
	"consent[+c].scope+=store\n"                                           \
	"consent[+c].date=@today"
#define RISK "risk[+r].date=@today"
#define TELLER "person[+t].role=source"
#define SEEN "event[+l].type=seen\nevent[+l].who=+v"
#define HELD "detention[+d].who=+v"
#define HELD_BEFORE "detention[+d2].who=+v"
#define HANGUL                                                                 \
	"person[+v].name[+n].script=hang\n"                                    \
	"person[+v].name[+n].order=family-first"
#define LATIN "person[+v].name[+nl].script=latn"
#define ARREST "event[+a].type=arrest\nevent[+a].who=+v"
#define SENT "repatriation[+rp].who=+v"

/* Only who agreed to something is asked to what else. */
#define AGREED "consent[+c].status=given proxy"
#define SELF "consent[+c].relation!spouse parent child sibling guard kin lawyer"
#define OTHER                                                                  \
	"consent[+c].relation=spouse parent child sibling guard kin lawyer"

#define SECTION(title, f, p, question, along, only)                            \
	{                                                                      \
		.section = (title), .form = (f), .path = (p),                  \
		.asks = (question), .with = (along), .when = (only)            \
	}

const struct intake_question intake_questions[] = {
	SECTION(N_("Consent"), FIRST, "consent[+c].relation",
	    N_("Who is speaking with you?"), CONSENT, NULL),
	{ .form = FIRST,
	    .path = "consent[+c].status",
	    .asks = N_("Do they agree that we keep this record?"),
	    .with = CONSENT,
	    .unknown = "notasked",
	    .refused = "refused" },
	{ .form = FIRST,
	    .path = "consent[+c].scope",
	    .asks = N_("What else may it be used for?"),
	    .flags = INTAKE_MANY | INTAKE_READ_BACK,
	    .with = CONSENT,
	    .when = AGREED },
	INTAKE_ASK(FIRST, "consent[+c].method",
	    N_("How was the consent given?"), CONSENT, AGREED),
	INTAKE_ASK(FULL, "consent[+c].by", N_("Name of the one who gave it"),
	    CONSENT, OTHER),
	INTAKE_ASK(FULL, "consent[+c].language",
	    N_("In which language was it explained?"), CONSENT, AGREED),
	INTAKE_ASK(FULL, "consent[+c].risks-explained",
	    N_("Were the risks explained?"), CONSENT, AGREED),
	INTAKE_ASK(FULL, "consent[+c].special-data",
	    N_("Does it cover health, faith and other sensitive data?"),
	    CONSENT, AGREED),
	INTAKE_ASK(FULL, "consent[+c].overseas-transfer",
	    N_("Does it cover sending data abroad?"), CONSENT, AGREED),
	INTAKE_ASK(FULL, "consent[+c].until", N_("Until when is it valid?"),
	    CONSENT, AGREED),
	INTAKE_ASK(FULL, "consent[+c].conditions", N_("On which conditions?"),
	    CONSENT, AGREED),

	SECTION(N_("Danger now"), FIRST, "risk[+r].code",
	    N_("What danger is there now?"), RISK, NULL),
	INTAKE_ASK(FIRST, "risk[+r].text", N_("What exactly is the danger?"),
	    RISK, "risk[+r]="),

	SECTION(N_("Safe contact"), FIRST, "person[+v].contact[+k].channel",
	    N_("How can the person be reached safely?"), NULL, SELF),
	INTAKE_ASK(FIRST, "person[+v].contact[+k].value",
	    N_("Which number or address?"), NULL, SELF),
	INTAKE_ASK(FIRST, "person[+v].contact[+k].safe",
	    N_("When and how is a call safe?"), NULL, SELF),

	SECTION(N_("Safe contact"), FIRST, "person[+t].contact[+tk].channel",
	    N_("How can the one who speaks with you be reached safely?"),
	    TELLER, OTHER),
	INTAKE_ASK(FIRST, "person[+t].contact[+tk].value",
	    N_("Which number or address?"), TELLER, OTHER),
	INTAKE_ASK(FIRST, "person[+t].contact[+tk].safe",
	    N_("When and how is a call safe?"), TELLER, OTHER),

	SECTION(N_("Last seen"), FIRST, "event[+l].date",
	    N_("When was the person last seen or heard of?"), SEEN, NULL),
	INTAKE_ASK(FIRST, "place[+lp].country", N_("In which country?"),
	    SEEN "\nevent[+l].place=+lp", NULL),
	INTAKE_ASK(FIRST, "place[+lp].locality",
	    N_("In which city, county or place?"), SEEN "\nevent[+l].place=+lp",
	    NULL),
	INTAKE_ASK(FIRST, "event[+l].narrative[+ln].text",
	    N_("What happened, as they tell it?"),
	    SEEN "\nevent[+l].narrative[+ln].lang=@lang", NULL),
	INTAKE_ASK(FIRST, "person[+v].status[+ps].code",
	    N_("What is known of the person today?"),
	    "person[+v].status[+ps].date=@today", NULL),

	SECTION(N_("Who holds the person"), FIRST, "detention[+d].state",
	    N_("Which State holds the person?"), HELD, NULL),
	INTAKE_ASK(FIRST, "authority[+au].organ", N_("Which authority?"),
	    HELD "\ndetention[+d].authority=+au", NULL),
	INTAKE_ASK(FIRST, "detention[+d].facility", N_("In which facility?"),
	    HELD, NULL),
	INTAKE_ASK(FULL, "place[+dp].locality",
	    N_("Where is that: city, county or place?"),
	    HELD "\ndetention[+d].place=+dp", NULL),

	SECTION(N_("The person"), FIRST, "person[+v].name[+n].family",
	    N_("Family name, in Hangul"), HANGUL, NULL),
	INTAKE_ASK(FIRST, "person[+v].name[+n].given",
	    N_("Given name, in Hangul"), HANGUL, NULL),
	INTAKE_ASK(FULL, "person[+v].name[+n].type",
	    N_("What kind of name is it?"), NULL, "person[+v].name[+n]="),
	INTAKE_ASK(FIRST, "person[+v].name[+nl].family",
	    N_("Family name, in Latin letters"), LATIN, NULL),
	INTAKE_ASK(FIRST, "person[+v].name[+nl].given",
	    N_("Given name, in Latin letters"), LATIN, NULL),
	INTAKE_ASK(FULL, "person[+v].name[+nh].full",
	    N_("Whole name, in Chinese characters"),
	    "person[+v].name[+nh].script=hani", NULL),
	INTAKE_ASK(FULL, "person[+v].name[+na].full",
	    N_("Another name that the person uses"),
	    "person[+v].name[+na].type=alias", NULL),
	INTAKE_ASK(FIRST, "person[+v].sex[+x]", N_("Sex"), NULL, NULL),
	INTAKE_ASK(FIRST, "person[+v].birth[+b].date", N_("Date of birth"),
	    NULL, NULL),
	INTAKE_ASK(FIRST, "person[+v].age[+g].n", N_("Age in years"),
	    "person[+v].age[+g].at=@today", "person[+v].birth[+b].date!"),
	INTAKE_ASK(FIRST, "person[+v].age[+g].type",
	    N_("How is the age counted?"), NULL, "person[+v].age[+g].n="),
	INTAKE_ASK(FULL, "person[+v].nationality[+na1]", N_("Nationality"),
	    NULL, NULL),
	INTAKE_ASK(FULL, "place[+o].country", N_("Country of origin"),
	    "person[+v].origin[+og].place=+o", NULL),
	INTAKE_ASK(FIRST, "place[+o].iso3166-2", N_("Home province"),
	    "person[+v].origin[+og].place=+o", NULL),
	INTAKE_ASK(FULL, "place[+o].county", N_("Home city or county"),
	    "person[+v].origin[+og].place=+o", NULL),
	INTAKE_ASK(FULL, "place[+o].locality", N_("Home town or village"),
	    "person[+v].origin[+og].place=+o", NULL),
	INTAKE_ASK(FULL, "person[+v].marital[+m]", N_("Marital status"), NULL,
	    NULL),
	INTAKE_ASK(FULL, "person[+v].occupation[+oc]", N_("Occupation"), NULL,
	    NULL),
	INTAKE_ASK(FULL, "person[+v].iddoc[+i].type",
	    N_("Which identity document?"), NULL, NULL),
	INTAKE_ASK(FULL, "person[+v].iddoc[+i].no",
	    N_("Its number (never a resident registration number)"), NULL,
	    "person[+v].iddoc[+i]="),
	INTAKE_ASK(FULL, "person[+v].health[+h]", N_("Health"), NULL, NULL),

	SECTION(N_("Arrest"), FIRST, "event[+a].date",
	    N_("When was the person arrested?"), ARREST, NULL),
	INTAKE_ASK(FIRST, "event[+a].state", N_("By which State?"), ARREST,
	    NULL),
	INTAKE_ASK(FIRST, "place[+ap].locality",
	    N_("In which city, county or place?"),
	    ARREST "\nevent[+a].place=+ap", NULL),
	INTAKE_ASK(FULL, "detention[+d].warrant.shown",
	    N_("Was a warrant shown?"), HELD, NULL),
	INTAKE_ASK(FULL, "detention[+d].reason[+dr].text",
	    N_("Which reason was given?"), HELD, NULL),
	INTAKE_ASK(FULL, "event[+a].narrative[+an].text",
	    N_("How did it happen?"),
	    ARREST "\nevent[+a].narrative[+an].lang=@lang", NULL),

	SECTION(N_("Detention"), FIRST, "detention[+d].date",
	    N_("Held since when?"), HELD, NULL),
	INTAKE_ASK(FULL, "detention[+d].law[+dl]", N_("Which law was applied?"),
	    HELD, NULL),
	INTAKE_ASK(FULL, "detention[+d].condition[+dc]",
	    N_("What are the conditions there?"), HELD, NULL),
	INTAKE_ASK(FULL, "detention[+d].end.how",
	    N_("How did it end, if it did?"), HELD, NULL),
	INTAKE_ASK(FULL, "detention[+d].end.date", N_("When did it end?"), NULL,
	    "detention[+d].end.how="),

	/* On a form this section can be filled in as often as needed. */
	SECTION(N_("Earlier detention"), FULL, "detention[+d2].state",
	    N_("By which State was the person held before?"), HELD_BEFORE,
	    NULL),
	INTAKE_ASK(FULL, "detention[+d2].date", N_("Since when was that?"),
	    HELD_BEFORE, "detention[+d2]="),
	INTAKE_ASK(FULL, "detention[+d2].end.date", N_("Until when?"),
	    HELD_BEFORE, "detention[+d2]="),
	INTAKE_ASK(FULL, "detention[+d2].facility",
	    N_("In which facility was that?"), HELD_BEFORE, "detention[+d2]="),
	INTAKE_ASK(FULL, "detention[+d2].condition[+d2c]",
	    N_("What were the conditions there?"), HELD_BEFORE,
	    "detention[+d2]="),
	INTAKE_ASK(FULL, "detention[+d2].end.how", N_("How did that end?"),
	    HELD_BEFORE, "detention[+d2]="),

	SECTION(N_("Repatriation"), FIRST, "repatriation[+rp].date",
	    N_("When was the person sent back, if they were?"), SENT, NULL),
	INTAKE_ASK(FIRST, "repatriation[+rp].from",
	    N_("Sent back by which State?"), SENT, "repatriation[+rp]="),
	INTAKE_ASK(FULL, "repatriation[+rp].to", N_("Sent to which State?"),
	    SENT, "repatriation[+rp]="),
	INTAKE_ASK(FULL, "repatriation[+rp].crossing", N_("At which crossing?"),
	    SENT, "repatriation[+rp]="),
	INTAKE_ASK(FULL, "repatriation[+rp].count",
	    N_("How many were sent back together?"), SENT,
	    "repatriation[+rp]="),

	SECTION(N_("Steps taken"), FULL, "action[+ac].type",
	    N_("What was done to find or free the person?"), NULL, NULL),
	INTAKE_ASK(FULL, "action[+ac].body", N_("Which office was asked?"),
	    NULL, "action[+ac]="),
	INTAKE_ASK(FULL, "action[+ac].date", N_("When?"), NULL, "action[+ac]="),
	INTAKE_ASK(FULL, "action[+ac].result", N_("With which result?"), NULL,
	    "action[+ac]="),

	SECTION(N_("Source"), FIRST, "source[+s].kind",
	    N_("What kind of source is this?"), NULL, NULL),
	INTAKE_ASK(FULL, "source[+s].reliability", N_("How reliable is it?"),
	    NULL, "source[+s]="),
	INTAKE_ASK(FULL, "source[+s].title", N_("Title, if it has one"), NULL,
	    "source[+s]="),

	SECTION(N_("Who told us"), FIRST, "person[+t].name[+tn].full",
	    N_("Name of the one who told us"), TELLER "\nsource[+s].person=+t",
	    "consent[+c].relation!self"),
	{ .form = FIRST,
	    .path = "relationship[+rl].type",
	    .asks = N_("What is this one to the person: parent, sibling ...?"),
	    .flags = INTAKE_READ_BACK,
	    .with = "relationship[+rl].a=+t\nrelationship[+rl].b=+v",
	    .when = "person[+t]=" },

	SECTION(N_("Note"), FIRST, "note[+nt].text", N_("Anything else?"),
	    "note[+nt].date=@today\nnote[+nt].author=@me", NULL),

};

const size_t intake_nquestions = HJ_LEN(intake_questions);

const struct hj_elem *
intake_field(const char *path, enum hj_attr_name *attr)
{
	const struct hj_elem *def = hj_schema_root("case", strlen("case"));

	*attr = HJ_NATTRS;
	while (*path != '\0' && def != NULL) {
		size_t n = strcspn(path, ".[");
		const struct hj_elem *child = hj_schema_child(def, path, n);

		if (child == NULL) {
			*attr = hj_schema_attr(path, n);
			return *attr != HJ_NATTRS ? def : NULL;
		}
		def = child;
		path += n;
		if (*path == '[')
			path += strcspn(path, "]") + 1;
		if (*path == '.')
			path++;
	}
	return def;
}

const char *
intake_list(const struct hj_elem *def, enum hj_attr_name attr)
{
	if (attr != HJ_NATTRS)
		return hj_schema_attr_list(def, attr);
	if (def->value == HJ_V_YESNO)
		return "yes-no";
	return def->value == HJ_V_CODE ? def->of : NULL;
}

const char *
intake_usual(const char *list)
{
	static const struct {
		const char *list, *codes;
	} usual[] = {
		{ "country", "CN KP RU LA VN TH MM MN KH KR" },
		{ "facility",
		    "cn-tumen cn-helong cn-longjing cn-changbai cn-dandong" },
		{ "language", "ko ko-KP zh en ru" },
		{ "organ",
		    "kp-mss kp-dmss kp-mps kp-dmps kp-border cn-psb cn-nia unknown" },
		{ "province",
		    "KP-09 KP-10 KP-08 KP-01 KP-02 KP-03 KP-04 KP-05 KP-06 KP-07" },
	};

	for (size_t i = 0; i < HJ_LEN(usual); i++)
		if (strcmp(usual[i].list, list) == 0)
			return usual[i].codes;
	return NULL;
}

bool
intake_is_apart(const struct intake_question *q)
{
	/* What the schema does not call direct, but paper should not tell. */
	static const char *const besides[] = { "consent[", "person[+v].birth[",
		"place[+o].locality" };
	const struct hj_elem *def = hj_schema_root("case", strlen("case"));
	const char *p = q->path;

	for (size_t i = 0; i < HJ_LEN(besides); i++)
		if (strncmp(p, besides[i], strlen(besides[i])) == 0)
			return true;
	while (*p != '\0' && def != NULL) {
		size_t n = strcspn(p, ".[");

		def = hj_schema_child(def, p, n);
		if (def != NULL && def->class == HJ_C_DIRECT)
			return true;
		p += strcspn(p, ".");
		p += *p == '.' ? 1 : 0;
	}
	return false;
}

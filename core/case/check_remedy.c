#include <string.h>

#include "core/case/check.h"

#define CHOOSE HJ_N_("'hanji codes' prints the lists")
#define ENTER HJ_N_("enter it, or say that it is unknown")
#define CORRECT HJ_N_("correct the value")
#define CORRECT_DATE                                                           \
	HJ_N_("correct a date; if the source really says so, mark it as doubtful with '?'")
#define CORRECT_EITHER                                                         \
	HJ_N_("correct either of them; if sources differ, keep both accounts and name their sources")
#define REFER HJ_N_("enter the id of an element that is there")
#define MOVE HJ_N_("'hanji schema' prints what may stand where")
#define MAKE_ANEW HJ_N_("make the file anew with the program that wrote it")

static const struct {
	const char *code, *remedy;
} remedies[] = {
	/* ---- structure and values: check.h ---- */
	{ "missing", ENTER },
	{ "no-value", ENTER },
	{ "unknown-element", MOVE },
	{ "order", MOVE },
	{ "too-many", HJ_N_("keep one of them") },
	{ "text-and-foreign", HJ_N_("keep one of them") },
	{ "not-a-value", MOVE },
	{ "not-a-group", MOVE },
	{ "wrong-kind",
	    HJ_N_("'hanji followup CASE' makes one, linked to this: move it there") },
	{ "known-and-value", HJ_N_("keep one of them") },
	{ "two-preferred", HJ_N_("take the mark from all but one") },
	{ "bad-id", REFER },
	{ "dangling", REFER },
	{ "wrong-target", REFER },
	{ "withheld-target",
	    HJ_N_("nothing to do: it was withheld on purpose") },
	{ "withheld-code", HJ_N_("nothing to do: it was withheld on purpose") },
	{ "duplicate-id", HJ_N_("give one of them another id") },
	{ "duplicate-code", HJ_N_("keep one of them") },
	{ "src-order", HJ_N_("put the ids in order, each once") },
	{ "missing-attribute", MAKE_ANEW },
	{ "unknown-attribute", HJ_N_("remove it; facts are fields") },
	{ "attribute-order", MAKE_ANEW },
	{ "bad-withheld", HJ_N_("ask the sender for a new copy") },
	{ "bad-text", HJ_N_("remove the character") },
	{ "bad-code", CHOOSE },
	{ "unknown-own-code", CHOOSE },
	{ "code-date", HJ_N_("check the date and the code") },
	{ "bad-date",
	    HJ_N_("write it as 2012, 2012-07, 2012-07-15, 2012-07? or 2012/2013") },
	{ "bad-time", CORRECT },
	{ "bad-number", CORRECT },
	{ "bad-hex", CORRECT },
	/* ---- sense: sense.h ---- */
	{ "blank", ENTER },
	{ "unknown-as-text",
	    HJ_N_("say so instead: 'hanji update CASE FIELD?=unknown'") },
	{ "resident-number", HJ_N_("remove it from the text") },
	{ "passport-number",
	    HJ_N_("remove it, or do not make the text public") },
	{ "phone-number", HJ_N_("remove it, or do not make the text public") },
	{ "ends-before-start", CORRECT_DATE },
	{ "perhaps-ends-before-start", HJ_N_("check both dates") },
	{ "range", HJ_N_("correct the smaller or the larger number") },
	{ "refers-to-itself", HJ_N_("enter the id of another element") },
	{ "future", HJ_N_("correct the date, or the clock of this computer") },
	{ "nameless",
	    HJ_N_("enter a name, or a placeholder by which to tell them apart") },
	{ "death-before-birth", CORRECT_EITHER },
	{ "before-birth", CORRECT_EITHER },
	{ "after-death", CORRECT_EITHER },
	{ "age-birth", CORRECT_EITHER },
	{ "age-kind", HJ_N_("set the kind of the age to what was meant") },
	{ "before-arrest",
	    HJ_N_("correct a date, or add the arrest that came before") },
	{ "crossing", HJ_N_("correct the crossing or the country") },
	{ "no-state",
	    HJ_N_("enter the State that holds the person: a petition needs a respondent") },
	{ "more-than-counted",
	    HJ_N_("correct the number, or take out who does not belong to the group") },
	{ "part-exceeds-whole",
	    HJ_N_("correct one of the numbers, or name the source of each") },
	{ "more-identified",
	    HJ_N_("correct how many of them there were, or take back an identification") },
	{ "minor-without-guardian",
	    HJ_N_("record the guardian's consent beside it") },
	{ "place-too-fine",
	    HJ_N_("take the mark 'public' from it; the province may be public") },
	{ "told-before",
	    HJ_N_("name the source that really tells of it, or correct a date") },
};

const char *
hj_check_remedy(const char *code)
{
	for (size_t i = 0; i < HJ_LEN(remedies); i++)
		if (strcmp(remedies[i].code, code) == 0)
			return remedies[i].remedy;
	return "";
}

#include <string.h>

#include "cli/argument/choice.h"
#include "cli/argument/contactarg.h"
#include "cli/argument/personarg.h"
#include "cli/interview/interview.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "cli/wording/fieldword.h"
#include "core/base/limits.h"
#include "core/base/text.h"

struct finding {
	struct cli *c;
	const struct hj_record *r;
	const struct contactarg *how;
	const char *channel; /* code, or NULL: any */
	struct hj_node *person, *contact;
};

static bool
fits(const struct finding *k, const struct hj_node *contact)
{
	const char *channel = hj_node_value(contact, "channel");

	return hj_node_value(contact, "value") != NULL &&
	    (k->channel == NULL ||
		(channel != NULL && strcmp(channel, k->channel) == 0));
}

/* The first contact of that person from `n` on that may be meant. */
static struct hj_node *
next_contact(const struct finding *k, struct hj_node *n)
{
	while (n != NULL && !fits(k, n))
		n = hj_node_same(n);
	return n;
}

static struct hj_node *
contact_of(const struct finding *k, const struct hj_node *person)
{
	return next_contact(k, hj_node_child(person, "contact"));
}

static int
find_channel(struct finding *k, struct hj_error *err)
{
	const struct hj_code_row *row;

	if (k->how->channel == NULL)
		return HJ_OK;
	if (choice_resolve(hj_vocab_list("contact-channel"), k->how->channel,
		strlen(k->how->channel), &row, err) != HJ_OK)
		return hj_while(err, "--channel");
	k->channel = row->code;
	return HJ_OK;
}

/* How many can be reached; the last of them is the one, when it is one. */
static size_t
count_people(struct finding *k)
{
	size_t n = 0;

	for (struct hj_node *p = hj_node_child(hj_record_root(k->r), "person");
	     p != NULL; p = hj_node_same(p))
		if (contact_of(k, p) != NULL) {
			k->person = p;
			n++;
		}
	return n;
}

/* Their names, a line each. */
static int
say_people(struct finding *k, struct hj_error *err)
{
	struct hj_buf name = HJ_BUF(HJ_LINE_MAX);
	const char *text;
	int rc = HJ_OK;

	for (struct hj_node *p = hj_node_child(hj_record_root(k->r), "person");
	     p != NULL && rc == HJ_OK; p = hj_node_same(p)) {
		if (contact_of(k, p) == NULL)
			continue;
		hj_buf_reset(&name);
		if ((rc = fieldword_person(p, &name, err)) == HJ_OK &&
		    (rc = hj_buf_text(&name, &text, err)) == HJ_OK)
			ui_say(k->c->ui, "  %s  %s", hj_node_attr(p, "id"),
			    text);
	}
	hj_buf_clear(&name);
	return rc;
}

static int
find_person(struct finding *k, const char *typed, struct hj_error *err)
{
	struct hj_buf line = HJ_BUF(HJ_LINE_MAX);
	size_t n;
	int rc;

	if (typed != NULL)
		return personarg_find(k->r, typed, &k->person, err);
	if ((n = count_people(k)) == 1)
		return HJ_OK;
	if (n == 0)
		return hj_fail(err, HJ_ENOTFOUND,
		    "no number or address is recorded here; 'hanji update CASE' adds person.contact.value and person.contact.safe");
	if (!k->how->asks)
		return hj_fail(err, HJ_EAMBIGUOUS,
		    "several people can be reached: say which after the case");
	if ((rc = say_people(k, err)) == HJ_OK &&
	    (rc = interview_line(k->c->ui, _("Whom? "), NULL, &line, err)) ==
		HJ_OK &&
	    (rc = hj_buf_text(&line, &typed, err)) == HJ_OK)
		rc = personarg_find(k->r, typed, &k->person, err);
	hj_buf_clear(&line);
	return rc;
}

static int
ask_contact(struct finding *k, size_t n, struct hj_error *err)
{
	struct hj_buf line = HJ_BUF(HJ_LINE_MAX);
	uint64_t chosen = 0;
	int rc;

	for (size_t i = 1; i <= n; i++) {
		const char *channel = hj_node_value(k->contact, "channel");

		ui_say(k->c->ui, "  %zu  %s", i,
		    channel != NULL ? fieldword_code("contact-channel", channel,
					  k->c->korean)
				    : "?");
		k->contact = i < n ? next_contact(k, hj_node_same(k->contact))
				   : k->contact;
	}
	if ((rc = interview_line(k->c->ui, _("Which one, by its number? "),
		 NULL, &line, err)) == HJ_OK &&
	    (rc = hj_text_number((const char *)line.data, line.len, 1, n,
		 &chosen, err)) == HJ_OK)
		k->contact = contact_of(k, k->person);
	while (rc == HJ_OK && --chosen > 0)
		k->contact = next_contact(k, hj_node_same(k->contact));
	hj_buf_clear(&line);
	return rc;
}

static int
find_contact(struct finding *k, struct hj_error *err)
{
	struct hj_node *first = contact_of(k, k->person);
	size_t n = 0;

	for (struct hj_node *f = first; f != NULL;
	     f = next_contact(k, hj_node_same(f)))
		n++;
	if (n == 0)
		return hj_fail(err, HJ_ENOTFOUND,
		    "no such number or address of this person is recorded");
	k->contact = first;
	if (n > 1 && k->how->asks)
		return ask_contact(k, n, err);
	return n == 1
	    ? HJ_OK
	    : hj_fail(err, HJ_EAMBIGUOUS,
		  "this person can be reached in several ways: say which with --channel");
}

int
contactarg_find(struct cli *c, const struct hj_record *r,
    const struct contactarg *how, struct hj_node **person,
    struct hj_node **contact, struct hj_error *err)
{
	struct finding k = { .c = c, .r = r, .how = how };

	if (find_channel(&k, err) != HJ_OK ||
	    find_person(&k, how->person, err) != HJ_OK ||
	    find_contact(&k, err) != HJ_OK)
		return (int)err->code;
	*person = k.person;
	*contact = k.contact;
	return HJ_OK;
}

#include <string.h>

#include "cli/argument/teamarg.h"
#include "cli/casefile/followup.h"
#include "cli/casefile/together.h"
#include "cli/screen/say.h"
#include "cli/show/linkview.h"
#include "core/case/path.h"
#include "core/links/link.h"
#include "core/log/log.h"

/* ---- the questions ---- */

#define CONSENT                                                                \
	"consent[+c].subject=+v\n"                                             \
	"consent[+c].status=notasked\n"                                        \
	"consent[+c].scope+=store\n"                                           \
	"consent[+c].date=@today"
#define AGREED "consent[+c].status=given proxy"
#define RISK "risk[+r].date=@today"
#define NEED(n) "need[+" n "].person=+v\nneed[+" n "].status=open"
#define TASK                                                                   \
	"task[+t].status=todo\n"                                               \
	"task[+t].owner=@me"
#define MET                                                                    \
	"contactlog[+m].person=+v\n"                                           \
	"contactlog[+m].date=@today\n"                                         \
	"contactlog[+m].by=@me\n"                                              \
	"contactlog[+m].result=reached"
#define FIRST INTAKE_FIRST_CALL

const struct intake_question followup_questions[] = {
	{ .section = N_("Consent"),
	    .form = FIRST,
	    .path = "consent[+c].status",
	    .asks = N_("Does the person agree that we keep this record?"),
	    .with = CONSENT,
	    .unknown = "notasked",
	    .refused = "refused" },
	{ .form = FIRST,
	    .path = "consent[+c].scope",
	    .asks =
		N_("What else may it be used for, such as referrals or a call?"),
	    .flags = INTAKE_MANY | INTAKE_READ_BACK,
	    .with = CONSENT,
	    .when = AGREED },
	INTAKE_ASK(FIRST, "consent[+c].method",
	    N_("How was the consent given?"), CONSENT, AGREED),
	INTAKE_ASK(FIRST, "consent[+c].until", N_("Until when is it valid?"),
	    CONSENT, AGREED),

	{ .section = N_("Danger now"),
	    .form = FIRST,
	    .path = "risk[+r].code",
	    .asks = N_("What danger is there now?"),
	    .with = RISK },
	INTAKE_ASK(FIRST, "risk[+r].text", N_("What exactly is the danger?"),
	    RISK, "risk[+r]="),

	{ .section = N_("Safe contact"),
	    .form = FIRST,
	    .path = "person[+v].contact[+k].channel",
	    .asks = N_("How can the person be reached safely now?") },
	INTAKE_ASK(FIRST, "person[+v].contact[+k].value",
	    N_("Which number or address?"), NULL, "person[+v].contact[+k]="),
	INTAKE_ASK(FIRST, "person[+v].contact[+k].safe",
	    N_("When and how is a call safe?"), NULL,
	    "person[+v].contact[+k]="),

	{ .section = N_("Needs"),
	    .form = FIRST,
	    .path = "need[+n1].type",
	    .asks = N_("What is needed most?"),
	    .with = NEED("n1") },
	INTAKE_ASK(FIRST, "need[+n1].priority", N_("How urgent is it?"),
	    NEED("n1"), "need[+n1]="),
	INTAKE_ASK(FIRST, "need[+n1].text", N_("What exactly?"), NEED("n1"),
	    "need[+n1]="),
	INTAKE_ASK(FIRST, "need[+n2].type", N_("What else is needed?"),
	    NEED("n2"), "need[+n1]="),
	INTAKE_ASK(FIRST, "need[+n2].priority", N_("How urgent is that?"),
	    NEED("n2"), "need[+n2]="),
	INTAKE_ASK(FIRST, "need[+n2].text", N_("What exactly is that?"),
	    NEED("n2"), "need[+n2]="),
	INTAKE_ASK(FIRST, "need[+n3].type", N_("And what more?"), NEED("n3"),
	    "need[+n2]="),
	INTAKE_ASK(FIRST, "need[+n3].priority", N_("How urgent is this one?"),
	    NEED("n3"), "need[+n3]="),

	{ .section = N_("Next steps"),
	    .form = FIRST,
	    .path = "task[+t].text",
	    .asks = N_("What is to be done first?"),
	    .with = TASK },
	INTAKE_ASK(FIRST, "task[+t].due", N_("By when?"), TASK, "task[+t]="),
	INTAKE_ASK(FIRST, "contactlog[+m].next",
	    N_("When is the next contact?"), MET, NULL),
	INTAKE_ASK(FIRST, "note[+nt].text", N_("Anything else?"),
	    "note[+nt].date=@today\nnote[+nt].author=@me", NULL),
};

const size_t followup_nquestions = HJ_LEN(followup_questions);

/* ---- what goes along ---- */

/* A part with all that stands in it, under ids of its own; what leads to
 * something that stays behind is left out. */
static int
copy(struct hj_record *to, struct hj_node *parent, const struct hj_node *from,
    struct hj_error *err)
{
	struct hj_node *made = NULL;

	if (from->def == NULL || from->def->value == HJ_V_REF)
		return HJ_OK;
	if (hj_record_add(to, parent, from->def, &made, err) != HJ_OK)
		return (int)err->code;
	for (const struct hj_attr *a = from->attrs; a != NULL; a = a->next)
		if (strcmp(a->name, "id") != 0 && strcmp(a->name, "src") != 0 &&
		    hj_record_set_attr(to, made, a->name, a->value, a->len,
			err) != HJ_OK)
			return (int)err->code;
	if (from->text != NULL &&
	    hj_record_set_text(to, made, from->text, from->text_len, err) !=
		HJ_OK)
		return (int)err->code;
	for (const struct hj_node *n = from->first; n != NULL; n = n->next)
		if (copy(to, made, n, err) != HJ_OK)
			return (int)err->code;
	return HJ_OK;
}

static int
copy_all(struct hj_record *to, struct hj_node *parent,
    const struct hj_node *from, const char *name, enum hj_conf most,
    struct hj_error *err)
{
	for (const struct hj_node *n = hj_node_child(from, name); n != NULL;
	     n = hj_node_same(n))
		if (hj_node_conf(n) <= most &&
		    copy(to, parent, n, err) != HJ_OK)
			return (int)err->code;
	return HJ_OK;
}

static int
take_along(struct hj_record *r, const struct casefile *main,
    const struct hj_node *person, struct hj_node **ret, struct hj_error *err)
{
	static const char path[] = "person[+v].role";
	const struct hj_node *root = hj_record_root(main->record);
	struct hj_path_labels labels = { .n = 0 };

	if (hj_path_apply(r, path, strlen(path), HJ_PATH_SET, "client",
		strlen("client"), &labels, NULL, err) != HJ_OK)
		return (int)err->code;
	*ret = hj_record_find(r, labels.made[0].id);
	if (copy_all(r, *ret, person, "name", HJ_RESTRICTED, err) != HJ_OK ||
	    copy_all(r, *ret, person, "birth", HJ_RESTRICTED, err) != HJ_OK ||
	    copy_all(r, *ret, person, "sex", HJ_RESTRICTED, err) != HJ_OK ||
	    copy_all(r, *ret, person, "contact", HJ_SECRET, err) != HJ_OK)
		return (int)err->code;
	return copy_all(r, hj_record_root(r), root, "risk", HJ_SECRET, err);
}

/* ---- the file ---- */

static int
check_main(const struct casefile *main, const struct hj_node *person,
    struct hj_error *err)
{
	const struct hj_node *root = hj_record_root(main->record);
	const char *kind = hj_node_attr(root, "kind");
	const char *id = hj_node_attr(person, "id");
	struct hj_link l;

	if (kind != NULL && strcmp(kind, "followup") == 0)
		return hj_fail(err, HJ_EREFUSED,
		    "that is a follow-up itself; name the case that it follows");
	for (const struct hj_node *n = hj_node_child(root, "link"); n != NULL;
	     n = hj_node_same(n)) {
		hj_link_read(n, &l);
		if (l.kind != NULL && strcmp(l.kind, "followup") == 0 &&
		    l.other != NULL &&
		    (l.person == NULL || strcmp(l.person, id) == 0))
			return hj_fail(err, HJ_EEXISTS,
			    "there is a follow-up of this person: %s", l.other);
	}
	return HJ_OK;
}

int
followup_begin(const struct casefile *main, const struct hj_node *person,
    struct hj_record **ret, const char **ret_person, struct hj_error *err)
{
	struct hj_record *r = NULL;
	struct hj_node *client = NULL;
	char id[HJ_ID_CHARS + 1];
	int rc;

	hj_id_text(&main->row.id, id);
	if ((rc = check_main(main, person, err)) != HJ_OK ||
	    (rc = casefile_begin(&r, err)) != HJ_OK ||
	    (rc = hj_record_set_attr(r, hj_record_root(r), "kind", "followup",
		 strlen("followup"), err)) != HJ_OK ||
	    (rc = take_along(r, main, person, &client, err)) != HJ_OK)
		goto out;
	*ret_person = hj_node_attr(client, "id");
	rc = hj_link_add(r,
	    &(struct hj_link){ .kind = "main",
		.other = id,
		.person = *ret_person,
		.there = hj_node_attr(person, "id") },
	    NULL, err);
out:
	if (rc == HJ_OK)
		*ret = r;
	else
		hj_record_free(r);
	return rc;
}

/* The link of a follow-up to its case. */
static bool
find_main(const struct hj_record *r, struct hj_link *ret)
{
	for (const struct hj_node *n = hj_node_child(hj_record_root(r), "link");
	     n != NULL; n = hj_node_same(n)) {
		hj_link_read(n, ret);
		if (ret->kind != NULL && strcmp(ret->kind, "main") == 0 &&
		    ret->other != NULL)
			return true;
	}
	return false;
}

int
followup_save(struct cli *c, struct casefile *f, const char *detail,
    struct hj_error *err)
{
	struct casefile main = CASEFILE;
	struct together all[2] = {
		{ .file = f, .action = HJ_DID_CREATE, .detail = detail },
		{ .file = &main,
		    .action = HJ_DID_UPDATE,
		    .detail = "add link\n" },
	};
	struct hj_link link, back;
	char id[HJ_ID_CHARS + 1];
	struct hj_id self;
	int rc;

	if (!find_main(f->record, &link))
		return casefile_save(c, f, HJ_DID_CREATE, detail, NULL, err);
	if ((rc = hj_record_id(f->record, &self, err)) != HJ_OK)
		return rc;
	hj_id_text(&self, id);
	if ((rc = linkview_load(c, link.other, &main, err)) == HJ_OK &&
	    (rc = teamarg_follow(c, &main.row, err)) == HJ_OK &&
	    (rc = hj_link_reverse(&link, id, &back, err)) == HJ_OK &&
	    (rc = hj_link_add(main.record, &back, NULL, err)) == HJ_OK)
		rc = together_save(c, all, HJ_LEN(all), err);
	casefile_clear(&main);
	return rc;
}

#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#include "cli/casefile/incident.h"
#include "cli/screen/say.h"

/* An entry about a case file. */
struct seen {
	uint8_t log_id[HJ_LOGID_LEN];
	uint64_t position;
	bool gone; /* it was erased then */
};

#define DEVICES 256

struct device {
	char id[HJ_FINGERPRINT];
	uint64_t last;
};

struct search {
	struct incident *x;
	const char *text;
	size_t found;
	size_t ndevices;
	struct device device[DEVICES];
	struct hj_vault_member who;
};

void
incident_begin(struct incident *x, struct cli *c)
{
	*x = (struct incident){ .c = c,
		.seen = HJ_BUF(INCIDENT_ROOM),
		.people = HJ_BUF(INCIDENT_ROOM),
		.texts = HJ_BUF(INCIDENT_ROOM) };
}

void
incident_end(struct incident *x)
{
	hj_buf_clear(&x->seen);
	hj_buf_clear(&x->people);
	hj_buf_clear(&x->texts);
	sodium_memzero(x, sizeof(*x));
}

/* ---- which one ---- */

static bool
begins(const char *id, const char *text)
{
	const size_t n = strlen(text);

	return n >= 4 && n < HJ_FINGERPRINT && strncmp(id, text, n) == 0;
}

static int
note_device(void *to, const struct hj_log_entry *e, struct hj_error *err)
{
	struct search *s = to;
	size_t i = 0;

	(void)err;
	while (i < s->ndevices && strcmp(s->device[i].id, e->device) != 0)
		i++;
	if (i == DEVICES)
		return HJ_OK;
	if (i == s->ndevices) {
		memcpy(s->device[i].id, e->device, sizeof(e->device));
		s->ndevices++;
	}
	s->device[i].last = e->position;
	return HJ_OK;
}

static int
note_member(void *to, const struct hj_vault_member *m, struct hj_error *err)
{
	struct search *s = to;

	(void)err;
	if ((m->name[0] == '\0' || strcmp(m->name, s->text) != 0) &&
	    !begins(m->id, s->text))
		return HJ_OK;
	s->found++;
	s->who = *m;
	return HJ_OK;
}

static int
nobody(const struct search *s, struct hj_error *err)
{
	char ids[160] = "";

	for (size_t i = s->ndevices; i > 0 && s->ndevices - i < 8; i--) {
		if (ids[0] != '\0')
			strncat(ids, ", ", sizeof(ids) - strlen(ids) - 1);
		strncat(ids, s->device[i - 1].id,
		    sizeof(ids) - strlen(ids) - 1);
	}
	if (s->found > 1)
		return hj_fail(err, HJ_EAMBIGUOUS,
		    "several are called so: give more of the fingerprint ('hanji member list'; devices of the log: %s)",
		    ids);
	return hj_fail(err, HJ_ENOTFOUND,
	    "there is no such device or member: 'hanji member list' shows the members, the log has the devices %s",
	    ids);
}

/* ---- what the log says ---- */

static bool
is_theirs(const struct incident *x, const struct hj_log_entry *e)
{
	return strcmp(x->id, x->is_member ? e->member : e->device) == 0;
}

static void
add_member(struct incident *x, const char *id)
{
	for (size_t i = 0; i < x->nmembers; i++)
		if (strcmp(x->member[i], id) == 0)
			return;
	if (x->nmembers < INCIDENT_MEMBERS)
		memcpy(x->member[x->nmembers++], id, HJ_FINGERPRINT);
}

static int
read_entry(void *to, const struct hj_log_entry *e, struct hj_error *err)
{
	struct incident *x = to;
	struct seen s = { .position = e->position };

	if (is_theirs(x, e)) {
		if (x->entries++ == 0)
			x->first = e->time;
		x->last = e->time;
		add_member(x, e->member);
	}
	s.gone =
	    strcmp(e->action, HJ_DID_ERASE) == 0 && e->position >= x->until;
	/* What changed nothing is no newer version. */
	if (!e->has_case || (!e->has_digest && !s.gone))
		return HJ_OK;
	memcpy(s.log_id, e->log_id, sizeof(s.log_id));
	return hj_buf_add(&x->seen, &s, sizeof(s), err);
}

static int
compare(const void *a, const void *b)
{
	const struct seen *x = a, *y = b;
	int by = memcmp(x->log_id, y->log_id, HJ_LOGID_LEN);

	if (by != 0)
		return by;
	return x->position < y->position ? -1 : x->position > y->position;
}

int
incident_held(const struct incident *x, const uint8_t *log_id)
{
	const struct seen *s = (const void *)x->seen.data;
	bool before = false, after = false;
	size_t from = 0, n = x->seen.len / sizeof(*s);

	/* They are sorted: the first of this case file, by halves. */
	for (size_t half = n; half != 0;) {
		const size_t step = half / 2;

		if (memcmp(s[from + step].log_id, log_id, HJ_LOGID_LEN) < 0) {
			from += step + 1;
			half -= step + 1;
		} else {
			half = step;
		}
	}
	for (; from < n && memcmp(s[from].log_id, log_id, HJ_LOGID_LEN) == 0;
	     from++) {
		before |= s[from].position < x->until;
		after |= s[from].position >= x->until && !s[from].gone;
	}
	return !before ? 0 : after ? 2 : 1;
}

/* ---- whose files ---- */

static int
take_teams(void *to, const struct hj_vault_member *m, struct hj_error *err)
{
	struct incident *x = to;

	(void)err;
	for (size_t i = 0; i < x->nmembers; i++)
		if (strcmp(x->member[i], m->id) == 0)
			/* What teams somebody was in who left, nobody knows. */
			x->teams |= m->placed && m->role != HJ_ROLE_OWNER
			    ? m->teams
			    : hj_vault_all_teams(x->c->vault);
	return HJ_OK;
}

static void
count_erased(struct incident *x)
{
	const struct seen *s = (const void *)x->seen.data;

	for (size_t i = 0; i < x->seen.len / sizeof(*s); i++)
		x->erased += s[i].gone && incident_held(x, s[i].log_id) != 0;
}

static void
settle(struct incident *x, const struct search *s, size_t device)
{
	x->is_member = device == DEVICES;
	if (x->is_member) {
		memcpy(x->id, s->who.id, sizeof(x->id));
		memcpy(x->name, s->who.name, sizeof(x->name));
		x->until = s->who.until != 0 ? s->who.until : UINT64_MAX;
		add_member(x, x->id);
		return;
	}
	memcpy(x->id, s->device[device].id, sizeof(x->id));
	x->until = s->device[device].last + 1;
}

int
incident_find(struct incident *x, const char *text, struct hj_error *err)
{
	struct search s = { .x = x, .text = text };
	size_t device = DEVICES;

	if (hj_vault_log(x->c->vault, NULL, note_device, &s, err) != HJ_OK ||
	    hj_vault_members(x->c->vault, note_member, &s, err) != HJ_OK)
		return (int)err->code;
	for (size_t i = 0; i < s.ndevices; i++)
		if (begins(s.device[i].id, text)) {
			device = i;
			s.found++;
		}
	if (s.found != 1)
		return nobody(&s, err);
	settle(x, &s, device);
	if (hj_vault_log(x->c->vault, NULL, read_entry, x, err) != HJ_OK)
		return (int)err->code;
	if (x->seen.len != 0)
		qsort(x->seen.data, x->seen.len / sizeof(struct seen),
		    sizeof(struct seen), compare);
	count_erased(x);
	return hj_vault_members(x->c->vault, take_teams, x, err);
}

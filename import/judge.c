#include <string.h>

#include "core/case/codec.h"
#include "core/case/path.h"
#include "core/sense/sense.h"
#include "import/judge.h"

/* As many as the helper sends of one case. */
#define MOST 20

/* What the checks say while they run. */
struct listening {
	struct hj_judge *judge;
	const struct hj_frame *frame;
	const struct hj_record *record;
	const char *id;
	unsigned said;
	int rc; /* of the sink */
};

static void
count_rejected(struct hj_judge *j, uint64_t index)
{
	if (index == 0 || index == j->last_rejected)
		return;
	j->last_rejected = index;
	j->sum->rejected++;
}

static int
reject(struct hj_judge *j, const struct hj_import_finding *f,
    struct hj_error *err)
{
	count_rejected(j, f->index);
	if (j->sink->reject == NULL)
		return HJ_OK;
	return j->sink->reject(j->sink->to, f, err);
}

static int
note(struct hj_judge *j, const struct hj_import_finding *f,
    struct hj_error *err)
{
	j->sum->notes++;
	if (j->sink->note == NULL)
		return HJ_OK;
	return j->sink->note(j->sink->to, f, err);
}

int
hj_judge_finding(struct hj_judge *j, const struct hj_frame_finding *f,
    struct hj_error *err)
{
	struct hj_error words = { .say = err->say };
	struct hj_import_finding said = { .index = f->index,
		.line = f->line,
		.id = f->id,
		.path = f->path,
		.code = hj_fault_word(f->fault),
		.text = words.text,
		.remedy = hj_fault_remedy(f->fault, err) };

	(void)hj_fault_say(f->fault, f->name, &words);
	if (f->fault > HJ_F_LAST_REJECT)
		return note(j, &said, err);
	if (f->fault <= HJ_F_LAST_OF_FILE && j->refused.code == HJ_OK) {
		j->refused.say = err->say;
		(void)hj_fail(&j->refused, words.code, "line %ju: %s",
		    (uintmax_t)f->line, words.text);
	}
	return reject(j, &said, err);
}

/* The line of what a field path names; of the case when it names nothing. */
static uint64_t
line_of(const struct listening *l, const char *path)
{
	struct hj_error err = HJ_ERROR;
	const struct hj_node *top = hj_record_root(l->record);
	const struct hj_node *at = top;
	struct hj_node *node = NULL;
	enum hj_attr_name attr;
	size_t n = 0;

	if (path == NULL || *path == '\0' ||
	    hj_path_find(l->record, path, &node, &attr, &err) != HJ_OK)
		return l->frame->kase.line;
	for (; at != NULL && at != node; at = hj_node_next(at, top))
		n++;
	return hj_frame_line(l->frame, n);
}

static int
hear(void *to, const struct hj_finding *f, struct hj_error *err)
{
	struct listening *l = to;
	struct hj_import_finding said = { .index = l->frame->kase.index,
		.id = l->id,
		.path = f->path != NULL ? f->path : "",
		.code = f->code,
		.text = f->text,
		.remedy = f->remedy,
		.warning = f->level != HJ_FAULT };

	if (++l->said > MOST) {
		if (f->level == HJ_FAULT)
			count_rejected(l->judge, said.index);
		return HJ_OK;
	}
	said.line = line_of(l, f->path);
	l->rc = f->level == HJ_FAULT ? reject(l->judge, &said, err)
				     : note(l->judge, &said, err);
	return l->rc;
}

/* A case file that is refused here, with the words of `why`. */
static int
refuse(struct hj_judge *j, const struct hj_frame *f, const char *id,
    const char *code, const char *why, const char *remedy, struct hj_error *err)
{
	struct hj_import_finding said = { .index = f->kase.index,
		.line = f->kase.line,
		.id = id,
		.path = "",
		.code = code,
		.text = why,
		.remedy = hj_said(err, remedy) };

	return reject(j, &said, err);
}

/* Does the digest that came with the bytes fit them?  *fits stays when there
 * is nothing to compare. */
static int
compare_digest(const struct hj_import_case *k, bool *fits, struct hj_error *err)
{
	const struct hj_salts salts = { .key = k->salt_key,
		.list = k->salts,
		.n = k->nsalts };
	uint8_t now[HJ_DIGEST_BYTES];
	int rc;

	if (!k->has_digest || (k->salt_key == NULL && k->salts == NULL))
		return HJ_OK;
	rc = hj_digest_case(k->bytes, k->n, &salts, now, err);
	if (rc == HJ_OK)
		*fits = memcmp(now, k->digest, sizeof(now)) == 0;
	else if (rc == HJ_EINVAL)
		*fits = false;
	return rc == HJ_EINVAL ? HJ_OK : rc;
}

static int
take(struct hj_judge *j, struct hj_frame *f, const struct hj_record *r,
    struct hj_error *err)
{
	int rc;

	f->kase.record = r;
	f->kase.pseudonymised |= j->sum->origin.pseudonymised;
	if ((rc = j->sink->take(j->sink->to, &f->kase, err)) == HJ_OK)
		j->sum->cases++;
	return rc;
}

static int
judge(struct hj_judge *j, struct hj_frame *f, const struct hj_record *r,
    const char *id, struct hj_error *err)
{
	struct listening l = { .judge = j, .frame = f, .record = r, .id = id };
	struct hj_error words = { .say = err->say };
	bool fits = true;
	int rc;

	if (!f->kase.withheld) {
		rc = hj_sense_check(r,
		    j->sink->today != 0 ? j->sink->today : HJ_SENSE_NO_DAY,
		    hear, &l, &words);
		if (l.rc != HJ_OK || (rc != HJ_OK && rc != HJ_EINVAL)) {
			*err = words;
			return rc;
		}
		if (rc != HJ_OK)
			return HJ_OK;
	}
	if (compare_digest(&f->kase, &fits, err) != HJ_OK)
		return (int)err->code;
	if (!fits) {
		(void)hj_fail(&words, HJ_EINVAL,
		    "the fingerprint does not fit: the case file was changed after it was exported");
		return refuse(j, f, id, "fingerprint", words.text,
		    HJ_N_("ask the sender for a new copy; if the change is meant, remove 'digest', 'salt', 'salts' and 'parents' of 'x:record'"),
		    err);
	}
	return take(j, f, r, err);
}

int
hj_judge_case(struct hj_judge *j, struct hj_frame *f, struct hj_error *err)
{
	struct hj_error words = { .say = err->say };
	struct hj_record *r = NULL;
	char text[HJ_ID_CHARS + 1];
	struct hj_id id;
	int rc;

	rc = hj_codec_decode(f->kase.bytes, f->kase.n, &r, &words);
	if (rc == HJ_OK)
		rc = hj_record_id(r, &id, &words);
	if (rc == HJ_EINVAL || rc == HJ_ELIMIT) {
		rc = refuse(j, f, "", "not-canonical", words.text, "", err);
		goto out;
	}
	if (rc != HJ_OK) {
		*err = words;
		goto out;
	}
	hj_id_text(&id, text);
	f->kase.id = text;
	rc = judge(j, f, r, text, err);
out:
	hj_record_free(r);
	return rc;
}

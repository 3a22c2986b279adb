/*
 * member_people.h: a vault with two teams and somebody of each role, made once
 * for a test program.
 */
#ifndef HJ_TESTS_MEMBER_PEOPLE_H
#define HJ_TESTS_MEMBER_PEOPLE_H

#include "member_world.h"

/* SECOND is there only where a test adds them. */
enum who { OWNER, WORKER, READER, AUDITOR, OTHER, PEOPLE, SECOND = PEOPLE };

/* Teams: 0 and `coast`; OTHER is a caseworker of `coast` alone. */
static struct world w;
static struct hj_secret *seed[PEOPLE + 1];
static struct hj_id mine, theirs;
static unsigned coast;

static struct hj_vault *
open_as(enum who who, bool write)
{
	struct world as = w;

	as.seed = seed[who];
	return open_vault(&as, write);
}

static void
add(const char *name, enum hj_role role, uint16_t teams, enum who who)
{
	struct hj_secret *passphrase = NULL;
	struct hj_member_adding a = { .name = name,
		.role = role,
		.teams = teams };
	struct hj_error err = HJ_ERROR;
	struct hj_vault_opening how = { .at = where(&w) };
	char id[HJ_FINGERPRINT], text[64];
	struct hj_vault *v = open_as(OWNER, true);

	(void)snprintf(text, sizeof(text), "the passphrase of %s", name);
	must(hj_secret_copy(text, strlen(text), &passphrase, &err), &err);
	a.passphrase = passphrase;
	must(hj_vault_member_add(v, &a, NULL, id, &err), &err);
	hj_vault_close(v);
	how.passphrase = passphrase;
	must(hj_vault_open(&how, &v, &err), &err);
	must(hj_vault_seed(v, &seed[who], &err), &err);
	hj_vault_close(v);
	hj_secret_free(passphrase);
}

static int
setup(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_vault *v;

	(void)state;
	make_world(&w);
	seed[OWNER] = w.seed;
	hj_id_random(&mine);
	hj_id_random(&theirs);
	v = open_as(OWNER, true);
	save(v, &mine, "ours");
	must(hj_vault_team_add(v, "coast", NULL, &coast, &err), &err);
	assert_int_equal(coast, 1);
	must(hj_vault_use_team(v, coast, &err), &err);
	save(v, &theirs, "theirs");
	hj_vault_close(v);
	add("Worker", HJ_ROLE_CASEWORKER, 1, WORKER);
	add("Reader", HJ_ROLE_READER, 1, READER);
	add("Auditor", HJ_ROLE_AUDITOR, 0, AUDITOR);
	add("Other", HJ_ROLE_CASEWORKER, 2, OTHER);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	for (size_t i = 1; i <= PEOPLE; i++)
		hj_secret_free(seed[i]);
	free_world(&w);
	return 0;
}

#endif

/* Whole commands in this process: what a lack of memory, or a disk that does
 * not answer, makes of each, wherever in it that happens. */
#include "tests/unit/command_world.h"

#include <unistd.h>

/* Before the others: {f} is the last. */
static const char *const done[] = {
	"update hsm0000000000001 title=second event[+e].type=arrest "
	"event[+e].date=2012-04 event[+e].who?=unknown",
	"task hsm0000000000001 ask --due 2026-03",
	"link hsm0000000000001 ehk0000000000001 same",
	"consent hsm0000000000001 phsm01 --scope stats --status given "
	"--method written",
	"consent hsm0000000000001 phsm01 --scope un-conf --status withdrawn "
	"--method remote",
	"contact hsm0000000000001 noanswer",
	"hold knm3000000000005 --reason court",
	"merge ehk0000000000001 e0p0000000000002 --yes --reason same",
	"list --where status=open --save all",
	"codes add organ x-coast --en Coast --ko 해안대",
	"followup hsm0000000000001 phsm01 need[+n].type=housing "
	"need[+n].person=+v",
};

static const char *const reading[] = {
	"status",
	"show hsm0000000000001",
	"show hsm0000000000001 --fields --reveal",
	"show hsm0000000000001 --timeline",
	"show hsm0000000000001 --timeline --person p0kb01 --reveal",
	"show hsm0000000000001 --rev 1",
	"show kys0000000000003 --family",
	"show 1a0s201305000001",
	"show 1a0s201305000001 --timeline",
	"show n9ne000000000004 --timeline",
	"show wgad000000000001",
	"show {f}",
	"list",
	"list --where status=open --sort name",
	"list --where country=KP~and~arrested>=2012",
	"find Eunhee",
	"find 한솔미",
	"find --text market",
	"duplicates",
	"duplicates hsm0000000000001",
	"stats",
	"stats --by status",
	"history hsm0000000000001",
	"history hsm0000000000001 person[phsm01].name[nhsm01].family",
	"diff hsm0000000000001 1 2",
	"conflicts",
	"conflicts c0nf000000000001 --reveal",
	"show c0nf000000000001",
	"show c0nf000000000001 --fields",
	"find --wide Hanbit",
	"history hsm0000000000001 title",
	"history hsm0000000000001 person[phsm01] --reveal",
	"disclosures hsm0000000000001 phsm01",
	"petition list --open --mechanism wgad-reg",
	"audit witness list",
	"audit witness key",
	"task hsm0000000000001 never --due 2026-05 --dry-run",
	"duplicates --most 3",
	"due --all",
	"stats --count persons --by country --by year --period 2010/2020",
	"validate",
	"validate hsm0000000000001",
	"task hsm0000000000001",
	"due",
	"contact hsm0000000000001",
	"need {f}",
	"service {f}",
	"refer {f}",
	"search list",
	"codes",
	"codes organ",
	"draft list",
	"petition list",
	"petition status wgad000000000001",
	"disclosures hsm0000000000001",
	"hold list",
	"retention",
	"backup list",
	"member list",
	"team list",
	"audit log",
	"audit log hsm0000000000001",
	"audit report --period 2026",
	"audit checkpoint",
};

static const char *const writing[] = {
	"add person[+a].name.full=한~상수 person[+a].role=victim title=three",
	"update hsm0000000000001 title=first",
	"update hsm0000000000001 event[+e].type=arrest event[+e].who?=unknown",
	"note hsm0000000000001 called~twice",
	"contact hsm0000000000001 reached channel=kakao text=well",
	"task hsm0000000000001 weekly~call --due 2026-03-02 --every 1w",
	"link hsm0000000000001 kys0000000000003 same",
	"link hsm0000000000001 ehk0000000000001 same --drop",
	"consent hsm0000000000001 phsm01 --scope stats --status withdrawn "
	"--method remote",
	"withdraw hsm0000000000001 phsm01 --yes",
	"split hsm0000000000001 p0kb01",
	"unmerge ehk0000000000001 --yes --reason different",
	"identify n9ne000000000004 n9rph1 --name Kim~Na",
	"done tcnf01 it~is",
	"erase hsm0000000000001 person[p0kb01] --yes --ground request",
	"petition reply wgad000000000002 answered --date 2026-06-01",
	"petition status wgad000000000002 ack --date 2026-05-20",
	"letter hsm0000000000001 phsm01 -o letter.html",
	"codes add organ x-patrol --en Patrol --ko 순찰대 --near kp-border",
	"codes change organ x-coast --ko 해안~순찰대",
	"codes drop organ x-coast",
	"search drop all",
	"resolve c0nf000000000001 qcnf01 --take 2 --reason true",
	"resolve c0nf000000000001 qcnf02 --take both --reason true",
	"resolve c0nf000000000001 qcnf03 --value 1988 --reason true",
	"resolve c0nf000000000001 qcnf04 --take 3 --reason true",
	"resolve c0nf000000000001 qcnf05 --take 2 --reason true",
	"resolve c0nf000000000001 qcnf06 --take 2 --reason true",
	"resolve c0nf000000000001 qcnf07 --take 1 --reason true",
	"resolve c0nf000000000001 qcnf08 --take 2 --reason true",
	"resolve c0nf000000000001 qcnf0a --take 2 --reason true",
	"stats --csv out.csv",
	"stats --html out.html",
	"export --scope own -o out.xml",
	"export hsm0000000000001 --scope own -o out.xml",
	"attach hsm0000000000001 letter.txt title=letter",
	"backup out.tar",
	"audit prove hsm0000000000001 -o out",
	"followup hsm0000000000001 p0kb01 need[+n].type=housing "
	"need[+n].person=+v",
	"need {f} language priority=high",
	"service {f} visit text=went",
	"refer {f} medical to=Clinic --reason urgent",
	"revert hsm0000000000001 1 --yes --reason wrong",
	"submitter organisation=An~Office email=office@example.org",
	"petition new ohchr-seoul hsm0000000000001",
	"petition new wgad hsm0000000000001",
	"petition status wgad000000000001 ready",
	"hold hsm0000000000001 --reason court",
	"hold lift knm3000000000005 --reason over",
	"retention set 10y",
	"team add South",
	"list --where status=open --save open",
	"erase hsm0000000000001 --yes --ground request --reason asked",
};

static struct world world;
static char followed[HJ_ID_SHOWN];

static void
work(void)
{
	struct command_line *l = new_line(&world, true);
	struct hj_error err = HJ_ERROR;
	for (size_t i = 0; i < HJ_LEN(done); i++) {
		forget(l);
		type(l, done[i], "");
		must(run_command(l, &err), &err);
	}
	(void)snprintf(followed, sizeof(followed), "%.*s",
	    (int)strcspn(l->said, " \n"), l->said);
	free_line(l);
}

static int
setup(void **state)
{
	FILE *f;

	(void)state;
	(void)setlocale(LC_ALL, "C.UTF-8");
	/* Whoever runs the tests is not to be asked. */
	assert_non_null(freopen("/dev/null", "r", stdin));
	make_command_world(&world);
	run_program(&world,
	    "import tests/fixtures/statement.xml tests/fixtures/disputes.xml "
	    "tests/fixtures/petitions.xml tests/fixtures/conflicts.xml");
	assert_int_equal(chdir(world.top), 0);
	assert_non_null(f = fopen("letter.txt", "w"));
	assert_true(fputs("a letter", f) >= 0 && fclose(f) == 0);
	run_program(&world,
	    "petition sent wgad000000000002 --file letter.txt --left-already "
	    "--date 2026-05-04 --reason old");
	run_program(&world,
	    "export hsm0000000000001 --scope un-conf --recipient OHCHR "
	    "--purpose appeal --withhold-rest -o un.xml");
	work();
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	free_world(&world);
	return 0;
}

struct
try {
	struct command_line *line;
	char *whole; /* what it says when nothing fails */
	bool stores; /* it came so far */
};

/* A disk that is full keeps the vault what it was for the next try. */
static int
once(void *to, struct hj_error *err)
{
	struct try *t = to;
	int rc;

	wrap.commit = (struct wrap_call){ .fail_at = 1, .sticky = true };
	rc = run_command(t->line, err);
	t->stores = wrap.commit.calls != 0;
	wrap.commit = (struct wrap_call){ 0 };
	return rc == HJ_EIO && t->stores ? HJ_OK : rc;
}

static void
looks_right(void *to, int rc)
{
	struct try *t = to;
	struct command_line *l = t->line;

	forget(l);
	if (rc == HJ_OK && l->write)
		/* Nobody is told that something was done that was not. */
		assert_true(t->stores);
	else if (rc == HJ_OK && t->whole != NULL)
		assert_string_equal(l->said, t->whole);
	else if (rc == HJ_OK)
		t->whole = strdup(l->said);
	else if (l->json && l->len >= 3)
		/* A program must not take a part for the whole. */
		assert_memory_not_equal(l->said + l->len - 3, "\n}\n", 3);
	if (t->stores || rc == HJ_EIO || l->vault == NULL) {
		hj_vault_close(l->vault);
		l->vault = open_vault(&world, l->write);
	}
}

static void
try_each(const char *const *lines, size_t nlines, bool write)
{
	struct command_line *l = new_line(&world, write);

	for (size_t i = 0; i < 2 * nlines; i++) {
		struct try t = { .line = l };

		l->json = l->korean = i % 2 != 0;
		type(l, lines[i / 2], followed);
		(void)wrap_led(&wrap.alloc, HJ_ENOMEM, once, looks_right, &t);
		(void)wrap_led(&wrap.buf, HJ_ENOMEM, once, looks_right, &t);
		(void)wrap_led(&wrap.lmdb, HJ_EIO, once, looks_right, &t);
		(void)wrap_led(&wrap.io, HJ_EIO, once, looks_right, &t);
		free(t.whole);
	}
	free_line(l);
}

static void
what_is_told_without_memory_is_told_whole_or_refused(void **state)
{
	(void)state;
	try_each(reading, HJ_LEN(reading), false);
}

static void
what_can_not_be_done_without_memory_is_not_called_done(void **state)
{
	(void)state;
	try_each(writing, HJ_LEN(writing), true);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    what_is_told_without_memory_is_told_whole_or_refused),
		cmocka_unit_test(
		    what_can_not_be_done_without_memory_is_not_called_done),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <lmdb.h>
#include <sodium.h>

#include "cli/access/host.h"
#include "cli/access/installed.h"
#include "cli/pages.h"
#include "cli/screen/emit.h"
#include "cli/screen/say.h"
#include "core/crypto/secret.h"
#include "core/file/dir.h"

enum verdict { GOOD, WARN };

struct doctor {
	struct cli *c;
	bool worried;
};

static const struct emit_column columns[] = {
	{ "what", N_("what"), false },
	{ "ok", N_("fine"), false },
	{ "detail", N_("detail"), false },
};

static void
say(struct doctor *d, const char *what, enum verdict v, const char *detail)
{
	struct emit *e = d->c->out;

	emit_map(e);
	emit_key(e, "what", NULL);
	emit_text(e, emit_is_json(e) ? what : _(what));
	emit_key(e, "ok", NULL);
	emit_flag(e, v == GOOD);
	emit_key(e, "detail", NULL);
	emit_text(e, emit_is_json(e) ? detail : _(detail));
	emit_end(e);
	d->worried = d->worried || v == WARN;
}

static void
memory(struct doctor *d)
{
	struct hj_secret *s = NULL;
	struct hj_error err = HJ_ERROR;
	bool locked =
	    hj_secret_new(64, &s, &err) == HJ_OK && hj_secret_locked(s);
	struct rlimit core = { 1, 1 };

	hj_secret_free(s);
	say(d, N_("keys in memory"), locked ? GOOD : WARN,
	    locked
		? N_("locked: never written to swap")
		: N_("cannot be locked: raise the limit of locked memory (ulimit -l)"));
	(void)getrlimit(RLIMIT_CORE, &core);
	say(d, N_("core dumps"),
	    core.rlim_cur == 0 && prctl(PR_GET_DUMPABLE) == 0 ? GOOD : WARN,
	    core.rlim_cur == 0 ? N_("none, and no debugger may look in")
			       : N_("are possible"));
}

static void
swap(struct doctor *d)
{
	switch (host_swap()) {
	case HOST_SWAP_NONE:
		say(d, N_("swap"), GOOD, N_("none"));
		break;
	case HOST_SWAP_SAFE:
		say(d, N_("swap"), GOOD, N_("encrypted, or in memory only"));
		break;
	case HOST_SWAP_OPEN:
		say(d, N_("swap"), WARN,
		    N_("not encrypted: what the program works on may stay on the disk; encrypt swap or switch it off"));
		break;
	}
	if (host_hibernates())
		say(d, N_("hibernation"), WARN,
		    N_("memory is written to the disk: power off instead"));
	else
		say(d, N_("hibernation"), GOOD, N_("not set up"));
}

static void
confinement(struct doctor *d)
{
	int landlock = host_landlock();
	char text[64];

	(void)snprintf(text, sizeof(text), "Landlock %d", landlock);
	say(d, N_("files for helpers"), landlock > 0 ? GOOD : WARN,
	    landlock > 0
		? text
		: N_("this kernel has no Landlock: helpers are held by the other barriers alone"));
	say(d, N_("system calls for helpers"), host_seccomp() ? GOOD : WARN,
	    host_seccomp()
		? "seccomp"
		: N_("this kernel has no seccomp filter: import of foreign files is not safe here"));
	say(d, N_("unlock for a while"), host_keyring() ? GOOD : WARN,
	    host_keyring()
		? N_("the kernel keeps keys")
		: N_("this kernel keeps no keys: the passphrase is asked each time"));
	say(d, N_("lock at sleep"), host_tells_of_sleep() ? GOOD : WARN,
	    host_tells_of_sleep()
		? N_("before the computer sleeps the key is gone")
		: N_("nothing here tells when this computer sleeps: lock the vault yourself before you close it"));
}

/* The folder itself, or the nearest above it that is there. */
static void
file_system(struct doctor *d)
{
	struct hj_error err = HJ_ERROR;
	char dir[4096];

	err.say = say_format;
	(void)snprintf(dir, sizeof(dir), "%s", d->c->where.dir);
	while (access(dir, F_OK) != 0) {
		char *slash = strrchr(dir, '/');

		if (slash == NULL || slash == dir)
			break;
		*slash = '\0';
	}
	if (hj_dir_fit(dir, &err) == HJ_OK)
		say(d, N_("file system"), GOOD, N_("fit for a vault"));
	else
		say(d, N_("file system"), WARN, err.text);
}

/* Without them foreign files are not read, not that they are read unsafely. */
static void
helpers(struct doctor *d)
{
	static const char *const names[] = { "hanji-parse", "hanji-parcel",
		"hanji-render", "hanji-print", "hanji-clean", "hanji-text",
		"hanji-sleep" };
	struct hj_error err = { .say = say_format };
	char path[PATH_MAX];
	int rc = HJ_OK;

	for (size_t i = 0; i < HJ_LEN(names) && rc == HJ_OK; i++)
		rc = installed_program(names[i], path, &err);
	say(d, N_("helper programs"), rc == HJ_OK ? GOOD : WARN,
	    rc == HJ_OK ? N_("all there") : err.text);
}

static void
versions(struct doctor *d)
{
	char text[128];

	(void)snprintf(text, sizeof(text), "hanji %s, libsodium %s, %s",
	    HJ_VERSION, sodium_version_string(), mdb_version(NULL, NULL, NULL));
	say(d, N_("versions"), GOOD, text);
}

static int
run(struct cli *c, const struct args *a, struct hj_error *err)
{
	struct doctor d = { .c = c };

	(void)a;
	(void)err;
	emit_table(c->out, columns, HJ_LEN(columns));
	memory(&d);
	swap(&d);
	confinement(&d);
	helpers(&d);
	file_system(&d);
	versions(&d);
	emit_end(c->out);
	return HJ_OK;
}

static const struct command_example examples[] = {
	{ "doctor", N_("is this computer fit for the work?") },
	{ NULL, NULL },
};

const struct command_page doctor_page = {
	.text =
	    N_("Looks at what the vault cannot protect itself against: swap, core dumps, the\nkernel's barriers for helpers, the file system.  Needs no passphrase."),
	.examples = examples,
	.run = run,
};

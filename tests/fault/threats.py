"""Each threat of the threat model has a mitigation, and a test that fails when
it is taken out: this takes it out, in a copy of the source, and looks.

Without --long only what can rot is checked: the text to take out stands in its
file exactly once, and the test has the name given here.  With it each
mitigation is taken out, the copy built and the test run, which takes a minute
each; `make fault-threats` does that, T4 T12 as arguments only those.
"""
import collections
import os
import shutil
import subprocess
import sys
import tempfile

from world import RAM, TOP, check, is_long

Threat = collections.namedtuple("Threat", "id what file old new test")

THREATS = [
    Threat("T1", "the floor under the cost of the key derivation", "core/crypto/kdf.c",
           "cost->ops < HJ_KDF_OPS_MIN || cost->mem < HJ_KDF_MEM_MIN", "cost->ops == 0",
           "unit/test_kdf"),
    Threat("T1", "head of each record hidden", "core/crypto/seal.c",
           "(void)crypto_stream_xchacha20_xor(head, head, HEAD, nonce, at->mask);", "(void)nonce, (void)head, (void)at;",
           "unit/test_seal"),
    Threat("T1", "a record opens under one key alone", "core/crypto/seal.c",
           "sodium_memcmp(d.commitment, p + AT_COMMITMENT, COMMITMENT) == 0;", "d.commitment[0] + 1 != 0;",
           "unit/test_seal"),
    Threat("T2", "what is freed is overwritten", "cli/access/heap.c",
           "\texplicit_bzero(p, malloc_usable_size(p));\n", "",
           "unit/test_remains"),
    Threat("T2", "nobody used it for a while", "cli/access/unlock.c",
           "return left < t->idle ? (unsigned)left : t->idle;", "return (unsigned)left;",
           "unit/test_unlock"),
    Threat("T2", "the computer slept", "cli/access/unlock.c",
           " || c->boot - c->mono > t->slept + 1000", "",
           "unit/test_unlock"),
    Threat("T2", "the key goes before the computer sleeps", "cli/sleep_main.c",
           "\tif (begins)\n\t\tlock(to);\n", "\t(void)begins, (void)to;\n",
           "cli/sleep.bats: before the computer sleeps the key is gone"),
    Threat("T3", "random bytes over the headers", "core/vault/destroy.c",
           "\t\trc = hj_fd_write(fd, name, noise, part, err);\n", "",
           "unit/test_destroy"),
    Threat("T3", "one header that fails does not save the other", "core/vault/destroy.c",
           "for (unsigned i = 0; i < 2; i++) {", "for (unsigned i = 0; i < 2 && (i == 0 || ret->header[0]); i++) {",
           "unit/test_destroy"),
    Threat("T3", "keys are not destroyed by mistake", "cli/command/cmd_lock.c",
           "agreed && o->confirm == NULL", "agreed && c == NULL",
           "cli/destroy.bats: on a terminal it asks twice"),
    Threat("T3", "new keys for all pages, once something was erased", "core/vault/rekey.c",
           "\thj_keyring_renew_erase(mine);\n", "",
           "fault/fault.bats: what was erased opens with no key"),
    Threat("T3", "a data file without what was erased", "core/vault/rekey.c",
           " || compact(v, p, err) != HJ_OK))", "))",
           "fault/fault.bats: what was erased opens with no key"),
    Threat("T4", "who acted has signed", "core/vault/audit_commit.c",
           "hj_member_verify(key, a->text.data, a->text.len, e->signature)", "a->text.len != 0",
           "unit/test_audit_forged"),
    Threat("T4", "a role signs what it may", "core/vault/audit_roll.c",
           "!hj_role_may(l->role, e->action, e->has_digest)", "l->role == (enum hj_role)99",
           "unit/test_audit_roll"),
    Threat("T4", "a new key for the log, when a member leaves", "core/vault/rekey.c",
           "(hj_keyring_renew_log(mine, err) != HJ_OK ||", "(",
           "unit/test_vault_remove"),
    Threat("T4", "the keyring of who leaves is overwritten", "core/keys/header_member.c",
           "\thj_header_clear_keyring(h, place);\n", "",
           "unit/test_vault_remove"),
    Threat("T5", "nothing stands behind the last chunk, and there is one", "core/keys/age_open.c",
           "return n == 0 ? HJ_OK : damaged(err);", "return HJ_OK;",
           "unit/test_age_vectors"),
    Threat("T5", "no way out of the folder", "import/archive.c",
           "(len == 2 && p[from] == '.' && p[from + 1] == '.')", "false",
           "unit/test_archive"),
    Threat("T6", "no DOCTYPE", "import/guard.c",
           "g->last[1] != (uint8_t)cdata[i - 1]))\n\t\treturn false;",
           "g->last[1] != (uint8_t)cdata[i - 1]))\n\t\treturn true;",
           "unit/test_guard"),
    Threat("T6", "nothing is read from outside", "import/xml.c",
           "\txmlSetExternalEntityLoader(deny);\n", "\t(void)deny;\n",
           "unit/test_xml"),
    Threat("T6", "the parser gives up its rights", "core/confine/confine.c",
           "r.landlock = hj_landlock_close(profile->paths, profile->npaths);", "r.landlock = 1;",
           "unit/test_confine"),
    Threat("T6", "packages are taken apart by who gave up its rights", "cli/parcel_main.c",
           "if (!hj_errand_confine(e->may))", "if (e->may == NULL)",
           "cli/parcel.bats: what takes a package apart is another program"),
    Threat("T7", "a vault older than its anchor", "core/vault/vault.c",
           "\tif (rc == HJ_OK)\n\t\trc = hj_anchor_compare(",
           "\tif (rc != HJ_OK)\n\t\trc = hj_anchor_compare(",
           "cli/trust.bats: a vault put back is a rollback"),
    Threat("T7", "a clone that went its own way", "core/vault/audit_watch.c",
           "memcmp(root, w->root, sizeof(root)) == 0", "w->size + 1 != 0",
           "cli/witness.bats: T7: a cloned vault"),
    Threat("T7", "an older record, put back alone", "core/vault/vault_settings.c",
           "sodium_is_zero(hash, HJ_ROOT_HASH)", "hash != NULL",
           "unit/test_putback"),
    Threat("T8", "no core", "cli/access/process.c",
           "\t(void)setrlimit(RLIMIT_CORE, &none);\n", "\t(void)none;\n",
           "cli/hygiene.bats: with a vault open the keys are locked in memory"),
    Threat("T8", "no debugger, and no core by others", "cli/access/process.c",
           "\t(void)prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);\n", "",
           "cli/frame.bats: the process leaves no core and is not dumpable"),
    Threat("T8", "swap that is not encrypted is noticed", "cli/access/host.c",
           "return file_says(path, \"CRYPT-\");", "return true;",
           "unit/test_host"),
    Threat("T9", "the passphrase is not shown", "cli/screen/ui.c",
           "quiet.c_lflag &= ~(tcflag_t)ECHO;", "quiet.c_lflag &= ~(tcflag_t)0;",
           "cli/terminal.bats: the passphrase is asked for and never shown"),
    Threat("T10", "sizes in classes", "core/crypto/seal.c",
           "\t\tif (want <= classes[i])\n\t\t\treturn classes[i];", "\t\tif (want <= classes[i])\n\t\t\treturn want < classes[0] ? classes[0] : want;",
           "cli/hygiene.bats: two vaults whose texts are nearly as long"),
    Threat("T11", "nothing that weakens durability", "core/store/store.c",
           "(s->whole ? 0 : MDB_NORDAHEAD)", "MDB_NOSYNC | (s->whole ? 0 : MDB_NORDAHEAD)",
           "unit/test_store"),
    Threat("T12", "the log is the one that was signed", "core/vault/audit.c",
           "!l->broken && memcmp(root, said.root, sizeof(root)) != 0", "!l->broken && said.size == UINT64_MAX",
           "unit/test_audit_forged"),
    Threat("T12", "the clock that went back is counted", "core/vault/audit.c",
           "\ta->clock_back++;\n", "",
           "unit/test_audit"),
    Threat("T12", "what a partner cosigned", "core/vault/audit_watch.c",
           "memcmp(root, w->root, sizeof(root)) == 0", "w->size + 1 != 0",
           "cli/witness.bats: T12: a log made anew"),
    Threat("T12", "the log tells of what partners attested", "core/vault/verify_witness.c",
           "hj_witness_count(&w) < x->attested + x->v->head.untold", "hj_witness_count(&w) > HJ_ATTESTED_MAX",
           "unit/test_witness"),
    Threat("T13", "a header that somebody else made", "core/keys/header_open.c",
           "sodium_memcmp(mac, h->image + HJ_AT_MAC, sizeof(mac)) != 0", "mac[0] + 1 == 0",
           "unit/test_header"),
    Threat("T14", "the parser makes no call that it does not need", "core/confine/filter.c",
           "seccomp_init(SCMP_ACT_KILL_PROCESS)", "seccomp_init(SCMP_ACT_ALLOW)",
           "unit/test_confine"),
    Threat("T15", "what would turn a line around is shown as text", "core/base/text_visible.c",
           "\t{ 0x2028, 0x202e }, /* separators, bidirectional */\n", "",
           "cli/hygiene.bats: what a name would do to a terminal"),
    Threat("T15", "no formula for a spreadsheet", "cli/stats/statfile_csv.c",
           "strchr(\"=+-@\\t\\r\", p[0]) != NULL && n > 1", "n > 100000",
           "cli/stats.bats: a label that is a formula or markup stays text"),
    Threat("T16", "the ceiling over attributes", "import/guard.c",
           "return ++g->attrs <= HJ_TAG_ATTRS;", "return ++g->attrs > 0;",
           "unit/test_guard"),
    Threat("T16", "the ceiling over the cost, before memory is asked for", "core/crypto/kdf.c",
           "cost->ops > HJ_KDF_OPS_MAX || cost->mem > HJ_KDF_MEM_MAX", "cost->ops > UINT32_MAX - 1",
           "unit/test_kdf"),
]

# What the tests of the command line need.
WHOLE = ["all"] + ["build/release/tests/fault/" + p for p in ("newvault", "logind", "inject")]


def names(test):
    """The test's file and its name, which is empty for a whole program."""
    file, _, name = test.partition(": ")
    return file + ("" if file.endswith(".bats") else ".c"), name


def look(t):
    text = open(os.path.join(TOP, t.file), encoding="utf-8").read()
    check(text.count(t.old) == 1, "%s: '%s' stands %d times in %s"
          % (t.id, t.what, text.count(t.old), t.file))
    file, name = names(t.test)
    text = open(os.path.join(TOP, "tests", file), encoding="utf-8").read()
    check(not name or text.count('@test "' + name) == 1,
          "%s: there is no test '%s' in %s" % (t.id, name, file))


def run(top, test):
    """Does it pass?  None: it does not build."""
    file, name = names(test)
    make = ["make", "-s", "-j%d" % os.cpu_count()]
    if os.environ.get("CC"):
        make.append("CC=" + os.environ["CC"])
    program = "build/release/tests/" + file[:-2]
    if subprocess.run(make + ([program] if not name else WHOLE), cwd=top,
                      stdout=subprocess.DEVNULL).returncode != 0:
        return None
    line = [os.path.join(top, program)]
    if name:
        line = ["bats", "-f", "^" + name, "tests/" + file]
    env = dict(os.environ, HANJI=os.path.join(top, "build/release/hanji"))
    return subprocess.run(line, cwd=top, env=env, stdout=subprocess.DEVNULL,
                          stderr=subprocess.DEVNULL).returncode == 0


def take_out(top, t):
    path = os.path.join(top, t.file)
    text = open(path, encoding="utf-8").read()
    check(run(top, t.test) is True, "%s: %s does not pass as it is" % (t.id, t.test))
    with open(path, "w", encoding="utf-8") as f:
        f.write(text.replace(t.old, t.new))
    passed = run(top, t.test)
    with open(path, "w", encoding="utf-8") as f:
        f.write(text)
    check(passed is not None, "%s: without '%s' it does not build" % (t.id, t.what))
    check(not passed, "%s: without '%s' %s still passes" % (t.id, t.what, t.test))
    print("%-4s %-58s %s fails" % (t.id, t.what, t.test.partition(":")[0]), flush=True)


def main():
    wanted = [a for a in sys.argv[1:] if not a.startswith("-")]
    for t in THREATS:
        look(t)
    if not is_long():
        return
    top = tempfile.mkdtemp(prefix="hanji-threats-", dir=RAM)
    try:
        for file in subprocess.check_output(["git", "ls-files"], cwd=TOP, text=True).split("\n"):
            if file and os.path.exists(os.path.join(TOP, file)):
                os.makedirs(os.path.dirname(os.path.join(top, file)), exist_ok=True)
                shutil.copy2(os.path.join(TOP, file), os.path.join(top, file))
        for t in THREATS:
            if not wanted or t.id in wanted:
                take_out(top, t)
    finally:
        shutil.rmtree(top)


main()

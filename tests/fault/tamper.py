"""Entries removed, reordered, replaced or forged, the log cut short, an old
copy put back, a copied vault written on two machines: each is detected, or
handled as the format says, with exit 6 or 8."""
import os
import shutil
import subprocess

from world import PHRASE, TAMPER, World, check, folder, seeded, short


def tamper(dir, *args):
    r = subprocess.run([TAMPER, dir] + [str(a) for a in args], text=True,
                       input=PHRASE + "\n", stdout=subprocess.PIPE,
                       stderr=subprocess.PIPE)
    check(r.returncode == 0, "tamper %s: %s" % (args, r.stderr))
    return [line.split() for line in r.stdout.splitlines()]


def expect(what, r, status, *words):
    check(r.status == status, "%s: exit %s expected, %r" % (what, status, r))
    for word in words:
        check(word in r.out + r.err, "%s: no '%s' in %r" % (what, word, r))
    print("%-52s exit %d" % (what, r.status))


class Play:
    """A vault of a few cases, and its older self."""

    def __init__(self, dir):
        self.dir, self.n = dir, 0
        self.now = World(os.path.join(dir, "w"))
        self.now.init()
        expect("a vault in which nothing was done",
               self.now.run("audit", "verify"), 0)
        self.ids = [self.now.must("add", "title=first").strip()
                    for _ in range(3)]
        self.old = self.now.copy(os.path.join(dir, "old"))
        for _ in range(2):
            self.now.must("add", "title=second")
        self.now.must("update", self.ids[0], "title=changed")
        self.kinds()

    def kinds(self):
        """Which record is what, by what became of it."""
        before = dict(tamper(self.old.vault, "records"))
        after = dict(tamper(self.now.vault, "records"))
        self.roots = [n for n in after if int(n) <= 16]
        # Above 2^20: revisions and pages of the log, in order of writing.
        pages = [p[0] for p in tamper(self.now.vault, self.now.state + "/hanji", "page")]
        self.pages = pages
        self.revisions = [n for n in after
                          if int(n) >= 1 << 20 and n not in pages]
        self.catalogue = [n for n in after if 16 < int(n) < 1 << 20]
        check(len(self.revisions) == 6 and len(pages) >= 6,
              "unexpected records: %r %r" % (sorted(before), sorted(after)))

    def copy(self):
        self.n += 1
        return self.now.copy(os.path.join(self.dir, "t%d" % self.n))


def replaced(p):
    w = p.copy()
    tamper(w.vault, "drop", p.revisions[2])
    expect("a revision removed", w.run("audit", "verify"), 6,
           "record " + p.revisions[2])
    w = p.copy()
    tamper(w.vault, "swap", p.revisions[1], p.revisions[2])
    expect("two revisions exchanged", w.run("audit", "verify"), 6,
           "record " + p.revisions[1], "record " + p.revisions[2])
    w = p.copy()
    tamper(w.vault, "drop", p.pages[1])
    expect("an entry of the log removed", w.run("audit", "verify"), 6)
    w = p.copy()
    tamper(w.vault, "swap", p.pages[1], p.pages[2])
    expect("entries of the log reordered", w.run("audit", "verify"), 6,
           p.pages[1])
    w = p.copy()
    tamper(w.vault, w.state + "/hanji", "forge", p.pages[1], 86400)
    expect("an entry backdated by somebody with the keys",
           w.run("audit", "verify"), 6)
    w = p.copy()
    for n in p.catalogue:
        tamper(w.vault, "take", n, p.old.vault)
    r = w.run("audit", "verify")
    if r.status == 0:
        r = w.run("check")
    expect("the catalogue of yesterday under the log of today", r, 6)
    w = p.copy()
    tamper(w.vault, "take", "1", p.old.vault)
    expect("the first of two copies of the log's head older",
           w.run("audit", "verify"), 8)
    w = p.copy()
    tamper(w.vault, "take", "9", p.old.vault)
    expect("the second of two copies of the log's head older",
           w.run("audit", "verify"), 6, "records 1 and 9")


def cut_short(p):
    """All roots of yesterday: the log then ends where it ended yesterday."""
    w = p.copy()
    for n in p.roots:
        tamper(w.vault, "take", n, p.old.vault)
    expect("a log cut short", w.run("audit", "verify"), 8)
    expect("a log cut short, to list", w.run("list"), 8)
    # Elsewhere, without an anchor: what is there does not fit the log.
    shutil.rmtree(w.state)
    expect("a log cut short, where nobody knew it",
           w.run("audit", "verify"), 6)


def put_back(p):
    """Yesterday's copy of the whole vault, today's anchor."""
    checkpoint = os.path.join(p.dir, "checkpoint")
    p.now.must("audit", "checkpoint", "-o", checkpoint)
    w = p.copy()
    shutil.rmtree(w.vault)
    shutil.copytree(p.old.vault, w.vault)
    before = snapshot(w.vault)
    for command in (("list",), ("audit", "verify"), ("add", "title=x"),
                    ("check",)):
        expect("yesterday's copy put back: " + " ".join(command),
               w.run(*command), 8, "--accept-rollback")
    check(snapshot(w.vault) == before, "a refused rollback wrote to the vault")
    expect("accepted without a reason", w.run("list", "--accept-rollback"), 2)
    why = ("--accept-rollback", "--reason", "the disk broke")
    expect("accepted with a reason", w.run("list", *why), 0)
    expect("not yet written to, so not yet accepted", w.run("list"), 8)
    w.must("add", "title=after", *why)
    expect("accepted and written to", w.run("list"), 0)
    log = w.data("audit", "log")
    check(any(e["action"] == "rollback" for e in entries(log)),
          "the rollback is not in the log: %r" % log)
    expect("it verifies", w.run("audit", "verify", "--deep"), 0)
    expect("but not against yesterday's checkpoint",
           w.run("audit", "verify", "--against", checkpoint), 8)


def entries(log):
    return log if isinstance(log, list) else log["entries"]


def snapshot(dir):
    found = {}
    for name in ("header.a", "header.b", "data.mdb"):
        with open(os.path.join(dir, name), "rb") as f:
            found[name] = f.read()
    return found


def second_machine(p):
    first, second = p.copy(), p.copy()
    shutil.rmtree(second.state)
    r = second.run("list")
    expect("copied to a second machine", r, 0, "not used on this computer")
    mine = second.must("add", "title=there").strip()
    devices = {e["device"] for e in entries(second.data("audit", "log"))}
    check(len(devices) == 2, "no device of its own: %r" % devices)
    expect("the copy, written on the second machine",
           second.run("audit", "verify", "--deep"), 0)
    expect("the second machine knows it now", second.run("list"), 0)
    check("not used" not in second.run("list").err, "strange twice")
    expect("the first machine's own", first.run("audit", "verify", "--deep"), 0)

    # Brought back to the first machine, which did nothing meanwhile.
    home = p.copy()
    shutil.rmtree(home.vault)
    shutil.copytree(second.vault, home.vault)
    expect("brought back to the first machine", home.run("audit", "verify"), 0)
    check(short(mine) in {short(i) for i in home.ids()}, "a case is lost")
    home.must("add", "title=here")
    expect("and written there again",
           home.run("audit", "verify", "--deep"), 0)

    # The first machine wrote meanwhile: what came back lacks its entries.
    first.must("add", "title=here")
    shutil.rmtree(first.vault)
    shutil.copytree(second.vault, first.vault)
    expect("brought back over what was written meanwhile",
           first.run("list"), 8, "--accept-rollback")


def main():
    seeded()
    p = Play(folder("tamper"))
    replaced(p)
    cut_short(p)
    put_back(p)
    second_machine(p)


main()

"""kill -9 before a system call of each command that changes the header files:
between the two of them, between them and the entry of the log that says so (in
either order), and anywhere else.

Afterwards the old or the new way opens the vault, the log verifies and tells
what was changed in a header, once, as soon as anybody has written something
else; and the same command again brings it to its end.

A few of the calls; --long takes every one, and goes on where it stopped
(build/fault/header.json; SECONDS=N: for so long).  Everybody is invented."""
import json
import os
import random
import shutil
import subprocess
import time
from collections import Counter

from counted import load, save
from traced import INJECT, can_trace
from world import PHRASE, World, check, folder, is_long, seeded

NEWVAULT = os.path.join(os.path.dirname(INJECT), "newvault")
NEW = "the snow on the pine tree"
THEIRS = "a boat without any light"
WAYS = ("passphrase", "key-file-add", "shares-made", "shares-revoked", "late")


class Way:
    """How somebody gets in."""

    def __init__(self, phrase, *options):
        self.phrase, self.options = phrase, options

    def run(self, w, *words, more=None, **how):
        phrase = self.phrase + ("\n" + more if more else "")
        return w.run(*self.options, *words, phrase=phrase, **how)

    def data(self, w, *words):
        r = self.run(w, "--json", *words)
        check(r.status == 0, "hanji %s: %r" % (" ".join(words), r))
        return json.loads(r.out)["data"]

    def opens(self, w):
        return self.run(w, "list").status == 0


OLD, NEXT = Way(PHRASE), Way(NEW)
FILE = Way(PHRASE, "--key-file", "stick")


def actions(way, w):
    """How often each stands in the log."""
    return Counter(e["action"] for e in way.data(w, "audit", "log"))


def active(way, w):
    return [m["name"] for m in way.data(w, "member", "list") if not m["until"]]


def teams(way, w):
    return [t["name"] for t in way.data(w, "team", "list")]


class Step:
    """A command; what opens the vault when it is done; how that is seen."""

    def __init__(self, words, done, more=None, way=OLD, told=None):
        self.words, self.done, self.more = words.split(), done, more
        self.way, self.told = way, told


STEPS = [
    Step("passwd", lambda y, w: y is NEXT, NEW, NEXT, "passphrase"),
    Step("passwd --add-key-file stick", lambda y, w: y is FILE, PHRASE, FILE,
         "key-file-add"),
    Step("recover shares -o -", lambda y, w: actions(y, w)["shares-made"] +
         actions(y, w)["late"] > 1, told="shares-made"),
    Step("--yes recover revoke", lambda y, w: actions(y, w)["shares-revoked"] +
         actions(y, w)["late"] > 0, told="shares-revoked"),
    Step("--yes passwd --new-keys", lambda y, w: y is NEXT, NEW, NEXT),
    Step("member add Nari --role reader --team 0",
         lambda y, w: {"Nari", "Sora"} < set(active(y, w)) and
         None not in active(y, w), THEIRS),
    Step("member remove Sora --yes", lambda y, w: "Sora" not in active(y, w)),
    Step("team add coast", lambda y, w: "coast" in teams(y, w)),
    Step("team rename 0 office", lambda y, w: "office" in teams(y, w)),
    Step("erase {c} --ground withdrawn --yes", lambda y, w: not [
        c for c in y.data(w, "list") if c["title"] == "one"]),
]


def generation(w):
    """The newest that a file says; not a torn one, for nothing was torn."""
    said = []
    for name in ("header.a", "header.b"):
        with open(os.path.join(w.vault, name), "rb") as f:
            said.append(int.from_bytes(f.read(24)[16:], "big"))
    return max(said)


class Headers:
    def __init__(self, top):
        self.top, self.base = top, World(os.path.join(top, "base"))
        w = self.base
        subprocess.run([NEWVAULT, w.vault, os.path.join(w.state, "hanji")],
                       input=PHRASE + "\n", text=True, check=True)
        self.case = w.must("add", "title=one").strip()
        w.must("member", "add", "Sora", "--role", "caseworker", "--team", "0",
               phrase=PHRASE + "\n" + THEIRS)
        w.must("recover", "shares", "-o", "-")
        self.before, self.generation = actions(OLD, w), generation(w)
        self.calls = {}

    def fresh(self):
        path = os.path.join(self.top, "try")
        shutil.rmtree(path, ignore_errors=True)
        shutil.copytree(self.base.folder, path)
        return World(path)

    def run(self, w, step, way=OLD, before=()):
        words = [x.format(c=self.case) for x in step.words]
        return way.run(w, *words, more=step.more, before=before)

    def count(self, step):
        w = self.fresh()
        at = os.path.join(w.folder, "calls")
        r = self.run(w, step, before=[INJECT, "-u", w.folder, "-c", at, "--"])
        check(r.status == 0, "without a kill: %s: %r" % (step.words, r))
        check(step.way.opens(w), "%s: not done" % step.words)
        with open(at) as f:
            return int(f.read())

    def way_in(self, w, what):
        for way in (NEXT, FILE, OLD):
            if way.opens(w):
                return way
        check(False, what + ": nothing opens it")

    def told(self, w, way, step, what):
        """What stands in the log beyond what stood there before."""
        said = [a for a in (actions(way, w) - self.before).elements()
                if a in WAYS]
        changed = generation(w) > self.generation
        check(said in ([step.told], ["late"]) if changed else said == [],
              "%s: header %schanged, the log says %s" % (
                  what, "" if changed else "not ", said))
        return said == ["late"]

    def try_kill(self, i, nth):
        step = STEPS[i]
        what = "%s, call %d of %d" % (" ".join(step.words), nth, self.calls[i])
        w = self.fresh()
        r = self.run(w, step, before=[INJECT, "-u", w.folder, "-k", "-n",
                                      str(nth), "--"])
        check(r.status in (0, 1, 6, 137), "%s: %r" % (what, r))
        way = self.way_in(w, what)
        r = way.run(w, "add", "title=two")
        check(r.status == 0, "%s: then %r" % (what, r))
        late = step.told and self.told(w, way, step, what)
        if not step.done(way, w):
            r = self.run(w, step, way)
            # A key file that was made already is never replaced.
            if r.status != 0 and "--add-key-file" in step.words:
                os.remove(os.path.join(w.tmp, "stick"))
                r = self.run(w, step, way)
            check(r.status == 0, "%s: again %r" % (what, r))
            way = self.way_in(w, what)
        check(step.done(way, w) and way is step.way,
              "%s: not done in the end" % what)
        for command in (("audit", "verify"), ("check",)):
            r = way.run(w, *command)
            check(r.status == 0, "%s: in the end %r" % (what, r))
        return bool(late)


def main():
    if not can_trace():
        return
    rng, done, late = seeded(), load("header") if is_long() else {}, 0
    until = time.monotonic() + float(os.environ.get("SECONDS") or 1e9)
    h, kills = Headers(folder("header")), 0
    steps = range(len(STEPS)) if is_long() else [rng.randrange(len(STEPS))]
    for i in steps:
        h.calls[i] = h.count(STEPS[i])
    # In turn, each in an order of its own that is always the same.
    order = {i: random.Random(i).sample(range(1, n + 1), n)
             if is_long() else [rng.randint(1, n)] for i, n in h.calls.items()}
    for k in range(max(map(len, order.values()))):
        for i in steps:
            if k >= len(order[i]) or time.monotonic() > until or \
                    k < done.get(str(i), 0):
                continue
            late += h.try_kill(i, order[i][k])
            kills += 1
            if is_long():
                done[str(i)] = k + 1
                done["kills"] = done.get("kills", 0) + 1
                done["late"] = done.get("late", 0) + late
                late = 0
                save("header", done)
    print("%d kills among %s calls%s" % (
        kills, sorted(h.calls.values()),
        "; %s" % json.dumps(done) if is_long() else ""))


main()

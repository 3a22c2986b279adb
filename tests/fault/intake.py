"""kill -9 before a system call on the files of the vault or of the stick, while
case files of the field are sealed, written, and erased after the receipt.
Afterwards the vault verifies, each case file is here as it was or (only after
the receipt came) at headquarters, and the same command goes on to the end.

A few of the calls; --long takes every one, and goes on where it stopped
(build/fault/intake.json; SECONDS=N: for so long).  Everybody is invented."""
import json
import os
import shutil
import time

from counted import load, save
from traced import can_trace, injected
from world import World, check, folder, is_long, many, seeded

STEPS = [("intake", "close"), ("intake", "deliver", "p.age"),
         ("intake", "deliver", "--receipt", "r.txt", "--yes")]


def here(w):
    """Case files and their newest versions."""
    return {c: [r["fingerprint"] for r in w.data("history", c)
                if r["fingerprint"]][-1] for c in w.ids()}


def erased(w):
    return sum(e["action"] == "erase" for e in w.data("audit", "log"))


class Journey:
    """A vault in the field, copied before each of the steps, and all that
    headquarters has."""

    def __init__(self, top):
        self.before = [os.path.join(top, "before%d" % i)
                       for i in range(len(STEPS))]
        self.hq = World(os.path.join(top, "hq"))
        self.hq.init()
        w = World(os.path.join(top, "field"))
        w.init()
        digits = self.hq.data("intake", "key", "HQ", "-o",
                              os.path.join(w.tmp, "hq.keys"))["digits"]
        w.must("intake", "start", "--to", "hq.keys", "--number", digits)
        self.cases = [w.must("add", "title=case %d" % i).strip()
                      for i in range(4)]
        w.must("update", self.cases[0], "title=second")
        w.must("attach", self.cases[1], "-", input="letter\n" * 1000)
        self.changed = w.data("show", self.cases[3])["id"]
        self.calls, self.now = [], []
        for step, dir in zip(STEPS, self.before):
            if "--receipt" in step:
                self.answer(w)
                # Changed since: it stays.
                w.must("update", self.cases[3], "title=changed since")
            self.now.append(here(w))
            shutil.copytree(w.folder, dir)
            r, calls = injected(w, step)
            check(r.status == 0, "without a kill: %s: %r" % (step, r))
            self.calls.append(calls)
        self.unlocked = w.unlocked

    def answer(self, w):
        at = os.path.join(w.tmp, "p.age")
        self.hq.must("import", at)
        self.hq.must("intake", "receipt", at, "-o",
                     os.path.join(w.tmp, "r.txt"))
        self.arrived = set(self.hq.ids())

    def nothing_lost(self, w, i, what):
        left, erases = here(w), "--receipt" in STEPS[i]
        for c, version in self.now[i].items():
            if c in left:
                check(left[c] == version, "%s: %s changed" % (what, c))
            else:
                check(erases and c in self.arrived and c != self.changed,
                      "%s: %s is lost" % (what, c))
        return left

    def try_kill(self, top, i, nth):
        step, what = STEPS[i], "%s, call %d of %d" % (STEPS[i], nth,
                                                      self.calls[i])
        path = os.path.join(top, "try")
        shutil.rmtree(path, ignore_errors=True)
        shutil.copytree(self.before[i], path)
        w = World(path)
        w.unlocked = self.unlocked
        r, _ = injected(w, step, ["-k", "-n", str(nth)])
        check(r.status in (0, 1, 6, 137), "%s: %r" % (what, r))
        v = w.run("audit", "verify")
        check(v.status == 0, "%s: then %r" % (what, v))
        self.nothing_lost(w, i, what)
        out = os.path.join(w.tmp, "p.age")
        if "p.age" in step and os.path.exists(out):
            os.rename(out, out + ".whole")
        again = w.run(*step)
        # Killed after its last word, it was used.
        done = "--receipt" in step and again.status == 8
        check(again.status == 0 or done, "%s: again %r" % (what, again))
        left = self.nothing_lost(w, i, what)
        if os.path.exists(out + ".whole"):
            check(open(out, "rb").read() == open(out + ".whole", "rb").read(),
                  "%s: half of a package was written" % what)
        if "--receipt" in step:
            check(len(left) == 1 and erased(w) == 3,
                  "%s: %d are left, %d erased" % (what, len(left), erased(w)))
        v = w.run("check")
        check(v.status == 0, "%s: at the end %r" % (what, v))
        return r.status == 137


def main():
    if not can_trace():
        return
    rng, done, killed = seeded(), load("intake") if is_long() else {}, 0
    until = time.monotonic() + float(os.environ.get("SECONDS") or 1e9)
    top = folder("intake")
    j = Journey(top)
    for i, calls in enumerate(j.calls):
        some = max(1, many(6, calls))
        for nth in sorted(rng.sample(range(1, calls + 1), some)):
            if time.monotonic() > until or \
                    (is_long() and nth <= done.get(str(i), 0)):
                continue
            killed += j.try_kill(top, i, nth)
            if is_long():
                done[str(i)] = nth
                done["kills"] = done.get("kills", 0) + 1
                save("intake", done)
    print("%d kills among %s calls, 0 lost%s" % (
        killed, j.calls, "; %s" % json.dumps(done) if is_long() else ""))


main()

"""Allocations that a command makes fail once, or from then on (starve.c).
It says that there was no memory and exits with 1, or did without; the vault is
byte for byte what it was, or verifies and holds what it held before the command
or after it.

Short: those by which a vault is opened, and a few of a few commands.  --long:
in all commands, one for each call in the program that leads to an allocation,
so that each call that can fail for want of memory does; how far it came stands
in build/fault/memory.json (SECONDS=N: for so long)."""
import filecmp
import hashlib
import os
import shutil
import subprocess
import time

import others
import scenario
from counted import load, save
from world import HANJI, HERE, TOP, World, check, folder, is_long, seeded

OPENING = 12  # allocations, until a vault is open
SHORT = {0: 3, 3: 3, 20: OPENING, 36: 3}
START = {"faults": 0, "refused": 0, "step": 0, "calls": []}


SAID = ("out of memory", "메모리가 모자랍니다", "annot allocate memory")

# What counts what is run needs memory, too, and does not survive without.
JUDGED = "/coverage/" not in HANJI


def library(dir):
    path = os.path.join(dir, "starve.so")
    subprocess.run(["cc", "-D_GNU_SOURCE", "-I", TOP, "-shared", "-fPIC", "-O1", "-o",
                    path, os.path.join(HERE, "starve.c")], check=True)
    return path


class Starved(World):
    """Its commands are started with starve.so before them."""

    def __init__(self, folder, so, at, sticky):
        super().__init__(folder)
        self.so, self.at, self.sticky = so, at, sticky
        self.count = os.path.join(folder, "count")

    def env(self):
        more = {"LD_PRELOAD": self.so, "STARVE_AT": str(self.at),
                "STARVE_COUNT": self.count}
        return dict(super().env(), **more, **({"STARVE_ON": "1"} if self.sticky else {}))


def starved(w, so, args, how, at=0, sticky=False):
    """What the command did, how often it asked for memory, and, with memory,
    the first allocation that each call led to: {call: nth}."""
    s = Starved(w.folder, so, at, sticky)
    s.like(w).more = w.more
    r = s.run(*args, **how)
    try:
        with open(s.count) as f:
            asked = int(f.readline())
            return r, asked, {int(call): int(nth) for nth, call in
                              (line.split() for line in f)}
    except OSError:
        return r, 0, {}


def same(a, b):
    """Header files and data."""
    return all(filecmp.cmp(os.path.join(a, "vault", name), os.path.join(b, "vault", name),
                           False) for name in ("header.a", "header.b", "data.mdb"))


class Step:
    """One command of the scenario, and the vault before and after it."""

    def __init__(self, w, o, known, dir, so):
        if o.first:
            o.first(w, known)
        self.o, self.args, self.so, self.known = o, o.args(known), so, dict(known)
        self.before = os.path.join(dir, "before")
        self.look = os.path.join(dir, "look")
        shutil.rmtree(self.before, ignore_errors=True)
        shutil.copytree(w.folder, self.before)
        self.was = self.now = None
        self.origin = World(self.before).like(w)
        r, self.asked, self.led = starved(w, so, self.args, o.how(w, known))
        check(r.status == 0, "with memory: %s: %r" % (self.args, r))
        scenario.learn(known, o, r.out)
        scenario.after(w, o)
        self.world = w

    def state(self, folder):
        w = World(folder).like(self.world)
        if self.o.ways:
            w.opened(self.o.ways)
        return scenario.state(w.copy(self.look))

    def try_fault(self, path, nth, sticky):
        """Was it refused?"""
        what = "%s, allocation %d of %d%s" % (self.args, nth, self.asked,
                                              " and all later" if sticky else "")
        shutil.rmtree(path, ignore_errors=True)
        shutil.copytree(self.before, path)
        w = World(path).like(self.origin)
        r, _, _ = starved(w, self.so, self.args, self.o.how(w, self.known), nth, sticky)
        if not JUDGED:
            return r.status != 0
        check(r.status in (0, 1), "%s: %r" % (what, r))
        check(r.status == 0 or any(s in r.err for s in SAID), "%s: says %r" % (what, r))
        if same(self.before, path):
            return r.status != 0
        w.more = {}
        if self.o.ways:
            w.unlocked = False
            w.opened(self.o.ways)
        v = w.run("audit", "verify")
        check(v.status == 0, "%s: then %r" % (what, v))
        if self.was is None:
            self.was, self.now = self.state(self.before), self.state(self.world.folder)
        after = self.state(path)
        check(after in (self.was, self.now) or self.o.stages,
              "%s: half done, %s of %s to %s: %r" % (what, after[0], self.was[0],
                                                     self.now[0], r))
        if after not in (self.was, self.now):
            again = w.run(*self.args, **self.o.how(w, self.known))
            # Not found: whom it was about is gone, the log is told by the next change.
            check(again.status in (0, 4), "%s: does not go on: %r" % (what, again))
        return r.status != 0


def few(rng, step, n):
    """(nth, sticky): the first ones, or as many at random."""
    if n == OPENING:
        return [(nth, False) for nth in range(1, n + 1)]
    return [(nth, rng.random() < 0.5) for nth in
            sorted(rng.sample(range(1, step.asked + 1), min(n, step.asked)))]


def one_a_call(step, calls):
    """(nth, sticky): one for each call that did not fail yet.  Where nobody
    judges, what fails from then on shows nothing more."""
    return [(nth, sticky) for nth in
            sorted({nth for call, nth in step.led.items() if call not in calls})
            for sticky in ((False, True) if JUDGED else (False,))]


def begun():
    """What was done with this very program; another has its calls elsewhere."""
    with open(HANJI, "rb") as f:
        program = hashlib.sha256(f.read()).hexdigest()
    done = load("memory") if is_long() and JUDGED else {}
    return done if done.get("program") == program else dict(START, program=program)


def main():
    rng, dir = seeded(), folder("memory")
    end = time.monotonic() + int(os.environ.get("SECONDS") or 10 ** 9)
    if "/sanitize/" in HANJI:
        print("SKIPPED: the sanitizers have an allocator of their own")
        return
    done = begun()
    calls = set(done["calls"])
    so, path = library(dir), os.path.join(dir, "x")
    parts = (scenario, others) if is_long() else (scenario,)
    for at, w, known, o in scenario.each(dir, rng, *parts):
        skip = at < done["step"] or (not is_long() and at not in SHORT)
        # `verify` confines itself, which no library loaded before it survives.
        if skip or time.monotonic() > end or o.words[0] == "verify":
            scenario.passed(w, o, known)
            continue
        s = Step(w, o, known, dir, so)
        for nth, sticky in one_a_call(s, calls) if is_long() else few(rng, s, SHORT[at]):
            done["refused"] += s.try_fault(path, nth, sticky)
            done["faults"] += 1
        calls.update(s.led)
        done["step"], done["calls"] = at + 1, sorted(calls)
        if is_long() and JUDGED:
            save("memory", done)
    print("%d faults in the first %d commands, by way of %d calls, %d refused, "
          "nothing lost" % (done["faults"], done["step"], len(calls), done["refused"]))


main()

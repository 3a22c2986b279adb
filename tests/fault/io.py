"""The system calls that a command makes on the vault's files, on its own files
and on its output fail once, or from then on: with an error of the medium, with
a full disk, or half written.  Afterwards the vault verifies and holds what it
held before the command or after it; what was acknowledged is there, what failed
says so, and the same command then works.

A few at random.  --long: of all commands those calls that come for the first
time after the two before them (which call, on which sort of file), with one
fault in a pass and another in the next: six passes are all (PASSES=N: so many).
How far it came stands in build/fault/io.json (SECONDS=N: for so long)."""
import errno
import os
import re
import shutil
import time

import others
import scenario
from counted import load, save
from traced import can_trace, injected
from world import World, check, folder, is_long, many, seeded

FAULTS = [(str(errno.EIO), False), (str(errno.ENOSPC), False), ("half", False),
          (str(errno.EIO), True), (str(errno.ENOSPC), True), ("half", True)]
LOOKING = ("audit", "backup", "check")
START = {"faults": 0, "refused": 0, "pass": 0, "step": 0, "tried": []}


def option(nth, fault):
    how, sticky = FAULTS[fault]
    return ["-n", str(nth)] + (["-h"] if how == "half" else ["-e", how]) + \
        (["-s"] if sticky else [])


def output(w, o):
    """What a command wrote beside the vault: None where it is not there."""
    path = os.path.join(w.tmp, o.out) if o.out else None
    if path is None or not os.path.exists(path):
        return None
    return os.path.isdir(path) or os.path.getsize(path)


def sorts(path, folder):
    """Which call on which sort of file, in their order."""
    with open(path, errors="replace") as f:
        lines = [line.rstrip("\n").replace(folder, "") for line in f]
    return [re.sub(r"[0-9a-f]{8,}|(?<=\D)\d+|tmp[-.]\w+", "N", line) for line in lines]


class Step:
    """One command of the scenario, and the vault before and after it."""

    def __init__(self, w, o, known, dir):
        if o.first:
            o.first(w, known)
        self.o, self.args, self.known = o, o.args(known), dict(known)
        self.before = os.path.join(dir, "before")
        shutil.rmtree(self.before, ignore_errors=True)
        shutil.copytree(w.folder, self.before)
        self.origin = World(self.before).like(w)
        # Looking is logged too: the copies are looked at.
        self.look = os.path.join(dir, "look")
        self.was = scenario.state(w.copy(self.look))
        told = os.path.join(dir, "told")
        r, self.calls = injected(w, self.args, ["-t", told], **o.how(w, known))
        check(r.status == 0, "without a fault: %s: %r" % (self.args, r))
        self.sorts = sorts(told, w.folder)
        scenario.learn(known, o, r.out)
        scenario.after(w, o)
        self.now = scenario.state(w.copy(self.look))
        self.made = output(w, o)

    def new(self, tried):
        """The calls that are not among those."""
        for nth in range(1, self.calls + 1):
            sort = " < ".join(self.sorts[max(0, nth - 3):nth][::-1])
            if sort not in tried:
                tried.add(sort)
                yield nth

    def try_fault(self, path, nth, fault):
        """Was it refused?"""
        what = "%s, call %d of %d (%s), %s%s" % (
            self.args, nth, self.calls, self.sorts[nth - 1], FAULTS[fault][0],
            " and all later" if FAULTS[fault][1] else "")
        shutil.rmtree(path, ignore_errors=True)
        shutil.copytree(self.before, path)
        w = World(path).like(self.origin)
        r, _ = injected(w, self.args, option(nth, fault), **self.o.how(w, self.known))
        # What cannot be read is damaged to those who look for damage.
        check(r.status in (0, 1) or (r.status == 6 and self.o.words[0] in LOOKING),
              "%s: %r" % (what, r))
        check(r.status == 0 or r.err, "%s: fails and says nothing" % what)
        for mark in ("Sanitizer", "runtime error", "assert"):
            check(mark not in r.err, "%s: %r" % (what, r))
        w.more = {}
        if self.o.ways:
            w.unlocked = False
            w.opened(self.o.ways)
        v = w.run("audit", "verify")
        check(v.status == 0, "%s: then %r" % (what, v))
        after = scenario.state(w.copy(self.look))
        check(after in (self.was, self.now) or self.o.stages,
              "%s: half done, %s of %s to %s: %r" % (what, after[0], self.was[0],
                                                     self.now[0], r))
        if r.status == 0:
            check(after == self.now, "%s: acknowledged and lost" % what)
            check(output(w, self.o) == self.made, "%s: its file is not whole" % what)
        elif after != self.now:
            again = w.run(*self.args, **self.o.how(w, self.known))
            # 4: whom it was about is gone, the next change tells the log.  3: a draft
            # is kept, and is to be gone on with or thrown away.
            check(again.status == 0 or (self.o.stages and again.status in (3, 4)),
                  "%s: not even afterwards: %r" % (what, again))
        return r.status != 0


def said_as_it_is(w):
    """A medium that cannot be read is called so at every call, not damaged,
    locked or no vault."""
    _, calls = injected(w, ["list"])
    for nth in range(1, calls + 1):
        r, _ = injected(w, ["list"], option(nth, 0))
        check(r.status in (0, 1), "list, call %d of %d: %r" % (nth, calls, r))
        check(r.status == 0 or "nput/output error" in r.err,
              "list, call %d of %d: says something else: %r" % (nth, calls, r))
    return calls


def some(dir, rng, n):
    """A few faults of every other command, chosen at random."""
    total = refused = 0
    path = os.path.join(dir, "x")
    for i, w, known, o in scenario.each(dir, rng, scenario):
        if i == 0:  # the calls of a commit, one fault each
            s = Step(w, o, known, dir)
            for nth in range(max(1, s.calls - 9), s.calls + 1):
                refused += s.try_fault(path, nth, nth % len(FAULTS))
        elif total < n and rng.random() < 0.5:
            s = Step(w, o, known, dir)
            refused += s.try_fault(path, rng.randint(1, s.calls),
                                   rng.randrange(len(FAULTS)))
            total += 1
        else:
            scenario.passed(w, o, known)
        if total == n:
            break
    total += 10 + said_as_it_is(w)
    print("%d faults, %d refused, nothing lost" % (total, refused))


def all_of_them(dir, rng, passes, end):
    done = load("io") or START
    path = os.path.join(dir, "x")
    while done["pass"] < passes and time.monotonic() < end:
        tried = set(done["tried"])
        for i, w, known, o in scenario.each(dir, rng, scenario, others):
            if i < done["step"]:
                scenario.passed(w, o, known)
                continue
            if time.monotonic() > end:
                break
            s = Step(w, o, known, dir)
            for nth in s.new(tried):
                fault = (done["pass"] + nth + i) % len(FAULTS)
                done["refused"] += s.try_fault(path, nth, fault)
                done["faults"] += 1
            done["step"], done["tried"] = i + 1, sorted(tried)
            save("io", done)
        else:
            done["pass"], done["step"], done["tried"] = done["pass"] + 1, 0, []
            save("io", done)
        shutil.rmtree(os.path.join(dir, "scenario"), ignore_errors=True)
        shutil.rmtree(os.path.join(dir, "others"), ignore_errors=True)
    print("so far %(faults)d faults in %(pass)d whole passes and %(step)d commands, "
          "%(refused)d refused, nothing lost" % done)


def main():
    if not can_trace():
        return
    rng, dir = seeded(), folder("io")
    if is_long():
        all_of_them(dir, rng, int(os.environ.get("PASSES") or len(FAULTS)),
                    time.monotonic() + int(os.environ.get("SECONDS") or 10 ** 9))
    else:
        some(dir, rng, many(12, 0))


main()

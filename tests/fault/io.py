"""Every system call that a command makes on the vault's files, on its own files
and on its output fails once, or from then on: with an error of the medium, with
a full disk, or half written.  Afterwards the vault verifies and holds what it
held before the command or after it; what was acknowledged is there, what failed
says so, and the same command then works.

A fault each second call or so of the scenario is many thousands; which were
done stands in build/fault/io.json, and --long goes on there (SECONDS=N: for so
long)."""
import errno
import os
import shutil
import time

import scenario
from counted import load, save
from traced import can_trace, injected
from world import World, check, folder, is_long, many, seeded

FAULTS = [(str(errno.EIO), False), (str(errno.ENOSPC), False), ("half", False),
          (str(errno.EIO), True), (str(errno.ENOSPC), True), ("half", True)]
START = {"faults": 0, "refused": 0, "pass": 0, "step": 0}


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


class Step:
    """One command of the scenario, and the vault before and after it."""

    def __init__(self, w, o, known, dir):
        self.o, self.args = o, o.args(known)
        self.before = os.path.join(dir, "before")
        shutil.rmtree(self.before, ignore_errors=True)
        shutil.copytree(w.folder, self.before)
        # Looking is logged too: the copies are looked at, and w afterwards.
        self.was = scenario.state(w.copy(os.path.join(dir, "look")))
        r, self.calls = injected(w, self.args, input=o.input)
        check(r.status == 0, "without a fault: %s: %r" % (self.args, r))
        scenario.learn(known, o, r.out)
        self.now = scenario.state(w)
        self.made = output(w, o)

    def try_fault(self, path, unlocked, nth, fault):
        """Was it refused?"""
        what = "%s, call %d of %d (%s), %s%s" % (
            self.args, nth, self.calls, self.sorts[nth - 1], FAULTS[fault][0],
            " and all later" if FAULTS[fault][1] else "")
        shutil.rmtree(path, ignore_errors=True)
        shutil.copytree(self.before, path)
        w = World(path)
        w.unlocked = unlocked
        r, _ = injected(w, self.args, option(nth, fault), self.o.input)
        check(r.status in (0, 1), "%s: %r" % (what, r))
        check(r.status == 0 or r.err, "%s: fails and says nothing" % what)
        for mark in ("Sanitizer", "runtime error", "assert"):
            check(mark not in r.err, "%s: %r" % (what, r))
        v = w.run("audit", "verify")
        check(v.status == 0, "%s: then %r" % (what, v))
        after = scenario.state(w)
        check(after in (self.was, self.now), "%s: half done: %r" % (what, r))
        if r.status == 0:
            check(after == self.now, "%s: acknowledged and lost" % what)
            check(output(w, self.o) == self.made, "%s: its file is not whole" % what)
        elif after == self.was:
            again = w.run(*self.args, input=self.o.input)
            check(again.status == 0, "%s: not even afterwards: %r" % (what, again))
        return r.status != 0


def each_step(dir, rng):
    w = World(os.path.join(dir, "w"))
    scenario.prepare(w, rng)
    w.init()
    known = {}
    for i, o in enumerate(scenario.operations()):
        yield i, w, lambda o=o: Step(w, o, known, dir), o, known


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
    for i, w, step, o, known in each_step(dir, rng):
        if i == 0:  # the calls of a commit, one fault each
            s = step()
            for nth in range(max(1, s.calls - 9), s.calls + 1):
                refused += s.try_fault(path, w.unlocked, nth, nth % len(FAULTS))
        elif total < n and rng.random() < 0.5:
            s = step()
            nth, fault = rng.randint(1, s.calls), rng.randrange(len(FAULTS))
            refused += s.try_fault(path, w.unlocked, nth, fault)
            total += 1
        else:
            scenario.learn(known, o, w.must(*o.args(known), input=o.input))
        if total == n:
            break
    total += 10 + said_as_it_is(w)
    print("%d faults, %d refused, nothing lost" % (total, refused))


def all_of_them(dir, rng, seconds):
    """Each call of each command, with one fault in a pass and another in the
    next; six passes are all."""
    done, end = load("io") or START, time.monotonic() + seconds
    path = os.path.join(dir, "x")
    while done["pass"] < len(FAULTS) and time.monotonic() < end:
        for i, w, step, o, known in each_step(dir, rng):
            if i < done["step"]:
                scenario.learn(known, o, w.must(*o.args(known), input=o.input))
                continue
            if time.monotonic() > end:
                break
            s = step()
            for nth in range(1, s.calls + 1):
                fault = (done["pass"] + nth + i) % len(FAULTS)
                done["refused"] += s.try_fault(path, w.unlocked, nth, fault)
                done["faults"] += 1
            done["step"] = i + 1
            save("io", done)
        else:
            done["pass"], done["step"] = done["pass"] + 1, 0
            save("io", done)
    print("so far %(faults)d faults in %(pass)d whole passes and %(step)d commands, "
          "%(refused)d refused, nothing lost" % done)


def main():
    if not can_trace():
        return
    rng, dir = seeded(), folder("io")
    if is_long():
        all_of_them(dir, rng, int(os.environ.get("SECONDS") or 10 ** 9))
    else:
        some(dir, rng, many(12, 0))


main()

"""The power fails at a random moment of a scenario, from `init` on.  What its
commands wrote, cut, linked and renamed is recorded; a disk is made of it as it
may be found then (disk.py).  Every one opens, verifies whole, and holds exactly
what was acknowledged, with or without the change that was under way.

--long goes on to 20,000 disks (RUNS=N), or for SECONDS=N; how many there were
stands in build/fault/powerloss.json."""
import os
import random
import shutil
import time

import scenario
from counted import load, save
from disk import Disk, read_record
from traced import INJECT, can_trace
from world import World, check, folder, is_long, many, seeded


class Story:
    """The events of all commands, and what the vault held after each."""

    def __init__(self, dir, rng, skip):
        self.w = w = World(os.path.join(dir, "w"))
        self.events, self.ends, self.held = [], [], []
        self.dir, self.record = dir, os.path.join(dir, "record")
        scenario.prepare(w, rng)
        known = {}
        self.run("init", "--kdf-mem", "256M", "--kdf-ops", "2", "--member", "tester")
        w.unlock()
        check(w.unlocked, "this needs the keyring of the kernel")
        self.keep()
        for o in scenario.operations():
            if not rng.random() < skip or o.keep:
                scenario.learn(known, o, self.run(*o.args(known), input=o.input))
                self.keep()
        self.events = list(read_record(self.record))

    def run(self, *args, input=None):
        r = self.w.run(*args, input=input, before=[
            INJECT, "-u", self.w.folder, "-l", self.record, "--"])
        # What it needs of a command that was left out is not there.
        check(r.status in (0, 1, 3, 4), "%s: %r" % (args, r))
        return r.out

    def keep(self):
        self.ends.append(sum(1 for _ in read_record(self.record)))
        self.held.append(self.w.copy(os.path.join(self.dir, "look")).export())

    def fail_at(self, rng, moment, path):
        """The disk after a power failure during event `moment`."""
        disk = Disk()
        # The folders for the vault and its anchors were there.
        for i, event in enumerate(self.events[:moment + 1]):
            disk.change(event, whole=i < moment)
        shutil.rmtree(path, ignore_errors=True)
        w = World(path)
        disk.find(rng, self.w.folder, path)
        w.unlocked = True
        return w

    def look(self, w, moment):
        """Nothing is lost, nothing is half done."""
        done = sum(1 for end in self.ends if end <= moment)
        what = "event %d of %d, %d commands done" % (moment, len(self.events), done)
        if not os.path.isdir(w.vault):
            check(done == 0, what + ": there is no vault")
            return
        r = w.run("audit", "verify", "--deep")
        check(r.status == 0, "%s: %r" % (what, r))
        held = w.export()
        check(held in self.held[max(0, done - 1):done + 1],
              what + ": what was acknowledged is not there, or half of the next")


def main():
    if not can_trace():
        return
    rng, dir = seeded(), folder("powerloss")
    done = load("powerloss") if is_long() else {}
    most = int(os.environ.get("RUNS") or 20000) if is_long() else many(60, 0)
    end = time.monotonic() + int(os.environ.get("SECONDS") or 10 ** 9)
    count, path = done.get("disks", 0), os.path.join(dir, "x")
    while count < most and time.monotonic() < end:
        story = Story(dir, rng, 0.2 if is_long() else 0.7)
        for _ in range(2000):
            if count >= most or time.monotonic() > end:
                break
            moment, seed = rng.randrange(len(story.events)), rng.randrange(1 << 30)
            story.look(story.fail_at(random.Random(seed), moment, path), moment)
            count += 1
            if is_long() and (count % 50 == 0 or count == most):
                save("powerloss", {"disks": count})
        shutil.rmtree(story.w.folder)
        os.remove(story.record)
    print("%d disks after a power failure: each opens, verifies, and nothing "
          "acknowledged is lost" % count)


main()

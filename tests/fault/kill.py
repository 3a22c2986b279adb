"""kill -9 at random moments during add, update, attach, import and backup.
What was acknowledged (an id printed, exit status 0) is there, `audit verify`
passes every time, what is left over is harmless and swept.  20 kills each.

--long goes on to 10,000 (KILLS=N), some 300 in a vault, or for SECONDS=N; how
many there were stands in build/fault/kill.json."""
import json
import os
import shutil
import time

from counted import load, save
from world import (World, cases, check, cut, folder, is_long, many, seeded,
                   short)

MARK = "홍길상가나"


class Tally:
    def __init__(self, usual):
        self.usual = usual
        self.killed = self.finished = self.acknowledged = 0

    def __str__(self):
        return "%d killed, %d finished before, %d acknowledged, 0 lost" % (
            self.killed, self.finished, self.acknowledged)


def cut_short(rng, tally, p):
    """Kill p at a random moment; did it end by itself, and what it said."""
    time.sleep(rng.uniform(0, tally.usual))
    p.kill()
    out, _ = p.communicate()
    # About as long as it takes today, with most of them killed.
    if p.returncode == 0:
        tally.finished += 1
        tally.usual *= 0.9
    else:
        tally.killed += 1
        tally.usual *= 1.05
    return p.returncode == 0, out


def duration(w, *args):
    """Of a command that is allowed to end."""
    t = time.monotonic()
    w.must(*args)
    return time.monotonic() - t


def verify(w, what):
    r = w.run("audit", "verify")
    check(r.status == 0, "audit verify after a kill during %s: %r" % (what, r))


def kill_add(w, rng, n):
    tally = Tally(duration(w, "add", "title=" + MARK))
    known = set(w.ids())
    while tally.killed < n:
        done, out = cut_short(rng, tally, w.start("add", "title=" + MARK))
        check(not done or out.endswith("\n"), "finished without an id")
        verify(w, "add")
        now = set(w.ids())
        check(known <= now, "a case is gone")
        if out.endswith("\n"):
            tally.acknowledged += 1
            check(out.strip() in now, "acknowledged and lost: " + out)
        check(len(now - known) <= 2, "more cases than were added")
        known = now
    print("add: %s" % tally)
    return tally.killed


def title(w, id):
    fields = w.data("show", id)["fields"]
    return [f["value"] for f in fields if f["path"] == "title"][0]


def kill_update(w, rng, n):
    id = w.must("add", "title=0").strip()
    tally = Tally(duration(w, "update", id, "title=1"))
    last = i = 1
    while tally.killed < n:
        i += 1
        done, _ = cut_short(rng, tally, w.start(
            "update", id, "title=%d" % i))
        verify(w, "update")
        now = int(title(w, id))
        check(now in (last, i), "a title nobody gave: %d" % now)
        check(not done or now == i, "acknowledged and lost: %d" % i)
        tally.acknowledged += done
        last = now
    revisions = len(w.data("history", id))
    check(revisions <= i + 1, "%d revisions" % revisions)
    print("update: %s" % tally)
    return tally.killed


def kill_attach(w, rng, n):
    names = []
    id = w.must("add", "title=files").strip()
    path = os.path.join(w.tmp, "file")
    with open(path, "wb") as f:
        f.write(os.urandom(700000))
    tally = Tally(duration(w, "attach", id, path))
    while tally.killed < n:
        done, out = cut_short(rng, tally, w.start("attach", id, path))
        verify(w, "attach")
        tally.acknowledged += done
        names += [out.strip()] if done else []
    out = os.path.join(w.tmp, "out")
    for evidence in names:
        w.must("extract", id, evidence, "-o", out)
        with open(out, "rb") as a, open(path, "rb") as b:
            check(a.read() == b.read(), "an attachment is not what was given")
        os.remove(out)
    w.must("audit", "verify", "--deep")
    print("attach: %s" % tally)
    return tally.killed


def kill_import(empty, rng, n, dir):
    """Killed again and again until it is through, then on a fresh vault."""
    tally, rounds = Tally(0), 0
    small = cases(400, rng.randrange(1 << 30), os.path.join(dir, "small.xml"))
    large = cases(6000, rng.randrange(1 << 30), os.path.join(dir, "large.xml"))
    while tally.killed < n:
        file = large if rounds % 3 == 2 else small
        with open(file, "rb") as f:
            truth = cut(f.read())
        w = empty.copy(os.path.join(dir, "i"))
        tally.usual = duration(empty.copy(os.path.join(dir, "j")), "import", file)
        known = set()
        for _ in range(7):
            done, out = cut_short(rng, tally, w.start(
                "--json", "import", file))
            verify(w, "import")
            now = {short(i) for i in w.ids()}
            check(known <= now, "cases are gone after a killed import")
            check(now <= set(truth), "cases that nobody gave")
            if done:
                tally.acknowledged += 1
                said = [d for d in json.loads(out)["data"]
                        if d["what"] == "done"][0]
                check(said["new"] + said["unchanged"] == len(now) == len(truth),
                      "acknowledged and lost: %r, %d" % (said, len(now)))
                break
            known = now
        w.must("import", file)
        check(w.export() == truth, "what was imported in pieces is not whole")
        rounds += 1
    print("import: %s; %d files whole in the end" % (tally, rounds))
    return tally.killed


def kill_backup(w, rng, n, dir):
    good = 0
    place = os.path.join(dir, "stick")
    os.mkdir(place)
    tally = Tally(duration(w, "backup", os.path.join(place, "first.tar")))
    truth = w.export()
    while tally.killed < n:
        file = os.path.join(place, "%d.tar" % tally.killed)
        done, _ = cut_short(rng, tally, w.start("backup", file))
        verify(w, "backup")
        check(os.path.exists(file) or not done, "acknowledged and not there")
        tally.acknowledged += done
        if os.path.exists(file):
            r = World(os.path.join(dir, "r"))
            r.unlocked = w.unlocked
            r.must("restore", file)
            check(r.export() == truth, "a backup is not the vault")
            good += 1
            shutil.rmtree(r.folder)
            os.remove(file)
    left = [f for f in os.listdir(place) if f != "first.tar"]
    print("backup: %s; %d restored and equal; left behind: %d sealed folders" %
          (tally, good, len(left)))
    return tally.killed


def leftovers(w, dir):
    """What kill -9 left: sealed, and `check` knows and sweeps it."""
    for top, _, names in os.walk(dir):
        for name in names:
            with open(os.path.join(top, name), "rb") as f:
                data = f.read()
            if not name.endswith(".xml"):
                check(MARK.encode() not in data, "plaintext in " + name)
    r = w.run("check")
    check(r.status in (0, 6), "check: %r" % r)
    # A young file may belong to a change that is under way.
    for name in os.listdir(os.path.join(w.vault, "blobs")):
        os.utime(os.path.join(w.vault, "blobs", name), (1, 1))
    w.must("--yes", "check", "--repair")
    w.must("check")
    blobs = os.listdir(os.path.join(w.vault, "blobs"))
    named = sum(c.count(b"<blob>") for c in w.export().values())
    check(len(blobs) == named, "%r for %d attachments after the sweep" %
          (sorted(blobs), named))
    print("left over: nothing readable; %d attachments and no other file "
          "after check --repair" % named)


def once(rng, dir, n):
    """A new vault, and n kills of each command; how many in all."""
    empty = World(os.path.join(dir, "w"))
    empty.init()
    verify(empty, "nothing")
    w = empty.copy(os.path.join(dir, "v"))
    killed = kill_add(w, rng, n) + kill_update(w, rng, n)
    killed += kill_attach(w, rng, n // 2) + kill_backup(w, rng, n, dir)
    leftovers(w, dir)
    return killed + kill_import(empty, rng, n, dir)


def on_and_on(rng, dir):
    done = load("kill").get("killed", 0)
    end = time.monotonic() + int(os.environ.get("SECONDS") or 10 ** 9)
    most = int(os.environ.get("KILLS") or 10000)
    while done < most and time.monotonic() < end:
        place = os.path.join(dir, "one")
        os.mkdir(place)
        done += once(rng, place, min(75, (most - done) // 5 + 1))
        shutil.rmtree(place)
        save("kill", {"killed": done})
    print("%d kills in all, 0 acknowledged changes lost" % done)


def main():
    rng, dir = seeded(), folder("kill")
    if is_long():
        on_and_on(rng, dir)
    else:
        once(rng, dir, many(20, 0))


main()

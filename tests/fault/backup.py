"""A backup while an import runs is the vault at one moment, whole; any byte of
it that is flipped is refused.  100 flips; --long: every byte of a small one."""
import os
import shutil
import subprocess
import time

from world import (REFUSE, World, cases, check, cut, folder, is_long, seeded)


def during_import(rng, dir):
    w = World(os.path.join(dir, "w"))
    w.init()
    file = cases(9000 if is_long() else 6000, rng.randrange(1 << 30),
                 os.path.join(dir, "given.xml"))
    with open(file, "rb") as f:
        truth = cut(f.read())
    before = w.must("add", "title=before").strip()
    p = w.start("import", file)
    counts = []
    for i in range(4):
        time.sleep(rng.uniform(0, 0.2))
        backup = os.path.join(dir, "b%d.tar" % i)
        w.must("backup", backup)
        counts.append(restored(w, backup, truth, before, dir))
    out, err = p.communicate(timeout=600)
    check(p.returncode == 0, "the import failed beside a backup: " + err)
    check(len(w.ids()) == len(truth) + 1, "the import is not whole")
    w.must("audit", "verify", "--deep")
    print("backups beside an import of %d cases hold %s of them, each whole" %
          (len(truth), ", ".join(str(c) for c in counts)))


def restored(w, backup, truth, before, dir):
    """In another place, on a computer that never saw it."""
    r = World(os.path.join(dir, "r"))
    r.unlocked = w.unlocked
    r.must("restore", backup)
    v = r.run("audit", "verify", "--deep")
    check(v.status == 0, "a restored vault does not verify: %r" % v)
    r.must("check")
    found = r.export()
    for id, stored in found.items():
        check(id == before.replace("-", "")[:16] or truth.get(id) == stored,
              "a case is not what was given: " + id)
    shutil.rmtree(r.folder)
    return len(found) - 1


def flipped(rng, dir):
    """Through the command: what it says, and that nothing is left."""
    w = World(os.path.join(dir, "small"))
    w.init()
    id = w.must("add", "title=one").strip()
    w.must("attach", id, "-", input="a letter")
    backup = os.path.join(dir, "small.tar")
    w.must("backup", backup)
    with open(backup, "rb") as f:
        good = f.read()
    bad, target = os.path.join(dir, "bad.tar"), os.path.join(dir, "no")
    places = [rng.randrange(len(good)) for _ in range(100)]
    for at in places + [0, len(good) - 1]:
        with open(bad, "wb") as f:
            f.write(good[:at] + bytes([good[at] ^ (1 << rng.randrange(8))]) +
                    good[at + 1:])
        r = w.run("--vault", target, "restore", bad)
        check(r.status in (3, 6) and r.err, "byte %d of a backup: %r" % (at, r))
        check(not os.path.exists(target), "a refused backup left a vault")
    for n in sorted(rng.randrange(len(good)) for _ in range(20)):
        with open(bad, "wb") as f:
            f.write(good[:n])
        r = w.run("--vault", target, "restore", bad)
        check(r.status in (3, 6), "a backup of %d bytes: %r" % (n, r))
    left = [n for n in os.listdir(dir) if n.startswith(".")]
    check(not left, "left behind: %r" % left)
    print("%d of %d bytes flipped, 20 cut short: all refused" %
          (len(places) + 2, len(good)))
    return backup


def main():
    rng, dir = seeded(), folder("backup")
    during_import(rng, dir)
    backup = flipped(rng, dir)
    if is_long():
        subprocess.run([REFUSE, backup], check=True)


main()

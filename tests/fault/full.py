"""A full disk: a file system of 4 MiB (as root), and a limit on the size of
files (as anybody).  A clear message, exit 1, nothing lost, and the vault goes
on once there is room."""
import os
import re
import resource
import subprocess

from world import World, cases, check, folder, is_root, seeded

FULL = re.compile(r"disk (is )?full|no space|file too large|too large",
                  re.IGNORECASE)


def settle(w, known, what):
    """After a failure: it opens, verifies, and what was there is there."""
    for args in (("list",), ("audit", "verify"), ("status",)):
        r = w.run(*args)
        check(r.status == 0, "%s, then %s: %r" % (what, args, r))
    now = set(w.ids())
    check(known <= now, "%s: a case is gone" % what)
    return now


def failed(w, r, what):
    check(r.status == 1, "%s: exit 1 expected, %r" % (what, r))
    check(FULL.search(r.err), "%s: does not say that the disk is full: %r" %
          (what, r))


def fill(dir, leave):
    """A file that leaves so many bytes."""
    fs = os.statvfs(dir)
    n = max(0, fs.f_bavail * fs.f_bsize - leave)
    path = os.path.join(dir, "filler")
    with open(path, "ab") as f:
        f.write(bytes(n))
    return path


def on_small_disk(rng, dir):
    disk = os.path.join(dir, "disk")
    os.mkdir(disk)
    r = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m,mode=700",
                        "hanji-test", disk], stderr=subprocess.PIPE)
    if r.returncode != 0:
        print("SKIPPED: tmpfs cannot be mounted here: " +
              r.stderr.decode().strip())
        return
    try:
        fill_up(rng, dir, disk)
    finally:
        os.chdir(dir)
        subprocess.run(["umount", disk])


def fill_up(rng, dir, disk):
    file = cases(2500, rng.randrange(1 << 30), os.path.join(dir, "many.xml"))
    w = World(disk)
    w.init()
    known = {w.must("add", "title=%d" % i).strip() for i in range(5)}
    r = w.run("import", file)
    failed(w, r, "import into a full disk")
    known = settle(w, known, "import into a full disk")
    path = os.path.join(dir, "file")
    with open(path, "wb") as f:
        f.write(os.urandom(4 << 20))
    id = sorted(known)[0]
    failed(w, w.run("attach", id, path), "attach into a full disk")
    check(not [f for f in os.listdir(os.path.join(w.vault, "blobs"))],
          "half an attachment is left")
    filler = fill(disk, 300000)
    failed(w, w.run("backup", os.path.join(disk, "b.tar")),
           "backup onto a full disk")
    os.remove(filler)
    left = [f for f in os.listdir(disk) if "tar" in f]
    check(not left, "half a backup is left: %r" % left)
    known = settle(w, known, "backup")
    print("4 MiB: import, attach and backup say that the disk is full")

    tries = refused = 0
    for leave in [0, 4096, 8192, 20000, 65536, 131072, 262144, 524288,
                  1 << 20, 1200000, 1500000]:
        for args in (("add", "title=more"), ("update", id, "title=%d" % leave),
                     ("attach", id, "-", "title=x")):
            filler = fill(disk, leave)
            r = w.run(*args, input="a letter\n")
            tries += 1
            if r.status != 0:
                refused += 1
                failed(w, r, "%s with %d bytes left" % (args[0], leave))
            known = settle(w, known, args[0])
            os.remove(filler)
    # A vault that was just copied here has no lock.mdb yet.
    os.remove(os.path.join(w.vault, "lock.mdb"))
    filler = fill(disk, 0)
    failed(w, w.run("list"), "list without room for lock.mdb")
    os.remove(filler)
    settle(w, known, "list")
    check(refused and refused < tries, "%d of %d refused" % (refused, tries))
    w.must("update", id, "title=goes on")
    w.must("--yes", "check", "--repair")
    w.must("audit", "verify", "--deep")
    print("4 MiB: %d changes with 0 to 1,500,000 bytes left, %d refused, "
          "nothing lost" % (tries, refused))


def limited(rng, dir):
    """RLIMIT_FSIZE: a file may not grow, wherever the limit strikes."""
    w = World(os.path.join(dir, "w"))
    w.init()
    known = {w.must("add", "title=%d" % i).strip() for i in range(5)}
    id = sorted(known)[0]
    file = cases(400, rng.randrange(1 << 30), os.path.join(dir, "some.xml"))
    big = os.path.join(dir, "big")
    with open(big, "wb") as f:
        f.write(os.urandom(1 << 20))
    refused = 0
    size = os.path.getsize(os.path.join(w.vault, "data.mdb"))
    for limit in (0, 4096, size // 2, size, size + 8192, 1 << 17, 300000):
        def cap():
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        for args in (("import", file), ("attach", id, big),
                     ("add", "title=x"), ("backup", os.path.join(dir, "b"))):
            r = w.run(*args, preexec_fn=cap)
            if r.status != 0:
                refused += 1
                failed(w, r, "%s with RLIMIT_FSIZE %d" % (args[0], limit))
            known = settle(w, known, args[0])
            if os.path.exists(os.path.join(dir, "b")):
                os.remove(os.path.join(dir, "b"))
    check(refused > 4, "only %d were refused" % refused)
    w.must("add", "title=goes on")
    w.must("audit", "verify", "--deep")
    print("RLIMIT_FSIZE: %d refused with a message, nothing lost" % refused)


def main():
    rng, dir = seeded(), folder("full")
    limited(rng, dir)
    if is_root():
        on_small_disk(rng, dir)
    else:
        print("SKIPPED: only root can mount a small file system")


main()

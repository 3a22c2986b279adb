"""A large attachment (64 MiB, --long 1 GiB) in and out: constant memory, and no
piece of it on any disk but where it was asked for."""
import os
import re
import sys

from world import World, check, folder, seeded

LONG = "--long" in sys.argv
SIZE = (1024 if LONG else 64) << 20
IDLE_ABOVE = 16 << 10 # KiB
BLOCK = 1 << 20


def random_file(path, rng):
    """With a mark in every 4 KiB: any page of it that is left is found."""
    mark = rng.randbytes(32)
    with open(path, "wb") as f:
        for _ in range(SIZE // BLOCK):
            f.write(b"".join(mark + rng.randbytes(4096 - len(mark))
                             for _ in range(BLOCK // 4096)))
    return mark


def peak(p):
    """The most anonymous memory of a process while it runs, in KiB."""
    most = 0
    while p.poll() is None:
        try:
            with open("/proc/%d/status" % p.pid, encoding="ascii") as f:
                m = re.search(r"RssAnon:\s+(\d+)", f.read())
        except OSError:
            break
        if m:
            most = max(most, int(m.group(1)))
        try:
            p.wait(0.005)
        except Exception:
            continue
    return most


def watched(w, *args):
    p = w.start(*args)
    most = peak(p)
    out, err = p.communicate()
    check(p.returncode == 0, "%s: %s %s" % (args[0], out, err))
    return most, out.strip()


def scan(top, mark):
    """Files under it in which the mark stands; how many were read."""
    n, bad = 0, []
    for where, _, names in os.walk(top):
        for name in names:
            n += 1
            rest = b""
            with open(os.path.join(where, name), "rb") as f:
                while block := f.read(BLOCK):
                    if mark in rest + block:
                        bad.append(os.path.join(where, name))
                        break
                    rest = block[-len(mark):]
    return n, bad


def main():
    rng, dir, out = seeded(), folder("attachment"), folder("outside")
    w = World(os.path.join(dir, "w"))
    w.init()
    id = w.must("add", "title=x").strip()
    big, back = os.path.join(out, "big"), os.path.join(out, "back")
    mark = random_file(big, rng)
    idle, _ = watched(w, "status")
    put, evidence = watched(w, "attach", id, big)
    got, _ = watched(w, "extract", id, evidence, "-o", back)
    check(max(put, got) <= idle + IDLE_ABOVE,
          "memory: %d and %d KiB, idle %d" % (put, got, idle))
    check(os.system("cmp -s '%s' '%s'" % (big, back)) == 0, "not the same")
    n, bad = scan(dir, mark)
    check(not bad, "plaintext in %s" % bad)
    # The search can find something: it finds the original.
    check(len(scan(out, mark)[1]) == 2, "the search finds nothing")
    print("%d MiB: %d KiB in, %d out, idle %d; in %d files of ours: 0" %
          (SIZE >> 20, put, got, idle, n))


main()

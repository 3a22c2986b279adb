"""One byte flipped at a time in headers, data file and attachments of a small
vault: nothing wrong is ever shown, nothing dies without saying what to do, and
what is alive is named by `audit verify` or `check`.  200 flips; --long: 2,000."""
import json
import os
import shutil
from collections import Counter

import lmdb
from world import (TOP, World, cases, check, cut, fail, folder, many,
                   seeded)

# Bytes whose change has no meaning for anybody: no tree leads there, or LMDB
# does not look at them when it reads (numbers of pages and entries).
DEAD = ("unused page", "slack", "older meta", "pad", "counts")


def build(rng, dir):
    w = World(os.path.join(dir, "w"))
    w.init()
    w.must("import", cases(20, rng.randrange(1 << 30),
                           os.path.join(dir, "given.xml")))
    w.must("import", os.path.join(TOP, "tests/fixtures/statement.xml"))
    path = os.path.join(w.tmp, "file")
    files = {}
    for id, size in zip(w.ids(), (300, 70000, 150000)):
        content = os.urandom(size)
        with open(path, "wb") as f:
            f.write(content)
        evidence = w.must("attach", id, path).strip()
        files[id, evidence] = content
        w.must("update", id, "title=changed")
    return w, files


class Truth:
    def __init__(self, w, files):
        self.files = files
        self.list = w.data("list")
        self.show = {c["id"]: w.data("show", c["id"]) for c in self.list}
        self.export = w.export()


def run(t, *args, **more):
    """A command on a damaged vault: it answers or it fails in an orderly way."""
    r = t.run(*args, timeout=30, **more)
    check(r.status in (0, 1, 3, 4, 5, 6, 8), "%s: %r" % (args, r))
    if r.status == 6:
        check(r.err if isinstance(r.err, str) else r.err.decode(),
              "%s: exit 6 without a word" % (args,))
    return r


def parsed(r):
    return json.loads(r.out)["data"]


def compare(t, truth, rng, tally):
    """Everything that is shown is the truth; fewer is counted."""
    r = run(t, "--json", "list")
    if r.status == 0 and parsed(r) != truth.list:
        check(all(c in truth.list for c in parsed(r)), "a wrong list: %r" % r)
        tally["list is short"] += 1
    for id in rng.sample(sorted(truth.show), 3):
        r = run(t, "--json", "show", id)
        check(r.status != 0 or parsed(r) == truth.show[id],
              "a wrong case: %r" % r)
    r = run(t, "export", "--scope", "own", "-o", os.path.join(t.tmp, "x"))
    if r.status == 0:
        with open(os.path.join(t.tmp, "x"), "rb") as f:
            exported = f.read()
        check(cut(exported) == truth.export or
              tally_short(cut(exported), truth, tally),
              "a wrong export")
    for (id, evidence), content in truth.files.items():
        out = os.path.join(t.tmp, evidence)
        r = run(t, "extract", id, evidence, "-o", out)
        if os.path.exists(out):
            with open(out, "rb") as f:
                check(f.read() == content, "a wrong attachment")


def tally_short(found, truth, tally):
    tally["export is short"] += 1
    return all(truth.export.get(id) == b for id, b in found.items())


def named(t):
    """By which of the two?  None: by neither."""
    by = []
    for args in (("audit", "verify", "--deep"), ("check",)):
        r = run(t, *args)
        if r.status != 0:
            by.append(args[-1].lstrip("-"))
            check("damage" in r.out + r.err or "tamper" in r.out + r.err or
                  "header" in r.out + r.err or "whole" in r.out + r.err,
                  "%s names nothing: %r" % (args, r))
    return by


def targets(w):
    """(file, offset, label) choices by kind: header, data, attachment."""
    with open(os.path.join(w.vault, "data.mdb"), "rb") as f:
        data = lmdb.Map(f.read())
    blobs = sorted(os.listdir(os.path.join(w.vault, "blobs")))
    sizes = {b: os.path.getsize(os.path.join(w.vault, "blobs", b))
             for b in blobs}
    return data, sizes


def pick(rng, kind, data, sizes):
    if kind == "header":
        return rng.choice(("header.a", "header.b")), rng.randrange(65536), kind
    if kind == "attachment":
        name = rng.choice(sorted(sizes))
        return "blobs/" + name, rng.randrange(sizes[name]), kind
    at = rng.randrange(len(data.label))
    return "data.mdb", at, data.label[at]


def main():
    rng, dir = seeded(), folder("flip")
    n = many(200, 2000)
    w, files = build(rng, dir)
    if not w.unlocked:
        n = 20
        print("no kernel keyring here: only %d flips" % n)
    truth = Truth(w, files)
    data, sizes = targets(w)
    seen, quiet, tally = Counter(), Counter(), Counter()
    for i in range(n):
        kind = ("header", "data", "data", "data", "attachment")[i % 5]
        file, at, label = pick(rng, kind, data, sizes)
        bit = 1 << rng.randrange(8)
        t = w.copy(os.path.join(dir, "t"))
        path = os.path.join(t.vault, file)
        with open(path, "r+b") as f:
            f.seek(at)
            byte = f.read(1)[0]
            f.seek(at)
            f.write(bytes([byte ^ bit]))
        where = "%s byte %d bit %d (%s)" % (file, at, bit, label)
        try:
            by = named(t)
            compare(t, truth, rng, tally)
        except SystemExit:
            fail("flip of " + where)
        seen[label] += 1
        if not by:
            quiet[label] += 1
            if not label.endswith(DEAD):
                print("not named: " + where)
        shutil.rmtree(t.folder)
        if (i + 1) % 500 == 0:
            print("%d flips" % (i + 1), flush=True)
    report(seen, quiet, tally)


def report(seen, quiet, tally):
    print("%-24s %6s %6s" % ("what was flipped", "flips", "named"))
    for label in sorted(seen):
        print("%-24s %6d %6d" % (label, seen[label],
                                 seen[label] - quiet[label]))
    for label in sorted(tally):
        print("%s: %d" % (label, tally[label]))
    dead = sum(v for k, v in seen.items() if k.endswith(DEAD))
    missed = sum(v for k, v in quiet.items() if not k.endswith(DEAD))
    print("%d flips, %d of them in live objects, %d of these not named; "
          "0 wrong plaintexts, 0 silent crashes" %
          (sum(seen.values()), sum(seen.values()) - dead, missed))
    check(missed == 0, "%d flips in live objects were not named" % missed)


main()

"""import(export(x)) == x, byte for byte; xmllint agrees about the bytes and
about the grammar.  1,000 generated cases and the example; --long: 10,000."""
import json
import os
import shutil
import subprocess

from world import (TOP, World, cases, check, cut, folder, is_long,
                   seeded)

EXAMPLE = os.path.join(TOP, "tests/fixtures/statement.xml")


def lint(args, files, what):
    """xmllint over many files at once."""
    out = b""
    for i in range(0, len(files), 500):
        p = subprocess.run(["xmllint", "--nonet"] + args + files[i:i + 500],
                           stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        check(p.returncode == 0, "xmllint %s: %s" % (
            what, p.stderr.decode(errors="replace")[-2000:]))
        out += p.stdout
    return out


def check_with_xmllint(w, found, dir):
    grammar = os.path.join(dir, "hanji.rng")
    with open(grammar, "w") as f:
        f.write(w.must("schema", "--format", "rng"))
    files = []
    for id, stored in found.items():
        files.append(os.path.join(dir, id + ".xml"))
        with open(files[-1], "wb") as f:
            f.write(stored)
    out = lint(["--exc-c14n"], files, "--exc-c14n")
    check(out == b"".join(found.values()), "C14N of a case differs from the "
          "stored bytes")
    lint(["--noout", "--relaxng", grammar], files, "--relaxng")
    print("%d cases: xmllint --exc-c14n gives the stored bytes, --relaxng "
          "accepts them" % len(files))
    # The twin: a case that the grammar must refuse, a form that is not C14N.
    bad = os.path.join(dir, "bad.xml")
    with open(bad, "wb") as f:
        f.write(files and found[min(found)].replace(b"<case ", b"<case x='1' ")
                or b"")
    check(subprocess.run(["xmllint", "--noout", "--relaxng", grammar, bad],
                         stderr=subprocess.DEVNULL).returncode != 0,
          "the grammar accepts an attribute that is not ours")
    check(lint(["--exc-c14n"], [bad], "twin") != open(bad, "rb").read(),
          "C14N changes nothing in a form that is not canonical")


def imported(w, file, what, n):
    """What one import of n cases says of them must be one thing only."""
    r = w.run("--json", "import", file, timeout=900)
    check(r.status == 0, "import %s: %r" % (file, r))
    counts = [d for d in json.loads(r.out)["data"] if d["what"] == "done"][0]
    check(counts[what] == n, "%s: %d expected, got %r" % (what, n, counts))


def main():
    rng, dir = seeded(), folder("exchange")
    n = 10000 if is_long() else 1000
    a = World(os.path.join(dir, "a"))
    a.init()
    given = cases(n, rng.randrange(1 << 30), os.path.join(dir, "given.xml"))
    with open(given, "rb") as f:
        truth = cut(f.read())
    check(len(truth) == n, "the generator repeats an id")
    empty = a.copy(os.path.join(dir, "b"))
    imported(a, given, "new", n)
    imported(a, EXAMPLE, "new", 5)

    first = os.path.join(dir, "first.xml")
    a.must("export", "--scope", "own", "-o", first)
    with open(first, "rb") as f:
        exported = f.read()
    found = cut(exported)
    check(len(found) == n + 5, "%d of %d cases exported" % (len(found), n + 5))
    for id, stored in truth.items():
        check(found[id] == stored, "case %s is not what was given" % id)
    print("%d cases: exported as given, byte for byte" % n)

    imported(a, first, "unchanged", n + 5)
    imported(empty, first, "new", n + 5)
    second = empty.must("export", "--scope", "own", text=False)
    check(second.split(b"\n", 2)[2] == exported.split(b"\n", 2)[2],
          "export(import(export)) differs in more than its time")
    print("%d cases: unchanged in the same vault, same records with digest, "
          "parents and salts out of another" % (n + 5))
    w = os.path.join(dir, "lint")
    os.mkdir(w)
    check_with_xmllint(a, found, w)
    shutil.rmtree(w)
    for v in (a, empty):
        v.must("audit", "verify", "--deep")


main()

"""The vault of tests/golden/vault-0 opens with this hanji as it did with the one
that made it: the same cases, all revisions, the same attachment; nothing is
written by looking.  --make makes it anew, which its README allows only before
version 1."""
import hashlib
import os
import shutil
import sys

from world import PHRASE, TOP, World, check, folder

GOLDEN = os.path.join(TOP, "tests/golden/vault-0")
SORA = "an orchard behind the grey station"
SUM = os.path.join(GOLDEN, "plaintext.sha256")
LETTER = "편지 한 장: she was well in the spring.\n".encode() * 20


def plaintext(w):
    """The digest of what the vault says, as it is stored: cases, attachment, codes
    and searches of their own.  Of earlier revisions `audit verify --deep` does
    the same against the log."""
    h = hashlib.sha256()
    cases = w.export()
    for id in sorted(cases):
        h.update(cases[id] + b"\n")
        if b"<evidence" in cases[id]:
            out = os.path.join(w.tmp, "out")
            w.must("extract", id, "1", "-o", out)
            with open(out, "rb") as f:
                h.update(f.read())
            os.remove(out)
    own = [(c["code"], c["en"], c["ko"]) for c in w.data("codes", "organ")
           if c["code"].startswith("x-")]
    kept = [(s["name"], s["where"]) for s in w.data("search", "list")]
    check(own and kept, "its own codes and searches are not there")
    h.update(repr((own, kept)).encode())
    return h.hexdigest()


def fill(w):
    """Invented people; each kind of thing that a vault keeps."""
    a = w.must("add", "person[+a].name.full=한 별", "person[+a].role=victim",
               "person[+a].sex=f", "title=First").split()[-1]
    b = w.must("add", "person[+b].name.full=Ra Un", "title=Second").split()[-1]
    w.must("update", a, "title=First, told again", "--reason", "second account")
    w.must("note", a, "-", input="called on a Sunday")
    w.must("link", a, b, "same")
    w.must("task", b, "ask about the lease", "--due", "2026-03")
    w.must("consent", a, "--scope", "stats", "--status", "given", "--method", "written")
    path = os.path.join(w.tmp, "letter.txt")
    with open(path, "wb") as f:
        f.write(LETTER)
    w.must("attach", a, path, "title=letter")
    w.must("codes", "add", "organ", "x-patrol", "--en", "Patrol", "--ko", "순찰대",
           "--near", "kp-border")
    w.must("list", "--where", "status=open", "--save", "open")
    w.must("submitter", "organisation=An Office", "email=office@example.org")
    w.must("import", os.path.join(TOP, "tests/fixtures/statement.xml"))
    w.must("member", "add", "Sora", "--role", "caseworker", phrase=PHRASE + "\n" + SORA)


def files(w):
    found = {}
    for top, _, names in os.walk(w.vault):
        for name in set(names) - {"lock.mdb", "writer"}:
            with open(os.path.join(top, name), "rb") as f:
                found[os.path.relpath(os.path.join(top, name), w.vault)] = \
                    hashlib.sha256(f.read()).hexdigest()
    return found


def make(dir):
    w = World(os.path.join(dir, "w"))
    w.init()
    fill(w)
    w.must("audit", "verify", "--deep")
    copy = w.copy(os.path.join(dir, "copy"))
    for name in ("vault", "state"):
        shutil.rmtree(os.path.join(GOLDEN, name), ignore_errors=True)
        shutil.copytree(os.path.join(w.folder, name), os.path.join(GOLDEN, name),
                        ignore=shutil.ignore_patterns("lock.mdb", "writer"))
    with open(SUM, "w") as f:
        f.write(plaintext(copy) + "\n")


def look(dir):
    w = World(os.path.join(dir, "w"))
    for name in ("vault", "state"):
        shutil.copytree(os.path.join(GOLDEN, name), os.path.join(w.folder, name))
    os.makedirs(os.path.join(w.vault, "blobs"), exist_ok=True)
    before = files(w)
    w.unlock()
    check(w.must("list") == w.must("list", phrase=SORA), "another member sees another list")
    w.must("status")
    w.must("audit", "verify", "--deep")
    w.must("check")
    check(files(w) == before, "looking changed the files of the vault")
    with open(SUM) as f:
        check(plaintext(w) == f.read().strip(), "it does not say what it said")
    print("the golden vault opens, verifies and says what it said")


def main():
    dir = folder("golden")
    if "--make" in sys.argv:
        make(dir)
    else:
        look(dir)


main()

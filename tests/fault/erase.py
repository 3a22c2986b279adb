"""What was erased opens with nothing that exists, and stands nowhere.

An office with members of each role and every way to open a vault: passphrases of
now and of before, a key file, recovery shares of now and revoked ones, the seed
of a session that goes on, a member who was removed.  Copies of the data file are
made before.  A case file is erased, then one person of another.  Then somebody
has all those copies and all that opens today, and no hanji (raw.py):

- no page of rows, keys or drafts of an old file opens, no version and no
  attachment of what was erased, and nothing that opens says a word of it;
- no 16 bytes in a row of what was sealed of it are in any file of the vault;
- the log holds, also as verify.py reads it, and has the tombstone;
- killed at any moment, the case is there as it was or gone, and the same holds.

A few kills; --long takes every call of the system on the files of the vault, and
goes on where it stopped (build/fault/erase.json; SECONDS=N: for so long).
Everybody is invented."""
import contextlib
import importlib.util
import io
import itertools
import os
import shutil
import time

import raw
import rawlog
from counted import load, save
from office import Loot, Office, Ways, files, headers, read
from traced import can_trace, injected
from world import PHRASE, TOP, check, folder, is_long, seeded, short

NEW, SORA, OUT = ("a second lantern, further down", "an orchard behind the grey station",
                  "a kite above the salt field")
# Name, reason and attachment of each case file.
SAID = {"whole": ("서설화", "told by an aunt", "the letter of Seolhwa"),
        "part": ("남궁별님", "as Byolnim told it", "the picture of Byolnim"),
        "stays": ("한그루", "told by a brother", "the letter of Geuru")}
GROUND = "asked for by the family"


class Scene:
    """The office, and everything that anybody ever copied of it."""

    def __init__(self, place):
        self.w, self.ways, self.case, self.person = Office(place), Ways(), {}, None
        self.images, self.blobs = [], {}  # data files and attachments of before
        self.gone, self.pages = {}, set()  # versions and pages that must not open
        self.letters = {}  # attachments of each case file, sealed

    def settle(self):
        w, ways = self.w, self.ways
        w.begin()
        ways.phrases += [PHRASE, NEW, SORA, OUT]
        for phrase, name, role in (SORA, "Sora", "caseworker"), (OUT, "Rae", "reader"):
            w.must("member", "add", name, "--role", role, phrase=PHRASE + "\n" + phrase)
        for what, (name, reason, letter) in SAID.items():
            self.case[what] = id = short(w.must(
                "add", "kind=group", "person[+a].name.full=" + name, "person[+a].role=victim",
                "person[+b].name.full=아무개", "--reason", reason).split()[-1])
            fields = w.data("show", id)["fields"]
            person = next(f["path"] for f in fields if f["value"] == name)[:14]
            e = w.must("attach", id, "-", input=letter).split()[0]
            w.must("update", id, person + ".photo[+f].evidence=" + e)
            self.person = person if what == "part" else self.person
        ways.secrets += [raw.combine(s) for s in itertools.combinations(w.shares(), 2)]
        self.copy()
        w.must("member", "remove", "Rae", "--yes")
        # From here on keys of cases are others than those that Rae could copy.
        for what, id in self.case.items():
            w.must("update", id, "title=again", "--reason", SAID[what][1])
        stick = os.path.join(w.tmp, "stick")
        w.must("passwd", "--add-key-file", stick, phrase=PHRASE + "\n" + NEW)
        w.phrase, w.key_file = NEW, stick
        ways.files.append(read(stick))
        ways.secrets += [raw.combine(s) for s in itertools.combinations(w.shares(), 2)]
        self.copy()
        ways.seeds |= {raw.kept_seed(headers(w)[0].id)} - {None}

    def copy(self):
        """As whoever copies the vault today has it: all of it opens, and what it
        says is known from then on as what may be gone tomorrow."""
        keys, rings = self.ways.open(headers(self.w))
        check(rings, "nothing of the vault opens by its bytes")
        for h in headers(self.w):
            self.ways.seeds |= h.seeds(self.ways.slots(h))
        self.finder = raw.Finder(rings[0].mask)
        image = read(os.path.join(self.w.vault, "data.mdb"))
        blobs = files(os.path.join(self.w.vault, "blobs"))
        self.images.append(image)
        self.blobs.update(blobs)
        l = Loot(headers(self.w)[0].id, keys, rings, [image], blobs.values(), self.finder)
        closed = [s.kind for s in l.records if s not in l.opened]
        check(not closed, "with all keys there are records that do not open: %r" % closed)
        self.pages |= l.of(raw.ROWS, raw.KEYS, raw.DRAFT)
        for what, id in self.case.items():
            self.gone.setdefault(what, set()).update(l.about(id))
            letter = SAID[what][2].encode()
            self.letters.setdefault(what, set()).update(
                b for b in blobs.values() for k in l.keys if letter in (raw.open_blob(b, k) or b""))
            check(self.gone[what] and self.letters[what], "%s is nowhere to be found" % what)

    # ---- afterwards ----

    def attack(self, w, what, more=()):
        """All that was ever copied, with all that opens the vault now."""
        keys, rings = self.ways.open(headers(w))
        check(not any(r.leaves != [bytes(32)] * 16 for r in rings),
              "keys of before are still in the header")
        now = read(os.path.join(w.vault, "data.mdb"))
        l = Loot(headers(w)[0].id, keys, rings, self.images + [*more, now],
                 self.blobs.values(), self.finder)
        check(all(l.says(t) for t in SAID["stays"]), "what is not erased does not open any more")
        opened = self.pages & set(l.opened)
        check(not opened, "%d of %d pages of before open" % (len(opened), len(self.pages)))
        for erased in what:
            opened = self.gone[erased] & set(l.opened)
            check(not opened, "%d of %d versions of what was erased open"
                  % (len(opened), len(self.gone[erased])))
            check(not any(l.says(t) for t in SAID[erased]), "something tells of what was erased")
        return l

    def nowhere(self, w, what):
        """No 16 bytes of what was sealed of it, in any file of today."""
        sealed = [s.data for e in what for s in self.gone[e]] + [s.data for s in self.pages]
        sealed += [b for e in what for b in self.letters[e]]
        windows = {s[i:i + 16] for s in sealed for i in range(len(s) - 15)}
        for path, data in files(w.vault, w.state).items():
            found = sum(data[i:i + 16] in windows for i in range(len(data) - 15))
            check(found == 0, "%d of %d windows of what was erased are in %s"
                  % (found, len(windows), os.path.basename(path)))
        return len(windows)

    def locked_out(self):
        """What was taken back opens no slot, and no keyring."""
        old = Ways()
        old.phrases, old.secrets = [PHRASE, OUT], self.ways.secrets[:3]
        for h in headers(self.w):
            check(not h.seeds(old.slots(h)), "something that was taken back opens a slot")
            check(len(h.seeds(self.ways.slots(h))) == 2, "the ways of today do not open")


def log_holds(w, l, erasures, before):
    """The log from its pages and what is signed, without hanji; then hanji."""
    spec = importlib.util.spec_from_file_location("verify", os.path.join(TOP, "export/verify.py"))
    verify = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(verify)
    now = {s for s in l.finder.find(read(os.path.join(w.vault, "data.mdb")))
           if s.kind == raw.LOG}
    found = {i: e for s in now for i, *e in rawlog.entries(l.opened[s])}
    entries = [found[i] for i in range(len(found))]
    graves = [raw.open_box(sealed, "record", k, b"hanji/0/detail" + l.id)
              for _, action, sealed in entries if action == "erase" for k in l.logs]
    graves = [g for g in graves if g]
    check(len(graves) == erasures and all(g.decode().endswith(GROUND) for g in graves),
          "the log says of erasures: %r" % graves)
    out = os.path.join(w.tmp, "attested%d" % erasures)
    w.must("audit", "checkpoint", "--folder", out)
    key = [p for p in os.listdir(out) if p.endswith(".vkey")]
    note = [p for p in os.listdir(out) if p not in key]
    state = verify.State(read(os.path.join(out, note[0])))
    check(state.size == len(entries) and state.root == rawlog.root([e[0] for e in entries]),
          "the log is not the one that was signed")
    for file in [os.path.join(out, note[0])] + before:
        told = io.StringIO()
        with contextlib.redirect_stdout(told):
            status = verify.main(["--log-key", os.path.join(out, key[0]), file])
        check(status == 0, "the stand-alone verifier: " + told.getvalue())
    w.must("audit", "verify", "--deep")
    w.must("check")


STEPS = {"whole": lambda s: ("erase", s.case["whole"]),
         "part": lambda s: ("erase", s.case["part"], s.person)}


def erase(s, what):
    return STEPS[what](s) + ("--yes", "--ground", GROUND)


def is_whole(s, w, what):
    """As it was; false: gone.  Nothing between the two."""
    if s.case[what] not in {short(i) for i in w.ids()}:
        return False
    shown = [w.must("show", s.case[what], "--reveal", "--rev", str(n)) for n in (1, 2, 3, 4)]
    said = {SAID[what][0] in text for text in shown}
    check(len(said) == 1, "in some versions it is erased, in others not")
    return said.pop()


def kill(s, before, what, nth, top):
    w = before.copy(os.path.join(top, "try"))
    r, _ = injected(w, erase(s, what), ["-k", "-n", str(nth)])
    check(r.status in (0, 1, 137), "call %d: %r" % (nth, r))
    images = [d for p, d in files(w.vault).items() if os.path.basename(p).startswith("data.mdb")]
    w.must("audit", "verify")
    whole = is_whole(s, w, what)
    w.must(*(erase(s, what) if whole else ("compact",)))
    check(not is_whole(s, w, what), "call %d: it is still there" % nth)
    s.attack(w, [what], images)
    s.nowhere(w, [what])
    w.must("check")
    shutil.rmtree(w.folder)
    return r.status == 137, whole


def kills(s, before, what, calls, top, rng):
    """Some of the calls; long: each, and on from where it stopped."""
    done = load("erase") if is_long() else {}
    until = time.monotonic() + float(os.environ.get("SECONDS") or 1e9)
    some = range(1, calls + 1) if is_long() else \
        [rng.randint(1, calls)]
    killed = whole = 0
    for nth in some:
        if time.monotonic() > until or nth <= done.get(what, 0):
            continue
        died, was = kill(s, before, what, nth, top)
        killed, whole = killed + died, whole + (died and was)
        if is_long():
            n = done.get(what + " killed", [0, 0])
            done.update({what: nth, what + " killed": [n[0] + died, n[1] + (died and was)]})
            save("erase", done)
    killed, whole = done.get(what + " killed", [killed, whole])
    print("%s: killed %d times among %d calls: %d as it was, %d gone" % (
        what, killed, calls, whole, killed - whole), flush=True)


def main():
    rng, top = seeded(), folder("erase")
    s = Scene(os.path.join(top, "office"))
    s.settle()
    s.locked_out()
    w, erased, traced = s.w, [], can_trace()
    proof = os.path.join(w.tmp, "proof")
    w.must("audit", "prove", s.case["whole"], "-o", proof)
    for what in STEPS:
        if erased:
            s.copy()
        before = w.copy(os.path.join(top, "before"))
        if traced:
            r, calls = injected(w, erase(s, what))
        else:
            r = w.run(*erase(s, what))
        check(r.status == 0, "%s: %r" % (what, r))
        erased.append(what)
        l = s.attack(w, erased)
        n = s.nowhere(w, erased)
        log_holds(w, l, len(erased), [proof])
        print("%s: 0 of %d pages and %d versions of before open with %d keys; 0 of %d windows "
              "are left; the log holds" % (what, len(s.pages), len(s.gone[what]), len(l.keys), n))
        if traced:
            kills(s, before, what, calls, top, rng)


if __name__ == "__main__":
    main()

"""A vault with everything that opens one, and somebody who has its files and all
that ever opened it, but no hanji (raw.py)."""
import os
import shutil
import subprocess

import raw
import rawlog
from world import HANJI, PHRASE, World

class Office(World):
    """One who works in it has everything that they need to open it."""

    def __init__(self, place):
        super().__init__(place)
        self.phrase, self.key_file = PHRASE, None

    def start(self, *args, phrase=None, **more):
        if self.key_file and (phrase or not self.unlocked):
            args += ("--key-file", self.key_file)
        if not self.unlocked:
            phrase = phrase or self.phrase
        return super().start(*args, phrase=phrase, **more)

    def copy(self, place):
        w = Office(place)
        for d in ("vault", "state"):
            shutil.rmtree(os.path.join(place, d), ignore_errors=True)
            shutil.copytree(os.path.join(self.folder, d), os.path.join(place, d))
        w.unlocked, w.phrase, w.key_file = self.unlocked, self.phrase, self.key_file
        return w

    def begin(self):
        os.makedirs(os.path.join(self.state, "hanji"))
        subprocess.run([os.path.join(os.path.dirname(HANJI), "tests/fault/newvault"), self.vault,
                        os.path.join(self.state, "hanji")], input=PHRASE, text=True, check=True)
        self.unlock()

    def shares(self):
        """Made, and tried: 33 words each."""
        pages = self.must("recover", "shares", "-o", "-").split("\f")[:-1]
        lines = []
        for page in pages:
            words = [w.split("  ") for w in page.replace("\n", "   ").split("   ")]
            pairs = [(int(w[-2]), w[-1]) for w in words
                     if len(w) >= 2 and w[-2].strip().isdigit() and w[-1].isalpha()]
            lines.append(" ".join(w for _, w in sorted(pairs)))
        path = os.path.join(self.tmp, "words")
        with open(path, "w") as f:
            f.write("\n".join(lines) + "\n")
        self.must("recover", "test", "--words-fd", "9",
                  before=["sh", "-c", 'exec "$@" 9<' + path, "sh"])
        return lines


class Ways:
    """All that opens the vault, or did."""

    def __init__(self):
        self.phrases, self.files, self.secrets, self.seeds = [], [], [], set()
        self.made = {}

    def slots(self, header):
        """Keys for the slots of a header."""
        found = set(self.files + self.secrets)
        for p in self.phrases:
            if (header.salt, p) not in self.made:
                self.made[header.salt, p] = header.argon(p)
            key = self.made[header.salt, p]
            found |= {key} | {raw.hkdf("key-file", f, key) for f in self.files}
        return found

    def open(self, headers):
        """Every key that these headers give, and the keyrings."""
        keys, rings = set(), []
        for h in headers:
            slots = self.slots(h)
            seeds = h.seeds(slots) | self.seeds
            rings += [r for s in seeds for r in h.keyrings(s)]
            keys |= slots | seeds | {raw.hkdf(u, b"", s) for s in seeds
                                     for u in ("x25519", "ed25519")}
        return keys.union(*[r.all() for r in rings]), rings


def read(path):
    with open(path, "rb") as f:
        return f.read()


def files(*tops):
    return {p: read(p) for top in tops for d, _, names in os.walk(top)
            for p in [os.path.join(d, n) for n in names] if os.path.isfile(p)}


def headers(w):
    return [raw.Header(read(os.path.join(w.vault, "header." + x))) for x in "ab"]


class Loot:
    """Files and keys in one hand: what opens, and what it says."""

    def __init__(self, vault_id, keys, rings, images, blobs, finder):
        self.id, self.keys, self.opened, self.finder = vault_id, set(), {}, finder
        self.logs = {k for r in rings for k in r.logs()}
        self.records = {s for image in images for s in finder.find(image)}
        self.open(set(keys))
        self.said = [t for t in self.opened.values() if t]
        for page in [t for s, t in self.opened.items() if s.kind == raw.LOG and t]:
            details = {sealed for _, _, _, sealed in rawlog.entries(page)} - {b""}
            self.said += [raw.open_box(d, "record", k, b"hanji/0/detail" + self.id)
                          for d in details for k in self.keys]
        self.said += [raw.open_blob(b, k) for b in blobs for k in self.keys]
        self.said = [t for t in self.said if t]

    def open(self, todo):
        """What opens gives keys, with which more opens."""
        closed = self.records
        while todo:
            found, left = set(), set()
            for s in closed:
                texts = (s.open(k, self.id) for k in todo)
                text = next((t for t in texts if t is not None), None)
                if text is None:
                    left.add(s)
                    continue
                self.opened[s] = text
                for dek in raw.deks(s.kind, text):
                    found |= {dek} | {raw.hkdf("case", k, dek) for k in self.logs}
            self.keys |= todo
            todo, closed = found - self.keys, left

    def says(self, text):
        return any(text.encode() in t for t in self.said)

    def of(self, *kinds):
        """Records of these kinds that opened."""
        return {s for s in self.opened if s.kind in kinds}

    def about(self, id):
        """Versions of this case that opened whole."""
        mark = b'urn:hanji:case:1" id="%s"' % id.encode()
        return {s for s in self.of(raw.REVISION) if mark in self.opened[s]}

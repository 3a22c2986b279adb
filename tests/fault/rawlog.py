"""The log of a vault from its opened pages (logentry.h): the leaves as log.h
publishes them, and the root of their tree (RFC 6962)."""
import hashlib
import time

ACTIONS = ["commit", "create", "update", "import", "attach", "extract", "export",
           "petition-export", "backup", "show", "rollback", "device", "codes",
           "custody", "member-add", "member-remove", "team", "prove", "cosign",
           "team-move", "erase", "reseal"]


class Cursor:
    def __init__(self, data):
        self.data, self.at = data, 0

    def take(self, n):
        self.at += n
        if self.at > len(self.data):
            raise ValueError("a page that ends too early")
        return self.data[self.at - n:self.at]

    def number(self, n):
        return int.from_bytes(self.take(n), "big")

    def varint(self):
        v = shift = 0
        while True:
            b = self.number(1)
            v, shift = v | (b & 0x7f) << shift, shift + 7
            if b < 0x80:
                return v


def entry(c, member, device, sequence, at):
    """Its leaf, action, sealed detail and time."""
    code = c.number(1)
    action = ACTIONS[code - 1] if code else c.take(c.number(1)).decode()
    flags, moved = c.number(1), c.varint()
    at += moved >> 1 ^ -(moved & 1)
    case = c.take(16).hex() if flags & 1 else "-"
    digest = parents = envelope = said = "-"
    sealed = b""
    if flags & 2:
        digest = c.take(32).hex()
        parents = " ".join(c.take(32).hex() for _ in range(c.number(1))) or "-"
        envelope = c.take(32).hex()
        c.varint()
    if flags & 4:
        sealed = c.take(c.varint())
        said = hashlib.sha256(sealed).hexdigest()
    parent = c.take(32).hex() if flags & 8 else "-"
    when = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(at))
    leaf = "version 0\nsequence %d\ntime %s\ndevice %s\nmember %s\naction %s\ncase %s\n" \
        "digest %s\nparents %s\nenvelope %s\ndetail %s\n" % (
            sequence, when, device, member, action, case, digest, parents, envelope, said)
    if action == "commit":
        leaf += "parent %s\nfirst %d\nlast %d\n" % (parent, sequence - c.varint(), sequence - 1)
        leaf += "root %s\nsignature %s\n" % (c.take(32).hex(), c.take(64).hex())
    return leaf.encode(), action, sealed, at


def entries(page):
    """(sequence, leaf, action, sealed detail) of each."""
    c = Cursor(page)
    if c.number(1) != 0:
        raise ValueError("a page of another version")
    device, member = c.take(8).hex(), c.take(8).hex()
    first, at, count = c.number(8), c.number(8), c.number(2)
    for i in range(first, first + count):
        leaf, action, sealed, at = entry(c, member, device, i, at)
        yield i, leaf, action, sealed


def root(leaves):
    if len(leaves) == 1:
        return hashlib.sha256(b"\0" + leaves[0]).digest()
    half = 1 << (len(leaves) - 1).bit_length() - 1
    return hashlib.sha256(b"\1" + root(leaves[:half]) + root(leaves[half:])).digest()

"""The files of a vault as whoever has them reads them: bytes, and what
format.md and the headers of core publish.  No code of hanji is asked; libsodium
computes, and HMAC is that of the standard library.

A sealed record is found wherever it lies, in pages that are in use, in free ones
and in what is left of others: its head, unmasked, has zeros where it must.
"""
import collections
import ctypes
import hashlib
import hmac
import os
import struct

from world import TOP

PAGE, HEAD, OVERHEAD = 4096, 32, 104
ROOT, ROWS, KEYS, LOG, REVISION, LIST, DRAFT, WITNESS = range(1, 9)
NA = ctypes.CDLL("libsodium.so.23")
if NA.sodium_init() < 0:
    raise OSError("libsodium")


def hkdf(use, salt, key, n=32):
    prk = hmac.digest(salt or bytes(32), key, "sha256")
    out = block = b""
    while len(out) < n:
        block = hmac.digest(prk, block + b"hanji/0/" + use.encode() +
                            bytes([len(out) // 32 + 1]), "sha256")
        out += block
    return out[:n]


def aead(name, sealed, ad, nonce, key):
    """The plaintext, or None."""
    if len(sealed) < 16:
        return None
    out, n = ctypes.create_string_buffer(len(sealed)), ctypes.c_ulonglong()
    f = getattr(NA, "crypto_aead_%spoly1305_ietf_decrypt" % name)
    size = ctypes.c_ulonglong
    if f(out, ctypes.byref(n), None, sealed, size(len(sealed)), ad, size(len(ad)),
         nonce, key) != 0:
        return None
    return out.raw[:n.value]


def xchacha(sealed, ad, nonce, key):
    return aead("xchacha20", sealed, ad, nonce, key)


def scalarmult(secret, public=None):
    out = ctypes.create_string_buffer(32)
    if public is None:
        NA.crypto_scalarmult_base(out, secret)
    elif NA.crypto_scalarmult(out, secret, public) != 0:
        return None
    return out.raw


def open_box(box, use, key, ad):
    """header.h: nonce 24 | commitment 32 | ciphertext | tag."""
    d = hkdf(use, box[:24], key, 64)
    return xchacha(box[56:], ad, box[:24], d[:32]) if d[32:] == box[24:56] else None


# ---- what opens ----

class Header:
    def __init__(self, data):
        self.data, self.id = data, data[24:40]
        self.salt = data[40:56]
        self.ops, _, self.mem = struct.unpack_from(">IIQ", data, 56)

    def argon(self, phrase):
        out, p = ctypes.create_string_buffer(32), phrase.encode()
        if NA.crypto_pwhash(out, ctypes.c_ulonglong(32), p, ctypes.c_ulonglong(len(p)),
                            self.salt, ctypes.c_ulonglong(self.ops),
                            ctypes.c_size_t(self.mem), 2) != 0:
            raise MemoryError
        return out.raw

    def seeds(self, keys):
        """Every slot tried as every type, with each of these keys."""
        found = set()
        for i in range(16):
            at = 128 + 128 * i
            for type in (1, 2, 3):
                for key in keys:
                    seed = open_box(self.data[at + 8:at + 112], "slot", key,
                                    self.id + b"s" + bytes([i, type]))
                    found |= {seed} - {None}
        return found

    def keyrings(self, seed):
        secret = hkdf("x25519", b"", seed)
        public, found = scalarmult(secret), []
        for i in range(16):
            at = 4808 + 3258 * i
            sealed = self.data[at:at + 3258]
            shared = scalarmult(secret, sealed[:32])
            if shared is None:
                continue
            kn = hkdf("x25519/keyring", sealed[:32] + public, shared, 56)
            plain = xchacha(sealed[32:], self.id, kn[32:], kn[:32])
            if plain is not None:
                found.append(Keyring(plain))
        return found


class Keyring:
    """keyring.h; absent keys are zeros and left out."""

    def __init__(self, plain):
        _, flags, self.teams, _, self.leaving = struct.unpack_from(">5H", plain)
        key = [plain[at:at + 32] for at in range(10, len(plain), 32)]
        self.auditor = flags == 1
        self.log, self.id, self.header, self.erase = key[:4]
        self.team, self.old, self.leaves = key[4:20], key[20:84], key[84:100]
        self.mask = hkdf("mask", b"", self.id)

    def logs(self):
        return [k for k in [self.log] + self.old if any(k)]

    def pages(self):
        """Keys of catalogue and key pages, those that leave too."""
        made = [hkdf("page", self.erase, t) for t in self.team if any(t)]
        return made + [k for k in self.leaves if any(k)]

    def all(self):
        own = self.logs() + [self.id, self.header, self.erase, self.mask] + \
            self.team + self.pages() + [hkdf("lookup", b"", self.id)]
        return {k for k in own if any(k)}


def kept_seed(id):
    """What `unlock` left with the kernel; None: nothing, or no keys here."""
    try:
        lib = ctypes.CDLL("libkeyutils.so.1")
    except OSError:
        return None
    user, process = ctypes.c_int(-4), ctypes.c_int(-2)
    lib.keyctl_link(user, process)
    key = lib.keyctl_search(user, b"user", b"hanji:" + id.hex().encode(), 0)
    out = ctypes.create_string_buffer(256)
    if key < 0 or lib.keyctl_read(key, out, ctypes.c_size_t(256)) < 32:
        return None
    return out.raw[:32]


# ---- recovery shares (SLIP-39) ----

def gf(a, b):
    r = 0
    while b:
        r, a, b = r ^ a * (b & 1), a << 1 ^ 0x11b * (a >> 7), b >> 1
    return r


def interpolate(points, x):
    """The bytes at x of the polynomials through these (x, bytes)."""
    out = bytes(len(points[0][1]))
    for i, (xi, value) in enumerate(points):
        c = 1
        for j, (xj, _) in enumerate(points):
            if i != j:
                inverse = next(v for v in range(1, 256) if gf(v, xi ^ xj) == 1)
                c = gf(c, gf(x ^ xj, inverse))
        out = bytes(o ^ gf(c, v) for o, v in zip(out, value))
    return out


def combine(shares):
    """The secret of shares of one group, without a passphrase."""
    with open(os.path.join(TOP, "core/words/slip39.txt")) as f:
        words = {w: i for i, w in enumerate(f.read().split())}
    points = []
    for share in shares:
        n = 0
        for word in share.split():
            n = n << 10 | words[word]
        bits = n >> 30
        head, value = bits >> 260, bits & (1 << 256) - 1
        points.append((head >> 4 & 15, value.to_bytes(32, "big")))
    extendable, exponent = head >> 24 & 1, head >> 20 & 15
    salt = b"" if extendable else b"shamir" + (head >> 25).to_bytes(2, "big")
    n = interpolate(points, 255)
    left, right = n[:16], n[16:]
    for i in (3, 2, 1, 0):
        f = hashlib.pbkdf2_hmac("sha256", bytes([i]), salt + right,
                                2500 << exponent, 16)
        left, right = right, bytes(a ^ b for a, b in zip(left, f))
    return right + left


# ---- sealed records ----

class Sealed(collections.namedtuple("Sealed", "data head places")):
    """places: (number, length) that nodes of the file give it; data: as much of it
    as they say, or what stands before its text."""
    kind = property(lambda s: s.head[1])
    nonce = property(lambda s: s.data[:24])

    def open(self, key, vault_id):
        """Its plaintext; b"" where the key is right, and nothing says how long
        the record is or its number; None: the key is wrong."""
        d = hkdf("record", self.nonce, key, 64)
        for number, n in self.places:
            text = xchacha(self.data[88:n], self.head + vault_id + struct.pack(">Q", number),
                           self.nonce, d[:32])
            if text is not None:
                return text[4:4 + int.from_bytes(text[:4], "big")]
        return b"" if d[32:] == self.data[56:88] else None


def nodes(page):
    """(where the value is, or page of it, length, number) of a page of leaves."""
    flags, lower = struct.unpack_from("<HH", page, 10)
    if not flags & 2 or not 16 <= lower <= PAGE:
        return
    for i in range((lower - 16) // 2):
        at = struct.unpack_from("<H", page, 16 + 2 * i)[0]
        if not 16 <= at <= PAGE - 16:
            continue
        lo, hi, big, ksize = struct.unpack_from("<HHHH", page, at)
        if ksize == 8:
            yield at + 16, lo | hi << 16, big & 1, struct.unpack_from(">Q", page, at + 8)[0]


class Finder:
    """Looks for records under one mask; pages that many files share are looked
    at once."""

    def __init__(self, mask):
        self.mask, self.known = mask, {}

    def heads(self, page):
        """Where in it a head makes sense, and the head."""
        digest = hashlib.sha256(page).digest()
        if digest not in self.known:
            out, found = ctypes.create_string_buffer(HEAD), []
            stream, n, mask = NA.crypto_stream_xchacha20, ctypes.c_ulonglong(HEAD), self.mask
            for at in range(0, len(page) - OVERHEAD, 2):
                stream(out, n, page[at:at + 24], mask)
                s = out.raw
                if page[at + 48:at + 56] == s[24:] and page[at + 24] ^ s[0] == 1:
                    found.append((at, bytes(a ^ b for a, b in zip(page[at + 24:at + 56], s))))
            self.known[digest] = found
        return self.known[digest]

    def find(self, data):
        pages = [data[i:i + PAGE] for i in range(0, len(data), PAGE)]
        far = collections.defaultdict(set)
        for page in pages:
            for at, n, big, number in nodes(page):
                if big:
                    far[struct.unpack_from("<Q", page, at)[0]].add((number, n))
        for i, page in enumerate(pages):
            near = {at: {(number, n)} for at, n, big, number in nodes(page) if not big}
            for at, head in self.heads(page):
                places = near.get(at, set()) | (far[i] if at == 16 else set())
                n = max([88] + [n for _, n in places])
                yield Sealed(data[i * PAGE + at:i * PAGE + at + n], head, frozenset(places))


def deks(kind, text):
    """Keys of cases in an opened page: page.h, catalogue.c."""
    at = 0
    if kind == KEYS:
        return {text[i + 10:i + 42] for i in range(0, len(text) - 41, 42)} - {bytes(32)}
    found = set()
    while kind == ROWS and at + 2 < len(text):
        n = int.from_bytes(text[at:at + 2], "big")
        if n == 0:
            break
        found.add(text[at + 14:at + 46])
        at += 2 + n
    return found


def open_blob(data, dek):
    """The first chunk of an attachment: blob.h."""
    key, chunk = hkdf("blob", data[:32], dek), data[32:32 + 65552]
    last = len(data) <= 32 + 65552
    return aead("chacha20", chunk, b"", bytes(11) + bytes([last]), key)

#!/usr/bin/env python3
"""Check a package of case files, or what a log says of one, without hanji.

FILE is a package (the tar file, or the folder it was unpacked into), a proof (--of the case
file, --salts its salts), the signed state of a log, or only the lines of who signed one (--of
that).  A KEY is the key or a file with it.  One line for each thing that holds, FAILS, or could
not be checked; exit status 0 when nothing fails, 6 when something does, 2 for wrong options.

Only the standard library of Python 3, and nothing of hanji but its published formats: BagIt
1.0 (RFC 8493), minisign, Ed25519 (RFC 8032), notes, checkpoints, proofs and cosignatures of
C2SP, trees of RFC 6962, and the salted digest of a case file: H = SHA-256(0x00 || salt ||
start tag || text), or SHA-256(0x01 || H || H(child) ...) with child elements; <withheld
digest="..."> has that value as H, <withheld own="..."> as the first of the two.

A signature shows that nothing was changed since somebody signed it; who that was shows only
a key that you got from them in another way.
"""
import argparse
import base64
import collections
import hashlib
import os
import pathlib
import re
import struct
import sys
import time

def need(condition, text):
    """What does not hold is a ValueError."""
    if not condition:
        raise ValueError(text)

def unbase64(text, lengths=range(1, 1 << 20)):
    """Strict: no white space, no bits left over."""
    data = base64.b64decode(text)
    need(base64.b64encode(data) == text and len(data) in lengths, 'no base64 of that length')
    return data

# ---- Ed25519 (RFC 8032), only to check ----
P = 2 ** 255 - 19
L = 2 ** 252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)

def decompress(data):
    """A point in extended coordinates; None: not on the curve."""
    n = int.from_bytes(data, 'little')
    y, sign = n & (1 << 255) - 1, n >> 255
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT % P
    if (x * x - square) % P or (x == 0 and sign) or y >= P:
        return None
    x = P - x if (x & 1) != sign else x
    return x, y, 1, x * y % P

def add(a, b):
    m, n = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    o, q = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = n - m, q - o, q + o, n + m
    return e * f % P, g * h % P, f * g % P, e * h % P

def times(k, point):
    result = NEUTRAL
    for bit in bin(k)[2:]:
        result = add(result, result)
        result = add(result, point) if bit == '1' else result
    return result

def same(a, b):
    return (a[0] * b[2] - b[0] * a[2]) % P == 0 and (a[1] * b[2] - b[1] * a[2]) % P == 0

NEUTRAL = (0, 1, 1, 0)
BASE = decompress((4 * pow(5, P - 2, P) % P).to_bytes(32, 'little'))

def signed(key, message, signature):
    """As libsodium: small orders and long numbers are refused."""
    a, r = decompress(key), decompress(signature[:32])
    s = int.from_bytes(signature[32:], 'little')
    if not a or not r or s >= L or any(same(times(8, x), NEUTRAL) for x in (a, r)):
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), 'little') % L
    return same(times(s, BASE), add(r, times(h, a)))

# ---- notes of C2SP: who signed ----
LOG, WITNESS = 1, 4  # types of keys
NOTE_MAX, LINES_MAX, PARENTS_MAX, TIME_MAX = 64 << 10, 64, 64, 253402300799  # year 9999
Key = collections.namedtuple('Key', 'name id public text')

def is_name(name):
    return 0 < len(name) < 256 and not re.search(r'[\s\x00-\x1f\x7f+]', name.decode())

def parse_key(line, kind):
    """name+id+base64 of type and key; the id begins a hash of name, type and key."""
    m = re.fullmatch(rb'([^+]+)\+([0-9a-fA-F]{8})\+(.+)', line)
    need(m and is_name(m[1]), 'not the key of a log or witness')
    typed = unbase64(m[3], {33})
    number = hashlib.sha256(m[1] + b'\n' + typed).digest()[:4]
    need(number == bytes.fromhex(m[2].decode()), 'a key whose id does not fit')
    need(typed[0] == kind, 'the key of a log or of a witness, where the other must be')
    return Key(m[1], number, typed[1:], line)

def signature_lines(data):
    """Name, and bytes (key id and signature), of each line."""
    lines = [re.fullmatch('\u2014 ([^ ]+) ([^ ]+)\n'.encode(), x) for x in data.splitlines(True)]
    need(0 < len(lines) <= LINES_MAX and all(m and is_name(m[1]) for m in lines),
         'not lines of signatures')
    return [(m[1], unbase64(m[2], range(5, NOTE_MAX))) for m in lines]

class State:
    """A checkpoint: the signed state of a log."""
    def __init__(self, note):
        at = note.rfind(b'\n\n') + 1
        need(at > 0 and len(note) <= NOTE_MAX and note.decode() and
             not re.search(rb'[\x00-\x09\x0b-\x1f]', note), 'not a signed note')
        self.text, self.lines = note[:at], signature_lines(note[at + 1:])
        m = re.fullmatch(rb'([^\n]{1,55})\n(0|[1-9][0-9]{0,19})\n([^\n]{44})\n', self.text)
        need(m and int(m[2]) < 1 << 64, 'not the state of a log')
        self.origin, self.size, self.root = m[1], int(m[2]), unbase64(m[3], {32})
    def by(self, key, length):  # what this key signed, without its id
        return [data[4:] for name, data in self.lines
                if name == key.name and data[:4] == key.id and len(data) == 4 + length]
    def signed_by(self, key):  # False: this key did not sign it
        signatures = self.by(key, 64)
        need(all(signed(key.public, self.text, x) for x in signatures), 'a wrong signature')
        need(not signatures or key.name == self.origin, 'of another log than its key')
        return bool(signatures)
    def check_log(self, key):
        need(self.signed_by(key), 'not signed by this key')
        return 'signed with the key that you gave, when it had %d entries' % self.size
    def check_witness(self, key):
        found = sorted(self.by(key, 72))  # by their time
        need(found, 'not cosigned by this witness')
        for data in found:
            seconds = int.from_bytes(data[:8], 'big')
            said = b'cosignature/v1\ntime %d\n' % seconds + self.text
            need(seconds <= TIME_MAX and signed(key.public, said, data[8:]), 'a wrong cosignature')
        return time.strftime('cosigned by this witness, by its clock on %Y-%m-%dT%H:%M:%SZ',
                             time.gmtime(seconds))

# ---- what a log says ----
LEAF = re.compile(
    rb'version 0\nsequence (0|[1-9][0-9]{0,19})\n'
    rb'time ([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z)\ndevice ([0-9a-f]{16})\n'
    rb'member [0-9a-f]{16}\naction ([a-z-]{1,15})\ncase (?:-|[0-9a-f]{32})\n'
    rb'digest (-|[0-9a-f]{64})\nparents (-|[0-9a-f]{64}(?: [0-9a-f]{64})*)\n'
    rb'envelope (?:-|[0-9a-f]{64})\ndetail (?:-|[0-9a-f]{64})\n(.*)', re.DOTALL)

def parse_leaf(leaf):
    m = LEAF.fullmatch(leaf)
    need(m and int(m[1]) < 1 << 64 and (m[7] == b'' or m[4] == b'commit'), 'not an entry of a log')
    parents = m[6].split(b' ')
    need(parents == sorted(set(parents)) and len(parents) <= PARENTS_MAX, 'parents in disorder')
    return m

def includes(index, size, leaf, proof, root):
    """RFC 9162, 2.1.3.2."""
    at, last, value = index, size - 1, leaf
    for node in proof:
        if last == 0:
            return False
        if at & 1 or at == last:
            value = hashlib.sha256(b'\1' + node + value).digest()
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            value = hashlib.sha256(b'\1' + value + node).digest()
        at, last = at >> 1, last >> 1
    return index < size and last == 0 and value == root

class Proof:
    """An entry is in a log; who signed the state of that log is not asked yet."""
    def __init__(self, data):
        head, _, note = data.partition(b'\n\n')
        m = re.fullmatch(rb'c2sp\.org/tlog-proof@v1\nextra ([^\n]+)\nindex (0|[1-9][0-9]{0,19})'
                         rb'((?:\n[^\n]{44})*)', head)
        need(m, 'not a proof')
        leaf, self.state = unbase64(m[1]), State(note)
        self.entry = parse_leaf(leaf)
        need(self.state.origin.endswith(b'/' + self.entry[3]), 'of another device')
        need(m[2] == self.entry[1], 'of another place')
        need(includes(int(m[2]), self.state.size, hashlib.sha256(b'\0' + leaf).digest(),
                      [unbase64(x, {32}) for x in m[3].split()], self.state.root),
             'the entry is not in the log')
        self.words = 'entry %d of a log of %d, by the clock of its computer of %s' % (
            int(m[2]), self.state.size, self.entry[2].decode())
    def signed_by(self, key):
        held, device = self.state.signed_by(key), hashlib.sha256(key.public).hexdigest()[:16]
        need(not held or device == self.entry[3].decode(), 'of another device')
        return held
    def check_case(self, case, salts):
        need(len(case) <= 4 << 20, 'too large for a case file')
        found, hidden = digest(case, *parse_salts(salts))
        need(found.hex().encode() == self.entry[5], 'not the case file that the log holds')
        return '%s; %d parts withheld' % (self.words, hidden)

# ---- XChaCha20: the salts of a whole case file ----
def rounds(state):
    for i in range(80):
        n = i // 4 % 2
        a, b, c, d = i % 4, 4 + (i + n) % 4, 8 + (i + 2 * n) % 4, 12 + (i + 3 * n) % 4
        for to, other, turned, left in ((a, b, d, 16), (c, d, b, 12), (a, b, d, 8), (c, d, b, 7)):
            state[to] = (state[to] + state[other]) & 0xffffffff
            v = state[turned] ^ state[to]
            state[turned] = (v << left | v >> (32 - left)) & 0xffffffff

def salts_of(key, count):
    """The keystream under a nonce of zeroes, 16 bytes an element."""
    state = [*struct.unpack('<16I', b'expand 32-byte k' + key + bytes(16))]
    rounds(state)
    subkey = struct.pack('<8I', *(state[:4] + state[12:]))
    stream = b''
    for counter in range((count + 3) // 4):
        first = struct.unpack('<16I', b'expand 32-byte k' + subkey + counter.to_bytes(16, 'little'))
        state = list(first)
        rounds(state)
        stream += struct.pack('<16I', *[(a + b) & 0xffffffff for a, b in zip(state, first)])
    return [stream[16 * i:16 * i + 16] for i in range(count)]

# ---- the digest of a case file ----
TOKEN = re.compile(rb'</([^\x00-\x20<>/]+)>'
                   rb'|<([^\x00-\x20<>/!?"\']+)((?: [^<>"]+="[^<"]*")*)>'
                   rb'|([^<]+)')
WITHHELD = re.compile(rb'<withheld (digest|own)="([0-9a-f]{64})">')

def parse_salts(text):
    """The key, or the list; one of them is None."""
    m = re.fullmatch(rb'hanji salts 0\n(?:key ([0-9a-f]{64})\n|((?:[0-9a-f]{32}\n)*))', text)
    need(m, 'not a file of salts')
    key, salts = [bytes.fromhex(x.decode()) for x in (m[1] or b'', m[2] or b'')]
    return key or None, None if key else [salts[i:i + 16] for i in range(0, len(salts), 16)]

def digest(case, key, salts):
    """H of the root, and how many parts are withheld."""
    tokens = list(TOKEN.finditer(case))
    need(b''.join(m[0] for m in tokens) == case, 'not as it is stored')
    hidden = sum(1 for m in tokens if WITHHELD.fullmatch(m[0]))
    count = sum(1 for m in tokens if m[2]) - hidden
    need(not (key and hidden), 'a key of salts beside withheld parts')
    salts = salts_of(key, count) if key else salts
    need(len(salts) == count, 'as many salts as elements there are not')
    salts, tokens = iter(salts), iter(tokens)
    def element(start, depth):
        need(start and start[2] and depth < 64, 'not an element, or too deep')
        withheld, text, below = WITHHELD.fullmatch(start[0]), b'', []
        salt = None if withheld else next(salts)
        for m in tokens:
            if m[1]:
                need(m[1] == start[2], 'a wrong end')
                break
            if m[2]:
                need(not text, 'an element where none may be')
                below.append(element(m, depth + 1))
            else:
                need(not below and not withheld, 'text where none may be')
                text = m[0]
        else:
            raise ValueError('not a whole case file')
        if withheld:
            need(bool(below) == (withheld[1] == b'own'), 'withheld, and not')
            own = bytes.fromhex(withheld[2].decode())
        else:
            own = hashlib.sha256(b'\0' + salt + start[0] + text).digest()
        return hashlib.sha256(b'\1' + own + b''.join(below)).digest() if below else own
    root = element(next(tokens, None), 0)
    need(next(tokens, None) is None, 'something after the end')
    return root, hidden

# ---- what is said ----
class Report:
    """A line for each thing."""
    fails = 0
    def say(self, result, what, text):
        self.fails += result == 'FAILS'
        print('%-12s %s: %s' % (result, what, text))
    def rule(self, what, check, *rest):  # what check returns holds; what it raises does not
        try:
            self.say('holds', what, check(*rest))
            return True
        except ValueError as e:
            return self.say('FAILS', what, e)
    def judge_key(self, what, key, known):
        result = 'not checked' if not known else 'holds' if key[:3] == known[:3] else 'FAILS'
        self.say(result, what, 'compared with what you know of it: ' + key.text.decode())
    def judge_witnesses(self, state, keys):  # each whose key was given has cosigned; who else did
        for key in keys:
            self.rule(key.name.decode(), state.check_witness, key)
        known = {state.origin, *(key.name for key in keys)}
        for name in sorted({name for name, _ in state.lines} - known):
            self.say('not checked', name.decode(), 'it signed too; give its key with --witness')

# ---- what was sent: path -> bytes ----
BLOCK = 512
FOLDER = 'package/'

def read_folder(top):
    paths = list(pathlib.Path(top).rglob('*'))
    need(not any(p.is_symlink() or not (p.is_file() or p.is_dir()) for p in paths),
         'a link, or a device')
    return {p.relative_to(top).as_posix(): p.read_bytes() for p in paths if p.is_file()}

def tar_head(name, size):
    """The one head that a member of this name and size has."""
    head = struct.pack('100s8s8s8s12s12s8sc100s8s247x', name, b'0000600', b'0' * 7, b'0' * 7,
                       b'%011o' % size, b'0' * 11, b' ' * 8, b'0', b'', b'ustar\00000')
    return head[:148] + b'%06o\0 ' % sum(head) + head[156:]

def read_tar(data):
    """As hanji writes it, to the last byte: nothing hides in it."""
    files, at = {}, 0
    while any(data[at:at + BLOCK]):
        name, size = data[at:at + 100].split(b'\0')[0], data[at + 124:at + 135]
        need(re.fullmatch(rb'[0-7]{11}', size) and re.fullmatch(rb'[A-Za-z0-9._/-]+', name) and
             not {b'', b'.', b'..'} & set(name.split(b'/')), 'not a package of hanji')
        at += BLOCK
        files[name.decode()] = data[at:at + int(size, 8)]
        at += int(size, 8) + -int(size, 8) % BLOCK
    again = b''.join(tar_head(name.encode(), len(c)) + c + bytes(-len(c) % BLOCK)
                     for name, c in files.items())
    need(data == again + bytes(2 * BLOCK), 'the tar is cut short, or not as hanji writes it')
    need('pad' in files and FOLDER + 'bagit.txt' in files, 'not a package of hanji')
    return files

class Package:
    def __init__(self, files):
        self.root = '' if 'bagit.txt' in files else FOLDER
        self.bag = {p[len(self.root):]: c for p, c in files.items() if p.startswith(self.root)}
        self.beside = {p: c for p, c in files.items() if not p.startswith(self.root)}

# ---- the bag ----
SIGNED = 'tagmanifest-sha512.txt'
SIGNATURE = SIGNED + '.minisig'
NAMED = re.compile(r'(?a)README\.txt|bag-info\.txt|bagit\.txt|log\.vkey|signer\.pub|'
                   r'(tag)?manifest-sha(256|512)\.txt|proof/p\d{4,}\.(salts|tlog-proof|history)|'
                   r'data/(d\d{4,}\.(xml|html|txt|odt|docx|pdf)|[pt]\d{4,}\.xml|'
                   r'a\d{4,}\.(jpg|png|pdf|odt|docx|mp3|m4a|mp4|bin))')
ERASED = re.compile(rb'<tombstone xmlns="urn:hanji:case:1" id="(_{16})"><erased>((?:19[7-9]|2\d\d)'
                    rb'\d-\d\d-\d\d)</erased><ground known="withheld"></ground>(?:<part>[a-z-]{1,23}'
                    rb'(?:\[[a-hjkmnp-tv-z]_{5}\])?</part>)?</tombstone>'
                    .replace(b'_', b'[0-9a-hjkmnp-tv-z]'))

def check_names(package):
    strange = [p for p in package.bag if not NAMED.fullmatch(p)]
    strange += package.beside.keys() - {'pad', SIGNATURE}
    need(not strange, 'no such file: %r' % strange)
    need(not any(package.beside.get('pad', b'')), 'something is in pad')
    return 'nothing is there that is not a part of a package'

def check_declaration(package):
    need(package.bag.get('bagit.txt') ==
         b'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n', 'not BagIt 1.0')
    payload = [c for p, c in package.bag.items() if p.startswith('data/')]
    need(package.bag.get('bag-info.txt') == b'BagIt-Profile-Identifier: urn:hanji:package:0\n'
         b'Payload-Oxum: %d.%d\n' % (sum(map(len, payload)), len(payload)), 'another Payload-Oxum')
    return 'as many files and bytes as it says'

def check_manifest(package, name):
    kind, tags, text = name[-10:-4], name.startswith('tag'), package.bag.get(name)
    need(text is not None, 'is missing')
    lines = [re.fullmatch(rb'([0-9a-f]+)  ([!-~]+)\n', x) for x in text.splitlines(True)]
    need(all(lines), 'has a line that is not a checksum and a path')
    listed = {m[2].decode(): m[1].decode() for m in lines}
    need(len(listed) == len(lines), 'lists a file twice')
    there = {p: hashlib.new(kind, c).hexdigest() for p, c in package.bag.items()
             if p.startswith('data/') != tags and not p.startswith('tagmanifest-')}
    wrong = {p for p, _ in listed.items() ^ there.items()}
    need(not wrong, 'altered, missing or not listed: ' + ' '.join(sorted(wrong)))
    return '%d files are as listed' % len(listed)

def parse_public(text):
    m = re.fullmatch(rb'(?:untrusted comment: .*\n)?([^\n]+)\n?', text)
    need(m, 'not a minisign key')
    data = unbase64(m[1], {42})
    need(data[:2] == b'Ed', 'not a key of minisign')
    return Key(b'', data[2:10], data[10:], m[1])

def check_signature(package):
    _, number, key, _ = parse_public(package.bag.get('signer.pub', b''))
    m = re.fullmatch(rb'untrusted comment: signature of hanji, key ([0-9A-F]{16})\n([^\n]+)\n'
                     rb'trusted comment: ([^\n]*)\n([^\n]+)\n', package.beside.get(SIGNATURE, b''))
    need(m, 'is missing, or not as hanji writes it')
    data, comment, whole = unbase64(m[2], {74}), m[3], unbase64(m[4], {64})
    need(data[:10] == b'ED' + number and m[1].decode() == number[::-1].hex().upper(),
         'of another key')
    hashed = hashlib.blake2b(package.bag.get(SIGNED, b'')).digest()
    need(signed(key, hashed, data[10:]), 'does not fit')
    need(signed(key, data[10:] + comment, whole), 'comment was changed')
    return 'signed with the key in signer.pub: %r' % comment.decode('utf-8', 'replace')

# ---- a package ----
def check_case(case, salts, proof, keys):
    proof = Proof(proof)
    need(any(proof.signed_by(key) for key in keys), 'no key of its log is in the package')
    return proof.check_case(case, salts)

def check_erased(data):
    m = ERASED.fullmatch(data)
    need(m and time.strptime(m[2].decode(), '%Y-%m-%d'), 'not what was erased, or more')
    return 'says that %s was erased on %s' % (m[1].decode(), m[2].decode())

def check_payload(report, bag, keys):  # returns the notes against which cases are proven
    named = {h for p, c in bag.items() if p.startswith('data/p')
             for h in re.findall(rb'<sha256>([0-9a-f]{64})<', c)}
    notes = set()
    for path, data in sorted(bag.items()):
        if path.startswith('data/p'):
            salts, proof = [bag.get('proof/' + path[5:-3] + x) for x in ('salts', 'tlog-proof')]
            if salts is None and proof is None:
                report.say('not checked', path, 'no proof came')
            elif report.rule(path, check_case, data, salts or b'', proof or b'', keys):
                notes.add(proof.partition(b'\n\n')[2])
        elif path.startswith('data/t') and report.rule(path, check_erased, data):
            report.say('not checked', path, 'that it was erased: only who signed says so')
        elif path.startswith('data/a'):
            held = hashlib.sha256(data).hexdigest().encode() in named
            report.say('holds' if held else 'not checked', path,
                       'an attachment that %s case file here names' % ('a' if held else 'no'))
    return notes

def check_package(report, package, given):
    report.rule('package', check_names, package)
    report.rule('bag-info.txt', check_declaration, package)
    for name in ('manifest-sha256.txt', 'manifest-sha512.txt',
                 'tagmanifest-sha256.txt', 'tagmanifest-sha512.txt'):
        report.rule(name, check_manifest, package, name)
    if not package.root and SIGNATURE not in package.beside:
        report.say('not checked', SIGNATURE, 'it lies beside the bag')
    elif report.rule(SIGNATURE, check_signature, package):
        report.judge_key('signer.pub', parse_public(package.bag['signer.pub']), given.signer)
    lines = package.bag.get('log.vkey', b'').split(b'\n')
    need(lines.pop() == b'', 'log.vkey is cut short')
    keys = [parse_key(line, LOG) for line in lines]
    for key in keys:
        report.judge_key('log.vkey', key, given.log_key)
    for note in sorted(check_payload(report, package.bag, keys)):
        report.judge_witnesses(State(note), given.witness)

# ---- a file of a log by itself ----
def check_state(report, state, given):
    if given.log_key:
        report.rule(state.origin.decode(), state.check_log, given.log_key)
    else:
        report.say('not checked', state.origin.decode(), 'who signed: give the log\'s --log-key')
    report.judge_witnesses(state, given.witness)

def check_proof(report, data, given):
    proof = Proof(data)
    need(not given.log_key or proof.signed_by(given.log_key), 'not signed by this key')
    if given.of and given.salts:
        report.rule(given.path, proof.check_case, given.of, given.salts)
    else:
        report.say('holds', given.path, proof.words)
        report.say('not checked', given.path, 'which case file it is about: give --of and --salts')
    check_state(report, proof.state, given)

def check(report, given):
    if os.path.isdir(given.path):
        return check_package(report, Package(read_folder(given.path)), given)
    data = read(given.path)
    if data.startswith(b'c2sp.org/tlog-proof@'):
        check_proof(report, data, given)
    elif data.startswith('\u2014 '.encode()) and signature_lines(data) and not given.of:
        report.say('not checked', given.path, 'what was signed: give the checkpoint with --of')
    elif data.startswith('\u2014 '.encode()):
        check_state(report, State(given.of + data), given)
    elif b'\0' in data:
        check_package(report, Package(read_tar(data)), given)
    else:
        check_state(report, State(data), given)

# ---- the command line ----
def read(path):
    return pathlib.Path(path).read_bytes()

def key_or_file(parse, *kind):
    return lambda x: parse(read(x).rstrip(b'\n') if os.path.exists(x) else x.encode(), *kind)

def main(arguments):
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    key = key_or_file(parse_key, WITNESS)
    parser.add_argument('--witness', metavar='KEY', type=key, action='append', default=[])
    for name, what, kind in (('--signer', 'KEY', key_or_file(parse_public)),
                             ('--log-key', 'KEY', key_or_file(parse_key, LOG)),
                             ('--of', 'FILE', read), ('--salts', 'FILE', read)):
        parser.add_argument(name, metavar=what, type=kind)
    parser.add_argument('path', metavar='FILE')
    report = Report()
    try:
        given = parser.parse_args(arguments)
        check(report, given)
    except ValueError as e:
        report.say('FAILS', given.path, e)
    except OSError as e:
        parser.error(str(e))
    return 6 if report.fails else 0

if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))

#!/usr/bin/env python3
"""Check a package of case files without hanji.

usage: verify.py [--signer KEY|FILE] [--log-key KEY|FILE] PACKAGE

PACKAGE is the tar file, or the folder it was unpacked into.  One line for each
thing that holds, FAILS, or could not be checked; exit status 0 when nothing
fails, 6 when something does, 2 for a wrong command line.

Only the standard library of Python 3, and nothing of hanji but its published
formats: BagIt 1.0 (RFC 8493), minisign, Ed25519 (RFC 8032), notes, checkpoints
and proofs of C2SP, trees of RFC 6962, and the salted digest of a case file:
H = SHA-256(0x00 || salt || start tag || text), or SHA-256(0x01 || H || H(child)
...) with child elements; <withheld digest="..."> has that value as H,
<withheld own="..."> as the first of the two.

A signature shows that nothing was changed since somebody signed it; who that
was shows only a key that you got from them in another way.
"""
import argparse
import base64
import binascii
import hashlib
import os
import re
import stat
import struct
import sys

BLOCK = 512
FOLDER = 'package/'
SIGNED = 'tagmanifest-sha512.txt'
SIGNATURE = SIGNED + '.minisig'
TAGS = {'README.txt', 'bag-info.txt', 'bagit.txt', 'log.vkey', 'signer.pub', 'manifest-sha256.txt',
        'manifest-sha512.txt', 'tagmanifest-sha256.txt', 'tagmanifest-sha512.txt'}
NAMED = re.compile(r'(?a)data/(d\d{4,}\.(xml|html|txt|odt|docx|pdf)|p\d{4,}\.xml|'
                   r'a\d{4,}\.(jpg|png|pdf|odt|docx|mp3|m4a|mp4|bin))|proof/p\d{4,}\.(salts|tlog-proof|history)')

class Bad(Exception):
    """Something that does not hold, in words."""

def need(condition, text):
    if not condition:
        raise Bad(text)

def unbase64(text, length=None):
    """Strict: no white space, no bits left over."""
    try:
        data = binascii.a2b_base64(text)
    except ValueError:
        data = b''
    need(base64.b64encode(data) == text, 'not base64')
    need(length is None or len(data) == length, 'of a wrong length')
    return data

# ---- Ed25519 (RFC 8032), only to check ----
P = 2 ** 255 - 19
L = 2 ** 252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)

def recover(y, sign):
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT % P
    if (x * x - square) % P or (x == 0 and sign) or y >= P:
        return None
    return P - x if (x & 1) != sign else x

def add(a, b):
    """Points in extended coordinates."""
    m, n = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    o, q = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = n - m, q - o, q + o, n + m
    return e * f % P, g * h % P, f * g % P, e * h % P

def times(k, point):
    result = (0, 1, 1, 0)
    while k:
        if k & 1:
            result = add(result, point)
        point = add(point, point)
        k >>= 1
    return result

def same(a, b):
    return (a[0] * b[2] - b[0] * a[2]) % P == 0 and (a[1] * b[2] - b[1] * a[2]) % P == 0

def decompress(data):
    n = int.from_bytes(data, 'little')
    y, sign = n & (1 << 255) - 1, n >> 255
    x = recover(y, sign)
    return None if x is None else (x, y, 1, x * y % P)

BASE_Y = 4 * pow(5, P - 2, P) % P
BASE = decompress(BASE_Y.to_bytes(32, 'little'))

def signed(key, message, signature):
    """As libsodium: small orders and long numbers are refused."""
    a, r = decompress(key), decompress(signature[:32])
    s = int.from_bytes(signature[32:], 'little')
    if a is None or r is None or s >= L or \
            same(times(8, a), (0, 1, 1, 0)) or same(times(8, r), (0, 1, 1, 0)):
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(),
                       'little') % L
    return same(times(s, BASE), add(r, times(h, a)))

# ---- XChaCha20: the salts of a whole case file ----
def rounds(state):
    def quarter(a, b, c, d):
        for to, other, turned, left in ((a, b, d, 16), (c, d, b, 12),
                                        (a, b, d, 8), (c, d, b, 7)):
            state[to] = (state[to] + state[other]) & 0xffffffff
            v = state[turned] ^ state[to]
            state[turned] = (v << left | v >> (32 - left)) & 0xffffffff
    for i in range(80):
        n = i // 4 % 2
        quarter(i % 4, 4 + (i + n) % 4, 8 + (i + 2 * n) % 4, 12 + (i + 3 * n) % 4)

def salts_of(key, count):
    """The keystream under a nonce of zeroes, 16 bytes an element."""
    def start(k, counter):
        return [*struct.unpack('<12I', b'expand 32-byte k' + k), counter, 0, 0, 0]
    state = start(key, 0)
    rounds(state)
    subkey = struct.pack('<8I', *(state[:4] + state[12:]))
    stream = b''
    for counter in range((count + 3) // 4):
        first = start(subkey, counter)
        state = list(first)
        rounds(state)
        stream += struct.pack('<16I', *[(a + b) & 0xffffffff
                                        for a, b in zip(state, first)])
    return [stream[16 * i:16 * i + 16] for i in range(count)]

# ---- the digest of a case file ----
TOKEN = re.compile(rb'</([^\x00-\x20<>/]+)>'
                   rb'|<([^\x00-\x20<>/!?"\']+)((?: [^<>"]+="[^<"]*")*)>'
                   rb'|([^<]+)')
WITHHELD = re.compile(rb'<withheld (digest|own)="([0-9a-f]{64})">')

def parse_salts(text):
    """The key, or the list; one of them is None."""
    lines = text.split(b'\n')
    need(lines[0] == b'hanji salts 0' and lines[-1] == b'', 'not a file of salts')
    lines = lines[1:-1]
    if len(lines) == 1 and re.fullmatch(rb'key [0-9a-f]{64}', lines[0]):
        return bytes.fromhex(lines[0][4:].decode()), None
    need(all(re.fullmatch(rb'[0-9a-f]{32}', x) for x in lines), 'not a file of salts')
    return None, [bytes.fromhex(x.decode()) for x in lines]

def digest(case, key, salts):
    """H of the root, and how many parts are withheld."""
    tokens = list(TOKEN.finditer(case))
    need(b''.join(m[0] for m in tokens) == case, 'not as it is stored')
    hidden = sum(1 for m in tokens if WITHHELD.fullmatch(m[0]))
    count = sum(1 for m in tokens if m[2]) - hidden
    need(not (key and hidden), 'a key of salts beside withheld parts')
    salts = salts_of(key, count) if key else salts
    need(len(salts) == count, 'as many salts as elements there are not')
    salts = iter(salts)
    stack, last = [], None
    for m in tokens:
        need(stack or last is None, 'something after the end')
        if m[2]:
            w = WITHHELD.fullmatch(m[0])
            if stack:
                need(not stack[-1]['text'] and stack[-1]['kind'] != b'digest', 'an element where none may be')
            need(len(stack) < 64, 'too deep')
            stack.append({'name': m[2], 'tag': m[0], 'text': b'', 'below': [],
                          'kind': w[1] if w else None,
                          'own': bytes.fromhex(w[2].decode()) if w else None,
                          'salt': None if w else next(salts)})
        elif m[1]:
            need(stack and stack[-1]['name'] == m[1], 'a wrong end')
            e = stack.pop()
            own = e['own'] or hashlib.sha256(
                b'\0' + e['salt'] + e['tag'] + e['text']).digest()
            need(e['kind'] != b'own' or e['below'], 'own without elements')
            last = hashlib.sha256(b'\1' + own + b''.join(e['below'])).digest()\
                if e['below'] else own
            if stack:
                stack[-1]['below'].append(last)
        else:
            need(stack and not stack[-1]['below'] and not stack[-1]['kind'], 'text where none may be')
            stack[-1]['text'] = m[0]
    need(last is not None and not stack, 'not a whole case file')
    return last, hidden

# ---- what was sent: path -> bytes ----
def read_file(path):
    with open(path, 'rb') as f:
        return f.read()

def read_folder(top):
    files = {}
    for folder, folders, names in os.walk(top):
        for name in folders + names:
            path = os.path.join(folder, name)
            mode = os.lstat(path).st_mode
            need(stat.S_ISREG(mode) or stat.S_ISDIR(mode), '%r is a link or a device' % name)
            if stat.S_ISREG(mode):
                files[os.path.relpath(path, top)] = read_file(path)
    return files

def tar_head(name, size):
    """The one head that a member of this name and size has."""
    head = struct.pack('100s8s8s8s12s12s8sc100s8s', name, b'0000600',
                       b'0000000', b'0000000', b'%011o' % size, b'0' * 11,
                       b' ' * 8, b'0', b'', b'ustar\00000')
    head = head.ljust(BLOCK, b'\0')
    return head[:148] + b'%06o\0 ' % sum(head) + head[156:]

def read_tar(path):
    data, files, at = read_file(path), {}, 0
    while True:
        head = data[at:at + BLOCK]
        need(len(head) == BLOCK, 'the tar is cut short')
        at += BLOCK
        if not any(head):
            break
        name = head[:100].split(b'\0')[0]
        need(re.fullmatch(rb'[0-7]{11}\0', head[124:136]), 'not a tar')
        size = int(head[124:135], 8)
        need(head == tar_head(name, size), 'the tar is not as hanji writes it')
        end = at + size
        room = end + -size % BLOCK
        need(room <= len(data), 'the tar is cut short')
        need(not any(data[end:room]), 'the tar hides something')
        text = name.decode('ascii', 'replace')
        need(re.fullmatch('[A-Za-z0-9._/-]+', text) and text not in files and
             not {'', '.', '..'} & set(text.split('/')),
             'a member %r of the tar' % text)
        files[text] = data[at:end]
        at = room
    need(data[at:] == bytes(BLOCK), 'something follows after the tar')
    need('pad' in files and FOLDER + 'bagit.txt' in files, 'not a package of hanji')
    return files

class Package:
    def __init__(self, path):
        self.files = read_folder(path) if os.path.isdir(path) else read_tar(path)
        self.root = '' if 'bagit.txt' in self.files else FOLDER
        self.bag = {p[len(self.root):]: c for p, c in self.files.items() if p.startswith(self.root)}
        self.beside = {p: c for p, c in self.files.items() if not p.startswith(self.root)}
        self.fails = 0
    def say(self, result, what, text):
        self.fails += result == 'FAILS'
        print('%-12s %s: %s' % (result, what, text))
    def rule(self, what, check, *rest):
        """What check returns holds; what it raises does not."""
        try:
            self.say('holds', what, check(*rest))
            return True
        except Bad as e:
            return self.say('FAILS', what, e)

# ---- the bag ----
def check_names(package):
    for path in package.bag:
        need(path in TAGS or NAMED.fullmatch(path), 'no such file: %r' % path)
    for path in package.beside:
        need(path in ('pad', SIGNATURE), 'no such file: %r' % path)
    need(not any(package.beside.get('pad', b'')), 'something is in pad')
    return 'nothing is there that is not a part of a package'

def check_declaration(package):
    need(package.bag.get('bagit.txt') == b'BagIt-Version: 1.0\n'
         b'Tag-File-Character-Encoding: UTF-8\n', 'not BagIt 1.0')
    payload = [c for p, c in package.bag.items() if p.startswith('data/')]
    need(package.bag.get('bag-info.txt') ==
         b'BagIt-Profile-Identifier: urn:hanji:package:0\n'
         b'Payload-Oxum: %d.%d\n' % (sum(map(len, payload)), len(payload)),
         'bag-info.txt does not fit')
    return 'as many files and bytes as it says'

def check_manifest(package, kind, tags):
    name = ('tag' if tags else '') + 'manifest-%s.txt' % kind
    text = package.bag.get(name)
    need(text is not None, 'is missing')
    digits = 2 * hashlib.new(kind).digest_size
    lines = text.split(b'\n')
    need(lines.pop() == b'', 'is cut short')
    listed = set()
    for line in lines:
        m = re.fullmatch(rb'([0-9a-f]{%d})  ([!-~]+)' % digits, line)
        need(m, 'has a line that is not a checksum and a path')
        path = m[2].decode()
        need(path not in listed, 'lists %s twice' % path)
        listed.add(path)
        need(path in package.bag, '%s is missing' % path)
        need(hashlib.new(kind, package.bag[path]).hexdigest() == m[1].decode(), '%s was altered' % path)
    wanted = {p for p in package.bag if p.startswith('data/') != tags
              and not p.startswith('tagmanifest-')}
    need(listed == wanted, 'does not list what is there: %s' % ' '.join(sorted(listed ^ wanted)))
    return '%d files are as listed' % len(listed)

# ---- who signed ----
def parse_public(text):
    lines = text.rstrip(b'\n').split(b'\n')
    need(len(lines) == 1 or (len(lines) == 2 and lines[0].startswith(
        b'untrusted comment: ')), 'not a minisign key')
    data = unbase64(lines[-1], 42)
    need(data[:2] == b'Ed', 'not a minisign key')
    return data[2:10], data[10:]

def check_signature(package):
    text = package.beside.get(SIGNATURE)
    need(text is not None, 'is missing')
    number, key = parse_public(package.bag.get('signer.pub', b''))
    lines = text.split(b'\n')
    need(len(lines) == 5 and lines[4] == b'' and
         lines[0] == b'untrusted comment: signature of hanji, key ' +
         number[::-1].hex().upper().encode() and
         lines[2].startswith(b'trusted comment: '), 'not as hanji writes it')
    data, whole = unbase64(lines[1], 74), unbase64(lines[3], 64)
    comment = lines[2][17:]
    need(data[:2] == b'ED' and data[2:10] == number, 'of another key')
    hashed = hashlib.blake2b(package.bag.get(SIGNED, b'')).digest()
    need(signed(key, hashed, data[10:]), 'does not fit')
    need(signed(key, data[10:] + comment, whole), 'comment was changed')
    return 'signed with the key in signer.pub: %r' % comment.decode('utf-8', 'replace')

# ---- what the log holds ----
def parse_vkey(line):
    m = re.fullmatch(rb'([^+\s]+)\+([0-9a-f]{8})\+(\S+)', line)
    need(m, 'not the key of a log')
    typed = unbase64(m[3], 33)
    need(typed[0] == 1 and hashlib.sha256(m[1] + b'\n' + typed).hexdigest()[:8]
         == m[2].decode(), 'not the key of a log')
    return m[1], m[2], typed[1:]

def open_note(note, name, number, key):
    """The text of a signed note; None: this key did not sign it."""
    at = note.rfind(b'\n\n')
    need(at > 0 and note.endswith(b'\n'), 'not a signed note')
    text, found = note[:at + 1], False
    for line in note[at + 2:-1].split(b'\n'):
        m = re.fullmatch('\u2014 '.encode() + rb'(\S+) (\S+)', line)
        need(m, 'a signature line of the checkpoint is none')
        if m[1] != name:
            continue
        data = unbase64(m[2])
        if len(data) == 68 and data[:4].hex() == number.decode():
            need(signed(key, text, data[4:]), 'checkpoint: wrong signature')
            found = True
    return text if found else None

LEAF = re.compile(
    rb'version 0\nsequence (0|[1-9][0-9]{0,19})\n'
    rb'time ([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z)\n'
    rb'device ([0-9a-f]{16})\nmember [0-9a-f]{16}\naction [a-z-]{1,15}\n'
    rb'case (?:-|[0-9a-f]{32})\ndigest ([0-9a-f]{64})\n'
    rb'parents (?:-|[0-9a-f]{64}(?: [0-9a-f]{64})*)\n'
    rb'envelope (?:-|[0-9a-f]{64})\ndetail (?:-|[0-9a-f]{64})\n')

def includes(index, size, leaf, proof, root):
    """RFC 9162, 2.1.3.2."""
    if index >= size:
        return False
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
    return last == 0 and value == root

def check_proof(text, keys):
    """The digest that the log holds, and words."""
    head, empty, note = text.partition(b'\n\n')
    lines = head.split(b'\n')
    need(empty and lines[0] == b'c2sp.org/tlog-proof@v1' and len(lines) > 2 and
         lines[1].startswith(b'extra ') and
         re.fullmatch(rb'index (0|[1-9][0-9]{0,19})', lines[2]), 'no proof')
    leaf, index = unbase64(lines[1][6:]), int(lines[2][6:])
    proof = [unbase64(x, 32) for x in lines[3:]]
    said = LEAF.fullmatch(leaf)
    need(said, 'not an entry about a case file')
    for name, number, key in keys:
        checkpoint = open_note(note, name, number, key)
        if checkpoint is None:
            continue
        m = re.fullmatch(rb'([^\n]+)\n(0|[1-9][0-9]{0,19})\n([^\n]{44})\n',
                         checkpoint)
        need(m and m[1] == name, 'not a checkpoint of this log')
        device = hashlib.sha256(key).hexdigest()[:16].encode()
        need(said[3] == device and name.endswith(b'/' + device),
             'of another device')
        need(int(said[1]) == index, 'of another place')
        size, root = int(m[2]), unbase64(m[3], 32)
        need(includes(index, size, hashlib.sha256(b'\0' + leaf).digest(),
                      proof, root), 'the entry is not in the log')
        return said[4].decode(), 'entry %d of a log of %d, by the clock of ' \
            'its computer of %s' % (index, size, said[2].decode())
    raise Bad('no key of its log is in the package')

def check_case(package, stem, keys):
    case = package.bag['data/%s.xml' % stem]
    salts = package.bag.get('proof/%s.salts' % stem)
    proof = package.bag.get('proof/%s.tlog-proof' % stem)
    if salts is None and proof is None:
        package.say('not checked', 'data/%s.xml' % stem, 'no proof came')
        return
    def both():
        need(salts is not None and proof is not None, 'half a proof')
        need(len(case) <= 4 << 20, 'too large for a case file')
        held, words = check_proof(proof, keys)
        found, hidden = digest(case, *parse_salts(salts))
        need(found.hex() == held, 'not the case file that the log holds')
        return '%s; %d parts withheld' % (words, hidden)
    package.rule('data/%s.xml' % stem, both)

def check_attachments(package):
    """Does a case file name the fingerprint of each?"""
    named = {h for p, c in package.bag.items() if p.startswith('data/p')
             for h in re.findall(rb'<sha256>([0-9a-f]{64})<', c)}
    for path in sorted(p for p in package.bag if p.startswith('data/a')):
        held = hashlib.sha256(package.bag[path]).hexdigest().encode() in named
        package.say('holds' if held else 'not checked', path, 'the attachment that a case file names'
                    if held else 'a copy: no case file here has its fingerprint')

# ---- all of it ----
def given(text):
    return read_file(text).rstrip(b'\n') if os.path.exists(text) else text.encode()

def judge_key(package, what, key, known, shown):
    if known is None:
        package.say('not checked', what, 'whose key?  Compare: ' + shown)
    else:
        package.say('holds' if key == known else 'FAILS', what, 'compared with the key that you gave: ' + shown)

def check_keys(package, signer, log):
    """Of the log; and what is known of both."""
    if package.root or SIGNATURE in package.beside:
        if package.rule(SIGNATURE, check_signature, package):
            public = package.bag['signer.pub']
            judge_key(package, 'signer.pub', parse_public(public), signer,
                      public.split(b'\n')[-2].decode())
    else:
        package.say('not checked', SIGNATURE, 'it lies beside the bag')
    text, keys = package.bag.get('log.vkey', b''), []
    def parse():
        lines = text.split(b'\n')
        need(lines.pop() == b'', 'cut short')
        keys.extend(parse_vkey(x) for x in lines)
        return '%d logs' % len(keys)
    if package.rule('log.vkey', parse):
        for k in keys:
            judge_key(package, 'log.vkey', k, log, '%s+%s+%s' % (
                k[0].decode(), k[1].decode(),
                base64.b64encode(b'\1' + k[2]).decode()))
    return keys

def verify(path, signer=None, log=None):
    """How many things fail."""
    try:
        package = Package(path)
    except Bad as e:
        print('%-12s %s: %s' % ('FAILS', path, e))
        return 1
    package.rule('package', check_names, package)
    package.rule('bag-info.txt', check_declaration, package)
    for kind in ('sha256', 'sha512'):
        for tags in (False, True):
            package.rule(('tag' if tags else '') + 'manifest-' + kind,
                         check_manifest, package, kind, tags)
    keys = check_keys(package, signer, log)
    for path in sorted(package.bag):
        m = re.fullmatch(r'data/(p[0-9]{4,})\.xml', path)
        if m:
            check_case(package, m[1], keys)
    check_attachments(package)
    return package.fails

def main(arguments):
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('--signer', metavar='KEY|FILE')
    parser.add_argument('--log-key', metavar='KEY|FILE')
    parser.add_argument('package')
    a = parser.parse_args(arguments)
    try:
        signer = parse_public(given(a.signer)) if a.signer else None
        log = parse_vkey(given(a.log_key)) if a.log_key else None
        return 6 if verify(a.package, signer, log) else 0
    except (Bad, OSError) as e:
        parser.error(str(e))

if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))

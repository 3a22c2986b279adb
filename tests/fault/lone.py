#!/usr/bin/env python3
"""lone.py: hanji and the stand-alone verifier say the same of a checkpoint, its
cosignatures, a proof, and the lines of a witness alone.

Each kind of file is made with keys of this test, once as it must be and once for
each way to be wrong in form (signed as it then stands, so that the form alone
decides), and then with bytes and lines changed at random.  Both programs are
asked with all keys and with none.

usage: HANJI=... lone.py; HJ_RUNS=N changes at random (60), SEED=N repeats a run.
"""
import base64
import contextlib
import hashlib
import importlib.util
import io
import os
import pathlib
import random
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
HANJI = os.environ['HANJI']
spec = importlib.util.spec_from_file_location(
    'verify', HERE.parent.parent / 'export' / 'verify.py')
verify = importlib.util.module_from_spec(spec)
sys.dont_write_bytecode = True
spec.loader.exec_module(verify)
DASH = '\u2014 '.encode()

# ---- keys of this test ----


def compress(point):
    inverse = pow(point[2], verify.P - 2, verify.P)
    x, y = point[0] * inverse % verify.P, point[1] * inverse % verify.P
    return (y | (x & 1) << 255).to_bytes(32, 'little')


def number(*parts):
    return int.from_bytes(hashlib.sha512(b''.join(parts)).digest(), 'little')


class Signer:
    """A log (kind 1) or a witness (kind 4)."""

    def __init__(self, seed, kind, name=None):
        self.seed = hashlib.sha512(seed).digest()
        self.scalar = int.from_bytes(self.seed[:32], 'little') & (1 << 254) - 8 | 1 << 254
        self.public = compress(verify.times(self.scalar, verify.BASE))
        self.device = hashlib.sha256(self.public).hexdigest()[:16].encode()
        self.name = name or b'hanji/%s/%s' % (b'5' * 32, self.device)
        self.kind = kind

    def sign(self, message):
        r = number(self.seed[32:], message) % verify.L
        point = compress(verify.times(r, verify.BASE))
        h = number(point, self.public, message)
        return point + ((r + h * self.scalar) % verify.L).to_bytes(32, 'little')

    def id(self, kind=None):
        typed = bytes([kind or self.kind]) + self.public
        return hashlib.sha256(self.name + b'\n' + typed).digest()[:4]

    def key(self):
        typed = bytes([self.kind]) + self.public
        return b'%s+%s+%s' % (self.name, self.id().hex().encode(), base64.b64encode(typed))

    def line(self, text, time=None, name=None, kind=None):
        """Its signature, or with a time its cosignature."""
        data = self.id(kind)
        if time is None:
            data += self.sign(text)
        else:
            data += time.to_bytes(8, 'big') + \
                self.sign(b'cosignature/v1\ntime %d\n' % time + text)
        return DASH + (name or self.name) + b' ' + base64.b64encode(data) + b'\n'


LOG = Signer(b'log', 1)
ONE, TWO = Signer(b'one', 4, b'witness.example/one'), Signer(b'two', 4, b'witness.example/two')
NOW = 1764489600

# ---- a log ----


def leaf(i, digest=True):
    said = hashlib.sha256(b'case %d' % i).hexdigest().encode() if digest else b'-'
    return b'version 0\nsequence %d\ntime 2026-11-30T08:00:00Z\ndevice %s\nmember %s\n' \
        b'action update\ncase %s\ndigest %s\nparents -\nenvelope -\ndetail -\n' % (
            i, LOG.device, b'0' * 16, b'1' * 32, said)


LEAVES = [leaf(i, i != 2) for i in range(7)]


def root(leaves):
    if len(leaves) == 1:
        return hashlib.sha256(b'\0' + leaves[0]).digest()
    half = 1 << (len(leaves) - 1).bit_length() - 1
    return hashlib.sha256(b'\1' + root(leaves[:half]) + root(leaves[half:])).digest()


def path(i, leaves):
    if len(leaves) == 1:
        return []
    half = 1 << (len(leaves) - 1).bit_length() - 1
    if i < half:
        return path(i, leaves[:half]) + [root(leaves[half:])]
    return path(i - half, leaves[half:]) + [root(leaves[:half])]


def text_of(origin=LOG.name, size=b'7', top=base64.b64encode(root(LEAVES)), more=b''):
    return b'%s\n%s\n%s\n%s' % (origin, size, top, more)


def proof(i, note, line=None):
    return b'c2sp.org/tlog-proof@v1\nextra %s\nindex %d\n%s\n%s' % (
        base64.b64encode(line or LEAVES[i]), i,
        b''.join(base64.b64encode(h) + b'\n' for h in path(i, LEAVES)), note)


# ---- every way to be right or wrong ----
TEXT = text_of()
OURS, FIRST, SECOND = LOG.line(TEXT), ONE.line(TEXT, NOW), TWO.line(TEXT, NOW + 5)
OTHER = DASH + b'other.example ' + base64.b64encode(bytes(40)) + b'\n'
LINES = {
    'one witness': FIRST,
    'two witnesses': FIRST + SECOND,
    'the log, cosigning by another key': OURS + FIRST + SECOND,
    'twice by one, the later first': ONE.line(TEXT, NOW + 9) + FIRST + SECOND,
    'twice by one, the second wrong': FIRST + ONE.line(TEXT + b'x', NOW) + SECOND,
    'the same twice': FIRST + FIRST + SECOND,
    'of another state': ONE.line(text_of(size=b'6'), NOW) + SECOND,
    'at no time': ONE.line(TEXT, 0) + SECOND,
    'at the last time': ONE.line(TEXT, verify.TIME_MAX) + SECOND,
    'after the last time': ONE.line(TEXT, verify.TIME_MAX + 1) + SECOND,
    'at a negative time': ONE.line(TEXT, 1 << 63) + SECOND,
    'signed as a log signs': ONE.line(TEXT) + SECOND,
    'cosigned under the id of a log': ONE.line(TEXT, NOW, kind=1) + SECOND,
    'under another name': ONE.line(TEXT, NOW, name=b'witness.example/1') + SECOND,
    'a stranger besides': FIRST + SECOND + OTHER,
    'a stranger with few bytes': FIRST + SECOND + DASH + b'x AAAAAA==\n',
    'a stranger with enough': FIRST + SECOND + DASH + b'x AAAAAAA=\n',
    'a stranger with very many': FIRST + SECOND + DASH + b'x ' + base64.b64encode(bytes(2436)) + b'\n',
    'bits left over': FIRST + SECOND + DASH + b'x AAAAAAB=\n',
    'not base64': FIRST + SECOND + DASH + b'x AAAA*AAA\n',
    'a digit of another script': FIRST + SECOND + DASH + b'x AAAAAA\xc2\xb2A\n',
    'padding inside': FIRST + SECOND + DASH + b'x AA==AAAA\n',
    'no padding': FIRST + SECOND + DASH + b'x AAAAAAA\n',
    'no name': FIRST + SECOND + DASH + b' AAAAAAAA\n',
    'a plus in the name': FIRST + SECOND + DASH + b'x+y AAAAAAAA\n',
    'a space in the name': FIRST + SECOND + DASH + 'x\u2003y AAAAAAAA\n'.encode(),
    'a name in Korean': FIRST + SECOND + DASH + '증인 AAAAAAAA\n'.encode(),
    'a name that is too long': FIRST + SECOND + DASH + b'x' * 256 + b' AAAAAAAA\n',
    'a name as long as may be': FIRST + SECOND + DASH + b'x' * 255 + b' AAAAAAAA\n',
    'a name of broken UTF-8': FIRST + SECOND + DASH + b'x\xff AAAAAAAA\n',
    'two spaces': FIRST + SECOND.replace(b' ', b'  ', 2),
    'a space behind': FIRST + SECOND[:-1] + b' \n',
    'a return': FIRST + SECOND[:-1] + b'\r\n',
    'a hyphen': FIRST + SECOND.replace(DASH, b'- '),
    'an empty line': FIRST + b'\n' + SECOND,
    'no end': FIRST + SECOND[:-1],
    'a NUL': FIRST + SECOND + b'\0\n',
    'as many lines as may be': FIRST + SECOND + OTHER * 61,
    'too many lines': FIRST + SECOND + OTHER * 63,
}
TEXTS = {
    'as it must be': TEXT,
    'an empty log': text_of(size=b'0'),
    'a zero before the size': text_of(size=b'07'),
    'a sign before the size': text_of(size=b'+7'),
    'the largest size': text_of(size=b'18446744073709551615'),
    'a larger size': text_of(size=b'18446744073709551616'),
    'no size': text_of(size=b''),
    'another size': text_of(size=b'8'),
    'a root of 31 bytes': text_of(top=base64.b64encode(bytes(31)) + b'='),
    'a root of 33 bytes': text_of(top=base64.b64encode(bytes(33))),
    'a root with bits left over': text_of(top=b'A' * 42 + b'B='),
    'a fourth line': text_of(more=b'extension\n'),
    'an empty line behind': text_of(more=b'\n'),
    'no root': LOG.name + b'\n7\n',
    'another origin': text_of(origin=LOG.name[:-1] + b'g'),
    'an origin as long as may be': text_of(origin=b'x' * 55),
    'an origin that is too long': text_of(origin=b'x' * 56),
    'a tab in the origin': text_of(origin=b'x\ty'),
    'a DEL in the origin': text_of(origin=b'x\x7fy'),
    'broken UTF-8 in the origin': text_of(origin=b'x\xed\xa0\x80y'),
    'Korean in the origin': text_of(origin='기록'.encode()),
    'returns': TEXT.replace(b'\n', b'\r\n'),
    'a space behind the size': text_of(size=b'7 '),
}
NOTE = TEXT + b'\n' + OURS + FIRST + SECOND
ENTRIES = {
    'as it must be': LEAVES[3],
    'another version': LEAVES[3].replace(b'version 0', b'version 1'),
    'another place': LEAVES[3].replace(b'sequence 3', b'sequence 4'),
    'of another device': LEAVES[3].replace(LOG.device, b'0' * 16),
    'parents': LEAVES[3].replace(b'parents -', b'parents %s %s' % (b'1' * 64, b'2' * 64)),
    'parents in disorder': LEAVES[3].replace(b'parents -', b'parents %s %s' % (b'2' * 64, b'1' * 64)),
    'something behind': LEAVES[3] + b'more\n',
    'a commit': LEAVES[3].replace(b'action update', b'action commit') + b'parent -\n',
}


def corpus():
    """What, and the bytes; lines alone are of NOTE."""
    for what, lines in LINES.items():
        yield 'checkpoint, ' + what, TEXT + b'\n' + OURS + lines
        yield 'lines alone, ' + what, lines
    for what, text in TEXTS.items():
        lines = b''.join([LOG.line(text), ONE.line(text, NOW), TWO.line(text, NOW)])
        yield 'state, ' + what, text + b'\n' + lines
        yield 'proof to a state, ' + what, proof(3, text + b'\n' + lines)
    for i in range(len(LEAVES)):
        yield 'proof of entry %d' % i, proof(i, NOTE)
    for what, entry in ENTRIES.items():
        leaves = LEAVES[:3] + [entry] + LEAVES[4:]
        text = text_of(top=base64.b64encode(root(leaves)))
        lines = b''.join([LOG.line(text), ONE.line(text, NOW), TWO.line(text, NOW)])
        yield 'entry, ' + what, proof(3, text + b'\n' + lines, entry)
    yield 'nothing', b''
    yield 'a text', b'a text\n'
    yield 'the text alone', TEXT


def spoil(r, data):
    at = r.randrange(len(data))
    lines = data.split(b'\n')
    line = r.randrange(len(lines))
    return r.choice([
        lambda: data[:at] + bytes([data[at] ^ 1 << r.randrange(8)]) + data[at + 1:],
        lambda: data[:at] + r.choice([b'A', b'=', b'0', b'+', b' ', b'\n']) + data[at + 1:],
        lambda: b'\n'.join(lines[:line] + lines[line + 1:]),
        lambda: b'\n'.join(lines[:line] + [lines[line]] + lines[line:]),
        lambda: data[:at],
    ])()


# ---- what each says ----
KEYS = ['--log-key', LOG.key().decode(), '--witness', ONE.key().decode(),
        '--witness', TWO.key().decode()]


def ask(folder, data, options):
    """Does it hold?  (hanji, verify.py)"""
    file = os.path.join(folder, 'file')
    pathlib.Path(file).write_bytes(data)
    p = subprocess.run([HANJI, 'verify', file, *options], capture_output=True)
    assert p.returncode in (0, 6), (p.returncode, p.stderr)
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        theirs = verify.main([*options, file])
    assert theirs in (0, 6), said.getvalue()
    return p.returncode == 0, theirs == 0


def main():
    seed, runs = int(os.environ.get('SEED', '1')), int(os.environ.get('HJ_RUNS', '60'))
    asked, held = 0, {}
    with tempfile.TemporaryDirectory() as folder:
        of = os.path.join(folder, 'of')
        pathlib.Path(of).write_bytes(TEXT + b'\n' + OURS)
        all_keys = ['--of', of, *KEYS]
        cases = [(what, data, True) for what, data in corpus()]
        good = [data for what, data, _ in cases if what in (
            'checkpoint, two witnesses', 'lines alone, two witnesses', 'proof of entry 5')]
        for run in range(runs):
            r = random.Random('%d %d' % (seed, run))
            cases.append(('run %d' % run, spoil(r, r.choice(good)), False))
        for what, data, bare in cases:
            for options in (all_keys, []) if bare else (all_keys,):
                ours, theirs = ask(folder, data, options)
                assert ours == theirs, '%s, %s keys: hanji %s, verify.py %s' % (
                    what, 'with' if options else 'without', ours, theirs)
                asked += 1
                held[bool(options)] = held.get(bool(options), 0) + ours
    print('%d asked, both say the same; %d held with keys, %d without' % (
        asked, held[True], held[False]))
    # Both refuse, and both believe, often enough for that to mean something.
    assert held[True] > 15 and held[False] > 15 and asked > 2 * held[True]


if __name__ == '__main__':
    main()

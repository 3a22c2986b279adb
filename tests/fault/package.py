#!/usr/bin/env python3
"""package.py: a package with something changed is refused, by hanji and by the
stand-alone verifier alike.

A small package is made anew with one thing changed at random, sealed again
below that change (checksums, signature) as somebody with a key of their own
would, or not at all; and each byte of the package is flipped.  Both programs
have to say the same, and what was changed in a way that matters is refused.  The
long run flips every byte, and cuts the package off at every KiB.

usage: HANJI=... package.py [--long] PACKAGE; SEED=N repeats a run.
"""
import contextlib
import hashlib
import importlib.util
import io
import os
import pathlib
import random
import re
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

# ---- an attacker's key ----


def compress(point):
    inverse = pow(point[2], verify.P - 2, verify.P)
    x, y = point[0] * inverse % verify.P, point[1] * inverse % verify.P
    return (y | (x & 1) << 255).to_bytes(32, 'little')


SEED = hashlib.sha512(b'an attacker').digest()
SCALAR = int.from_bytes(SEED[:32], 'little') & (1 << 254) - 8 | 1 << 254
PUBLIC = compress(verify.times(SCALAR, verify.BASE))
NUMBER = hashlib.sha256(PUBLIC).digest()[:8]


def sign(message):
    r = int.from_bytes(hashlib.sha512(SEED[32:] + message).digest(), 'little')
    point = compress(verify.times(r % verify.L, verify.BASE))
    h = int.from_bytes(hashlib.sha512(point + PUBLIC + message).digest(),
                       'little')
    return point + ((r + h * SCALAR) % verify.L).to_bytes(32, 'little')


def base64(data):
    return verify.base64.b64encode(data)


# ---- a package of parts ----

def seal(bag, beside):
    """Checksums and signature of whatever is in it now."""
    payload = {p: c for p, c in bag.items() if p.startswith('data/')}
    bag['signer.pub'] = b'untrusted comment: x\n' + \
        base64(b'Ed' + NUMBER + PUBLIC) + b'\n'
    bag['bag-info.txt'] = b'BagIt-Profile-Identifier: urn:hanji:package:0\n' \
        b'Payload-Oxum: %d.%d\n' % (sum(map(len, payload.values())),
                                   len(payload))
    for kind in ('sha256', 'sha512'):
        for tag in ('', 'tag'):
            bag['%smanifest-%s.txt' % (tag, kind)] = b''
    for tag in ('', 'tag'):
        for kind in ('sha256', 'sha512'):
            bag['%smanifest-%s.txt' % (tag, kind)] = b''.join(
                hashlib.new(kind, c).hexdigest().encode() + b'  ' +
                p.encode() + b'\n' for p, c in sorted(bag.items())
                if p.startswith('data/') != bool(tag)
                and not p.startswith('tagmanifest'))
    hashed = hashlib.blake2b(bag['tagmanifest-sha512.txt']).digest()
    comment = b'hanji package 0'
    first = sign(hashed)
    beside[verify.SIGNATURE] = \
        b'untrusted comment: signature of hanji, key ' + \
        NUMBER[::-1].hex().upper().encode() + b'\n' + \
        base64(b'ED' + NUMBER + first) + b'\ntrusted comment: ' + comment + \
        b'\n' + base64(sign(first + comment)) + b'\n'


def pack(bag, beside):
    data = b''
    for name, content in [*(('package/' + p, c) for p, c in bag.items()),
                          *beside.items()]:
        data += verify.tar_head(name.encode(), len(content)) + content + \
            bytes(-len(content) % 512)
    return data + bytes(1024)


# ---- what each says ----

def by_hanji(path):
    p = subprocess.run([HANJI, 'verify', path], capture_output=True)
    assert p.returncode in (0, 6), (p.returncode, p.stderr)
    return p.returncode == 0


def by_verifier(path):
    with contextlib.redirect_stdout(io.StringIO()):
        return verify.main([path]) == 0


def both(path, data, what):
    with open(path, 'wb') as f:
        f.write(data)
    ours, theirs = by_hanji(path), by_verifier(path)
    assert ours == theirs, '%s: hanji %s, verify.py %s' % (what, ours, theirs)
    return ours


# ---- changes ----

def flip(r, data):
    at = r.randrange(len(data))
    return data[:at] + bytes([data[at] ^ 1 << r.randrange(8)]) + data[at + 1:]


def cut(r, data):
    return data[:r.randrange(len(data))]


def repeat(r, data):
    lines = data.split(b'\n')
    at = r.randrange(len(lines))
    return b'\n'.join(lines[:at] + [lines[at]] + lines[at:])


def swap(r, data):
    lines = data.split(b'\n')
    r.shuffle(lines)
    return b'\n'.join(lines)


def number(r, data):
    """Another digit, or a zero before it."""
    places = [i for i, c in enumerate(data) if chr(c).isdigit()]
    if not places:
        return data + b'0'
    at = r.choice(places)
    return data[:at] + b'%d' % r.randrange(1000) + data[at + 1:]


def change(r, bag, beside):
    """One thing changed, and in half of the cases sealed again."""
    again = r.random() < .6
    name = r.choice([p for p in bag if p.startswith(('data/', 'proof/', 'log'))]
                    if again else [*bag, verify.SIGNATURE])
    how = r.choice([flip, flip, cut, repeat, swap, number, 'drop', 'swap'])
    where = bag if name in bag else beside
    other = r.choice([p for p in where if p != 'pad'])
    before = where[name], where[other]
    if how == 'drop':
        del where[name]
    elif how == 'swap':
        where[name], where[other] = where[other], where[name]
    else:
        where[name] = how(r, where[name])
    same = how != 'drop' and before == (where[name], where[other])
    if again:
        seal(bag, beside)
    return same, '%s of %s%s' % (getattr(how, '__name__', how), name,
                                 ', sealed again' if again else '')


def mutations(parts, path, runs, seed):
    bag, beside = parts
    refused = 0
    for run in range(runs):
        r = random.Random('%d %d' % (seed, run))
        mine, aside = dict(bag), dict(beside)
        same, what = change(r, mine, aside)
        held = both(path, pack(mine, aside), 'run %d: %s' % (run, what))
        # Whoever drops a proof and its salts, or a key, leaves less to check;
        # nothing else that was changed may hold.
        assert same or not held or 'sealed again' in what, what
        refused += not held
    print('%d changes: both say the same; %d refused' % (runs, refused))


def flips(data, path, step, asked):
    """Each of these bytes; of `asked` of them the verifier is asked as well."""
    accepted = 0
    places = range(0, len(data), step)
    for n, at in enumerate(places):
        changed = data[:at] + bytes([data[at] ^ 1 << at % 8]) + data[at + 1:]
        if n % asked == 0:
            accepted += both(path, changed, 'byte %d' % at)
            continue
        with open(path, 'wb') as f:
            f.write(changed)
        accepted += by_hanji(path)
    assert accepted == 0, '%d flips were accepted' % accepted
    print('%d bytes flipped: none accepted' % len(places))


def cuts(data, path):
    """Cut off at every KiB."""
    places = range(0, len(data), 1024)
    for at in places:
        assert not both(path, data[:at], 'cut at %d' % at)
    print('cut at %d places: none accepted' % len(places))


def forms(parts, path):
    """What was erased, said in ways that hanji does not write."""
    (bag, beside), name = parts, 'data/t0001.xml'
    said = bag[name].decode()
    for before, after, holds in (
            ('', '', True), ('<erased>2', '<erased>3', False),
            ('-', '-0', False), ('withheld', 'unknown', False),
            ('></ground', '>she asked</ground', False), (' id="', ' id="u', False),
            ('</t', '<part>person[k7m2qx]</part></t', True),
            ('</t', '<part>title</part></t', True),
            ('</t', '<part>Title</part></t', False),
            ('</t', '<part>person[17m2qx]</part></t', False),
            ('</t', '<part>%s</part></t' % ('a' * 24), False)):
        mine, aside = dict(bag), dict(beside)
        mine[name] = said.replace(before, after, 1).encode()
        seal(mine, aside)
        assert both(path, pack(mine, aside), after) == holds, (before, after)
    mine[name] = re.sub('>2[0-9-]{9}<', '>2026-02-30<', said).encode()
    seal(mine, aside)
    assert not both(path, pack(mine, aside), 'a day that there is not')


def main(arguments):
    long = '--long' in arguments
    package = next(a for a in arguments if not a.startswith('--'))
    seed = int(os.environ.get('SEED', '1'))
    data = pathlib.Path(package).read_bytes()
    p = verify.Package(verify.read_tar(data))
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, 'package.tar')
        assert both(path, data, 'as it was made')
        bag, beside = dict(p.bag), dict(p.beside)
        seal(bag, beside)
        assert both(path, pack(bag, beside), 'sealed by somebody else')
        forms((p.bag, p.beside), path)
        mutations((p.bag, p.beside), path, 1000 if long else 150, seed)
        flips(data, path, 1 if long else 241, 16 if long else 1)
        if long:
            cuts(data, path)


if __name__ == '__main__':
    main(sys.argv[1:])

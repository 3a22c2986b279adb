#!/usr/bin/env python3
"""Recompute the digests of tests/vectors/case-digest, with nothing of hanji.

Usage: case_digest.py [--elements] [FOLDER]

Only the Python standard library: SHA-256 from hashlib, HChaCha20 and ChaCha20
(draft-irtf-cfrg-xchacha) written out below.  Prints one line a vector; exits
1 when one differs.
"""
import hashlib
import pathlib
import re
import struct
import sys
import xml.etree.ElementTree

TOKEN = re.compile(rb'</[^>]*>|<(?:[^"<>]|"[^"<]*")*>|[^<]+')
WITHHELD = re.compile(rb'<withheld (digest|own)="([0-9a-f]{64})">')


def rounds(state):
    def quarter(a, b, c, d):
        for x, y, z, turn in ((a, b, d, 16), (c, d, b, 12),
                              (a, b, d, 8), (c, d, b, 7)):
            state[x] = (state[x] + state[y]) & 0xffffffff
            v = state[z] ^ state[x]
            state[z] = (v << turn | v >> (32 - turn)) & 0xffffffff

    for _ in range(10):
        for i in range(4):
            quarter(i, 4 + i, 8 + i, 12 + i)
        for i in range(4):
            quarter(i, 4 + (i + 1) % 4, 8 + (i + 2) % 4, 12 + (i + 3) % 4)


def setup(key, last_four):
    return list(struct.unpack('<12I', b'expand 32-byte k' + key)) + last_four


def salts_of(key, count):
    """The XChaCha20 keystream with a nonce of 24 zero bytes, cut in 16."""
    state = setup(key, [0, 0, 0, 0])
    rounds(state)
    subkey = struct.pack('<8I', *(state[0:4] + state[12:16]))
    stream = b''
    for block in range((count * 16 + 63) // 64):
        first = setup(subkey, [block, 0, 0, 0])
        state = list(first)
        rounds(state)
        stream += struct.pack('<16I', *[(a + b) & 0xffffffff
                                        for a, b in zip(state, first)])
    return [stream[i * 16:i * 16 + 16] for i in range(count)]


def sha(*parts):
    return hashlib.sha256(b''.join(parts)).digest()


def withheld(tag):
    return WITHHELD.fullmatch(tag)


def digest(case, key, given):
    """Digest of the case and one row an element: name, salt, own, H."""
    tokens = TOKEN.findall(case)
    assert b''.join(tokens) == case, 'not canonical'
    xml.etree.ElementTree.fromstring(case)
    starts = [t for t in tokens if t[:1] == b'<' and t[:2] != b'</']
    need = sum(1 for t in starts if not withheld(t))
    salts = salts_of(key, need) if key else given
    assert len(salts) == need, 'number of salts'
    assert not key or need == len(starts), 'a key beside a withheld part'
    salts = iter(salts)
    rows = []
    stack = []
    for token in tokens:
        if token[:2] == b'</':
            tag, text, children, row = stack.pop()
            hidden = withheld(tag)
            if hidden:
                own = bytes.fromhex(hidden[2].decode())
                salt = None
            else:
                salt = row[1]
                own = sha(b'\0', salt, tag, text)
            total = sha(b'\1', own, *children) if children else own
            row[1:] = [salt, own, total]
            if stack:
                stack[-1][2].append(total)
        elif token[:1] == b'<':
            name = re.match(rb'<([^ >]+)', token)[1].decode()
            row = [name, None if withheld(token) else next(salts)]
            rows.append(row)
            stack.append([token, b'', [], row])
        else:
            stack[-1][1] = token
    return rows[0][3], rows


def table(path):
    for line in path.read_text(encoding='utf-8').splitlines():
        if line and not line.startswith('#'):
            yield line.split('\t')


def shown(name, rows):
    for number, (element, salt, own, total) in enumerate(rows, 1):
        yield [name, str(number), element, salt.hex() if salt else '-',
               own.hex(), total.hex()]


def main(arguments):
    listing = '--elements' in arguments
    folders = [a for a in arguments if not a.startswith('--')]
    here = pathlib.Path(__file__).parent / 'case-digest'
    folder = pathlib.Path(folders[0]) if folders else here
    found = []
    wrong = 0
    for name, key, salts, expected in table(folder / 'digests.tsv'):
        case = (folder / (name + '.xml')).read_bytes()
        key = bytes.fromhex(key) if key != '-' else None
        salts = [bytes.fromhex(s) for s in salts.split()] if salts != '-' \
            else []
        result, rows = digest(case, key, salts)
        found += shown(name, rows)
        right = result.hex() == expected
        wrong += not right
        if not listing:
            print('%s %s %s' % ('ok' if right else 'WRONG', name,
                                result.hex()))
    if listing:
        print('\n'.join('\t'.join(row) for row in found))
    elif found != list(table(folder / 'elements.tsv')):
        print('WRONG elements.tsv')
        wrong += 1
    return 1 if wrong else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))

#!/usr/bin/env python3
"""Hostile documents for hanji-parse: make them, and run them.

    hostile.py make DIR                 write every document into DIR
    hostile.py run PARSER DIR [FILE]    feed each to PARSER; its verdict must
                                        be the one below, within the limits

The documents are made, not kept: some are megabytes.  Everybody in them is
invented.  A verdict is the word of import/finding.c: of the file as a whole
(refused) or of a case in it (rejected); "taken" when a case came through.
"""
import os
import re
import resource
import struct
import sys

CPU_SECONDS = 2
MEMORY = 256 << 20
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

NS = 'xmlns="urn:hanji:case:1"'
ID = 'k7m2qx4d9tn1w0zc'
HEAD = f'<case {NS} id="{ID}" kind="person">'
X = '<x:exchange xmlns:x="urn:hanji:exchange:1" version="1">'
KIB, MIB = 1 << 10, 1 << 20


def case(body):
    return f'{HEAD}{body}</case>'


def title(text):
    return case(f'<title>{text}</title>')


def exchange(*records):
    return X + ''.join(f'<x:record>{r}</x:record>\n' for r in records) + '</x:exchange>'


def dtd(inside, text='&x;', outside=''):
    return f'<?xml version="1.0"?><!DOCTYPE case {outside}[{inside}]>' + title(text)


def laughs():
    s = '<!ENTITY a0 "lollollollol">'
    for i in range(1, 12):
        s += f'<!ENTITY a{i} "' + f'&a{i - 1};' * 10 + '">'
    return dtd(s, '&a11;')


def documents():
    """Name, verdict, bytes."""
    good = title('a')
    yield 'good', 'taken', good
    yield 'good-exchange', 'taken', exchange(good)

    # Document types and entities.
    yield 'doctype', 'doctype', '<!DOCTYPE case>' + good
    yield 'doctype-late', 'doctype', good + '<!DOCTYPE case>'
    yield 'doctype-inside', 'doctype', case('<!DOCTYPE case>')
    yield 'xxe-file', 'doctype', dtd('<!ENTITY x SYSTEM "file:///etc/passwd">')
    yield 'xxe-net', 'doctype', dtd('<!ENTITY x SYSTEM "http://127.0.0.1:9/x">')
    yield 'xxe-parameter', 'doctype', dtd('<!ENTITY % p SYSTEM "file:///tmp/e.dtd"> %p;')
    yield 'external-subset', 'doctype', dtd('', 'x', 'SYSTEM "file:///tmp/e.dtd" ')
    yield 'public-subset', 'doctype', dtd('', 'x', 'PUBLIC "-//W3C//DTD XHTML 1.0//EN" "http://127.0.0.1:9/" ')
    yield 'internal-entity', 'doctype', dtd('<!ENTITY x "Committee">')
    yield 'default-attribute', 'doctype', dtd('<!ATTLIST case conf CDATA "public">', 'x')
    yield 'laughs', 'doctype', laughs()
    yield 'quadratic', 'doctype', dtd('<!ENTITY x "' + 'A' * 50000 + '">', '&x;' * 50000)
    yield 'entity-undeclared', 'entity', title('&nbsp;')
    yield 'entity-bare', 'doctype', '<!ENTITY x "y">' + good

    # Sizes.
    yield 'attributes-200000', 'many-attributes', f'<case {NS} ' + ' '.join(f'a{i}="1"' for i in range(200000)) + '/>'
    yield 'namespaces-20000', 'many-attributes', f'<case {NS} ' + ' '.join(f'xmlns:a{i}="urn:{i}"' for i in range(20000)) + '/>'
    yield 'attributes-equal', 'ill-formed', f'<case {NS} id="{ID}" id="{ID}"/>'
    yield 'attribute-17k', 'long-tag', f'<case {NS} id="' + 'A' * 17 * KIB + '"/>'
    yield 'attribute-11m', 'long-tag', f'<case {NS} id="' + 'A' * 11 * MIB + '"/>'
    yield 'name-60k', 'ill-formed', case('<' + 'n' * 60000 + '/>')
    yield 'names-many', 'more', case(''.join(f'<n{i}x{i}/>' for i in range(100000)))
    yield 'deep-100', 'nested', case('<ext id="aaaaaa">' + '<f xmlns="urn:f">' * 100 + '</f>' * 100 + '</ext>')
    yield 'deep-300', 'deep', case('<a>' * 300 + '</a>' * 300)
    yield 'deep-million', 'deep', case('<a>' * MIB + '</a>' * MIB)
    yield 'text-4m', 'large-case', title('A' * (4 * MIB + 1))
    yield 'text-12m', 'large-case', title('A' * 12 * MIB)
    yield 'text-60m', 'large-case', title('A' * 60 * MIB)
    yield 'case-4m', 'large-case', case('<tag id="aaaaaa">x</tag>' * (4 * MIB // 24))
    yield 'siblings-million', 'large-case', case('<tag id="aaaaaa"/>' * 1000000)
    yield 'cases-empty-100000', 'record-empty', X + '<x:record/>' * 100000 + '</x:exchange>'
    yield 'comment-5m', 'long-piece', case('<!--' + 'c' * 5 * MIB + '-->')
    yield 'comments-many', 'comment', case('<!---->' * 200000)
    yield 'cdata-5m', 'long-piece', title('<![CDATA[' + 'c' * 5 * MIB + ']]>')
    yield 'instruction-5m', 'long-piece', case('<?p ' + 'c' * 5 * MIB + '?>')
    yield 'references-many', 'taken', title('&#65;' * 200000)

    # Bytes and encodings.
    yield 'empty', 'empty', ''
    yield 'blank', 'not-xml', ' \n\t'
    yield 'text-file', 'not-xml', 'name,birth\n'
    yield 'nul', 'nul', title('a\0b')
    yield 'bad-utf8', 'not-utf-8', title('@').encode().replace(b'@', b'\xff\xfe')
    yield 'overlong', 'not-utf-8', title('@').encode().replace(b'@', b'\xc0\xaf')
    yield 'surrogate-bytes', 'not-utf-8', title('@').encode().replace(b'@', b'\xed\xa0\x80')
    yield 'surrogate-reference', 'forbidden-character', title('&#xD800;')
    yield 'beyond-unicode', 'forbidden-character', title('&#x110000;')
    yield 'reference-zero', 'forbidden-character', title('&#0;')
    yield 'reference-huge', 'forbidden-character', title('&#99999999999999999999;')
    yield 'control-reference', 'forbidden-character', title('&#x1;')
    yield 'control-c1', 'character', title('&#x9b;31m')
    yield 'tab', 'character', title('a\tb')
    yield 'carriage-return', 'character', title('a&#13;b')
    yield 'noncharacter', 'character', title('\ufdd0')
    yield 'noncharacter-plane', 'character', title('\U0001ffff')
    yield 'bidi', 'taken', title('a\u202eb\u2066')
    yield 'nfd', 'taken', title('\u1100\u1161')
    yield 'combining-many', 'taken', title('a' + '\u0301\u0323' * 20000)
    yield 'bom', 'taken', '\ufeff' + good
    yield 'utf16', 'utf-16', good.encode('utf-16')
    yield 'utf16-declared', 'encoding', f'<?xml version="1.0" encoding="UTF-16"?>{good}'
    yield 'utf32', 'utf-16', good.encode('utf-32')
    yield 'euckr', 'encoding', f'<?xml version="1.0" encoding="EUC-KR"?>{title("김철수")}'.encode('euc-kr')
    yield 'euckr-undeclared', 'not-utf-8', title('김철수').encode('euc-kr')
    yield 'utf7', 'encoding', '<?xml version="1.0" encoding="UTF-7"?>+ADw-case+AD4-'
    yield 'encoding-odd', 'encoding', f'<?xml version="1.0" encoding="\x1b[31m"?>{good}'
    yield 'gzip', 'compressed', b'\x1f\x8b\x08\0\0\0\0\0\0\x03' + bytes(range(200))
    yield 'zip', 'archive', b'PK\x03\x04' + bytes(range(200))

    # Structure.
    yield 'two-roots', 'ill-formed', good + good
    yield 'trailing', 'ill-formed', good + 'x'
    yield 'no-end', 'cut-short', HEAD
    for n in (1, 20, 60, 75, len(good) - 1):
        yield f'cut-{n}', 'cut-short', good[:n]
    yield 'cut-comment', 'cut-short', HEAD + '<!-- '
    yield 'cut-cdata', 'cut-short', HEAD + '<title><![CDATA[a'
    yield 'tags-crossed', 'ill-formed', case('<title><summary></title></summary>')
    yield 'cdata-mix', 'taken', title('<![CDATA[<!DOCTYPE a>]]>]]&gt;<![CDATA[&lt;]]>')
    yield 'cdata-nested', 'ill-formed', title('<![CDATA[<![CDATA[]]>]]>')
    yield 'mixed', 'stray-text', case('text<title>a</title>')
    yield 'xinclude', 'wrong-namespace', case('<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/>')
    yield 'stylesheet', 'taken', '<?xml-stylesheet href="http://127.0.0.1:9/x.xsl"?>' + good
    yield 'xml-base', 'attribute-namespace', case('<title xml:base="file:///etc/">a</title>')
    yield 'schema-location', 'attribute-namespace', case('<title xmlns:s="http://www.w3.org/2001/XMLSchema-instance" s:schemaLocation="urn:a http://127.0.0.1:9/">a</title>')
    yield 'namespace-wrong', 'root-namespace', good.replace('case:1', 'case:2')
    yield 'namespace-none', 'root-namespace', good.replace(NS, '')
    yield 'namespace-other', 'wrong-namespace', case('<title xmlns="urn:other">a</title>')
    yield 'namespace-redeclared', 'wrong-namespace', exchange(f'<x:case xmlns:x="urn:other" id="{ID}"/>')
    yield 'namespace-swapped', 'taken', f'<x:case xmlns:x="urn:hanji:case:1" id="{ID}" kind="person"><x:title>a</x:title></x:case>'
    yield 'namespace-ours-in-ext', 'foreign-namespace', case(f'<ext id="aaaaaa"><f xmlns="urn:f"><t {NS}/></f></ext>')
    yield 'prefix-unbound', 'prefix', case('<o:title>a</o:title>')
    yield 'prefix-xmlns', 'ill-formed', case('<ext id="aaaaaa"><f xmlns:xmlns="urn:f"/></ext>')
    yield 'html', 'root', '<html><body/></html>'
    yield 'version-2', 'version', X.replace('"1"', '"2"') + '</x:exchange>'
    yield 'record-nested', 'wrong-namespace', exchange(exchange(good))
    yield 'record-two', 'record-many', exchange(good + good)
    yield 'record-digest', 'record-attribute', X + f'<x:record digest="../../etc/passwd">{good}</x:record></x:exchange>'
    yield 'record-parents', 'record-attribute', X + '<x:record parents="' + ' '.join(['0' * 64] * 9) + f'">{good}</x:record></x:exchange>'
    yield 'record-salts-5m', 'long-tag', X + '<x:record salts="' + '0' * 5 * MIB + f'">{good}</x:record></x:exchange>'
    yield 'withheld-root', 'withheld', exchange(f'<withheld {NS} digest="{"0" * 64}"/>')
    yield 'withheld-bad', 'withheld', case('<withheld digest="0"/>')
    yield 'withheld-nested', 'withheld', case(f'<withheld digest="{"0" * 64}"><title>a</title></withheld>')
    yield 'order', 'wrong-order', case('<person id="aaaaaa"/><title>a</title>')
    yield 'escape-in-name', 'ill-formed', case('<a\u202eb/>')


def words():
    """The words of faults by number, and how many are of a file, or reject."""
    with open(f'{ROOT}/import/finding.h', encoding='utf-8') as f:
        names = re.findall(r'^\t(HJ_F_\w+)(?: = (\w+))?,', f.read(), re.M)
    with open(f'{ROOT}/import/finding.c', encoding='utf-8') as f:
        word = dict(re.findall(r'\[(HJ_F_\w+)\] = \{ "([a-z0-9-]+)"', f.read()))
    order = [n for n, same in names if not same]
    last = {n: order.index(same) for n, same in names if same}
    return ([word[n] for n in order], last['HJ_F_LAST_OF_FILE'],
            last['HJ_F_LAST_REJECT'])


def frames(data):
    at = 0
    while at < len(data):
        kind, n = struct.unpack_from('>cI', data, at)
        yield kind, data[at + 5:at + 5 + n]
        at += 5 + n


def seconds(parser):
    """What it may take: one that the sanitizers watch takes several times as long."""
    with open(parser, 'rb') as f:
        return CPU_SECONDS * (6 if b'__asan_init' in f.read() else 1)


def limit(most):
    resource.setrlimit(resource.RLIMIT_CPU, (most, most))


def run(parser, path, most):
    """Exit status, verdicts, CPU seconds, bytes of memory."""
    r, w = os.pipe()
    pid = os.fork()
    if pid == 0:
        limit(most)
        os.dup2(os.open(path, os.O_RDONLY), 0)
        os.dup2(w, 1)
        os.closerange(3, 100)
        os.execve(parser, [parser], {'LC_ALL': 'C.UTF-8'})
    os.close(w)
    data = b''
    with os.fdopen(r, 'rb') as f:
        data = f.read()
    _, status, usage = os.wait4(pid, 0)
    word, last_file, last_reject = words()
    verdicts, ended = [], False
    for kind, body in frames(data):
        ended = kind == b'E'
        if kind == b'F':
            fault = struct.unpack_from('>H', body)[0]
            verdicts.append((0 if fault <= last_file else
                             1 if fault <= last_reject else 3, word[fault]))
        elif kind == b'C':
            verdicts.append((2, 'taken'))
    verdicts.sort()
    return (status, ended, [v for _, v in verdicts],
            usage.ru_utime + usage.ru_stime, usage.ru_maxrss << 10)


def main(argv):
    if len(argv) == 3 and argv[1] == 'make':
        for name, verdict, data in documents():
            with open(f'{argv[2]}/{name}.xml', 'wb') as f:
                f.write(data if isinstance(data, bytes) else data.encode())
        return 0
    if len(argv) < 4 or argv[1] != 'run':
        print(__doc__, file=sys.stderr)
        return 2
    wrong = 0
    n = 0
    most = seconds(argv[2])
    for name, expected, _ in documents():
        if len(argv) > 4 and name != argv[4]:
            continue
        n += 1
        status, ended, verdicts, cpu, memory = run(argv[2], f'{argv[3]}/{name}.xml', most)
        fine = (status == 0 and ended and expected in verdicts and
                cpu < most and memory < MEMORY)
        wrong += not fine
        print(f'{"ok" if fine else "NOT OK":6} {name:24} {expected:20} '
              f'{cpu:5.2f} s {memory / MIB:6.1f} MiB'
              + ('' if fine else f'  status {status}, said {verdicts[:5]}'))
    print(f'{n} documents, {wrong} wrong')
    return 1 if wrong or n == 0 else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv))

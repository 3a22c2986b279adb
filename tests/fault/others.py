"""The commands that scenario.py leaves out, and the options of those that it has:
what leaves (petitions, copies, packages, letters), whom a vault belongs to, proofs
and witnesses, the way to a headquarters and back, and what cannot be undone.
`verify` confines itself and is left out.  Every person is invented."""
import os
import re
import struct
import subprocess
import zlib

from scenario import Op, prepare as files
from world import HANJI, PHRASE, World

NEWVAULT = os.path.join(os.path.dirname(HANJI), "tests/fault/newvault")
NEXT, THEIRS = "seven lamps beside the mill", "a kite above the salt field"
WAYS = [(PHRASE, ()), (NEXT, ()), (PHRASE, ("--key-file", "stick"))]
PERSON = r"^person \[(\w{6})\]"
FIELDS = """person[+a].name.full=Seo Ga Ram
person[+a].role=victim
person[+a].sex=f
person[+a].birth.date=1987-03-02
person[+a].contact[+k].value=010-5555-1234
person[+a].contact[+k].safe=in the evening
person[+q].name.full=Ma Ru Na
person[+q].role=relative
relationship[+r].type=parent
relationship[+r].a=+q
relationship[+r].b=+a
source[+s].kind=interview
source[+s].person=+a
event[+e].type=arrest
event[+e].who=+a
event[+e].state=CN
event[+e].date=2013-05-28
event[+e].narrative[+n].text=They came at night.
event[+e].narrative[+n].src=+s
note.text=call the aunt
"""


def op(line, **more):
    return Op([w.replace("~", " ") for w in line.split()], **more)


def hq(line, **more):
    return op("--vault hq/vault " + line, phrase=PHRASE, **more)


def shares(w, known):
    """The pages that `recover shares` printed, a line each share."""
    lines = []
    for page in known["pages"].split("\f")[:-1]:
        pairs = re.findall(r"(\d+)  ([a-z]+)", page)
        lines.append(" ".join(word for _, word in sorted(pairs, key=lambda p: int(p[0]))))
    known["words"] = "\n".join(lines) + "\n"


def twin(w, known):
    """The other laptop says something else about the case."""
    them = World(os.path.join(w.tmp, "twin"))
    newvault(them.vault, them.state)
    w.must("export", "{a}".format(**known), "--scope", "own", "-o", "there.xml")
    here = os.path.join(w.tmp, "there.xml")
    them.must("import", here, phrase=PHRASE)
    them.must("update", known["a"], "person[{p}].birth.date=1986".format(**known),
              phrase=PHRASE)
    them.must("export", "--scope", "own", "-o", os.path.join(w.tmp, "back.xml"),
              phrase=PHRASE)
    w.must("update", known["a"], "person[{p}].birth.date=1985".format(**known))


def picture(path):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + \
            struct.pack(">I", zlib.crc32(kind + data))
    with open(path, "wb") as f:
        f.write(b"\x89PNG\r\n\x1a\n" +
                chunk(b"IHDR", struct.pack(">IIBBBBB", 2, 2, 8, 2, 0, 0, 0)) +
                chunk(b"tEXt", b"Comment\0the telephone of the neighbour") +
                chunk(b"IDAT", zlib.compress(b"\0\1\2\3\4\5\6" * 2)) + chunk(b"IEND", b""))


def entered():
    return [
        op("add -f fields", keep="a"),
        op("add -f fields --dry-run"),
        op("add person[+b].name.full=김솔미 person[+b].role=victim person[+b].sex=f",
           keep="b"),
        op("add person[+b].name.full=Kim~Sol~Mi person[+b].role=victim", keep="c"),
        op("add kind=group group[+g].type=arrest group.unnamed[+u].n=3", keep="g"),
        op("show {a}", keep={"p": PERSON}),
        op("show {b}", keep={"q": PERSON}),
        op("export {g} --scope own", keep={"u": r'<unnamed id="(\w{6})"'}),
        op("show {a} --fields"),
        op("show {a} --family"),
        op("show {a} --timeline --reveal"),
        op("--lang ko show {a} --timeline --person Seo"),
        op("update {a} -f changes"),
        op("update {a} event.date=about~July~2012 --dry-run"),
        op("show {a} --rev 1"),
        op("diff {a} 1 2"),
        op("history {a} event.date --reveal"),
        op("edit {a} --yes", env={"EDITOR": "sed -i s/2013-05-29/2013-06/"}, stages=True),
        op("edit {a} --dry-run", env={"EDITOR": "sed -i s/2013-06/2013-07/"}),
        op("edit {b} --yes", env={"EDITOR": "true"}),
        op("identify {g} {u} --name -", input="Han Do Yun"),
        op("split {a} Ma --dry-run"),
        op("find --wide Kim"),
        op("find --text night"),
        op("find -", input="Seo"),
        op("duplicates {b}"),
        op("merge {b} {c} --dry-run"),
        op("list --where status=open~and~arrested>=2013 --sort -changed --json"),
        op("codes"),
        op("codes organ --at 2013-05"),
        op("schema --format text"),
        op("schema --format form -o form.html", out="form.html"),
        op("schema --format xlsform --full -o form.xlsx", out="form.xlsx"),
        op("schema", ),
        op("stats --count persons --by status,sex --csv people.csv", out="people.csv"),
        op("stats --count persons --by status,sex --html people.html", out="people.html"),
        op("attach {a} photo.png title=Photo", keep={"e": r"^(\w{6})"}),
        op("attach {a} --clean {e}"),
        op("attach {a} - title=Letter", input="a letter\n" * 500, keep={"l": r"^(\w{6})"}),
        op("extract {a} {e} --clean -o clean.png", out="clean.png"),
        op("extract {a} {l} -o -"),
        op("view {a} {e}", env={"HANJI_VIEWER": "/bin/true"}),
        op("custody {a} {e}"),
        op("contact {a}"),
        op("call {a} --rule"),
        op("call {a} Seo --acknowledged"),
        op("task {a} visit --due 2026-03-02 --every 1w", keep={"t": r"^(\w{6})"}),
        op("done {t} -", input="went well"),
        op("followup {a} Seo", keep="f"),
        op("consent {f} --scope referral --status given --date 2026-01"),
        op("refer {f} psych to=Invented~Clinic purpose=care shared=direct,sensitive"),
        op("need {f} housing"),
        op("service {f}"),
        op("import back.xml --source laptop --dry-run", first=twin),
        op("import back.xml --source laptop"),
        op("conflicts"),
        op("resolve {a} --take 2 --reason her~letter~says~so"),
        op("import --strict small.xml"),
    ]


def left():
    last = "--reason x --yes"
    formats = [op("petition export {p1} --format %s -o p.%s %s" % (f, f, last),
                  out="p." + f, stages=True)
               for f in ("html", "pdf", "odt", "docx", "txt", "xml")]
    copies = [op("export {a} --subject Seo --format %s -o her.%s" % (f, f), out="her." + f)
              for f in ("xml", "html", "pdf", "odt", "docx", "txt", "bag")]
    return [
        op("consent {a} Seo --scope un-public --status given --method written "
           "--date 2026-01-02"),
        op("consent {a} Seo --scope public-anon --status given --method written "
           "--date 2026-01-02"),
        op("consent {a} Seo"),
        op("petition new hrc {a} title=The~case~of~May --dry-run"),
        op("petition new hrc {a} title=The~case~of~May", keep={"p1": r"(\S+)"}),
        op("petition check {p1}"),
        op("petition status {p1} --session 2026-02-23"),
        op("petition status {p1}"),
        *formats,
        op("--lang ko petition export {p1} -f txt -o ko.txt " + last, out="ko.txt",
           stages=True),
        op("petition export {p1} -f bag -o p.tar --to The~secretariat " + last,
           out="p.tar", stages=True),
        op("petition export {p1} -f bag -o a.tar --attach {a}/{e} " + last, out="a.tar",
           stages=True),
        op("petition export {p1} -f docx -o sealed.age --to {age} --armor --sign " + last,
           out="sealed.age", stages=True),
        op("petition sent {p1} --file p.docx --date 2026-02-01 --dry-run"),
        op("petition sent {p1} --file p.txt --date 2026-02-01"),
        op("petition status {p1} ack --date 2026-02-03 --ref HRC/2026/17"),
        op("petition status {p1} transmitted --date 2026-02-10 --until 2026-04-11"),
        op("petition reply {p1} - --date 2026-04-01 --until 2026-05-01",
           input="Nothing is known of her."),
        op("petition list"),
        op("disclosures {a} Seo"),
        op("due --all"),
        *copies,
        op("export {a} --subject Seo --dry-run"),
        op("export {b} --scope public-anon --anonymous --recipient Institute -o anon.xml",
           out="anon.xml"),
        op("export {a} --scope own --withhold note -o less.xml", out="less.xml"),
        op("export {a} --scope un-public --withhold-rest --recipient Office -o rest.xml",
           out="rest.xml"),
        op("export {a} --scope own --format bag --attachments exact --sign -o clean.tar",
           out="clean.tar"),
        op("export --scope own --to {age} -o all.age", out="all.age"),
        op("import all.age"),
        op("import clean.tar --dry-run"),
        op("export {a} --scope own --with-passphrase --armor -o word.age "
           "--file-passphrase-fd FD", also=THEIRS, out="word.age"),
        op("import word.age --file-passphrase-fd FD", also=THEIRS),
        op("withdraw {a} Seo --scope un-public"),
        op("letter {a} --to hrc -o letter.txt", out="letter.txt"),
        op("letter {a} --to hrc --language ko"),
        op("backup b.tar", out="b.tar"),
        op("backup b.age --with-passphrase --file-passphrase-fd FD", also=THEIRS,
           out="b.age"),
        op("backup list", keep={"entry": r"(?m)^\s*(\d+)"}),
        op("backup gone {entry} --yes"),
    ]


def proven():
    return [
        op("audit report --period 2026-11 --csv"),
        op("audit checkpoint -o then --timestamp-query then.tsq", out="then"),
        op("audit checkpoint --page page.pdf", out="page.pdf"),
        op("audit checkpoint --page page.html", out="page.html"),
        op("note {a} -", input="more"),
        op("audit prove {a} -o proof", out="proof"),
        op("audit prove {a} --all -o proofs", out="proofs"),
        op("audit prove --since then -o grown", out="grown"),
        op("audit witness key", ),
        op("--json audit witness request -o request", out="request"),
        hq("audit witness key", keep={"witness": r"(\S+\+\S+\+\S+)"}),
        op("audit prove {a} --all -o keys", out="keys"),
        hq("audit witness cosign request --log-key keys/log.vkey -o answer", out="answer"),
        op("audit witness accept answer --witness {witness} --dry-run"),
        op("audit witness accept answer --witness {witness}"),
        op("audit witness list"),
        op("audit checkpoint --folder attested", out="attested"),
        op("audit verify --deep"),
    ]


def owned():
    two = PHRASE + "\n"
    return [
        op("team add coast"),
        op("team rename coast harbour"),
        op("team list"),
        op("team move {b} harbour"),
        op("member add Sora --role caseworker --team harbour", phrase=two + THEIRS),
        op("member add Nari --role reader --team 0 --dry-run"),
        op("member list"),
        op("update {b} assigned=Sora"),
        op("member remove Sora --hand-to tester --dry-run"),
        op("incident Sora --dry-run"),
        op("incident Sora --open", stages=True),
        op("member remove Sora --hand-to tester --yes", stages=True),
        op("retention set 10y --dry-run"),
        op("retention set 10y"),
        op("retention"),
        op("hold {c} --reason a~court~asks"),
        op("hold list"),
        op("hold lift {c} --reason over"),
        op("erase {a} relationship --ground withdrawn --yes"),
        op("erase {c} --ground withdrawn --dry-run"),
        op("erase {c} --ground withdrawn --yes"),
        op("compact"),
        op("recover shares -o -", keep={"pages": r"(?s)(.*)"}),
        op("recover test --words-fd FD", first=shares, also="{words}"),
        op("lock", ways=WAYS),
        op("recover restore --words-fd FD", also="{words}", phrase=NEXT, ways=WAYS,
           stages=True),
        op("--yes recover revoke"),
        op("passwd", phrase=NEXT + "\n" + PHRASE, ways=WAYS),
        op("passwd --add-key-file stick", phrase=two + PHRASE, ways=WAYS),
        op("--key-file stick passwd --no-key-file", phrase=two + PHRASE, ways=WAYS),
        op("--yes passwd --new-keys", phrase=two + PHRASE, ways=WAYS, stages=True),
        op("unlock", phrase=PHRASE),
        op("status --json"),
        op("doctor"),
        op("lock"),
        op("check"),
        op("backup last.tar", out="last.tar"),
        op("restore last.tar --vault again", phrase=PHRASE, out="again"),
    ]


def field():
    """Taken in, sealed, received and erased."""
    return [
        hq("--json intake key HQ -o hq.keys", out="hq.keys",
           keep={"digits": r'"digits": *"([^"]+)"'}),
        op("intake start --to hq.keys --number {digits} --dry-run"),
        op("intake start --to hq.keys --number {digits}"),
        op("add title=field", keep="i"),
        op("attach {i} letter"),
        op("intake status"),
        op("intake close --dry-run"),
        op("intake close", stages=True),
        op("intake deliver p.age", out="p.age"),
        hq("import p.age"),
        hq("intake receipt p.age -o r.txt", out="r.txt"),
        op("intake deliver --receipt r.txt --dry-run"),
        op("intake deliver --receipt r.txt --yes", stages=True),
    ]


def operations():
    return entered() + left() + field() + proven() + owned()


def newvault(vault, state):
    """Opened at little cost."""
    subprocess.run([NEWVAULT, vault, os.path.join(state, "hanji")],
                   input=PHRASE + "\n", text=True, check=True)


def prepare(w, rng):
    files(w, rng)
    picture(os.path.join(w.tmp, "photo.png"))
    for name, text in (("fields", FIELDS), ("changes", "title=first\nevent.date=2013-05-29\n")):
        with open(os.path.join(w.tmp, name), "w", encoding="utf-8") as f:
            f.write(text)


def init(w):
    """A vault, and that of a headquarters beside what leaves and arrives; what is
    known of them."""
    newvault(w.vault, w.state)
    os.mkdir(os.path.join(w.tmp, "hq"))
    newvault(os.path.join(w.tmp, "hq/vault"), w.state)
    w.unlock()
    return {"age": w.data("member", "list")[0]["recipient"]}

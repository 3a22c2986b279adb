"""Some sixty commands, one after the other, as fault tests run them: what a
case goes through, files in and out, and the care of the vault.  {a} is what an
earlier command printed; every person is invented."""
import json
import os
import re

from world import World, cases, check

LETTER = "She was seen in the spring, in the yard.\n" * 40


class Op:
    """A command: its words, what it reads, what is kept of what it printed, the
    file that it makes; another passphrase, more environment, what is done first, a
    text behind the descriptor FD, and the ways in that there may be afterwards.
    stages: it commits more than once, and the same command goes on from there."""

    def __init__(self, line, input=None, keep=None, out=None, phrase=None, env=None,
                 first=None, also=None, ways=None,
                 stages=False):
        self.words, self.input, self.keep, self.out = line, input, keep, out
        self.phrase, self.env = phrase, env or {}
        self.first, self.also, self.ways, self.stages = first, also, ways, stages

    def args(self, known):
        return [w.format(**known) for w in self.words]

    def how(self, w, known):
        """How World.run() is to run it there."""
        w.more = {k: v.format(tmp=w.tmp) for k, v in self.env.items()}
        return {"input": self.input, "phrase": self.phrase,
                "also": self.also and self.also.format(**known)}


def op(line, **more):
    return Op([w.replace("~", " ") for w in line.split()], **more)


def operations():
    return [
        op("add person[+a].name.full=한~상수 person[+a].role=victim", keep="a"),
        op("add title=two person[+b].name.full=Ra~Un", keep="b"),
        op("add title=three person[+c].name.full=오~별 person[+c].role=victim", keep="c"),
        op("update {a} title=first"),
        op("update {a} event[+e].type=arrest event[+e].date=2012-04 event[+e].who?=unknown event[+e].state=CN"),
        op("note {a} -", input="called twice"),
        op("contact {a} noanswer"),
        op("contact {b} reached channel=kakao text=-", input="well"),
        op("task {a} weekly~call --due 2026-03-02 --every 1w"),
        op("task {b} - --due 2026-03", input="ask about the lease"),
        op("link {a} {b} same"),
        op("link {a} {b} same --drop"),
        op("consent {a} --scope stats --status given --method written"),
        op("consent {a} --scope stats --status withdrawn --method remote"),
        op("attach {a} letter title=letter", keep="e"),
        op("attach {a} large title=large", keep="l"),
        op("extract {a} {e} -o copy", out="copy"),
        op("extract {a} {l} -o copy.large", out="copy.large"),
        op("custody {a} {e} verify"),
        op("custody {a} {e} transfer --who the~court"),
        op("show {a}"),
        op("show {a} --json"),
        op("list"),
        op("find Ra"),
        op("list --where status=open --save open"),
        op("search list"),
        op("search drop open"),
        op("history {a}"),
        op("diff {a}"),
        op("revert {a} 2 --yes --reason wrong"),
        op("codes add organ x-patrol --en Patrol --ko 순찰대 --near kp-border"),
        op("codes change organ x-patrol --ko 강변~순찰대"),
        op("codes drop organ x-patrol"),
        op("import small.xml"),
        op("import small.xml"),
        op("import many.xml"),
        op("validate {a}"),
        op("export --scope own -o all.xml", out="all.xml"),
        op("export {a} --scope own --format bag -o one.tar", out="one.tar"),
        op("verify one.tar"),
        op("followup {c} need[+n].type=housing need[+n].person=+v", keep="f"),
        op("need {f} language priority=high"),
        op("service {f} cash amount=300,000 currency=KRW"),
        op("merge {b} {c} --yes --reason same"),
        op("unmerge {b} --yes --reason different"),
        op("submitter organisation=An~Office email=office@example.org"),
        op("petition new ohchr-seoul {a} filed=2026-05-04", keep="p"),
        op("petition list"),
        op("disclosures {a}"),
        op("stats"),
        op("due"),
        op("duplicates"),
        op("conflicts"),
        op("backup vault.tar", out="vault.tar"),
        op("restore vault.tar --vault restored", out="restored"),
        op("audit log"),
        op("audit verify --deep"),
        op("audit checkpoint"),
        op("check"),
        op("check --repair --yes"),
        op("status"),
        op("update {a} title=last"),
    ]


def prepare(w, rng):
    """The files that the commands read, in the folder where they run."""
    with open(os.path.join(w.tmp, "letter"), "w", encoding="utf-8") as f:
        f.write(LETTER)
    with open(os.path.join(w.tmp, "large"), "wb") as f:
        f.write(rng.randbytes(200000))
    cases(3, rng.randrange(1 << 30), os.path.join(w.tmp, "small.xml"))
    cases(30, rng.randrange(1 << 30), os.path.join(w.tmp, "many.xml"))


def init(w):
    """A vault; nothing is known yet of what is in it."""
    w.init()
    return {}


def each(dir, rng, *parts):
    """Every command of these lists, the world that it runs in, and what is known
    there: each list has a vault of its own."""
    at = 0
    for part in parts:
        w = World(os.path.join(dir, part.__name__))
        part.prepare(w, rng)
        known = part.init(w)
        for o in part.operations():
            yield at, w, known, o
            at += 1


def passed(w, o, known):
    """The command, as it runs when nothing fails."""
    if o.first:
        o.first(w, known)
    learn(known, o, w.must(*o.args(known), **o.how(w, known)))
    after(w, o)


def after(w, o):
    """It opens in another way, and runs without what was meant for this command."""
    w.more = {}
    if o.ways:
        w.unlocked = False
        w.opened(o.ways)


def learn(known, o, out):
    """What a command printed, for later ones."""
    if isinstance(o.keep, dict):
        for name, pattern in o.keep.items():
            found = re.search(pattern, out, re.M)
            check(found, "%s printed no %s" % (o.words, name))
            known[name] = found.group(1)
    elif o.keep:
        words = out.split()
        check(words, "%s printed nothing" % o.words)
        known[o.keep] = words[-1] if o.keep in "afp" else words[0]


def masked(files):
    """Case files without what is drawn anew each time: ids, keys, digests."""
    text = b"\n".join(sorted(files.values()))
    ids = {}
    for m in re.finditer(rb'\bid="([0-9a-z]+)"', text):
        ids.setdefault(m.group(1), b"@")
    text = re.sub(rb"[0-9a-f]{32,}", b"#", text)
    text = re.sub(rb"\b\d{4}-\d\d-\d\dT[0-9:+Z]+", b"*", text)
    return sorted(re.sub(rb"[0-9a-z]{6,16}", lambda m: ids.get(m.group(0), m.group(0)),
                         text).split(b"\n"))


def state(w):
    """All that a vault holds, so that two runs of one command compare equal."""
    s = w.data("status")
    counts = tuple((k, s[k]) for k in ("cases", "revisions", "entries") if k in s)
    codes = w.must("--json", "codes", "organ")
    return counts, masked(w.export()), json.loads(codes)["data"]

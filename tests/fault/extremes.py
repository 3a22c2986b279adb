"""The extremes of what a vault may hold: each goes in, is shown, found, changed
and comes out byte for byte, in bounded memory.  --long: in full size.

    a narrative of 3 MB; 10,000 events in one case; everybody called Kim; 1,000
    changes, a commit each"""
import json
import os
import resource
import time

from faulty import new_id, new_ids
from twins import rows
from world import World, check, folder, is_long, many, seeded

SYLLABLES = [r[0] for r in rows("syllable_prior")]
# Anonymous memory of one command, KB: far above what any of these needs, far
# below what holding everything a few times over would take.
MOST = 400 << 10
# All that may be written to, locked memory and stacks too: what comparing
# everybody with everybody takes.
LIMIT = ("prlimit", "--data=%d" % (64 << 20))
GIVEN = 700


def exchange(file, cases):
    with open(file, "w", encoding="utf-8") as f:
        f.write('<x:exchange xmlns:x="urn:hanji:exchange:1" version="1">\n')
        for c in cases:
            f.write("<x:record>\n%s\n</x:record>\n" % c)
        f.write("</x:exchange>\n")


def person(ids, given):
    return ('<person id="%s" role="victim"><name id="%s" script="hang"><family>김</family>'
            "<given>%s</given></name></person>" % (*ids, given))


def case(rng, inside):
    return ('<case xmlns="urn:hanji:case:1" id="%s" kind="person" status="open">%s</case>' %
            (new_id(rng, 16), inside))


def the_id(element):
    at = element.index(' id="') + 5
    return element[at:element.index('"', at)]


def given(rng):
    return rng.choice(SYLLABLES) + rng.choice(SYLLABLES)


def long_narrative(rng, size):
    words = ["그날", "밤에", "두만강을", "건너다가", "잡혔다,", "The", "guards", "shouted."]
    text = []
    n = 0
    while n < size:
        word = rng.choice(words)
        text.append(word)
        n += len(word.encode()) + 1
    ids = new_ids(rng, 5)
    who = person(ids[:2], "보라")
    return case(rng, who + '<event id="%s" type="seen"><who id="%s">%s</who><narrative id="%s">'
                "<text>%s ZANGBOGO</text></narrative></event>" %
                (*ids[2:4], the_id(who), ids[4], " ".join(text)))


def many_events(rng, n):
    ids = new_ids(rng, 2 * n + 2)
    who = person(ids[:2], "하늘")
    id = the_id(who)
    return case(rng, who + "".join(
        '<event id="%s" type="seen"><who id="%s">%s</who><date>%d-%02d</date></event>' %
        (*ids[2 * i + 2:2 * i + 4], id, 1990 + i % 30, 1 + i % 12) for i in range(n)))


def peak(w, *args):
    """The command, and that it did not hold too much."""
    r = w.run(*args, timeout=600, text=False)
    check(r.status == 0, "hanji %s: exit %s, %.300r %.300r" %
          (args[0], r.status, r.out, r.err))
    held = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    check("/sanitize/" in os.environ.get("HANJI", "") or held < MOST,
          "hanji %s: %d KB in memory" % (args[0], held))
    return r.out


def one_by_one(w, rng, dir, name, text):
    """One large case: in, shown, found, changed, out."""
    file = os.path.join(dir, name + ".xml")
    exchange(file, [text])
    peak(w, "import", file)
    id = the_id(text)
    peak(w, "show", id)
    check(peak(w, "validate", id) is not None, "validate")
    out = w.export()[id].decode()
    check(out == text, "%s does not come out as it went in" % name)
    peak(w, "update", id, "title=later")
    peak(w, "diff", id)
    check("later" in peak(w, "show", id).decode(), "the change of %s is not shown" % name)
    print("%s: %d bytes, in, shown, changed and out" % (name, len(text.encode())))
    return id


def everybody_is_kim(w, rng, dir, n):
    file = os.path.join(dir, "kim.xml")
    names = [given(rng) for _ in range(n)]
    exchange(file, [case(rng, person(new_ids(rng, 2), g)) for g in names])
    peak(w, "import", file)
    wanted = names[n // 2]
    found = w.data("find", "김" + wanted)
    check(any(wanted in (r.get("title") or r.get("text") or str(r)) for r in found),
          "김%s is not found among so many" % wanted)
    pairs = same_names(w, rng, dir, n)
    print("%d people called Kim: found; with %d given names %d pairs, in 64 MB" %
          (n, GIVEN, pairs))


def same_names(w, rng, dir, n):
    """As many with few given names: millions of pairs, the likeliest listed."""
    few = World(os.path.join(dir, "few"))
    few.init()
    file = os.path.join(dir, "few.xml")
    names = [given(rng) for _ in range(GIVEN)]
    exchange(file, [case(rng, person(new_ids(rng, 2), rng.choice(names))) for _ in range(n)])
    few.must("import", file, timeout=600)
    limit = () if "/sanitize/" in os.environ.get("HANJI", "") else LIMIT
    r = few.run("--json", "duplicates", "--most", "1000", timeout=600, before=limit)
    check(r.status == 0, "duplicates in 64 MB: %r" % r)
    found = json.loads(r.out)["data"]
    check(found["listed"] == len(found["pairs"]) == min(
        1000, found["likely"] + found["perhaps"]), "listed: %d" % found["listed"])
    return found["likely"] + found["perhaps"]


def a_commit_each(w, n):
    id = w.must("add", "title=first").strip()
    begun = time.time()
    for i in range(n):
        w.must("update", id, "title=change %d" % i)
    rows = w.data("history", id)
    check(len(rows) == n + 1, "%d changes, %d revisions" % (n, len(rows)))
    print("%d changes, a commit each: all in the history, %.0f ms each" %
          (n, (time.time() - begun) * 1000 / n))


def main():
    rng, dir = seeded(), folder("extremes")
    w = World(os.path.join(dir, "w"))
    w.init()
    size = (3 << 20) - 4096 if is_long() else 1 << 20
    id = one_by_one(w, rng, dir, "narrative", long_narrative(rng, size))
    check(any(r["id"].replace("-", "")[:16] == id for r in w.data("find", "ZANGBOGO")),
          "the last word of the long narrative is not found")
    one_by_one(w, rng, dir, "events", many_events(rng, many(2000, 10000)))
    everybody_is_kim(w, rng, dir, many(1000, 100000))
    a_commit_each(w, many(20, 1000))
    w.must("audit", "verify", "--deep")
    w.must("check")


if __name__ == "__main__":
    main()

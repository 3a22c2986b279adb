"""An exchange file in which one case of a hundred has a fault, of twenty kinds:
each is reported once, with its line, its path and a remedy, and everything else
comes in.  2,000 cases; --long: 100,000."""
import json
import os
import re

from world import World, check, folder, many, seeded, short

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
CASE = ('<case xmlns="urn:hanji:case:1" conf="internal" id="{id}" kind="person" status="open">'
        '<opened>2015-03-02</opened>'
        '<person id="{p}" role="victim">'
        '<name id="{n}" script="hang" src="{s}"><family>한</family><given>{given}</given></name>'
        '<birth id="{b}"><date>{born}</date></birth><sex id="{x}">f</sex>'
        '<status id="{u}" src="{s}"><code>det-abroad</code><date>2014-06</date></status></person>'
        '<event id="{e}" src="{s}" type="arrest"><who id="{w}">{p}</who><date>2014-05-03</date>'
        '<state>CN</state><place>{l}</place></event>'
        '<detention id="{d}" src="{s}" type="cn-police"><who>{p}</who><state>CN</state>'
        '<date>2014-05-03/2014-06-20</date><facility>cn-tumen</facility></detention>'
        '<place id="{l}"><country>CN</country></place>'
        '<source id="{s}" kind="interview"><accessed>2015-03-01</accessed></source></case>')

# What is done to a case: a text of it, and what stands there instead; then the
# word of the finding and where it is.  {} are filled as in the case.
FAULTS = {
    "an element nobody knows": (
        "<sex ", "<gender>f</gender><sex ", "unknown-element", "person.gender"),
    "a code of no list": (
        "<state>CN</state><place>", "<state>QQ</state><place>", "bad-code", "event.state"),
    "a day that does not exist": (
        "2014-05-03</date><state>CN</state><place>",
        "2014-02-30</date><state>CN</state><place>", "bad-date", "event.date"),
    "a reference that leads nowhere": (
        '<who id="{w}">{p}</who>', '<who id="{w}">zzzzzz</who>', "dangling", "event.who"),
    "a reference to something else": (
        '<who id="{w}">{p}</who>', '<who id="{w}">{s}</who>', "wrong-target", "event.who"),
    "two elements of one id": (
        '<birth id="{b}">', '<birth id="{n}">', "duplicate-id", "person.name"),
    "what has to be there": (
        "<code>det-abroad</code>", "", "missing", "person.status"),
    "a field twice": (
        "<facility>cn-tumen</facility>",
        "<facility>cn-tumen</facility><facility>cn-dandong</facility>", "too-many",
        "detention.facility"),
    "an order that is not that of the outline": (
        "<facility>cn-tumen</facility>",
        "<facility>cn-tumen</facility><state>CN</state>", "wrong-order", "detention.state"),
    "an attribute nobody knows": (
        '<event id="{e}"', '<event colour="red" id="{e}"', "unknown-attribute", "event"),
    "a value and why there is none": (
        '<sex id="{x}">', '<sex id="{x}" known="unknown">', "known-and-value", "person.sex"),
    "no value, and no word why": (
        '<sex id="{x}">f', '<sex id="{x}">', "no-value", "person.sex"),
    "sources out of order": (
        '<event id="{e}" src="{s}"', '<event id="{e}" src="{s} {s}"', "src-order", "event"),
    "two preferred names": (
        '<name id="{n}" script="hang" src="{s}"><family>한</family><given>{given}</given></name>',
        '<name id="{n}" pref="yes"><full>A</full></name>'
        '<name id="{o}" pref="yes"><full>B</full></name>', "two-preferred", "person.name"),
    "what belongs into a follow-up": (
        "</source></case>", '</source><service id="{o}"></service></case>', "wrong-kind", "service"),
    "a code that nobody explains": (
        "<facility>cn-tumen</facility>", "<facility>x-cellar</facility>", "unknown-own-code",
        "detention.facility"),
    "a detention that ends before it begins": (
        "<facility>cn-tumen</facility>",
        "<facility>cn-tumen</facility><end><date>2014-01-09</date></end>", "ends-before-start",
        "detention.end.date"),
    "at least nine and at most five": (
        "</person><event ", '</person><group id="{o}"><count id="{k}"><min>9</min>'
        "<max>5</max></count></group><event ", "range", "group.count"),
    "an event that is itself": (
        "<place>{l}</place></event>", "<place>{l}</place><same-as>{e}</same-as></event>",
        "refers-to-itself", "event.same-as"),
    "a text of blanks": (
        "<country>CN</country>", "<country>CN</country><locality> </locality>", "blank",
        "place.locality"),
}


def new_id(rng, n):
    return rng.choice(ALPHABET[10:]) + "".join(
        rng.choice(ALPHABET) for _ in range(n - 1))


def new_ids(rng, n):
    """So many for one file, no two alike."""
    found = {}
    while len(found) < n:
        found[new_id(rng, 6)] = True
    return list(found)


def made(rng):
    parts = dict(zip("pnbxuewdlsok", new_ids(rng, 12)))
    parts["id"] = new_id(rng, 16)
    parts["given"] = rng.choice("보하나별솔") + rng.choice("기람늘빛희")
    parts["born"] = "%d-%02d" % (rng.randrange(1960, 1998), rng.randrange(1, 13))
    return parts


def spoilt(parts, fault):
    old, new = (t.format(**parts) for t in fault[:2])
    text = CASE.format(**parts)
    check(text.count(old) == 1, "the fault fits nowhere, or twice: " + old)
    return text.replace(old, new)


def plain(path):
    """Without which of several is meant."""
    return re.sub(r"\[[^]]*\]", "", path)


def write(rng, n, file):
    """The file; and of each spoilt case its name of fault and line."""
    key, line = {}, 2
    order = list(FAULTS)
    with open(file, "w", encoding="utf-8") as f:
        f.write('<x:exchange xmlns:x="urn:hanji:exchange:1" version="1">\n')
        for i in range(n):
            parts = made(rng)
            text = CASE.format(**parts)
            if i % 100 == 50:
                name = order[i // 100 % len(order)]
                text = spoilt(parts, FAULTS[name])
                key[parts["id"]] = name, line + 1
            f.write("<x:record>\n%s\n</x:record>\n" % text)
            line += 3
        f.write("</x:exchange>\n")
    return key


def main():
    rng, dir = seeded(), folder("faulty")
    n = many(2000, 100000)
    n = max(n, 100 * len(FAULTS))
    w = World(os.path.join(dir, "w"))
    w.init()
    file = os.path.join(dir, "given.xml")
    key = write(rng, n, file)
    r = w.run("--json", "import", file, timeout=3600)
    check(r.status == 3, "faults, and exit %s" % r.status)
    rows = json.loads(r.out)["data"]
    found = {}
    for row in rows:
        if row["what"] in ("rejected", "note"):
            found.setdefault(short(row["id"]), []).append(row)
    bad = []
    for id, (name, line) in key.items():
        got = found.pop(id, [])
        code, path = FAULTS[name][2:]
        if len(got) != 1 or got[0]["what"] != "rejected" or \
           got[0]["code"] != code or got[0]["line"] != line or \
           not plain(got[0]["path"]).startswith(path) or not got[0]["remedy"]:
            bad.append((name, line, got))
    check(not bad, "not reported once, with line, path and remedy: %r" % bad[:20])
    check(not found, "reported, but nothing is wrong: %r" % list(found.items())[:3])
    check(rows[-1]["what"] == "done" and rows[-1]["rejected"] == len(key) and
          rows[-1]["new"] == n - len(key), "the counts: %r" % rows[-1])
    check(len(w.ids()) == n - len(key), "not all others are in")
    w.must("audit", "verify", "--deep")
    print("%d cases, %d with faults of %d kinds: each reported once with line, path "
          "and remedy, %d others in" % (n, len(key), len(FAULTS), n - len(key)))


if __name__ == "__main__":
    main()

"""A list of people is imported, and again, and then a newer issue of it in which
30 % are written in other letters and other spellings: nobody is added silently,
and `duplicates` names those who are here twice, measured against the key.  600
people; --long: 50,000."""
import os
import random
import subprocess

from world import TOP, World, check, folder, many, seeded

NAMES = os.path.join(TOP, "core/names")
ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
ONSETS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
NUCLEI = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
CODAS = ["-"] + list("ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")
COUNTIES = [x.split("\t")[1]
            for x in open(os.path.join(TOP, "core/vocab/place.tsv"),
                          encoding="utf-8") if x.startswith("county\t")][:40]


def rows(name):
    with open(os.path.join(NAMES, name + ".tsv"), encoding="utf-8") as f:
        lines = [x.rstrip("\n").split("\t") for x in f
                 if not x.startswith("#")]
    return lines[1:]


class Speller:
    """Writes a Hangul name in Latin letters, as often as people do so."""

    def __init__(self, rng):
        self.rng = rng
        self.part = []
        for part in ("onset", "nucleus", "coda"):
            table = {}
            for jamo, spelled, weight, *_ in rows("romanization_" + part):
                spelled = spelled.replace("ɔ", "ŏ").replace("ɨ", "ŭ")
                table.setdefault(jamo, []).append(
                    ("" if spelled == "-" else spelled, float(weight)))
            self.part.append(table)
        self.surname = {r[0]: [x.split(":")[0] for x in r[2].split()]
                        for r in rows("surnames")}
        prior = [(r[0], float(r[1])) for r in rows("syllable_prior")]
        self.syllables = [p[0] for p in prior]
        self.weights = [p[1] for p in prior]

    def draw(self, table):
        return self.rng.choices([x[0] for x in table],
                                [x[1] for x in table])[0]

    def syllable(self, s):
        h = ord(s) - 0xAC00
        jamo = (ONSETS[h // 588], NUCLEI[h % 588 // 28], CODAS[h % 28])
        return "".join(self.draw(t.get(j, [("", 1)]))
                       for t, j in zip(self.part, jamo))

    def name(self):
        family = self.rng.choice(sorted(self.surname)[:60])
        return family, "".join(self.rng.choices(self.syllables, self.weights,
                                                k=2))

    def latin(self, family, given):
        given = [self.syllable(s) for s in given]
        return (self.rng.choice(self.surname[family]).capitalize(),
                self.rng.choice(("", " ", "-")).join(given).capitalize())


def new_id(rng, n=16):
    first = rng.choice(ALPHABET[10:])
    return first + "".join(rng.choice(ALPHABET) for _ in range(n - 1))


def case(rng, person, spelled, script):
    family, given = spelled
    e = lambda: new_id(rng, 6)
    p, o = e(), e()
    return ('<case xmlns="urn:hanji:case:1" id="%s" kind="person" status="open">'
            '<person id="%s" role="victim"><name id="%s" script="%s">'
            '<family>%s</family><given>%s</given></name>'
            '<birth id="%s"><date>%s</date></birth>'
            '<sex id="%s">%s</sex>'
            '<origin id="%s"><place>%s</place></origin></person>'
            '<place id="%s"><country>KP</country><county>%s</county></place>'
            '</case>' % (new_id(rng), p, e(), script, family, given, e(),
                         person["birth"], e(), person["sex"], e(), o, o,
                         person["county"]))


def write(path, cases):
    with open(path, "w", encoding="utf-8") as f:
        f.write('<x:exchange xmlns:x="urn:hanji:exchange:1" version="1">\n')
        for c in cases:
            f.write("<x:record>\n%s</x:record>\n" % c)
        f.write("</x:exchange>\n")


def the_id(c):
    at = c.index(' id="') + 5
    return c[at:at + 16]


def people(rng, speller, n):
    for _ in range(n):
        year = rng.randrange(1940, 2008)
        exact = rng.random() < .6
        yield {"name": speller.name(), "sex": rng.choice("fm"),
               "county": rng.choice(COUNTIES),
               "birth": "%d-%02d-%02d" % (year, rng.randrange(1, 13),
                                          rng.randrange(1, 29))
               if exact else str(year)}


def plain(shown):
    return shown.replace("-", "")[:16]


def main():
    rng, dir = seeded(), folder("twins")
    n = many(600, 50000)
    w = World(os.path.join(dir, "w"))
    w.init()
    speller = Speller(rng)
    first, second, key = [], [], set()
    for who in people(rng, speller, n):
        a = case(rng, who, who["name"], "hang")
        first.append(a)
        if rng.random() < .3:
            b = case(rng, who, speller.latin(*who["name"]), "latn")
            second.append(b)
            key.add(frozenset((the_id(a), the_id(b))))
        else:
            second.append(a)
    one, two = os.path.join(dir, "one.xml"), os.path.join(dir, "two.xml")
    write(one, first)
    write(two, second)
    w.must("import", one)
    w.must("import", one)
    check(len(w.ids()) == n, "importing twice added somebody")
    w.must("import", two)
    check(len(w.ids()) == n + len(key), "not as many cases as people written "
          "anew: %d of %d" % (len(w.ids()), n + len(key)))
    found = w.data("duplicates", "--most", "100000")["pairs"]
    report(found, key)


def report(found, key):
    for least, bands in (("likely", ("likely",)),
                         ("perhaps", ("likely", "perhaps"))):
        pairs = {frozenset((plain(d["a"]), plain(d["b"]))) for d in found
                 if d["sure"] in bands}
        right = len(pairs & key)
        recall, precision = right / len(key), right / max(1, len(pairs))
        print("%s: %d pairs, recall %.3f, precision %.3f of %d" %
              (least, len(pairs), recall, precision, len(key)))
        if least == "likely":
            check(recall >= .85, "too few of them are found")
            check(precision >= .9, "too many of them are not the same")


if __name__ == "__main__":
    main()

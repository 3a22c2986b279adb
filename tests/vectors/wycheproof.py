#!/usr/bin/env python3
"""Print one Wycheproof file as lines of fields, for the unit tests in C.

usage: wycheproof.py FILE FIELD...

Fields are taken from the test, else from its group (a public key is `pk`).
An empty value is printed as -.  The first field is always `valid`, `invalid`
or `acceptable`.  The files are those of https://github.com/C2SP/wycheproof
(Apache-2.0); they are read where they are, not kept here.
"""
import json
import sys


def main():
    with open(sys.argv[1], encoding="utf-8") as f:
        data = json.load(f)
    for group in data["testGroups"]:
        key = group.get("publicKey")
        outer = dict(group, pk=key["pk"] if isinstance(key, dict) else "")
        for test in group["tests"]:
            row = [test["result"]]
            for name in sys.argv[2:]:
                row.append(str(test.get(name, outer.get(name, ""))) or "-")
            print(" ".join(row))


main()

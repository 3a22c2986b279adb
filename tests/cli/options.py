"""options.py HANJI PASSPHRASE NAME OUT -- COMMAND ... [--] FIXED OPTION ...

Runs a command with its options in many orders and asks whether NAME leaves.

The options are those of its own help page and of the program, so that one that
is added later is tried as well.  Each one alone, pairs both ways round, and many
together; which of them is seeded.  HJ_RUNS in the environment asks for all pairs
and so many orders.  Prints how many runs there were, how many of them wrote
something, and each that let NAME out.
"""

import itertools
import os
import random
import re
import subprocess
import sys
import zipfile

HANJI, PHRASE, NAME, OUT = sys.argv[1:5]
REST = sys.argv[6:]
# These open another vault, ask for something else, or read a passphrase.
LEFT = {"--vault", "--passphrase-fd", "--help", "--lang"}


def run(arguments):
    read, write = os.pipe()
    os.write(write, PHRASE.encode() + b"\n")
    os.close(write)
    done = subprocess.run([HANJI, "--passphrase-fd", str(read), *arguments],
                          pass_fds=[read], stdin=subprocess.DEVNULL,
                          capture_output=True, timeout=300)
    os.close(read)
    return done


def options(text):
    found = {}
    for line in text.splitlines():
        m = re.match(r"\s+(?:-\w, )?(--[a-z-]+)(?: ([A-Z|a-z]+))?\s", line + " ")
        if m and m[1] not in LEFT and m[1] not in REST:
            found[m[1]] = m[2]
    return found


def value(name, kind):
    if kind is None:
        return [name]
    if kind == "FILE":
        return [name, OUT]
    if kind in ("FORMAT",):
        return [name, "txt" if "petition" in REST else "xml"]
    if kind == "SECONDS":
        return [name, "1"]
    return [name, "CASE/PERSON:because"]


def leaves(data):
    if NAME.encode() in data:
        return True
    return NAME.replace(" ", "").encode() in data.replace(b" ", b"")


def written():
    if not os.path.lexists(OUT):
        return b""
    with open(OUT, "rb") as file:
        data = file.read()
    if zipfile.is_zipfile(OUT):
        with zipfile.ZipFile(OUT) as z:
            data += b"".join(z.read(n) for n in z.namelist())
    os.remove(OUT)
    return data


words = [w for w in REST if not w.startswith("-")]
command = REST[:2] if REST[0] == "petition" else REST[:1]
table = options(run([*command, "--help"]).stdout.decode())
table.update(options(run(["help"]).stdout.decode()))
names = sorted(table)
orders = [[n] for n in names]
rng = random.Random(7)
pairs = [list(p) for p in itertools.permutations(names, 2)]
more = int(os.environ.get("HJ_RUNS", 0))
orders += pairs if more else rng.sample(pairs, min(10, len(pairs)))
for _ in range(more or 10):
    some = rng.sample(names, len(names))
    # What makes no document at all (a table of JSON) stands in half of them.
    orders.append(some if rng.random() < .5 else some[: len(names) // 2])

runs = wrote = 0
for order in orders:
    said = [w for n in order for w in value(n, table[n])]
    before = rng.random() < .5 and all(n not in table for n in order)
    done = run([*said, *REST] if before else [*REST, *said])
    data = written()
    runs += 1
    wrote += done.returncode == 0 and bool(done.stdout or data)
    if leaves(done.stdout) or leaves(done.stderr) or leaves(data):
        print("let out:", *order)
print(runs, "runs,", wrote, "wrote something")

#!/usr/bin/env python3
"""Speed beside a floor: run.py BUILD N ...

Floor and program alternate on the same seeded corpus (seven times; three from
half a million cases on, or $ROUNDS); what counts is the least CPU time of either, children
included.  The passphrase is asked once, before anything is measured: the key
then lies with the kernel (`hanji unlock`).  tests/README.md says what each
line means.
"""
import collections
import math
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, os.path.dirname(__file__))
import attachments  # noqa: E402
import rival  # noqa: E402
from rival import GETS, UPDATES  # noqa: E402
from table import Table  # noqa: E402

PHRASE = b"made for a bench and thrown away after it\n"
SCANS = 5

Run = collections.namedtuple("Run", "cpu wall anon wchar out")


def numbers(path, names):
    """The values of these fields of a file of /proc, or zeroes."""
    try:
        with open(path, encoding="ascii", errors="replace") as f:
            found = dict(re.findall(r"(?m)^(\w+):\s+(\d+)", f.read()))
    except OSError:
        found = {}
    return [int(found.get(n, 0)) for n in names]


class Memory(threading.Thread):
    """The most anonymous memory of a process and its children, sampled."""

    def __init__(self, pid):
        super().__init__(daemon=True)
        self.pid, self.peak, self.over = pid, 0, threading.Event()

    def family(self, pid):
        yield pid
        try:
            with open(f"/proc/{pid}/task/{pid}/children",
                      encoding="ascii") as f:
                for child in f.read().split():
                    yield from self.family(int(child))
        except OSError:
            return

    def run(self):
        while not self.over.wait(0.002):
            self.peak = max(self.peak, sum(
                numbers(f"/proc/{p}/status", ["RssAnon"])[0]
                for p in self.family(self.pid)))


def measure(argv, env, output=subprocess.PIPE, memory=False):
    """Run to its end: CPU and wall seconds, memory in KiB, bytes written."""
    began = time.monotonic()
    with subprocess.Popen(argv, env=env, stdout=output,
                          stderr=subprocess.PIPE) as p:
        watch = Memory(p.pid)
        if memory:
            watch.start()
        said = p.stdout.read() if p.stdout else b""
        errors = p.stderr.read()
        os.waitid(os.P_PID, p.pid, os.WEXITED | os.WNOWAIT)
        wall = time.monotonic() - began
        watch.over.set()
        wchar = numbers(f"/proc/{p.pid}/io", ["wchar"])[0]
        _, status, used = os.wait4(p.pid, 0)
        p.returncode = os.waitstatus_to_exitcode(status)
    if p.returncode != 0:
        sys.exit(f"{' '.join(argv)}: {errors.decode()}")
    return Run(used.ru_utime + used.ru_stime, wall, watch.peak, wchar,
               said.decode())


def best(runs):
    return min(r.cpu for r in runs)


def value(run, name):
    return float(re.search(rf"(?m)^{name} (\S+)", run.out).group(1))


def each(runs):
    """Of a program that measures inside: the least microseconds for one."""
    return min(value(r, "us_each") for r in runs)


def on_disk(folder):
    return sum(os.stat(os.path.join(folder, f)).st_blocks * 512
               for f in ("data.mdb", "header.a", "header.b")
               if os.path.exists(os.path.join(folder, f)))


def entropy(counts):
    total = sum(counts.values())
    return sum(-n / total * math.log2(n / total) for n in counts.values())


class Bench:
    def __init__(self, build, n, place):
        self.n, self.place = n, place
        self.rounds = int(os.environ.get("ROUNDS", 7 if n < 500000 else 3))
        self.hanji = os.path.join(build, "hanji")
        self.tools = os.path.join(build, "tests", "bench")
        self.state = os.path.join(place, "state")
        self.env = dict(os.environ, XDG_STATE_HOME=self.state,
                        HANJI_VAULT=self.at("vault"), LC_ALL="C.UTF-8")
        self.table = Table(n)

    def at(self, name):
        return os.path.join(self.place, name)

    def tool(self, name, *args, **how):
        return measure([os.path.join(self.tools, name), *map(str, args)],
                       self.env, **how)

    def ours(self, *args, **how):
        return measure([self.hanji, *args], self.env, **how)

    def alternate(self, floor, ours, rounds=None):
        a, b = [], []
        for _ in range(rounds or self.rounds):
            a.append(floor())
            b.append(ours())
        return a, b

    # ---- the vaults ----

    def passphrase(self, *args):
        r, w = os.pipe()
        os.write(w, PHRASE)
        os.close(w)
        subprocess.run([self.hanji, *args, "--passphrase-fd", str(r)],
                       env=self.env, pass_fds=[r], check=True,
                       stderr=subprocess.DEVNULL)
        os.close(r)

    def fresh(self):
        if os.path.exists(self.at("vault")):
            self.ours("lock")
        for name in ("vault", "state"):
            shutil.rmtree(self.at(name), ignore_errors=True)
        self.passphrase("init", "--kdf-mem", "256M", "--kdf-ops", "2")
        self.passphrase("unlock", "--for", "24h")

    def corpus(self, name, *how):
        with open(self.at(name), "wb") as f:
            self.tool("gencase", self.n, *how, output=f)

    # ---- the goals ----

    def floor_import(self, name):
        shutil.rmtree(self.at("floor"), ignore_errors=True)
        return self.tool("floor", "import", self.at("floor"), self.at(name),
                         memory=True)

    def ours_import(self, name):
        self.fresh()
        return self.ours("import", self.at(name), memory=True)

    def p1(self):
        for name, how, title in (("hangul.xml", ("2", "hangul"), "Hangul"),
                                 ("cases.xml", (), "mixed")):
            rounds = self.rounds // (1 if name == "cases.xml" else 2)
            if rounds == 0:
                continue
            self.corpus(name, *how)
            floor, ours = self.alternate(
                lambda f=name: self.floor_import(f),
                lambda f=name: self.ours_import(f), rounds)
            self.table.ratio("P1", f"import, CPU us/case, {title}",
                             best(floor) / self.n * 1e6,
                             best(ours) / self.n * 1e6, 2.0)
            os.remove(self.at(name)) if name != "cases.xml" else None
        self.table.limit("P1", "import, anonymous memory MB",
                         max(r.anon for r in ours) / 1024, 64,
                         max(r.anon for r in floor) / 1024)

    def p7(self):
        sizes = {}
        self.table.ratio("P7", "disk, bytes/case",
                         on_disk(self.at("floor")) / self.n,
                         on_disk(self.at("vault")) / self.n, 1.25)
        for line in self.tool("bench", "records",
                              self.at("vault")).out.splitlines():
            number, size = line.split()
            sizes[number] = int(size)
        self.table.limit("P7", "size entropy of all records, bits",
                         entropy(collections.Counter(sizes.values())), 2.5)
        by_size = collections.defaultdict(collections.Counter)
        for line in self.tool("bench", "names", self.at("vault"),
                              self.state + "/hanji").out.splitlines():
            number, name = line.split()
            by_size[sizes[number]][name] += 1
        whole = sum(by_size.values(), collections.Counter())
        guess = sum(c.most_common(1)[0][1] for c in by_size.values())
        self.table.ratio("P7", "surnames guessed by size, of 1",
                         whole.most_common(1)[0][1] / self.n, guess / self.n,
                         1.005)

    def p2(self):
        def out():
            if os.path.exists(self.at("out.xml")):
                os.remove(self.at("out.xml"))
            return self.at("out.xml")
        floor, ours = self.alternate(
            lambda: self.tool("floor", "export", self.at("floor"),
                              self.at("floor.xml")),
            lambda: self.ours("export", "--scope", "own", "-o", out(),
                              memory=True))
        self.table.ratio("P2", "export, CPU us/case",
                         best(floor) / self.n * 1e6,
                         best(ours) / self.n * 1e6, 1.6)
        hashed = [self.tool("floor", "export", self.at("floor"),
                            self.at("floor.xml"), "hash")
                  for _ in range(self.rounds)]
        self.table.plain("P2", "the same, floor with SHA-256 of the file",
                         best(hashed) / self.n * 1e6,
                         best(ours) / self.n * 1e6)
        self.same_cases()
        self.memory = {"export": max(r.anon for r in ours)}
        os.remove(self.at("floor.xml"))
        os.remove(self.at("out.xml"))

    def same_cases(self):
        """What went in came out, byte for byte."""
        sums = []
        for name in ("cases.xml", "floor.xml", "out.xml"):
            with open(self.at(name), "rb") as f:
                sums.append(sum(hash(x) for x in f if x.startswith(b"<case")))
        if len(set(sums)) != 1:
            sys.exit("the exported case files are not those imported")

    def p3(self):
        state = self.state + "/hanji"
        floor, ours = self.alternate(
            lambda: self.tool("floor", "get", self.at("floor"), GETS),
            lambda: self.tool("bench", "get", self.at("vault"), state, GETS))
        self.table.ratio("P3", "get in process, CPU us", each(floor),
                         each(ours), 1.5)
        with open(self.at("cases.xml"), encoding="utf-8") as f:
            for line in f:
                if line.startswith("<case"):
                    an_id = re.search(r' id="(\w+)"', line).group(1)
                    break
        floor, ours = self.alternate(
            lambda: self.cold("floor", lambda: self.tool(
                "floor", "show", self.at("floor"), an_id)),
            lambda: self.cold("vault", lambda: self.ours("show", an_id)), 20)
        self.table.ratio("P3", "show, cold, whole process, CPU ms",
                         best(floor) * 1e3, best(ours) * 1e3, 2.0)
        self.table.plain("P3", "show, cold, whole process, wall ms",
                         min(r.wall for r in floor) * 1e3,
                         min(r.wall for r in ours) * 1e3)

    def cold(self, name, run):
        """With the data file out of the page cache."""
        with open(os.path.join(self.at(name), "data.mdb"), "rb") as f:
            os.fdatasync(f.fileno())
            os.posix_fadvise(f.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        return run()

    def p4(self):
        floor, ours = self.alternate(
            lambda: self.tool("floor", "scan", self.at("floor"), SCANS),
            lambda: self.tool("bench", "scan", self.at("vault"),
                              self.state + "/hanji", SCANS))
        same = value(ours[0], "bytes") / value(floor[0], "bytes")
        self.table.ratio("P4", "catalogue walked, floor of as many bytes, us",
                         each(floor) * same / self.n, each(ours) / self.n, 2.0)
        bytes_walked = each(floor) * same
        found = [self.ours("find", "김영순") for _ in range(self.rounds)]
        begun = [self.ours("--version") for _ in range(self.rounds)]
        self.table.ratio("P4", "find NAME, whole, less start, CPU us/case",
                         bytes_walked / self.n,
                         (best(found) - best(begun)) * 1e6 / self.n, 2.0)

    def p5(self):
        runs = ([], [])
        for _ in range(self.rounds):
            for i, argv in enumerate(
                    (("floor", "update", self.at("floor"), UPDATES),
                     ("bench", "update", self.at("vault"),
                      self.state + "/hanji", UPDATES))):
                runs[i].append(self.tool(*argv))
        floor, ours = runs
        self.table.ratio("P5", "one durable change, CPU us", each(floor),
                         each(ours), 1.5)
        self.table.ratio("P5", "one durable change, bytes written",
                         min(r.wchar for r in floor) / UPDATES,
                         min(r.wchar for r in ours) / UPDATES, 1.3)
        self.table.ratio("P5", "one durable change, flushes",
                         self.flushes("floor", "update", self.at("floor")),
                         self.flushes("bench", "update", self.at("vault"),
                                      self.state + "/hanji"), 1.0)

    def flushes(self, name, *args):
        """Beside LMDB's one synchronous write of a meta page."""
        trace = self.at("trace")
        subprocess.run(["strace", "-f", "-qq", "-o", trace, "-e",
                        "trace=fsync,fdatasync,msync,sync_file_range",
                        os.path.join(self.tools, name), *args, "50"],
                       env=self.env, check=True, stdout=subprocess.DEVNULL)
        with open(trace, encoding="utf-8") as f:
            return sum(1 for _ in f) / 50

    def p6(self):
        floor, ours = self.alternate(
            lambda: self.tool("floor", "verify", self.at("floor")),
            lambda: self.ours("audit", "verify", memory=True))
        self.table.ratio("P6", "audit verify, CPU us/entry",
                         best(floor) / self.n * 1e6,
                         best(ours) / self.n * 1e6, 1.3)
        self.memory["audit verify"] = max(r.anon for r in ours)

    def p10(self):
        for what in (["status"], ["list"], ["find", "김"],
                     ["audit", "log"]):
            with open(os.devnull, "wb") as null:
                self.memory[" ".join(what)] = self.ours(
                    *what, output=null, memory=True).anon
        worst = max(self.memory, key=self.memory.get)
        for what, kib in self.memory.items():
            print(f"      {what}: {kib / 1024:.1f} MB anonymous")
        self.table.limit("P10", f"anonymous memory MB, most: {worst}",
                         self.memory[worst] / 1024, 16)
        floor, ours = self.alternate(lambda: self.tool("floor", "start"),
                                     lambda: self.ours("--version"), 20)
        self.table.limit("P10", "process start, wall ms",
                         min(r.wall for r in ours) * 1e3, 5,
                         min(r.wall for r in floor) * 1e3)

    def run(self, first):
        for goal in (self.p1, self.p7, self.p2, self.p3, self.p4, self.p6,
                     self.p10, self.p5):
            goal()
        rival.compare(self)
        if first:
            attachments.compare(self)
        self.ours("lock")
        return self.table


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    build = os.path.abspath(sys.argv[1])
    tables = []
    for n in map(int, sys.argv[2:]):
        with tempfile.TemporaryDirectory(prefix="hanji-bench-") as place:
            tables.append(Bench(build, n, place).run(not tables))
    for table in tables:
        table.compare(tables[0])


if __name__ == "__main__":
    main()

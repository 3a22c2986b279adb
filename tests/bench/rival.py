"""P9: beside an SQL database that does the same work (sqlcipher.c)."""
import os
import shutil

GETS, UPDATES = 20000, 300
PROGRAMS = (("sqlcipher", "over SQLCipher"),
            ("sqlite", "over SQLite, not encrypted"))


def compare(bench):
    """Four goals for each program that could be built."""
    there = [(p, title) for p, title in PROGRAMS
             if os.path.exists(os.path.join(bench.tools, p))]
    if not there:
        print("P9   left out: SQLCipher is not here (make bench-deps)")
    for program, title in there:
        against(bench, program, title)


def against(bench, program, title):
    kept = bench.at(program)

    def fresh():
        shutil.rmtree(kept, ignore_errors=True)
        return bench.tool(program, "import", kept, bench.at("cases.xml"))

    def out():
        if os.path.exists(bench.at("out.xml")):
            os.remove(bench.at("out.xml"))
        return bench.ours("export", "--scope", "own", "-o",
                          bench.at("out.xml"))

    def whole(runs):
        return min(r.cpu for r in runs) * 1e6 / bench.n

    def inside(runs):
        return min(float(r.out.split()[1]) for r in runs)

    def theirs(what, last):
        return bench.tool(program, what, kept, last)

    def mine(what, times):
        return bench.tool("bench", what, bench.at("vault"),
                          bench.state + "/hanji", times)

    for what, must, a, b, least in (
            ("import, us/case", 2.0, fresh,
             lambda: bench.ours_import("cases.xml"), whole),
            ("export, us/case", 1.1,
             lambda: theirs("export", bench.at("sql.xml")), out, whole),
            ("get, us", 1.7, lambda: theirs("get", GETS),
             lambda: mine("get", GETS), inside),
            ("durable change, us", 1.7, lambda: theirs("update", UPDATES),
             lambda: mine("update", UPDATES), inside)):
        a, b = bench.alternate(a, b, min(bench.rounds, 3))
        bench.table.faster("P9", f"{title}: {what}", least(a), least(b),
                           must if program == "sqlcipher" else None)
    shutil.rmtree(kept)

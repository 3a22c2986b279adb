"""Under valgrind: the unit tests, and each command of the scenario with all that
it starts: 0 errors, 0 bytes lost, 0 descriptors left open.

A few commands; --long: all of both, which takes hours; what is through stands in
build/fault/valgrind.json (SECONDS=N: for so long)."""
import glob
import os
import re
import resource
import subprocess
import time

import scenario
from counted import load, save
from world import HANJI, TOP, World, check, folder, is_long, seeded

# What is still reachable at the end is what libraries keep for themselves;
# memory that the kernel filled (keyrings) and guarded pages are not followed.
VALGRIND = ["valgrind", "--quiet", "--error-exitcode=99", "--leak-check=full",
            "--show-leak-kinds=definite,indirect", "--track-fds=yes",
            "--errors-for-leak-kinds=definite,indirect"]
# Timed, or with a limit on memory, or of a confined child that may not start one.
LEFT_OUT = {"test_guard", "test_confine", "test_fence", "test_heap", "test_wipe"}


def small():
    """Under valgrind the 64 GiB of addresses that data.mdb may grow into are not
    to be had; the store takes half of what the process may have."""
    resource.setrlimit(resource.RLIMIT_AS, (16 << 30, 16 << 30))


def clean(what, status, err):
    """No error, and only the descriptors that it was given are open."""
    check(status != 99, "%s: %s" % (what, err[-3000:]))
    open_ = re.findall(r"Open (?:file descriptor|AF_\w+ socket) (\d+):?([^\n]*)\n"
                       r"((?:==\d+== {4}[^\n]*\n)*)", err)
    left = [o for o in open_ if "inherited from parent" not in o[2] and int(o[0]) > 2]
    check(not left, "%s: left open: %r" % (what, left))


def commands(dir, rng, end, few):
    w = World(os.path.join(dir, "w"))
    scenario.prepare(w, rng)
    w.init()
    known, ran = {}, 0
    for i, o in enumerate(scenario.operations()):
        args = o.args(known)
        # `verify` confines itself, which valgrind does not survive.
        if time.monotonic() > end or (few and i not in few) or args[0] == "verify":
            scenario.learn(known, o, w.must(*args, input=o.input))
            continue
        r = w.run(*args, input=o.input, before=VALGRIND, timeout=600,
                  preexec_fn=small)
        clean(args, r.status, r.err)
        check(r.status == 0, "%s: %r" % (args, r))
        scenario.learn(known, o, r.out)
        ran += 1
    return ran


def units(end):
    done = load("valgrind").get("units", [])
    tests = sorted(glob.glob(os.path.join(os.path.dirname(HANJI), "tests/unit/test_*")))
    tests = [t for t in tests if "." not in os.path.basename(t) and
             os.path.basename(t) not in LEFT_OUT]
    for t in tests:
        name = os.path.basename(t)
        if name in done or time.monotonic() > end:
            continue
        r = subprocess.run(VALGRIND + [t], cwd=TOP, stdout=subprocess.PIPE,
                           stderr=subprocess.PIPE, preexec_fn=small,
                           env=dict(os.environ, HJ_RUNS="20"))
        err = r.stderr.decode(errors="replace")
        clean(name, r.returncode, err)
        check(r.returncode == 0, "%s: %s%s" % (name, r.stdout.decode()[-2000:], err[-2000:]))
        done.append(name)
        save("valgrind", {"units": done})
    return len(done), len(tests)


def main():
    rng, dir = seeded(), folder("valgrind")
    end = time.monotonic() + int(os.environ.get("SECONDS") or 10 ** 9)
    if "/sanitize/" in HANJI:
        print("SKIPPED: the sanitizers look on already")
        return
    ran = commands(dir, rng, end, None if is_long() else {14})
    print("%d commands: 0 errors, 0 bytes lost, 0 descriptors left" % ran, flush=True)
    if is_long():
        print("%d of %d unit tests likewise" % units(end))


main()

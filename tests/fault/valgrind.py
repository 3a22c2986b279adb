"""Under valgrind: the unit tests, and each command of the scenario with all that
it starts: 0 errors, 0 bytes lost, 0 descriptors left open.

One command; --long: all of both, which takes an hour; what is through stands in
build/fault/valgrind.json (SECONDS=N: for so long), also what failed, which is
tried again the next time."""
import glob
import os
import re
import resource
import subprocess
import time

import others
import scenario
from counted import load, save
from world import HANJI, HERE, TOP, check, folder, is_long, seeded

# What is still reachable at the end is what libraries keep for themselves;
# memory that the kernel filled (keyrings) and guarded pages are not followed.
VALGRIND = ["valgrind", "--quiet", "--error-exitcode=99", "--leak-check=full",
            "--show-leak-kinds=definite,indirect", "--track-fds=yes",
            "--errors-for-leak-kinds=none",
            "--suppressions=" + os.path.join(HERE, "valgrind.supp")]
# Timed, or with a limit on memory, or of a confined child that may not start one,
# or of a program that is missing, which posix_spawn(3) does not notice there, or a
# search of the whole process, in which valgrind is too.
LEFT_OUT = {"test_guard", "test_confine", "test_fence", "test_heap", "test_wipe",
            "test_helper", "test_remains"}
PATIENCE = 1800


def small():
    """Under valgrind the 64 GiB of addresses that data.mdb may grow into are not
    to be had; the store takes half of what the process may have."""
    resource.setrlimit(resource.RLIMIT_AS, (48 << 30, 48 << 30))


def run(p, input=None):
    """What is wrong with it, if anything, and what it printed.  Its children end
    by _exit(2), some by SIGKILL, with what is theirs by then: only memory and
    descriptors of the process itself count as left.  An error of a child gives it
    an exit status that its parent does not expect."""
    try:
        out, err = (b.decode(errors="replace") for b in p.communicate(input, PATIENCE))
    except subprocess.TimeoutExpired:
        p.kill()
        p.communicate()
        return "not done in %d s" % PATIENCE, ""
    if p.returncode == 99 or \
            re.search(r"==%d== .* are (definitely|indirectly) lost" % p.pid, err):
        return err[-6000:], out
    open_ = re.findall(r"==%d== Open (?:file descriptor|AF_\w+ socket) (\d+):?([^\n]*)\n"
                       r"((?:==\d+== {4}[^\n]*\n)*)" % p.pid, err)
    left = [o for o in open_ if "inherited from parent" not in o[2] and int(o[0]) > 2]
    if left:
        return "left open: " + "".join("%s %s\n%s" % o for o in left)[:3000], out
    if p.returncode != 0:
        return "exit %d\n%s%s" % (p.returncode, out[-2000:], err[-2000:]), out
    return None, out


def commands(dir, rng, end, few, done):
    """All are run, for later ones need what they leave; only those that are not
    through yet under valgrind."""
    failed = []
    for i, w, known, o in scenario.each(dir, rng, *((scenario,) if few else
                                                    (scenario, others))):
        # `verify` confines itself, which valgrind does not survive, and the others
        # find no kernel that could keep an editor or a viewer where it is.
        if i in done or time.monotonic() > end or (few and i not in few) or \
                o.words[0] in ("verify", "edit", "view"):
            scenario.passed(w, o, known)
            continue
        if o.first:
            o.first(w, known)
        args, how = o.args(known), o.how(w, known)
        input = how.pop("input")
        pipe = subprocess.DEVNULL if input is None else subprocess.PIPE
        bad, out = run(w.start(*args, stdin=pipe, text=False, before=VALGRIND,
                               preexec_fn=small, **how), input and input.encode())
        if bad:
            print("%s: %s" % (" ".join(args), bad), flush=True)
        scenario.learn(known, o, out)
        scenario.after(w, o)
        if bad:
            failed.append(" ".join(o.words))
        else:
            done.append(i)
            if not few:
                save("valgrind", dict(load("valgrind"), commands=done))
    return failed


def units(end, done):
    tests = sorted(glob.glob(os.path.join(os.path.dirname(HANJI), "tests/unit/test_*")))
    tests = [t for t in tests if "." not in os.path.basename(t) and
             os.path.basename(t) not in LEFT_OUT]
    failed = []
    for t in tests:
        name = os.path.basename(t)
        if name in done or time.monotonic() > end:
            continue
        bad, _ = run(subprocess.Popen(VALGRIND + [t], cwd=TOP, stdout=subprocess.PIPE,
                                      stderr=subprocess.PIPE, preexec_fn=small))
        if bad:
            print("%s: %s" % (name, bad), flush=True)
            failed.append(name)
        else:
            done.append(name)
            save("valgrind", dict(load("valgrind"), units=done))
    print("%d of %d unit tests: 0 errors, 0 bytes lost, 0 descriptors left"
          % (len(done), len(tests)))
    return failed


def main():
    rng, dir = seeded(), folder("valgrind")
    end = time.monotonic() + int(os.environ.get("SECONDS") or 10 ** 9)
    if "/sanitize/" in HANJI:
        print("SKIPPED: the sanitizers look on already")
        return
    through = load("valgrind") if is_long() else {}
    done = through.get("commands", [])
    failed = commands(dir, rng, end, None if is_long() else {14}, done)
    print("%d commands: 0 errors, 0 bytes lost, 0 descriptors left" % len(done), flush=True)
    if is_long():
        failed += units(end, through.get("units", []))
    check(not failed, "under valgrind: %s" % ", ".join(failed))


main()

"""A command of hanji under inject, which looks at its system calls and lets one
fail or kills it there."""
import os
import subprocess

from world import HANJI

INJECT = os.path.join(os.path.dirname(HANJI), "tests/fault/inject")


def can_trace():
    # Leaks are looked for by tracing, and a process has one tracer.
    os.environ["ASAN_OPTIONS"] = "detect_leaks=0"
    if subprocess.run([INJECT, "-u", "/", "/bin/true"]).returncode != 77:
        return True
    print("SKIPPED: no other process can be traced here")
    return False


def injected(w, args, options=(), **how):
    """How the command ended, and how many calls on files of w there were."""
    count = os.path.join(w.folder, "calls")
    r = w.run(*args, **how,
              before=[INJECT, "-u", w.folder, "-c", count, *options, "--"])
    with open(count) as f:
        return r, int(f.read())

"""What the fault tests share: a vault made once, copied often, and hanji run
on it.  Every person in it is invented.

The passphrase costs a third of a second each time, so the key is left in the
kernel keyring (`unlock`) where the system has one; `lock` ends it.
"""
import atexit
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
TOP = os.path.dirname(os.path.dirname(HERE))
HANJI = os.environ.get("HANJI") or os.path.join(TOP, "build/release/hanji")
GENDOC = os.path.join(os.path.dirname(HANJI), "tests/bench/gendoc")
TAMPER = os.path.join(os.path.dirname(HANJI), "tests/fault/tamper")
REFUSE = os.path.join(os.path.dirname(HANJI), "tests/fault/refuse")
PHRASE = "a lantern over the cold river"
RAM = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None

os.umask(0o077)


class Result:
    def __init__(self, status, out, err):
        self.status, self.out, self.err = status, out, err

    def __repr__(self):
        return "exit %s\nstdout: %.2000s\nstderr: %.2000s" % (
            self.status, self.out, self.err)


def piped(text):
    r, w = os.pipe()
    os.write(w, (text + "\n").encode())
    os.close(w)
    return r


class World:
    """A folder with vault/, state/, home/ and tmp/."""

    def __init__(self, folder):
        self.folder = folder
        self.vault = os.path.join(folder, "vault")
        self.state = os.path.join(folder, "state")
        self.home = os.path.join(folder, "home")
        self.tmp = os.path.join(folder, "tmp")
        for d in (self.folder, self.home, self.tmp):
            os.makedirs(d, exist_ok=True)
        self.unlocked = False
        self.phrase, self.options = PHRASE, ()
        self.more = {}

    def env(self):
        keep = {k: v for k, v in os.environ.items()
                if k in ("PATH", "LD_LIBRARY_PATH") or k.endswith("SAN_OPTIONS")}
        return dict(keep, HANJI_VAULT=self.vault, XDG_STATE_HOME=self.state,
                    HOME=self.home, TMPDIR=self.tmp, **self.more)

    def start(self, *args, phrase=None, also=None, stdin=subprocess.DEVNULL,
              text=True, before=(), **more):
        """hanji started; the passphrase goes through a pipe when needed, and a
        text through the pipe that FD is in the arguments."""
        line, fds = list(before) + [HANJI], []
        if phrase or not self.unlocked:
            fds.append(piped(phrase or self.phrase))
            line += ["--passphrase-fd", str(fds[0]), *(() if phrase else self.options)]
        if also:
            fds.append(piped(also))
            args = [str(fds[-1]) if a == "FD" else a for a in args]
        p = subprocess.Popen(line + list(args), env=self.env(), stdin=stdin,
                             stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                             pass_fds=fds, cwd=self.tmp, text=text, **more)
        for fd in fds:
            os.close(fd)
        return p

    def run(self, *args, input=None, timeout=120, **more):
        pipe = subprocess.PIPE if input is not None else subprocess.DEVNULL
        p = self.start(*args, stdin=pipe, **more)
        try:
            out, err = p.communicate(input, timeout=timeout)
        except subprocess.TimeoutExpired:
            p.kill()
            p.communicate()
            return Result("timeout", "", "")
        return Result(p.returncode, out, err)

    def must(self, *args, **more):
        r = self.run(*args, **more)
        if r.status != 0:
            fail("hanji %s: %r" % (" ".join(args), r))
        return r.out

    def data(self, *args):
        return json.loads(self.must("--json", *args))["data"]

    def init(self):
        self.unlocked = False
        self.must("init", "--kdf-mem", "256M", "--kdf-ops", "2", "--member",
                  "tester")
        self.unlock()

    def opened(self, ways):
        """Opened in one of these ways from now on: (passphrase, options)."""
        for self.phrase, options in ways:
            self.options = [os.path.join(self.tmp, o) if o == "stick" else o
                            for o in options]
            if self.run("status").status == 0:
                return
        fail("nothing opens " + self.vault)

    def unlock(self):
        self.unlocked = False
        self.unlocked = self.run("unlock", "--for", "5h").status == 0
        atexit.register(self.lock)

    def lock(self):
        if os.path.isdir(self.tmp):
            self.run("lock")

    def copy(self, folder):
        """Vault and anchor as they are now, in another folder."""
        w = World(folder)
        for d in ("vault", "state"):
            shutil.rmtree(os.path.join(folder, d), ignore_errors=True)
            shutil.copytree(os.path.join(self.folder, d),
                            os.path.join(folder, d))
        return w.like(self)

    def like(self, other):
        """It opens as the other does."""
        self.unlocked, self.phrase, self.options = \
            other.unlocked, other.phrase, other.options
        return self

    def ids(self):
        return [c["id"] for c in self.data("list")]

    def export(self):
        """The case files as stored: id -> canonical bytes."""
        return cut(self.must("export", "--scope", "own", text=False))


def cut(exchange):
    """Each case of an exchange file, byte for byte, by its id."""
    found = {}
    for m in re.finditer(rb'<case xmlns="urn:hanji:case:1"[^>]* id="(\w+)"', exchange):
        end = exchange.index(b"</case>", m.start()) + len(b"</case>")
        # `link` has a child `case` too: the file's own end is at a line end.
        while exchange[end:end + 1] != b"\n":
            end = exchange.index(b"</case>", end) + len(b"</case>")
        found[m.group(1).decode()] = exchange[m.start():end]
    return found


def short(shown):
    """k7m2-...-x as listed -> the 16 characters of the file."""
    return shown.replace("-", "")[:16]


def folder(name, ram=True):
    """A scratch folder that goes away."""
    path = tempfile.mkdtemp(prefix="hanji-%s-" % name, dir=RAM if ram else None)
    atexit.register(shutil.rmtree, path, ignore_errors=True)
    return path


def cases(n, seed, path):
    """An exchange file of n generated cases; they name no attachment, which
    would be missing, and none is a part of another: of such a one a name may
    have left, and a withdrawal makes a task, so that it is not what came."""
    made = subprocess.run([GENDOC, str(n), str(seed)], check=True,
                          stdout=subprocess.PIPE).stdout
    with open(path, "wb") as f:
        made = re.sub(rb"<blob[^>]*>[0-9a-f]*</blob>", b"", made)
        f.write(re.sub(rb'kind="(split|splitoff|absorbed)"', b'kind="same"', made))
    return path


def seeded():
    """A generator of random numbers whose seed is printed and can be given.  A
    short run is the same each time: what no run should meet by chance is for the
    long ones, which nobody's change has to wait for."""
    seed = int(os.environ.get("SEED") or (time.time() if is_long() else 1))
    print("seed %d (SEED=%d repeats it)" % (seed, seed), flush=True)
    return random.Random(seed)


def fail(text):
    print("FAIL: " + text, flush=True)
    sys.exit(1)


def check(condition, text):
    if not condition:
        fail(text)


def is_root():
    return os.geteuid() == 0


def is_long():
    return "--long" in sys.argv[1:]


def many(short_run, long_run):
    """How many times; a build with sanitizers is several times slower."""
    if is_long():
        return long_run
    return short_run // 4 if "/sanitize/" in HANJI else short_run


def on_signals():
    """SIGTERM runs the clearing up too."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))


on_signals()

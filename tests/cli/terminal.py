#!/usr/bin/env python3
"""Run a program on a terminal of its own, type answers, print the screen.

    terminal.py [--rows N] [--cols N] SCRIPT -- PROGRAM [ARGUMENT ...]

SCRIPT is a file of lines:
    expect TEXT     wait until TEXT has appeared (20 s at most)
    type TEXT       type TEXT and Enter
    send TEXT       type TEXT alone; \\t \\x03 \\x04 as in Python
    share N         type the words of recovery share N, which was on the screen
    kill SIGNAL     send the program a signal, by number
What the program wrote goes to standard output, controls and all; the exit
status is the program's, 128 + the signal that ended it, or 99 when something
expected did not come.
"""
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import fcntl
import time

PATIENCE = 60.0


def spawn(argv, rows, cols):
    pid, fd = pty.fork()
    if pid == 0:
        # As a shell starts a program, whatever started the tests ignores.
        for each in (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT,
                     signal.SIGTERM, signal.SIGTSTP):
            signal.signal(each, signal.SIG_DFL)
        os.execvp(argv[0], argv)
    fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, cols, 0, 0))
    return pid, fd


class Screen:
    def __init__(self, fd):
        self.fd, self.seen, self.mark, self.open = fd, b"", 0, True

    def read(self, seconds):
        ready, _, _ = select.select([self.fd], [], [], seconds)
        if not ready:
            return
        try:
            data = os.read(self.fd, 65536)
        except OSError:
            data = b""
        if not data:
            self.open = False
        self.seen += data

    def expect(self, text):
        until = time.monotonic() + PATIENCE
        while True:
            at = self.seen.find(text, self.mark)
            if at >= 0:
                self.mark = at + len(text)
                return True
            if not self.open or time.monotonic() > until:
                return False
            self.read(0.1)

    def drain(self):
        until = time.monotonic() + PATIENCE
        while self.open and time.monotonic() < until:
            self.read(0.1)


def share(seen, number):
    """The words of a share: numbered, in columns."""
    at = seen.index(b"Recovery share %d of" % number)
    pairs = re.findall(rb"(\d+)  ([a-z]+)", seen[at:])[:33]
    return b" ".join(w for _, w in sorted(pairs, key=lambda p: int(p[0])))


def play(script, pid, screen):
    for line in script:
        verb, _, rest = line.rstrip("\n").partition(" ")
        if verb == "expect":
            if not screen.expect(rest.encode()):
                sys.stderr.write("terminal: never saw: %s\n" % rest)
                return False
        elif verb == "type":
            os.write(screen.fd, rest.encode() + b"\r")
        elif verb == "send":
            text = rest.encode().decode("unicode_escape").encode("latin-1")
            os.write(screen.fd, text)
        elif verb == "share":
            os.write(screen.fd, share(screen.seen, int(rest)) + b"\r")
        elif verb == "kill":
            os.kill(pid, int(rest))
        elif verb and not verb.startswith("#"):
            sys.exit("terminal: what is '%s'?" % verb)
    return True


def main():
    args, rows, cols = sys.argv[1:], 40, 100
    while args[0].startswith("--"):
        if args[0] == "--rows":
            rows = int(args[1])
        else:
            cols = int(args[1])
        args = args[2:]
    with open(args[0], encoding="utf-8") as f:
        script = f.readlines()
    pid, fd = spawn(args[args.index("--") + 1:], rows, cols)
    screen = Screen(fd)
    good = play(script, pid, screen)
    if not good:
        os.kill(pid, signal.SIGKILL)
    screen.drain()
    if screen.open:
        sys.stderr.write("terminal: it did not end\n")
        os.kill(pid, signal.SIGKILL)
    _, status = os.waitpid(pid, 0)
    sys.stdout.buffer.write(screen.seen)
    if not good:
        sys.exit(99)
    sys.exit(128 + os.WTERMSIG(status) if os.WIFSIGNALED(status)
             else os.WEXITSTATUS(status))


main()

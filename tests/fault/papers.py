"""What left the golden vault stays readable: header files, the state of its log,
who cosigned it, the line of the witness alone, a proof, that the log grew, and a
package.  tests/golden/signed-0 has them, with the keys, as they were made once;
hanji and the stand-alone verifier believe them, and nothing that was changed.
--make makes them anew from the golden vault and a partner who is its witness."""
import os
import shutil
import subprocess
import sys

from world import HANJI, TOP, World, check, folder

GOLDEN = os.path.join(TOP, "tests/golden/vault-0")
SIGNED = os.path.join(TOP, "tests/golden/signed-0")
VERIFIER = os.path.join(TOP, "export/verify.py")


def golden(dir):
    w = World(os.path.join(dir, "w"))
    for name in ("vault", "state"):
        shutil.copytree(os.path.join(GOLDEN, name), os.path.join(w.folder, name))
    os.makedirs(os.path.join(w.vault, "blobs"), exist_ok=True)
    return w


def make(dir):
    w, partner = golden(dir), World(os.path.join(dir, "partner"))
    partner.init()
    id = sorted(w.export())[0]
    shutil.rmtree(SIGNED, ignore_errors=True)
    os.makedirs(SIGNED)

    def at(name):
        return os.path.join(SIGNED, name)

    keys, request, answer = (os.path.join(dir, x) for x in ("keys", "request", "answer"))
    w.must("audit", "checkpoint", "--folder", keys)
    shutil.copy(os.path.join(keys, "log.vkey"), at("log.vkey"))
    w.must("audit", "checkpoint", "-o", at("state.checkpoint"))
    w.must("audit", "witness", "request", "-o", request)
    partner.must("audit", "witness", "cosign", request, "--log-key", at("log.vkey"), "-o", answer)
    with open(at("witness.vkey"), "w") as f:
        f.write(partner.must("audit", "witness", "key"))
    w.must("audit", "witness", "accept", answer, "--witness", at("witness.vkey"))
    shutil.copy(answer, at("state.cosigned"))
    with open(answer, "rb") as f, open(at("line"), "wb") as to:
        to.write(f.read().split(b"\n")[-2] + b"\n")
    w.must("audit", "prove", id, "-o", at("case.tlog-proof"))
    w.must("audit", "prove", "--since", at("state.checkpoint"), "-o", at("grown"))
    w.must("export", "--scope", "own", "--format", "bag", "-o", at("package.tar"), id)


def believe(file, *options):
    """Both, the same; of a log that grew the verifier is not asked."""
    options = [os.path.join(SIGNED, x) if not x.startswith("--") else x for x in options]
    ours = subprocess.run([HANJI, "verify", file, *options], stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, text=True)
    check("--since" in options or ours.returncode == subprocess.run(
        [sys.executable, "-B", VERIFIER, file, *options], stdout=subprocess.DEVNULL).returncode,
          "hanji and verify.py disagree about %s: %r" % (file, ours))
    check(ours.returncode in (0, 6), "%s: %r" % (file, ours))
    check(ours.returncode == 6 or "holds" in ours.stdout, "nothing of %s holds: %r" % (file, ours))
    return ours.returncode == 0


def look(dir):
    whole = golden(os.path.join(dir, "whole")).must("list")
    for alone in ("header.a", "header.b"):
        w = golden(os.path.join(dir, alone))
        os.remove(os.path.join(w.vault, {"header.a": "header.b", "header.b": "header.a"}[alone]))
        check(w.must("list") == whole, "with %s alone another list" % alone)
    keys = ("--log-key", "log.vkey", "--witness", "witness.vkey")
    for name, *more in (("state.checkpoint",), ("state.cosigned", *keys[2:]),
                        ("line", *keys[2:], "--of", "state.checkpoint"),
                        ("case.tlog-proof", *keys[2:]), ("package.tar", *keys[2:]),
                        ("grown", "--since", "state.checkpoint")):
        path, options = os.path.join(SIGNED, name), (*keys[:2], *more)
        check(believe(path, *options), "%s is not believed any more" % name)
        with open(path, "rb") as f:
            data = bytearray(f.read())
        # In the middle, and where the signatures stand.
        for place in (len(data) // 2, len(data) - 20 if name != "package.tar" else 600):
            changed = os.path.join(dir, "changed")
            with open(changed, "wb") as f:
                f.write(data[:place] + bytes([data[place] ^ 2]) + data[place + 1:])
            check(not believe(changed, *options), "%s: byte %d changed, and believed" % (name, place))
    print("what left the golden vault is believed as it was")


def main():
    dir = folder("papers")
    if "--make" in sys.argv:
        make(dir)
    else:
        look(dir)


main()

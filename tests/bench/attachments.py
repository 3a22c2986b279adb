"""P8: an attachment in and out beside a floor that only streams it."""
import os

SIZE = int(os.environ.get("ATTACHMENT_MB", "1024")) << 20
ROUNDS = 3


def make(path):
    with open(path, "wb") as f:
        for _ in range(SIZE >> 20):
            f.write(os.urandom(1 << 20))


def compare(b):
    """b: the Bench, with its vault; what is measured is CPU and memory."""
    big, sealed, back = b.at("big"), b.at("sealed"), b.at("back")
    make(big)
    a_case = b.ours("add", "title=attachments").out.strip()

    def attach():
        return b.ours("attach", a_case, big, memory=True)

    def extract():
        if os.path.exists(back):
            os.remove(back)
        return b.ours("extract", a_case, "1", "-o", back, memory=True)

    def best(runs):
        return min(r.cpu for r in runs)

    gib = SIZE / (1 << 30)
    floor, ours = b.alternate(lambda: b.tool("stream", "in", big, sealed),
                              attach, ROUNDS)
    hashed = [b.tool("stream", "in", big, sealed, "hash")
              for _ in range(ROUNDS)]
    b.table.ratio("P8", "attachment in, CPU s/GiB", best(floor) / gib,
                  best(ours) / gib, 1.7)
    b.table.plain("P8", "the same, floor with SHA-256 and SHA-512",
                  best(hashed) / gib, best(ours) / gib)
    most = max(r.anon for r in ours)
    floor, ours = b.alternate(lambda: b.tool("stream", "out", sealed,
                                             b.at("opened")),
                              extract, ROUNDS)
    b.table.ratio("P8", "attachment out, CPU s/GiB", best(floor) / gib,
                  best(ours) / gib, 1.7)
    most = max([most] + [r.anon for r in ours])
    idle = b.ours("status", memory=True).anon
    b.table.limit("P8", "memory above `status`, MB", (most - idle) / 1024, 16)
    for path in (big, sealed, back, b.at("opened")):
        os.remove(path)

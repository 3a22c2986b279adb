"""left.py FOLDER: add the counts that confined processes left (core_left.c) to the
files of counts beside the objects, and take them away."""
import array
import os
import struct
import sys

FUNCTION, SUMMARY = 0x01000000, 0xa1000000
# Which processes that leave something do not write: one run, whatever count.
RUN = struct.pack("<IiII", SUMMARY, 8, 1, 1)


def records(b):
    """Tag and 32 bit words; of counters that are all 0 only how many."""
    at, end = 16, len(b)
    while at + 8 <= end:
        tag, n = struct.unpack_from("<Ii", b, at)
        at += 8
        if tag == 0:
            return
        if n < 0:
            yield tag, n, None
        else:
            yield tag, n, b[at:at + n]
            at += n


def add(a, b):
    """Of the same object: the same functions in the same order."""
    if a[:16] != b[:16]:
        raise ValueError("counts of another build")
    out, others = [a[:16], RUN], (r for r in records(b) if r[0] != SUMMARY)
    for tag, n, x in (r for r in records(a) if r[0] != SUMMARY):
        tag_b, n_b, y = next(others)
        if tag != tag_b or abs(n) != abs(n_b):
            raise ValueError("counts of other functions")
        if tag != FUNCTION:
            if x is None:
                n, x = n_b, y
            elif y is not None:
                sums = array.array("q", x)
                for i, v in enumerate(array.array("q", y)):
                    sums[i] += v
                x = sums.tobytes()
        out.append(struct.pack("<Ii", tag, n) + (x or b""))
    return b"".join(out) + bytes(4)


def parts(b):
    at = 0
    while at + 4 <= len(b):
        n, = struct.unpack_from("<I", b, at)
        if n == 0:
            return
        name = b[at + 4:at + 4 + n].decode()
        at += 4 + n
        n, = struct.unpack_from("<I", b, at)
        yield name, b[at + 4:at + 4 + n]
        at += 4 + n


def main(folder):
    sums, files, empty = {}, 0, 0
    for entry in list(os.scandir(folder)):
        with open(entry.path, "rb") as f:
            whole = f.read()
        n = 0
        for name, counts in parts(whole):
            sums[name] = add(sums[name], counts) if name in sums else counts
            n += 1
        files += n != 0
        empty += n == 0
        os.unlink(entry.path)
    for name, counts in sums.items():
        if os.path.exists(name):
            with open(name, "rb") as f:
                counts = add(f.read(), counts)
        else:
            counts = counts[:16] + RUN + counts[16:]
        with open(name, "wb") as f:
            f.write(counts)
    print("confined: %d processes left their counts, %d were killed" % (files, empty))


main(sys.argv[1])

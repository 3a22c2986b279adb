"""What each byte of an LMDB 0.9 data file of a 64-bit machine is for: walks
the trees of the newest meta page, as mdb.c describes them.  No writer may be
at work."""
import struct

PAGE_HEADER = 16
BRANCH, LEAF, OVERFLOW = 1, 2, 4
BIGDATA, SUBDATA = 1, 2
NONE = 0xFFFFFFFFFFFFFFFF


class Map:
    """label[i] says what byte i is; bytes that no tree reaches are unused."""

    def __init__(self, data):
        self.data = data
        self.psize = struct.unpack_from("<I", data, PAGE_HEADER + 24)[0]
        self.label = ["unused page"] * len(data)
        self.records = {}  # number of a record -> (offset, length)
        metas = [self.meta(i) for i in (0, 1)]
        newest = 0 if metas[0]["txnid"] > metas[1]["txnid"] else 1
        for i in (0, 1):
            self.mark(i * self.psize, self.psize, "meta slack")
            if i != newest:
                self.mark(i * self.psize, PAGE_HEADER + 136, "older meta")
                continue
            # Address and size of the map, counts: taken from elsewhere.
            self.mark(i * self.psize, PAGE_HEADER + 136, "meta: counts")
            for at, n in ((0, 8), (64, 8), (112, 8), (120, 16)):
                self.mark(i * self.psize + PAGE_HEADER + at, n, "meta")
        self.walk(metas[newest]["free"], "free list")
        self.walk(metas[newest]["main"], "main")

    def meta(self, i):
        at = i * self.psize + PAGE_HEADER + 24
        roots = [struct.unpack_from("<IHHQQQQQ", self.data, at + 48 * d)[7]
                 for d in (0, 1)]
        return {"free": roots[0], "main": roots[1],
                "txnid": struct.unpack_from("<Q", self.data, at + 104)[0]}

    def mark(self, at, n, label):
        self.label[at:at + n] = [label] * n

    def walk(self, pgno, name):
        if pgno == NONE:
            return
        at = pgno * self.psize
        flags, lower = struct.unpack_from("<HH", self.data, at + 10)
        self.mark(at, self.psize, name + ": slack")
        self.mark(at, lower, name + ": page header")
        self.mark(at + 8, 2, name + ": pad")
        for i in range((lower - PAGE_HEADER) // 2):
            node = at + struct.unpack_from("<H", self.data,
                                           at + PAGE_HEADER + 2 * i)[0]
            if flags & BRANCH:
                self.branch(node, name)
            else:
                self.leaf(node, name)

    def branch(self, node, name):
        lo, hi, top, ksize = struct.unpack_from("<HHHH", self.data, node)
        self.mark(node, 8 + ksize, name + ": branch")
        self.walk(lo | hi << 16 | top << 32, name)

    def leaf(self, node, name):
        lo, hi, flags, ksize = struct.unpack_from("<HHHH", self.data, node)
        size, value = lo | hi << 16, node + 8 + ksize
        key = self.data[node + 8:value]
        self.mark(node, 8, name + ": node header")
        self.mark(node + 8, ksize, name + ": key")
        if flags & SUBDATA:
            self.mark(value, size, name + ": counts")
            self.mark(value + 40, 8, name + ": table")
            self.walk(struct.unpack_from("<Q", self.data, value + 40)[0],
                      "table " + key.decode())
            return
        if flags & BIGDATA:
            self.mark(value, 8, name + ": node header")
            first = struct.unpack_from("<Q", self.data, value)[0]
            self.mark_overflow(first, size, name)
            value = first * self.psize + PAGE_HEADER
        self.mark(value, size, name + ": value")
        if name == "table r":
            self.records[int.from_bytes(key, "big")] = (value, size)

    def mark_overflow(self, first, size, name):
        pages = (PAGE_HEADER + size + self.psize - 1) // self.psize
        at = first * self.psize
        self.mark(at, pages * self.psize, name + ": slack")
        self.mark(at, PAGE_HEADER, name + ": page header")
        self.mark(at + 8, 2, name + ": pad")

"""A disk that may lose its power.  Fed with what inject recorded, it makes the
folders as they may be found afterwards: what was flushed, of the rest any
sectors, and of the changes of names any first part (a journal keeps their
order)."""
import os

SECTOR = 512


def read_record(path):
    """Each call that changed the disk: letter, offset, bytes, durable, paths."""
    with open(path, "rb") as f:
        data = f.read()
    at = 0
    while at < len(data):
        end = data.index(b"\n", at)
        letter, offset, size, dsync, paths = data[at:end].decode().split(" ", 4)
        at = end + 1 + int(size)
        yield letter, int(offset), data[end + 1:at], dsync == "1", paths.split("\t")


class File:
    def __init__(self, folder=False, data=b""):
        self.folder, self.data = folder, bytearray(data)
        self.later = []  # (offset, bytes or None: cut here, durable), in order

    def put(self, to, offset, data):
        if data is None:
            del to[offset:]
        if len(to) < offset:
            to.extend(bytes(offset - len(to)))
        if data is not None:
            to[offset:offset + len(data)] = data

    def flush(self):
        for offset, data, _ in self.later:
            self.put(self.data, offset, data)
        self.later = []

    def found(self, rng, how):
        """What is there after the power failed: how 0: only what was flushed,
        1: everything, else any of its sectors."""
        to = bytearray(self.data)
        for offset, data, durable in self.later:
            if durable or how == 1:
                self.put(to, offset, data)
            elif how == 0:
                continue
            elif data is None:
                if rng.random() < 0.5:
                    self.put(to, offset, data)
            else:
                start = 0
                while start < len(data):
                    end = min(len(data), start + SECTOR - (offset + start) % SECTOR)
                    if rng.random() < 0.5:
                        self.put(to, offset + start, data[start:end])
                    start = end
        return to


def moved(names, a, b):
    for name in [n for n in names if n == a or n.startswith(a + "/")]:
        names[b + name[len(a):]] = names.pop(name)


class Disk:
    def __init__(self):
        self.now = {}  # as programs see it: path -> File
        self.kept = {}  # what a journal has
        self.later = []  # changes of names that it has not: (letter, paths, File)

    def name(self, names, letter, paths, file):
        if letter in "CDL":
            names[paths[-1]] = file
        elif letter == "R":
            moved(names, *paths)
        else:
            names.pop(paths[0], None)

    def change(self, event, whole=True):
        """One call; not whole: the power fails while it runs."""
        letter, offset, data, dsync, paths = event
        if letter in "CDLRU":
            file = File(letter == "D") if letter in "CD" else self.now.get(paths[0])
            self.name(self.now, letter, paths, file)
            if " (deleted)" not in paths[0] or letter == "L":
                self.later.append((letter, paths, file))
            return
        file = self.now.get(paths[0])
        if file is None:  # a folder that was there before
            file = File(True)
        if letter == "W":
            file.later.append((offset, data, dsync and whole))
        elif letter == "T":
            file.later.append((offset, None, False))
        elif letter == "S" and whole and not file.folder:
            file.flush()
        elif letter == "S" and whole:
            self.journal(paths[0])

    def journal(self, folder):
        """Flushing a folder keeps its names, and with them all earlier ones."""
        last = max((i + 1 for i, (_, paths, _) in enumerate(self.later)
                    if any(os.path.dirname(p) == folder for p in paths)), default=0)
        for change in self.later[:last]:
            self.name(self.kept, *change)
        del self.later[:last]

    def find(self, rng, top, to):
        """Make in `to` what is below `top` after the power failed."""
        names = dict(self.kept)
        for change in self.later[:rng.randint(0, len(self.later))]:
            self.name(names, *change)
        how = rng.randrange(5)
        for path in sorted(names):
            if not path.startswith(top + "/"):
                continue
            target, file = to + path[len(top):], names[path]
            if not os.path.isdir(os.path.dirname(target)):
                continue
            if file.folder:
                os.makedirs(target, mode=0o700, exist_ok=True)
            else:
                with open(target, "wb") as f:
                    f.write(file.found(rng, how))

"""The lines that `make bench` prints: id, goal, floor, ours, ratio, must."""


class Table:
    def __init__(self, n):
        self.n, self.rows = n, {}
        print(f"\n{n} cases\n{'id':4} {'what':45} {'floor':>10} {'ours':>10}"
              f" {'ratio':>6} {'must':>6}", flush=True)

    def _put(self, goal, what, floor, ours, ratio, must, met):
        def cell(v, width, digits):
            return f"{'-':>{width}}" if v is None else f"{v:{width}.{digits}f}"
        self.rows[goal, what] = ours
        print(f"{goal:4} {what:45} {cell(floor, 10, 2)} {cell(ours, 10, 2)}"
              f" {cell(ratio, 6, 2)} {cell(must, 6, 2)} {met}", flush=True)

    def ratio(self, goal, what, floor, ours, must):
        """Ours may be `must` times the floor."""
        ratio = ours / floor
        self._put(goal, what, floor, ours, ratio, must,
                  "met" if ratio <= must else "MISSED")

    def limit(self, goal, what, ours, must, floor=None):
        """Ours may be `must`, whatever the floor."""
        self._put(goal, what, floor, ours, None, must,
                  "met" if ours <= must else "MISSED")

    def faster(self, goal, what, theirs, ours, must):
        """Theirs takes at least `must` times ours; None: no goal."""
        ratio = theirs / ours
        self._put(goal, what, theirs, ours, ratio, must,
                  "" if must is None else
                  "met" if ratio >= must else "MISSED")

    def plain(self, goal, what, floor, ours):
        """No goal; worth seeing."""
        self._put(goal, what, floor, ours, ours / floor, None, "")

    def compare(self, first):
        """Does it stay as fast when there is more of it?"""
        if first is self:
            return
        print(f"\n{self.n} cases over {first.n}")
        for (goal, what), must in (
                (("P1", "import, CPU us/case, mixed"), 1.3),
                (("P3", "get in process, CPU us"), 2.5),
                (("P3", "show, cold, whole process, CPU ms"), 2.5)):
            ratio = self.rows[goal, what] / first.rows[goal, what]
            print(f"{goal:4} {what:45} {ratio:6.2f} {must:6.2f}"
                  f" {'met' if ratio <= must else 'MISSED'}")

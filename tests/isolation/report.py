"""What was tried, as a table: printed, and kept in var/isolation.txt."""

from pathlib import Path

FILE = Path(__file__).resolve().parents[2] / "var" / "isolation.txt"


class Report:
    """Cases and controls by caller, for the two halves: what is seen, and what is done."""

    def __init__(self):
        self.halves = {}
        self.notes = []

    def add(self, half, cases, controlled, lonely):
        """Figures of one half: {caller: number}, {caller: number}, and what nobody could be shown to do."""
        self.halves[half] = (cases, controlled, sorted(lonely))
        self.write()

    def share_without(self, half):
        """The part of this half's cases that has no positive control."""
        cases, controlled, _lonely = self.halves[half]
        return 1 - sum(controlled.values()) / max(1, sum(cases.values()))

    def lines(self):
        """The table."""
        yield f"{'':44}{'cases':>8}{'controls':>10}{'without':>9}"
        for half, (cases, controlled, lonely) in self.halves.items():
            yield f"{half}:"
            for caller in cases:
                yield _line(f"  {caller}", cases[caller], controlled[caller])
            yield _line("  together", sum(cases.values()), sum(controlled.values()))
            yield f"  without a control ({len(lonely)}):"
            yield from (f"    {each}" for each in lonely)
        yield from self.notes

    def write(self):
        """Keep it."""
        FILE.parent.mkdir(exist_ok=True)
        FILE.write_text("\n".join(self.lines()) + "\n")


def _line(name, cases, controls):
    return f"{name:44}{cases:>8}{controls:>10}{(cases - controls) / max(1, cases):>9.1%}"

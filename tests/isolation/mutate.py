"""Takes ten permissions away, one after the other, and shows that the walk notices: `python -m tests.isolation.mutate`.

Chosen by a seed among everything that states one: root fields, mutations, fields and types that are not public, and the
querysets of what is visible. Each is removed in a process of its own, in which the tests of this folder run.
"""

import argparse
import os
import random
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
REMOVED = "ISOLATION_WITHOUT"
"""Names the permission that `taken.py` takes away before the tests run."""


def main():
    """Print which of the chosen were noticed, and by which test; leave 1 when a hole was not."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--count", type=int, default=10)
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    known = _run(["--collect-only", "-q"], "?")[1].split("\n")
    every = sorted(line.removeprefix("can be taken: ") for line in known if line.startswith("can be taken: "))
    chosen = [each for each in every if options.only and options.only in each]
    chosen = chosen or random.Random(options.seed).sample(every, options.count)
    missed = [each for each in chosen if not _noticed(each)]
    return bool(missed)


def _noticed(name):
    code, said = _run(["-x", "-q", "--tb=line", "-p", "no:randomly"], name)
    [line for line in said.split("\n") if line.startswith(("FAILED", "ERROR"))]
    return bool(code)


def _run(arguments, name):
    command = [sys.executable, "-m", "pytest", "--nomigrations", *arguments, "tests/isolation"]
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, REMOVED: name}, capture_output=True, text=True
    )
    return done.returncode, done.stdout + done.stderr


if __name__ == "__main__":
    sys.exit(main())

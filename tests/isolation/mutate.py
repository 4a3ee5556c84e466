"""Takes ten permissions away, one after the other, and shows that the walk notices: `python -m tests.isolation.mutate`.

Chosen by a seed among everything that states one and refuses an outsider in some case: root fields, mutations, fields and
types that are not public, and the querysets of what is visible. What no case reaches is named apart, with its reason.
Each is removed in a process of its own, in which the tests of this folder run: of a mutation's the calls of that
mutation, of rows both halves, of anything else the walk.
"""

import argparse
import os
import random
import subprocess
import sys
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "marketplace.settings")
django.setup()

from tests.isolation import taken  # noqa: E402 -- needs Django
from tests.isolation.unreached import NOT_ALWAYS, NOT_ASKED, NOT_LED_TO  # noqa: E402

ROOT = Path(__file__).resolve().parents[2]
REMOVED = "ISOLATION_WITHOUT"
"""Names the permission that `taken.py` takes away before the tests run."""


def main():
    """Say which of the chosen were noticed, and by which test; 1 when a hole was not.

    A run that broke down without a failing test has noticed nothing.
    """
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--count", type=int, default=10)
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    unreached = NOT_ASKED | NOT_ALWAYS | NOT_LED_TO
    every = [each for each in taken.every() if options.only in each and each not in unreached]
    chosen = random.Random(options.seed).sample(every, min(options.count, len(every)))
    _say(f"{len(every)} permissions refuse an outsider in some case; seed {options.seed}")
    missed = [each for each in chosen if not _noticed(each)]
    _say(f"noticed {len(chosen) - len(missed)} of {len(chosen)}")
    _say(f"{len(unreached)} more refuse nobody from outside in any case:")
    for name, reason in sorted(unreached.items()):
        _say(f"  {name:52} {reason}")
    return bool(missed)


def _noticed(name):
    said = _run(["-x", "-q", "--tb=line", "-k", f"{_part(name)} and not counted"], name)
    failed = [line for line in said.split("\n") if line.startswith("FAILED")]
    by = failed[0].split("::")[-1][:100] if failed else said[-300:]
    _say(f"{'noticed' if failed else 'NOT NOTICED':12} {name:52} {by}")
    return bool(failed)


def _part(name):
    """Which tests look for it: what says which rows there are stands behind lists and behind services."""
    if name.startswith("rows "):
        return "(seeing or doing)"
    return "doing" if name.startswith("field Mutation.") else "seeing"


def _say(line):
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _run(arguments, name):
    command = [sys.executable, "-m", "pytest", "--nomigrations", *arguments, "tests/isolation"]
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, REMOVED: name}, capture_output=True, text=True
    )
    return done.stdout + done.stderr


if __name__ == "__main__":
    sys.exit(main())

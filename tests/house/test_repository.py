"""What is committed: no secrets, no paths of somebody's machine, no leftovers."""

import re
import subprocess

from tests.house.source import ROOT

TEXT = {
    ".py",
    ".md",
    ".toml",
    ".yml",
    ".yaml",
    ".html",
    ".css",
    ".js",
    ".json",
    ".graphql",
    ".txt",
    ".po",
    ".lock",
    ".svg",
    "",
}
SECRETS = re.compile(
    r"sk_live_\w{8}|rk_live_\w{8}|AKIA[0-9A-Z]{16}|-----BEGIN [A-Z ]*PRIVATE KEY|gh[pousr]_\w{30}|xox[abp]-\w{10}"
)
MACHINES = re.compile(r"(?<![\w.])/(?:home|root|Users|work)/[\w.-]+")
MACHINES_MEANT = {"tests/house/test_repository.py"}


MADE_HERE = {
    ".venv", "var", "__pycache__", ".pytest_cache", ".hypothesis", ".ruff_cache", ".mypy_cache",
    ".import_linter_cache", ".grimp_cache",
}  # fmt: skip


def _committed():
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:  # an unpacked archive: all that is there but what is made here
        return [
            each
            for each in ROOT.rglob("*")
            if each.is_file() and not MADE_HERE.intersection(each.relative_to(ROOT).parts)
        ]
    return [ROOT / each for each in listed.stdout.split("\0") if each and (ROOT / each).is_file()]


def _texts():
    return [(path, path.read_text(errors="replace")) for path in _committed() if path.suffix in TEXT]


def test_no_secret_is_committed():
    assert [str(path) for path, text in _texts() if SECRETS.search(text)] == []


def test_no_path_of_a_machine_is_committed():
    found = {path.relative_to(ROOT).as_posix(): MACHINES.findall(text) for path, text in _texts()}
    assert {path: each for path, each in found.items() if each and path not in MACHINES_MEANT} == {}


def test_nothing_is_committed_that_a_machine_makes():
    made = re.compile(r"\.pyc$|\.sqlite3$|(^|/)(__pycache__|node_modules|\.venv)/|^\.env$")
    assert [str(path) for path in _committed() if made.search(path.relative_to(ROOT).as_posix())] == []


def test_no_file_is_heavier_than_a_picture():
    assert [path.name for path in _committed() if path.stat().st_size > 1_500_000] == []

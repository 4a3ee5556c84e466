"""Every dependency has its reason written down, and the locks give exactly what pyproject.toml asks for."""

import re
import subprocess
import tomllib

import pytest
from packaging.requirements import Requirement

from tests.house.source import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
RUN = PROJECT["project"]["dependencies"]
EXTRAS = PROJECT["project"]["optional-dependencies"]
DEV = PROJECT["dependency-groups"]["dev"]
ALL = [*RUN, *(each for extra in EXTRAS.values() for each in extra), *DEV]
LOCKED = re.compile(r"^([a-z0-9-]+)(?:\[[a-z,]+\])?==(\S+)", re.MULTILINE)


def _locked(lock):
    return dict(LOCKED.findall((ROOT / lock).read_text()))


def test_the_page_of_dependencies_names_exactly_what_is_declared():
    page = (ROOT / "docs" / "dependencies.md").read_text()
    described = re.findall(r"^\| `([a-z0-9-]+)(?:\[[a-z]+\])?` \| \S", page, re.MULTILINE)
    assert sorted(described) == sorted(Requirement(each).name for each in ALL)


@pytest.mark.parametrize(("lock", "asked"), [("requirements.lock", RUN), ("requirements-dev.lock", ALL)])
def test_a_lock_satisfies_what_is_asked(lock, asked):
    locked = _locked(lock)
    requirements = [Requirement(each) for each in asked]
    assert [
        str(each) for each in requirements if not each.specifier.contains(locked.get(each.name, "0"))
    ] == []


def test_the_larger_lock_contains_the_smaller():
    assert _locked("requirements.lock").items() - _locked("requirements-dev.lock").items() == set()


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_has_a_hash_for_everything_and_names_no_host(lock):
    text = (ROOT / lock).read_text()
    entries = re.split(r"\n(?=[a-z0-9])", text.strip())
    assert [each.splitlines()[0] for each in entries if "--hash=sha256:" not in each] == []
    assert (
        re.findall(r"^\s*(?:-|--index|--extra)\S*|\w+://\S+", re.sub(r"--hash=\S+", "", text), re.MULTILINE)
        == []
    )


def test_the_python_that_everything_is_installed_into_is_new_enough_and_there():
    """The system's own or the first on the PATH; with `make PYTHON=…` any other."""
    (python,) = subprocess.run(
        ["sh", str(ROOT / "tools" / "which-python")], capture_output=True, text=True, check=True
    ).stdout.splitlines()
    told = subprocess.run(
        [python, "-c", "import sys, venv, ensurepip; print(*sys.version_info[:2])"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert tuple(map(int, told.split())) >= (3, 11)

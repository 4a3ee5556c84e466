"""What the pages say that can be checked, is."""

import re

import pytest

from tests.house.source import ROOT

PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
MAKEFILE = (ROOT / "Makefile").read_text()
TARGETS = set(re.findall(r"^([a-z-]+):", MAKEFILE, re.MULTILINE))
FENCE = re.compile(r"```.*?```", re.DOTALL)


def _name(path):
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_a_command_on_a_page_is_in_the_makefile(page):
    assert set(re.findall(r"\bmake ([a-z-]+)(?=[`\n ])", "\n".join(_code(page)))) - TARGETS == set()


def _code(page):
    text = page.read_text()
    return [*FENCE.findall(text), *(f"{each}\n" for each in re.findall(r"`([^`\n]+)`", FENCE.sub("", text)))]


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_a_link_leads_somewhere(page):
    links = re.findall(r"\]\(([^)#:]+)(?:#[\w-]*)?\)", page.read_text())
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_a_path_in_a_map_exists(page):
    """Maps are fenced blocks whose lines begin with a path."""
    maps = [block for block in FENCE.findall(page.read_text()) if block.startswith("```map")]
    paths = [line.split()[0] for block in maps for line in block.splitlines()[1:-1] if line.strip()]
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_every_target_is_in_the_help():
    helped = set(re.findall(r"^([a-z-]+):[^#\n]*## ", MAKEFILE, re.MULTILINE))
    assert TARGETS - helped == {"install", "install-dev"}


def test_decision_records_are_numbered_without_gaps():
    numbers = [int(path.name[:4]) for path in sorted((ROOT / "docs" / "adr").glob("*.md"))]
    assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize("page", sorted((ROOT / "docs" / "adr").glob("*.md")), ids=_name)
def test_a_decision_record_has_its_four_parts(page):
    assert re.findall(r"^## (.+)$", page.read_text(), re.MULTILINE) == [
        "Context",
        "Decision",
        "Consequences",
        "Turned down",
    ]

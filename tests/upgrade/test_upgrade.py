"""What a release wrote, every later one opens: rows through all migrations since, the same answers, and work goes on.

On whichever database is configured, in one made for it.
"""

import json
from pathlib import Path

import pytest

from tools.scratch import scratch

RELEASES = sorted(Path(__file__).parent.glob("*.json"))


def test_there_are_releases():
    assert [each.stem for each in RELEASES] == ["release-1"]


@pytest.mark.parametrize("release", RELEASES, ids=[each.stem for each in RELEASES])
def test_the_data_of_a_release_open_in_this_one(release):
    kept = json.loads(release.read_text())
    with scratch() as place:
        shell(
            place,
            f"from tests.upgrade import kept; kept.migrate({kept['migrations']!r}); kept.fill({str(release)!r})",
        )
        place.manage("migrate", "--verbosity", "0")
        shell(
            place,
            "from tests.upgrade.test_upgrade import answers_are_as_before as ask; "
            f"ask({str(release)!r}); from tests.upgrade.world import go_on; go_on()",
        )


def answers_are_as_before(release):
    """The API answers now what it answered then."""
    from tests.upgrade.kept import answer

    for each in json.loads(Path(release).read_text())["answers"]:
        now = answer(each["query"], each["variables"])
        assert now == each["data"], json.dumps(now, ensure_ascii=False)


def shell(place, code):
    """Run Python in the place's own process."""
    place.manage("shell", "--verbosity", "0", "--command", code)

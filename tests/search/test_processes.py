"""One embedded index and several processes, as in a market that runs: two read, one writes, and one builds it anew."""

import subprocess
import sys
from pathlib import Path

from integrations.embedded.search import TantivyEngine
from marketplace.ports.search import Document

ROUNDS = 30
LAST = ROUNDS * 10
COMMON = """
import sys, time
from integrations.embedded.search import LOOK_SECONDS, TantivyEngine
from marketplace.ports.search import Document, Group, Query, Tagged, Word

engine = TantivyEngine(path=sys.argv[1])
def goods(number):
    return Document(f"product/{number}", {"said": "gao"}, {"season": ["9"]}, {"number": number})
"""
WRITER = f"""
for turn in range({ROUNDS}):
    engine.put(goods(number) for number in range(turn * 10 + 1, turn * 10 + 11))
    engine.drop(["product/0"])
    time.sleep(0.02)
    if turn == 5:
        print("writes", flush=True)
sys.stdin.readline()  # the index is built anew by now
time.sleep(2 * LOOK_SECONDS)
engine.put(goods(number) for number in range(1, {LAST} + 1))  # what a rebuild read before it was written
engine.close()
"""
READER = f"""
rice = Query(groups=(Group((Word("said", "gao"),)),), at_least=1, facets=("season",), size=1000)
until, asked = time.monotonic() + 60, 0
print("reads", flush=True)
while time.monotonic() < until:
    page = engine.search(rice)
    numbers = [hit.number for hit in page.hits]
    assert numbers == sorted(set(numbers)) and len(numbers) == page.total, numbers
    asked += 1
    if page.total == {LAST} and numbers[-1] == {LAST}:
        print(asked, page.facets["season"]["9"])
        break
"""


def started(script, folder):
    command = [sys.executable, "-c", COMMON + script, str(folder)]
    return subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )


def goods(number):
    return Document(f"product/{number}", {"said": "gao"}, {"season": ["9"]}, {"number": number})


def test_two_readers_a_writer_and_a_rebuild_share_one_index_without_a_failure(tmp_path):
    folder = tmp_path / "search"
    builder = TantivyEngine(path=str(folder))
    builder.rebuild([goods(0)])
    readers = [started(READER, folder) for _ in range(2)]
    assert [each.stdout.readline() for each in readers] == ["reads\n"] * 2
    writer = started(WRITER, folder)
    assert writer.stdout.readline() == "writes\n"
    builder.rebuild([goods(0)])  # while one writes and two read
    assert (writer.communicate("\n", timeout=60)[1], writer.returncode) == ("", 0)
    for each in readers:
        out, err = each.communicate(timeout=60)
        assert (err, each.returncode) == ("", 0)
        assert int(out.split()[0]) > 1
        assert out.split()[1] == str(LAST)
    builder.close()

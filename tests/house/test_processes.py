"""Starting and ending processes: what `make demo` rests on."""

import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from marketplace.demo import people
from marketplace.demo.reading import data
from tools.demo import COOPERATIVES, OPERATOR
from tools.processes import ROOT, Failed, Process, free_port, is_free, run, stop, wait_until_answered


@pytest.fixture
def child(tmp_path):
    """Starts Python with this text as its program; ends what is left."""
    started = []

    def start(program):
        started.append(Process("child", [sys.executable, "-c", program], os.environ, tmp_path / "log"))
        started[-1].start()
        return started[-1]

    yield start
    stop(started, within=0)


def _wait_for(path, words):
    deadline = time.monotonic() + 10
    while words not in path.read_text():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def _runs(pid):
    """Whether there is such a process that is more than its entry in the table."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_a_child_is_asked_to_end(child):
    running = child("import time; print('up', flush=True); time.sleep(60)")
    _wait_for(running.log, "up")
    stop([running])
    assert running.child.returncode == -15


def test_a_child_that_does_not_end_is_killed(child):
    running = child(
        "import signal, time; signal.signal(15, signal.SIG_IGN); print('up', flush=True); time.sleep(60)"
    )
    _wait_for(running.log, "up")
    stop([running], within=0.2)
    assert running.child.returncode == -9


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux can promise it")
def test_a_child_does_not_outlive_a_killed_parent(tmp_path):
    log = str(tmp_path / "log")
    child = "import os, time; print(os.getpid(), flush=True); time.sleep(60)"
    parent = (
        "import os, sys, time; from pathlib import Path; from tools.processes import Process;"
        f"Process('child', [sys.executable, '-c', {child!r}], os.environ, Path({log!r})).start(); time.sleep(60)"
    )
    running = subprocess.Popen([sys.executable, "-c", parent], cwd=ROOT)
    deadline = time.monotonic() + 10
    while not (Path(log).exists() and Path(log).read_text().endswith("\n")):
        assert time.monotonic() < deadline
        time.sleep(0.01)
    running.kill()
    running.wait()
    while _runs(Path(log).read_text().strip()):
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_a_child_that_dies_while_it_is_waited_for_says_why(child):
    dying = child("raise SystemExit('no oil in the lamp')")
    with pytest.raises(Failed, match="no oil in the lamp\nThe child did not start"):
        wait_until_answered([dying], [f"http://127.0.0.1:{free_port()}/"])


def test_waiting_ends(child):
    running = child("import time; time.sleep(60)")
    with pytest.raises(Failed, match="No answer from http://127.0.0.1:9/ within 0 s"):
        wait_until_answered([running], ["http://127.0.0.1:9/"], within=0.2)


def test_a_command_that_fails_says_what_it_wrote(tmp_path):
    with pytest.raises(Failed, match="broken\nPreparing the goods did not work. The whole log: "):
        run("goods", [sys.executable, "-c", "raise SystemExit('broken')"], os.environ, tmp_path / "log")


def test_a_busy_port_is_named_in_one_line(tmp_path):
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        port = busy.getsockname()[1]
        assert not is_free(port)
        environment = os.environ | {
            "PORT": str(port),
            "API_PORT": str(free_port()),
            "DATA": str(tmp_path / "data"),
        }
        told = subprocess.run(
            [sys.executable, "-m", "tools.demo"],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
    advice = f"Port {port} is busy: stop what listens there, or choose another: make demo PORT={port + 80}\n"
    assert (told.returncode, told.stdout, told.stderr) == (1, "", advice)
    assert not (tmp_path / "data").exists()


def test_the_demo_names_the_ways_in_that_there_are():
    assert OPERATOR == (people.STAFF_EMAIL, people.PASSWORD)
    assert COOPERATIVES.keys() <= {entry["slug"] for entry in data("cooperatives")}

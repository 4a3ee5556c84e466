"""Starting the house's processes, waiting for them and ending them: for the demo, the benchmark and the browser tests.

Standard library only.
"""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


class Failed(Exception):
    """A command or a process did not do what it should. Says why, and what it wrote last."""

    def __init__(self, reason: str, log: Path) -> None:
        last = log.read_text(errors="replace").splitlines()[-15:] if log.exists() else []
        super().__init__("\n".join([*last, f"{reason}. The whole log: {log}"]))


def _end_with_parent() -> None:
    """Where Linux offers it: be asked to end when the parent is gone, were it killed, so that no port stays busy."""
    if sys.platform == "linux":
        pr_set_pdeathsig = 1
        ctypes.CDLL(None).prctl(pr_set_pdeathsig, signal.SIGTERM)


@dataclass
class Process:
    """A child of ours; its words go to the end of `log`."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    log: Path
    child: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    def start(self) -> None:
        """Start it in a session of its own: Ctrl-C reaches only us, and we end the children in order."""
        with self.log.open("ab") as log:
            self.child = subprocess.Popen(
                self.command,
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=_end_with_parent,
            )

    @property
    def died(self) -> bool:
        """Whether it was started and has ended by itself."""
        return self.child is not None and self.child.poll() is not None


def run(name: str, command: Sequence[str], environment: Mapping[str, str], log: Path) -> None:
    """Run a command to its end. Raises Failed when its exit code is not 0."""
    with log.open("ab") as out:
        done = subprocess.run(command, cwd=ROOT, env=environment, stdout=out, stderr=out, check=False)
    if done.returncode:
        raise Failed(f"Preparing the {name} did not work", log)


def granian(package: str, port: int, *, workers: int, threads: int = 1, host: str = "127.0.0.1") -> list[str]:
    """The command that serves `<package>.wsgi:application`."""
    server = [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws", "--log-level", "warning"]
    strength = ["--workers", str(workers), "--blocking-threads", str(threads)]
    failures = ["--respawn-failed-workers", "--workers-kill-timeout", "5"]
    return [*server, *strength, *failures, "--host", host, "--port", str(port), f"{package}.wsgi:application"]


def wait_until_answered(processes: Sequence[Process], addresses: Sequence[str], within: float = 60) -> None:
    """Wait until every address answers anything but a server error. Raises Failed when a process dies or time is up."""
    deadline = time.monotonic() + within
    waiting = list(addresses)
    while waiting := [each for each in waiting if not _answers(each)]:
        for process in processes:
            if process.died:
                raise Failed(f"The {process.name} did not start", process.log)
        if time.monotonic() > deadline:
            raise Failed(f"No answer from {waiting[0]} within {within:.0f} s", processes[0].log)
        time.sleep(0.1)


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=5):
            return True
    except urllib.error.HTTPError as error:
        return error.code < 500
    except OSError:
        return False


def stop(processes: Sequence[Process], within: float = 10) -> None:
    """Ask all to end, and kill with its children what has not after `within` seconds."""
    running = [each.child for each in processes if each.child and each.child.poll() is None]
    for child in running:
        child.terminate()
    deadline = time.monotonic() + within
    for child in running:
        try:
            child.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()


def is_free(port: int, host: str = "127.0.0.1") -> bool:
    """Whether we could listen there."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def free_port() -> int:
    """A port nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])

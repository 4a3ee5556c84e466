"""A small HTTP client for load: keep-alive sockets in one thread, little work per answer.

The client shares the machine with the server, so every microsecond it spends is missing there.
"""

from __future__ import annotations

import json
import re
import selectors
import socket
import time
from collections.abc import Generator, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

Story = Generator[bytes, bytes, None]
"""One thing a visitor does: yields requests, is sent the body of each answer."""
REFUSED = re.compile(rb'"errors"\s*:\s*\[\s*\{')
LENGTH = re.compile(rb"\r\ncontent-length:\s*(\d+)", re.IGNORECASE)


class Refused(Exception):
    """The server answered with an error; a measurement of errors is worth nothing."""


@dataclass
class Result:
    """Milliseconds of every story, and the seconds all of them took together."""

    milliseconds: list[float] = field(default_factory=list)
    seconds: float = 0.0

    def at(self, share: float) -> float:
        """The time within which this share of the stories ended: 0.5 is the median."""
        ordered = sorted(self.milliseconds)
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))]

    @property
    def per_second(self) -> float:
        """Stories per second."""
        return len(self.milliseconds) / self.seconds


class Server:
    """Where the API is, and how a request to it is written."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self.host, self.port = parts.hostname or "127.0.0.1", parts.port or 80
        self.head = (
            f"POST {parts.path} HTTP/1.1\r\nHost: {parts.netloc}\r\n"
            "Content-Type: application/json\r\nAccept: application/json\r\nContent-Length: "
        ).encode()

    def request(self, query: str, variables: Mapping[str, Any]) -> bytes:
        """The bytes of one GraphQL request."""
        body = json.dumps({"query": query, "variables": variables}).encode()
        return b"%s%d\r\n\r\n%s" % (self.head, len(body), body)

    def ask(self, query: str, variables: Mapping[str, Any]) -> dict[str, Any]:
        """One answer's `data`, parsed: for finding out what to measure with."""
        found: list[bytes] = []

        def story() -> Story:
            found.append((yield self.request(query, variables)))

        self.play([story()])
        return dict(json.loads(found[0])["data"])

    def play(self, stories: Iterable[Story], *, connections: int = 1) -> None:
        """Play the stories to their end."""
        drive(self, stories, connections=connections)


def drive(
    server: Server, stories: Iterable[Story], *, connections: int, seconds: float | None = None
) -> Result:
    """Play the stories over so many connections at once, until they are told or time is up.

    Raises Refused at the first answer that is an error.
    """
    result, waiting = Result(), iter(stories)
    started = time.perf_counter()
    deadline = started + seconds if seconds else float("inf")
    with selectors.DefaultSelector() as selector:
        for _ in range(connections):
            connection = _Connection(server, result)
            if connection.begin(waiting):
                selector.register(connection.socket, selectors.EVENT_READ, connection)
        while selector.get_map():
            for key, _events in selector.select(timeout=30) or _silence():
                if not key.data.read(waiting, deadline):
                    selector.unregister(key.data.socket)
                    key.data.socket.close()
    result.seconds = time.perf_counter() - started
    return result


def _silence() -> list[Any]:
    raise TimeoutError("no answer within 30 s")


class _Connection:
    def __init__(self, server: Server, result: Result) -> None:
        self.socket = socket.create_connection((server.host, server.port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.result = result
        self.received = b""
        self.story: Story | None = None
        self.started = 0.0

    def begin(self, waiting: Iterator[Story]) -> bool:
        """Start the next story. False when there is none."""
        self.story = next(waiting, None)
        if self.story is None:
            return False
        self.started = time.perf_counter()
        self.socket.sendall(next(self.story))
        return True

    def read(self, waiting: Iterator[Story], deadline: float) -> bool:
        """Take what has come; when an answer is whole, go on with the story or begin another. False at the end."""
        piece = self.socket.recv(1 << 18)
        if not piece:
            raise ConnectionError("the server closed the connection")
        self.received += piece
        head, separator, body = self.received.partition(b"\r\n\r\n")
        length = LENGTH.search(head)
        if not separator or length is None or len(body) < int(length[1]):
            return True
        self.received = b""
        if not head.startswith(b"HTTP/1.1 200") or REFUSED.search(body):
            raise Refused((head[:200] + b"\n" + body[:1500]).decode(errors="replace"))
        assert self.story is not None
        try:
            self.socket.sendall(self.story.send(body))
        except StopIteration:
            now = time.perf_counter()
            self.result.milliseconds.append((now - self.started) * 1000)
            return now < deadline and self.begin(waiting)
        return True

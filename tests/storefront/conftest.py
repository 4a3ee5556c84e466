"""A stand-in for the market's API, a real small HTTP server, and the shop as a real server in front of it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace

import httpx
import pytest

from storefront import api as shop_api
from tests.storefront.samples import checkout, gid, good
from tools.processes import ROOT, free_port

CHECKOUT = checkout()["id"]
LINE = checkout()["lines"][0]["id"]
ADDED = {"answer": {"checkout": {"id": CHECKOUT, "lines": [{"id": LINE}]}, "errors": []}}
UNKNOWN = {
    "answer": {"checkout": None, "errors": [{"field": "id", "message": "Không có.", "code": "NOT_FOUND"}]}
}
FRAME = {"categories": {"edges": []}, "cooperatives": {"edges": []}, "footer": {"items": []}}
"""What the frame of every page asks for."""


@dataclass
class StandIn:
    """Answers operations by name with what a test put into `answers`; remembers what was asked."""

    port: int = 0
    answers: dict = field(default_factory=dict)
    pictures: dict = field(default_factory=dict)
    asked: list = field(default_factory=list)
    status: int = 200

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}/graphql/"

    def last(self, operation: str) -> SimpleNamespace:
        """The newest question of that name, with its headers and variables."""
        return next(each for each in reversed(self.asked) if each.operation == operation)

    def answer(self, question: SimpleNamespace) -> bytes:
        """The body for a question; a callable answer gets the variables."""
        known = self.answers.get(question.operation, {"errors": [{"message": "not expected"}]})
        known = known(question.variables) if callable(known) else known
        return json.dumps(known if "errors" in known else {"data": known}).encode()


def _handler(stand_in: StandIn):
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self):
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            question = SimpleNamespace(
                operation=body["operationName"],
                query=body["query"],
                variables=body["variables"],
                headers=self.headers,
                connection=self.client_address,
            )
            stand_in.asked.append(question)
            self._send(stand_in.status, stand_in.answer(question), {"Content-Type": "application/json"})

        def do_GET(self):
            picture = stand_in.pictures.get(self.path)
            self._send(200 if picture else 404, picture or b"", {"Cache-Control": "public, max-age=60"})

        def _send(self, status, body, headers):
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args):
            """Tests are silent."""

    return Handler


@pytest.fixture(scope="session")
def _stand_in():
    stand_in = StandIn()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(stand_in))
    stand_in.port = server.server_address[1]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield stand_in
    server.shutdown()
    server.server_close()


@pytest.fixture
def market(_stand_in):
    """The stand-in, forgetful between tests."""
    _stand_in.answers, _stand_in.pictures, _stand_in.asked, _stand_in.status = {"Market": FRAME}, {}, [], 200
    shop_api._remembered.clear()
    return _stand_in


def serve(folder, api_url: str):
    """Start the shop as its own process; gives its address and the process."""
    port = free_port()
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "storefront.settings",
        "PROFILE": "test",
        "API_URL": api_url,
        "PUBLIC_URL": f"http://127.0.0.1:{port}",
        "STATIC_ROOT": str(folder),
        "SHOP_SECRET": "between us",
    }
    command = ["-m", "granian", "--interface", "wsgi", "--no-ws", "--workers", "1", "--host", "127.0.0.1"]
    with (folder / "shop.log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, *command, "--port", str(port), "storefront.wsgi:application"],
            cwd=ROOT, env=environment, stdout=log, stderr=log,
        )  # fmt: skip
    return f"http://127.0.0.1:{port}", process


@pytest.fixture(scope="session")
def shop_folder(tmp_path_factory):
    """Where the shop keeps its static files and its log."""
    return tmp_path_factory.mktemp("shop")


@pytest.fixture(scope="session")
def shop_address(_stand_in, shop_folder):
    """The shop in front of the stand-in, once for all tests."""
    folder = shop_folder
    address, process = serve(folder, _stand_in.url)
    try:
        _wait(address, process, folder)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=10)


def _wait(address: str, process: subprocess.Popen, folder) -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until and process.poll() is None:
        try:
            if httpx.get(f"{address}/health/", timeout=1).status_code == 200:
                return
        except httpx.HTTPError:
            time.sleep(0.1)
    pytest.fail(f"The shop did not start:\n{(folder / 'shop.log').read_text()}")


@pytest.fixture
def visitor(shop_address, market):
    """A browser without a screen: keeps cookies, follows nothing by itself."""
    with httpx.Client(base_url=shop_address, timeout=10) as client:
        yield client


def token(page):
    """The safety token of the first form."""
    return re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text)[1]


@pytest.fixture
def buyer(visitor, market):
    """A visitor with one bag of rice in the cart."""
    market.answers |= {
        "Product": {"product": good()},
        "CartCreate": ADDED,
        "CartAdd": ADDED,
        "Cart": {"checkout": checkout()},
    }
    page = visitor.get("/sp/gao-seng-cu")
    form = {
        "csrfmiddlewaretoken": token(page),
        "slug": "gao-seng-cu",
        "variant": gid("ProductVariant", 1),
        "quantity": "1",
    }
    visitor.form = form
    assert visitor.post("/gio", data=form | {"buy": "1"}).status_code == 302
    return visitor

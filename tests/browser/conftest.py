"""A whole market in processes of its own, and Chromium looking at it as a phone and as a desk."""

from __future__ import annotations

import os
import subprocess
from contextlib import contextmanager

import pytest
from playwright.sync_api import sync_playwright

from tests.servers import need
from tools.processes import ROOT
from tools.scratch import MANAGE, scratch

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
OPERATOR = """
import sys
from django.core.management import call_command
for line in sys.stdin:
    call_command("access_link", line.strip())
    sys.stdout.flush()
"""
PHONE, DESK = {"width": 360, "height": 780}, {"width": 1280, "height": 900}


@pytest.fixture(scope="package")
def market():
    """The demo's goods, with API, shop and worker. Has `shop`, `api` and `log`."""
    need("chromium", "the pages are looked at in a true browser")
    with scratch() as place:
        place.manage("migrate", "--verbosity", "0")
        place.manage("demo")
        place.manage("collectstatic", "--no-input", "--verbosity", "0")
        place.manage("search", "rebuild")
        with place.serving("api", "shop", "worker"):
            yield place


@pytest.fixture(scope="package")
def chromium():
    """Debian's Chromium under Playwright. Closed with the package: its event loop would bother the database tests."""
    path = need("chromium", "the pages are looked at in a true browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def visit(market, chromium):
    """`with visit(PHONE) as page:` a new visitor; script errors and broken answers fail the test at the end."""

    @contextmanager
    def visitor(viewport=PHONE, **options):
        page, wrong = _arrived(chromium, market, viewport, **options)
        try:
            yield page
        finally:
            page.context.close()
        assert wrong == []

    return visitor


@pytest.fixture(scope="package")
def look(market, chromium):
    """`with look(PHONE) as page:` as `visit`, for who only reads: one visitor for all tests, without cookies.

    Every new one is a process of Chromium's, and takes it a second.
    """
    readers = {}

    @contextmanager
    def reader(viewport=PHONE):
        width = viewport["width"]
        if width not in readers:
            readers[width] = _arrived(chromium, market, viewport)
        page, wrong = readers[width]
        page.context.clear_cookies()
        wrong.clear()  # of a test that failed before
        yield page
        assert wrong == []

    yield reader
    for page, _wrong in readers.values():
        page.context.close()


def _arrived(chromium, market, viewport, **options):
    """A new visitor's page, and the list of what will be wrong on it."""
    context = chromium.new_context(viewport=viewport, locale="vi-VN", base_url=market.shop, **options)
    context.set_default_timeout(10_000)
    page, wrong = context.new_page(), []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text) if _is_fault(message) else None)
    page.on("response", lambda answer: wrong.append(answer.url) if answer.status >= 500 else None)
    return page, wrong


def _is_fault(message):
    """Chromium also counts a page that is meant to answer 403 or 404 as an error of the console."""
    return message.type == "error" and "Failed to load resource" not in message.text


@pytest.fixture(scope="package")
def office(market):
    """The address of the operator's desks."""
    return market.api.removesuffix("graphql/") + "admin/"


@pytest.fixture(scope="package")
def way_in(market):
    """A fresh one-time link into the workspace of the cooperative with this slug.

    By the operator's command, in one process for all: to start takes it three seconds of the processor.
    """
    operator = subprocess.Popen(
        [*MANAGE, "shell", "--verbosity", "0", "--command", OPERATOR],
        cwd=ROOT,
        env=os.environ | market.environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )

    def link(slug):
        operator.stdin.write(f"{slug}\n")
        operator.stdin.flush()
        answer = operator.stdout.readline().strip()
        assert answer.startswith("http"), f"no link for {slug}"
        return answer

    with operator:
        yield link

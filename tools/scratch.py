"""A market of one's own: fresh data, free ports, gone afterwards. For the benchmark and the browser tests."""

from __future__ import annotations

import os
import secrets
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

from tools.processes import Process, free_port, granian, run, stop, wait_until_answered

MANAGE = [sys.executable, "manage.py"]


@dataclass
class Scratch:
    """Where it is and how its processes are told so. `database` is "SQLite" or "PostgreSQL"."""

    folder: Path
    database: str
    environment: dict[str, str]
    shop_port: int
    api_port: int

    @property
    def shop(self) -> str:
        """The shop's address."""
        return f"http://127.0.0.1:{self.shop_port}/"

    @property
    def api(self) -> str:
        """The API's address."""
        return f"http://127.0.0.1:{self.api_port}/graphql/"

    @property
    def log(self) -> Path:
        """What its processes say."""
        return self.folder / "processes.log"

    def manage(self, *command: str) -> None:
        """Run `manage.py …` to its end. Raises Failed."""
        run(command[0], [*MANAGE, *command], self.environment, self.log)

    @contextmanager
    def serving(self, *names: str, workers: int = 1) -> Iterator[None]:
        """Start these of api, shop and worker, wait until they answer, and end them afterwards."""
        all_three = {
            "api": (granian("marketplace", self.api_port, workers=workers), self.api),
            "shop": (granian("storefront", self.shop_port, workers=1, threads=4), self.shop),
            "worker": ([*MANAGE, "worker"], None),
        }
        processes = [Process(name, all_three[name][0], self.environment, self.log) for name in names]
        try:
            for process in processes:
                process.start()
            wait_until_answered(processes, [address for name in names if (address := all_three[name][1])])
            yield
        finally:
            stop(processes)


@contextmanager
def scratch() -> Iterator[Scratch]:
    """An empty place: SQLite in a temporary folder, or a new database on the server of DATABASE_URL."""
    with tempfile.TemporaryDirectory(prefix="cho-phien-") as name, _database() as database:
        shop_port, api_port = free_port(), free_port()
        kept = {
            name: value
            for name, value in os.environ.items()
            if name not in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")
        }
        environment = (
            kept
            | database
            | {
                "PROFILE": "demo",
                "DATA_DIR": name,
                "STATIC_ROOT": f"{name}/shop-static",
                "SHOP_SECRET": secrets.token_urlsafe(32),
                "PUBLIC_URL": f"http://127.0.0.1:{shop_port}/",
                "API_URL": f"http://127.0.0.1:{api_port}/graphql/",
            }
        )
        yield Scratch(Path(name), "PostgreSQL" if database else "SQLite", environment, shop_port, api_port)


@contextmanager
def _database() -> Iterator[dict[str, str]]:
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith("postgres"):
        yield {}
        return
    name = sql.Identifier(own := f"scratch_{secrets.token_hex(4)}")
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(name))
        try:
            yield {"DATABASE_URL": urlsplit(url)._replace(path=f"/{own}").geturl()}
        finally:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(name))

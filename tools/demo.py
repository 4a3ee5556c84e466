"""`make demo`: the API, the shop and the worker on this machine, until Ctrl-C.

Standard library only. Environment: PORT, API_PORT, HOST, DATA, DATABASE_URL, PUBLIC_URL, API_URL (docs/running.md).
"""

from __future__ import annotations

import os
import secrets
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urljoin

from tools.processes import ROOT, Failed, Process, granian, is_free, run, stop, wait_until_answered

HOST = os.environ.get("HOST") or "127.0.0.1"
PORT, API_PORT = int(os.environ.get("PORT") or 8000), int(os.environ.get("API_PORT") or 8001)
DATA = Path(os.environ.get("DATA") or ROOT / "var" / "demo").resolve()
PUBLIC_URL = os.environ.get("PUBLIC_URL") or f"http://127.0.0.1:{PORT}/"
API_URL = os.environ.get("API_URL") or f"http://127.0.0.1:{API_PORT}/graphql/"
COOPERATIVES = {"nuong-may": "Nương Mây (rice)", "suong-giang": "Sương Giàng (tea)"}
"""Whose workspaces are opened: slugs, and what they are called here."""
OPERATOR = ("minh@example.com", "phien-cho")
RESTARTS = 5
STARTED = time.monotonic()
MANAGE = [sys.executable, "manage.py"]
UNCHECKED = "--skip-checks"
"""The worker looks through the whole house when it starts; what runs before it need not do so each time."""


def main() -> None:
    """Open the shop, say where, and keep watch."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.default_int_handler)
    for name, port in (("PORT", PORT), ("API_PORT", API_PORT)):
        if not is_free(port, HOST):
            sys.exit(
                f"Port {port} is busy: stop what listens there, or choose another: make demo {name}={port + 80}"
            )
    (DATA / "log").mkdir(parents=True, exist_ok=True)
    backend = _environment()
    shop = backend | {
        "STATIC_ROOT": str(DATA / "shop-static"),
        "DJANGO_SETTINGS_MODULE": "storefront.settings",
    }
    processes = _processes(backend, shop)
    try:
        ways_in = _open(processes, backend)
        _say("open")
        print(ways_in, flush=True)
        _keep_watch(processes)
    except Failed as failure:
        sys.exit(str(failure))
    except KeyboardInterrupt:
        print("\nStopping …", flush=True)
    finally:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        stop(processes)


def _environment() -> dict[str, str]:
    return os.environ | {
        "PROFILE": "demo",
        "PUBLIC_URL": PUBLIC_URL,
        "API_URL": API_URL,
        "DATA_DIR": str(DATA),
        "SECRET_KEY": _kept_secret(),
        "SHOP_SECRET": secrets.token_urlsafe(32),
        "DJANGO_SETTINGS_MODULE": "marketplace.settings",
        "PYTHONUNBUFFERED": "1",
    }


def _kept_secret() -> str:
    """Made once for these data, so that carts and sign-ins outlive a restart and no other machine can sign them."""
    path = DATA / "secret-key"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48))
    return path.read_text()


def _processes(backend: dict[str, str], shop: dict[str, str]) -> list[Process]:
    """The API computes, so it has a process per core with one thread; the shop waits for the API, so it has threads."""
    cores = min(4, max(2, os.cpu_count() or 1))
    api_server = granian("marketplace", API_PORT, workers=cores, host=HOST)
    shop_server = granian("storefront", PORT, workers=1, threads=8, host=HOST)
    return [
        Process("api", api_server, backend, DATA / "log" / "api.log"),
        Process("shop", shop_server, shop, DATA / "log" / "shop.log"),
        Process("worker", [*MANAGE, "worker"], backend, DATA / "log" / "worker.log"),
    ]


def _open(processes: list[Process], backend: dict[str, str]) -> str:
    """Prepare and start everything; the ways in. Quick where the data are there already.

    Two things at a time, since even small machines have two cores: the shop needs no tables to start, the back
    office's files no goods, the API no index. The worker does: it keeps the index that `search rebuild` makes.
    """
    api, shop, worker = processes

    def prepare(name: str, command: str, *options: str) -> None:
        run(name, [*MANAGE, command, UNCHECKED, *options], backend, DATA / "log" / "prepare.log")
        _say(f"{name} ready")

    with ThreadPoolExecutor(max_workers=1) as beside:
        shop.start()
        back_office = beside.submit(prepare, "back office", "collectstatic", "--no-input", "--verbosity", "0")
        prepare("tables", "migrate", "--verbosity", "0")
        prepare("goods", "demo")
        ways_in = beside.submit(_ways_in, backend)
        back_office.result()
        api.start()
        prepare("search", "search", "rebuild", "--if-missing")
        worker.start()
        wait_until_answered(processes, [f"http://127.0.0.1:{PORT}/", f"http://127.0.0.1:{API_PORT}/graphql/"])
        return ways_in.result()


def _keep_watch(processes: list[Process]) -> None:
    """Start again what died, a few times."""
    left = dict.fromkeys((each.name for each in processes), RESTARTS)
    while True:
        time.sleep(0.5)
        for process in (each for each in processes if each.died):
            if not left[process.name]:
                raise Failed(f"The {process.name} died {RESTARTS + 1} times", process.log)
            left[process.name] -= 1
            _say(f"the {process.name} died and is started again; see {process.log}")
            process.start()


def _ways_in(backend: dict[str, str]) -> str:
    asked = subprocess.run(
        [*MANAGE, "access_link", UNCHECKED, *COOPERATIVES],
        cwd=ROOT,
        env=backend,
        capture_output=True,
        text=True,
        check=False,
    )
    if asked.returncode:
        raise Failed(asked.stderr.strip() or "no links into the workspaces", DATA / "log" / "prepare.log")
    links = dict(zip(COOPERATIVES.values(), asked.stdout.split(), strict=True))
    lines = {
        "The shop": PUBLIC_URL,
        "The API": API_URL,
        "The back office": f"{urljoin(API_URL, '/admin/')}  as {OPERATOR[0]}, password {OPERATOR[1]}",
        **{f"Workspace of {name}, once": link for name, link in links.items()},
        "Letters, messages, logs": DATA / "log",
        "Data": DATA,
    }
    width = max(map(len, lines))
    return "\n".join(
        ["", *(f"  {what:{width}}  {where}" for what, where in lines.items()), "", "  Ctrl-C ends it."]
    )


def _say(text: str) -> None:
    print(f"{time.monotonic() - STARTED:6.1f} s  {text}", flush=True)


if __name__ == "__main__":
    main()

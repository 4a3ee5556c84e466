"""`manage.py worker`: runs what is due until SIGTERM or SIGINT. One is enough; several are safe."""

from __future__ import annotations

import signal
from datetime import timedelta
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from marketplace.core import jobs


class Command(BaseCommand):
    """The worker process. At the first signal it ends after the jobs in hand, at the second one at once."""

    help = "Run due jobs until SIGTERM. A job cut short is due again when its lease has run out."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--poll", type=float, default=0.2, help="seconds between looks at an empty table")
        parser.add_argument(
            "--lease", type=float, default=60, help="seconds after which a claimed job counts as lost"
        )

    def handle(self, *args: Any, poll: float, lease: float, **options: Any) -> None:
        self.stopping = False
        for each in (signal.SIGTERM, signal.SIGINT):
            signal.signal(each, self._stop)
        self.stdout.write("worker: ready")
        jobs.run_forever(stop=lambda: self.stopping, poll_seconds=poll, lease=timedelta(seconds=lease))
        self.stdout.write("worker: stopped")

    def _stop(self, number: int, frame: FrameType | None) -> None:
        if self.stopping:
            raise SystemExit(128 + number)
        self.stopping = True

"""A reaction for test_worker.py: it notes that it has begun, and has its effect once a file is gone."""

import time
from pathlib import Path
from uuid import UUID

from django.utils import timezone

from marketplace.core.models import Event


def leave_a_mark(*, folder, mark):
    """Safe to run twice, as every reaction must be."""
    with (Path(folder) / "begun").open("a") as begun:
        begun.write("begun\n")
    while (Path(folder) / "hold").exists():
        time.sleep(0.02)
    Event.objects.get_or_create(
        id=UUID(mark), defaults={"kind": "Marked", "at": timezone.now(), "actor": "system"}
    )

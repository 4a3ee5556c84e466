"""Due work: put down in the transaction that causes it, claimed under a lease, deleted when done.

A reaction is a function that takes ids and is safe to run twice: a worker can die between its effect and the
deletion of its job.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import InterfaceError, OperationalError, connection, transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from marketplace.core.models import Event, Job
from marketplace.core.writing import insert

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=60)
"""How long a claimed job is left alone before it counts as lost and is due again."""
AGAIN_SECONDS = 1.0
"""After which a database that did not answer is asked again."""
MAX_ATTEMPTS = 10


def enqueue(
    work: Iterable[tuple[str, Mapping[str, Any]]],
    *,
    event: Event | None = None,
    run_after: datetime | None = None,
) -> None:
    """Make each (dotted path of a function, its keyword arguments) due, now or at `run_after` (UTC)."""
    due = run_after or timezone.now()
    insert(
        Job(reaction=reaction, arguments=dict(arguments), event=event, run_after=due)
        for reaction, arguments in work
    )


def enqueue_once(reaction: str, arguments: Mapping[str, Any], *, key: str, run_after: datetime) -> None:
    """Like enqueue, but only one job of this `key` can wait: for periodic work that puts itself back."""
    Job.objects.bulk_create(
        [Job(reaction=reaction, arguments=dict(arguments), unique_key=key, run_after=run_after)],
        ignore_conflicts=True,
    )


def run_due(limit: int = 100, lease: timedelta = LEASE) -> int:
    """Run up to `limit` due jobs, one after the other, and say how many were run."""
    done = 0
    while done < limit and (job := _claim(lease)):
        _run(job)
        done += 1
    return done


def run_forever(stop: Callable[[], bool], poll_seconds: float = 0.2, lease: timedelta = LEASE) -> None:
    """The worker's loop, until `stop()`. A database that does not answer is asked again; no work is lost by it."""
    while not stop():
        try:
            found = run_due(lease=lease)
        except (OperationalError, InterfaceError):
            log.exception("the database does not answer: trying again in %s s", AGAIN_SECONDS)
            connection.close()
            time.sleep(AGAIN_SECONDS)
            continue
        if not found:
            time.sleep(poll_seconds)


def run_job(job_id: int, lease: timedelta = LEASE) -> bool:
    """Run this one job if it is still due (Celery hands over ids). False when another worker has it."""
    job = _claim(lease, pk=job_id)
    if job:
        _run(job)
    return bool(job)


@transaction.atomic
def _claim(lease: timedelta, **which: Any) -> Job | None:
    """Take the oldest due job: count the attempt and push it behind the lease, so that no other worker sees it."""
    now = timezone.now()
    due = Job.objects.filter(failed_at=None, run_after__lte=now, **which).order_by("run_after", "pk")
    if connection.features.has_select_for_update_skip_locked:
        due = due.select_for_update(skip_locked=True)
    if (job := due.first()) is None:
        return None
    job.attempts += 1
    job.run_after = now + lease
    job.save(update_fields=["attempts", "run_after"])
    return job


def _run(job: Job) -> None:
    try:
        import_string(job.reaction)(**job.arguments)
    except Exception as error:  # noqa: BLE001 -- whatever a reaction raises, the job must be kept
        _keep(job, error)
    else:
        Job.objects.filter(pk=job.pk).delete()


def _keep(job: Job, error: Exception) -> None:
    """Try again later, with growing pauses; after MAX_ATTEMPTS it stays for staff to see."""
    log.error("job %s (%s) failed, attempt %s", job.pk, job.reaction, job.attempts, exc_info=error)
    now = timezone.now()
    job.last_error = f"{type(error).__name__}: {error}"[:500]
    job.run_after = now + timedelta(seconds=min(3600, 2**job.attempts))
    job.failed_at = now if job.attempts >= MAX_ATTEMPTS else None
    job.save(update_fields=["last_error", "run_after", "failed_at"])

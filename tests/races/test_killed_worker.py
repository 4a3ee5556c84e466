"""A worker that dies in the middle of telling: what was told is not told again, the rest is."""

import os
import signal
import subprocess
import sys

import pytest
from django.db import connection
from django.utils import timezone

from marketplace.core.jobs import run_due
from marketplace.core.models import Job
from marketplace.notification.models import Message
from tests import factories as make
from tests.house.source import ROOT

pytestmark = pytest.mark.django_db(transaction=True)

WORKER = """
import time, django
from django.conf import settings
django.setup()

class Stuck:
    sent = 0
    def send(self, text):
        Stuck.sent += 1
        print("sending", text.to, flush=True)
        if Stuck.sent == 2:
            time.sleep(60)

settings.MESSENGER = {"BACKEND": "__main__.Stuck"}
from marketplace.core.jobs import run_due
run_due()
"""


class Phone:
    """A messenger that keeps what it brings."""

    sent: list = []

    def send(self, text):
        Phone.sent.append(text.to)


def database_url():
    """Where this test's own database is, for another process."""
    config = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:////{str(config['NAME']).lstrip('/')}"
    return (
        f"postgres://{config['USER']}:{config['PASSWORD']}@{config['HOST']}:{config['PORT']}/{config['NAME']}"
    )


def test_a_worker_killed_between_two_calls_repeats_only_the_one_it_had_not_finished(settings):
    owners = [make.member(phone=f"+8498765432{each}") for each in (1, 2, 3)]
    make.order(*(make.on_sale(cooperative=each.cooperative) for each in owners))
    Job.objects.exclude(reaction__endswith="call_cooperatives").delete()
    environment = {**os.environ, "DATABASE_URL": database_url(), "PYTHONPATH": str(ROOT)}
    environment["DJANGO_SETTINGS_MODULE"] = "marketplace.settings"
    worker = subprocess.Popen(
        [sys.executable, "-c", WORKER], env=environment, stdout=subprocess.PIPE, text=True
    )
    assert [worker.stdout.readline().strip() for _ in range(2)] == [
        "sending +84987654321",
        "sending +84987654322",
    ]
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    assert Message.objects.count() == 1
    assert (Job.objects.get().attempts, run_due()) == (1, 0)  # under its lease nobody else takes it
    Job.objects.update(run_after=timezone.now())
    settings.MESSENGER = {"BACKEND": f"{__name__}.Phone"}
    assert run_due() == 1
    assert Phone.sent == ["+84987654322", "+84987654323"]
    assert (Job.objects.count(), Message.objects.count()) == (0, 3)

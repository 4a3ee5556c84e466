"""The worker as a real process: it ends when asked, and what dies with it is done again."""

import os
import signal
import subprocess
import sys
import time
import uuid

import pytest
from django.db import connection

from marketplace.core.jobs import enqueue
from marketplace.core.models import Event, Job
from tools.processes import ROOT

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def start_worker():
    """Starts workers on the test's database; whatever still runs at the end is killed."""
    started = []

    def start(*options):
        command = [sys.executable, "manage.py", "worker", "--poll", "0.02", *options]
        environment = os.environ | {"DATABASE_URL": _url_of_test_database()}
        started.append(
            subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
        )
        assert started[-1].stdout.readline() == "worker: ready\n"
        return started[-1]

    yield start
    for worker in started:
        worker.kill()
        worker.wait()
        worker.stdout.close()


def _url_of_test_database():
    at = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{at['NAME']}"
    return f"postgres://{at['USER']}:{at['PASSWORD']}@{at['HOST']}:{at['PORT']}/{at['NAME']}"


def _eventually(condition, within=60):
    deadline = time.monotonic() + within
    while not condition():
        assert time.monotonic() < deadline, "it did not come to pass"
        time.sleep(0.02)


def _begun(folder):
    """The line is there, not only the file: between the two a worker can be killed."""
    note = folder / "begun"
    return note.exists() and note.read_text().endswith("\n")


def _leave_a_mark(folder):
    mark = str(uuid.uuid4())
    enqueue([("tests.core.slow_work.leave_a_mark", {"folder": str(folder), "mark": mark})])
    return mark


def test_a_worker_runs_what_is_due_and_ends_when_asked(start_worker, tmp_path):
    worker = start_worker()
    mark = _leave_a_mark(tmp_path)
    _eventually(lambda: not Job.objects.exists())
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(timeout=60) == 0
    assert Event.objects.filter(pk=mark).count() == 1


def test_a_job_in_hand_is_finished_before_the_worker_ends(start_worker, tmp_path):
    (tmp_path / "hold").touch()
    mark = _leave_a_mark(tmp_path)
    worker = start_worker()
    _eventually(lambda: _begun(tmp_path))
    worker.send_signal(signal.SIGTERM)
    time.sleep(0.1)
    (tmp_path / "hold").unlink()
    assert worker.wait(timeout=60) == 0
    assert (Event.objects.filter(pk=mark).count(), Job.objects.count()) == (1, 0)


def test_a_second_signal_ends_it_at_once_and_the_job_stays(start_worker, tmp_path):
    (tmp_path / "hold").touch()
    _leave_a_mark(tmp_path)
    worker = start_worker()
    _eventually(lambda: _begun(tmp_path))
    worker.send_signal(signal.SIGTERM)
    time.sleep(0.1)
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(timeout=60) == 128 + signal.SIGTERM
    assert Job.objects.count() == 1


def test_a_job_whose_worker_was_killed_runs_again_and_its_effect_is_there_once(start_worker, tmp_path):
    (tmp_path / "hold").touch()
    mark = _leave_a_mark(tmp_path)
    killed = start_worker("--lease", "0.5")
    _eventually(lambda: _begun(tmp_path))
    killed.kill()
    killed.wait()
    (tmp_path / "hold").unlink()
    start_worker("--lease", "0.5")
    _eventually(lambda: not Job.objects.exists())
    assert (tmp_path / "begun").read_text() == "begun\nbegun\n"
    assert Event.objects.filter(pk=mark).count() == 1

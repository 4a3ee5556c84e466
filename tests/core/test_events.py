from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import InterfaceError, OperationalError, transaction
from django.utils import timezone

from marketplace.channel.models import Channel
from marketplace.core import events, jobs
from marketplace.core.actor import SYSTEM, Actor, ActorKind, Standing
from marketplace.core.events import DomainEvent, emit
from marketplace.core.jobs import enqueue, enqueue_once, run_due, run_job
from marketplace.core.models import Event, Job
from tests import factories as make

pytestmark = pytest.mark.django_db
HERE = "tests.core.test_events"


@dataclass(frozen=True)
class BellRung(DomainEvent):
    order_id: UUID
    cooperative_id: int
    times: int


def ring(order_id, cooperative_id, times):
    """Safe to run twice: the effect is there once."""
    Channel.objects.get_or_create(
        slug=f"bell-{order_id}", defaults={"name": str(times), "currency_code": "VND"}
    )


def fail(**_):
    raise ValueError("the rope is torn")


@pytest.fixture
def reactions(monkeypatch):
    """Two reactions to the bell."""
    paths = [f"{HERE}.ring", f"{HERE}.fail"]
    monkeypatch.setattr(events, "_reaction_names", lambda: {BellRung: paths})
    return paths


def bell(**columns):
    return BellRung(**{"order_id": uuid4(), "cooperative_id": 7, "times": 3, **columns})


def test_an_event_is_found_by_what_it_concerns_and_has_one_job_for_each_reaction(reactions):
    happened = bell()
    with transaction.atomic():
        emit(happened, actor=Actor(ActorKind.USER, user_id=5))
    event = Event.objects.get(order_id=happened.order_id, cooperative_id=7)
    assert (event.kind, event.actor, event.for_whom, event.mandate_id) == ("BellRung", "user:5", "", None)
    assert event.payload == {"order_id": str(happened.order_id), "cooperative_id": 7, "times": 3}
    assert list(Job.objects.order_by("pk").values_list("reaction", "arguments", "event")) == [
        (path, event.payload, event.pk) for path in reactions
    ]


def test_an_event_says_for_whom_and_under_which_mandate_it_was_done(reactions):
    helps = Standing(frozenset({"ORDERS"}), "HELPER", mandate_id=3)
    member = Standing(frozenset({"ORDERS"}), "PACKER")
    for standing in (helps, member):
        with transaction.atomic():
            emit(bell(), actor=Actor(ActorKind.USER, helper_id=9, cooperatives={7: standing}))
    with transaction.atomic():
        emit(bell(cooperative_id=8), actor=Actor(ActorKind.USER, helper_id=9, cooperatives={7: helps}))
    rows = Event.objects.order_by("at").values_list("actor", "for_whom", "mandate_id")
    assert list(rows) == [
        ("helper:9", "cooperative:7", 3),
        ("helper:9", "cooperative:7", None),
        ("helper:9", "", None),
    ]


def test_a_transaction_that_fails_leaves_neither_event_nor_job(reactions):
    with transaction.atomic():
        emit(bell(), actor=SYSTEM)
        transaction.set_rollback(True)
    assert (Event.objects.count(), Job.objects.count()) == (0, 0)


@pytest.mark.django_db(transaction=True)
def test_an_event_outside_a_transaction_is_a_fault_of_the_program(reactions):
    with pytest.raises(RuntimeError):
        emit(bell(), actor=SYSTEM)
    assert Event.objects.count() == 0


def test_a_done_job_is_gone_and_a_failed_one_waits_for_another_time(reactions):
    with transaction.atomic():
        emit(bell(times=9), actor=SYSTEM)
    assert run_due() == 2
    assert Channel.objects.get().name == "9"
    (kept,) = Job.objects.all()
    assert (kept.reaction, kept.attempts, kept.last_error, kept.failed_at) == (
        f"{HERE}.fail",
        1,
        "ValueError: the rope is torn",
        None,
    )
    assert kept.run_after > timezone.now()
    assert run_due() == 0


def test_after_ten_attempts_a_job_stays_for_staff_to_see():
    enqueue([(f"{HERE}.fail", {})])
    for _ in range(jobs.MAX_ATTEMPTS):
        Job.objects.update(run_after=timezone.now())
        assert run_due() == 1
    Job.objects.update(run_after=timezone.now())
    assert run_due() == 0
    assert Job.objects.get().failed_at is not None


def test_a_job_whose_function_is_gone_is_kept():
    enqueue([("marketplace.no.such.function", {})])
    assert run_due() == 1
    assert Job.objects.get().last_error.startswith("ModuleNotFoundError")


def test_a_claimed_job_is_nobody_elses_until_its_lease_has_run_out():
    enqueue([(f"{HERE}.ring", {"order_id": "1", "cooperative_id": 1, "times": 1})])
    assert jobs._claim(jobs.LEASE) is not None
    assert jobs._claim(jobs.LEASE) is None
    Job.objects.update(run_after=timezone.now() - timedelta(seconds=1))
    assert run_due() == 1
    assert (Job.objects.count(), Channel.objects.count()) == (0, 1)


def test_work_for_later_waits():
    enqueue([(f"{HERE}.ring", {})], run_after=timezone.now() + timedelta(hours=1))
    assert run_due() == 0
    assert not run_job(Job.objects.get().pk)


def test_a_handed_over_job_runs_once():
    enqueue([(f"{HERE}.ring", {"order_id": "1", "cooperative_id": 1, "times": 1})])
    pk = Job.objects.get().pk
    assert [run_job(pk), run_job(pk)] == [True, False]
    assert Channel.objects.count() == 1


def test_periodic_work_waits_once():
    for _ in range(3):
        enqueue_once(f"{HERE}.ring", {}, key="sweep", run_after=timezone.now())
    assert Job.objects.count() == 1


def test_the_oldest_due_job_goes_first_and_no_more_than_asked():
    now = timezone.now()
    for minutes in (1, 3, 2):
        enqueue(
            [(f"{HERE}.ring", {"order_id": str(minutes), "cooperative_id": 1, "times": 1})],
            run_after=now - timedelta(minutes=minutes),
        )
    assert run_due(limit=2) == 2
    assert set(Channel.objects.values_list("slug", flat=True)) == {"bell-3", "bell-2"}
    assert make.channel(slug="bell-2").name == "1"


@pytest.mark.django_db(transaction=True)
def test_a_worker_outlives_a_database_that_does_not_answer(monkeypatch, caplog):
    enqueue([(f"{HERE}.ring", {"order_id": "1", "cooperative_id": 1, "times": 1})])
    real, refusals = (
        jobs.run_due,
        [OperationalError("database is locked"), InterfaceError("connection already closed")],
    )

    def run(**options):
        if refusals:
            raise refusals.pop()
        return real(**options)

    monkeypatch.setattr(jobs, "run_due", run)
    monkeypatch.setattr(jobs, "AGAIN_SECONDS", 0)
    jobs.run_forever(stop=lambda: Channel.objects.exists(), poll_seconds=0)
    assert (Job.objects.count(), len(caplog.records)) == (0, 2)

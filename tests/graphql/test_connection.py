"""Pages: both ways, over every cut, equal to slices of the whole list; counted and read only when asked."""

from __future__ import annotations

import graphene
import pytest
from django.db import connection as database
from django.test.utils import CaptureQueriesContext

from marketplace.channel.models import Channel
from marketplace.core.models import Event, Job
from marketplace.graphql.connection import Listing, connection
from marketplace.graphql.context import Context
from marketplace.graphql.paging import read_cursor, write_cursor
from marketplace.graphql.permissions import PUBLIC
from marketplace.graphql.types import Type, extend, global_id
from marketplace.graphql.view import Endpoint


class JobType(Type):
    class Meta:
        permission = PUBLIC
        model = Job
        name = "Job"

    id = global_id("Job")
    reaction = graphene.String(required=True)


class ChannelType(Type):
    class Meta:
        permission = PUBLIC
        model = Channel
        name = "Market"

    id = global_id("Market")
    slug = graphene.String(required=True)


class EventType(Type):
    class Meta:
        permission = PUBLIC
        model = Event
        name = "Happening"

    kind = graphene.String(required=True)


extend(
    EventType,
    jobs=connection(JobType, lambda info: Listing(Job.objects.all(), ("-reaction",)), by="event_id"),
)


class Query(graphene.ObjectType):
    markets = connection(
        ChannelType,
        lambda info: Listing(Channel.objects.all(), ("currency_code", "-name")),
        permission=PUBLIC,
    )
    happenings = connection(
        EventType, lambda info: Listing(Event.objects.all(), ("kind",)), permission=PUBLIC
    )


endpoint = Endpoint(graphene.Schema(query=Query).graphql_schema)
pytestmark = pytest.mark.django_db


def ask(text: str, **variables):
    answer = endpoint.answer(text, variables, None, Context())
    assert not answer.errors, answer.errors
    return answer.data


@pytest.fixture
def slugs():
    """Nine markets; names and currencies repeat, so that the pk must decide."""
    for number in range(9):
        Channel.objects.create(
            name=f"m{number // 2}", slug=f"s{number}", currency_code=("VND", "USD")[number % 2]
        )
    ordered = sorted(Channel.objects.all(), key=lambda each: each.pk)
    ordered.sort(key=lambda each: each.name, reverse=True)
    return [each.slug for each in sorted(ordered, key=lambda each: each.currency_code)]


PAGE = """
query($first: Int, $last: Int, $after: String, $before: String) {
  markets(first: $first, last: $last, after: $after, before: $before) {
    edges { cursor node { slug } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}
"""


@pytest.mark.parametrize("size", [1, 2, 4, 9, 20])
def test_walking_forward_meets_every_row_once_in_order(slugs, size):
    met, cursor, more = [], None, True
    while more:
        page = ask(PAGE, first=size, after=cursor)["markets"]
        met += [edge["node"]["slug"] for edge in page["edges"]]
        cursor, more = page["pageInfo"]["endCursor"], page["pageInfo"]["hasNextPage"]
    assert met == slugs


@pytest.mark.parametrize("size", [1, 2, 4, 9, 20])
def test_walking_backward_meets_every_row_once_in_reverse(slugs, size):
    met, cursor, more = [], None, True
    while more:
        page = ask(PAGE, last=size, before=cursor)["markets"]
        met = [edge["node"]["slug"] for edge in page["edges"]] + met
        cursor, more = page["pageInfo"]["startCursor"], page["pageInfo"]["hasPreviousPage"]
    assert met == slugs


def test_a_page_of_nothing_says_whether_there_is_more(slugs):
    nothing = ask(PAGE, first=0)["markets"]
    assert nothing["edges"] == []
    assert (nothing["pageInfo"]["hasNextPage"], nothing["pageInfo"]["hasPreviousPage"]) == (True, False)


def test_the_count_is_read_only_when_it_is_asked(slugs):
    with CaptureQueriesContext(database) as only_count:
        assert ask("{ markets { totalCount } }") == {"markets": {"totalCount": 9}}
    with CaptureQueriesContext(database) as only_rows:
        ask("{ markets(first: 2) { edges { node { slug } } } }")
    assert (len(only_count), len(only_rows)) == (1, 1)


@pytest.mark.parametrize("count", [1, 3])
def test_lists_below_many_rows_take_one_statement_each(django_assert_num_queries, count):
    from django.utils import timezone

    for number in range(count):
        event = Event.objects.create(kind=f"k{number}", at=timezone.now(), actor="system")
        for job in range(4):
            Job.objects.create(reaction=f"r{job}", event=event, run_after=timezone.now())
    with django_assert_num_queries(3):
        data = ask(
            "{ happenings(first: 5) { edges { node { kind"
            " jobs(first: 2) { totalCount edges { node { reaction } } } } } } }"
        )
    below = {"totalCount": 4, "edges": [{"node": {"reaction": "r3"}}, {"node": {"reaction": "r2"}}]}
    assert data["happenings"]["edges"] == [
        {"node": {"kind": f"k{number}", "jobs": below}} for number in range(count)
    ]


@pytest.mark.parametrize(
    "arguments",
    [
        "",
        "(first: 2, last: 2)",
        "(first: -1)",
        "(first: 101)",
        '(first: 2, after: "x")',
        '(first: 2, after: "WzFd")',
        '(first: 2, after: "bnVsbA==")',
    ],
)
def test_bad_paging_is_refused_in_words(slugs, arguments):
    answer = endpoint.answer(f"{{ markets{arguments} {{ edges {{ cursor }} }} }}", {}, None, Context())
    assert answer.data == {"markets": None}
    assert answer.errors[0].path == ["markets"]


def test_a_cursor_carries_the_sort_values_and_the_key():
    assert read_cursor(write_cursor(["gạo", 5])) == ["gạo", 5]

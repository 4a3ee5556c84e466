"""The endpoint over HTTP: whatever is sent gets an answer in JSON, and no fault of ours shows its insides."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from marketplace.core.actor import Actor, ActorKind
from marketplace.graphql.view import GraphQLView, TokenError, language_of, token_of, visitor_of

sys.path.insert(0, str(Path(__file__).parent))
from things import endpoint, schema  # noqa: E402


def authenticate(token: str) -> Actor:
    if token != "staff":
        raise TokenError("Invalid token.", "InvalidTokenError")
    return Actor(ActorKind.STAFF, user_id=1)


view = GraphQLView.as_view(schema=schema, endpoint=endpoint, authenticate=authenticate)
request = RequestFactory()


def post(body, content_type="application/json", **headers):
    body = json.dumps(body) if isinstance(body, (dict, list)) else body
    return view(request.post("/graphql/", body, content_type=content_type, headers=headers))


def said(response):
    return json.loads(response.content)


def test_a_query_is_answered_without_a_cookie():
    response = post({"query": "{ thing { number } }"})
    assert (response.status_code, said(response)) == (200, {"data": {"thing": {"number": 1}}})
    assert not response.cookies


def test_variables_nobody_declared_are_ignored():
    response = post({"query": "{ thing { number } }", "variables": {"PERMISSION_MANAGE_ORDERS": True}})
    assert said(response) == {"data": {"thing": {"number": 1}}}


@pytest.mark.parametrize(
    "body",
    [
        "",
        "{",
        "[]",
        "null",
        "7",
        b"\xff\xfe",
        {},
        {"query": 5},
        {"query": "{"},
        {"query": "{ nothing }"},
        {"query": "{ thing"},
        {"query": "{ thing { number } }", "variables": [1]},
        {"query": "query A { thing { number } } query B { thing { number } }"},
        {"query": "{ thing { number } }", "operationName": {"a": 1}},
        {"query": "query($n: Int!) { thing(number: $n) { number } }"},
        {"query": "{ " * 200},
        {"query": "query " + "{ thing " * 40 + "{ number" + " }" * 41},
        '{"query":' + "[" * 3000,
    ],
)
def test_what_cannot_be_read_is_refused_in_json(body):
    response = post(body)
    assert response.status_code == 400
    assert said(response)["errors"][0]["message"]


def test_fragments_that_spread_themselves_are_refused():
    response = post(
        {
            "query": "{ thing { ...A } } fragment A on Thing { child { ...B } } fragment B on Thing { child { ...A } }"
        }
    )
    assert "'A'" in said(response)["errors"][0]["message"]


def test_fields_are_counted_where_fragments_are_spread():
    fields = " ".join(f"a{number}: number" for number in range(100))
    spread = " ".join(f"b{number}: child {{ ...A }}" for number in range(60))
    answer = said(
        post(
            {"query": f"{{ thing {{ {spread} }} }} fragment A on Thing {{ {fields} }}"},
            **{"Accept-Language": "en"},
        )
    )
    assert "more than 5000 fields" in answer["errors"][0]["message"]


def test_a_fault_of_ours_is_masked():
    answer = said(post({"query": "{ thing(number: 3) { mayFail } }"}))
    assert answer["errors"][0]["message"] == "Internal Server Error"
    assert answer["data"] == {"thing": {"mayFail": None}}


@pytest.mark.parametrize(
    "headers",
    [{"Authorization": "Bearer staff"}, {"Authorization-Bearer": "staff"}, {"authorization": "bearer staff"}],
)
def test_the_token_is_taken_from_either_header(headers):
    assert said(post({"query": "{ thing { secret } }"}, **headers)) == {
        "data": {"thing": {"secret": "secret"}}
    }


def test_a_bad_token_is_named_by_its_code_in_an_answer_that_arrived():
    response = post({"query": "{ thing { number } }"}, Authorization="Bearer nonsense")
    assert response.status_code == 200
    assert said(response)["errors"][0]["extensions"]["exception"]["code"] == "InvalidTokenError"


def test_no_token_is_no_error():
    assert token_of(request.get("/")) is None
    assert token_of(request.get("/", headers={"Authorization": "Basic x"})) is None


@pytest.mark.parametrize(
    ("asked", "spoken"),
    [
        ("", "vi"),
        ("en-GB,en;q=0.8", "en"),
        ("zh-CN", "zh-hans"),
        ("fr,en;q=0.5", "en"),
        ("ja", "vi"),
        ("vi,en", "vi"),
    ],
)
def test_the_first_language_we_speak_is_spoken(asked, spoken):
    assert language_of(request.get("/", headers={"Accept-Language": asked})) == spoken


def test_the_visitors_address_counts_only_with_the_secret(settings):
    settings.SHOP_SECRET = "between us"
    told = {"Shop-Visitor": "203.0.113.9"}
    assert visitor_of(request.get("/", headers=told)) == "127.0.0.1"
    assert visitor_of(request.get("/", headers={**told, "Shop-Secret": "between us"})) == "203.0.113.9"
    settings.SHOP_SECRET = ""
    assert visitor_of(request.get("/", headers={**told, "Shop-Secret": ""})) == "127.0.0.1"


def test_a_browser_of_another_origin_may_ask_with_credentials():
    response = view(request.options("/graphql/", headers={"Origin": "https://dashboard.example"}))
    assert response["Access-Control-Allow-Origin"] == "https://dashboard.example"
    assert response["Access-Control-Allow-Credentials"] == "true"


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"operations": "x"},
        {"operations": "[]"},
        {"operations": '{"query":"{ thing { number } }"}', "map": '{"0":["variables.file"]}'},
        {"operations": '{"query":"x","variables":{"a":null}}', "map": '{"0":[["a"]]}'},
    ],
)
def test_multipart_that_breaks_its_specification_is_refused(fields):
    response = view(request.post("/graphql/", {**fields, "1": SimpleUploadedFile("a.txt", b"a")}))
    assert response.status_code == 400


def test_get_asks_and_never_changes():
    assert said(view(request.get("/graphql/", {"query": "{ thing { number } }"}))) == {
        "data": {"thing": {"number": 1}}
    }
    assert view(request.get("/graphql/", {"query": "mutation { x }"})).status_code == 400


def test_only_get_and_post_are_answered():
    assert view(request.put("/graphql/")).status_code == 405

"""Documents and requests that ask too much, or are none: refused by a code, in Vietnamese and in English."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests import factories as make
from tests.fuzz import hostile
from tests.fuzz.hostile import gid
from tests.fuzz.refusals import LANGUAGES, ask, stopped

pytestmark = pytest.mark.django_db

NOBODY = "00000000-0000-4000-8000-000000000009"
WRONG_CURSORS = [
    *("x", "W10", "/w==", "a" * 50_000),
    *(
        hostile.cursor(values)
        for values in (
            [None],
            [1],
            ["a"],
            ["a", "b", 1],
            {"a": 1},
            7,
            "a",
            [2**70],
            ["\x00", 1],
            ["\ud800", 1],
        )
    ),
    *(
        hostile.cursor(values)
        for values in ([[1]], ["a", 1e300], ["a", float("nan")], ["a", "b"], ["a", 2**64])
    ),
]


# documents


def test_a_malformed_document():
    for text in ("{ shop {", "", "}", "query", "{ shop { nothing } }", "{ shop }", "{ nothing { id } }"):
        status, answer = ask(text, {}, "vi")
        assert (status, answer["errors"][0]["extensions"]["exception"]["code"]) == (400, "GraphQLError")


@pytest.mark.parametrize(
    ("text", "vietnamese", "english"),
    [
        (
            '{ category(slug: "a") { ' + "parent { " * 30 + "id" + " }" * 32,
            "Câu hỏi sâu quá 25 tầng.",
            "The query is deeper than 25 levels.",
        ),
        (
            "{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }",
            "Đoạn 'A' chứa chính nó.",
            "The fragment 'A' is spread within itself.",
        ),
        (
            "{ shop { ...A ...A } } fragment A on Shop { "
            + " ".join(f"a{each}: name" for each in range(2600))
            + " }",
            "Câu hỏi có hơn 5000 trường.",
            "The query asks for more than 5000 fields.",
        ),
        (
            "{ products(first: " + "9" * 500 + ") { totalCount } }",
            "Trong câu hỏi có số quá dài.",
            "A number in the query is too long.",
        ),
        (
            "{ ...F0 }" + "".join(f" fragment F{n} on Query {{ ...F{n + 1} }}" for n in range(1500)),
            "Câu hỏi lồng nhau quá sâu.",
            "The query is nested too deeply.",
        ),
    ],
    ids=["depth", "cycle", "aliases", "number", "chain of fragments"],
)
def test_a_document_that_asks_too_much(text, vietnamese, english):
    assert stopped(text) == (400, "QueryCostError", vietnamese, english)


def test_pages_in_pages():
    inside = 'products(first: $n, channel: "vn") { edges { node { id } } }'
    text = f"query($n: Int) {{ categories(first: $n) {{ edges {{ node {{ children(first: $n) {{ edges {{ node {{ {inside} }} }} }} }} }} }} }}"
    assert ask(text, {"n": 10}, "vi")[0] == 200
    status, code, vietnamese, english = stopped(text, n=100)
    assert (status, code) == (400, "QueryCostError")
    assert vietnamese.endswith("giới hạn là 75000. Hãy hỏi ít trang hơn hoặc trang nhỏ hơn.")
    assert english.endswith("75000 is the limit. Ask for fewer or smaller pages.")


def test_passwords_are_not_tried_by_the_hundred():
    tries = " ".join(
        f'm{each}: tokenCreate(email: "a@b.vn", password: "{each}") {{ token }}' for each in range(40)
    )
    assert stopped(f"mutation {{ {tries} }}")[:2] == (400, "QueryCostError")


@pytest.mark.parametrize(
    ("arguments", "vietnamese", "english"),
    [
        (
            "",
            "Phải ghi `first` hoặc `last` để chia trang `products`.",
            "You must provide a `first` or `last` value to properly paginate the `products` connection.",
        ),
        *[
            (
                wrong,
                "`products` nhận `first` hoặc `last`, từ 0 đến 100.",
                "The `products` connection takes `first` or `last`, from 0 to 100.",
            )
            for wrong in ("first: -1", "first: 101", "first: 2147483647", "last: -1", "first: 1, last: 1")
        ],
        *[
            (f'first: 1, after: "{cursor}"', "Con trỏ trang không đúng.", "Received cursor is invalid.")
            for cursor in WRONG_CURSORS
        ],
    ],
)
def test_a_bad_page(arguments, vietnamese, english):
    make.channel()
    given = f'channel: "vn"{arguments and ", " + arguments}'
    assert stopped(f"{{ products({given}) {{ edges {{ cursor }} }} }}") == (
        200,
        "INVALID",
        vietnamese,
        english,
    )


def test_too_many_conditions():
    make.channel()
    filter_ = {"metadata": [{"key": "a"}] * 200}
    query = 'query($f: ProductFilterInput) { products(first: 1, channel: "vn", filter: $f) { totalCount } }'
    assert stopped(query, f=filter_) == (
        200,
        "INVALID",
        "Nhiều nhất 100 điều kiện.",
        "At most 100 conditions.",
    )


# requests


def sent(body, content_type="application/json", method="post", **options):
    """Status, code and words of the refusal of a request, in both languages."""
    answers = [
        getattr(Client(), method)(
            "/graphql/", body, content_type=content_type, headers={"Accept-Language": each}, **options
        )
        for each in LANGUAGES
    ]
    errors = [answer.json()["errors"] for answer in answers]
    assert [answer["Content-Type"] for answer in answers] == ["application/json"] * 2
    ((vietnamese,), (english,)) = errors
    return answers[0].status_code, vietnamese["message"], english["message"]


def test_a_body_over_the_limit():
    large = json.dumps({"query": "{ shop { name } }" + " " * 1_000_000})
    assert sent(large) == (413, "Yêu cầu quá lớn.", "The request is too large.")


@pytest.mark.parametrize("kind", ["text/plain", "image/png", "application/xml", "a" * 500])
def test_a_body_of_an_unknown_kind(kind):
    told = ("Hãy gửi câu hỏi dạng application/json.", "Send the query as application/json.")
    assert sent('{"query": "{ shop { name } }"}', kind) == (415, *told)


@pytest.mark.parametrize(
    "body", ["{", "nonsense", '{"query":', b"\xff\xfe\x00", '{"query": NaN}', "[" * 50_000]
)
def test_a_body_that_is_no_json(body):
    told = ("Nội dung gửi lên không phải JSON.", "POST body sent invalid JSON.")
    assert sent(body) == (400, *told)


@pytest.mark.parametrize("body", ["[]", "null", "7", '"a"', '[{"query": "{ shop { name } }"}]'])
def test_a_body_that_is_no_object(body):
    told = (
        "Nội dung gửi lên không phải một câu hỏi dạng JSON.",
        "The received data is not a valid JSON query.",
    )
    assert sent(body) == (400, *told)


def test_variables_that_are_too_much():
    def with_(value):
        return sent(json.dumps({"query": "{ shop { name } }", "variables": {"a": value}}))

    assert with_([1] * 2000) == (
        400,
        "Một danh sách có nhiều nhất 1000 phần tử.",
        "A list has at most 1000 elements.",
    )
    assert with_(hostile.deep(80)) == (
        400,
        "Các biến lồng nhau quá sâu.",
        "The variables are nested too deeply.",
    )
    half = ("Yêu cầu có ký tự không thể viết ra.", "The request holds characters that no text has.")
    assert with_("\ud800") == (400, *half)
    assert with_("a\x00") == (400, *half)


@pytest.mark.parametrize("typed", [r"\u0000", r"\u{0}", r"C:\\u0000"])
def test_letters_that_look_like_an_escape_are_letters(typed):
    query = "query($name: String!) { __type(name: $name) { name } }"
    assert ask(query, {"name": typed}, "vi") == (200, {"data": {"__type": None}})
    written = json.dumps(typed)
    assert ask(f"{{ __type(name: {written}) {{ name }} }}", {}, "vi") == (200, {"data": {"__type": None}})


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"operations": "{"},
        {"operations": '{"query": "{ shop { name } }"}', "map": "[]"},
        {"operations": '{"query": "{ shop { name } }"}', "map": '{"0": ["variables.a"]}'},
        {
            "operations": '{"query": "{ shop { name } }", "variables": {"a": null}}',
            "map": '{"9": ["variables.a"]}',
        },
    ],
)
def test_multipart_that_is_abused(fields):
    answer = Client().post("/graphql/", {**fields, "0": SimpleUploadedFile("a.png", b"x")})
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["message"] == "Yêu cầu multipart không đúng quy cách."


def test_a_change_by_get():
    asked = {"query": 'mutation { tokenVerify(token: "x") { isValid } }'}
    answer = Client().get("/graphql/", asked, headers={"Accept-Language": "en"})
    assert (answer.status_code, answer.json()["errors"][0]["message"]) == (
        400,
        "Only queries can be sent by GET.",
    )


def test_what_one_may_not_do_is_named():
    query = f'mutation {{ suborderAccept(id: "{gid("Suborder", NOBODY)}") {{ errors {{ code }} }} }}'
    status, answer = ask(query, {}, "vi")
    (error,) = answer["errors"]
    assert (status, answer["data"]) == (200, {"suborderAccept": None})
    assert error["extensions"]["exception"]["code"] == "PermissionDenied"

"""Wrong values and documents that do not fit: a code, the place, words in the reader's language, nothing sent said again."""

import pytest
from django.utils import translation
from graphql import is_scalar_type, parse

from marketplace.graphql import wrong_values
from marketplace.graphql.wrong_values import must_be, wrong_variables
from marketplace.schema import schema
from tests import factories as make
from tests.fuzz.refusals import ask

pytestmark = pytest.mark.django_db

FAR = 2**31
PRODUCTS = 'query($first: Int, $f: ProductFilterInput, $sort: ProductOrder, $w: ProductWhereInput) { products(first: $first, channel: "vn", filter: $f, sortBy: $sort, where: $w) { totalCount } }'
ADD = "mutation($lines: [CheckoutLineInput!]!) { checkoutLinesAdd(lines: $lines) { errors { code } } }"


def fault(query, language="vi", **variables):
    """The only error: code, field, words."""
    status, answer = ask(query, variables, language)
    (error,) = answer["errors"]
    extensions = error["extensions"]
    return status, extensions["exception"]["code"], extensions.get("field"), error["message"]


def invalid(field, words):
    return 400, "INVALID", field, words


def required(field):
    return 400, "REQUIRED", field, f"Cần ghi `{field}`."


INT = "`{}` phải là số nguyên từ -2147483648 đến 2147483647."


@pytest.mark.parametrize(
    ("query", "variables", "expected"),
    [
        (PRODUCTS, {"first": "x"}, invalid("first", INT.format("first"))),
        (PRODUCTS, {"first": FAR}, invalid("first", INT.format("first"))),
        (PRODUCTS, {"first": 1.5}, invalid("first", INT.format("first"))),
        (PRODUCTS, {"first": [1]}, invalid("first", INT.format("first"))),
        (PRODUCTS, {"f": 7}, invalid("f", "`f` phải là một đối tượng có các trường.")),
        (PRODUCTS, {"f": {"price": {"gte": "a"}}}, invalid("f.price.gte", "`f.price.gte` phải là một số.")),
        (PRODUCTS, {"f": {"nothing": 1}}, invalid("f.nothing", "Không có trường `f.nothing`.")),
        (PRODUCTS, {"f": {"ids": ["a", {}]}}, invalid("f.ids.1", "`f.ids.1` phải là chữ trong ngoặc kép.")),
        (PRODUCTS, {"f": {"metadata": [{"value": "a"}]}}, required("f.metadata.0.key")),
        (PRODUCTS, {"f": {"metadata": {"value": "a"}}}, required("f.metadata.key")),
        (
            PRODUCTS,
            {"sort": {"direction": "UP"}},
            invalid("sort.direction", "`sort.direction` phải là một trong: ASC, DESC."),
        ),
        (
            PRODUCTS,
            {"f": {"isPublished": "yes"}},
            invalid("f.isPublished", "`f.isPublished` phải là true hoặc false."),
        ),
        (ADD, {}, required("lines")),
        (ADD, {"lines": None}, required("lines")),
        (ADD, {"lines": [None]}, required("lines.0")),
        (ADD, {"lines": [{"variantId": "a"}]}, required("lines.0.quantity")),
        (
            ADD,
            {"lines": [{"variantId": "a", "quantity": "2"}]},
            invalid("lines.0.quantity", INT.format("lines.0.quantity")),
        ),
    ],
)
def test_a_wrong_variable_is_told_by_its_place(query, variables, expected):
    assert fault(query, **variables) == expected


@pytest.mark.parametrize(
    ("type_", "wrong", "words"),
    [
        ("Date", "31/01/2026", "một ngày như 2026-01-31."),
        ("DateTime", "hôm qua", "một thời điểm như 2026-01-31T08:00:00+07:00."),
        ("Decimal", "NaN", "một số."),
        ("Decimal", "1e400", "một số."),
        ("PositiveDecimal", -1, "một số không âm."),
        ("UUID", "a", "một UUID."),
        ("PositiveInt", 0, "số nguyên từ 1 đến 2147483647."),
        ("JSONString", "{", "JSON viết thành chữ."),
        ("Upload", "a.png", "tệp gửi theo multipart/form-data."),
        ("Float", "a", "một số."),
        ("ID", {"a": 1}, "chữ trong ngoặc kép."),
    ],
)
def test_each_scalar_says_what_it_takes(type_, wrong, words):
    (operation,) = parse(f"query($a: {type_}) {{ shop {{ name }} }}").definitions
    with translation.override("vi"):
        (error,) = wrong_variables(schema.graphql_schema, operation.variable_definitions, {"a": wrong})
    assert (error.message, error.extensions["field"]) == (f"`a` phải là {words}", "a")


def test_all_that_is_wrong_is_told_at_once():
    wrong = {"lines": [{"variantId": "a"}, {"quantity": "x", "nothing": 1}, 5]}
    errors = ask(ADD, wrong, "vi")[1]["errors"]
    assert [each["extensions"]["field"] for each in errors] == [
        "lines.0.quantity",
        "lines.1.quantity",
        "lines.1.variantId",
        "lines.1.nothing",
        "lines.2",
    ]


def test_what_was_sent_is_not_said_again():
    query = "mutation($a: String!) { tokenCreate(email: $a, password: $a) { token } }"
    answer = ask(query, {"a": {"mật khẩu": "Bí mật 123"}}, "en")[1]
    assert "123" not in str(answer)
    assert answer["errors"][0]["extensions"]["field"] == "a"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ('{ products(first: "x", channel: "vn") { totalCount } }', invalid("first", INT.format("first"))),
        (f"{{ products(first: {FAR}) {{ totalCount }} }}", invalid("first", INT.format("first"))),
        ("{ category { id name(a: 1) } }", None),
        (
            "{ products(first: 1, sortBy: {direction: UP}) { totalCount } }",
            invalid("sortBy.direction", "`sortBy.direction` phải là một trong: ASC, DESC."),
        ),
        (
            '{ products(first: 1, filter: {metadata: [{value: "a"}]}) { totalCount } }',
            required("filter.metadata.0.key"),
        ),
        (
            "{ products(first: 1, filter: {nothing: 1}) { totalCount } }",
            invalid("filter.nothing", "Không có trường `filter.nothing`."),
        ),
        (
            '{ products(first: 1, filter: {ids: ["a", 1.5]}) { totalCount } }',
            invalid("filter.ids.1", "`filter.ids.1` phải là chữ trong ngoặc kép."),
        ),
        ("query($n: Int = 1.5) { products(first: $n) { totalCount } }", invalid("n", INT.format("n"))),
        ("mutation { tokenVerify(token: null) { isValid } }", required("token")),
        ("mutation { tokenVerify { isValid } }", required("token")),
        ("{ shop { name @include } }", required("if")),
    ],
)
def test_a_wrong_literal_is_told_by_its_place(query, expected):
    if expected is None:
        assert fault(query)[1:] == (
            "GraphQLError",
            None,
            "Category.name không nhận tham số `a`.",
        )
    else:
        assert fault(query) == expected


def test_a_variable_without_a_value_inside_an_input():
    query = 'mutation($n: Int) { checkoutLinesAdd(lines: [{variantId: "a", quantity: 1}, {variantId: "b", quantity: $n}]) { errors { code } } }'
    assert fault(query)[1:] == ("GraphQLError", None, "Biến $n khai là Int, nhưng chỗ đó cần Int!.")
    by_default = "query($a: Boolean = true) { shop { name @include(if: $a) } }"
    assert fault(by_default, a=None) == required("a")


@pytest.mark.parametrize(
    ("query", "vietnamese"),
    [
        ("{ shop {", "Đây không phải GraphQL: dòng 1, cột 9."),
        ("{ shop { nothing } }", "Kiểu Shop không có trường `nothing`."),
        ("{ shop }", "Hãy ghi cần những trường nào của `shop`."),
        ("{ shop { name { a } } }", "`name` không có trường con để chọn."),
        ("{ shop(a: 1) { name } }", "Query.shop không nhận tham số `a`."),
        ("query($a: Nothing) { shop { name } }", None),
        ("{ ...A }", "Không có đoạn A."),
        ("{ shop { name @nothing } }", "Không có chỉ thị @nothing."),
        ("query @include(if: true) { shop { name } }", "Chỉ thị @include không đặt ở chỗ đó được."),
        ("{ products(first: $a) { totalCount } }", "Biến $a chưa được khai."),
        ("query($a: Int) { shop { name } }", "Biến $a không được dùng đến."),
        ("{ shop { name } } fragment A on Shop { name }", "Đoạn A không được dùng đến."),
        (
            "query($a: String) { products(first: $a) { totalCount } }",
            "Biến $a khai là String, nhưng chỗ đó cần Int.",
        ),
        ("{ products(first: 1, first: 1) { totalCount } }", "`first` được ghi hai lần."),
        (
            "{ a: shop { name } a: channels { id } }",
            "`a` được hỏi hai lần với nội dung khác nhau; hãy đặt tên khác cho một chỗ.",
        ),
        ("{ shop { ...A } } fragment A on Product { id }", "Đoạn A dành cho một kiểu khác."),
        ("{ shop { ...A } } fragment A on String { id }", None),
    ],
)
def test_a_document_that_does_not_fit_is_told_in_words(query, vietnamese):
    answer = ask(query, {}, "vi")[1]
    told = [each["message"] for each in answer["errors"]]
    assert all(each["extensions"]["exception"]["code"] == "GraphQLError" for each in answer["errors"])
    assert vietnamese is None or vietnamese in told
    assert not any(each.isascii() for each in told)
    english = [each["message"] for each in ask(query, {}, "en")[1]["errors"]]
    assert len(english) == len(told)
    assert all(each.isascii() for each in english)


def test_chinese_readers_are_told_in_chinese():
    assert fault("{ shop { nothing } }", "zh")[3] == "类型 Shop 没有字段 `nothing`。"
    assert fault(PRODUCTS, "zh", first="x")[3] == "`first` 必须是 -2147483648 到 2147483647 之间的整数。"


def test_a_refusal_of_the_trade_tells_its_field_too():
    by_place = '{ products(first: 1, channel: "vn", sortBy: {field: COLLECTION, direction: ASC}) { edges { cursor } } }'
    make.channel(slug="vn")
    _, answer = ask(by_place, {}, "en")
    assert answer["errors"][0]["extensions"]["field"] == "sortBy"


def test_of_a_thousand_wrong_values_the_first_twenty_are_told_and_no_more_sentences_made(monkeypatch):
    made = []
    monkeypatch.setattr(wrong_values, "must_be", lambda type_, place: made.append(place) or place)
    lines = [{"variantId": "a", "quantity": 1, "metadata": [0] * 1000}] * 60
    errors = ask(ADD, {"lines": lines}, "vi")[1]["errors"]
    assert [each["extensions"]["field"] for each in errors] == [
        f"lines.0.metadata.{number}" for number in range(20)
    ]
    assert len(made) == 20


def test_every_scalar_of_the_schema_has_its_sentence():
    free = {"JSON", "Metadata", "GenericScalar"}  # take anything
    names = {name for name, each in schema.graphql_schema.type_map.items() if is_scalar_type(each)} - free
    with translation.override("en"):
        assert [
            name for name in names if "does not fit" in must_be(schema.graphql_schema.type_map[name], "a")
        ] == []

"""Values nobody means well with, and requests that are no GraphQL at all."""

import base64
import json

from tests.fuzz.asking import Request

TEXTS = [
    "",
    " ",
    "\t\r\n",
    "\x00",
    "a\x00b",
    "\ud800",
    "ch\udfffè",
    "\ufffe\uffff",
    "\u202egnòh gnạr\u202c",
    "e\u0301\u0323" * 300,
    "Che\u0300 Sha\u0302\u0301n",  # NFD, as typed on a Mac
    "\u200b",
    "🧄" * 300,
    "x" * 300,
    "x" * 100_000,
    "đ" * 5000,
    "' OR 1=1 --",
    '"; DROP TABLE order_order; --',
    "%' AND name LIKE '%",
    "%s %(name)s %d %",
    "{0} {name} {{7*7}} ${7*7}",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "../../../../etc/passwd",
    "a\r\nSet-Cookie: a=b",
    "NaN",
    "Infinity",
    "-1",
    "1e400",
    "9" * 5000,
    "2147483648",
    "null",
    "[]",
    "{}",
    '{"a":' * 500,
    "[" * 5000,
    "2026-13-45",
    "0000-00-00T00:00:00Z",
    "9999-12-31T23:59:59.999999+14:00",
    "0001-01-01T00:00:00+14:00",
    "2026-02-30",
    "P9999999999D",
    "javascript:alert(1)",
    "http://[::1",
    "a@b@c",
    "a@" + "b" * 300 + ".vn",
    "+84" + "9" * 40,
    "０９１２３４５６７８",
    "^(a+)+$",
    "\\",
    "\\u0000",
    'AND OR NOT * : " ( ) ^',
]

NUMBERS = [
    -1,
    0,
    2**31 - 1,
    2**31,
    -(2**31),
    -(2**31) - 1,
    2**63 - 1,
    2**63,
    -(2**63) - 1,
    10**30,
    1.5,
    -0.5,
    1e308,
    1e-320,
]
NOT_FINITE = [float("nan"), float("inf"), float("-inf")]
SHAPES = [
    None,
    True,
    False,
    [],
    {},
    [[]],
    [None],
    [[[["x"]]]],
    {"a": 1},
    {"__typename": "Product"},
    [1, "a", None, {}],
]


def gid(kind, key):
    """A global id."""
    return base64.b64encode(f"{kind}:{key}".encode("utf-8", "surrogatepass")).decode()


IDS = [
    "",
    "x",
    "===",
    "VXNlcg==",
    gid("Product", ""),
    gid("Product", -1),
    gid("Product", 0),
    gid("Product", 2**63),
    gid("Product", 10**30),
    gid("Product", "1:2"),
    gid("Product", "١٢"),
    gid("Product", "1\x00"),
    gid("", 1),
    gid("Nothing", 1),
    gid("__Schema", 1),
    gid("Checkout", "not-a-uuid"),
    gid("Checkout", "00000000-0000-0000-0000-000000000000"),
    gid("Order", "{00000000-0000-4000-8000-000000000000}"),
    "00000000-0000-4000-8000-000000000000",
    "urn:uuid:00000000-0000-4000-8000-000000000000",
]


def cursor(values):
    """A cursor with these values."""
    return base64.b64encode(json.dumps(values).encode()).decode()


CURSORS = [
    cursor(values)
    for values in ([], [None], [1], ["a"], ["a", 1], ["a", "b", 1], [{"a": 1}], {"a": 1}, 7, "a", [2**70], [True, True], ["\x00", 1],
                   ["\ud800", 1], ["2026-13-45", 1], [-1], [[1]], ["x" * 5000, 1], [1e300], [float("nan"), 1])
] + ["", "x", "W10", "/w==", "a" * 100_000]  # fmt: skip


def deep(levels):
    """Lists in lists."""
    value = []
    for _ in range(levels):
        value = [value]
    return value


def any_value(chance):
    """Anything that JSON can hold, and NaN, which it cannot."""
    kind = chance.random()
    if kind < 0.45:
        return chance.choice(TEXTS)
    if kind < 0.7:
        return chance.choice(NUMBERS)
    if kind < 0.72:
        return chance.choice(NOT_FINITE)
    if kind < 0.8:
        return chance.choice(IDS + CURSORS)
    if kind < 0.96:
        return chance.choice(SHAPES)
    return chance.choice([deep(150), [1] * 3000, [{"a": 1}] * 300, {str(each): each for each in range(500)}])


ASK = "{ shop { name } }"
WHERE = 'query($w: ProductWhereInput) { products(where: $w, first: 1, channel: "vn") { totalCount } }'
MULTIPART = "multipart/form-data; boundary=B"


def _json(value):
    return json.dumps(value).encode()


def _wheres(levels):
    """Conditions within conditions."""
    inside = {"ids": []}
    for _ in range(levels):
        inside = {"AND": [inside], "OR": [inside]} if levels < 10 else {"AND": [inside]}
    return inside


def _form(*parts):
    """A multipart body: (headers, content) each."""
    inside = b"".join(
        b"--B\r\nContent-Disposition: form-data; %s\r\n\r\n%s\r\n" % (head.encode(), body)
        for head, body in parts
    )
    return inside + b"--B--\r\n"


def _upload(operations, places, *files):
    fields = [('name="operations"', operations), ('name="map"', places)]
    return Request(body=_form(*fields, *files), content_type=MULTIPART)


FILE = ('name="0"; filename="a.png"\r\nContent-Type: image/png', b"\x89PNG\r\n\x1a\n")
WITH_FILE = _json({"query": ASK, "variables": {"file": None, "files": [None]}})

BODIES = [
    *[Request(body=body) for body in (
        b"", b"{", b"[]", b"null", b"7", b'"a"', b"\xff\xfe\x00", b"{}", b'{"query":null}', b'{"query":5}', b'{"query":["a"]}',
        b'{"query":"{"}', b'{"query":""}', b'{"query":"\\u0000"}', b'{"query":"{ shop { name } }","variables":[1]}',
        b'{"query":"{ shop { name } }","variables":"{}"}', b'{"query":"{ shop { name } }","variables":"{\\"a\\":"}',
        b'{"query":"{ shop { name } }","variables":NaN}', b'{"query":"{ shop { name } }","operationName":"Nobody"}',
        b'{"query":"{ shop { name } }","operationName":7}', b'{"query":"{ shop { name } }","extensions":{"persistedQuery":{"version":1}}}',
        b'{"query":"query A { shop { name } } query A { shop { name } }"}', b'{"query":"query A { shop { name } } query B { shop { name } }"}',
        b'{"query":"subscription { shop { name } }"}', b'{"query":"type A { b: Int }"}', b'{"query":"fragment A on Shop { name }"}',
        b'{"query":"{ shop { name } } { shop { name } }"}', b'{"query":"{ ...A } fragment A on Query { ...A }"}',
        b'{"id":"x","query":"{ shop { name } }"}', b'{"query":"{ shop { name } }"', b"\xef\xbb\xbf" + _json({"query": ASK}),
        _json({"query": ASK}).decode().encode("utf-16"), _json({"query": ASK, "variables": {"a": deep(900)}}),
        b'{"query":' + b"[" * 100_000, b'{"a":' * 50_000, b'{"query":"{ shop { name } }","variables":{"a":' + b"9" * 10_000 + b"}}",
        b'{"query":"{ shop { name } }","variables":{"a":1e999999999}}', b'{"query":"' + b"{ a" * 3000 + b'"}',
        b"query=%7B+shop+%7B+name+%7D+%7D", b"--B\r\n", b" " * 1_000_001, _json({"query": "#" * 999_000}), _json({"query": ASK + " " * 900_000}),
        *[_json({"query": WHERE, "variables": {"w": _wheres(levels)}}) for levels in (5, 60, 300)], _json([{"query": ASK}]), _json([{"query": ASK}] * 1000), _json([[]]), _json({"query": ASK, "variables": {"\x00": 1, "": 2}}),
    )],
    *[Request(body=_json({"query": ASK}), content_type=kind) for kind in (
        "", "text/plain", "application/graphql", "application/x-www-form-urlencoded", "application/json; charset=utf-16",
        "application/json; charset=nothing", "application/json;;;=", "APPLICATION/JSON", "multipart/form-data", "multipart/form-data; boundary=",
        "multipart/form-data; boundary=" + "x" * 300, "multipart/mixed; boundary=B", "image/png", "application/graphql-response+json", "a" * 5000,
    )],
    Request(body=ASK.encode(), content_type="application/graphql"),
    Request(body=b"\xff\xfe", content_type="application/graphql"),
    Request(body=b"query=%7Bshop%7Bname%7D%7D&variables=%7B", content_type="application/x-www-form-urlencoded"),
    Request(body=b"query=" + b"&a=1" * 2000, content_type="application/x-www-form-urlencoded"),
    _upload(b"", b""), _upload(b"{}", b"{}"), _upload(b"[]", b"{}"), _upload(b"{", b"{"), _upload(WITH_FILE, b"{}", FILE),
    _upload(WITH_FILE, b'{"0":["variables.file"]}', FILE), _upload(WITH_FILE, b'{"0":["variables.files.0"]}', FILE),
    _upload(WITH_FILE, b'{"0":["variables.files.9"]}', FILE), _upload(WITH_FILE, b'{"0":["variables.files.-1"]}', FILE),
    _upload(WITH_FILE, b'{"0":["query"]}', FILE), _upload(WITH_FILE, b'{"0":["operationName"]}', FILE), _upload(WITH_FILE, b'{"0":[""]}', FILE),
    _upload(WITH_FILE, b'{"0":"variables.file"}', FILE), _upload(WITH_FILE, b'{"0":{"a":1}}', FILE), _upload(WITH_FILE, b'{"0":[null,7]}', FILE),
    _upload(WITH_FILE, b'{"9":["variables.file"]}', FILE), _upload(WITH_FILE, b"[1]", FILE), _upload(WITH_FILE, b"null", FILE),
    _upload(_json({"query": ASK, "variables": 5}), b'{"0":["variables.file"]}', FILE),
    _upload(_json({"query": ASK, "variables": None}), b'{"0":["variables.file"]}', FILE),
    _upload(WITH_FILE, _json({str(each): ["variables.file"] for each in range(30)}), FILE),
    _upload(WITH_FILE, _json({"0": ["variables" + ".a" * 5000]}), FILE),
    _upload(WITH_FILE, b'{"0":["variables.file"]}', *[FILE] * 150),
    _upload(WITH_FILE, b"{}", ('name="x"', b"x" * 1_100_000)),
    _upload(WITH_FILE, b'{"0":["variables.file"]}', ('name="0"; filename="../../a\x00.png"\r\nContent-Transfer-Encoding: base64', b"!!!")),
    Request(body=b"--B\r\nContent-Disposition: form-data; name=\"operations\"\r\n\r\n{}", content_type=MULTIPART),
    Request(body=b"--B\r\n" + b"X: " + b"y" * 20_000 + b"\r\n\r\n\r\n--B--", content_type=MULTIPART),
    Request(body=_form(*[(f'name="f{each}"', b"") for each in range(1200)]), content_type=MULTIPART),
]  # fmt: skip

METHODS = [
    *[Request(method="GET", body=b"", path=f"/graphql/?{query}") for query in (
        "", "query=", "query=%7B%20shop%20%7B%20name%20%7D%20%7D", "query=mutation%7Bx%7D", "query=%7B&variables=%7B", "query=%FF%FE", "query=%00",
        "query=%7B%20shop%20%7B%20name%20%7D%20%7D&variables=%5B1%5D", "query=%7B%20shop%20%7B%20name%20%7D%20%7D&variables=%22a%22", "raw=1",
        "query=mutation%28%24t%3AString%21%29%7BtokenVerify%28token%3A%24t%29%7BisValid%7D%7D&variables=%7B%22t%22%3A%22x%22%7D", "a=1&" * 1500,
    )],
    *[Request(method=method, body=_json({"query": ASK})) for method in ("PUT", "PATCH", "DELETE", "TRACE", "HEAD", "FOO")],
]  # fmt: skip

HEADERS = [
    {name: value}
    for name, values in {
        "Authorization": ("Bearer", "Bearer ", "Bearer x", "Bearer a.b.c", "bearer " + "x" * 8000, "Basic eDp5", "Bearer \xff", "JWT null",
                          "Bearer eyJhbGciOiJub25lIn0.eyJpc3MiOiJ4IiwidHlwZSI6ImFjY2VzcyJ9.", "Bearer eyJhbGciOiJIUzI1NiJ9.e30.x", "Bearer ..", "Bearer é"),
        "Authorization-Bearer": ("", " ", "x", "null", "a.b.c.d", "[]"),
        "Accept-Language": ("", "en;q=x", "zz", "," * 5000, "en-" * 3000, "*", "\xff", "vi\x00", "EN", "zh-Hant-TW"),
        "Accept": ("", "text/html", "application/graphql-response+json", "*/*;q=nan", "," * 3000),
        "Origin": ("null", "", "https://" + "a" * 5000, "javascript:", "http://a\x00b"),
        "Content-Length": ("0", "5"),
        "Content-Encoding": ("gzip", "br"),
        "Host": ("evil.example",),
        "Shop-Secret": ("", "x"),
        "Shop-Visitor": ("x" * 500, "999.1.1.1"),
        "Cookie": ("a" * 4000, "sessionid=x; csrftoken=\xff"),
        "X-Forwarded-For": ("x" * 3000,),
        "X-HTTP-Method-Override": ("DELETE",),
        "Transfer-Encoding": ("chunked",),
        "If-None-Match": ("*",),
        "Range": ("bytes=0-1",),
    }.items()
    for value in values
]  # fmt: skip


def _nested(word, levels, leaf):
    return "{ " + f"{word} {{ " * levels + leaf + " }" * (levels + 1)


BOMBS = [
    Request(query)
    for query in (
        _nested("category { parent", 20, "name"), _nested("...", 150, "shop { name }"), _nested("... on Query", 400, "shop { name }"),
        "{ " + " ".join(f"a{each}: shop {{ name }}" for each in range(2500)) + " }",
        "{ " + "shop { name } " * 2500 + "}", "{ shop { " + "name " * 7000 + "} }", "{ shop { " + "name name: name " * 2000 + "} }",
        "{ " + " ".join(f"a{each}: products(first: 100, channel: \"vn\") {{ totalCount edges {{ node {{ name }} }} }}" for each in range(300)) + " }",
        "{ products(first: 100) { edges { node { category { products(first: 100) { edges { node { category { products(first: 100) {"
        " edges { node { id } } } } } } } } } } } }",
        "{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }",
        "{ ...F0 }" + "".join(f" fragment F{each} on Query {{ ...F{each + 1} ...F{each + 1} }}" for each in range(40)) + " fragment F40 on Query { shop { name } }",
        "{ ...F0 }" + "".join(f" fragment F{each} on Query {{ ...F{each + 1} }}" for each in range(1500)) + " fragment F1500 on Query { shop { name } }",
        "{ " + " ".join(f"...F{each}" for each in range(700)) + " }" + "".join(f" fragment F{each} on Query {{ shop {{ name }} }}" for each in range(700)),
        "{ __schema { " + "types { fields { type { " * 8 + "name" + " } } }" * 8 + " } }",
        "{ " + " ".join(f"s{each}: __schema {{ types {{ fields {{ args {{ name }} }} }} }}" for each in range(50)) + " }",
        "{ __type(name: \"Query\") { " + "ofType { " * 200 + "name" + " }" * 200 + " } }", "{ __type(name: \"\\u0000\") { name } }",
        "query(" + " ".join(f"$v{each}: Int" for each in range(3000)) + ") { shop { name } }",
        "query($a: [[[[[[Int]]]]]] = [[[[[[1]]]]]]) { shop { name } }", "query($a: Int = 9999999999999999999999) { shop { name } }",
        "query A($a: Boolean!) { shop @include(if: $a) { name } }", "{ shop @skip @skip @skip { name } }", "{ shop " + "@include(if: true) " * 2000 + "{ name } }",
        "{ shop(a: " + "[" * 300 + "]" * 300 + ") { name } }", "{ shop(a: " + "{a: " * 300 + "1" + "}" * 300 + ") { name } }",
        "{ products(first: 99999999999999999999999) { totalCount } }", "{ products(first: " + "9" * 6000 + ") { totalCount } }", "{ products(first: -1) { totalCount } }",
        "{ products(first: 1, where: " + "{AND: " * 120 + "{}" + "}" * 120 + ") { totalCount } }",
        "{ products(first: 1, last: 1) { totalCount edges { cursor } } }", "{ products(first: \"1\") { totalCount } }", "{ a" + "a" * 100_000 + " }",
        "mutation { " + " ".join(f"m{each}: tokenCreate(email: \"a@b.vn\", password: \"x\") {{ token }}" for each in range(200)) + " }",
        "subscription { event { __typename } }", "{ __typename @defer }", "{ \"\"\"block\"\"\" }", "#" * 100_000, "{ shop { name } } " + "#\n" * 50_000, "\ufeff{ shop { name } }",
        "query " + "A" * 50_000 + " { shop { name } }", "{ shop { name } __typename ...{ __typename } ... @include(if: false) { __typename } }",
        "{ shop { ... on Product { name } } }", "{ product { ... on Nothing { name } } }", "extend schema { query: Query }", "{ _entities(representations: []) { __typename } }",
        "{ _service { sdl } }",
    )
]  # fmt: skip


def raw_request(chance):
    """One of these, some with odd headers."""
    request = chance.choice(chance.choice([BODIES, BODIES, METHODS, BOMBS, HEADERS]))
    return Request(ASK, headers=request) if isinstance(request, dict) else request

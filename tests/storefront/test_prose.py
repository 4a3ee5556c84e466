"""EditorJS descriptions become HTML in which only our own tags stand."""

import json
import re

from hypothesis import given
from hypothesis import strategies as st

from storefront.prose import html_of, text_of

TAG = re.compile(r"<(?:/(?:p|h[3-6]|ul|ol|li|b|i|a|blockquote)|(?:p|h[3-6]|ul|ol|li|b|i|blockquote|br)"
                 r"|a href=\"[^\"<>]*\" rel=\"nofollow noopener noreferrer\")>")  # fmt: skip
NASTY = st.sampled_from([
    "<script>", "</p>", "<b>", "</b>", "<i", "onclick=", "<a href='javascript:alert(1)'>", '<a href="https://x.vn">',
    "</a>", "<img src=x onerror=y>", "&lt;", "&", '"', "'", "<!--", "]]>", "<a href=\"//evil\">", "<svg/onload=1>",
])  # fmt: skip
TEXT = st.lists(st.one_of(st.text(max_size=12), NASTY), max_size=8).map("".join)
KEYS = st.sampled_from(["text", "items", "level", "content"])
VALUES = st.recursive(
    st.one_of(st.none(), st.integers(), TEXT),
    lambda deeper: st.one_of(st.lists(deeper, max_size=3), st.dictionaries(KEYS, deeper)),
    max_leaves=6,
)
BLOCK = st.fixed_dictionaries({
    "type": st.sampled_from(["paragraph", "header", "list", "quote", "image", ""]),
    "data": st.one_of(VALUES, st.fixed_dictionaries({"text": TEXT, "level": st.integers(), "items": st.lists(TEXT)})),
})  # fmt: skip


def paragraph(text):
    return json.dumps({"blocks": [{"type": "paragraph", "data": {"text": text}}]})


@given(st.lists(st.one_of(BLOCK, VALUES), max_size=5))
def test_only_our_own_tags_come_out(blocks):
    html = html_of(json.dumps({"blocks": blocks}))
    assert "<" not in TAG.sub("", html)
    assert "javascript:" not in "".join(re.findall(r'href="([^"]*)"', html))


@given(st.text())
def test_any_text_can_be_a_description(text):
    assert "<" not in TAG.sub("", html_of(text))
    assert len(text_of(text)) <= 160


def test_paragraphs_headers_and_lists():
    blocks = [
        {"type": "header", "data": {"text": "Hạt gạo", "level": 2}},
        {"type": "paragraph", "data": {"text": "Dẻo &amp; <b>thơm</b>"}},
        {"type": "list", "data": {"style": "ordered", "items": ["một", {"content": "hai"}]}},
    ]
    assert html_of({"blocks": blocks}) == (
        "<h3>Hạt gạo</h3>\n<p>Dẻo &amp; <b>thơm</b></p>\n<ol><li>một</li><li>hai</li></ol>"
    )


def test_what_is_left_open_is_closed():
    assert html_of(paragraph("<b>a<i>b</b>c")) == "<p><b>a<i>b</i></b>c</p>"


def test_links_go_out_without_telling_and_never_run():
    assert html_of(paragraph('<a href="https://x.vn/?a=1&b=2">x</a>')) == (
        '<p><a href="https://x.vn/?a=1&amp;b=2" rel="nofollow noopener noreferrer">x</a></p>'
    )
    assert html_of(paragraph('<a href="javascript:alert(1)">x</a>')) == "<p>x</p>"


def test_nothing_is_nothing():
    assert html_of(None) == html_of("") == html_of("{}") == html_of('{"blocks": null}') == ""


def test_the_blurb_has_no_tags_and_ends_at_a_word():
    blurb = text_of(paragraph("Gạo <b>thơm</b> " * 40))
    assert blurb.endswith("…")
    assert "<" not in blurb

import pytest
from hypothesis import given
from hypothesis import strategies as some

from marketplace.content.texts import is_document, plain, to_blocks, to_text

TYPED = """\
## Đổi, trả

Gọi trong **24 giờ**, xem [cách gọi](/luat-cho/).

### Cần có

- ảnh
- mã đơn

1. gọi
2. gửi lại"""


def test_a_typed_text_becomes_blocks():
    assert to_blocks(TYPED)["blocks"] == [
        {"type": "header", "data": {"text": "Đổi, trả", "level": 2}},
        {
            "type": "paragraph",
            "data": {"text": 'Gọi trong <b>24 giờ</b>, xem <a href="/luat-cho/">cách gọi</a>.'},
        },
        {"type": "header", "data": {"text": "Cần có", "level": 3}},
        {"type": "list", "data": {"style": "unordered", "items": ["ảnh", "mã đơn"]}},
        {"type": "list", "data": {"style": "ordered", "items": ["gọi", "gửi lại"]}},
    ]


def test_blocks_become_the_text_that_was_typed():
    assert to_text(to_blocks(TYPED)) == TYPED


def test_lines_without_an_empty_one_between_are_one_paragraph():
    assert to_blocks("Chợ mở\ncả tuần.")["blocks"] == [
        {"type": "paragraph", "data": {"text": "Chợ mở cả tuần."}}
    ]


def test_signs_of_html_stay_signs():
    assert to_blocks("a < b & <b>c</b>")["blocks"][0]["data"]["text"] == "a &lt; b &amp; &lt;b&gt;c&lt;/b&gt;"
    assert to_text(to_blocks("a < b & <b>c</b>")) == "a < b & <b>c</b>"


@given(some.text(alphabet="ab#-1. *[]()<>&\n\"'", max_size=60))
def test_what_was_typed_once_stays_as_it_is(text):
    once = to_text(to_blocks(text))
    assert to_text(to_blocks(once)) == once


@pytest.mark.parametrize("document", [None, {}, to_blocks(TYPED)])
def test_what_was_typed_can_be_edited_again(document):
    assert plain(document)


def test_a_picture_would_be_lost():
    assert not plain({"blocks": [{"type": "image", "data": {"file": {"url": "/a.webp"}}}]})


@pytest.mark.parametrize("value", ["text", [], {}, {"blocks": {}}, {"blocks": [{"type": "paragraph"}]}])
def test_what_has_no_blocks_is_no_document(value):
    assert not is_document(value)

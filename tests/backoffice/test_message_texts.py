"""Staff's own words for the sentences of letters: found, written, refused, taken back, and never a letter broken."""

import re
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.core import mail
from django.utils.html import escape

from marketplace.core.actor import SYSTEM, Actor, ActorKind
from marketplace.core.errors import DomainErrors, NotFound, PermissionDenied
from marketplace.core.jobs import run_due
from marketplace.core.models import Event
from marketplace.notification import services
from marketplace.notification.models import Wording
from marketplace.notification.sentences import ROOMS, places, sentences
from marketplace.notification.wording import said, speaking
from marketplace.order.models import Order
from tests import factories as make
from tests.backoffice.office import do, do_to_all, listed, of_someone_who_may, page, superuser
from tools.messages import ROOT, used

pytestmark = pytest.mark.django_db
PLACED = "Order %(number)s has reached the cooperatives"
OWN = "Phiên chợ đã nhận đơn %(number)s của bà con"
LETTERS = Path("marketplace/notification")


@pytest.fixture
def desk():
    return of_someone_who_may("MANAGE_SETTINGS")


def write(desk, sentence, **texts):
    """Choose a sentence, type texts, and say yes."""
    address = f"{page(Wording, 'add')}?{make_query(sentence)}"
    asked = desk.get(address)
    shown = {"shown": asked.context["shown"]} if asked.status_code == 200 else {}
    return desk.post(address, {**shown, **texts, "sure": "1"})


def make_query(sentence):
    return urlencode({"sentence": sentence})


def found(desk, words):
    """The sentences that the desk offers for these words."""
    return [
        each["words"] for each in desk.get(page(Wording, "changelist"), {"q": words}).context["sentences"]
    ]


def letter_of_an_order(language="vi"):
    """What the buyer gets for a new order."""
    order = make.order(make.on_sale())
    Order.objects.filter(pk=order.pk).update(language_code=language)
    mail.outbox.clear()
    run_due()
    (letter,) = [each for each in mail.outbox if str(order.pk) in each.body]
    return order, letter


def filled(text):
    return re.sub(r"%\((\w+)\)s", r"\1", text)


# --- the list ---------------------------------------------------------------------------------------------


def test_every_sentence_of_the_letters_can_be_chosen(desk):
    modules = {path.stem for path in (ROOT / LETTERS).glob("*letters*.py")}
    assert modules == set(ROOMS)
    every = used()
    said_there = {text for text, place in every.items() if re.match(rf"{LETTERS}/\w*letters\w*\.py:", place)}
    assert said_there <= sentences().keys() <= every.keys()
    offered = desk.get(page(Wording, "changelist")).context["sentences"]
    assert len(offered) == len(sentences())
    for text, each in list(zip(sentences(), offered, strict=True))[::9]:
        form = desk.get(each["address"]).context["form"]
        assert f'<q lang="en">{escape(text)}</q>' in form["en"].help_text


def test_every_place_to_fill_in_is_one_that_a_text_can_keep():
    assert [text for text in sentences() if "%" in re.sub(r"%\(\w+\)s", "", text)] == []


@pytest.mark.parametrize("words", ["đã tới hợp tác xã", "DA TOI hop tac", "has reached the cooperatives"])
def test_a_sentence_is_found_by_the_words_one_knows(desk, words):
    assert found(desk, words) == ["Đơn %(number)s đã tới hợp tác xã"]
    assert found(desk, "không có câu nào thế này") == []


def test_the_list_costs_the_same_for_one_text_and_for_three(desk, django_assert_num_queries):
    for sentence in ("Hello,", "Your order:", "Confirm your account"):
        services.word(sentence=sentence, texts={"vi": "Chào"}, actor=SYSTEM)
        desk.get(page(Wording, "changelist"))
        with django_assert_num_queries(8):
            desk.get(page(Wording, "changelist"))


# --- writing ----------------------------------------------------------------------------------------------


def test_a_text_is_written_shown_in_the_next_letter_and_taken_back(desk):
    assert write(desk, PLACED, vi=OWN, en="", zh_hans="").status_code == 302
    order, letter = letter_of_an_order()
    assert letter.subject == f"Phiên chợ đã nhận đơn {order.number} của bà con"
    order, letter = letter_of_an_order("en")
    assert letter.subject == f"Order {order.number} has reached the cooperatives"
    (row,) = listed(desk, Wording, q="PHIEN cho")
    assert do(desk, row, "drop").status_code == 302
    order, letter = letter_of_an_order()
    assert letter.subject == f"Đơn {order.number} đã tới hợp tác xã"


def test_an_emptied_field_gives_the_built_in_words_back_and_the_other_languages_stay(desk):
    write(desk, PLACED, vi=OWN, en="We have %(number)s", zh_hans="订单 %(number)s")
    shown = desk.get(f"{page(Wording, 'add')}?{make_query(PLACED)}").context["form"].initial
    assert shown == {"vi": OWN, "en": "We have %(number)s", "zh_hans": "订单 %(number)s"}
    write(desk, PLACED, vi="", en="We have %(number)s", zh_hans="订单 %(number)s")
    left = Wording.objects.order_by("pk").values_list("language_code", "text")
    assert list(left) == [("en", "We have %(number)s"), ("zh-hans", "订单 %(number)s")]


def test_each_change_stands_in_the_trail_with_both_texts_and_what_did_not_change_does_not(desk):
    write(desk, PLACED, vi=OWN)
    write(desk, PLACED, vi=OWN)
    write(desk, PLACED, vi="Đơn %(number)s")
    do_to_all(desk, list(Wording.objects.all()), "drop")
    rows = Event.objects.filter(kind="WordingChanged").order_by("at")
    assert [(each.actor, each.payload["before"], each.payload["after"]) for each in rows] == [
        (f"user:{desk.user.pk}", "", OWN),
        (f"user:{desk.user.pk}", OWN, "Đơn %(number)s"),
        (f"user:{desk.user.pk}", "Đơn %(number)s", ""),
    ]
    assert {(each.payload["sentence"], each.payload["language_code"]) for each in rows} == {(PLACED, "vi")}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Đơn đã tới", "Trong câu còn thiếu: %(number)s"),
        ("Đơn %(number)s của %(name)s", "Câu này không có gì để điền vào: %(name)s"),
        ("Đơn %(number)s giảm 5%", "Dấu % chỉ dùng ở chỗ để điền. Xin viết chữ “phần trăm”."),
        ("Đơn %(number)s %(số lượng)s", "Dấu % chỉ dùng ở chỗ để điền. Xin viết chữ “phần trăm”."),
        ("Đơn %(number)s %(number)d", "Dấu % chỉ dùng ở chỗ để điền. Xin viết chữ “phần trăm”."),
        ("Đơn %(number)s\nđã tới", "Chỗ này cần một dòng chữ thường, không xuống dòng."),
        ("Đơn %(number)s\x08", "Chỗ này cần một dòng chữ thường, không xuống dòng."),
    ],
)
def test_a_text_that_cannot_stand_for_the_sentence_is_refused_beside_it_and_by_the_service(desk, text, words):
    form = write(desk, PLACED, vi=text, en="New: %(number)s").context["form"]
    assert form.errors == {"vi": [words]}
    assert form["vi"].value() == text
    with pytest.raises(DomainErrors) as refused:
        services.word(sentence=PLACED, texts={"vi": text, "en": "New: %(number)s"}, actor=SYSTEM)
    assert ([each.field for each in refused.value.errors], Wording.objects.count()) == (["vi"], 0)


def test_a_text_has_an_end(desk):
    assert "vi" in write(desk, "Hello,", vi="a" * 501).context["form"].errors
    with pytest.raises(DomainErrors):
        services.word(sentence="Hello,", texts={"vi": "a" * 501}, actor=SYSTEM)
    assert write(desk, "Hello,", vi="a" * 500).status_code == 302


def test_lines_stay_where_the_program_has_lines(desk):
    sentence = next(text for text in sentences() if "\n" in text)
    text = "\r\n".join(["Chào bà con!", *places(sentence)])
    assert write(desk, sentence, vi=text).status_code == 302
    assert Wording.objects.get().text == text.replace("\r\n", "\n")


# --- who, and what goes wrong ------------------------------------------------------------------------------


def test_nobody_else_writes_texts():
    nobody = Actor(ActorKind.STAFF, user_id=1, permissions=frozenset({"MANAGE_PAGES"}))
    services.word(sentence="Hello,", texts={"vi": "Chào"}, actor=SYSTEM)
    row = Wording.objects.get()
    with pytest.raises(PermissionDenied):
        services.word(sentence="Hello,", texts={"vi": "Này"}, actor=nobody)
    with pytest.raises(PermissionDenied):
        services.unword(wording_id=row.pk, actor=nobody)
    other = of_someone_who_may("MANAGE_PAGES", "MANAGE_TRANSLATIONS")
    assert write(other, "Hello,", vi="Này").status_code == 403
    assert do(other, row, "drop").status_code in (302, 403)
    assert Wording.objects.get().text == "Chào"


def test_only_our_sentences_and_languages_have_texts(desk):
    with pytest.raises(NotFound):
        services.word(sentence="No such sentence", texts={"vi": "x"}, actor=SYSTEM)
    with pytest.raises(DomainErrors):
        services.word(sentence="Hello,", texts={"fr": "Bonjour"}, actor=SYSTEM)
    with pytest.raises(NotFound):
        services.unword(wording_id=999_999, actor=SYSTEM)
    assert write(desk, "No such sentence", vi="x").url == page(Wording, "changelist")
    assert Wording.objects.count() == 0


def test_a_text_of_any_sentence_shows_where_the_sentence_is_said(django_assert_num_queries):
    for number, text in enumerate(sentences()):
        own = {"vi": " ".join([f"câu {number}", *places(text)])}
        services.word(sentence=text, texts=own, actor=SYSTEM)
    with django_assert_num_queries(1), speaking("vi"):
        for number, text in enumerate(sentences()):
            assert filled(said(text)) == " ".join([f"câu {number}", *map(filled, places(text))])
    with speaking("en"):
        assert [text for text in sentences() if said(text) != text] == []


@pytest.mark.parametrize(
    "text", ["Đơn mới", "Đơn %(number)s %(khac)s", "Đơn %(number)s 5%", "Đơn %(number)s\n"]
)
def test_a_text_that_a_later_release_has_made_wrong_breaks_no_letter(text):
    Wording.objects.create(
        language_code="vi", sentence=PLACED, text=text, text_folded="x", changed_by="user:1"
    )
    order, letter = letter_of_an_order()
    assert letter.subject == f"Đơn {order.number} đã tới hợp tác xã"


@pytest.mark.parametrize(
    ("language", "said_then"), [("en-us", "Hi"), ("zh", "嗨"), ("fr", "Chào"), ("", "Chào"), ("vi", "Chào")]
)
def test_a_language_we_do_not_write_is_answered_as_the_program_does(language, said_then):
    services.word(sentence="Hello,", texts={"vi": "Chào", "en": "Hi", "zh-hans": "嗨"}, actor=SYSTEM)
    with speaking(language):
        assert said("Hello,") == said_then
    assert said("Hello,") == "Chào bạn,"  # outside of a letter there are no texts of staff's


def test_every_letter_is_written_with_staffs_texts():
    """Whoever writes a letter says `speaking`; in a language set otherwise staff's texts would be left out."""
    rooms = [path for path in (ROOT / LETTERS).glob("*.py") if path.stem not in ("wording", "sentences")]
    assert [path.name for path in rooms if "translation.override" in path.read_text()] == []


def test_the_desk_opens_for_the_superuser_with_a_row_of_a_sentence_that_is_gone():
    gone = Wording.objects.create(language_code="vi", sentence="Gone %(x)s", text="x", text_folded="x")
    desk = superuser()
    assert listed(desk, Wording) == [gone]
    assert desk.get(page(Wording, "change", gone.pk)).status_code == 200
    do(desk, gone, "drop")
    assert Wording.objects.count() == 0

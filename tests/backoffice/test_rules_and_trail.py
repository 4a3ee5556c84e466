"""Rules for sellers with their history, tables of rates, and the trail that nobody can change."""

import re
from dataclasses import fields
from html import unescape

import pytest
from django.db import transaction
from django.utils import translation
from django.utils.html import strip_tags

from marketplace.catalog.events import ProductPublished
from marketplace.core.actor import SYSTEM, Actor, ActorKind
from marketplace.core.admin.words import called
from marketplace.core.errors import DomainError, NotFound, PermissionDenied
from marketplace.core.events import DomainEvent, emit
from marketplace.core.models import Event
from marketplace.notification.models import Message, Wording
from marketplace.order.models import Order
from marketplace.oversight import services
from marketplace.oversight.models import (
    CategoryRule,
    Paper,
    PaperKind,
    RuleChange,
    Ruled,
    WantedStep,
    WatchedWord,
)
from marketplace.shipping.models import RateRow, ShippingMethod
from tests import factories as make
from tests.backoffice.office import do, listed, of_someone_who_may, page, superuser, typed
from tests.oversight.people import MINH, filled, give, services_wanted, submitted

pytestmark = pytest.mark.django_db
WORD = {"text": "thần dược núi", "category": "", "why": "Không phải thuốc"}
"""One that is not among those of the beginning."""


def write(client, model, **columns):
    return client.post(page(model, "add"), {**columns, "sure": "1"})


def changes(what):
    return list(RuleChange.objects.filter(what=what).order_by("pk").values_list("before", "after"))


def test_a_word_is_written_changed_and_dropped_and_each_change_is_kept():
    desk = of_someone_who_may("MANAGE_PRODUCTS")
    write(desk, WatchedWord, **WORD)
    word = WatchedWord.objects.get(text_folded="than duoc nui")
    do(desk, word, "change", **{**WORD, "why": "Thực phẩm không phải thuốc"})
    do(desk, word, "change", **{**WORD, "why": "Thực phẩm không phải thuốc"})  # the same: not a change
    do(desk, word, "drop")
    assert not WatchedWord.objects.filter(pk=word.pk).exists()
    told = [(before and before["why"], after and after["why"]) for before, after in changes("WORD")]
    assert told == [
        (None, "Không phải thuốc"),
        ("Không phải thuốc", "Thực phẩm không phải thuốc"),
        ("Thực phẩm không phải thuốc", None),
    ]
    assert RuleChange.objects.first().actor == f"user:{desk.user.pk}"
    assert Event.objects.filter(kind="RuleChanged").count() == 3


def test_the_history_says_what_was_changed_in_the_readers_words():
    desk = superuser()
    shelf = make.category()
    write(desk, WatchedWord, **WORD)
    word = WatchedWord.objects.get(text_folded="than duoc nui")
    do(desk, word, "change", **{**WORD, "category": shelf.pk, "why": "Không là thuốc"})
    shown = desk.get(page(WatchedWord, "change", word.pk)).content.decode()
    changed = f"chỉ trong danh mục này: –; vì sao: Không phải thuốc → chỉ trong danh mục này: {shelf.name}; vì sao: Không là thuốc"
    assert changed in shown
    assert "– → từ hoặc cụm từ: thần dược núi; chỉ trong danh mục này: –; vì sao: Không phải thuốc" in shown
    assert not any(key in shown for key in ("text_folded", "category_id", "&quot;why"))
    do(desk, word, "drop")
    trail = desk.get(page(RuleChange, "changelist")).content.decode()
    assert f"chỉ trong danh mục này: {shelf.name}; vì sao: Không là thuốc" in trail
    assert "text_folded" not in trail


def test_choices_are_told_by_their_words():
    desk = superuser()
    write(desk, CategoryRule, category=make.category().pk, demand="BLOCKED")
    rule = CategoryRule.objects.get()
    do(desk, rule, "change", category=rule.category_id, demand="LOOK")
    assert (
        "yêu cầu: không bán ở chợ → yêu cầu: "
        in desk.get(page(CategoryRule, "change", rule.pk)).content.decode()
    )


def test_every_key_of_every_event_has_a_word_for_the_reader():
    kinds, keys = DomainEvent.__subclasses__(), set()
    for each in kinds:
        kinds += each.__subclasses__()
        keys |= (
            {field.name for field in fields(each)} if each.__module__.startswith("marketplace.") else set()
        )
    with translation.override("vi"):
        assert {key for key in keys if called(key) == key} == set()


def test_the_trail_says_its_ids_in_the_readers_words():
    shop, _owner = submitted()
    desk = of_someone_who_may("MANAGE_OBSERVABILITY")
    (event,) = Event.objects.filter(kind="OpeningSubmitted")
    for address in (page(Event, "changelist"), page(Event, "change", event.pk)):
        shown = desk.get(address).content.decode()
        assert "entry_id" not in shown
        assert "số của mục" in shown


def test_the_same_word_twice_and_rules_that_cannot_stand_are_refused_in_words():
    desk = superuser()
    write(desk, WatchedWord, **WORD)
    again = write(desk, WatchedWord, **{**WORD, "text": "THAN DUOC NUI"})
    assert again.context["form"].non_field_errors()
    shelf = make.category()
    assert write(desk, CategoryRule, category=shelf.pk, demand="PAPER").status_code == 200
    assert write(desk, CategoryRule, category=shelf.pk, demand="BLOCKED").status_code == 302
    assert write(desk, CategoryRule, category=shelf.pk, demand="BLOCKED").status_code == 200
    assert CategoryRule.objects.count() == 1


def test_a_step_of_the_checklist_is_added_and_asked_from_then_on():
    desk = of_someone_who_may("MANAGE_USERS")
    before = WantedStep.objects.filter(kind="INDIVIDUAL").count()
    paper = PaperKind.objects.get(slug="dang-ky")
    write(desk, WantedStep, kind="INDIVIDUAL", step="PAPER", paper_kind=paper.pk, position=9)
    assert WantedStep.objects.filter(kind="INDIVIDUAL").count() == before + 1
    assert len(changes("STEP")) == 1


def test_a_kind_of_paper_that_is_asked_or_given_cannot_be_dropped():
    submitted()
    given = PaperKind.objects.get(slug="dang-ky")
    WantedStep.objects.all().delete()
    for kind in (given, PaperKind.objects.get(slug="can-cuoc")):
        if kind != given:
            WantedStep.objects.create(kind="INDIVIDUAL", step="PAPER", paper_kind=kind)
        with pytest.raises(DomainError) as refused:
            services.drop_rule(what=Ruled.PAPER, rule_id=kind.pk, actor=MINH)
        assert refused.value.code == "INVALID"
    assert changes("PAPER") == []


def test_rules_are_written_by_those_who_may():
    nobody = Actor(ActorKind.STAFF, user_id=1, permissions=frozenset({"MANAGE_ORDERS"}))
    for what in Ruled:
        with pytest.raises(PermissionDenied):
            services.write_rule(what=what, actor=nobody)
        with pytest.raises(PermissionDenied):
            services.drop_rule(what=what, rule_id=1, actor=nobody)
        with pytest.raises(NotFound):
            services.drop_rule(what=what, rule_id=999_999, actor=MINH)


def test_a_table_of_rates_is_saved_as_a_whole_and_the_one_before_stays_in_the_trail():
    post, _pickup = make.shipping()
    desk = of_someone_who_may("MANAGE_SHIPPING")
    own = make.cooperative()
    RateRow.objects.create(method=post, cooperative=own, price_amount=1)
    values = typed(desk, post)
    values["rate_rows-0-price_amount"] = "21000"
    values["rate_rows-1-DELETE"] = "on"
    before = RateRow.objects.filter(method=post, cooperative=None).count()
    answer = desk.post(page(ShippingMethod, "change", post.pk), values)
    assert answer.status_code == 302, answer.context["errors"]
    rows = RateRow.objects.filter(method=post, cooperative=None)
    assert rows.count() == before - 1
    assert rows.filter(price_amount=21_000).exists()
    assert RateRow.objects.filter(cooperative=own).count() == 1
    first, second = Event.objects.filter(kind="RatesChanged").order_by("at")
    assert (len(first.payload["rates"]), len(second.payload["rates"])) == (before, before - 1)
    assert second.actor == f"user:{desk.user.pk}"


def test_the_trail_is_searched_by_whom_for_whom_what_and_of_which_order():
    order = make.order(make.on_sale())
    shop, owner = submitted()
    desk = of_someone_who_may("MANAGE_OBSERVABILITY")
    seen = {word: {each.kind for each in listed(desk, Event, q=word)} for word in (
        str(order.pk), f"cooperative:{shop.pk}", owner.key, "OpeningSubmitted", f"{owner.key} OpeningSubmitted", "x",
    )}  # fmt: skip
    assert "OrderPlaced" in seen[str(order.pk)]
    assert {"OpeningSubmitted", "PaperGiven"} <= seen[f"cooperative:{shop.pk}"]
    assert {"OpeningSubmitted", "PaperGiven"} <= seen[owner.key]
    assert seen["OpeningSubmitted"] == seen[f"{owner.key} OpeningSubmitted"] == {"OpeningSubmitted"}
    assert seen["x"] == set()
    assert {each.kind for each in listed(desk, Event, viec="OrderPlaced", khi="1")} == {"OrderPlaced"}


@pytest.mark.parametrize("model", [Event, RuleChange])
def test_the_trail_can_be_changed_by_nobody(model):
    services.watch_word(text="thần dược núi", actor=MINH)
    row = model.objects.first()
    desk = superuser()
    assert desk.get(page(model, "change", row.pk)).status_code == 200
    assert desk.post(page(model, "change", row.pk), {"actor": "user:1", "kind": "x"}).status_code == 403
    assert desk.post(page(model, "delete", row.pk), {"post": "yes"}).status_code == 403
    assert desk.get(page(model, "add")).status_code == 403
    chosen = {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"}
    desk.post(page(model, "changelist"), chosen)
    assert model.objects.filter(pk=row.pk).values().get() == {
        field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields
    }


def test_the_trail_costs_the_same_for_one_and_for_three(django_assert_num_queries):
    desk = of_someone_who_may("MANAGE_OBSERVABILITY")
    services.watch_word(text="một", actor=MINH)
    desk.get(page(Event, "changelist"))
    for words in (["hai"], ["ba", "bốn"]):
        for model in (Event, RuleChange):
            with django_assert_num_queries(6):
                desk.get(page(model, "changelist"))
        for word in words:
            services.watch_word(text=word, actor=MINH)


@pytest.mark.parametrize("typed", ["Bắc Hà", "bac ha", "BẮC", " bắc  hà "])
def test_a_cooperatives_rates_are_found_by_its_name_with_marks_or_without(typed):
    ours, theirs = make.cooperative(name="HTX Bắc Hà"), make.cooperative(name="HTX Tú Lệ")
    method = make.shipping()[0]
    rows = [
        RateRow.objects.create(method=method, cooperative=each, currency="VND", price_amount=20_000)
        for each in (ours, theirs)
    ]
    assert listed(superuser(), RateRow, q=typed) == rows[:1]


def test_a_paper_is_found_by_its_number_just_as_it_is_written():
    shop, owner = filled()
    for kind, number in zip(services_wanted(shop), ("GP-Đ/17", "GP-D/18"), strict=False):
        give(shop, owner, kind, number=number)
    assert [each.number for each in listed(superuser(), Paper, q="GP-Đ/17")] == ["GP-Đ/17"]
    assert listed(superuser(), Paper, q="!!!") == []


def test_the_trail_tells_what_happened_in_a_sentence_with_the_names_of_things(django_assert_num_queries):
    desk, channel = of_someone_who_may("MANAGE_OBSERVABILITY"), make.channel()
    desk.get(page(Event, "changelist"))
    for more in (1, 2):
        for good in (make.product(name=f"Gạo {more}-{number}") for number in range(more)):
            with transaction.atomic():
                emit(ProductPublished(good.pk, channel.pk, good.cooperative_id), actor=SYSTEM)
        with django_assert_num_queries(9):
            shown = desk.get(page(Event, "changelist")).content.decode()
        assert f"sản phẩm: {good.name} ({good.pk})" in shown
        assert f"hợp tác xã: {good.cooperative.name} ({good.cooperative_id})" in shown
        assert "Hàng đã được đưa lên bán" in shown
        assert '<td class="field-what">Hàng đã được đưa lên bán</td>' in shown
    gone, event = good.pk, Event.objects.latest("at")
    good.delete()
    assert f"sản phẩm: #{gone}" in desk.get(page(Event, "changelist")).content.decode()
    assert "ProductPublished" in desk.get(page(Event, "change", event.pk)).content.decode()


def test_kinds_are_chosen_by_their_sentences():
    desk = of_someone_who_may("MANAGE_OBSERVABILITY")
    submitted()
    (event,) = listed(desk, Event, viec="OpeningSubmitted")
    assert event.kind == "OpeningSubmitted"
    shown = desk.get(page(Event, "changelist")).content.decode()
    assert '<a href="?viec=OpeningSubmitted">Một quầy đã xin mở</a>' in shown
    assert "SuborderEvent" not in shown  # only a base of others


def test_an_orders_history_is_told_in_sentences():
    order = make.order(make.on_sale())
    shown = superuser().get(page(Order, "change", order.pk)).content.decode()
    assert "Đơn hàng đã được đặt (" in shown
    assert "OrderPlaced" not in shown


def test_a_desk_stands_in_its_own_section_also_when_its_domain_has_desks_elsewhere():
    desk = superuser()
    row = Wording.objects.create(language_code="vi", sentence="Hello,", text="Chào,", text_folded="chao")
    for address, ends in [
        (page(Wording, "changelist"), "Lời của chợ › Lời trong tin nhắn"),
        (page(Wording, "change", row.pk), "Lời của chợ › Lời trong tin nhắn › Chào,"),
        (page(Wording, "history", row.pk), "Lời của chợ › Lời trong tin nhắn › Chào, › Bản ghi nhớ"),
        (page(Message, "changelist"), "Nhật ký › Tin đã gửi"),
    ]:
        shown = desk.get(address).content.decode()
        way = re.search(r'<div class="breadcrumbs">(.*?)</div>', shown, re.DOTALL).group(1)
        assert " ".join(unescape(strip_tags(way)).split()) == f"Trang chủ › {ends}"
    assert desk.get("/admin/notification/").url == "/admin/"

"""Listings before buyers see them: first ones and watched words wait, shelves have rules, staff look."""

import pytest
from django.utils import translation

from marketplace.catalog import queries as catalog
from marketplace.catalog.models import Product, ProductChannelListing
from marketplace.catalog.services import publish, translate_product
from marketplace.core.actor import GUEST
from marketplace.core.errors import DomainErrors
from marketplace.core.jobs import run_due
from marketplace.core.models import Event
from marketplace.core.moves import IllegalMove
from marketplace.oversight import services
from marketplace.oversight.checks import words_in
from marketplace.oversight.errors import (
    BlockedKind,
    ChangedMeanwhile,
    ListingNotFound,
    PaperWanted,
    ReasonMissing,
)
from marketplace.oversight.models import CategoryRule, ListingEntry, PaperKind, WatchedWord
from marketplace.oversight.services import listings
from marketplace.reactions import REACTIONS
from marketplace.site.services import update_settings
from tests import factories as make
from tests.oversight.people import MINH, acting, begun, give, good, looked_at, subject

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop():
    """A shop that is open, and whose first listings have been looked at."""
    services.set_up_defaults()
    made = make.cooperative()
    for _ in range(3):
        make.on_sale(cooperative=made)
    return made


def submit(product):
    return services.submit_listing(**subject(product), actor=acting(product.cooperative))


def shown(product):
    return catalog.on_sale(make.channel().pk).filter(pk=product.pk).exists()


def last(product):
    return ListingEntry.objects.filter(product=product).order_by("-pk")[0]


def test_the_first_three_listings_of_a_new_shop_wait_and_later_ones_are_shown_at_once():
    new = make.cooperative()
    goods = [good(new, f"Hàng {number}") for number in range(4)]
    for product in goods[:3]:
        assert submit(product).review == "WAITING"
        assert not shown(product)
        services.approve_listing(**looked_at(product), actor=MINH)
        assert shown(product)
    assert submit(goods[3]).review == "APPROVED"
    assert shown(goods[3])
    assert [each.deed for each in ListingEntry.objects.order_by("pk")][-2:] == ["APPROVED", "SHOWN"]


def test_why_it_waits_is_written_in_the_markets_language_whatever_the_seller_reads():
    with translation.override("en"):
        submit(product := good(make.cooperative()))
    assert last(product).reason == "Chợ xem những món đầu tiên của quầy mới."


def test_how_many_are_looked_at_is_the_operators_number():
    update_settings(first_listings_looked_at=0)
    assert submit(good(make.cooperative())).is_published
    update_settings(first_listings_looked_at=1)
    assert not submit(good(make.cooperative())).is_published


def test_goods_of_a_shop_that_is_not_open_wait_whatever_the_number():
    update_settings(first_listings_looked_at=0)
    new, _owner = begun()
    assert submit(good(new)).review == "WAITING"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Mật ong chữa bệnh dạ dày", ["chữa bệnh"]),
        ("Mat ong CHUA-BENH da day", ["chữa bệnh"]),
        ("Mật ong chữ\u200ba b\u1ec7nh", ["chữa bệnh"]),
        ("Mật ong chua\u0303 beṇh" + " <b>chữa</b> <i>bệnh</i>", ["chữa bệnh"]),
        ("Mận chua của bệnh viện", []),
        ("蜂蜜 治 疗 感冒", ["治疗"]),
        ("It cures everything", ["cures"]),
        ("Secures the lid", []),
    ],
)
def test_words_are_found_folded_and_whole(words, found):
    assert words_in([words], ["chữa bệnh", "治疗", "cures"]) == found


def test_a_listing_with_a_watched_word_in_any_language_waits_and_says_which(shop):
    plain = good(shop, "Mật ong rừng")
    assert submit(plain).is_published
    described = good(
        shop,
        "Cao lá tắm",
        description={"blocks": [{"type": "paragraph", "data": {"text": "Đặc trị đau lưng"}}]},
    )
    assert submit(described).review == "WAITING"
    assert last(described).reason == "Có từ cần xem: đặc trị."
    foreign = good(shop, "Trà thảo mộc")
    translate_product(product=foreign, language_code="zh-hans", name="根治失眠茶")
    assert submit(foreign).review == "WAITING"


def test_a_word_can_be_watched_on_one_shelf_only(shop):
    shelf = make.category()
    services.watch_word(text="Thần kỳ", category=shelf, actor=MINH)
    assert submit(good(shop, "Khăn thần kỳ")).is_published
    below = make.category(parent=shelf)
    assert not submit(good(shop, "Mật ong thần kỳ", category=below)).is_published
    services.forget_word(word_id=WatchedWord.objects.get(text="Thần kỳ").pk, actor=MINH)
    assert submit(good(shop, "Chè thần kỳ", category=shelf)).is_published


def test_a_blocked_shelf_refuses_and_says_why(shop):
    shelf = make.category()
    CategoryRule.objects.create(category=shelf, demand="BLOCKED", why="Không bán thú sống.")
    product = good(shop, "Chim", category=make.category(parent=shelf))
    with pytest.raises(BlockedKind) as refused:
        submit(product)
    assert str(refused.value.message) == "Không bán thú sống."
    assert ProductChannelListing.objects.get(product=product).review == "DRAFT"


def test_a_shelf_that_wants_a_paper_refuses_without_waits_with_one_and_shows_with_an_accepted_one(shop):
    shelf = make.category()
    kind = PaperKind.objects.get(slug="giay-phep-ruou")
    CategoryRule.objects.create(category=shelf, demand="PAPER", paper_kind=kind)
    goods = [good(shop, f"Rượu ngô {number}", category=shelf) for number in range(3)]
    with pytest.raises(PaperWanted):
        submit(goods[0])
    paper = give(shop, acting(shop), kind)
    assert submit(goods[0]).review == "WAITING"
    services.accept_paper(paper_id=paper.pk, actor=MINH)
    assert submit(goods[1]).review == "APPROVED"
    paper.refresh_from_db()
    paper.valid_until = "2026-01-01"
    paper.save()
    with pytest.raises(PaperWanted):
        submit(goods[2])


def test_a_shelf_can_ask_for_a_look_always(shop):
    shelf = make.category()
    CategoryRule.objects.create(category=shelf, demand="LOOK", why="Thuốc nam luôn được xem.")
    product = good(shop, "Thuốc tắm", category=shelf)
    assert submit(product).review == "WAITING"
    assert last(product).reason == "Thuốc nam luôn được xem."


def test_a_listing_sent_back_is_changed_and_sent_again(shop):
    shelf = make.category()
    CategoryRule.objects.create(category=shelf, demand="LOOK")
    product = good(shop, category=shelf)
    submit(product)
    with pytest.raises(ReasonMissing):
        services.send_back_listing(**subject(product), reason="", actor=MINH)
    services.send_back_listing(**subject(product), reason="Thiếu hạn dùng.", actor=MINH)
    assert (last(product).deed, last(product).reason) == ("SENT_BACK", "Thiếu hạn dùng.")
    assert submit(product).review == "WAITING"


def test_an_edit_between_the_judgement_and_the_show_is_judged_too(shop, monkeypatch):
    product = good(shop)

    def slow(**given):
        Product.objects.filter(pk=product.pk).update(name="Thần dược")
        return publish(**given)

    monkeypatch.setattr(listings, "publish", slow)
    submit(product)
    while run_due():
        pass
    assert last(product).deed == "HELD"


def test_staff_hide_one_that_is_shown_by_sending_it_back(shop):
    product = make.on_sale(cooperative=shop).product
    services.send_back_listing(**subject(product), reason="Ảnh của người khác.", actor=MINH)
    assert not shown(product)


def test_what_is_not_ready_is_not_submitted(shop):
    product = make.product(cooperative=shop)
    make.product_listing(product=product, is_published=False, discounted_price_amount=None)
    with pytest.raises(DomainErrors) as refused:
        submit(product)
    assert [each.field for each in refused.value.errors] == ["category", "variants", "price"]


def test_withdrawn_goods_are_hidden_and_can_come_back(shop):
    product = good(shop)
    submit(product)
    with pytest.raises(IllegalMove):
        submit(product)
    services.withdraw_listing(**subject(product), actor=acting(shop))
    assert not shown(product)
    with pytest.raises(IllegalMove):
        services.withdraw_listing(**subject(product), actor=acting(shop))
    assert submit(product).is_published


def test_what_was_read_is_approved_and_nothing_else(shop):
    product = good(make.cooperative())
    submit(product)
    for seen in ("", "x", "0" * 64):
        with pytest.raises(ChangedMeanwhile):
            services.approve_listing(**subject(product), seen=seen, actor=MINH)
    assert not shown(product)
    with pytest.raises(TypeError):  # a way to say yes to what nobody has read is not there
        services.approve_listing(**subject(product), actor=MINH)


def test_nobody_else_moves_a_listing(shop):
    product = good(shop)
    for actor in (GUEST, acting(make.cooperative()), acting(shop, "PACKER")):
        with pytest.raises(ListingNotFound):
            services.submit_listing(**subject(product), actor=actor)
        with pytest.raises(ListingNotFound):
            services.withdraw_listing(**subject(product), actor=actor)
    submit(product)
    for actor in (GUEST, acting(shop)):
        with pytest.raises(ListingNotFound):
            services.approve_listing(**looked_at(product), actor=actor)
        with pytest.raises(ListingNotFound):
            services.send_back_listing(**subject(product), reason="x", actor=actor)


def test_events_carry_ids_and_no_words(shop):
    product = good(make.cooperative(), "Thuốc chữa bệnh")
    submit(product)
    payload = Event.objects.get(kind="ListingSubmitted").payload
    assert sorted(payload) == ["channel_id", "cooperative_id", "entry_id", "product_id"]
    assert {type(each) for each in payload.values()} == {int}


def test_what_is_hidden_is_told_to_the_search_index():
    hidden = {"ListingWithdrawn", "ListingSentBack", "GoodsTakenDown", "ShopSuspended"}
    told = {
        kind.__name__
        for kind, reactions in REACTIONS.items()
        if any(each.__module__ == "marketplace.search.tasks" for each in reactions)
    }
    assert hidden <= told

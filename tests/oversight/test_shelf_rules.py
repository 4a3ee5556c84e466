"""What shelves ask from the first day: food papers, proof of origin, what is not sold, the notice on herbs."""

import pytest

from marketplace.oversight import services
from marketplace.oversight.errors import BlockedKind, PaperWanted
from marketplace.oversight.models import CategoryRule, PaperKind, Ruled
from tests import factories as make
from tests.asking import ask, nodes, statements
from tests.oversight.people import MINH, acting, give, good, subject

pytestmark = pytest.mark.django_db

GOODS = """{ products(first: 10, channel: "%s") { edges { node { name notices } } } }"""


def market(*slugs):
    """Shelves of these names, with what a new market asks of them."""
    shelves = [make.category(name=slug, slug=slug) for slug in slugs]
    services.set_up_defaults()
    return shelves


def asked():
    rows = CategoryRule.objects.order_by("category__slug", "demand")
    return list(rows.values_list("category__slug", "demand", "paper_kind__slug"))


def submit(product):
    return services.submit_listing(**subject(product), actor=acting(product.cooperative))


def test_a_new_market_asks_by_shelf():
    market("mat-ong", "gao", "ruou", "cay-thuoc", "duoc-lieu", "dong-vat-song", "tho-cam")
    assert asked() == [
        ("cay-thuoc", "NOTICE", None),
        ("cay-thuoc", "PAPER", "nguon-goc-rung"),
        ("dong-vat-song", "BLOCKED", None),
        ("duoc-lieu", "LOOK", None),
        ("gao", "PAPER", "an-toan-thuc-pham"),
        ("mat-ong", "PAPER", "tu-cong-bo"),
        ("ruou", "PAPER", "giay-phep-ruou"),
    ]


def test_what_staff_wrote_or_took_away_stays_as_it_is():
    honey, rice = market("mat-ong", "gao")
    services.drop_rule(what=Ruled.SHELF, rule_id=CategoryRule.objects.get(category=honey).pk, actor=MINH)
    rule = CategoryRule.objects.get(category=rice)
    services.write_rule(
        what=Ruled.SHELF, rule_id=rule.pk, actor=MINH, demand="LOOK", paper_kind=None, why="Xem đã."
    )
    services.set_up_defaults()
    assert asked() == [("gao", "LOOK", None)]


def test_food_asks_for_its_paper_and_live_animals_are_not_sold():
    honey, animals = market("mat-ong", "dong-vat-song")
    jar = good(make.cooperative(), "Mật ong bạc hà", category=honey)
    with pytest.raises(PaperWanted):
        submit(jar)
    give(jar.cooperative, acting(jar.cooperative), PaperKind.objects.get(slug="tu-cong-bo"))
    assert submit(jar).review == "WAITING"
    with pytest.raises(BlockedKind):
        submit(good(jar.cooperative, "Lợn giống", category=animals))


def test_health_food_asks_for_both_its_numbers_is_looked_at_and_carries_the_notice():
    (shelf,) = market("thuc-pham-bao-ve-suc-khoe")
    assert sorted(asked(), key=str) == [
        (shelf.slug, "LOOK", None),
        (shelf.slug, "NOTICE", None),
        (shelf.slug, "PAPER", "dang-ky-cong-bo"),
        (shelf.slug, "PAPER", "xac-nhan-quang-cao"),
    ]
    capsule = good(make.cooperative(), "Viên linh chi", category=shelf)
    for slug in ("dang-ky-cong-bo", "xac-nhan-quang-cao"):
        with pytest.raises(PaperWanted):
            submit(capsule)
        give(capsule.cooperative, acting(capsule.cooperative), PaperKind.objects.get(slug=slug))
    assert submit(capsule).review == "WAITING"


def test_herbs_carry_the_notice_wherever_below_the_shelf_they_stand_and_it_holds_nothing_up():
    herbs, cloth = market("tra-thao-moc", "tho-cam")
    below = make.category(name="Trà hoa", parent=herbs)
    shop = make.cooperative()
    make.on_sale(product=make.product(name="Trà actiso", cooperative=shop, category=below))
    text = GOODS % make.channel().slug
    one = statements(text, MINH)
    for number in range(2):
        make.on_sale(product=make.product(name=f"Vải lanh {number}", cooperative=shop, category=cloth))
    told = {each["name"]: each["notices"] for each in nodes(ask(text, MINH)["products"])}
    assert told == {"Trà actiso": ["NO_MEDICINE"], "Vải lanh 0": [], "Vải lanh 1": []}
    assert (one, statements(text, MINH)) == (3, 3)
    assert submit(good(shop, "Trà gừng", category=herbs)).is_published is True

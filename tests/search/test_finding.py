"""How a search widens: what it costs the engine, and what is only suggested."""

import pytest

from marketplace.catalog.models import ProductVariantTranslation
from marketplace.cooperative.models import Cooperative
from marketplace.ports.search import Between, Page, Query
from marketplace.search import finding, knowing, services
from tests import factories as make

pytestmark = pytest.mark.django_db


def goods(name, price=100_000, **columns):
    product = make.product(name=name, **columns)
    make.product_listing(product=product, discounted_price_amount=price)
    return product


class Counting:
    """An engine that remembers what it was asked."""

    def __init__(self, engine):
        self.engine = engine
        self.asked = []

    def search(self, query):
        self.asked.append(query)
        return self.engine.search(query)

    def words(self):
        return self.engine.words()


@pytest.fixture
def counting(engine):
    """Nine teas, a buffalo, red mushrooms, roots, and cinnamon whose description mentions coffee."""
    for number in range(9):
        goods(f"Chè {'Shan' if number else 'sen'} số {number}", 50_000 + 10_000 * number)
    goods("Trâu gác bếp")
    goods("Nấm đỏ rừng", 900_000)
    goods("Tam thất khô")
    goods(
        "Quế thanh", description={"blocks": [{"type": "paragraph", "data": {"text": "Hợp với cà phê nóng."}}]}
    )
    services.rebuild(engine=engine)
    knowing.forget()
    return Counting(engine)


ASKED = Query(facets=("category",), size=5)


def found(counting, text, asking=ASKED):
    counting.asked.clear()
    return finding.find(counting, text, asking)


def total(counting, text, asking=ASKED):
    answer = found(counting, text, asking)
    return answer.page.total, answer.is_suggestion


def test_enough_as_typed_is_asked_for_once_and_nothing_some_times(counting):
    assert total(counting, "chè") == (9, False)
    assert len(counting.asked) == 1
    assert total(counting, "xyzzyx qwrtpq zzxxyy") == (0, True)
    assert len(counting.asked) <= 6


def test_whether_it_is_only_mentioned_is_asked_without_page_and_facets(counting):
    assert total(counting, "cà phê") == (1, True)
    bare = [each for each in counting.asked if not each.facets]
    assert {(each.size, each.bonuses, each.order) for each in bare} == {(0, (), None)}
    assert len(bare) == 2  # one is whether anything is called "cà phê", which is a thing of its own


def test_another_thing_is_only_suggested(counting):
    for typed, name in (
        ("thịt bò", "Trâu gác bếp"),
        ("nhân sâm", "Tam thất khô"),
        ("nhan sam", "Tam thất khô"),
    ):
        answer = found(counting, typed)
        assert answer.is_suggestion, typed
        assert answer.page.total == 1, typed
        itself = found(counting, name)
        assert (itself.page.hits[0].number, itself.is_suggestion) == (answer.page.hits[0].number, False)


def test_the_page_for_a_price_is_what_was_decided_for_it(counting):
    answer = found(counting, "chè dưới 90 nghìn")
    assert (answer.page.total, answer.is_suggestion) == (5, False)
    *deciding, page = counting.asked
    assert [each for each in deciding if each.facets or each.size] == []
    assert (page.facets, page.size, page.groups) == (("category",), 5, deciding[-1].groups)
    assert Between("packs", None, 90_000) in page.filters
    assert answer.query == page


def test_any_pack_for_that_money_is_enough(counting):
    tea = goods("Chè hộp", 300_000)
    for price in (300_000, 900_000):
        variant = make.variant(product=tea, sku=f"H-{price}")
        make.variant_listing(variant=variant, price=price)
    services.rebuild(engine=counting.engine)
    knowing.forget()
    assert total(counting, "chè hộp tầm 1 triệu") == (1, False)
    assert (
        found(counting, "chè hộp trên 950k").reading.price is None
    )  # nothing is found for it: searched without


def test_a_price_alone_is_that_of_the_cheapest_pack_where_there_is_any_such(counting):
    tea = goods("Chè hộp", 210_000)
    for price in (210_000, 480_000):
        variant = make.variant(product=tea, sku=f"H-{price}")
        make.variant_listing(variant=variant, price=price)
    services.rebuild(engine=counting.engine)
    knowing.forget()
    assert [hit.number for hit in found(counting, "tầm 500k").page.hits] == [tea.pk]
    whole = goods("Thịt đùi", 500_000)
    services.rebuild(engine=counting.engine)
    knowing.forget()
    assert [hit.number for hit in found(counting, "tầm 500k").page.hits] == [whole.pk]
    assert [hit.number for hit in found(counting, "chè tầm 500k").page.hits] == [tea.pk]


def test_what_only_a_description_says_is_no_word_with_other_marks(counting):
    goods("Bạc chạm")
    cloth = goods("Vải", description={"blocks": [{"type": "paragraph", "data": {"text": "Nhuộm chàm."}}]})
    services.rebuild(engine=counting.engine)
    knowing.forget()
    answer = found(counting, "chàm")
    assert ([hit.number for hit in answer.page.hits], answer.is_suggestion) == ([cloth.pk], True)


def test_a_name_of_two_words_is_not_found_in_what_says_one_here_and_one_there(counting):
    goods("Sản vật Phong Hải")
    fish = goods("Cá hồi")
    services.rebuild(engine=counting.engine)
    knowing.forget()
    answer = found(counting, "hải sản")
    assert (answer.page.total, answer.is_suggestion) == (2, True)
    assert fish.pk in [hit.number for hit in answer.page.hits]


def test_a_thing_of_its_own_is_no_sum_of_what_others_say(counting):
    for name in ("Trứng vịt", "Gà đồi", "Đào Sa Pa", "Hai sản phẩm mới"):
        goods(name)
    services.rebuild(engine=counting.engine)
    knowing.forget()
    for typed in ("trứng gà", "trung ga", "hai san", "con dao", "cá quả", "cua vịt"):
        assert found(counting, typed).is_suggestion, typed
    eggs = goods("Trứng gà đồi")
    services.rebuild(engine=counting.engine)
    knowing.forget()
    answer = found(counting, "trứng gà")
    assert (answer.page.hits[0].number, answer.is_suggestion) == (eggs.pk, False)


def test_what_is_said_to_be_from_a_province_that_nothing_is_from_is_only_suggested(counting):
    for typed in ("chè thái nguyên", "che thai nguyen"):
        answer = found(counting, typed)
        assert (answer.page.total, answer.is_suggestion) == (9, True), typed
    goods("Nhãn lồng Hưng Yên")
    services.rebuild(engine=counting.engine)
    knowing.forget()
    assert total(counting, "nhãn hưng yên") == (1, False)


def test_a_reader_s_filter_does_not_make_a_result_of_a_suggestion(counting):
    narrowed = Query(filters=(Between("price", most=10**9),), size=5)
    answer = finding.find(counting, "chè thái nguyên", narrowed, ())
    assert (answer.page.total, answer.is_suggestion) == (9, True)


def test_what_cannot_be_bought_now_stands_below_what_fits_as_well_and_is_found_where_it_is_asked_for(
    counting,
):
    gone, there = goods("Rượu thóc San Lùng"), goods("Rượu thóc Bản Phố")
    make.stock(variant=make.variant(product=there), quantity=5)
    services.rebuild(engine=counting.engine)
    knowing.forget()

    def numbers(text):
        return [hit.number for hit in found(counting, text).page.hits][:2]

    assert numbers("rượu thóc") == [there.pk, gone.pk]
    assert numbers("rượu san lùng") == [gone.pk, there.pk]


def test_what_packs_are_called_in_other_languages_is_found_too(counting):
    tea = goods("Chè hộp")
    variant = make.variant(product=tea, name="Hồng chè, gói 200 g")
    ProductVariantTranslation.objects.create(variant=variant, language_code="en", name="Black, 200 g pack")
    services.rebuild(engine=counting.engine)
    knowing.forget()
    assert total(counting, "black") == (1, False)


def test_a_seller_is_not_what_its_name_says(counting):
    house = make.cooperative(name="HTX Nấm Nhà")
    wanted = {goods(name, cooperative=house).pk for name in ("Khăn piêu", "Bánh chưng")}
    services.rebuild(engine=counting.engine)
    knowing.forget()
    assert "nam nha" in knowing.known_to(counting).sellers
    for typed in ("htx nấm nhà", "hop tac xa nam nha"):
        hits = [hit for hit in found(counting, typed).page.hits if hit.key.startswith("product/")]
        assert {hit.number for hit in hits[:2]} == wanted, typed


def test_words_with_marks_of_their_own_are_another_thing(counting):
    goods("Rau cải", description={"blocks": []})
    goods("Rau Mường")
    services.rebuild(engine=counting.engine)
    knowing.forget()
    assert total(counting, "rau muống")[1]


def test_what_looks_like_a_price_and_finds_nothing_is_read_as_it_was_typed(counting):
    goods("Gạo 50k thơm", 10)
    services.rebuild(engine=counting.engine)
    knowing.forget()
    assert total(counting, "gạo 50k") == (1, False)
    assert total(counting, "nấm đỏ") == (1, False)
    assert total(counting, "chè dưới 5 nghìn") == (9, False)


def test_what_is_known_keeps_its_words_when_only_the_synonyms_have_changed(counting, settings, tmp_path):
    before = knowing.known_to(counting)
    settings.SEARCH_SYNONYMS = str(tmp_path / "words.txt")
    (tmp_path / "words.txt").write_text("chè, trà", "utf-8")
    changed = knowing.known_to(counting)
    assert changed is not before
    assert changed.words is before.words
    assert changed.vocabulary is knowing.known_to(counting).vocabulary


def test_an_empty_page_is_the_page_of_nothing(counting):
    assert found(counting, "!").page == Page(facets={"category": {}})


def test_a_seller_is_known_without_what_kind_it_is_and_its_goods_come_first(counting):
    for name in ("HTX Nương Mây", "Tổ hợp tác Kim Chỉ", "Hợp tác xã Mây Vắt", "HTX Nếp"):
        make.cooperative(name=name)
    mist, other = (Cooperative.objects.get(name=name) for name in ("HTX Nương Mây", "Hợp tác xã Mây Vắt"))
    goods("Khoai sọ nương", cooperative=other)
    wanted = {goods(name, cooperative=mist).pk for name in ("Quýt ngọt", "Thịt lợn bản")}
    services.rebuild(engine=counting.engine)
    knowing.forget()
    assert {"nuong may", "kim chi", "may vat"} <= knowing.known_to(counting).sellers
    assert not [name for name in knowing.known_to(counting).sellers if name.startswith("htx")]
    for typed in ("nương mây", "hợp tác xã nương mây", "htx nương mây", "nuong may", "HTX nuong may"):
        hits = [hit for hit in found(counting, typed).page.hits if hit.key.startswith("product/")]
        assert {hit.number for hit in hits[:2]} == wanted, typed


def test_codes_are_those_of_the_index_and_how_much_of_it_is_none(counting):
    shrimp = goods("Tôm sông")
    make.variant(product=shrimp, sku="TOM-250")
    rice = goods("Gạo thơm")
    services.rebuild(engine=counting.engine)
    knowing.forget()
    assert "tom250" in knowing.known_to(counting).codes
    assert "tom250" not in knowing.known_to(counting).words
    for typed, wanted in (("tom-250", shrimp), ("gạo-250g", rice), ("gao-2kg", rice)):
        assert [hit.number for hit in found(counting, typed).page.hits] == [wanted.pk], typed

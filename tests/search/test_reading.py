"""What somebody typed, understood: sellers, places, seasons, things of their own, and what narrows nothing."""

from dataclasses import replace

import pytest

from marketplace.core.vietnamese import read_synonyms
from marketplace.search.asking import Asking
from marketplace.search.reading import read
from tests.search.test_asking import OWN


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("mushrom", "mushroom"),  # which only the words file says
        ("đậu phọng", "đậu phộng"),
        ("sayyy", "sayyy"),
        ("thùng cam", "cam"),
        ("gói bánh", "gói bánh"),  # has another name
        ("thùng", "thùng"),
        ("chiếc gạo", "gạo"),
        ("bịch gạo", "gạo"),
        ("bich gao", "gao"),
        ("vé cam", "cam"),
        ("cam đang mùa", "cam tháng 11"),
        ("cam dang mua", "cam tháng 11"),
        ("cam simacai", "cam"),
        ("TOM-250", "tom250"),
        ("Tai-nung", "tai nung"),
        ("gạo-séng", "gạo séng"),
        (" ".join(["tôi muốn mua"] * 6 + ["chè"]), "chè"),  # beyond the words that are searched for
    ],
)
def test_what_is_written_as_one_packed_in_season_or_a_code_is_understood(typed, words):
    assert " ".join(each.marked for each in read(typed, OWN).words) == words


@pytest.mark.parametrize(
    ("typed", "words", "thousandths"),
    [
        ("gạo-250g", "gạo", 250_000),
        ("gạo-2kg", "gạo", 2_000_000),
        ("măng-1kg", "măng", 1_000_000),
        ("mật ong-500ml", "mật ong", 500_000),
        ("tôm-250", "tôm 250", None),
        ("omega-3", "omega 3", None),
        ("gạo ST-25", "gạo st 25", None),
        ("gạo tom-250", "gạo tom250", None),
        ("CSG-1-TOM", "csg1tom", None),
    ],
)
def test_a_code_is_one_that_goods_have_and_no_word_is_cut_apart(typed, words, thousandths):
    reading = read(typed, OWN)
    assert " ".join(each.marked for each in reading.words) == words
    assert (reading.quantity and reading.quantity.thousandths) == thousandths


NAMED = replace(
    OWN,
    places=frozenset({"bao yen"}),
    sellers=frozenset({"thung bac"}),
    around=frozenset({"bao ha", "hop minh"}),
    elsewhere={"lang son": "lạng sơn"},
    words={**OWN.words, **dict.fromkeys(["thung", "bac"], 1)},
)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Thung Bạc", "thung bạc"),
        ("thung bac", "thung bac"),
        ("bao yen", "bao yen"),
        ("bao ha", "bao ha"),
        ("hop minh xịn", "hop minh xịn"),
        ("bao gạo", "gạo"),
        ("bao gao", "gao"),
        ("thung cam", "cam"),
        ("thùng cam", "cam"),
        ("hộp chè bao yen", "chè"),
        ("lạng sơn cam", "lạng sơn cam"),
        ("lạng cam", "cam"),
    ],
)
def test_what_it_is_packed_in_is_left_out_where_no_name_begins_so(typed, words):
    assert " ".join(each.marked for each in read(typed, NAMED).words) == words


SOLD_HERE = replace(
    NAMED,
    places=frozenset({"si ma cai", "bac ha", "mu cang chai"}),
    sellers=frozenset({"nep nha", "hoa man"}),
    elsewhere={"thai nguyen": "thái nguyên", "hung yen": "hưng yên"},
    synonyms=read_synonyms(
        "quả => quả tươi\nquả, biếu => quà biếu\nhải sản ~> cá\n! trứng gà, con dao\n- quả nhà có gì biếu sếp"
        "\n~ cho|tặng mẹ|bố"
    ),
    words={
        **NAMED.words,
        **dict.fromkeys(["nếp", "nep", "hoa", "mận", "si", "ma", "cai", "mu", "cang", "chai", "ha"], 3),
    },
)


def words_of(text, known=SOLD_HERE):
    return " ".join(each.marked for each in read(text, known).words)


def test_a_seller_that_is_said_to_be_one_is_no_word_of_the_thing():
    for typed in ("gạo htx nếp nhà", "gạo của hợp tác xã Nếp Nhà", "liên hiệp htx nếp nhà gạo"):
        reading = read(typed, replace(SOLD_HERE, synonyms=read_synonyms("- của nhà")))
        assert [each.marked for each in reading.words] == ["gạo"], typed
        assert [[each.folded for each in name] for name in reading.sellers] == [["nep", "nha"]]
        assert not reading.is_seller
    for typed in ("quả nhà của htx hoa man", "gì htx hoa man"):
        assert read(typed, replace(SOLD_HERE, synonyms=read_synonyms("- của quả nhà gì"))).is_seller, typed
    alone = read("htx hoa man", SOLD_HERE)
    assert (words_of("htx hoa man"), alone.is_seller) == ("hoa man", True)
    assert {
        each.word for each in Asking(alone, SOLD_HERE, exactly=False).strict.bonuses if "_" not in each.word
    } == set()
    assert (words_of("nếp nhà"), read("nếp nhà", SOLD_HERE).is_seller) == ("nếp nhà", False)
    assert words_of("htx gạo") == "htx gạo"


def test_a_place_is_known_by_its_sound_too_a_short_one_only_where_no_word_is_said():
    for typed, place in (("lê xi ma cai", "si ma cai"), ("lê Mù Căng Trải", "mu cang chai")):
        (name,) = read(typed, SOLD_HERE).places
        assert " ".join(each.folded for each in name) == place
    assert len(read("lê bay ha", SOLD_HERE).places) == 0
    sapa = replace(SOLD_HERE, places=frozenset({"sa pa"}))
    assert len(read("lê xa pa", sapa).places) == 1
    assert len(read("lê xã pá lau", sapa).places) == 0
    assert len(read("lê bat ha", SOLD_HERE).places) == 1
    assert len(read("lê bat ha", replace(SOLD_HERE, words={"bat": 1, "ha": 1})).places) == 0


def test_where_all_words_narrow_nothing_what_has_another_name_was_meant():
    assert words_of("biếu sếp") == "biếu"
    assert words_of("nhà sếp") == "nhà sếp"
    assert words_of("quả cho mẹ") == words_of("có quả gì tặng bố") == "quả"
    assert words_of("tháng 12 có quả gì") == "quả tháng 12"
    assert words_of("tháng 12 có gạo gì") == "tháng 12 gạo"


def test_things_of_their_own_and_provinces_elsewhere_are_told_among_the_words():
    def told(text):
        reading = read(text, SOLD_HERE)
        return [" ".join(each.marked for each in name) for name in (*reading.bound, *reading.elsewhere)]

    assert told("trứng gà") == told("mua trung ga") == ["trứng gà"]
    assert told("hai san") == ["hải sản"]
    assert told("hai sản") == told("gà trứng") == []
    assert told("chè thái nguyên") == ["thái nguyên"]
    assert told("che thai nguyen") == ["thai nguyen"]
    assert told("thái nguyên") == told("chè thai nguyen") == []
    assert (words_of("con dao"), words_of("con trứng gà")) == ("con dao", "trứng gà")


def test_a_province_that_it_is_to_be_sent_to_narrows_nothing():
    for typed in ("gạo ship Hưng Yên", "gao ship hung yen", "gạo gửi về hưng yên"):
        reading = read(typed, replace(SOLD_HERE, synonyms=read_synonyms("- gửi")))
        assert ([each.folded for each in reading.words], reading.elsewhere) == (["gao"], ()), typed
    assert words_of("ship hưng yên") == "ship hưng yên"


def test_of_a_long_tale_what_nobody_says_narrows_nothing_where_enough_is_known():
    assert words_of("gạo séng cù mật ong xyz qrs") == "gạo séng cù mật ong"
    assert words_of("gạo séng xyz qrs tuv zzz") == "gạo séng xyz qrs tuv zzz"
    assert words_of("gạo séng cù xyz") == "gạo séng cù xyz"


def test_the_season_is_this_month_in_english_and_chinese():
    assert words_of("cam in season", OWN) == "cam tháng 11"
    assert words_of("当季水果", OWN) == words_of("當季 水果", OWN) == "tháng 11 水果"


def test_a_place_written_as_one_word_is_that_place():
    assert [[each.folded for each in place] for place in read("cam simacai", OWN).places] == [
        ["si", "ma", "cai"]
    ]

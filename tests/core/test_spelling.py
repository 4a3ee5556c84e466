"""One spelling for index and query: rules with examples, and properties over anything that can be typed."""

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.core.vietnamese import (
    Quantity,
    analyze,
    beginnings,
    decode_keys,
    decode_telex,
    read_synonyms,
    sound_of,
    spelled,
    spelled_and_folded,
    syllables,
    take_quantity,
    without_packs,
)
from marketplace.core.vietnamese.synonyms import MOST_WAYS, OWN_FILE, Synonyms, synonyms_of

PRODUCTS = OWN_FILE.parents[3] / "demo" / "data" / "products.json"
ANYTHING = st.text(max_size=300) | st.text(
    alphabet="hmongaăâđêôơưàáảãạoauy'’ 0123456789kg,草果茶\u0301\u0300"
)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Hòa Bình", "hoà bình"),
        ("HOÀ BÌNH", "hoà bình"),
        ("thủy khỏe úy", "thuỷ khoẻ uý"),
        ("quý của múa", "quí của múa"),
        ("đương quí, Quy Mông, Mỹ", "đương quí qui mông mĩ"),
        ("Mỹ Lý kỳ", "mĩ lí kì"),
        ("H'Mông, H’mong, Hmông", "mông mong mông"),
        ("Sapa", "sa pa"),
        ("Tai-nung (VH6)", "tai nung vh6"),
        ("草果", "草果"),
        ("草果茶 A", "草果 果茶 a"),
        ("茶", "茶"),
        ("烏龍茶 ＧＡＯ", "乌龙 龙茶 gao"),
        ("!!! 🌶", ""),
    ],
)
def test_everything_has_one_spelling(written, expected):
    assert spelled(written) == expected
    assert spelled(unicodedata.normalize("NFD", written)) == expected


@given(ANYTHING)
def test_spelling_never_fails_is_composed_and_is_done_once(text):
    once = spelled(text)
    assert unicodedata.is_normalized("NFC", once)
    assert spelled(once) == once
    assert spelled(unicodedata.normalize("NFD", text)) == spelled(unicodedata.normalize("NFC", text))


@given(ANYTHING)
def test_words_of_an_index_hold_no_space_and_both_forms_belong_together(text):
    for each in syllables(text):
        assert " " not in each.marked + each.folded
        assert each.folded
    assert len(spelled(text).split()) == len(spelled_and_folded(text).split())
    analyzed = analyze([text])
    assert analyzed == analyze([unicodedata.normalize("NFD", text)])
    assert set(spelled(text).split()) <= set(analyzed.marked.said)


@given(ANYTHING)
def test_nothing_that_can_be_typed_breaks_a_rule(text):
    rest, quantity = take_quantity(text)
    assert quantity is not None or rest == text
    assert isinstance(decode_telex(text), str)
    assert sound_of(sound_of(text)[:0] or text) == sound_of(text)
    assert beginnings(text) == " ".join(beginnings(text).split())
    read_synonyms(text)


def test_neighbors_and_the_head_are_words_of_their_own():
    folded = analyze(["Gạo Séng Cù", "nếp"]).folded
    assert ([*folded.said], folded.heads) == (
        ["gao", "seng", "cu", "gao_seng", "seng_cu", "nep"],
        ("gao", "nep"),
    )
    marked = analyze(["Gạo nếp"]).marked
    assert ([*marked.said], marked.heads) == (["gạo", "nếp", "gạo_nếp"], ("gạo",))
    assert beginnings("Gạo Séng Cù") == "^gao_seng_cu gao_seng_cu seng_cu cu"


def test_names_say_each_chinese_character_too_and_nothing_else_does():
    marked, folded = analyze(["綠茶 A"], each_character=True)
    assert ([*marked.said], marked.tails) == (["绿茶", "a", "绿茶_a", "绿", "茶"], ("a",))
    assert ([*folded.said], folded.tails) == (["绿茶", "a", "绿茶_a", "绿", "茶"], ())
    assert [*analyze(["綠茶 A"]).folded.said] == ["绿茶", "a", "绿茶_a"]


@pytest.mark.parametrize(
    ("keys", "meant"),
    [
        ("chef", "chè"),
        ("tuyeets", "tuyết"),
        ("tuyetes", "tuyết"),
        ("gaoj", "gạo"),
        ("mawtj", "mặt"),
        ("dduwowngf", "đường"),
        ("ruowuj", "rượu"),
        ("nguwowif", "người"),
        ("manwg", "măng"),
        ("maya", "mây"),
        ("sayas", "sấy"),
        ("muoios", "muối"),
        ("phoiw", "phơi"),
        ("duaws", "dứa"),
        ("luuwf", "lừu"),
        ("quees", "quế"),
        ("thaor", "thảo"),
        ("ddaof", "đào"),
        ("mwts", "mứt"),
        ("shan", "shan"),
        ("black", "black"),
        ("tuyết", "tuyết"),
        ("", ""),
    ],
)
def test_telex_is_read(keys, meant):
    assert decode_telex(keys) == meant


@pytest.mark.parametrize(
    ("typed", "rest", "quantity"),
    [
        ("5kg gạo", "gạo", Quantity(5_000_000, "G")),
        ("gạo nếp 1 kg", "gạo nếp", Quantity(1_000_000, "G")),
        ("7,5kg chè", "chè", Quantity(7_500_000, "G")),
        ("nửa cân mật ong", "mật ong", Quantity(500_000, "G")),
        ("2 lít rượu ngô", "rượu ngô", Quantity(2_000_000, "ML")),
        ("10 quả trứng", "trứng", Quantity(10_000, "PIECE")),
        ("2 hu mat ong", "mat ong", Quantity(2_000, "PIECE")),
        ("gao 10 can", "gao", Quantity(10_000_000, "G")),
        ("nua can che", "che", Quantity(500_000, "G")),
        ("túi 1kg lạc", "lạc", Quantity(1_000_000, "G")),
        ("chai 500ml ruou", "ruou", Quantity(500_000, "ML")),
        ("1/2 kg chè", "chè", Quantity(500_000, "G")),
        ("５ｋｇ chè", "chè", Quantity(5_000_000, "G")),
        ("1/0 kg chè", "chè", Quantity(1_000_000, "G")),
        ("500克 草果", "草果", Quantity(500_000, "G")),
        ("5kg", "5kg", None),
        ("gạo 87", "gạo 87", None),
    ],
)
def test_a_number_with_a_unit_is_taken_out(typed, rest, quantity):
    assert take_quantity(typed) == (rest, quantity)


@pytest.mark.parametrize(
    ("typed", "rest"),
    [
        ("a bottle of honey", "honey"),
        ("jar of", "jar of"),
        ("2 boxes of tea", "of tea"),
        ("5 kilograms rice", "rice"),
        ("一瓶蜂蜜", "蜂蜜"),
        ("10個鴨蛋", "鴨蛋"),
        ("两盒茶", "茶"),
        ("tắm lá 2 người", "tắm lá"),
        ("vải 180cm", "vải"),
        ("2 tickets herbal bath", "herbal bath"),
        ("rượu 12 tháng", "rượu"),
        ("mười quả trứng vịt", "trứng vịt"),
        ("ba con gà", "gà"),
        ("ba chỉ", "ba chỉ"),
        ("a pair of earrings", "earrings"),
        ("cam tháng 12", "cam tháng 12"),
        ("蜂蜜500克", "蜂蜜"),
        ("gạo tám túi 5kg", "gạo tám"),
        ("chè cổ thụ 100 năm tuổi", "chè cổ thụ"),
        ("tám quả trứng", "trứng"),
        *(
            (each, each)
            for each in (
                "smoked bacon",
                "hemp bag",
                "balo tre",
                "ba lo tre",
                "sữa ba vi",
                "xoài chín trái",
                "lê tháng 7 tháng 8",
            )
        ),
    ],
)
def test_what_it_is_packed_in_is_taken_out(typed, rest):
    assert take_quantity(typed)[0] == rest


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Cá lăng, khúc 1 kg", "cá lăng, khúc"),
        ("Hũ mứt 300 g", "mứt"),
        ("Bó 500 g", ""),
        ("Loại 1, thùng 3 kg", ""),
        ("Bán theo kg", ""),
        ("Khăn 40 × 160 cm", "khăn"),
        ("Cỡ nhỏ, cao 25 cm", "nhỏ"),
        ("1 đêm, phòng 2 người", "phòng"),
        ("Con 1,2 kg", ""),
        ("Black, 200 g pack", "black"),
        ("红茶，200克包装", "红茶"),
        ("1 nải", ""),
        ("", ""),
    ],
)
def test_the_name_of_a_pack_says_what_else_it_is(name, said):
    assert without_packs(name) == said


def test_a_phrase_that_narrows_nothing_takes_no_half_of_a_name_along():
    known = read_synonyms("quà cưới => quà biếu\n~ làm quà\n- làm")
    left = [
        " ".join(each.marked for each in known.without_fillers(syllables(text)))
        for text in ("làm quà cưới", "làm quà")
    ]
    assert left == ["quà cưới", ""]


def test_of_what_narrows_nothing_only_words_that_do_so_alone_are_called_something_else():
    known = read_synonyms("biếu, tặng => quà biếu\ntrứng, egg\n- biếu\n~ trung thu, biếu sếp, tặng sếp")
    left = [
        " ".join(each.marked for each in known.without_fillers(syllables(text)))
        for text in ("biếu sếp", "bieu sep", "tặng sếp", "trung thu")
    ]
    assert left == ["biếu", "bieu", "", ""]


def test_a_chinese_name_keeps_what_narrows_nothing_elsewhere():
    known = read_synonyms("礼品, 送礼\n~ 送, 送给")
    kept = [
        known.without_chinese_fillers(text).split()
        for text in ("送礼", "蜂蜜送礼", "蜂蜜送妈妈", "蜂蜜送给妈妈", "送")
    ]
    assert kept == [["送礼"], ["蜂蜜送礼"], ["蜂蜜", "妈妈"], ["蜂蜜", "妈妈"], ["送"]]


def test_what_is_said_alike_sounds_alike_and_keeps_its_marks():
    assert sound_of("xen") == sound_of("seng")
    assert sound_of("muk") == sound_of("muc") != sound_of("mu")
    assert sound_of("trè") == sound_of("chè") != sound_of("che")
    assert sound_of("lấm") == sound_of("nấm")


def phrases(found):
    return [" ".join(each.marked for each in phrase) for phrase in found]


def test_synonyms_count_marks_where_any_were_typed():
    known = read_synonyms("dứa, thơm # trái\nô mai => sấy dẻo\n- mua bán\nthis line = \n=>\n")
    assert phrases(known.of(tuple(syllables("thơm")))) == ["dứa"]
    assert phrases(known.of(tuple(syllables("thom")))) == ["dứa"]
    assert known.of(tuple(syllables("thờm"))) == []
    assert phrases(known.of(tuple(syllables("ô mai")))) == ["sấy dẻo"]
    assert known.of(tuple(syllables("sấy dẻo"))) == []
    assert [each.marked for each in known.without_fillers(syllables("mua chè"))] == ["chè"]


def test_a_phrase_may_be_said_in_several_ways():
    known = read_synonyms("giỏ|rổ tre|mây => gùi\n~ cho|tặng mẹ|bố\n" + "a|b|c|d|e|f|g|h " * 4 + "=> x")
    for typed in ("giỏ tre", "rổ mây"):
        assert phrases(known.of(tuple(syllables(typed)))) == ["gùi"]
    assert [each.marked for each in known.without_fillers(syllables("chè tặng bố"))] == ["chè"]
    assert len(known.folded) == 4 + MOST_WAYS


def test_a_thing_of_its_own_is_kept_whole_and_told_with_the_marks_of_the_file():
    known = read_synonyms("hải sản ~> cá\n! trứng gà, xoài\n- gà")
    assert [each.marked for each in known.without_fillers(syllables("trứng gà"))] == ["trứng", "gà"]
    for typed, things in (
        ("hai san", ["hải sản"]),
        ("trứng gà", ["trứng gà"]),
        ("xoài cát", ["xoài"]),
        ("hai sản", []),
        ("xoai cat", []),
        ("cây xoài", []),
    ):
        assert phrases(known.bound_in(syllables(typed))) == things, typed
    assert known.is_name(syllables("trung ga"), 0)


def test_a_file_is_read_again_when_it_changes_and_may_be_missing(tmp_path):
    file = tmp_path / "synonyms.txt"
    assert synonyms_of(file) == Synonyms()
    file.write_text("ngô, bắp", "utf-8")
    assert synonyms_of(file).folded.keys() == {"ngo", "bap"}
    assert synonyms_of(file) is synonyms_of(file)
    file.write_bytes("lạc, đậu phộng\n".encode() + b"\xff\n")
    assert "lac" in synonyms_of(file).folded
    assert len(synonyms_of(OWN_FILE).folded) > 100


@pytest.mark.parametrize(
    ("keys", "meant"),
    [("tuye61t", "tuyết"), ("ga5o", "gạo"), ("d9u7o7ng2", "đường"), ("cheff", "chè"), ("vh6", "vh6"), ("nep87", "nep87"), ("nep97", "nep97"), ("gao87", "gao87"), ("st25", "st25"), ("87", "87")],
)  # fmt: skip
def test_vni_and_a_last_key_pressed_twice_are_read(keys, meant):
    assert decode_keys(keys) == meant


def test_phrases_that_narrow_nothing_are_left_out_but_not_out_of_a_longer_name():
    known = read_synonyms("trái cây, hoa quả\n- quả trái mua\n~ giá rẻ, ở đâu bán\n~ 正宗, 买\n! xoài")

    def left(text):
        return " ".join(each.marked for each in known.without_fillers(syllables(text)))

    assert left("ở đâu bán quả lê giá rẻ") == "lê"
    assert left("o dau ban le gia re") == "le"
    assert left("trái cây giá rẻ") == "trái cây"
    assert known.without_chinese_fillers("买正宗蜂蜜").split() == ["蜂蜜"]
    assert known.without_chinese_fillers("正宗") == "正宗"
    assert {"xoài", "xoai"} <= known.words


def test_phrases_without_marks_are_others_where_the_query_has_marks_or_where_they_say_so():
    known = synonyms_of(OWN_FILE)

    def left(text):
        return " ".join(each.marked for each in known.without_fillers(syllables(text)))

    for typed in (
        "mật ong ba kích",
        "mat ong ba kich",
        "mang ve",
        "bo me",
        "muoi me",
        "dau me",
        "keo me",
        "banh mi",
    ):
        assert left(typed) == typed
    assert left("banh my") == "banh mi"
    assert left("mật ong biếu ông bà") == left("mật ong cho bố mẹ") == left("mật ong mang về") == "mật ong"
    assert left("mat ong gia re") == left("mat ong cho bo me") == left("mat ong bieu ong ba") == "mat ong"
    assert left("honey for me") == left("i want to buy honey") == "honey"


VIETNAMESE_FILLERS = {"cho", "giao", "mua", "tet", "trai"}
"""Written without marks themselves, and oftener meant than what has other marks."""


def test_no_english_word_is_left_out_that_is_vietnamese_without_its_marks():
    names = [each["name_vi"] for each in json.loads(PRODUCTS.read_text("utf-8"))]
    lines = [line for line in OWN_FILE.read_text("utf-8").splitlines() if line[:1] not in set("#-~!")]
    marked = {each.folded for text in (*names, *lines) for each in syllables(text) if each.has_marks}
    assert synonyms_of(OWN_FILE).fillers & marked == VIETNAMESE_FILLERS
    assert not synonyms_of(OWN_FILE).fillers & {"me", "mi", "to", "top", "an"}


def test_another_thing_is_no_other_name():
    known = read_synonyms("nhân sâm ~> tam thất\nbeef ~> buffalo\n~! ông bà")
    assert known.of(tuple(syllables("nhân sâm"))) == known.of(tuple(syllables("beef"))) == []
    assert phrases(known.instead_of(tuple(syllables("nhan sam")))) == ["tam thất"]
    assert known.instead_of(tuple(syllables("tam thất"))) == []
    assert phrases(known.instead_of(tuple(syllables("beef")))) == ["buffalo"]
    assert {"sam", "sâm", "beef"} <= known.words
    own = synonyms_of(OWN_FILE)
    for typed in ("beef", "thịt bò", "ginseng", "nhân sâm", "apple", "salmon"):
        assert (own.of(tuple(syllables(typed))), bool(own.instead_of(tuple(syllables(typed))))) == ([], True)


def test_what_a_name_in_another_language_ends_with_is_told_apart():
    def tails(name):
        return analyze([name], each_character=True).marked.tails

    assert tails("Pineapple picking, Bản Lầu") == ("picking",)
    assert tails("北河玉米酒（瓶）") == ("米酒", "酒")
    assert tails("Gạo Tú Lệ") == tails("!") == ()

"""A still life from a product's id: hills, ground, goods."""

# ruff: noqa: E501, N803, N805, N806, S311, E741
# fmt: off
import re

from .baskets import a_basket, a_crate, a_tray
from .dishes import a_noodlebowl, a_silver
from .fish_and_leaf import a_fish, a_leafcake
from .fresh import a_board, a_bowlful, a_cut, a_loose
from .leaf_and_rice import a_open_sack
from .looks import TABLE
from .packs import a_bag, a_bottle, a_box, a_drops, a_jar, a_sack, a_tin
from .place import GROUNDS, hills
from .seconds import SECONDS
from .sheet import Pic
from .textiles import a_textile
from .wraps import a_eggs, a_hang, a_pack, a_parcel

BUDGET = 11000  # bytes of SVG; above it a picture is drawn again with fewer pieces
VIEWS = {
    a_hang: "16 30 440 440", a_textile: "30 56 410 410", a_parcel: "40 72 392 392", a_pack: "34 86 394 394", a_crate: "44 96 384 384", a_fish: "32 66 414 414",
    a_tray: "40 88 392 392", a_box: "50 92 388 388", a_eggs: "34 68 412 412", a_noodlebowl: "38 70 410 410", a_leafcake: "36 76 404 404", a_bottle: "36 40 420 420",
    a_jar: "42 64 396 396", a_tin: "40 60 396 396", a_bag: "42 60 400 400", a_sack: "38 56 404 404", a_drops: "48 66 394 394", a_basket: "30 56 424 424", a_silver: "48 70 396 396",
    a_open_sack: "36 66 404 404", a_bowlful: "30 72 404 404", a_cut: "24 68 410 410", a_board: "14 58 420 420", a_loose: "34 78 400 400",
}
SHELVES = {
    "tea": "che-xanh-han-da", "honey": "mat-ong-van-chan", "spirits": "ruou-ngo-ban-pho", "fruit": "quyt-muong-khuong", "rice": "gao-seng-cu", "textile": "tho-cam-che-cu-nha",
    "fish": "ca-ho-thac-ba", "herb": "duong-quy", "spice": "thao-qua", "vegetable": "rau-bac-ha",
}


def guess(product):
    """A sensible picture for goods that are not in the table: by shelf, else a kraft bag."""
    tint, ground, fn, _, _, kw = TABLE[SHELVES.get(product.get("category"), "mang-bat-do")]
    return tint, ground, fn, re.sub(r"\s*\(.*?\)", "", product.get("name_vi", "Hàng mới")), product.get("place_name", ""), kw


def draw(product):
    """SVG text for one product: a dict with at least "id" and "name_vi"."""
    tint, ground, fn, title, sub, kw = TABLE.get(product["id"]) or guess(product)
    return still(product["id"], product.get("name_vi", title), tint, ground, fn, title, sub, kw)


def draw_second(ident):
    """SVG text of the second picture."""
    tint, ground, fn, kw = SECONDS[ident]
    return still(ident + "-2", ident, tint, ground, fn, "", "", kw)


def still(key, name, tint, ground, fn, title, sub, kw):
    text = ""
    for lean in range(6):
        s = Pic(key, title=name, lean=lean)
        if fn is not a_hang:
            hills(s, tint)
        if ground in GROUNDS:
            GROUNDS[ground](s)
        fn(s, title, sub, **kw)
        s.view = VIEWS.get(fn, "24 48 432 432")
        text = s.svg()
        if len(text.encode()) <= BUDGET:
            break
    return text

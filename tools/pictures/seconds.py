"""Second pictures of some goods: a close view or a use, without words."""

# ruff: noqa: E501, N803, N805, N806, S311, E741
# fmt: off
from .baskets import a_basket, a_tray
from .fresh import a_board, a_bowlful, a_cut, a_loose
from .leaf_and_rice import a_teapot
from .sheet import INDIGO, MADDER
from .textiles import a_textile
from .visits import a_view

SECONDS = {
    "gao-seng-cu": ("straw", "wood", a_bowlful, {"kind": "rice", "c": "#f6edd6", "bc": "#9c6b43", "sc": 1.6}),
    "nep-tu-le": ("sage", "mat", a_bowlful, {"kind": "rice", "c": "#fbf7ea", "bc": "#7c4a36", "sc": 1.6, "band_c": MADDER}),
    "lac-nhan": ("peach", "wood", a_bowlful, {"kind": "nut", "c": "#a8453a", "bc": "#d8cdb4", "sc": 1.5, "band_c": INDIGO}),
    "quyt-muong-khuong": ("mist", "wood", a_cut, {"kind": "citrus", "c": "#e0812a", "flesh": "#f29a34", "sc": 1.7}),
    "cam-sanh-luc-yen": ("sage", "mat", a_basket, {"kind": "citrus", "c": "#b59a36"}),
    "buoi-dai-minh": ("rose", "mat", a_basket, {"kind": "pomelo", "c": "#d2bd55", "h": 130, "sc": .95}),
    "man-tam-hoa": ("mist", "wood", a_bowlful, {"kind": "plum", "c": "#7d1f38", "bc": "#d8cdb4", "band_c": INDIGO}),
    "dua-ban-lau": ("honey", "none", a_view, {"kind": "pines"}),
    "khoai-mon-bao-yen": ("sage", "mat", a_tray, {"kind": "taro", "c": "#7a5540", "h": 96}),
    "nam-huong-sa-pa": ("mist", "wood", a_bowlful, {"kind": "mushroom", "c": "#8a5d3c", "bc": "#5d6f86"}),
    "trau-gac-bep": ("clay", "wood", a_board, {"kind": "torn", "c": "#5a2f22"}),
    "ruoc-lon-ban": ("straw", "wood", a_bowlful, {"kind": "floss", "c": "#d6a25c", "bc": "#5d6f86", "sc": 1.3}),
    "tuong-ot": ("peach", "wood", a_bowlful, {"kind": "chilli", "c": "#c02e22", "bc": "#6d7f5b", "sc": 1.2}),
    "thao-qua": ("sage", "wood", a_bowlful, {"kind": "pod", "c": "#7a4632", "bc": "#c9a877", "sc": 1.3}),
    "que-van-yen": ("peach", "wood", a_bowlful, {"kind": "stick", "c": "#9a5a30", "bc": "#d8cdb4", "band_c": MADDER}),
    "che-shan-suoi-giang": ("straw", "wood", a_loose, {"kind": "tea", "c": "#4d5230", "tea": "#c68a34"}),
    "che-o-long-cao-son": ("dusk", "mat", a_teapot, {"kind": "berry", "kc": "#4f5a3a", "c": "#6b3f35", "tea": "#c68a34"}),
    "tra-actiso": ("lilac", "wood", a_bowlful, {"kind": "bud", "c": "#7d8a5a", "bc": "#6b5a8a", "sc": 1.4}),
    "tao-meo": ("dusk", "wood", a_cut, {"kind": "sontra", "c": "#b5713c", "flesh": "#f0e6bc", "sc": 1.9, "r": 42, "k": 5}),
    "vai-sap-ong": ("mist", "wood", a_textile, {"kind": "scarf", "colours": ("#e9ecf5", "#8c97c8", "#e9ecf5", "#8c97c8")}),
}

"""Chinese as it is written in Taiwan and Hong Kong, read as it is written in our texts: 烏龍茶 is 乌龙茶. Pure."""

from __future__ import annotations

_PAIRS = (
    "乾干 佈布 個个 傘伞 儂侬 儲储 兒儿 兩两 凈净 凍冻 剋克 剎刹 務务 勝胜 參参 圍围 園园 埰采 塊块 墊垫 壺壶 "
    "實实 寵宠 寶宝 對对 帳帐 幹干 廚厨 態态 捲卷 採采 揹背 昇升 書书 朮术 東东 條条 棗枣 楊杨 業业 榦干 樂乐 "
    "標标 樹树 機机 檯台 櫻樱 歸归 殼壳 涼凉 淨净 湯汤 溼湿 滷卤 漿浆 潤润 澀涩 濃浓 濇涩 濕湿 烏乌 煙烟 熱热 "
    "燈灯 燉炖 燒烧 燜焖 燭烛 燻熏 獵猎 獸兽 瑤瑶 環环 產产 甦苏 畫画 當当 痠酸 盃杯 盤盘 硯砚 禦御 禮礼 種种 "
    "穀谷 穎颖 筆笔 筍笋 箇个 節节 簍篓 簾帘 籃篮 籐藤 糧粮 紅红 純纯 紗纱 紙纸 級级 紡纺 絨绒 絲丝 綑捆 綠绿 "
    "綢绸 網网 線线 緞缎 編编 織织 繖伞 繡绣 繩绳 羅罗 羢绒 義义 腎肾 腦脑 腸肠 膠胶 臘腊 臟脏 臺台 與与 舖铺 "
    "莖茎 莧苋 華华 菸烟 萵莴 葉叶 葠参 葯药 蓮莲 蔔卜 蔘参 蔥葱 蕎荞 薈荟 薊蓟 薑姜 藍蓝 藝艺 藥药 蘆芦 蘇苏 "
    "蘋苹 蘭兰 蘿萝 號号 蝦虾 蠍蝎 蠔蚝 蠟蜡 蠶蚕 術术 裝装 製制 褲裤 襪袜 襯衬 規规 評评 該该 誌志 豬猪 貝贝 "
    "貨货 農农 連连 遊游 運运 選选 醃腌 醬酱 釀酿 釐厘 針针 釣钓 釦扣 鉤钩 銀银 銅铜 鋁铝 鋪铺 鋼钢 錘锤 錢钱 "
    "錦锦 錫锡 鍋锅 鍼针 鎚锤 鎮镇 鏈链 鐲镯 鐵铁 鑵罐 鑼锣 間间 閹阉 陞升 陸陆 隻只 雙双 雜杂 雞鸡 雲云 靈灵 "
    "項项 頭头 頸颈 顆颗 類类 風风 飯饭 飲饮 飾饰 餃饺 餅饼 餡馅 饅馒 馬马 騾骡 驗验 驢驴 髒脏 體体 鬆松 魚鱼 "
    "鮮鲜 鯉鲤 鯽鲫 鰻鳗 鱉鳖 鱒鳟 鱔鳝 鱘鲟 鳥鸟 鳳凤 鴕鸵 鴨鸭 鴿鸽 鵝鹅 鹵卤 鹹咸 鹽盐 麥麦 黃黄 點点 鼕冬 "
    "龍龙 龜龟 "
)
"""Traditional and simplified, for the characters of the demo's goods and of foods, crafts and materials."""
_SIMPLER = str.maketrans({pair[0]: pair[1] for pair in _PAIRS.split()})


def simplified(text: str) -> str:
    """The text with simplified characters, where the table has them. Never raises."""
    return text.translate(_SIMPLER)

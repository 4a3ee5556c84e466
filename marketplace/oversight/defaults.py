"""What a new market asks of sellers until its operator says otherwise. Plain rows, for the migration and for demos."""

from __future__ import annotations

PAPER_KINDS: tuple[tuple[str, str, str, str, str, int | None], ...] = (
    (
        "dang-ky", "Giấy chứng nhận đăng ký hợp tác xã hoặc kinh doanh", "Certificate of registration",
        "合作社或营业登记证", "Chụp đủ bốn góc, đọc rõ tên và mã số.", None,
    ),
    (
        "hop-dong-hop-tac", "Hợp đồng hợp tác của tổ", "Contract of the cooperative group",
        "合作组合同", "Chụp trang có tên các thành viên và trang ký.", None,
    ),
    (
        "can-cuoc", "Căn cước của người chịu trách nhiệm", "Identity card of the responsible person",
        "负责人身份证", "Chụp mặt trước. Chợ xoá ảnh sau khi duyệt 30 ngày.", 30,
    ),
    (
        "an-toan-thuc-pham", "Giấy chứng nhận đủ điều kiện an toàn thực phẩm, hoặc cam kết",
        "Food safety certificate or commitment", "食品安全证明或承诺书", "Chụp trang có dấu và ngày cấp.", None,
    ),
    (
        "tu-cong-bo", "Bản tự công bố sản phẩm (thực phẩm)", "Self-declaration of a food product",
        "食品自我声明", "Chụp trang đầu có số và tên sản phẩm.", None,
    ),
    (
        "giay-phep-ruou", "Giấy phép sản xuất hoặc bán rượu", "Licence to make or sell alcohol",
        "酒类生产或销售许可证", "Chụp trang có số, ngày cấp và ngày hết hạn.", None,
    ),
    (
        "nguon-goc-rung", "Giấy tờ nguồn gốc cây, con, lâm sản", "Papers of origin of plants, animals, forest goods",
        "动植物及林产品来源证明", "Chụp bảng kê lâm sản hoặc giấy kiểm dịch.", None,
    ),
    (
        "dang-ky-cong-bo", "Giấy tiếp nhận đăng ký bản công bố sản phẩm", "Receipt of a registered declaration",
        "产品公告登记受理书", "Chụp trang có số tiếp nhận, ngày cấp và tên sản phẩm.", None,
    ),
    (
        "xac-nhan-quang-cao", "Giấy xác nhận nội dung quảng cáo", "Confirmation of what is advertised",
        "广告内容确认书", "Chụp trang có số xác nhận, ngày cấp và tên sản phẩm. Ghi số vào ô số giấy.", None,
    ),
)  # fmt: skip
"""(slug, Vietnamese, English, Chinese, what to photograph, deleted after days)."""

EVERYBODY = ("LEGAL_NAME", "TAX_CODE", "RESPONSIBLE_PERSON", "BANK_ACCOUNT", "PICKUP_ADDRESS")
PAPERS_OF = {
    "COOPERATIVE": ("dang-ky",),
    "UNION": ("dang-ky",),
    "COMPANY": ("dang-ky",),
    "COOPERATIVE_GROUP": ("hop-dong-hop-tac", "can-cuoc"),
    "HOUSEHOLD": ("dang-ky", "can-cuoc"),
    "INDIVIDUAL": ("can-cuoc",),
}
"""Kind of seller -> papers. A group is no legal entity: its contract, and one responsible person."""

WORDS = (
    ("chữa bệnh", "Thực phẩm không được quảng cáo như thuốc chữa bệnh."),
    ("chữa khỏi", "Thực phẩm không được quảng cáo như thuốc chữa bệnh."),
    ("khỏi bệnh", "Thực phẩm không được quảng cáo như thuốc chữa bệnh."),
    ("điều trị", "Thực phẩm không được quảng cáo như thuốc chữa bệnh."),
    ("đặc trị", "Thực phẩm không được quảng cáo như thuốc chữa bệnh."),
    ("trị dứt điểm", "Thực phẩm không được quảng cáo như thuốc chữa bệnh."),
    ("thần dược", "Thực phẩm không được quảng cáo như thuốc chữa bệnh."),
    ("thay thế thuốc", "Thực phẩm không được quảng cáo như thuốc chữa bệnh."),
    ("ung thư", "Nói tới bệnh thì phải có số đăng ký."),
    ("tiểu đường", "Nói tới bệnh thì phải có số đăng ký."),
    ("cures", "Food is not sold as a cure."),
    ("heals", "Food is not sold as a cure."),
    ("cancer", "Food is not sold as a cure."),
    ("治疗", "食品不得宣称治疗疾病。"),
    ("根治", "食品不得宣称治疗疾病。"),
    ("mật gấu", "Hàng cấm."),
    ("sừng tê giác", "Hàng cấm."),
    ("ngà voi", "Hàng cấm."),
    ("cao hổ", "Hàng cấm."),
    ("súng", "Hàng cấm."),
    ("pháo nổ", "Hàng cấm."),
)
"""(word, why). Matched without marks, as whole words."""

SELF_DECLARED = "Thực phẩm chế biến, đóng gói cần bản tự công bố (Nghị định 15/2018)."
SAFE_FOOD = "Thực phẩm tươi cần giấy an toàn thực phẩm hoặc cam kết (Nghị định 15/2018)."
FROM_THE_FOREST = "Cây, con, lâm sản cần giấy tờ nguồn gốc."
NOT_SOLD = "Chợ chưa nhận bán loại này; ban quản lý mở theo từng kệ khi có giấy tờ."
LOOKED_AT = "Dược liệu: ban quản lý xem số đăng ký và lời giới thiệu trước khi bán."
REGISTERED = "Thực phẩm bảo vệ sức khoẻ cần số tiếp nhận đăng ký bản công bố (Nghị định 15/2018, điều 6)."
CONFIRMED = "Lời quảng cáo cần giấy xác nhận nội dung quảng cáo (Nghị định 15/2018, điều 26)."
NO_MEDICINE = "Trang bán phải có lời: không phải là thuốc (Nghị định 15/2018, khoản 3 điều 27)."
FRESH = ("gao", "qua-tuoi", "rau", "ca-trung", "thit-tuoi")
MADE = (
    "che", "thit-trau", "thit-lon-hun-khoi", "ruoc-khau-nhuc", "ca-kho", "mat-ong", "gia-vi", "bun-mien-banh",
)  # fmt: skip
FORAGED = ("cay-thuoc", "gia-vi-rung", "hoa-cay")
HEALTHY = ("tra-thao-moc", "cay-thuoc", "thuc-pham-bao-ve-suc-khoe")
SHUT = (
    "dong-vat-song", "con-giong", "cay-giong", "hat-giong", "dong-vat-rung", "thuc-vat-rung", "lam-san", "go",
)  # fmt: skip
SHELF_RULES: tuple[tuple[str, str, str, str], ...] = (
    *((slug, "PAPER", "an-toan-thuc-pham", SAFE_FOOD) for slug in FRESH),
    *((slug, "PAPER", "tu-cong-bo", SELF_DECLARED) for slug in MADE),
    ("ruou", "PAPER", "giay-phep-ruou", "Bán rượu cần giấy phép."),
    *((slug, "PAPER", "nguon-goc-rung", FROM_THE_FOREST) for slug in FORAGED),
    ("duoc-lieu", "LOOK", "", LOOKED_AT),
    ("thuc-pham-bao-ve-suc-khoe", "LOOK", "", LOOKED_AT),
    ("thuc-pham-bao-ve-suc-khoe", "PAPER", "dang-ky-cong-bo", REGISTERED),
    ("thuc-pham-bao-ve-suc-khoe", "PAPER", "xac-nhan-quang-cao", CONFIRMED),
    *((slug, "NOTICE", "", NO_MEDICINE) for slug in HEALTHY),
    *((slug, "BLOCKED", "", NOT_SOLD) for slug in SHUT),
)
"""(slug of the shelf, demand, kind of paper, why). For shelves of that name, and all below them; others ask nothing."""

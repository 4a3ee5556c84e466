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

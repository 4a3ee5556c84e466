"""Which good stands for which shelf."""

# ruff: noqa: E501
# fmt: off
SHELF_PICTURES = {
    "gao": "gao-seng-cu", "gao-te": "gao-seng-cu-muong-lo", "gao-nep": "nep-tu-le", "com": "com-tu-le", "ngo-lac": "ngo-nep-nuong",
    "che": "che-shan-suoi-giang", "che-shan-tuyet": "che-shan-phinh-ho", "che-xanh": "che-xanh-han-da", "tra-uop-hoa": "tra-hoa-phong-hai", "tra-thao-moc": "tra-actiso",
    "qua-tuoi": "quyt-muong-khuong", "man-dao-le": "man-tam-hoa", "cam-quyt-buoi": "cam-sanh-luc-yen", "dua-chuoi-nhan": "dua-ban-lau", "son-tra": "tao-meo",
    "rau": "rau-bac-ha", "rau-xanh": "cai-meo", "cu": "khoai-mon-bao-yen", "mang": "mang-mai-luc-yen", "nam": "nam-huong-sa-pa",
    "thit-gac-bep": "trau-gac-bep", "thit-trau": "trau-say-bao-yen", "thit-lon-hun-khoi": "lap-suon", "thit-tuoi": "lon-den-tram-tau", "ruoc-khau-nhuc": "khau-nhuc",
    "ca-trung": "ca-hoi-sa-pa", "ca-tuoi": "ca-ho-thac-ba", "ca-kho": "ca-say-thac-ba", "ga-vit": "ga-den-mu-cang-chai", "trung": "trung-vit-sin-cheng",
    "mat-ong": "mat-ong-van-chan",
    "gia-vi": "que-van-yen", "que": "que-dieu", "gia-vi-rung": "thao-qua", "tuong": "tuong-ot",
    "duoc-lieu": "duong-quy", "cay-thuoc": "xuyen-khung", "cao-thuoc-tam": "thuoc-tam-dao-do", "tinh-dau": "tinh-dau-chua-du",
    "tho-cam": "tho-cam-che-cu-nha", "vai-tho-cam": "vai-sap-ong", "do-theu": "theu-dao-do", "trang-suc-bac": "cham-bac", "may-tre-dan": "do-may-tre", "huong-thom": "huong-thom", "tranh-da": "tranh-da-quy",
    "hoa-cay": "dia-lan-sa-pa",
    "tham-quan": "tam-la-thuoc", "trai-nghiem": "hai-che-hoang-thu-pho", "luu-tru": "vuon-da-ta-phin",
    "bun-mien-banh": "mien-dao-gioi-phien", "mien-pho": "pho-chua-bac-ha", "banh": "banh-chung-den", "qua-say-mut": "man-say-deo",
    "ruou": "ruou-san-lung", "ruou-trang": "ruou-ngo-ban-pho", "ruou-qua": "ruou-tao-meo",
}

"""Values for arguments: what a well-meaning client sends, by name and type, and what nobody should."""

from graphql import (
    get_named_type,
    get_nullable_type,
    is_enum_type,
    is_input_object_type,
    is_list_type,
    is_non_null_type,
    is_required_input_field,
)

from tests.fuzz import hostile
from tests.fuzz.hostile import gid

PLACES = [
    ("Tỉnh Lào Cai", "Phường Sa Pa"),
    ("Lào Cai", "Bắc Hà"),
    ("Thành phố Hà Nội", "Phường Ba Đình"),
    ("Hà Nội", "Hoàn Kiếm"),
]
WRONG_PLACES = [("Tỉnh Lào Cai", "Phường Ba Đình"), ("Atlantis", "Sa Pa"), ("", ""), ("Hà Nội", "Hà Nội")]
PHONES = ["0912345678", "+84912345678", "0214 3800 001", "+33612345678"]
WRONG_PHONES = ["091234567", "09123456789", "+84", "không có", "112", "0000000000"]
EMAILS = ["hang@example.com", "Lan@Example.com", "đào@example.vn", "a+b@sub.example.vn"]
TEXTS = ["chè", "gạo séng cù", "Đào", "mat ong", "Bắc Hà", "thắng cố", "a", "%", "ở đâu?"]
WORDS = {
    "channel": ["vn", "vn", "vn", "vn", "en-us", "không-có"],
    "languageCode": ["VI", "EN", "ZH_HANS"],
    "countryCode": ["VN", "VN", "FR", "US", "ZZ"],
    "key": ["ghi-chu", "a", "x.y"],
    "value": ["1", "giá trị"],
    "redirectUrl": ["https://example.com/don"],
    "postalCode": ["", "31000", "330100", "99"],
    "paymentGateway": ["cod"],
    "gateway": ["cod"],
    "reason": ["hết hàng"],
    "format": ["WEBP"],
}


class Values:
    """Makes values for a schema's input types. `spite` is how often a value is hostile."""

    def __init__(self, chance, pool, spite=0.0):
        self.chance = chance
        self.pool = pool
        self.spite = spite

    def value(self, type_, name, about="", depth=0):
        """A value for an argument or input field `name` of that type; `about` is the field it is given to."""
        if self.chance.random() < self.spite:
            return self.spiteful(type_)
        if not is_non_null_type(type_) and depth and self.chance.random() < 0.05:
            return None
        type_ = get_nullable_type(type_)
        if is_list_type(type_):
            return [
                self.value(type_.of_type, name, about, depth + 1)
                for _ in range(self.chance.choice((0, 1, 1, 1, 2, 3)))
            ]
        if is_input_object_type(type_):
            return self._object(type_, about, depth)
        if is_enum_type(type_):
            return self._enum(type_, name)
        return self._scalar(type_.name, name, about)

    def spiteful(self, type_):
        """A value that does not belong here, or is of the right type and wrong all the same."""
        kind = get_named_type(type_).name
        if self.chance.random() < 0.6:
            if kind == "ID":
                return self.chance.choice([*hostile.IDS, self.pool.id_of_any_type()])
            if kind in (
                "Int",
                "Float",
                "PositiveInt",
                "PositiveDecimal",
                "Decimal",
                "Minute",
                "Day",
                "WeightScalar",
            ):
                return self.chance.choice(hostile.NUMBERS)
            if kind == "String" or not is_input_object_type(get_named_type(type_)):
                return self.chance.choice(hostile.TEXTS + hostile.CURSORS)
        return hostile.any_value(self.chance)

    def _enum(self, type_, name):
        known = [word for word in WORDS.get(name, ()) if word in type_.values]
        return self.chance.choice(known or list(type_.values))

    def _object(self, type_, about, depth):
        if type_.name == "AddressInput" and self.chance.random() < 0.9:
            return self._address()
        fields = {
            name: field
            for name, field in type_.fields.items()
            if is_required_input_field(field) or (depth < 4 and self.chance.random() < 0.35)
        }
        if not fields and depth < 4:
            name = self.chance.choice(list(type_.fields))
            fields = {name: type_.fields[name]}
        return {name: self.value(field.type, name, type_.name, depth + 1) for name, field in fields.items()}

    def _address(self):
        area, city = self.chance.choice(PLACES * 5 + WRONG_PLACES)
        return {
            "firstName": "Chị Hằng",
            "streetAddress1": "12 Hàng Bạc",
            "countryArea": area,
            "city": city,
            "country": "VN",
            "phone": self.chance.choice(PHONES * 4 + WRONG_PHONES),
        }

    def _scalar(self, kind, name, about):
        maker = {
            "ID": lambda: self._id(name, about),
            "String": lambda: self._text(name),
            "Int": lambda: self._number(name),
            "Boolean": lambda: self.chance.random() < 0.5,
            "Float": lambda: self.chance.choice((0, 22.3, 103.9, 50, 0.5, 100_000)),
            "UUID": lambda: "00000000-0000-4000-8000-000000000001",
            "Date": lambda: self.chance.choice(("2026-02-17", "2024-02-29")),
            "DateTime": lambda: self.chance.choice(("2026-02-17T00:00:00+07:00", "2026-01-01T00:00:00Z")),
            "JSONString": lambda: self.chance.choice(('{"blocks":[]}', "{}", "[]")),
            "JSON": lambda: self.chance.choice(({}, {"a": [1]}, "x")),
            "Metadata": lambda: {"a": "b"},
        }.get(kind)
        return maker() if maker else self.chance.choice((1, 5, 100))

    def _number(self, name):
        if name in ("first", "last"):
            return self.chance.choice((0, 1, 2, 3, 5, 20, 100))
        if name == "size":
            return self.chance.choice((32, 256, 1000))
        return self.chance.choice((0, 1, 1, 2, 3, 50, 51))

    def _text(self, name):
        if name in ("after", "before"):
            return self.pool.pick("cursor", "")
        if "mail" in name:
            return self.chance.choice(EMAILS)
        if "phone" in name.lower():
            return self.chance.choice(PHONES + WRONG_PHONES)
        if name in WORDS:
            return self.chance.choice(WORDS[name])
        if name in ("countryArea", "city", "cityArea"):
            return self.chance.choice(PLACES)[name == "city"]
        for kind in ("slug", "sku", "token", "number"):
            if kind in name.lower():
                return self.pool.pick(kind, "x")
        return self.chance.choice([*TEXTS, self.pool.pick("name", "chè")])

    def _id(self, name, about):
        roll = self.chance.random()
        if roll < 0.08:
            return self.pool.id_of_any_type()
        kind = self.kind_of_id(name, about)
        if roll < 0.12:
            return gid(kind or "Product", 987_654_321)
        return self.pool.pick(kind) or self.pool.id_of_any_type()

    def kind_of_id(self, name, about):
        """The type an id is probably of: from the argument's name (`variantId`), or the field's (`checkoutLinesAdd`)."""
        said = name.removesuffix("Ids").removesuffix("Id").removesuffix("s").lower()
        if said == "id":
            said = about.lower()
            return max(
                (kind for kind in self.pool.words if said.startswith(kind.lower())), key=len, default=None
            )
        if "line" in said and "checkout" in about.lower():
            return "CheckoutLine"
        endings = (kind for kind in self.pool.words if kind[0].isupper() and kind.lower().endswith(said))
        if said.endswith("method"):
            return "ShippingMethod"
        return min(endings, key=len, default=None)

"""What arguments are given: by name, else by type. What cannot be guessed is said here, in one place."""

import itertools
import re

from django.core.files.uploadedfile import SimpleUploadedFile
from graphql import (
    get_nullable_type,
    is_enum_type,
    is_input_object_type,
    is_list_type,
    is_required_input_field,
)

from tests.isolation.canaries import KEY
from tests.isolation.classes import TYPES

VALUES = {
    "channel": "vn",
    "slugLanguageCode": None,
    "languageCode": "EN",
    "countryCode": "VN",
    "country": "VN",
    "key": KEY,
    "keys": [KEY],
    "phone": "0912345678",
    "paymentGateway": "cod",
    "gateway": "cod",
    "countryArea": "Tỉnh Lào Cai",
    "city": "Phường Sa Pa",
    "communeCode": "02839",
    "commune": "02839",
    "redirectUrl": "http://127.0.0.1:8000/",
    "first": 100,
    "quantity": 1,
}
"""By the name of the argument or of the input's field."""
SCALARS = {
    "String": "Chữ",
    "Int": 1,
    "Float": 1.0,
    "Boolean": True,
    "ID": "",
    "UUID": "00000000-0000-4000-8000-000000000001",
    "Date": "2030-02-17",
    "DateTime": "2030-02-17T00:00:00+00:00",
    "Day": 1,
    "Decimal": 1,
    "JSON": {"a": "b"},
    "JSONString": "{}",
    "Metadata": {"a": "b"},
    "Minute": 1,
    "PositiveDecimal": 1,
    "PositiveInt": 1,
    "WeightScalar": 1,
}
"""By the type."""
NONSENSE = {"String": " ", "Int": -7, "Float": -7.5, "ID": "không phải id", "JSONString": "[]", "JSON": [], "DateTime": "1900-01-01T00:00:00+00:00", "Date": "1900-01-01"}  # fmt: skip
"""What no service takes, of the right type."""
KINDS = {
    "mediaById.id": "ProductMedia",
    "checkoutLinesDelete.linesIds": "CheckoutLine",
    "checkoutRemovePromoCode.promoCodeId": "",
    "transactionProcess.id": "Checkout",
    "updateMetadata.id": "ObjectWithMetadata",
    "deleteMetadata.id": "ObjectWithMetadata",
    "updatePrivateMetadata.id": "ObjectWithMetadata",
    "deletePrivateMetadata.id": "ObjectWithMetadata",
}
"""Of which type an id is, by "field.argument", where neither the name tells nor the refusal. Of an interface every
type is tried; "" is an id of something that no cooperative has."""
PROVINCE_AND_COMMUNE = {"country": "VN", "countryArea": "Tỉnh Lào Cai", "city": "Phường Sa Pa", "streetAddress1": "12 Hàng Bạc", "firstName": "Lan", "phone": "0912345678"}  # fmt: skip
MUST_BE = re.compile(r"Must receive an? (.+?) id")
_numbers = itertools.count(1)


class NotKnown(AssertionError):
    """The author of a field is told what to say, and where."""


def kind_of_id(name, about):
    """Of which type the id of an argument is, from its name or from the field's (`about`); None where neither tells."""
    if (said := KINDS.get(f"{about}.{name}")) is not None:
        return said
    if name == "customerId" or (name in ("id", "ids") and about.startswith(("customer", "staff"))):
        return "User"
    if name in ("id", "ids") and about.startswith("permissionGroup"):
        return "Group"
    said = re.sub(r"(Ids?|s)$", "", name).lower()
    if said in ("id", ""):
        starts = [each for each in TYPES if about.lower().startswith(each.lower())]
        return max(starts, key=len, default=None)
    ends = [each for each in TYPES if each.lower().endswith(said) or said.endswith(each.lower())]
    exact = [each for each in ends if each.lower() == said]
    return (exact or sorted(ends, key=lambda each: abs(len(each) - len(said))) or [None])[0]


def value(type_, name, about, give_id, *, nonsense=False, depth=0):
    """A value for an argument: `give_id(path, kind)` gives the ids."""
    type_ = get_nullable_type(type_)
    if is_list_type(type_):
        if name in VALUES and isinstance(VALUES[name], list):
            return VALUES[name]
        return [value(type_.of_type, name, about, give_id, nonsense=nonsense, depth=depth)]
    if is_input_object_type(type_):
        if type_.name == "AddressInput":
            return (
                dict.fromkeys(PROVINCE_AND_COMMUNE, " ") | {"country": "VN"}
                if nonsense
                else dict(PROVINCE_AND_COMMUNE)
            )
        return {
            key: value(each.type, key, about, _under(give_id, key), nonsense=nonsense, depth=depth + 1)
            for key, each in type_.fields.items()
            if is_required_input_field(each) or (depth < 3 and _is_id(each.type))
        }
    if type_.name == "ID":
        return give_id((), name)
    if nonsense and type_.name in NONSENSE:
        return NONSENSE[type_.name]
    if name in VALUES and not is_list_type(type_):
        return VALUES[name]
    if is_enum_type(type_):
        return next(iter(type_.values))
    if type_.name == "Upload":
        return SimpleUploadedFile("giay.pdf", b"%PDF-1.4 nothing", "application/pdf")
    if "mail" in name.lower():
        return f"moi{next(_numbers)}@example.com"
    if "password" in name.lower():
        return "mật khẩu rất dài"
    if type_.name not in SCALARS:
        raise NotKnown(
            f"{about}({name}: {type_.name}): say an example of {type_.name} in tests/isolation/examples.py"
        )
    return SCALARS[type_.name]


def _is_id(type_):
    type_ = get_nullable_type(type_)
    while is_list_type(type_):
        type_ = get_nullable_type(type_.of_type)
    return is_input_object_type(type_) or getattr(type_, "name", "") == "ID"


def _under(give_id, key):
    return lambda path, name: give_id((key, *path), name)

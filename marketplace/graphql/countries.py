"""Countries of the dialect."""

from __future__ import annotations

from dataclasses import dataclass

import graphene
from django.utils import translation

from marketplace.core.places import countries
from marketplace.graphql.permissions import PUBLIC
from marketplace.graphql.types import Type

CountryCode = graphene.Enum(
    "CountryCode",
    [(code, code) for code in countries.CODES],
    description="A country, by its two letters of ISO 3166-1.",
)


@dataclass(frozen=True, slots=True)
class Country:
    """A country by its code, named in `language` ("vi", "en", "zh-hans"), None = the reader's."""

    code: str
    language: str | None = None

    @property
    def country(self) -> str:
        """Its name."""
        return countries.name_of(self.code, self.language or translation.get_language() or "vi")


class CountryDisplay(Type):
    """A country with its name."""

    class Meta:
        values = (Country,)
        permission = PUBLIC

    code = graphene.String(required=True)
    country = graphene.String(required=True)

"""Asking to find something."""

from __future__ import annotations

import graphene

from marketplace.catalog.api.filters import ProductFilterInput
from marketplace.catalog.api.shelves import product_arguments
from marketplace.catalog.api.types import Product
from marketplace.graphql.connection import connection_field
from marketplace.graphql.fields import root
from marketplace.graphql.languages import LanguageCodeEnum
from marketplace.graphql.permissions import PUBLIC
from marketplace.search.api import additions, answers, goods, suggestions  # noqa: F401  (additions add filters)
from marketplace.search.api.types import SearchAnswer, SearchSuggestion


class Queries:
    """Fields of Query. `products` is the catalog's; with a text it is found here."""

    products = connection_field(Product, goods.products, permission=PUBLIC, **product_arguments())
    search = root(
        SearchAnswer,
        answers.answer,
        permission=PUBLIC,
        text=graphene.String(required=True),
        channel=graphene.String(),
        filter=graphene.Argument(ProductFilterInput),
        language_code=graphene.Argument(LanguageCodeEnum),
        required=True,
    )
    search_suggestions = root(
        graphene.NonNull(graphene.List(graphene.NonNull(SearchSuggestion))),
        suggestions.suggestions,
        permission=PUBLIC,
        text=graphene.String(required=True),
        channel=graphene.String(),
        first=graphene.Int(),
        language_code=graphene.Argument(LanguageCodeEnum),
    )

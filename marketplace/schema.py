"""Query and Mutation assembled from the domains, one line each."""

from __future__ import annotations

import graphene
from django.conf import settings

from marketplace.account import api as account
from marketplace.catalog import api as catalog
from marketplace.channel import api as channel
from marketplace.checkout import api as checkout
from marketplace.content import api as content
from marketplace.cooperative import api as cooperative
from marketplace.graphql import metadata_mutations as metadata
from marketplace.graphql.directives import DIRECTIVES
from marketplace.graphql.scalars import refuse_endless
from marketplace.graphql.stated import require_stated
from marketplace.graphql.view import Endpoint
from marketplace.order import api as order
from marketplace.oversight import api as oversight
from marketplace.payment import api as payment
from marketplace.search import api as search
from marketplace.shipping import api as shipping
from marketplace.site import api as site
from marketplace.tax import api as tax
from marketplace.warehouse import api as warehouse


class Query(
    search.Queries,  # first: its `products` stands for the catalog's
    channel.Queries,
    account.Queries,
    site.Queries,
    content.Queries,
    tax.Queries,
    cooperative.Queries,
    catalog.Queries,
    warehouse.Queries,
    shipping.Queries,
    order.Queries,
    checkout.Queries,
    oversight.Queries,
    graphene.ObjectType,
):
    """Everything that can be asked."""


class Mutation(
    metadata.Mutations,
    account.Mutations,
    site.Mutations,
    cooperative.Mutations,
    order.Mutations,
    checkout.Mutations,
    oversight.Mutations,
    graphene.ObjectType,
):
    """Everything that can be done."""


schema = graphene.Schema(
    query=Query, mutation=Mutation, types=[*catalog.TYPES, *payment.METHODS], directives=DIRECTIVES
)
require_stated(schema.graphql_schema)
refuse_endless(schema.graphql_schema)
endpoint = Endpoint(schema.graphql_schema, kept_seconds=settings.ANSWERS_KEPT_SECONDS)

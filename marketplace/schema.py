"""Query and Mutation assembled from the domains, one line each."""

from __future__ import annotations

import graphene

from marketplace.content import api as content
from marketplace.graphql.view import Endpoint


class Query(
    content.Queries,
    graphene.ObjectType,
):
    """Everything that can be asked."""


class Mutation(
    graphene.ObjectType,
):
    """Everything that can be done."""


schema = graphene.Schema(query=Query, mutation=Mutation)
endpoint = Endpoint(schema.graphql_schema)

"""The complaint door: whoever has something to say to the operator, with an account or without (law L7)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import graphene

from marketplace.graphql.info import Info
from marketplace.graphql.mutation import Mutation
from marketplace.graphql.permissions import PUBLIC
from marketplace.oversight import models, services
from marketplace.oversight.api.enums import ComplaintKind, OversightError


class ComplaintInput(graphene.InputObjectType):
    """What it is about, and how to answer."""

    key = graphene.String(
        required=True, description="Made up by the client for one complaint: sent twice, it is one."
    )
    kind = graphene.InputField(ComplaintKind, required=True)
    story = graphene.String(required=True)
    name = graphene.String(required=True)
    contact = graphene.String(required=True, description="A phone number or an e-mail address.")
    order_number = graphene.String()


class ComplaintCreate(Mutation):
    """Complain. The answer comes by mail or message."""

    number = graphene.String(description="To be named when asking again.")
    answer_by = graphene.DateTime(description="By when it is answered.")

    class Arguments:
        input = graphene.Argument(ComplaintInput, required=True)

    class Meta:
        errors = OversightError
        permission = PUBLIC

    @staticmethod
    def perform(info: Info, input: Any) -> Mapping[str, Any]:
        """The number to keep."""
        made = services.receive_complaint(
            key=input["key"],
            kind=models.ComplaintKind(input["kind"].value),
            story=input["story"],
            name=input["name"],
            contact=input["contact"],
            order_number=input.get("order_number") or "",
            language=info.context.language,
            visitor=info.context.visitor,
            actor=info.actor,
        )
        return {"number": made.number, "answer_by": made.deadline_at}


class Mutations:
    """Fields of Mutation."""

    complaint_create = ComplaintCreate.field()

"""Papers: given and taken back by cooperatives, judged by staff."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import graphene

from marketplace.graphql.ids import key_of
from marketplace.graphql.info import Info
from marketplace.graphql.mutation import Mutation
from marketplace.graphql.scalars import Upload
from marketplace.oversight import services
from marketplace.oversight.api.enums import OF_SHOP, OF_STAFF, OversightError
from marketplace.oversight.api.mutations.openings import of
from marketplace.oversight.api.types import Paper


class PaperGiveInput(graphene.InputObjectType):
    """A paper."""

    kind = graphene.ID(required=True)
    file = Upload(required=True, description="A photo (JPEG, PNG) or a PDF, at most 10 MB.")
    number = graphene.String()
    valid_until = graphene.Date()


class PaperGive(Mutation):
    """Give a paper; its file is private."""

    paper = graphene.Field(Paper)

    class Arguments:
        cooperative = graphene.ID(required=True)
        input = graphene.Argument(PaperGiveInput, required=True)

    class Meta:
        errors = OversightError
        permission = OF_SHOP

    @staticmethod
    def perform(info: Info, cooperative: str, input: Any) -> Mapping[str, Any]:
        """The paper, not looked at yet."""
        until: date | None = input.get("valid_until")
        given = services.give_paper(
            cooperative_id=of(cooperative),
            kind_id=key_of(input["kind"], "PaperKind", field="kind"),
            file=input["file"],
            number=input.get("number") or "",
            valid_until=until,
            actor=info.actor,
        )
        return {"paper": given}


class PaperRemove(Mutation):
    """Take a paper back that nobody has accepted; its file is deleted."""

    paper = graphene.Field(Paper)

    class Arguments:
        id = graphene.ID(required=True)

    class Meta:
        errors = OversightError
        permission = OF_SHOP

    @staticmethod
    def perform(info: Info, id: str) -> Mapping[str, Any]:
        """What the paper was."""
        return {"paper": services.remove_paper(paper_id=key_of(id, "Paper"), actor=info.actor)}


class PaperAccept(Mutation):
    """Staff accept a paper."""

    paper = graphene.Field(Paper)

    class Arguments:
        id = graphene.ID(required=True)

    class Meta:
        errors = OversightError
        permission = OF_STAFF

    @staticmethod
    def perform(info: Info, id: str) -> Mapping[str, Any]:
        """The paper, accepted."""
        return {"paper": services.accept_paper(paper_id=key_of(id, "Paper"), actor=info.actor)}


class PaperRefuse(Mutation):
    """Staff do not accept a paper; the reason is told."""

    paper = graphene.Field(Paper)

    class Arguments:
        id = graphene.ID(required=True)
        reason = graphene.String(required=True)

    class Meta:
        errors = OversightError
        permission = OF_STAFF

    @staticmethod
    def perform(info: Info, id: str, reason: str) -> Mapping[str, Any]:
        """The paper, refused."""
        paper = services.refuse_paper(paper_id=key_of(id, "Paper"), reason=reason, actor=info.actor)
        return {"paper": paper}


class Mutations:
    """Fields of Mutation."""

    paper_give = PaperGive.field()
    paper_remove = PaperRemove.field()
    paper_accept = PaperAccept.field()
    paper_refuse = PaperRefuse.field()

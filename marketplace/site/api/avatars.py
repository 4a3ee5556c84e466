"""Pictures of members of staff: pictures are the shop's, so they stand here and not with accounts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import graphene

from marketplace.account.api.own import own
from marketplace.account.api.types import AccountError, User
from marketplace.core.errors import DomainError
from marketplace.core.pictures import BadPicture, read_upload
from marketplace.graphql.info import Info
from marketplace.graphql.mutation import Mutation
from marketplace.graphql.permissions import STAFF
from marketplace.graphql.scalars import Upload
from marketplace.graphql.types import extend
from marketplace.site import services
from marketplace.site.api.pictures import picture

extend(User, avatar=picture("avatar"))


class UserAvatarUpdate(Mutation):
    """Show this picture beside the own name."""

    user = graphene.Field(User)

    class Arguments:
        image = Upload(required=True)

    class Meta:
        errors = AccountError
        permission = STAFF

    @staticmethod
    def perform(info: Info, image: Any) -> Mapping[str, Any]:
        """The member of staff with their picture."""
        try:
            read = read_upload(image)
        except BadPicture as bad:
            code = bad.code if bad.code == "FILE_SIZE_LIMIT_EXCEEDED" else "INVALID"
            raise DomainError(bad.message, code=code, field="image") from bad
        return {"user": services.set_avatar(user=own(info), picture=read)}


class UserAvatarDelete(Mutation):
    """Show no picture beside the own name."""

    user = graphene.Field(User)

    class Meta:
        errors = AccountError
        permission = STAFF

    @staticmethod
    def perform(info: Info) -> Mapping[str, Any]:
        """The member of staff without a picture."""
        return {"user": services.set_avatar(user=own(info), picture=None)}


class Mutations:
    """Fields of Mutation."""

    user_avatar_update = UserAvatarUpdate.field()
    user_avatar_delete = UserAvatarDelete.field()

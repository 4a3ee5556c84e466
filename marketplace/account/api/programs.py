"""Lists of programs that act, and of what they add to the dialect's dashboard, which asks for them on every page.

None is installed, so the lists are empty; their types say what the dashboard reads of each.
"""

from __future__ import annotations

import graphene

from marketplace.account.api.apps import App, AppTypeEnum
from marketplace.account.api.groups import Permission
from marketplace.account.api.types import User
from marketplace.graphql.connection import connection_field, empty_pages
from marketplace.graphql.fields import empty_lists, listed, root
from marketplace.graphql.permissions import STAFF, WITHIN
from marketplace.graphql.scalars import JSON, PositiveInt
from marketplace.graphql.sorting import OrderDirection
from marketplace.graphql.types import Node, Type, extend


class EventDeliveryStatusEnum(graphene.Enum):
    """Whether a message reached a program."""

    PENDING = "PENDING"
    SUCCESS = "SUCCESS"
    FAILED = "FAILED"


class EventDeliveryAttemptSortField(graphene.Enum):
    """What attempts are sorted by."""

    CREATED_AT = "CREATED_AT"


class EventDeliveryAttemptSortingInput(graphene.InputObjectType):
    """How attempts are sorted."""

    direction = graphene.InputField(OrderDirection, required=True)
    field = graphene.InputField(EventDeliveryAttemptSortField, required=True)


class EventDeliveryAttempt(Type):
    """One attempt to tell a program something."""

    class Meta:
        interfaces = (Node,)
        permission = WITHIN

    id = graphene.ID(required=True)
    created_at = graphene.DateTime(required=True)
    status = graphene.Field(EventDeliveryStatusEnum, required=True)
    response = graphene.String()
    response_status_code = graphene.Int()


class EventDeliverySortField(graphene.Enum):
    """What messages are sorted by."""

    CREATED_AT = "CREATED_AT"


class EventDeliverySortingInput(graphene.InputObjectType):
    """How messages are sorted."""

    direction = graphene.InputField(OrderDirection, required=True)
    field = graphene.InputField(EventDeliverySortField, required=True)


class EventDeliveryFilterInput(graphene.InputObjectType):
    """Which messages."""

    status = graphene.InputField(EventDeliveryStatusEnum)


class EventDelivery(Type):
    """A message to a program."""

    class Meta:
        interfaces = (Node,)
        permission = WITHIN

    id = graphene.ID(required=True)
    created_at = graphene.DateTime(required=True)
    status = graphene.Field(EventDeliveryStatusEnum, required=True)
    attempts = connection_field(
        EventDeliveryAttempt, empty_pages, sort_by=graphene.Argument(EventDeliveryAttemptSortingInput)
    )


class Webhook(Type):
    """Where a program is told what happens."""

    class Meta:
        interfaces = (Node,)
        permission = WITHIN

    id = graphene.ID(required=True)
    name = graphene.String()
    target_url = graphene.String(required=True)
    is_active = graphene.Boolean(required=True)
    event_deliveries = connection_field(
        EventDelivery,
        empty_pages,
        sort_by=graphene.Argument(EventDeliverySortingInput),
        filter=graphene.Argument(EventDeliveryFilterInput),
    )


class AppProblemDismissedByEnum(graphene.Enum):
    """Who said that a problem is none."""

    APP = "APP"
    USER = "USER"


class AppProblemDismissed(Type):
    """That a problem is none any more."""

    class Meta:
        permission = WITHIN

    by = graphene.Field(AppProblemDismissedByEnum, required=True)
    user = graphene.Field(User)
    user_email = graphene.String()


class AppProblem(Type):
    """What a program says is wrong with it."""

    class Meta:
        interfaces = (Node,)
        permission = WITHIN

    id = graphene.ID(required=True)
    created_at = graphene.DateTime(required=True)
    updated_at = graphene.DateTime(required=True)
    count = graphene.Int(required=True)
    is_critical = graphene.Boolean(required=True)
    dismissed = graphene.Field(AppProblemDismissed)
    message = graphene.String(required=True)
    key = graphene.String(required=True)


class AppExtension(Type):
    """What a program adds to the dialect's dashboard."""

    class Meta:
        interfaces = (Node,)
        permission = WITHIN

    id = graphene.ID(required=True)
    identifier = graphene.String()
    permissions = graphene.List(graphene.NonNull(Permission), required=True)
    label = graphene.String(required=True)
    url = graphene.String(required=True)
    mount_name = graphene.String(required=True)
    target_name = graphene.String(required=True)
    settings = graphene.Field(JSON, required=True)
    app = graphene.Field(App, required=True)
    access_token = graphene.String()


class AppFilterInput(graphene.InputObjectType):
    """Which programs."""

    search = graphene.String()
    is_active = graphene.Boolean()
    type = graphene.InputField(AppTypeEnum)


class AppSortField(graphene.Enum):
    """What programs are sorted by."""

    NAME = "NAME"
    CREATION_DATE = "CREATION_DATE"


class AppSortingInput(graphene.InputObjectType):
    """How programs are sorted."""

    direction = graphene.InputField(OrderDirection, required=True)
    field = graphene.InputField(AppSortField, required=True)


class AppExtensionFilterInput(graphene.InputObjectType):
    """Which additions to the dashboard."""

    mount_name = graphene.List(graphene.NonNull(graphene.String))
    target_name = graphene.String()


extend(
    App,
    webhooks=listed(Webhook, empty_lists, required=False),
    problems=listed(
        AppProblem,
        empty_lists,
        required=False,
        limit=graphene.Argument(PositiveInt),
    ),
)


class Queries:
    """Fields of Query."""

    app = root(App, lambda info, id=None: None, permission=STAFF, id=graphene.ID(), description="None yet.")
    apps = connection_field(
        App,
        empty_pages,
        permission=STAFF,
        description="None yet.",
        filter=graphene.Argument(AppFilterInput),
        sort_by=graphene.Argument(AppSortingInput),
    )
    app_extensions = connection_field(
        AppExtension,
        empty_pages,
        permission=STAFF,
        description="None yet.",
        filter=graphene.Argument(AppExtensionFilterInput),
    )

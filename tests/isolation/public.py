"""What the code marks PUBLIC: read from the types, where `Meta.permission` says it once and a field says where it differs."""

from graphql import get_named_type

from marketplace.core.errors import PermissionDenied
from marketplace.graphql.permissions import PUBLIC
from marketplace.graphql.sources import mounted
from tests.isolation.classes import SCHEMA, TYPES


def permission_of(name):
    """What a type states; of one that is not ours, as scalars, PUBLIC."""
    kind = getattr(SCHEMA.type_map[name], "graphene_type", None)
    return getattr(getattr(kind, "_meta", None), "permission", None) or PUBLIC


def stated(root, name):
    """The permission that a root field states."""
    _python, field = mounted(root.graphene_type)[name]
    return field.permission


def refusal_of(permission):
    """The sentence of who has not this permission."""
    try:
        permission.refuse()
    except PermissionDenied as denied:
        return str(denied)


def public_types():
    """Types made of rows that everybody may see."""
    return {
        name
        for name in TYPES
        if hasattr(SCHEMA.type_map[name], "fields") and permission_of(name).names == PUBLIC.names
    }


def public_fields():
    """ "Type.field" of these, but for fields that say another permission or lead to a type that does."""
    return {
        f"{name}.{field}"
        for name in public_types()
        for field, (_python, declared) in mounted(SCHEMA.type_map[name].graphene_type).items()
        if (getattr(declared, "permission", None) or PUBLIC).names == PUBLIC.names
        and _leads_to_public(name, field)
    }


def _leads_to_public(name, field):
    target = get_named_type(SCHEMA.type_map[name].fields[field].type).name
    return permission_of(target).names == PUBLIC.names

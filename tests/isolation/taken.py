"""Takes one permission away, for `mutate.py`: a field's, a type's, a mutation's, or a queryset's of what is visible.

It stays stated, so that nothing is marked public by it; nobody is asked for it any more.
"""

import importlib
import pkgutil
import sys

from graphql import get_named_type, is_object_type

import marketplace
from marketplace.graphql.mutation import Mutation
from marketplace.graphql.sources import Guarded, mounted
from marketplace.schema import schema
from tests.isolation.classes import is_owned

SCHEMA = schema.graphql_schema
VISIBLE = ("visible_to", "workable_by")
"""How functions end that say which rows there are for an actor."""


def every():
    """Names of all that can be taken away."""
    return sorted([*_fields(), *_types(), *_querysets()])


def take(name):
    """Take it away, in this process."""
    {**_fields(), **_types(), **_querysets()}[name]()


def stated():
    """{"Type.field": the permission that is asked there, the field's own or else that of the type it leads to} of all
    that ask for something, taken away or not."""
    found = {f"{type_.name}.{field}": declared.permission for type_, field, declared in _asking()}
    for name, kind in _types_that_ask():
        for field, declared in _leading_to(name):
            if getattr(declared, "permission", None) is None:
                found[field] = kind._meta.permission
    return found


def _fields():
    """Fields, root fields and mutations that ask for something."""
    return {
        f"field {type_.name}.{field}": lambda declared=declared: _open_field(declared)
        for type_, field, declared in _asking()
        if _concerns(type_, field)
    }


def _asking():
    for type_ in SCHEMA.type_map.values():
        if is_object_type(type_) and hasattr(type_, "graphene_type"):
            for field, (_python, declared) in mounted(type_.graphene_type).items():
                permission = getattr(declared, "permission", None)
                if permission is not None and not permission.is_open:
                    yield type_, field, declared


def _concerns(type_, field):
    """Whether the field is one of a cooperative's or of a person's things, or leads there, or changes something.

    Where the type it stands on or leads to asks by itself, that type is what can be taken away.
    """
    target = get_named_type(type_.fields[field].type).name
    names = {type_.name, target.removesuffix("CountableConnection")}
    if type_ is SCHEMA.mutation_type:
        return True
    return any(_is_somebodys(each) for each in names) and not any(
        _asks(SCHEMA.type_map[each]) for each in names
    )


def _asks(type_):
    permission = getattr(getattr(getattr(type_, "graphene_type", None), "_meta", None), "permission", None)
    return permission is not None and not permission.is_open


def _is_somebodys(typename):
    return is_owned(typename) or typename in ("User", "Address", "Order", "Checkout")


def _types():
    """Types that ask for something wherever they stand."""
    return {
        f"type {name}": lambda kind=kind, name=name: _open_type(kind, name)
        for name, kind in _types_that_ask()
    }


def _types_that_ask():
    for name, type_ in SCHEMA.type_map.items():
        kind = getattr(type_, "graphene_type", None)
        is_mutation = isinstance(kind, type) and issubclass(kind, Mutation)
        if _asks(type_) and not is_mutation and "Countable" not in name:
            yield name, kind


def _open_type(kind, typename):
    """The type, its pages and their edges, which state the same, and the fields that lead to it, which ask once more."""
    for _name, declared in _leading_to(typename):
        if getattr(declared, "permission", None):
            _open_field(declared)
    pages = (SCHEMA.type_map.get(f"{typename}Countable{part}") for part in ("Connection", "Edge"))
    for each in (kind, *(page.graphene_type for page in pages if page)):
        vars(each._meta).update(permission=_Unasked(each._meta.permission))


def leading_to(typename):
    """ "Type.field" of every field that leads to this type, one by one or by pages."""
    return {name for name, _declared in _leading_to(typename)}


def _leading_to(typename):
    for type_ in SCHEMA.type_map.values():
        if is_object_type(type_) and hasattr(type_, "graphene_type"):
            for name, (_python, declared) in mounted(type_.graphene_type).items():
                target = get_named_type(type_.fields[name].type).name if name in type_.fields else ""
                if target.removesuffix("CountableConnection") == typename:
                    yield f"{type_.name}.{name}", declared


class _Unasked:
    """A permission as it is stated, which lets everybody pass."""

    def __init__(self, permission):
        self._permission = permission

    def __getattr__(self, name):
        return getattr(self._permission, name)

    def require(self, actor):
        """Nothing."""


def _open_field(field):
    """Guarded by what lets everybody pass, so that the type it leads to does not guard it again."""
    inner = field.source.source if isinstance(field.source, Guarded) else field.source
    field.source = Guarded(inner, _Unasked(field.permission))


def _querysets():
    """Functions of the rooms `queries` that say which rows there are for an actor."""
    found = {}
    for module in _modules():
        for name, function in vars(module).items():
            if callable(function) and name.endswith(VISIBLE) and function.__module__ == module.__name__:
                found[f"rows {module.__name__}.{name}"] = lambda function=function: _show_all(function)
    return found


def _modules():
    packages = pkgutil.walk_packages(marketplace.__path__, "marketplace.")
    names = [each.name for each in packages if ".queries" in each.name or ".api." in each.name]
    return [importlib.import_module(each) for each in names]


def _show_all(function):
    """Everywhere the function was imported to, it gives every row instead."""

    def everything(*arguments, **named):
        return function(*arguments, **named).model._base_manager.all()

    for module in list(sys.modules.values()):
        for name, value in (
            list(vars(module).items()) if module and module.__name__.startswith("marketplace") else ()
        ):
            if value is function:
                setattr(module, name, everything)

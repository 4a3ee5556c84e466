"""The ways in: every root field with every look-up it has, for things of A and of B, seen and hidden."""

from graphene.utils.str_converters import to_snake_case
from graphql import get_named_type, is_required_argument

from marketplace.graphql.ids import to_global_id
from tests.isolation import examples
from tests.isolation.classes import KEPT, SCHEMA, TARGETS, TYPES, A

SECRETS = {
    "order": "whoever has the id of an order is its buyer (DECISIONS 2)",
    "checkout": "likewise of a cart",
}
"""Root fields whose ids of B's are not tried: the id is the key, and the walk proves that nobody is shown one."""
LOOKUPS = {"channel", "first", "last", "before", "after"}


def entries(classes):
    """(root field, arguments), each once."""
    found = []
    for name, field in SCHEMA.query_type.fields.items():
        for arguments in _of(name, field, classes):
            if (name, arguments) not in found:
                found.append((name, arguments))
    return found


def _of(name, field, classes):
    is_list = "first" in field.args
    common = {
        key: examples.value(each.type, key, name, lambda path, key: "")
        for key, each in field.args.items()
        if key in ("first", "channel")
        or (
            is_required_argument(each) and (is_list or get_named_type(each.type).name not in ("ID", "String"))
        )
    }
    keys = [
        key
        for key, each in field.args.items()
        if get_named_type(each.type).name in ("ID", "String", "UUID") and key not in LOOKUPS
    ]
    if "first" in field.args or not keys:
        yield common
        if "channel" in common:
            yield {key: each for key, each in common.items() if key != "channel"}
        return
    typename = get_named_type(field.type).name
    for row, is_secret in _rows(name, typename, classes):
        for key in keys:
            if (value := _value(row, key, typename)) is not None and not is_secret:
                yield common | {key: value}
                yield {each: given for each, given in common.items() if each != "channel"} | {key: value}
    if typename not in TYPES or not any(True for _ in _rows(name, typename, classes)):
        yield common | {
            key: examples.value(field.args[key].type, key, name, lambda path, key: "x")
            for key in keys
            if is_required_argument(field.args[key])
        }


def _rows(name, typename, classes):
    """A few of the rows that a look-up can mean, and whether their ids are secrets."""
    model = TYPES.get(typename)
    if model is None:
        return
    keys = classes.keys.get(model, {})
    labels = [each for each in (*TARGETS, KEPT, A) if each in keys.values()]
    for label in labels:
        chosen = [pk for pk, whose in keys.items() if whose == label][:2]
        for row in model._base_manager.filter(pk__in=chosen):
            yield row, name in SECRETS and label is not A
    if not {*labels} - {KEPT} and (row := model._base_manager.order_by("pk").first()) is not None:
        yield row, False


def _value(row, key, typename):
    if key == "id":
        return to_global_id(typename, row.pk)
    if key == "token":
        return str(row.pk)
    value = getattr(row, to_snake_case(key), None)
    return value if isinstance(value, str) and value else None

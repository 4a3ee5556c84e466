"""Values written into documents."""

import json

from graphql import get_nullable_type, is_enum_type, is_input_object_type, is_list_type


def literal(value, type_):
    """A value of that input type as GraphQL writes it."""
    type_ = get_nullable_type(type_)
    if value is None:
        return "null"
    if is_list_type(type_):
        return "[" + ", ".join(literal(each, type_.of_type) for each in value) + "]"
    if is_input_object_type(type_):
        inside = ", ".join(f"{key}: {literal(each, type_.fields[key].type)}" for key, each in value.items())
        return f"{{{inside}}}"
    return value if is_enum_type(type_) else json.dumps(value, ensure_ascii=False)


def given(arguments, declared):
    """Arguments in brackets; nothing for none."""
    told = ", ".join(
        f"{key}: {literal(each, declared[key].type)}" for key, each in arguments.items() if each is not None
    )
    return f"({told})" if told else ""

"""Every argument of every field of the schema is given once, and every field of its inputs alone: none is forgotten.

Chance finds what goes together badly (test_fuzz.py); this finds what nobody ever asked.
"""

import itertools
import random

import pytest
from graphql import (
    GraphQLNonNull,
    get_named_type,
    get_nullable_type,
    is_composite_type,
    is_enum_type,
    is_input_object_type,
    is_list_type,
    is_object_type,
    is_required_argument,
    is_required_input_field,
)

from marketplace.graphql.variables import LONGEST_LIST
from tests.fuzz import invariants, world
from tests.fuzz.asking import Asker, Request, shortened
from tests.fuzz.documents import literal
from tests.fuzz.pool import kind_of
from tests.fuzz.values import Values

INSTEAD_OF = {"last": ["first"], **{name: ["id"] for name in ("slug", "sku", "name", "externalReference")}}
"""Arguments that are given in place of others."""


@pytest.mark.django_db(transaction=True)
def test_every_argument_of_every_root_field_is_answered():
    _ask_all(lambda values: _calls(values, world.SCHEMA.query_type, "query"), at_least=400)


@pytest.mark.django_db(transaction=True)
def test_one_argument_in_four_can_be_very_large():
    _ask_all(lambda values: itertools.islice(_swollen(values), 0, None, 4), at_least=380, valid=False)


@pytest.mark.nightly
@pytest.mark.django_db(transaction=True)
def test_every_argument_can_be_very_large():
    _ask_all(_swollen, at_least=1500, valid=False)


@pytest.mark.django_db(transaction=True)
def test_every_argument_of_every_mutation_is_answered():
    _ask_all(lambda values: _calls(values, world.SCHEMA.mutation_type, "mutation"), at_least=150)


@pytest.mark.django_db(transaction=True)
def test_every_field_of_every_type_is_answered():
    _ask_all(lambda values: (f"query {{ {each} }}" for each in _fields(values)), at_least=500)


def _ask_all(documents, *, at_least, valid=True):
    chance = random.Random(2026)
    pool = world.stage(chance)
    with Asker() as asker:
        asker.people = world.tokens_of_people()
        world.trade(pool)
        wrong = []
        asked = list(documents(Values(chance, pool)))
        for text in asked:
            document, variables = (text, {}) if isinstance(text, str) else text
            request = Request(document, variables, {"Authorization": "<staff>"})
            answer = asker.ask(request)
            if _ended(answer):  # a mutation has signed everybody out, as it should
                asker.people = world.tokens_of_people()
                answer = asker.ask(request)
            faults = [*answer.faults, *(_refused_by_validation(answer) if valid else ())]
            if faults:
                wrong.append(f"{faults}: {shortened(request, 600)} {answer.trace[-700:]}")
    assert not wrong, "\n".join([f"{len(wrong)} finds", *wrong[:20]])
    assert invariants.broken() == []
    assert len(asked) >= at_least


def _ended(answer):
    """Whether the token of whoever asked counts no more."""
    return any(
        (each.get("extensions") or {}).get("exception", {}).get("code") == "InvalidTokenError"
        for each in answer.data.get("errors", ())
    )


def _refused_by_validation(answer):
    """These documents are valid; if not, the test asks nothing."""
    return [each["message"] for each in answer.data.get("errors", ()) if "path" not in each]


def _calls(values, root, word):
    """Documents: each field with its required arguments and, one after the other, each of the others."""
    for name, field in root.fields.items():
        if any(_is_file(each.type) for each in field.args.values()):
            continue  # a file comes in a form, never in a document: test_bad_requests.py
        needed = _needed(values, field, name)
        for given in [{}, *_variants(values, field, name)]:
            yield f"{word} {{ {name}{_given(field, needed | given)} {_below(field)} }}"


def _is_file(type_):
    """Whether this is a file, or an input with one in it."""
    type_ = get_named_type(type_)
    fields = type_.fields.values() if is_input_object_type(type_) else ()
    return type_.name == "Upload" or any(get_named_type(each.type).name == "Upload" for each in fields)


def _swollen(values):
    """Every argument of every root field and mutation as large as may come: long lists, long texts, as a variable."""
    for root, word in ((world.SCHEMA.query_type, "query"), (world.SCHEMA.mutation_type, "mutation")):
        for name, field in root.fields.items():
            given = _needed(values, field, name)
            for key, argument in field.args.items():
                others = {**given, key: None, **dict.fromkeys(INSTEAD_OF.get(key, ()))}
                told = _given(field, others, f"{key}: $large")
                for value in _values(values, argument.type, key, name, depth=0):
                    yield (
                        f"{word}($large: {argument.type}) {{ {name}{told} {_below(field)} }}",
                        {"large": _larger(value)},
                    )


def _larger(value, size=50_000):
    """The same with long texts and full lists; words of enums and ids stay what they are."""
    if isinstance(value, dict):
        return {key: _larger(each, 400) for key, each in value.items()}
    if isinstance(value, list) and value:
        inside = _larger(value[0], 400) if isinstance(value[0], dict) else value[0]
        return [inside] * min(LONGEST_LIST, 900_000 // (len(str(inside)) + 9))
    if isinstance(value, str) and not value.isupper() and kind_of(value) is None:
        return value * (size // max(len(value), 1))
    return value


def _variants(values, field, about, depth=0):
    for name, argument in field.args.items():
        for value in _values(values, argument.type, name, about, depth):
            yield {name: value} | dict.fromkeys(INSTEAD_OF.get(name, ()))


def _values(values, type_, name, about, depth=0):
    """Every value of an enum, every field of an input alone, and one value of anything else."""
    type_ = get_nullable_type(type_)
    if is_list_type(type_):
        yield from ([each] for each in _values(values, type_.of_type, name, about, depth))
    elif is_enum_type(type_) and len(type_.values) < 40:
        yield from type_.values
    elif is_input_object_type(type_) and depth < 2:
        needed = {
            key: values.value(each.type, key, about, 3)
            for key, each in type_.fields.items()
            if is_required_input_field(each)
        }
        yield needed
        for key, each in type_.fields.items():
            yield from (needed | {key: value} for value in _values(values, each.type, key, about, depth + 1))
    else:
        yield values.value(GraphQLNonNull(type_), name, about, 5)


def _given(field, arguments, *more):
    told = [
        *more,
        *(
            f"{name}: {literal(value, field.args[name].type)}"
            for name, value in arguments.items()
            if value is not None
        ),
    ]
    return f"({', '.join(told)})" if told else ""


def _below(field):
    """Something small that is read in any case."""
    type_ = get_named_type(field.type)
    if not is_composite_type(type_):
        return ""
    if "edges" in getattr(type_, "fields", ()):
        return "{ totalCount edges { cursor node { __typename id } } pageInfo { hasNextPage } }"
    inside = " ".join(
        name for name in ("id", "name", "slug", "token") if name in getattr(type_, "fields", ())
    )
    errors = " errors { field message code }" if "errors" in getattr(type_, "fields", ()) else ""
    return f"{{ __typename {inside}{errors} }}"


def _fields(values):
    """For every type that can be reached: a document with all its fields, and one for each argument of each."""
    seen, ways = set(), [("", world.SCHEMA.query_type, "")]
    while ways:
        before, type_, after = ways.pop(0)
        fields = {name: (field, _needed(values, field, name)) for name, field in type_.fields.items()}
        if before:
            yield (
                before
                + " ".join(
                    f"{name}{_given(field, given)} {_below(field)}" for name, (field, given) in fields.items()
                )
                + after
            )
            for name, (field, given) in fields.items():
                for more in _variants(values, field, name, depth=1):
                    yield f"{before}{name}{_given(field, given | more)} {_below(field)}{after}"
        for name, (field, given) in fields.items():
            below = get_named_type(field.type)
            for each in _objects(below):
                if each.name not in seen and given is not None:
                    seen.add(each.name)
                    inside = f"... on {each.name} {{ " if each is not below else ""
                    closed = " }" * (1 + (each is not below))
                    ways.append((f"{before}{name}{_given(field, given)} {{ {inside}", each, closed + after))


def _needed(values, field, name):
    """What a field must be given, and what it needs to find something: an id, a channel, a page's size."""
    given = {
        key: values.value(each.type, key, name)
        for key, each in field.args.items()
        if is_required_argument(each)
    }
    if "id" in field.args and "id" not in given:
        given["id"] = values.pool.pick(values.kind_of_id("id", name) or "nothing")
    if "channel" in field.args:
        given["channel"] = "vn"
    if "first" in field.args:
        given["first"] = 2
    return given


def _objects(type_):
    if is_object_type(type_):
        return [type_]
    return world.SCHEMA.get_possible_types(type_) if is_composite_type(type_) else []

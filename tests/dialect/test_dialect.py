"""What we share with the dialect matches it; what we add is listed with its reason."""

from pathlib import Path

import pytest

from marketplace.schema import schema
from tests.dialect.facts import FACTS, Fact, Member, facts_of, read

EXTENSIONS = Path(__file__).parent / "extensions.txt"
DIALECT = read(FACTS.read_text())
OURS = facts_of(schema.graphql_schema)
REASONS = {
    name.strip(): reason.strip()
    for name, _, reason in (
        line.partition(" -- ")
        for line in EXTENSIONS.read_text().splitlines()
        if line and not line.startswith("#")
    )
}


def _departures():
    """Names of all that is not as in the dialect: `Type`, `Type.member`, `Type.member(argument)`."""
    for name, fact in OURS.items():
        if name not in DIALECT:
            if fact.kind != "scalar" or name not in ("String", "Int", "Float", "Boolean", "ID"):
                yield name
            continue
        yield from _of_type(name, fact, DIALECT[name])


def _of_type(name, fact, known):
    if fact.kind != known.kind:
        yield f"{name}: {fact.kind}"
    yield from (f"{name} & {each}" for each in fact.implements - known.implements)
    for member, ours in fact.members.items():
        if member not in known.members:
            yield f"{name}.{member}"
        else:
            yield from _of_member(f"{name}.{member}", ours, known.members[member])
    if fact.kind == "input":
        missing = (
            each
            for each, said in known.members.items()
            if _is_required(said.type) and each not in fact.members
        )
        yield from (f"{name}.{each} is missing" for each in missing)


def _of_member(name, ours, known):
    if ours.type != known.type:
        yield f"{name}: {ours.type}"
    for argument, said in ours.arguments.items():
        if argument not in known.arguments:
            yield f"{name}({argument})"
        elif said != known.arguments[argument]:
            yield f"{name}({argument}): {said}"
    for argument, said in known.arguments.items():
        if _is_required(said) and argument not in ours.arguments:
            yield f"{name}({argument}) is missing"


def _is_required(said):
    return said.endswith("!") and "|" not in said


def test_what_is_not_as_in_the_dialect_is_listed_with_its_reason():
    assert sorted(set(_departures()) - REASONS.keys()) == []


def test_what_is_listed_is_there():
    assert sorted(REASONS.keys() - set(_departures())) == []


def test_every_addition_says_why():
    assert [name for name, reason in REASONS.items() if len(reason) < 10] == []


def test_the_dialects_clients_never_have_to_send_what_we_add():
    """An added argument or input field is optional, else a client that knows only the dialect is refused."""
    added = [
        f"{name}.{member}"
        for name, fact in OURS.items()
        if name in DIALECT and fact.kind == "input"
        for member, ours in fact.members.items()
        if member not in DIALECT[name].members and _is_required(ours.type)
    ]
    arguments = [
        f"{name}.{member}({argument})"
        for name, fact in OURS.items()
        if name in DIALECT
        for member, ours in fact.members.items()
        for argument, said in ours.arguments.items()
        if member in DIALECT[name].members
        and argument not in DIALECT[name].members[member].arguments
        and _is_required(said)
    ]
    assert added + arguments == []


@pytest.mark.parametrize(
    ("ours", "departure"),
    [
        (Member("String"), "T.a: String"),
        (Member("String!", {"size": "Int!"}), "T.a(size): Int!"),
        (Member("String!", {"size": "Int|2", "more": "Int"}), "T.a(more)"),
    ],
)
def test_a_difference_is_seen(ours, departure):
    known = Fact("type", set(), {"a": Member("String!", {"size": "Int|2"})})
    assert departure in list(_of_type("T", Fact("type", set(), {"a": ours}), known))


def test_a_missing_required_argument_is_seen():
    known = Fact("type", set(), {"a": Member("String!", {"key": "String!"})})
    assert list(_of_type("T", Fact("type", set(), {"a": Member("String!")}), known)) == [
        "T.a(key) is missing"
    ]


def test_facts_are_read_as_they_are_written():
    """Of every type of ours, so that no kind of type or default is lost on the way."""
    from tests.dialect.facts import write

    assert read(write(OURS)) == OURS

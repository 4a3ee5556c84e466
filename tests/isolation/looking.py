"""The walk: from every root field down every field, as one caller, and what of B's was seen on the way.

A field is asked once for each class of objects it stands on (B's, B's hidden, B's people's, A's, nobody's), by the
shortest way the answers show: a resolver knows its rows and the caller, not the way that led to them.
"""

from collections import defaultdict, deque
from dataclasses import dataclass, field

from graphql import get_named_type, is_composite_type, is_object_type, is_required_argument

from marketplace.graphql.ids import to_global_id
from tests.isolation import examples
from tests.isolation.asking import DENIED, FAULT, ask
from tests.isolation.classes import NOBODY, SCHEMA, TARGETS, TYPES
from tests.isolation.literals import given

MOST_LISTED = 100


@dataclass
class Seen:
    """What one caller saw."""

    fields: dict = field(default_factory=lambda: defaultdict(set))
    """{class: {"Type.field"}} of values that are there."""
    objects: dict = field(default_factory=lambda: defaultdict(set))
    """{class: {type}}."""
    granted: set = field(default_factory=set)
    """"Type.field" that answered at all, be it with nothing."""
    refused: set = field(default_factory=set)
    """"Type.field" answered with PermissionDenied."""
    roots: dict = field(default_factory=lambda: defaultdict(set))
    """{root field: {"denied", "empty", "something"}}."""
    said: dict = field(default_factory=lambda: defaultdict(list))
    """{class: the values of leaves, as text}."""
    texts: list = field(default_factory=list)
    """(document, answer as text)."""
    faults: list = field(default_factory=list)
    asked: int = 0


@dataclass(frozen=True)
class Place:
    """Objects of one type somewhere below a root: how to ask there, and the keys that lead to them in the answer."""

    before: str
    after: str
    path: tuple
    type_: object
    classes: frozenset


def look_around(caller, classes, entries):
    """Walk as this caller from all entries."""
    walk = _Walk(caller, classes)
    for name, arguments in entries:
        walk.enter(name, arguments)
    walk.go()
    return walk.seen


class _Walk:
    def __init__(self, caller, classes):
        self.caller, self.classes = caller, classes
        self.seen = Seen()
        self.places = deque()
        self.known = set()

    def enter(self, name, arguments):
        """Ask a root field, and go on from what it answers."""
        root = SCHEMA.query_type.fields[name]
        told = given(arguments, root.args)
        answer = self._ask(f"query {{ {name}{told} {shell(root.type)} }}")
        if answer.code() == DENIED:
            return self.seen.roots[name].add("denied")
        self.seen.granted.add(f"Query.{name}")
        found = (answer.data or {}).get(name)
        self.seen.roots[name].add("something" if shows(found) else "empty")
        return self._further(
            Place("query { ", " }", (), SCHEMA.query_type, frozenset((NOBODY,))), name, told, [found], NOBODY
        )

    def go(self):
        """Until nothing new is found."""
        while self.places:
            self._look(self.places.popleft())

    def _look(self, place):
        fields = {name: self._told(name, each) for name, each in place.type_.fields.items()}
        for _ in range(4):
            answer = self._ask(
                place.before
                + " ".join(
                    f"{name}{told} {shell(place.type_.fields[name].type)}" for name, told in fields.items()
                )
                + place.after
            )
            wrong = self._wrong(place, answer, fields)
            if not wrong:
                break
            for name in wrong:
                del fields[name]
            if not fields:
                return
        for each in objects_at(answer.data, place.path):
            self._read(place, each, fields)

    def _wrong(self, place, answer, fields):
        """Fields that were refused; they are left out when it is asked again, so that they hide no other."""
        found = set()
        for error in answer.errors:
            names = [step for step in error.get("path", ()) if not isinstance(step, int)]
            below = names[len(place.path)] if len(names) > len(place.path) else None
            if below in fields:
                found.add(below)
                if error["extensions"]["exception"]["code"] == DENIED:
                    self.seen.refused.add(f"{place.type_.name}.{below}")
        return found

    def _read(self, place, each, fields):
        whose = self._whose(each, place)
        for name, told in fields.items():
            self.seen.granted.add(f"{place.type_.name}.{name}")
            if shows(value := each.get(name)):
                self.seen.fields[whose].add(f"{place.type_.name}.{name}")
                if not is_composite_type(get_named_type(place.type_.fields[name].type)):
                    self.seen.said[whose].append(str(value))
                self._further(place, name, told, [value], whose)

    def _whose(self, each, place):
        if "id" in each and place.type_.name in TYPES:
            return self.classes.of_id(each["id"])
        return next(iter(place.classes)) if len(place.classes) == 1 else NOBODY

    def _further(self, place, name, told, values, whose):
        """Places below this field that hold objects of a type or class not seen before."""
        type_ = get_named_type(place.type_.fields[name].type)
        if not is_composite_type(type_):
            return
        found = defaultdict(set)
        for path, typename, each in _shells(values, (name,)):
            below = self.classes.of_id(each["id"]) if "id" in each and typename in TYPES else whose
            found[path, typename].add(below)
            self.seen.objects[below].add(typename)
        for (path, typename), classes in found.items():
            new = {(typename, each) for each in classes} - self.known
            if new:
                self.known |= new
                inside = f"... on {typename} {{ " if typename != type_.name and "node" not in path else ""
                steps = "".join(f"{{ __typename {step} " for step in path[1:])
                before = f"{place.before}{_id_of(place.type_)}{name}{told} {steps}{{ __typename {inside}"
                after = " }" * (len(path) + bool(inside)) + place.after
                self.places.append(
                    Place(before, after, (*place.path, *path), SCHEMA.type_map[typename], frozenset(classes))
                )

    def _told(self, name, field_):
        arguments = {}
        for key, each in field_.args.items():
            if is_required_argument(each) or key in ("first",):
                arguments[key] = examples.value(each.type, key, name, self._some_id)
        return given(arguments, field_.args)

    def _some_id(self, path, name):
        kind = examples.kind_of_id(path[-1] if path else name, name)
        for label in TARGETS:
            if kind and (ids := self.classes.ids(kind, label)):
                return ids[0]
        return to_global_id(kind or "Product", 1)

    def _ask(self, text):
        self.seen.asked += 1
        answer = ask(text, self.caller)
        self.seen.texts.append((text, answer.text))
        self.seen.faults += [
            (text, each) for each in answer.errors if each["extensions"]["exception"]["code"] == FAULT
        ]
        return answer


def _id_of(type_):
    return "id " if "id" in type_.fields and not type_.fields["id"].args else ""


def shell(type_):
    """As little as tells whether something is there, and whose it is."""
    type_ = get_named_type(type_)
    if not is_composite_type(type_):
        return ""
    if is_object_type(type_) and "edges" in type_.fields:
        count = "totalCount " if "totalCount" in type_.fields else ""
        return f"{{ __typename {count}edges {{ __typename cursor node {shell(type_.fields['edges'].type.of_type.of_type.of_type.fields['node'].type)} }} }}"
    if is_object_type(type_):
        return f"{{ __typename {_id_of(type_)}}}"
    inside = " ".join(
        f"... on {each.name} {{ id }}" for each in SCHEMA.get_possible_types(type_) if _id_of(each)
    )
    return f"{{ __typename {inside} }}"


def shows(value):
    """Whether a value says anything; an empty page does not."""
    if isinstance(value, dict):
        if "edges" in value:
            return bool(value["edges"]) or bool(value.get("totalCount"))
        return True
    if isinstance(value, list):
        return any(shows(each) for each in value)
    return value is not None and value != ""


def _shells(values, path):
    """(path of names, type, object) of every object in these values, through lists and pages."""
    for each in values:
        if isinstance(each, list):
            yield from _shells(each, path)
        elif isinstance(each, dict):
            yield path, each["__typename"], each
            for edge in each.get("edges") or ():
                yield (*path, "edges"), edge["__typename"], edge
                yield from _shells([edge["node"]], (*path, "edges", "node"))


def objects_at(data, path):
    """The objects at this path of an answer, through lists."""
    level = [data]
    for step in path:
        level = [below for each in level if isinstance(each, dict) for below in _flat(each.get(step))]
    return [each for each in level if isinstance(each, dict)]


def _flat(value):
    if isinstance(value, list):
        for each in value:
            yield from _flat(each)
    elif value is not None:
        yield value

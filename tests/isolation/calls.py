"""Mutations as documents with variables, and what an answer to one means."""

import re
from dataclasses import dataclass

from graphql import get_named_type, is_composite_type, is_leaf_type, is_object_type, is_required_argument

from tests.isolation import examples
from tests.isolation.asking import DENIED, FAULT, ask
from tests.isolation.classes import SCHEMA
from tests.isolation.looking import shell

MISSING = frozenset({"NOT_FOUND"})


class Call:
    """One mutation: its document, and the places where it takes ids, each with the type it wants."""

    def __init__(self, name):
        self.name = name
        self.field = SCHEMA.mutation_type.fields[name]
        self.kinds = {}
        self._positions()
        declared = ", ".join(f"${key}: {each.type}" for key, each in self.field.args.items())
        told = ", ".join(f"{key}: ${key}" for key in self.field.args)
        self.text = (
            f"mutation({declared}) {{ {name}({told}) {_payload(self.field.type)} }}"
            if told
            else f"mutation {{ {name} {_payload(self.field.type)} }}"
        )

    def _positions(self):
        def note(path, name):
            self.kinds[path] = examples.kind_of_id(name, self.name)
            return ""

        self.variables(note)

    def variables(self, give, *, nonsense=False):
        """Variables; `give(path, name)` gives each id."""
        return {
            key: examples.value(
                each.type,
                key,
                self.name,
                lambda path, name, key=key: give((key, *path), name),
                nonsense=nonsense,
            )
            for key, each in self.field.args.items()
        }

    def run(self, caller, ids, *, nonsense=False, instead=None):
        """What this caller is answered; `ids` by kind, `instead` by position."""

        def give(path, name):
            if instead and path in instead:
                return instead[path]
            return examples.NONSENSE["ID"] if nonsense else ids(self.kinds[path])

        return Outcome.of(ask(self.text, caller, **self.variables(give, nonsense=nonsense)), self.name)


@dataclass(frozen=True)
class Outcome:
    """How a call ended: "denied" at the top, "refused" with codes and fields, or "done"."""

    word: str
    errors: tuple
    text: str

    @classmethod
    def of(cls, answer, name):
        """Read an answer."""
        above = tuple(
            (each["extensions"]["exception"]["code"], "", each["message"])
            for each in answer.errors
            if each.get("path") == [name]
        )
        codes = [code for code, _field, _message in above]
        if DENIED in codes:
            return cls("denied", above, answer.text)
        if codes:
            return cls(
                "fault" if FAULT in codes else "refused", tuple((code, "", "") for code in codes), answer.text
            )
        payload = (answer.data or {}).get(name) or {}
        errors = tuple(
            (each["code"], each["field"], re.sub(r"\S{24,}", "…", each["message"] or ""))
            for each in payload.get("errors") or ()
        )
        return cls("refused" if errors else "done", errors, answer.text)

    @property
    def passes(self):
        """The caller got as far as the rules of the trade."""
        if self.word == "refused":
            return not any(
                code in MISSING or "Must receive" in message or "Invalid ID" in message
                for code, _field, message in self.errors
            )
        return self.word == "done"

    @property
    def looks(self):
        """What of it can be told apart by the caller."""
        return self.word, self.errors


def _payload(type_):
    payload = get_named_type(type_)
    found = []
    for name, each in payload.fields.items():
        inner = get_named_type(each.type)
        if name == "errors":
            found.append(
                "errors { field message code }" if "code" in inner.fields else "errors { field message }"
            )
        elif any(is_required_argument(argument) for argument in each.args.values()):
            continue
        elif is_object_type(inner) and "edges" not in inner.fields:
            found.append(f"{name} {{ __typename {' '.join(_leaves(inner))} }}")
        else:
            found.append(f"{name} {shell(each.type)}" if is_composite_type(inner) else name)
    return f"{{ {' '.join(found)} }}"


def _leaves(type_):
    return [
        name
        for name, each in type_.fields.items()
        if is_leaf_type(get_named_type(each.type))
        and not any(is_required_argument(argument) for argument in each.args.values())
        and "rivate" not in name
    ]


def calls():
    """All of them."""
    return [Call(name) for name in SCHEMA.mutation_type.fields]

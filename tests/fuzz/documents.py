"""Documents made from a schema by chance: nested selections, aliases, fragments, directives, variables."""

import json

from graphql import (
    GraphQLError,
    get_named_type,
    get_nullable_type,
    is_composite_type,
    is_enum_type,
    is_input_object_type,
    is_interface_type,
    is_list_type,
    is_object_type,
    is_required_argument,
    is_union_type,
    parse,
    type_from_ast,
)

from tests.fuzz.asking import Request

LIKELY = {"first": 0.95, "last": 0.03, "before": 0.05, "after": 0.15, "id": 0.6, "slug": 0.3}
"""How often an optional argument is given."""


class Writer:
    """Writes one document. `size` bounds its fields."""

    def __init__(self, schema, chance, values, size):
        self.schema = schema
        self.chance = chance
        self.values = values
        self.left = size
        self.variables = {}
        self.declared = []
        self.fragments = []

    def query(self):
        """A request with one to three root fields."""
        return self._document("query", self.schema.query_type, self.chance.choice((1, 1, 1, 2, 3)))

    def mutation(self):
        """A request with one change, or two."""
        return self._document("mutation", self.schema.mutation_type, self.chance.choice((1, 1, 1, 1, 2)))

    def _document(self, word, root, count):
        names = [self.chance.choice(list(root.fields)) for _ in range(count)]
        fields = " ".join(
            self._field(root, name, depth=self.chance.choice((1, 2, 3, 4, 6))) for name in names
        )
        declared = f"({', '.join(self.declared)})" if self.declared else ""
        text = " ".join([f"{word} Q{declared} {{ {fields} }}", *self.fragments])
        return Request(text, self.variables)

    def _field(self, parent, name, depth):
        self.left -= 1
        field = parent.fields[name]
        arguments = self._arguments(field, name)
        alias = f"a{len(self.declared)}x{self.left % 97}: " if arguments or self.chance.random() < 0.1 else ""
        below = get_named_type(field.type)
        selection = f" {self._selection(below, depth)}" if is_composite_type(below) else ""
        return f"{alias}{name}{arguments}{self._directive()}{selection}"

    def _arguments(self, field, about):
        given = []
        for name, argument in field.args.items():
            likely = LIKELY.get(name, 0.3)
            if is_required_argument(argument) or self.chance.random() < likely:
                value = self.values.value(argument.type, name, about)
                given.append(f"{name}: {self._given(argument.type, value)}")
        return f"({', '.join(given)})" if given else ""

    def _given(self, type_, value):
        """The value as a literal, or as a variable."""
        if self.chance.random() < 0.5:
            name = f"v{len(self.declared)}"
            self.declared.append(f"${name}: {type_}")
            self.variables[name] = value
            return f"${name}"
        return literal(value, type_)

    def _directive(self):
        roll = self.chance.random()
        if roll > 0.04:
            return ""
        word = self.chance.choice(("include", "skip"))
        if roll > 0.02:
            return f" @{word}(if: {self.chance.choice(('true', 'false'))})"
        name = f"v{len(self.declared)}"
        self.declared.append(f"${name}: Boolean!")
        self.variables[name] = self.chance.choice(
            (True, False, None, "x") if self.values.spite else (True, False)
        )
        return f" @{word}(if: ${name})"

    def _selection(self, type_, depth):
        if is_union_type(type_) or (is_interface_type(type_) and self.chance.random() < 0.6):
            inside = "__typename " + " ".join(
                f"... on {each.name} {self._object(each, depth)}"
                for each in self._some(self.schema.get_possible_types(type_), 3)
            )
            return f"{{ {inside} }}"
        return self._object(type_, depth)

    def _object(self, type_, depth):
        names = self._names(type_, depth)
        inside = " ".join(self._field(type_, name, depth - 1) for name in names) or "__typename"
        if "id" in type_.fields and is_object_type(type_) and self.chance.random() < 0.7:
            inside = f"id {inside}"
        roll = self.chance.random()
        if roll < 0.06:
            name = f"F{len(self.fragments)}"
            self.fragments.append(f"fragment {name} on {type_.name} {{ {inside} }}")
            return f"{{ ...{name} }}"
        if roll < 0.1:
            return f"{{ ... on {type_.name} {{ {inside} }} __typename }}"
        return f"{{ {inside} }}"

    def _names(self, type_, depth):
        leaves = [
            name for name, field in type_.fields.items() if not is_composite_type(get_named_type(field.type))
        ]
        nodes = [name for name, field in type_.fields.items() if name not in leaves]
        if self.left < 0 or depth < 1:
            return self._some(leaves, 2)
        always = [name for name in ("errors", "edges", "node") if name in nodes]
        return [
            *always,
            *self._some(leaves, 4),
            *self._some([name for name in nodes if name not in always], 2),
        ]

    def _some(self, things, most):
        things = list(things)
        return self.chance.sample(things, min(len(things), self.chance.randint(0 if most > 1 else 1, most)))


def literal(value, type_=None):
    """A value as it stands in a document; words of enums without quotes."""
    inner = get_nullable_type(type_) if type_ is not None else None
    if isinstance(value, dict):
        fields = inner.fields if inner is not None and is_input_object_type(inner) else {}
        told = (
            f"{_name(key)}: {literal(each, fields[key].type if key in fields else None)}"
            for key, each in value.items()
        )
        return "{" + ", ".join(told) + "}"
    if isinstance(value, list):
        of = inner.of_type if inner is not None and is_list_type(inner) else None
        return "[" + ", ".join(literal(each, of) for each in value) + "]"
    if isinstance(value, str) and inner is not None and is_enum_type(inner) and value in inner.values:
        return value
    return json.dumps(value)


def _name(key):
    return key if key.isidentifier() and key.isascii() else "odd"


def filled_in(schema, text, values, given=None):
    """A known document with made-up variables; `given` are those that are already known."""
    operation = parse(text).definitions[0]
    about = operation.selection_set.selections[0].name.value
    variables = dict(given or {})
    for node in operation.variable_definitions:
        name = node.variable.name.value
        if name not in variables and (type_ := type_from_ast(schema, node.type)) is not None:
            variables[name] = values.value(type_, name, about)
    return Request(text, variables)


def is_valid_syntax(text):
    """Whether this can be parsed."""
    try:
        parse(text)
    except (GraphQLError, RecursionError):
        return False
    return True

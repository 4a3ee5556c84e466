"""A failing document made as small as it goes: whatever can be left out while it still fails is left out."""

import re
import time
from collections import Counter
from dataclasses import replace

from graphql import GraphQLError, Node, parse, print_ast

PARTS = ("definitions", "selections", "arguments", "directives", "variable_definitions", "fields", "values")
LONGEST = 10.0
"""Seconds for one find."""


def shrink(request, fails):
    """The smallest request found for which `fails(request)` is still true."""
    stop = time.monotonic() + LONGEST

    def still(candidate):
        return time.monotonic() < stop and fails(candidate)

    if request.body is not None:
        return _shorter_body(request, still)
    request = _smaller_document(request, still)
    return _fewer_variables(request, still)


def _shorter_body(request, still):
    body = request.body
    step = len(body) // 2
    while step:
        for start in range(0, len(body), step):
            candidate = replace(request, body=body[:start] + body[start + step :])
            if still(candidate):
                request, body = candidate, candidate.body
                break
        else:
            step //= 2
    return request


def _smaller_document(request, still):
    try:
        tree = parse(request.query)
    except (GraphQLError, RecursionError):
        return request
    smaller = True
    while smaller:
        smaller = False
        for candidate in map(_tidied, _with_less(tree)):
            text = print_ast(candidate)
            if len(text) < len(request.query) and still(replace(request, query=text)):
                request, tree, smaller = replace(request, query=text), candidate, True
                break
    return request


def _with_less(tree):
    """Every tree that lacks one part of this one, larger parts first."""
    for path, part, place in _places(tree, ()):
        yield _without(tree, path, part, place)


def _tidied(tree):
    """Without the variables and fragments that nobody uses any more: validation would refuse them."""
    text = print_ast(tree)
    used = Counter(re.findall(r"[$.](\w+)", text))
    kept = []
    for each in tree.definitions:
        if each.kind == "operation_definition":
            variables = [one for one in each.variable_definitions if used[one.variable.name.value] > 1]
            kept.append(_copy(each, "variable_definitions", tuple(variables)))
        elif each.kind != "fragment_definition" or used[each.name.value]:
            kept.append(each)
    return _copy(tree, "definitions", tuple(kept))


def _places(node, path):
    for part in PARTS:
        children = getattr(node, part, None)
        if isinstance(children, tuple):
            alone = len(children) == 1 and part in ("selections", "definitions")
            if not alone:
                yield from ((path, part, place) for place in range(len(children)))
            for place, child in enumerate(children):
                yield from _places(child, (*path, (part, place)))
    for part in ("selection_set", "value"):
        if isinstance(child := getattr(node, part, None), Node):
            yield from _places(child, (*path, (part, None)))


def _without(node, path, part, place):
    if not path:
        children = getattr(node, part)
        return _copy(node, part, children[:place] + children[place + 1 :])
    (name, number), *rest = path
    child = getattr(node, name) if number is None else getattr(node, name)[number]
    changed = _without(child, rest, part, place)
    if number is not None:
        children = list(getattr(node, name))
        children[number] = changed
        return _copy(node, name, tuple(children))
    return _copy(node, name, changed)


def _copy(node, name, value):
    return type(node)(**{key: getattr(node, key) for key in node.keys if key != "loc"} | {name: value})


def _fewer_variables(request, still):
    for name in list(request.variables):
        less = {key: value for key, value in request.variables.items() if key != name}
        if still(replace(request, variables=less)):
            request = replace(request, variables=less)
    for name, value in list(request.variables.items()):
        for simpler in _simpler(value):
            candidate = replace(request, variables=request.variables | {name: simpler})
            if still(candidate):
                request = candidate
                break
    return request


def _simpler(value):
    """Simpler values, the simplest first."""
    if isinstance(value, str) and len(value) > 8:
        yield from (value[:1], value[:8], value[: len(value) // 2])
    elif isinstance(value, list) and value:
        yield from ([], value[:1])
    elif isinstance(value, dict):
        yield from ({key: each for key, each in value.items() if key != left} for left in value)

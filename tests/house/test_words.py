"""Words that are not used, because they break on one of the two databases or hide what a module is for."""

import ast
import re

from tests.house.source import PROGRAMS, name, python_files, tree

VAGUE_MODULES = {"utils", "helpers", "managers", "signals", "base"}
LOOKUP = re.compile(r"\w+__i?contains$")
FLOATS_ALLOWED = {
    "marketplace/graphql/scalars.py": "Money.amount is a Float in the dialect; here is the edge",
}


def _nodes(kind, *programs):
    for path in python_files(*(programs or PROGRAMS)):
        for node in ast.walk(tree(path)):
            if isinstance(node, kind):
                yield path, node


def _at(path, node):
    return f"{name(path)}:{node.lineno}"


def test_text_is_matched_on_folded_columns_and_json_never():
    """`icontains` misses "đào" on SQLite, and a JSON `contains` does not exist there (DECISIONS 12)."""
    words = [
        *((_at(path, node.value), node.arg or "") for path, node in _nodes(ast.keyword)),
        *(
            (_at(path, node), node.value)
            for path, node in _nodes(ast.Constant)
            if isinstance(node.value, str)
        ),
    ]
    assert [at for at, word in words if LOOKUP.match(word) and not word.endswith("folded__contains")] == []


def test_distinct_takes_no_fields():
    """`distinct(fields)` is PostgreSQL's alone (DECISIONS 12)."""
    calls = [(path, node) for path, node in _nodes(ast.Call) if getattr(node.func, "attr", "") == "distinct"]
    assert [_at(path, node) for path, node in calls if node.args] == []


def test_nothing_is_imported_by_star():
    imports = [(path, node) for path, node in _nodes(ast.ImportFrom) if node.names[0].name == "*"]
    assert [_at(path, node) for path, node in imports] == []


def test_money_never_becomes_a_float():
    """`float(` stands at the edge of the API only (DECISIONS 9)."""
    calls = [(path, node) for path, node in _nodes(ast.Call) if getattr(node.func, "id", "") == "float"]
    assert sorted({name(path) for path, _ in calls} - FLOATS_ALLOWED.keys()) == []


def test_a_module_says_what_is_in_it():
    vague = [name(path) for path in python_files(*PROGRAMS) if path.stem in VAGUE_MODULES]
    assert [each for each in vague if not each.startswith("storefront/templatetags/")] == []


def test_saving_has_no_hidden_consequences():
    """What follows stands in reactions.py: no signals, and no `save` of our own. (A new connection saves nothing.)"""
    imports = [(path, node) for path, node in _nodes(ast.ImportFrom, "marketplace", "integrations")]
    signals = [
        _at(path, node)
        for path, node in imports
        if node.module
        and node.module.endswith((".signals", ".dispatch"))
        and {each.name for each in node.names} != {"connection_created"}
    ]
    models = [
        (path, node) for path, node in _nodes(ast.ClassDef, "marketplace") if "models" in path.as_posix()
    ]
    saves = [
        _at(path, node)
        for path, node in models
        if any(getattr(each, "name", "") == "save" for each in node.body)
    ]
    assert signals + saves == []


def test_services_and_queries_promise_something():
    """Every public function of these rooms has a docstring."""
    rooms = {"services", "queries", "ports", "core"}
    functions = [
        (path, node)
        for path, node in _nodes(ast.FunctionDef, "marketplace")
        if rooms & {path.stem, *path.parts}
    ]
    public = [
        (path, node) for path, node in functions if node in tree(path).body and not node.name.startswith("_")
    ]
    assert [_at(path, node) for path, node in public if not ast.get_docstring(node)] == []

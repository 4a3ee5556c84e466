"""Templates stay small, carry no scripts or styles of their own; every word in them is English and Chinese too."""

import ast
import gettext
import re

import pytest
from django.template import Engine
from django.template.base import TextNode
from django.templatetags.i18n import BlockTranslateNode, TranslateNode

from storefront.catalogues import LOCALE, catalogue, parse
from tools.processes import ROOT

SHOP = ROOT / "storefront"
TEMPLATES = sorted((SHOP / "templates").rglob("*.html"))
ENGINE = Engine(
    dirs=[SHOP / "templates"],
    builtins=[
        "django.templatetags.i18n", "django.templatetags.static",
        "storefront.templatetags.market", "storefront.templatetags.people",
        "storefront.templatetags.private", "storefront.templatetags.ways",
    ],
)  # fmt: skip
INLINE = re.compile(r"""\sstyle\s*=|\son[a-z]+\s*=\s*["']|<style|<script(?![^>]*\bsrc=)|javascript:""")
GETTEXT = {"_", "gettext", "gettext_lazy"}


def _name(path):
    return path.relative_to(SHOP / "templates").as_posix()


@pytest.mark.parametrize("path", TEMPLATES, ids=_name)
def test_a_template_is_small_and_has_no_inline_code(path):
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 80
    assert INLINE.search(text) is None


@pytest.mark.parametrize("path", TEMPLATES, ids=_name)
def test_vietnamese_words_stand_only_in_translated_places(path):
    nodes = ENGINE.get_template(_name(path)).nodelist.get_nodes_by_type(TextNode)
    words = " ".join(re.sub(r"<[^>]*>|<!--.*?-->", " ", node.s) for node in nodes)
    assert re.findall(r"[ăâđêôơư\u1ea0-\u1ef9]\w*", words.replace("Chợ Phiên", ""), re.IGNORECASE) == []


def _of_templates():
    for path in TEMPLATES:
        nodes = ENGINE.get_template(_name(path)).nodelist
        for node in nodes.get_nodes_by_type(TranslateNode):
            yield str(node.filter_expression.var.literal or node.filter_expression.var), _name(path)
        for node in nodes.get_nodes_by_type(BlockTranslateNode):
            text = node.render_token_list(node.singular)[0]
            yield (f"{text}\0{node.render_token_list(node.plural)[0]}" if node.plural else text), _name(path)
        for text in re.findall(r'=_\("([^"]+)"\)', path.read_text(encoding="utf-8")):
            yield text, _name(path)


def _of_modules():
    for path in SHOP.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in GETTEXT and node.args:
                yield node.args[0].value, path.name


@pytest.mark.parametrize("language", ["en", "zh_Hans"])
def test_every_word_of_the_shop_is_english_and_chinese_too(language):
    """Looked for in the language's own texts: the compiled Chinese ones are filled up with English."""
    own = parse((LOCALE / language / "LC_MESSAGES" / "django.po").read_text(encoding="utf-8"))
    known = {key.split("\0")[0] for key in own}
    said = [*_of_templates(), *_of_modules()]
    assert len(said) > 300
    assert {text: place for text, place in said if text.split("\0")[0] not in known} == {}


def test_chinese_is_chinese():
    """A text in Chinese has Chinese characters, and no letters that only Vietnamese has but in names."""
    own = parse((LOCALE / "zh_Hans" / "LC_MESSAGES" / "django.po").read_text(encoding="utf-8"))
    names = re.compile("Chợ Phiên|Séng Cù|HTX Nương Mây")
    marks = re.compile("[ăâđêôơư\u1ea0-\u1ef9]", re.IGNORECASE)
    assert [key for key, text in own.items() if key and marks.search(names.sub("", text))] == []
    assert [key for key, text in own.items() if key and not re.search("[\u4e00-\u9fff]", text)] == []


@pytest.mark.parametrize("language", ["en", "zh_Hans"])
def test_the_compiled_catalogue_is_in_step(language):
    compiled = (LOCALE / language / "LC_MESSAGES" / "django.mo").read_bytes()
    assert compiled == catalogue(language), "run `python -m storefront.catalogues`"


@pytest.mark.parametrize("language", ["en", "zh_Hans"])
def test_a_translation_keeps_the_places_to_fill(language):
    with (LOCALE / language / "LC_MESSAGES" / "django.mo").open("rb") as file:
        texts = gettext.GNUTranslations(file)._catalog
    for key, text in texts.items():
        source = key[0] if isinstance(key, tuple) else key
        if source:
            assert sorted(re.findall(r"%\(\w+\)s", source)) == sorted(re.findall(r"%\(\w+\)s", text)), source

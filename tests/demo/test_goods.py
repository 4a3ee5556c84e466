import re

import pytest

from marketplace.catalog.models import (
    AttributeValueTranslation,
    ProductTranslation,
    ProductVariantTranslation,
)
from marketplace.demo.load import load
from marketplace.demo.reading import data

TYPES = {entry["slug"]: entry for entry in data("product_types")}


@pytest.mark.parametrize("entry", data("products"), ids=lambda entry: entry["slug"])
def test_each_variant_is_chosen_by_values_of_its_own(entry):
    """A client that lets people choose by attributes finds every variant, and by one choice one variant."""
    chosen_by = TYPES[entry["product_type"]]["variant_attributes"]
    choices = [
        tuple(each.get("attributes", {}).get(attribute) for attribute in chosen_by)
        for each in entry["variants"]
    ]
    assert all(all(choice) for choice in choices)
    assert len(set(choices)) == len(choices)


CHINESE = re.compile(r"[\u4e00-\u9fff]")


def _texts(entry):
    """What a reader of Chinese is shown of a listing."""
    yield from (entry["name_zh"], entry["description_zh"])
    yield from (each["name_zh"] for each in entry["variants"])
    papers = ("ocop", "nhan-hieu")
    yield from (entry["attributes_zh"][slug] for slug in entry["attributes"] if slug in papers)


@pytest.mark.parametrize("entry", data("products"), ids=lambda entry: entry["slug"])
def test_a_reader_of_chinese_reads_every_text_of_a_listing_in_chinese(entry):
    assert [text for text in _texts(entry) if not CHINESE.search(text)] == []
    # names of ours may stand in it, five words in a row are a sentence
    assert re.findall(r"(?:[^\W\d\u4e00-\u9fff]+ ){5}", entry["description_zh"]) == []
    assert entry.get("attributes_en", {}).keys() == entry.get("attributes_zh", {}).keys()


def test_shelves_and_collections_are_described_in_chinese_too():
    shelves = [each for root in data("categories") for each in (root, *root["children"])]
    for entry in (*shelves, *data("collections")):
        assert CHINESE.search(entry["name_zh"]), entry["slug"]
        assert CHINESE.search(entry["description_zh"]), entry["slug"]


def test_they_are_loaded_with_the_goods(db, settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)
    load()
    chinese = {"language_code": "zh-hans"}
    goods = ProductTranslation.objects.filter(**chinese).exclude(description=None)
    assert goods.count() == len(data("products"))
    packs = sum(len(each["variants"]) for each in data("products"))
    assert ProductVariantTranslation.objects.filter(**chinese).count() == packs
    told = AttributeValueTranslation.objects.filter(**chinese, value__slug__startswith="p").exclude(
        plain_text=None
    )
    assert told.count() == sum(len(each.get("attributes_zh", {})) for each in data("products"))

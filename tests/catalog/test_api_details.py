"""What is told of one product: texts, pictures, attributes, shelves."""

import json
from datetime import UTC, datetime

import pytest

from marketplace.catalog.services import assign_product_values, assign_variant_values
from marketplace.core.vietnamese import fold
from tests import factories as make
from tests.asking import STAFF, ask, gid, judged, nodes, statements

pytestmark = pytest.mark.django_db

TEXTS = {"blocks": [{"type": "paragraph", "data": {"text": "Chè núi"}}]}


def test_texts_come_in_vietnamese_and_translated_where_somebody_has_translated():
    variant = make.on_sale(
        product=make.product(name="Chè", description=TEXTS, seo_title="Chè núi", weight_g=700, rating=4.5),
        name="Gói",
    )
    variant.product.translations.create(language_code="en", name="Tea", description=TEXTS, slug="tea")
    variant.translations.create(language_code="en", name="Pack")
    text = """query ($id: ID!, $language: LanguageCodeEnum!) { product(id: $id, channel: "vn") {
      name description seoTitle weight { unit value } rating slug externalReference
      translation(languageCode: $language) { name description slug seoTitle language { code language } }
      variants { name translation(languageCode: $language) { name } } } }"""
    found = ask(text, id=gid(variant.product), language="EN")["product"]
    assert json.loads(found.pop("description")) == TEXTS
    assert json.loads(found["translation"].pop("description")) == TEXTS
    assert found == {
        "name": "Chè",
        "seoTitle": "Chè núi",
        "weight": {"unit": "KG", "value": 0.7},
        "rating": 4.5,
        "slug": variant.product.slug,
        "externalReference": None,
        "translation": {
            "name": "Tea",
            "slug": "tea",
            "seoTitle": None,
            "language": {"code": "EN", "language": "English"},
        },
        "variants": [{"name": "Gói", "translation": {"name": "Pack"}}],
    }
    nothing = ask(text, id=gid(variant.product), language="ZH_HANS")["product"]
    assert (nothing["translation"], nothing["variants"][0]["translation"]) == (None, None)


def test_a_language_we_keep_no_texts_in_may_be_asked_for():
    product = make.on_sale().product
    text = (
        'query ($id: ID!) { product(id: $id, channel: "vn") { translation(languageCode: PT_BR) { name } } }'
    )
    assert ask(text, id=gid(product))["product"]["translation"] is None


PICTURES = """query ($id: ID!) { product(id: $id, channel: "vn") {
  small: thumbnail(size: 200, format: WEBP) { url alt } whole: thumbnail { url }
  media { type alt sortOrder url(size: 1000, format: AVIF) }
  backwards: media(sortBy: {field: ID, direction: DESC}) { sortOrder }
  variants { media { alt url } } } }"""


def test_pictures_have_absolute_addresses_in_the_nearest_size(settings):
    settings.API_URL = "https://api.example.com/graphql/"
    product = make.on_sale().product
    film = make.media(
        product=product, type="VIDEO", image="", external_url="https://v.example.com/1", sort_order=0
    )
    picture = make.media(product=product, image="products/lá chè.webp", alt="Lá chè", sort_order=1)
    product.variants.get().variant_media.create(media=picture)
    host = "https://api.example.com"
    assert ask(PICTURES, id=gid(product))["product"] == {
        "small": {"url": f"{host}/thumbnail/256/webp/products/l%C3%A1%20ch%C3%A8.webp", "alt": "Lá chè"},
        "whole": {"url": f"{host}/media/products/l%C3%A1%20ch%C3%A8.webp"},
        "media": [
            {"type": "VIDEO", "alt": film.alt, "sortOrder": 0, "url": "https://v.example.com/1"},
            {
                "type": "IMAGE",
                "alt": "Lá chè",
                "sortOrder": 1,
                "url": f"{host}/thumbnail/1024/avif/products/l%C3%A1%20ch%C3%A8.webp",
            },
        ],
        "backwards": [{"sortOrder": 1}, {"sortOrder": 0}],
        "variants": [{"media": [{"alt": "Lá chè", "url": f"{host}/media/products/l%C3%A1%20ch%C3%A8.webp"}]}],
    }


def test_goods_without_pictures_have_none():
    assert ask(PICTURES, id=gid(make.on_sale().product))["product"] == {
        "small": None,
        "whole": None,
        "media": [],
        "backwards": [],
        "variants": [{"media": []}],
    }


def test_a_picture_is_found_by_its_id_only_at_its_own_product():
    product, other = make.on_sale().product, make.media()
    own = make.media(product=product)
    text = 'query ($id: ID!, $of: ID!) { product(id: $of, channel: "vn") { mediaById(id: $id) { id productId } } }'
    assert ask(text, of=gid(product), id=gid(own))["product"]["mediaById"] == {
        "id": gid(own),
        "productId": gid(product),
    }
    assert ask(text, of=gid(product), id=gid(other))["product"]["mediaById"] is None


KINDS = {
    "DROPDOWN": ("AssignedSingleChoiceAttribute", {"one": {"name": "A", "slug": "a", "translation": "A!"}}),
    "MULTISELECT": (
        "AssignedMultiChoiceAttribute",
        {"several": [{"name": "A", "slug": "a", "translation": "A!"}]},
    ),
    "SWATCH": ("AssignedSwatchAttribute", {"color": {"name": "A", "hexColor": "#ff0000"}}),
    "PLAIN_TEXT": ("AssignedPlainTextAttribute", {"text": "chữ", "translation": "words"}),
    "RICH_TEXT": ("AssignedTextAttribute", {"rich": TEXTS, "richTranslation": None}),
    "NUMERIC": ("AssignedNumericAttribute", {"number": 1.5}),
    "BOOLEAN": ("AssignedBooleanAttribute", {"yes": True}),
    "DATE": ("AssignedDateAttribute", {"day": "2026-05-01"}),
    "DATE_TIME": ("AssignedDateTimeAttribute", {"time": "2026-05-01T00:00:00+00:00"}),
    "FILE": (
        "AssignedFileAttribute",
        {"file": {"url": "https://f.example.com/a.pdf", "contentType": "application/pdf"}},
    ),
}
VALUE = {
    "name": "A",
    "slug": "a",
    "value": "#ff0000",
    "plain_text": "chữ",
    "rich_text": TEXTS,
    "numeric": "1.5",
    "boolean": True,
    "date_time": datetime(2026, 5, 1, tzinfo=UTC),
    "file_url": "https://f.example.com/a.pdf",
    "content_type": "application/pdf",
}
ASSIGNED = """query ($id: ID!) { product(id: $id, channel: "vn") { assignedAttribute(slug: "x") {
  __typename attribute { slug }
  ... on AssignedSingleChoiceAttribute { one: value { name slug translation(languageCode: EN) } }
  ... on AssignedMultiChoiceAttribute { several: value(limit: 1) { name slug translation(languageCode: EN) } }
  ... on AssignedSwatchAttribute { color: value { name hexColor } }
  ... on AssignedPlainTextAttribute { text: value translation(languageCode: EN) }
  ... on AssignedTextAttribute { rich: value richTranslation: translation(languageCode: EN) }
  ... on AssignedNumericAttribute { number: value }
  ... on AssignedBooleanAttribute { yes: value }
  ... on AssignedDateAttribute { day: value }
  ... on AssignedDateTimeAttribute { time: value }
  ... on AssignedFileAttribute { file: value { url contentType } } } } }"""


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_attribute_has_a_type_of_its_own(kind):
    product = make.on_sale().product
    attribute = make.attribute(slug="x", input_type=kind)
    product.product_type.product_attributes.create(attribute=attribute)
    typename, expected = KINDS[kind]
    empty = ask(ASSIGNED, id=gid(product))["product"]["assignedAttribute"]
    assert empty == {
        "__typename": typename,
        "attribute": {"slug": "x"},
        **{key: [] if key == "several" else None for key in expected},
    }
    value = make.attribute_value(attribute=attribute, **VALUE)
    value.translations.create(language_code="en", name="A!", plain_text="words")
    product.attribute_values.create(value=value)
    found = ask(ASSIGNED, id=gid(product))["product"]["assignedAttribute"]
    assert found == {"__typename": typename, "attribute": {"slug": "x"}, **expected}


@pytest.mark.parametrize(("input_type", "way"), [("SINGLE_REFERENCE", "Single"), ("REFERENCE", "Multi")])
def test_references_lead_to_what_the_reader_may_see(input_type, way):
    product, seen, hidden = make.on_sale().product, make.on_sale().product, make.on_sale().product
    hidden.channel_listings.update(is_published=False)
    attribute = make.attribute(slug="x", input_type=input_type, entity_type="PRODUCT")
    product.product_type.product_attributes.create(attribute=attribute)
    for place, each in enumerate((hidden, seen)):
        value = make.attribute_value(attribute=attribute, slug=f"x-{place}", reference_product=each)
        product.attribute_values.create(value=value, sort_order=place)
    typename = f"Assigned{way}ProductReferenceAttribute"
    text = f"""query ($id: ID!) {{ product(id: $id, channel: "vn") {{ assignedAttributes {{
      __typename ... on {typename} {{ value {{ name }} }} }} }} }}"""
    told = {"name": seen.name} if way == "Single" else [{"name": seen.name}]
    assert ask(text, id=gid(product))["product"]["assignedAttributes"] == [
        {"__typename": typename, "value": told}
    ]
    behind = {"name": hidden.name} if way == "Single" else [{"name": hidden.name}, {"name": seen.name}]
    assert ask(text, STAFF, id=gid(product))["product"]["assignedAttributes"][0]["value"] == behind


CONFINED = """query ($id: ID!, $limit: PositiveInt) { product(id: $id, channel: "vn") { attributes { attribute {
  entityType referenceTypes(limit: $limit) { __typename ... on ProductType { id name taxClass { name } }
  ... on PageType { id } } } } } }"""


def _referring(product, entity, *types):
    attribute = make.attribute(input_type="REFERENCE", entity_type=entity)
    attribute.reference_product_types.set(types)
    product.product_type.product_attributes.create(attribute=attribute, sort_order=make.number())


def test_an_attributes_references_are_confined_to_the_types_that_were_chosen_if_any():
    product = make.on_sale().product
    tea, rice = (
        make.product_type(name="Trà", tax_class=make.tax_class(name="Hàng")),
        make.product_type(name="Gạo"),
    )
    _referring(product, "PRODUCT", tea, rice)
    _referring(product, "PRODUCT_VARIANT", tea)
    _referring(product, "PRODUCT")
    _referring(product, "PAGE", tea)  # a page has no type of goods
    told_tea = {"__typename": "ProductType", "id": gid(tea), "name": "Trà", "taxClass": {"name": "Hàng"}}
    told_rice = {"__typename": "ProductType", "id": gid(rice), "name": "Gạo", "taxClass": None}
    whole = [
        ("PRODUCT", [told_rice, told_tea]),
        ("PRODUCT_VARIANT", [told_tea]),
        ("PRODUCT", []),
        ("PAGE", []),
    ]

    def asked(limit):
        found = ask(CONFINED, id=gid(product), limit=limit)["product"]["attributes"]
        return [(each["attribute"]["entityType"], each["attribute"]["referenceTypes"]) for each in found]

    assert asked(100) == whole
    assert asked(1) == [(entity, types[:1]) for entity, types in whole]
    assert judged(CONFINED, id=gid(product), limit=100) == ask(CONFINED, id=gid(product), limit=100)


@pytest.mark.parametrize("count", [1, 3])
def test_the_types_that_references_are_confined_to_are_read_once_for_all_attributes(count):
    product = make.on_sale().product
    types = [make.product_type() for _ in range(count)]
    for _ in range(count):
        _referring(product, "PRODUCT", *types)
    assert statements(CONFINED, id=gid(product), limit=100) == 4
    without = (
        """query ($id: ID!) { product(id: $id, channel: "vn") { attributes { attribute { entityType } } } }"""
    )
    assert statements(without, id=gid(product)) == 3


def test_attributes_come_in_the_order_of_the_type_with_values_or_without():
    product = make.on_sale().product
    first, second = make.attribute(name="Một"), make.attribute(name="Hai", input_type="MULTISELECT")
    product.product_type.product_attributes.create(attribute=second, sort_order=2)
    product.product_type.product_attributes.create(attribute=first, sort_order=1)
    values = [make.attribute_value(attribute=second, name=name) for name in ("B", "A")]
    assign_product_values(product=product, attribute=second, values=values)
    text = """query ($id: ID!, $slug: String!) { product(id: $id, channel: "vn") {
      attributes { attribute { name withChoices } values { name inputType } }
      attribute(slug: $slug) { values { slug } } none: attribute(slug: "khong-co") { values { slug } } } }"""
    assert ask(text, id=gid(product), slug=second.slug)["product"] == {
        "attributes": [
            {"attribute": {"name": "Một", "withChoices": True}, "values": []},
            {
                "attribute": {"name": "Hai", "withChoices": True},
                "values": [
                    {"name": "B", "inputType": "MULTISELECT"},
                    {"name": "A", "inputType": "MULTISELECT"},
                ],
            },
        ],
        "attribute": {"values": [{"slug": "b"}, {"slug": "a"}]},
        "none": None,
    }


def test_buyers_choose_variants_by_some_attributes_and_are_told_the_others():
    variant = make.on_sale()
    chosen, told = make.attribute(name="Cỡ"), make.attribute(name="Bao bì")
    carried = variant.product.product_type.variant_attributes
    carried.create(attribute=chosen, variant_selection=True, sort_order=1)
    carried.create(attribute=told, sort_order=2)
    value = make.attribute_value(attribute=chosen, name="To")
    assign_variant_values(variant=variant, attribute=chosen, values=[value])
    text = """query ($id: ID!) { productVariant(id: $id, channel: "vn") {
      all: attributes { attribute { name } values { name } }
      chosen: attributes(variantSelection: VARIANT_SELECTION) { attribute { name } }
      told: attributes(variantSelection: NOT_VARIANT_SELECTION) { attribute { name } }
      assignedAttributes(limit: 1) { attribute { name } }
      product { productType { productAttributes { name } variantAttributes(variantSelection: VARIANT_SELECTION) { name }
        assignedVariantAttributes { attribute { name } variantSelection } } } } }"""
    size, packing = {"attribute": {"name": "Cỡ"}}, {"attribute": {"name": "Bao bì"}}
    assert ask(text, id=gid(variant))["productVariant"] == {
        "all": [{**size, "values": [{"name": "To"}]}, {**packing, "values": []}],
        "chosen": [size],
        "told": [packing],
        "assignedAttributes": [size],
        "product": {
            "productType": {
                "productAttributes": [],
                "variantAttributes": [{"name": "Cỡ"}],
                "assignedVariantAttributes": [
                    {**size, "variantSelection": True},
                    {**packing, "variantSelection": False},
                ],
            }
        },
    }


def test_choices_of_an_attribute_are_a_list_of_their_own():
    attribute = make.attribute(name="Mùa")
    for place, name in enumerate(("Xuân", "Hạ", "Thu")):
        make.attribute_value(attribute=attribute, name=name, name_folded=fold(name), sort_order=place)
    written = make.attribute(name="Ghi chú", input_type="PLAIN_TEXT")
    make.attribute_value(attribute=written, name="Của một món")
    text = """query ($id: ID!, $sortBy: AttributeChoicesSortingInput, $filter: AttributeValueFilterInput) {
      attribute(id: $id) { choices(first: 9, sortBy: $sortBy, filter: $filter) {
        totalCount edges { node { name } } } } }"""

    def choices(attribute, **variables):
        found = ask(text, id=gid(attribute), **variables)["attribute"]["choices"]
        assert found["totalCount"] == len(found["edges"])
        return [node["name"] for node in nodes(found)]

    assert choices(attribute) == ["Xuân", "Hạ", "Thu"]
    assert choices(attribute, sortBy={"field": "SLUG", "direction": "DESC"}) == ["Xuân", "Thu", "Hạ"]
    assert choices(attribute, filter={"slugs": ["thu"]}) == ["Thu"]
    assert choices(attribute, filter={"search": "XUAN"}) == ["Xuân"]
    assert choices(written) == []

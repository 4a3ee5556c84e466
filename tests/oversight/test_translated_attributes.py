"""What attributes say in other languages is judged with the goods: what their cooperative wrote, and staff's lists."""

import pytest

from marketplace.catalog.services import assign_product_values, assign_variant_values, update_product
from marketplace.oversight import services
from marketplace.oversight.models import Ruled
from marketplace.oversight.queries import told_by
from tests import factories as make
from tests.oversight.people import MINH
from tests.oversight.test_edited_goods import HIDDEN, ON_SALE, quality, shop, sold, stands

pytestmark = pytest.mark.django_db
__all__ = ["shop"]
ENGLISH_CURE = {"blocks": [{"type": "paragraph", "data": {"text": "A special cure"}}]}


def watch(text):
    """Staff want to look at goods that say this."""
    services.write_rule(what=Ruled.WORD, actor=MINH, text=text, category=None, why="Không phải thuốc")


@pytest.mark.parametrize("of", ["product_attributes", "variant_attributes"])
@pytest.mark.parametrize(
    "text", [{"name": "Special cure"}, {"plain_text": "Special cure"}, {"rich_text": ENGLISH_CURE}]
)
def test_a_translation_of_what_is_written_into_an_attribute_counts(shop, of, text):
    watch("special cure")
    product = sold(shop)
    attribute = quality(product, "PLAIN_TEXT", of)
    if of == "product_attributes":
        (value,) = assign_product_values(product=product, attribute=attribute, plain_text="Trị ho")
    else:
        packing = product.variants.get()
        (value,) = assign_variant_values(variant=packing, attribute=attribute, plain_text="Trị ho")
    assert stands(product) == ON_SALE
    value.translations.create(language_code="en", **text)
    update_product(product=product)
    assert stands(product) == HIDDEN


def test_a_watched_word_counts_in_every_language_of_a_list_and_a_translation_that_staff_correct_hides_nothing(
    shop,
):
    watch("special cure")
    product, first = sold(shop), sold(make.cooperative())
    use = quality(product)
    value = make.attribute_value(attribute=use, name="Dùng ngoài da")
    value.translations.create(language_code="en", name="Special cure")
    assign_product_values(product=product, attribute=use, values=[value])
    assert stands(product) == HIDDEN
    first.product_type.product_attributes.create(attribute=use)
    before = told_by([first.pk])[first.pk].digest
    assign_product_values(product=first, attribute=use, values=[value])
    chosen = told_by([first.pk])[first.pk].digest
    value.translations.update(name="For the skin")
    assert before != chosen == told_by([first.pk])[first.pk].digest

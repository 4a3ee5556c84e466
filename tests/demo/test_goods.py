import pytest

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

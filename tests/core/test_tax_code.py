"""Tax codes as people type them."""

import pytest

from marketplace.core.tax_code import TaxCodeInvalid, normalize_tax_code


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("5300123467", "5300123467"),
        (" 5300 123 467 ", "5300123467"),
        ("5300123467-001", "5300123467-001"),
        ("5300123467001", "5300123467-001"),
        ("010.099.012.345", "010099012345"),
    ],
)
def test_a_tax_code_is_written_one_way(typed, kept):
    assert normalize_tax_code(typed) == kept


@pytest.mark.parametrize(
    "typed", ["", "530012346", "5300123460", "5300123467-01", "abcdefghij", "٥٣٠٠١٢٣٤٦٧", "0" * 14]
)
def test_what_is_none_is_refused_on_its_field(typed):
    with pytest.raises(TaxCodeInvalid) as refused:
        normalize_tax_code(typed, field="tax_code")
    assert (refused.value.code, refused.value.field) == ("INVALID", "tax_code")

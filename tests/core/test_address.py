"""Addresses as people write them."""

import pytest

from marketplace.core.address import Address, Rules, normalize_address, unchecked_address
from marketplace.core.errors import DomainErrors
from marketplace.core.places import communes_of, find_communes, find_province, former_names_of, provinces

HANG = Address(
    first_name="Chị Hằng",
    street_address_1="12 Hàng Bạc",
    city="Hoàn Kiếm",
    country_area="Hà Nội",
    phone="0912345678",
)


def written(**changes):
    from dataclasses import replace

    return replace(HANG, **changes)


def errors_of(address, **rules):
    with pytest.raises(DomainErrors) as refused:
        normalize_address(address, rules=Rules(**rules))
    return {error.field: (error.code, str(error.message)) for error in refused.value.errors}


@pytest.fixture(autouse=True)
def in_english(settings):
    from django.utils import translation

    with translation.override("en"):
        yield


def test_names_become_official_and_get_their_codes():
    address = normalize_address(HANG).address
    assert (address.country_area, address.province_code) == ("Thành phố Hà Nội", "01")
    assert (address.city, address.commune_code) == ("Phường Hoàn Kiếm", "00070")
    assert address.phone == "+84912345678"


@pytest.mark.parametrize(
    ("typed", "official"),
    [
        ("tinh lao cai", "Tỉnh Lào Cai"),
        ("LÀO CAI", "Tỉnh Lào Cai"),
        ("Lao Cai Province", "Tỉnh Lào Cai"),
        ("Yên Bái", "Tỉnh Lào Cai"),
        ("T. Yen Bai", "Tỉnh Lào Cai"),
        ("TP.HCM", "Thành phố Hồ Chí Minh"),
        ("tp hcm", "Thành phố Hồ Chí Minh"),
        ("Sài Gòn", "Thành phố Hồ Chí Minh"),
        ("Ba Ria-Vung Tau", "Thành phố Hồ Chí Minh"),
        ("Hanoi", "Thành phố Hà Nội"),
        ("Thừa Thiên - Huế", "Thành phố Huế"),
        ("Daklak", "Tỉnh Đắk Lắk"),
    ],
)
def test_a_province_is_found_as_people_write_it(typed, official):
    assert find_province(typed).province.full_name == official


def test_a_former_province_is_remembered():
    assert find_province("Yên Bái").former == "Tỉnh Yên Bái"
    assert find_province("Lào Cai").former is None


def test_every_official_commune_is_found_and_only_it():
    wrong = [
        commune
        for province in provinces()
        for commune in communes_of(province.code)
        if find_communes(commune.full_name, province.code) != [commune]
    ]
    assert wrong == []
    assert sum(len(communes_of(each.code)) for each in provinces()) == 3321
    assert len(provinces()) == 34
    assert len(communes_of("15")) == 99


@pytest.mark.parametrize(
    ("typed", "official"),
    [
        ("sa pa", "Phường Sa Pa"),
        ("P.Sa Pa", "Phường Sa Pa"),
        ("Sa Pa Ward", "Phường Sa Pa"),
        ("xa bat xat", "Xã Bát Xát"),
        ("Thị trấn Bát Xát", "Xã Bát Xát"),
        ("Xã Quang Kim", "Xã Bát Xát"),
        ("Xã Quang Kim, Huyện Bát Xát", "Xã Bát Xát"),
        ("bac ha", "Xã Bắc Hà"),
    ],
)
def test_a_commune_is_found_by_its_present_or_former_name(typed, official):
    address = normalize_address(written(country_area="Lào Cai", city=typed)).address
    assert address.city == official


def test_a_former_district_decides_between_communes_of_one_name():
    names = find_communes("Tân Lập", "19")
    assert len(names) > 1
    by_district = find_communes("Tân Lập", "19", district="Chợ Đồn")
    assert [each.full_name for each in by_district] == ["Xã Quảng Bạch"]


def test_an_ambiguous_former_name_lists_the_choices():
    with pytest.raises(DomainErrors) as refused:
        normalize_address(written(city="Phường Cống Vị"))
    (error,) = refused.value.errors
    assert (error.field, error.code) == ("city", "INVALID")
    assert error.details["choices"] == ["Phường Giảng Võ", "Phường Ngọc Hà"]
    assert str(error.message) == (
        "“Phường Cống Vị” is now in several communes: Phường Giảng Võ, Phường Ngọc Hà. Choose one."
    )


def test_a_commune_outside_its_province_is_refused_on_the_city():
    assert errors_of(written(city="Xã Y Tý")) == {
        "city": ("INVALID", "“Xã Y Tý” is not in Thành phố Hà Nội but in Tỉnh Lào Cai.")
    }


def test_a_former_district_as_commune_lists_its_communes():
    found = errors_of(written(country_area="Lào Cai", city="Huyện Mường Khương"))
    assert found["city"][0] == "INVALID"
    assert "Xã Pha Long" in found["city"][1]


def test_an_unknown_commune_or_province_is_refused():
    assert errors_of(written(city="Atlantis"))["city"] == (
        "INVALID",
        "There is no “Atlantis” in Thành phố Hà Nội. Choose one from the list.",
    )
    assert errors_of(written(country_area="Atlantis")) == {
        "country_area": ("INVALID", "There is no province “Atlantis”. Choose one from the list.")
    }


def test_what_is_missing_is_said_all_at_once():
    assert set(errors_of(Address(country="VN", phone="12"))) == {
        "first_name",
        "street_address_1",
        "country_area",
        "city",
        "phone",
    }
    assert errors_of(written(city=""))["city"] == (
        "REQUIRED",
        "Choose a ward or commune so that we can work out delivery.",
    )


def test_required_fields_can_be_left_out_by_rule():
    address = normalize_address(Address(country_area="Lào Cai"), rules=Rules(check_required=False)).address
    assert (address.country_area, address.city) == ("Tỉnh Lào Cai", "")


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("091234567", "This number has 9 digits. Vietnamese mobile numbers have 10."),
        ("09123456789", "This number has 11 digits. Vietnamese mobile numbers have 10."),
        ("+84 91234567", "This number has 9 digits. Vietnamese mobile numbers have 10."),
        ("0112345678", "There is no Vietnamese number like this. Please check it."),
        ("call me", "This is not a phone number."),
    ],
)
def test_a_wrong_phone_says_what_is_wrong(typed, message):
    assert errors_of(written(phone=typed)) == {"phone": ("INVALID", message)}


@pytest.mark.parametrize(
    "typed", ["0912345678", "091 234 5678", "+84912345678", "84912345678", "0912.345.678"]
)
def test_a_phone_number_has_one_form(typed):
    assert normalize_address(written(phone=typed)).address.phone == "+84912345678"


def test_a_postcode_has_five_or_six_digits():
    assert normalize_address(written(postal_code="100000")).address.postal_code == "100000"
    assert set(errors_of(written(postal_code="10a"))) == {"postal_code"}


def test_abroad_a_known_address_is_written_officially():
    typed = Address(
        first_name="Ann", street_address_1="1600 Amphitheatre", city="Mountain View", country_area="California",
        postal_code="94043", country="us",
    )  # fmt: skip
    result = normalize_address(typed)
    assert (result.address.country_area, result.address.country, result.warnings) == ("CA", "US", ())


def test_abroad_an_unknown_name_passes_with_a_warning():
    typed = Address(
        first_name="Ann",
        street_address_1="1 Road",
        city="Town",
        country_area="Nowhere",
        postal_code="94043",
        country="US",
    )
    result = normalize_address(typed)
    assert (result.address.country_area, result.warnings) == ("Nowhere", ("country_area",))


def test_abroad_a_wrong_postcode_and_an_unknown_country_are_refused():
    typed = Address(
        first_name="Ann", street_address_1="1 Road", city="London", postal_code="12", country="GB"
    )
    assert set(errors_of(typed)) == {"postal_code"}
    assert set(errors_of(Address(first_name="Ann", street_address_1="1 Road", country="XX"))) == {"country"}


def test_texts_too_long_to_keep_are_refused_even_unchecked():
    with pytest.raises(DomainErrors):
        unchecked_address(Address(street_address_1="x" * 257))
    with pytest.raises(DomainErrors):
        unchecked_address(Address(phone="9" * 21))
    assert unchecked_address(Address(phone="abc")).validation_skipped


def test_former_names_are_there_to_search_by():
    assert former_names_of("02683")[:3] == ("Thị trấn Bát Xát", "Huyện Bát Xát", "Tỉnh Lào Cai")

"""The address form says what is wrong in plain words and hands on exactly what the API takes."""

from storefront.forms.answers import spread
from storefront.forms.contact import Contact

GOOD = {
    "firstName": "Nguyễn Thu Hằng", "phone": "0912 345 678", "countryArea": "Thành phố Hà Nội",
    "city": "Phường Tây Hồ", "streetAddress1": "Số 8, ngõ 12",
}  # fmt: skip


def form(**changes):
    return Contact(GOOD | changes, communes=["Phường Tây Hồ"])


def test_a_good_address_is_handed_on():
    found = form()
    assert found.is_valid()
    assert found.address() == GOOD | {"phone": "0912345678", "country": "VN"}


def test_a_short_number_is_counted():
    found = form(phone="091234567")
    assert not found.is_valid()
    assert "Số này có 9 chữ số" in found.errors["phone"][0]


def test_numbers_of_other_countries_are_left_to_the_api():
    assert form(phone="+33 6 12 34 56 78").is_valid()
    assert form(phone="+84 912 345 678").is_valid()


def test_a_commune_of_another_province_is_asked_for_again():
    assert list(form(city="Phường Ba Đình").errors) == ["city"]


def test_what_is_missing_is_named():
    assert set(Contact({}).errors) == set(GOOD)


def test_too_long_is_said_and_not_cut():
    assert list(form(streetAddress1="x" * 251).errors) == ["streetAddress1"]


def test_errors_of_the_api_go_to_their_fields():
    found = form()
    found.is_valid()
    spread(found, [
        {"field": "streetAddress1", "message": "Thiếu số nhà.", "code": "REQUIRED"},
        {"field": "somewhere", "message": "Lạ.", "code": "INVALID"},
        {"field": "streetAddress1", "message": "Thiếu số nhà.", "code": "REQUIRED"},
    ])  # fmt: skip
    assert found.errors["streetAddress1"] == ["Thiếu số nhà."]
    assert found.non_field_errors() == ["Lạ."]

"""What every carrier promises."""

import pytest

from integrations.embedded.carrier import ManualCarrier
from marketplace.core.address import Address
from marketplace.core.money import Money
from marketplace.ports.carriers import Consignment

BOX = Consignment(
    number="1007-2",
    sender=Address(company_name="HTX Nương Mây", city="Xã Mường Khương", country_area="Tỉnh Lào Cai"),
    recipient=Address(first_name="Hằng", city="Phường Tây Hồ", country_area="Thành phố Hà Nội"),
    weight_g=5200,
    value=Money(363_000, "VND"),
    collect=Money(409_000, "VND"),
)


@pytest.fixture(params=[ManualCarrier], ids=["manual"])
def carrier(request):
    return request.param()


def test_it_has_a_name_that_stands_in_its_bookings(carrier):
    assert carrier.name
    assert carrier.book(BOX, key="k").carrier_name == carrier.name


def test_the_same_key_is_the_same_booking(carrier):
    assert carrier.book(BOX, key="k") == carrier.book(BOX, key="k")

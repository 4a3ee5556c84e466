"""Two save the same page of the back office at the same moment: one of them only."""

import pytest

from marketplace.catalog.models import Attribute
from tests import factories as make
from tests.backoffice.office import page, superuser, typed
from tests.races.at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def saving(desk, address, values):
    return lambda: desk.post(address, values).status_code


def test_of_two_who_save_a_page_at_once_one_is_refused():
    for round_ in range(3):
        desks, attribute = [superuser(), superuser()], make.attribute(name=f"Mùa {round_}")
        address, both = page(Attribute, "change", attribute.pk), typed(desks[0], attribute)
        names = zip(desks, ("Vụ mùa", "Mùa"), strict=True)
        answers = at_once([saving(desk, address, {**both, "name": name}) for desk, name in names])
        assert sorted(answers) == [200, 302]

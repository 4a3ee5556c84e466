"""Two save the same page of the back office at the same moment: one of them only."""

import pytest

from marketplace.catalog.models import Attribute
from tests import factories as make
from tests.backoffice.office import page, superuser, typed
from tests.races.at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_two_who_save_a_page_at_once_one_is_refused():
    for _ in range(3):
        desks, attribute = [superuser(), superuser()], make.attribute(name="Mùa vụ")
        address, both = page(Attribute, "change", attribute.pk), typed(desks[0], attribute)
        answers = at_once(
            [
                lambda desk=desk, name=name: desk.post(address, {**both, "name": name}).status_code
                for desk, name in zip(desks, ("Vụ mùa", "Mùa"), strict=True)
            ]
        )
        assert sorted(answers) == [200, 302]

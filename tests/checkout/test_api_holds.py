"""What a cart holds is there for its own buyer, and for nobody else."""

import pytest

from tests import factories as make
from tests.asking import ask, gid

pytestmark = pytest.mark.django_db

LINES = "lines { id variant { quantityAvailable product { isAvailable } } }"


def seen(line):
    return line["variant"]["quantityAvailable"], line["variant"]["product"]["isAvailable"]


def test_what_a_cart_holds_itself_is_still_available_to_its_buyer():
    tea = make.on_sale(quantity=3)
    cart = make.cart(tea, quantity=2)
    make.cart(tea, quantity=1)
    (line,) = ask(f'{{ checkout(id: "{gid(cart)}") {{ {LINES} }} }}')["checkout"]["lines"]
    assert seen(line) == (2, True)
    everyone = ask(f'{{ productVariant(id: "{gid(tea)}", channel: "vn") {{ quantityAvailable }} }}')
    assert everyone["productVariant"] == {"quantityAvailable": 0}
    change = f'id: "{gid(cart)}", lines: [{{ lineId: "{line["id"]}", quantity: 1 }}]'
    changed = ask(
        f"mutation {{ checkoutLinesUpdate({change}) {{ checkout {{ {LINES} }} errors {{ code }} }} }}"
    )
    assert changed["checkoutLinesUpdate"]["errors"] == []
    assert seen(changed["checkoutLinesUpdate"]["checkout"]["lines"][0]) == (2, True)

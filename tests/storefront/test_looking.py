"""Staff who see as a cooperative are told so on every page, as long as that very token is in use."""

import pytest

from tests.storefront.conftest import token

SHOP = "Q29vcGVyYXRpdmU6NDA="
TOLD = "Chỉ xem, không sửa được gì."


@pytest.mark.parametrize(("reads_only", "told"), [(True, True), (False, False)])
def test_the_stall_says_that_one_only_looks(visitor, market, reads_only, told):
    came = {
        "token": "a-token-of-more-than-twenty-letters",
        "readsOnly": reads_only,
        "errors": [],
        "cooperative": {"id": SHOP, "slug": "suoi-may", "name": "HTX Suối Mây"},
    }
    nothing = {"edges": []}
    shop = {
        "id": SHOP,
        "name": "HTX Suối Mây",
        **dict.fromkeys(("waiting", "packing", "going", "closed"), nothing),
    }
    market.answers |= {"LinkOpen": {"answer": came}, "SellOrders": {"cooperative": shop}}
    form = {"csrfmiddlewaretoken": token(visitor.get("/ban-hang/vao/abc"))}
    assert visitor.post("/ban-hang/vao/abc", data=form).status_code == 302
    page = visitor.get("/ban-hang/")
    assert (page.status_code, TOLD in page.text) == (200, told)

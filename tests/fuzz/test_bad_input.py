"""Bad input of every kind is answered by a code, the field it is about, and words in Vietnamese and in English."""

from datetime import date

import pytest

from marketplace.checkout import services
from marketplace.core.actor import GUEST
from tests import factories as make
from tests.fuzz.hostile import gid
from tests.fuzz.refusals import ask, change, refused, stopped

pytestmark = pytest.mark.django_db

NOBODY = "00000000-0000-4000-8000-000000000009"
ADDRESS = {
    "firstName": "Hằng",
    "streetAddress1": "12 Hàng Bạc",
    "countryArea": "Thành phố Hà Nội",
    "city": "Phường Ba Đình",
    "country": "VN",
    "phone": "0912345678",
}


ADD = change("checkoutLinesAdd", {"id": "ID!", "lines": "[CheckoutLineInput!]!"})
UPDATE = change("checkoutLinesUpdate", {"id": "ID!", "lines": "[CheckoutLineUpdateInput!]!"})
PHONE = change("checkoutPhoneUpdate", {"id": "ID!", "phone": "String!"})
EMAIL = change("checkoutEmailUpdate", {"id": "ID!", "email": "String!"})
NOTE = change("checkoutCustomerNoteUpdate", {"id": "ID!", "customerNote": "String!"})
SHIP_TO = change("checkoutShippingAddressUpdate", {"id": "ID!", "shippingAddress": "AddressInput!"})
DELIVER = change("checkoutDeliveryMethodUpdate", {"id": "ID!", "deliveryMethodId": "ID"})
PARCELS = change("checkoutParcelsUpdate", {"id": "ID!", "parcels": "[CheckoutParcelInput!]!"})
PAY = change("transactionInitialize", {"id": "ID!", "paymentGateway": "PaymentGatewayToInitialize!"})
PROMO = change("checkoutAddPromoCode", {"checkoutId": "ID!", "promoCode": "String!"})
COMPLETE = change("checkoutComplete", {"id": "ID!"})
CREATE = change("checkoutCreate", {"input": "CheckoutCreateInput!"})
LINK = change("cooperativeLinkOpen", {"token": "String!"})
TOKEN = change("tokenCreate", {"email": "String!", "password": "String!"})


@pytest.fixture
def jar():
    return make.on_sale(quantity=10)


@pytest.fixture
def cart(jar):
    """The id of a cart with one jar, ready to be ordered."""
    return gid("Checkout", make.ready_cart(jar).pk)


def some(variant, quantity=1):
    """Lines of a cart."""
    return [{"variantId": gid("ProductVariant", variant.pk), "quantity": quantity}]


# ids


def test_a_cart_nobody_has(jar):
    told = ("Giỏ này không còn. Xin lập giỏ mới.", "This cart is gone. Please start a new one.")
    lost = gid("Checkout", NOBODY)
    assert refused(ADD, id=lost, lines=some(jar)) == ("NOT_FOUND", "id", *told)
    assert refused(COMPLETE, id=lost) == ("NOT_FOUND", "id", *told)
    assert refused(PAY, id=lost, paymentGateway={"id": "cod"}) == ("NOT_FOUND", "id", *told)


@pytest.mark.parametrize("nonsense", ["", "xyz", "%%%", "Q2hlY2tvdXQ6", "Q2hlY2tvdXQ", "=" * 20])
def test_an_id_that_is_none(jar, nonsense):
    assert refused(ADD, id=nonsense, lines=some(jar)) == (
        "GRAPHQL_ERROR",
        "id",
        f"Mã không đúng: {nonsense}.",
        f"Invalid ID: {nonsense}.",
    )


def test_an_id_of_another_type(jar, cart):
    product = gid("Product", jar.product_id)
    assert refused(ADD, id=product, lines=some(jar)) == (
        "GRAPHQL_ERROR",
        "id",
        "Phải là mã của Checkout.",
        "Must receive a Checkout id.",
    )
    assert refused(ADD, id=cart, lines=[{"variantId": product, "quantity": 1}]) == (
        "GRAPHQL_ERROR",
        "variantId",
        "Phải là mã của ProductVariant.",
        "Must receive a ProductVariant id.",
    )
    assert refused(DELIVER, id=cart, deliveryMethodId=product)[:2] == ("GRAPHQL_ERROR", "deliveryMethodId")


@pytest.mark.parametrize("key", ["9" * 30, "-1", "1.0", "x", "00000000-0000-4000-8000-000000000009", "١"])
def test_a_key_of_another_kind_is_an_id_of_nothing(cart, key):
    code, field, *_ = refused(ADD, id=cart, lines=[{"variantId": gid("ProductVariant", key), "quantity": 1}])
    assert (code, field) == ("GRAPHQL_ERROR", "variantId")


def test_goods_nobody_has(cart):
    assert refused(ADD, id=cart, lines=[{"variantId": gid("ProductVariant", 987654), "quantity": 1}]) == (
        "NOT_FOUND",
        "variantId",
        "Không có món hàng này.",
        "There is no such good.",
    )


def test_a_line_nobody_has(cart):
    assert refused(UPDATE, id=cart, lines=[{"lineId": gid("CheckoutLine", NOBODY), "quantity": 1}]) == (
        "NOT_FOUND",
        "lineId",
        "Món này không còn trong giỏ.",
        "This is not in your cart any more.",
    )


def test_a_way_of_delivery_nobody_offers(cart):
    told = ("Không có cách gửi này.", "There is no such way of delivery.")
    assert refused(DELIVER, id=cart, deliveryMethodId=gid("ShippingMethod", 987654)) == (
        "NOT_FOUND",
        "deliveryMethodId",
        *told,
    )


def test_a_parcel_of_a_cooperative_that_is_not_in_the_cart(cart):
    parcel = {
        "cooperative": gid("Cooperative", make.cooperative().pk),
        "deliveryMethodId": gid("ShippingMethod", 1),
    }
    assert refused(PARCELS, id=cart, parcels=[parcel]) == (
        "NOT_FOUND",
        "cooperative",
        "Trong giỏ không có hàng của hợp tác xã này.",
        "Nothing of this cooperative is in your cart.",
    )


def test_what_is_not_there_is_null_and_no_error(jar):
    for field in ('product(slug: "khong-co", channel: "vn")', f'order(id: "{gid("Order", NOBODY)}")'):
        assert ask(f"{{ {field} {{ id }} }}", {}, "vi")[1] == {"data": {field.partition("(")[0]: None}}


# quantities


@pytest.mark.parametrize("quantity", [0, -1, -(2**31)])
def test_a_quantity_below_one(jar, cart, quantity):
    assert refused(ADD, id=cart, lines=some(jar, quantity)) == (
        "ZERO_QUANTITY",
        "quantity",
        "Lấy ít nhất một.",
        "Take at least one.",
    )


@pytest.mark.parametrize("quantity", [51, 2**31 - 1])
def test_a_huge_quantity(jar, cart, quantity):
    told = ("Mỗi người mua nhiều nhất 50.", "At most 50 of this for one buyer.")
    assert refused(ADD, id=cart, lines=some(jar, quantity)) == (
        "QUANTITY_GREATER_THAN_LIMIT",
        "quantity",
        *told,
    )


@pytest.mark.parametrize("quantity", [2**31, 2**63, 10**30, 1.5, "1", True, None])
def test_a_quantity_that_is_no_int_of_the_dialect(jar, cart, quantity):
    status, code, _vietnamese, english = stopped(ADD, id=cart, lines=some(jar, quantity))
    assert (status, code) == (400, "REQUIRED" if quantity is None else "INVALID")
    assert "`lines.0.quantity`" in english


def test_more_than_there_is(jar, cart):
    assert refused(ADD, id=cart, lines=some(jar, 20)) == (
        "INSUFFICIENT_STOCK",
        "quantity",
        f"{jar.product.name}, {jar.name} chỉ còn 10.",
        f"Only 10 of {jar.product.name}, {jar.name} left.",
    )


# people and places


@pytest.mark.parametrize(
    ("typed", "vietnamese", "english"),
    [
        (
            "091234567",
            "Số này có 9 chữ số. Số di động ở Việt Nam có 10 chữ số.",
            "This number has 9 digits. Vietnamese mobile numbers have 10.",
        ),
        ("gọi tôi", "Đây không phải số điện thoại.", "This is not a phone number."),
        ("\u202e0912345678", None, None),
        ("9" * 300, "Đây không phải số điện thoại.", "This is not a phone number."),
    ],
)
def test_a_bad_phone_number(cart, typed, vietnamese, english):
    if vietnamese is None:  # a mark that turns the direction of writing is no digit and harms none
        assert ask(PHONE, {"id": cart, "phone": typed}, "vi")[1]["data"]["answer"]["errors"] == []
        return
    assert refused(PHONE, id=cart, phone=typed) == ("INVALID", "phone", vietnamese, english)


@pytest.mark.parametrize("typed", ["đào", "a@b@c", "a@b", "@", "a" * 300 + "@example.com", "a b@example.com"])
def test_a_bad_email(cart, typed):
    assert refused(EMAIL, id=cart, email=typed) == (
        "INVALID",
        "email",
        "Thư điện tử chưa đúng. Xin xem lại, hoặc để số điện thoại.",
        "This is not an e-mail address. Please check it, or leave a phone number instead.",
    )


@pytest.mark.parametrize(
    ("typed", "code", "field", "vietnamese", "english"),
    [
        (
            {"city": "Phường Sa Pa"},
            "INVALID",
            "city",
            "“Phường Sa Pa” không ở Thành phố Hà Nội mà ở Tỉnh Lào Cai.",
            "“Phường Sa Pa” is not in Thành phố Hà Nội but in Tỉnh Lào Cai.",
        ),
        (
            {"city": "Narnia"},
            "INVALID",
            "city",
            "Thành phố Hà Nội không có “Narnia”. Xin chọn trong danh sách.",
            "There is no “Narnia” in Thành phố Hà Nội. Choose one from the list.",
        ),
        (
            {"countryArea": "Atlantis"},
            "INVALID",
            "countryArea",
            "Không có tỉnh, thành phố “Atlantis”. Xin chọn trong danh sách.",
            "There is no province “Atlantis”. Choose one from the list.",
        ),
        (
            {"firstName": " "},
            "REQUIRED",
            "firstName",
            "Ghi tên người nhận hàng.",
            "Write the name of the person who takes the goods.",
        ),
        ({"streetAddress1": "x" * 300}, "INVALID", "streetAddress1", "Dài quá.", "This is too long."),
        (
            {"phone": "123"},
            "INVALID",
            "phone",
            "Số này có 3 chữ số. Số di động ở Việt Nam có 10 chữ số.",
            "This number has 3 digits. Vietnamese mobile numbers have 10.",
        ),
        (
            {"postalCode": "99"},
            "INVALID",
            "postalCode",
            "Mã bưu chính Việt Nam có 5 hoặc 6 chữ số. Có thể bỏ trống.",
            "A Vietnamese postcode has 5 or 6 digits. You may leave it out.",
        ),
    ],
    ids=[
        "commune elsewhere",
        "no commune",
        "no province",
        "no name",
        "long street",
        "bad phone",
        "bad postcode",
    ],
)
def test_a_bad_address(cart, typed, code, field, vietnamese, english):
    assert refused(SHIP_TO, id=cart, shippingAddress=ADDRESS | typed) == (code, field, vietnamese, english)


def test_a_note_that_is_an_essay(cart):
    told = ("Dài quá.", "This is too long.")
    assert refused(NOTE, id=cart, customerNote="x" * 5000) == ("INVALID", "customerNote", *told)


def test_a_bad_password():
    told = ("Thư điện tử hoặc mật khẩu chưa đúng, xin xem lại.", "Please check your e-mail and password.")
    assert refused(TOKEN, email="a@b.vn", password="x") == ("INVALID_CREDENTIALS", "email", *told)


def test_a_link_that_was_opened():
    assert refused(LINK, token="x") == (
        "INVALID",
        "token",
        "Đường dẫn đã mở rồi hoặc đã hết hạn. Xin đường dẫn mới.",
        "This link has been used or has run out. Please ask for a new one.",
    )


# trade


def test_a_market_that_is_not_there(jar):
    told = ("Không có chợ này.", "There is no such market.")
    assert refused(CREATE, input={"channel": "nowhere", "lines": some(jar)}) == (
        "NOT_FOUND",
        "channel",
        *told,
    )


def test_a_way_to_pay_that_is_not_there(cart):
    assert refused(PAY, id=cart, paymentGateway={"id": "nobody"}) == (
        "NOT_FOUND",
        "paymentGateway",
        "Ở đây không trả được bằng cách này. Xin chọn cách khác.",
        "You cannot pay this way here. Choose another one.",
    )


def test_a_voucher(cart):
    told = ("Chợ này chưa có phiếu giảm giá.", "There are no vouchers in this market.")
    assert refused(PROMO, checkoutId=cart, promoCode="TET") == ("VOUCHER_NOT_APPLICABLE", "promoCode", *told)


def test_an_empty_cart(jar):
    told = ("Giỏ chưa có gì.", "Your cart is empty.")
    assert refused(COMPLETE, id=gid("Checkout", make.cart().pk)) == ("NO_LINES", "lines", *told)


def test_a_stale_cart(jar):
    cart = make.ready_cart(jar)
    services.complete(checkout_id=cart.pk, actor=GUEST)
    told = ("Giỏ này không còn. Xin lập giỏ mới.", "This cart is gone. Please start a new one.")
    assert refused(ADD, id=gid("Checkout", cart.pk), lines=some(jar)) == ("NOT_FOUND", "id", *told)
    assert ask(COMPLETE, {"id": gid("Checkout", cart.pk)}, "vi")[1] == {"data": {"answer": {"errors": []}}}


def test_a_closed_cooperative(jar, cart):
    cooperative = jar.product.cooperative
    cooperative.closed_until = date(2999, 2, 3)
    cooperative.save()
    vietnamese = "Hợp tác xã đang nghỉ, nhận đơn lại từ ngày 3/2/2999."
    english = "The cooperative takes orders again from 3 February 2999 on."
    code = "PRODUCT_UNAVAILABLE_FOR_PURCHASE"
    assert refused(ADD, id=cart, lines=some(jar)) == (code, "variantId", vietnamese, english)
    goods = f"{jar.product.name}, {jar.name}"
    assert refused(COMPLETE, id=cart) == (code, "lines", f"{goods}: {vietnamese}", f"{goods}: {english}")

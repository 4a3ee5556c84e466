"""Answers of the API as tests need them: valid and boring."""

import base64


def gid(kind, key):
    """A global id."""
    return base64.b64encode(f"{kind}:{key}".encode()).decode()


def money(amount):
    """Money in đồng."""
    return {"amount": amount, "currency": "VND"}


def taxed(amount):
    """TaxedMoney in đồng."""
    return {"gross": money(amount)}


COOPERATIVE = {
    "id": gid("Cooperative", 1), "slug": "nuong-may", "name": "HTX Nương Mây", "legalName": "Hợp tác xã Nương Mây",
    "kind": "COOPERATIVE", "story": "Một chuyện.", "street": "Thôn 1", "memberCount": 31, "foundedYear": 2018,
    "phone": "+84912345678", "isDemo": True, "closedUntil": None, "location": None, "logo": None, "productCount": 1,
    "commune": {"name": "Mường Khương", "fullName": "Xã Mường Khương", "province": {"name": "Lào Cai"}},
}  # fmt: skip


RICE = {
    "slug": "gao-seng-cu", "name": "Gạo Séng Cù", "thumbnail": None, "productType": {"isForAdults": False},
}  # fmt: skip


def pack(key=1, name="bao 5 kg", amount=195000, left=46):
    """A variant."""
    return {
        "id": gid("ProductVariant", key), "name": name, "quantityAvailable": left, "pricing": {"price": taxed(amount)},
        "pricePerUnit": {"amount": money(amount / 5), "unit": "KG"}, "netContent": {"amount": 5000, "unit": "G"},
    }  # fmt: skip


def good(slug="gao-seng-cu", **changes):
    """A product as the product page asks for it."""
    return {
        "id": gid("Product", 1), "slug": slug, "name": "Gạo Séng Cù", "isAvailable": True, "small": None,
        "season": None, "productType": {"isForAdults": False}, "papers": [], "notices": [],
        "pricing": {"priceRange": {"start": taxed(1), "stop": taxed(1)}},
        "defaultVariant": pack(), "variants": [pack(), pack(2, "bao 10 kg", 375000)], "category": None, "media": [],
        "description": None, "seoDescription": None, "cooperative": COOPERATIVE | {"products": {"edges": []}},
    } | changes  # fmt: skip


def checkout(quantity=1, problems=(), **changes):
    """A checkout with one parcel of one line."""
    line = {
        "id": gid("CheckoutLine", "11111111-1111-4111-8111-111111111111"),
        "quantity": quantity, "unitPrice": taxed(195000),
        "totalPrice": taxed(195000 * quantity), "problems": list(problems),
        "variant": pack() | {"product": dict(RICE)},
    }  # fmt: skip
    total = taxed(195000 * quantity)
    parcel = {
        "id": gid("CheckoutParcel", 1), "cooperative": COOPERATIVE, "lines": [line], "deliveryMethod": None,
        "minimumOrder": None, "missingForMinimum": money(0),
        "subtotalPrice": total, "shippingPrice": taxed(0), "totalPrice": total,
    }  # fmt: skip
    return {
        "id": gid("Checkout", "22222222-2222-4222-8222-222222222222"),
        "quantity": quantity, "email": None, "phone": None,
        "customerNote": "", "stockReservationExpires": None, "shippingAddress": None, "parcels": [parcel],
        "lines": [{"id": line["id"]}], "subtotalPrice": total, "shippingPrice": taxed(0), "totalPrice": total,
    } | changes  # fmt: skip


SPIRIT = {"productType": {"isForAdults": True}}


def order(number="1007"):
    """An order as its page asks for it, of one part with one line."""
    line = {
        "id": gid("OrderLine", "44444444-4444-4444-8444-444444444444"), "productName": "Gạo Séng Cù",
        "variantName": "bao 5 kg", "translatedProductName": "", "translatedVariantName": "", "quantity": 2,
        "quantityDeclined": 0, "unitPrice": taxed(195000), "totalPrice": taxed(390000), "thumbnail": None,
    }  # fmt: skip
    part = {
        "id": gid("Suborder", "55555555-5555-4555-8555-555555555555"), "number": f"{number}-1", "status": "WAITING",
        "created": "2026-11-23T02:00:00+00:00", "shippingMethodName": "Bưu điện", "collectsInPerson": False,
        "subtotal": taxed(390000), "shippingPrice": taxed(30000), "total": taxed(420000), "amountDue": money(420000),
        "paymentGateway": "cod", "trackingNumber": None, "carrierName": None, "events": [], "lines": [line],
        "cooperative": COOPERATIVE,
    }  # fmt: skip
    return {
        "id": gid("Order", "33333333-3333-4333-8333-333333333333"), "number": number, "created": part["created"],
        "phone": "+84912345678", "userEmail": None, "customerNote": "", "shippingAddress": None,
        "subtotal": taxed(390000), "shippingPrice": taxed(30000), "total": taxed(420000), "grantedRefunds": [],
        "suborders": [part],
    }  # fmt: skip


SEASONAL = {"products": {"edges": [{"node": good("quyt", name="Quýt Mường Khương")}]}}
"""Goods of the month: the same for every test, because the shop's process remembers them for a minute."""

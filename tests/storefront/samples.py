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


def pack(key=1, name="bao 5 kg", amount=195000, left=46):
    """A variant."""
    return {
        "id": gid("ProductVariant", key), "name": name, "quantityAvailable": left, "pricing": {"price": taxed(amount)},
        "pricePerUnit": {"amount": money(amount / 5), "unit": "KG"}, "netContent": {"amount": 5000, "unit": "G"},
    }  # fmt: skip


def good(slug="gao-seng-cu", **changes):
    """A product as the product page asks for it."""
    return {
        "id": gid("Product", 1), "slug": slug, "name": "Gạo Séng Cù", "isAvailable": True, "small": None, "large": None,
        "season": None, "papers": [], "pricing": {"priceRange": {"start": taxed(1), "stop": taxed(1)}},
        "defaultVariant": pack(), "variants": [pack(), pack(2, "bao 10 kg", 375000)], "category": None, "media": [],
        "description": None, "seoDescription": None, "cooperative": COOPERATIVE | {"products": {"edges": []}},
    } | changes  # fmt: skip


def checkout(quantity=1, problems=(), **changes):
    """A checkout with one parcel of one line."""
    line = {
        "id": gid("CheckoutLine", "11111111-1111-4111-8111-111111111111"),
        "quantity": quantity, "unitPrice": taxed(195000),
        "totalPrice": taxed(195000 * quantity), "problems": list(problems),
        "variant": pack() | {"product": {"slug": "gao-seng-cu", "name": "Gạo Séng Cù", "thumbnail": None}},
    }  # fmt: skip
    total = taxed(195000 * quantity)
    parcel = {
        "id": gid("CheckoutParcel", 1), "cooperative": COOPERATIVE, "lines": [line], "deliveryMethod": None,
        "subtotalPrice": total, "shippingPrice": taxed(0), "totalPrice": total,
    }  # fmt: skip
    return {
        "id": gid("Checkout", "22222222-2222-4222-8222-222222222222"),
        "quantity": quantity, "email": None, "phone": None,
        "customerNote": "", "stockReservationExpires": None, "shippingAddress": None, "parcels": [parcel],
        "lines": [{"id": line["id"]}], "subtotalPrice": total, "shippingPrice": taxed(0), "totalPrice": total,
    } | changes  # fmt: skip

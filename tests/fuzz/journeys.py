"""Buyers who go the shop's own way from cart to order, and stumble; cooperatives that work on what comes in."""

from storefront.documents import document, names
from tests.fuzz.documents import filled_in
from tests.fuzz.values import PHONES, PLACES

WAY = ("CartCreate", "CartAdd", "ContactSave", "Delivery", "DeliverySave", "Cart", "Place", "Order")
WORK = ("SellAccept", "SellPack", "SellShip", "SellDeliver", "SellDecline", "SellOrder", "SellOrders")
STUMBLE = 0.12
"""How often a step is skipped, repeated, or filled in with whatever is at hand."""


class Buyer:
    """Walks from cart to order. `step` gives the next request, `learn` takes in what it answered."""

    def __init__(self, schema, chance, values, pool):
        self.schema, self.chance, self.values, self.pool = schema, chance, values, pool
        self.begin()

    def begin(self):
        self.known = {"language": "VI", "translated": False, "withEmail": False, "channel": "vn"}
        self.place = 0

    def step(self):
        """The next request of this buyer."""
        roll = self.chance.random()
        name = WAY[self.place]
        self.place = (self.place + (roll > STUMBLE / 2)) % len(WAY)
        if name == "CartCreate":
            self.begin()
            self.place = 1
        given = {} if roll > 1 - STUMBLE else self._given(name)
        return filled_in(self.schema, document(name).text, self.values, given)

    def _given(self, name):
        area, city = self.chance.choice(PLACES)
        address = {
            "firstName": "Hằng",
            "phone": PHONES[0],
            "countryArea": area,
            "city": city,
            "streetAddress1": "12",
            "country": "VN",
        }
        lines = [
            {"variantId": self.pool.pick("ProductVariant"), "quantity": self.chance.choice((1, 1, 2))}
            for _ in range(self.chance.choice((1, 2, 3)))
        ]
        more = {"lines": lines} if name in ("CartCreate", "CartAdd") else {}
        return (
            self.known
            | more
            | {"address": address, "phone": PHONES[0], "email": "hang@example.com", "note": "Gọi trước nhé"}
        )

    def learn(self, answer):
        """Ids of the cart and its parcels, and the ways that are open."""
        data = answer.get("data") or {}
        made = data.get("answer") or {}
        if isinstance(made, dict) and (cart := made.get("checkout")):
            self.known["id"] = cart["id"]
        if isinstance(made, dict) and (order := made.get("order")):
            self.known["id"] = order["id"]
        offers = (data.get("checkout") or {}).get("offers") or []
        parcels = (data.get("checkout") or {}).get("parcels") or []
        if offers and len(offers) == len(parcels):
            self.known["parcels"] = [
                {"cooperative": parcel["cooperative"]["id"], "deliveryMethodId": way["id"]}
                for parcel, offer in zip(parcels, offers, strict=True)
                for way in [each for each in offer["shippingMethods"] if each["active"]][:1]
            ]


def work(schema, chance, values):
    """A request of a cooperative's workspace."""
    return filled_in(schema, document(chance.choice(WORK)).text, values)


def any_operation(schema, chance, values):
    """Any operation of the shop."""
    return filled_in(schema, document(chance.choice(names())).text, values)

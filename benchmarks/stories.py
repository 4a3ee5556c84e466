"""What is measured: the operations a shop asks, with the goods the server has."""

from __future__ import annotations

import itertools
import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.client import Server, Story

OPERATIONS = {
    path.stem: path.read_text() for path in (Path(__file__).parent / "operations").glob("*.graphql")
}
BUYER = {
    "firstName": "Nguyễn Thị Lan",
    "phone": "0912345678",
    "streetAddress1": "12 Hoàng Liên",
    "city": "Phường Sa Pa",
    "countryArea": "Tỉnh Lào Cai",
    "country": "VN",
}
"""An address of the market's own province, where every cooperative delivers."""


@dataclass
class Market:
    """A server with goods, and what there is to ask for. `gateway` is how a buyer pays there."""

    server: Server
    channel: str = "vn"
    gateway: str = "cod"
    text: str = "gạo"
    buyer: dict[str, Any] = field(default_factory=lambda: BUYER)
    chance: random.Random = field(default_factory=lambda: random.Random(2026))
    slugs: list[str] = field(default_factory=list)
    variants: list[str] = field(default_factory=list)
    collection: str = ""
    total: int = 0

    def look_around(self) -> None:
        """Learn the slugs and the variants that can be bought."""
        found = self.server.ask(OPERATIONS["Goods"], {"channel": self.channel})
        nodes = [edge["node"] for edge in found["products"]["edges"]]
        self.total = found["products"]["totalCount"]
        self.slugs = [node["slug"] for node in nodes]
        self.variants = [
            node["variants"][0]["id"]
            for node in nodes
            if node["productType"]["isShippingRequired"]  # a stay at a farm is bought without delivery
            and not node["cooperative"]["closedUntil"]
            and not node["productType"]["isForAdults"]  # nobody here says to be grown up
            and node["variants"]
            and node["variants"][0]["quantityAvailable"]
        ]
        self.collection = next((edge["node"]["slug"] for edge in found["collections"]["edges"]), "")

    def stories(self) -> dict[str, Callable[[], Iterator[Story]]]:
        """Name -> an endless (or, where each needs its own cart, prepared) supply of stories."""
        here = {"channel": self.channel}
        return {
            "list": lambda: self._repeat("List", here),
            "detail": lambda: (
                self._one("Detail", here | {"slug": slug}) for slug in itertools.cycle(self.slugs)
            ),
            "category tree": lambda: self._repeat("CategoryTree", here),
            "search by price": lambda: self._repeat("Search", here | {"text": self.text}),
            "search, facets": lambda: self._repeat("SearchFacets", here | {"text": self.text}),
            "collection": lambda: self._repeat("Collection", here | {"slug": self.collection}),
            "checkoutCreate": lambda: (self._create() for _ in itertools.count()),
            "linesAdd": lambda: self._prepared(self._created, self._add),
            "complete": lambda: self._prepared(self._ready, self._complete),
            "whole purchase": lambda: (self._purchase() for _ in itertools.count()),
        }

    def bytes_and_fields(self, name: str) -> tuple[int, int]:
        """The size of one answer of a read, and how many fields it has."""
        answers: list[bytes] = []
        for story in itertools.islice(self.stories()[name](), 1):
            self.server.play([_overheard(story, answers)])
        return len(answers[-1]), _fields(json.loads(answers[-1])["data"])

    def _one(self, operation: str, variables: dict[str, Any]) -> Story:
        yield self.server.request(OPERATIONS[operation], variables)

    def _repeat(self, operation: str, variables: dict[str, Any]) -> Iterator[Story]:
        request = self.server.request(OPERATIONS[operation], variables)
        return (_just(request) for _ in itertools.count())

    def _lines(self, count: int) -> list[dict[str, Any]]:
        return [{"variantId": each, "quantity": 1} for each in self.chance.sample(self.variants, count)]

    def _asked(self, operation: str, **variables: Any) -> bytes:
        return self.server.request(OPERATIONS[operation], variables)

    def _create(self, found: list[str] | None = None) -> Story:
        asked = {"channel": self.channel, "email": "lan@example.com", "lines": self._lines(2)}
        addresses = {"shippingAddress": self.buyer, "billingAddress": self.buyer}
        answer = yield self._asked("CheckoutCreate", input=asked | addresses)
        if found is not None:
            found.append(_data(answer)["checkoutCreate"]["checkout"]["id"])

    def _add(self, checkout: str) -> Story:
        yield self._asked("CheckoutLinesAdd", id=checkout, lines=self._lines(2))

    def _choose(self, checkout: str) -> Story:
        """Delivery and payment."""
        answer = yield self._asked("CheckoutDelivery", id=checkout)
        methods = [each for each in _data(answer)["checkout"]["shippingMethods"] if each["active"]]
        yield self._asked("CheckoutDeliveryMethodUpdate", id=checkout, deliveryMethodId=methods[0]["id"])
        yield self._asked("TransactionInitialize", id=checkout, gateway=self.gateway)

    def _complete(self, checkout: str) -> Story:
        yield self._asked("CheckoutComplete", id=checkout)

    def _purchase(self) -> Story:
        found: list[str] = []
        yield from self._create(found)
        yield from self._add(found[0])
        yield from self._choose(found[0])
        yield from self._complete(found[0])

    def _created(self, found: list[str]) -> Story:
        yield from self._create(found)

    def _ready(self, found: list[str]) -> Story:
        own: list[str] = []
        yield from self._create(own)
        yield from self._choose(own[0])
        found.extend(own)

    def _prepared(
        self, prepare: Callable[[list[str]], Story], then: Callable[[str], Story], count: int = 200
    ) -> Iterator[Story]:
        """Make the carts beforehand, so that only the last step is measured."""
        found: list[str] = []
        self.server.play([prepare(found) for _ in range(count)], connections=4)
        return iter([then(checkout) for checkout in found])


def _just(request: bytes) -> Story:
    yield request


def _overheard(story: Story, answers: list[bytes]) -> Story:
    request = next(story)
    while True:
        answers.append((yield request))
        try:
            request = story.send(answers[-1])
        except StopIteration:
            return


def _data(answer: bytes) -> dict[str, Any]:
    return dict(json.loads(answer)["data"])


def _fields(value: Any) -> int:
    if isinstance(value, dict):
        return len(value) + sum(_fields(each) for each in value.values())
    return sum(_fields(each) for each in value) if isinstance(value, list) else 0

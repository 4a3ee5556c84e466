"""Documents of goods: one for each product in each channel, as its listing row is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import OuterRef, Q, Sum
from django.utils import timezone

from marketplace.catalog.models import (
    AssignedProductAttributeValue,
    AssignedVariantAttributeValue,
    Category,
    CategoryTranslation,
    CollectionChannelListing,
    CollectionProduct,
    CollectionTranslation,
    Product,
    ProductChannelListing,
    ProductTranslation,
    ProductVariant,
    ProductVariantChannelListing,
    ProductVariantTranslation,
)
from marketplace.catalog.models.shelves import STEP
from marketplace.core.vietnamese import without_packs
from marketplace.order.models import OrderLine
from marketplace.ports.search import Document, Tagged
from marketplace.search import certificates
from marketplace.search.documents import (
    MONTHS,
    Said,
    band_of,
    degrees,
    document,
    grouped,
    names_of_place,
    plain_text,
)
from marketplace.search.reading import joined_code
from marketplace.warehouse import queries as warehouse

AT_ONCE = 500
SEASON = "mua-vu"
"""The attribute whose values "thang-9" are months; goods without it have no season and are there all year."""
PEOPLES = "dan-toc"
"""The attribute whose values are peoples: "người Thái" is one of them, no place that is called so."""
WEIGHED = ("G", "ML")
LISTED_INPUTS = ("DROPDOWN", "MULTISELECT", "SWATCH", "BOOLEAN")
"""Attributes whose values are shared, so that they can be counted and filtered by."""


def goods_documents(product_ids: Iterable[int] | None = None) -> Iterator[Document]:
    """Documents of these products, or of all, in the order of their ids."""
    rows = ProductChannelListing.objects.order_by("product", "channel")
    if product_ids is not None:
        rows = rows.filter(product__in=list(product_ids))
    shelves = _Shelves(), _Collections()
    last = (0, 0)
    while True:
        beyond = Q(product__gt=last[0]) | Q(product=last[0], channel__gt=last[1])
        # `gte` is where the index begins to be read: by the other alone it is gone through from its start
        further = rows.filter(beyond, product__gte=last[0])
        chunk = [*map(_Listing._make, further.values_list(*COLUMNS)[:AT_ONCE])]
        if not chunk:
            return
        yield from _documents(chunk, *shelves)
        last = chunk[-1].product, chunk[-1].channel


def key_of_goods(product_id: int, channel_id: int) -> str:
    """The key of a product's document in a channel."""
    return f"product/{product_id}/{channel_id}"


def shown_in(channel_id: int) -> Tagged:
    """What a visitor may find in a channel: one tag that says all of it, for each filter costs an engine time."""
    return Tagged("shown", (str(channel_id),))


class _Listing(NamedTuple):
    """A listing with what its product, type and seller say: a row, for making models of it takes as long as reading."""

    product: int
    channel: int
    category_path: str
    price: int | None
    is_published: bool
    visible_in_listings: bool
    published_at: datetime | None
    available_at: datetime | None
    name: str
    description: Any
    rating: Decimal | None
    type: int
    type_name: str
    cooperative: int
    seller: str
    is_active: bool
    commune_code: str
    latitude: Decimal | None
    longitude: Decimal | None


COLUMNS = (
    "product", "channel", "category_path", "discounted_price_amount", "is_published", "visible_in_listings",
    "published_at", "available_for_purchase_at", "product__name", "product__description", "product__rating",
    "product__product_type", "product__product_type__name", "cooperative", "cooperative__name",
    "cooperative__is_active", "cooperative__commune_code", "cooperative__latitude", "cooperative__longitude",
)  # fmt: skip
"""Of a listing, in the order of `_Listing`."""


def _documents(chunk: Sequence[_Listing], shelves: _Shelves, collections: _Collections) -> Iterator[Document]:
    around = _Around({each.product for each in chunk})
    for listing in chunk:
        said = _said(listing, around, shelves)
        among = (pk for (pk,) in around.collections.get(listing.product, []))
        said.facts += collections.of(listing.channel, among)
        yield document(key_of_goods(listing.product, listing.channel), said)


class _Shelves:
    """Names and ids of all categories by their path; read once, for they are few."""

    def __init__(self) -> None:
        translated = grouped(CategoryTranslation.objects.order_by("pk").values_list("category", "name"))
        self.by_path = {
            path: (pk, [name, *(each for (each,) in translated.get(pk, []) if each)])
            for pk, path, name in Category.objects.values_list("pk", "path", "name")
        }

    def along(self, path: str) -> list[tuple[int, list[str]]]:
        """(id, names) of the shelves from the root down to this path."""
        steps = (path[: end + STEP] for end in range(0, len(path), STEP))
        return [self.by_path[step] for step in steps if step in self.by_path]


class _Collections:
    """Names of the collections that visitors may open, by channel; read once, for they are few."""

    def __init__(self) -> None:
        translated = grouped(CollectionTranslation.objects.order_by("pk").values_list("collection", "name"))
        listed = CollectionChannelListing.objects.filter(is_published=True)
        self.names = {
            (channel, pk): [name, *(each for (each,) in translated.get(pk, []) if each)]
            for channel, pk, name in listed.values_list("channel", "collection", "collection__name")
        }

    def of(self, channel: int, collections: Iterable[int]) -> list[str]:
        """What these are called there."""
        return [name for pk in collections for name in self.names.get((channel, pk), [])]


class _Around:
    """What stands in other tables about some products; one statement each."""

    def __init__(self, products: set[int]) -> None:
        self.today = timezone.localdate()
        of_product: dict[str, Any] = {"product__within": products}
        names = ProductTranslation.objects.filter(**of_product).order_by("pk")
        self.translated = grouped(names.values_list("product", "name", "description"))
        values = (
            "value__attribute__slug", "value__attribute__input_type", "value__slug", "value__name",
            "value__attribute__visible_in_storefront", "value__boolean", "value__attribute__name",
        )  # fmt: skip
        own = AssignedProductAttributeValue.objects.filter(**of_product).order_by("pk")
        below = AssignedVariantAttributeValue.objects.filter(variant__product__within=products).order_by("pk")
        self.values = grouped(own.values_list("product", *values))
        self.of_variants = grouped(below.values_list("variant__product", *values))
        entries = CollectionProduct.objects.filter(**of_product)
        self.collections = grouped(entries.values_list("product", "collection"))
        there = Product.objects.filter(warehouse.on_shelf(OuterRef("pk")), pk__within=products)
        self.in_stock = set(there.values_list("pk", flat=True))
        variants = ProductVariant.objects.filter(**of_product).order_by("pk")
        self.variants = grouped(variants.values_list("product", "sku", "name"))
        packs = ProductVariantTranslation.objects.filter(variant__product__within=products).order_by("pk")
        self.packs = grouped(packs.values_list("variant__product", "name"))
        self.prices = _prices(products)
        lines = OrderLine.objects.filter(variant__product__within=products).values("variant__product")
        self.sold = dict(lines.annotate(sum=Sum("quantity")).values_list("variant__product", "sum"))


def _prices(products: set[int]) -> dict[tuple[int, int], list[tuple[int, int]]]:
    """By product and channel: what each pack costs, and a kilogram or liter of it; 0 where that is not known."""
    rows = ProductVariantChannelListing.objects.filter(
        variant__product__within=products, discounted_price_amount__isnull=False
    ).values_list(
        "variant__product", "channel", "discounted_price_amount", "variant__net_amount", "variant__net_unit"
    )
    found: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for product, channel, price, amount, unit in rows:
        assert price is not None
        per_kg = price * 1000 // amount if amount and unit in WEIGHED else 0
        found[product, channel].append((price, per_kg))
    return found


def _said(listing: _Listing, around: _Around, shelves: _Shelves) -> Said:
    pk = listing.product
    along = shelves.along(listing.category_path)
    translated = around.translated.get(pk, [])
    values = around.values.get(pk, [])
    said = Said(
        name=listing.name,
        other=[name for name, _text in translated if name],
        shelf=[name for _pk, names in along[-1:] for name in names],
        place=names_of_place(listing.commune_code),
        # the nearest shelf says what it is; those above also hold things that are only near it
        facts=[name for _pk, names in along[:-1] for name in names],
        body=[plain_text(listing.description), *(plain_text(text) for _name, text in translated)],
    )
    said.facts += [*_facts(values), *_testified(values, around.today)]
    said.facts += [listing.type_name, listing.seller, *_said_of_variants(around.variants.get(pk, []))]
    said.facts += filter(None, (without_packs(name or "") for (name,) in around.packs.get(pk, [])))
    said.tags = _tags(listing, around, along)
    said.is_sold_out = pk not in around.in_stock
    said.numbers = _numbers(listing, around)
    said.several = {"packs": _packs(listing, around)}
    return said


def _said_of_variants(variants: list[tuple[Any, ...]]) -> list[str]:
    """Their codes, and what their names say besides how much it is: the "cá lăng" of "Cá lăng, khúc 1 kg"."""
    return [said for sku, name in variants for said in (joined_code(sku or ""), without_packs(name)) if said]


def _facts(values: list[tuple[Any, ...]]) -> list[str]:
    """What the shown attributes say: their values, or the name of one that is met."""
    return [
        f"người {name}" if slug == PEOPLES else attribute if yes else name
        for slug, _kind, _value, name, shown, yes, attribute in values
        if shown and yes is not False
    ]


def _tags(listing: _Listing, around: _Around, along: list[tuple[int, list[str]]]) -> dict[str, list[str]]:
    pk, channel, price = listing.product, str(listing.channel), listing.price
    values = [*around.values.get(pk, []), *around.of_variants.get(pk, [])]
    months = [
        value.rpartition("-")[2]
        for slug, _kind, value, _name, shown, *_more in values
        if shown and slug == SEASON
    ]
    is_shown = (
        listing.is_published and listing.visible_in_listings and price is not None and listing.is_active
    )
    return {
        "kind": ["product"],
        "channel": [channel],
        "shown": [channel] if is_shown else [],
        "category": [str(shelf) for shelf, _names in along],
        "collection": [str(collection) for (collection,) in around.collections.get(pk, [])],
        "product_type": [str(listing.type)],
        "cooperative": [str(listing.cooperative)],
        "commune": [listing.commune_code],
        "price_band": [] if price is None else [band_of(price)],
        "certificate": _certificates(around.values.get(pk, []), around.today),
        "season": months or list(MONTHS),
        "attribute": [f"{slug}:{value}" for slug, kind, value, *_more in values if kind in LISTED_INPUTS],
        "stock": ["yes" if pk in around.in_stock else "no"],
    }


def _testified(values: list[tuple[Any, ...]], today: date) -> list[str]:
    """What kinds of certificates it has are called: "ocop" and "chỉ dẫn địa lý" are searched for too."""
    there = set(_certificates(values, today))
    return [attribute for slug, *_more, attribute in values if slug in there]


def _certificates(values: list[tuple[Any, ...]], today: date) -> list[str]:
    """Slugs of attributes that testify to it today. Another day they may be fewer: reconciliation finds that."""
    return [
        slug
        for slug, _kind, _value, name, shown, *_more in values
        if shown and slug in certificates.ATTRIBUTES and certificates.is_valid(name, today)
    ]


def _numbers(listing: _Listing, around: _Around) -> dict[str, int]:
    numbers = {"number": listing.product, "sold": around.sold.get(listing.product, 0)}
    if listing.price is not None:
        numbers["price"] = listing.price
    if listing.rating is not None:
        numbers["rating"] = round(listing.rating * 1000)
    if listing.latitude is not None:
        numbers |= {"latitude": degrees(listing.latitude), "longitude": degrees(listing.longitude)}
    for name, at in (("published", listing.published_at), ("available", listing.available_at)):
        if at is not None:
            numbers[name] = int(at.timestamp())
    if known := [
        per_kg for _price, per_kg in around.prices.get((listing.product, listing.channel), []) if per_kg
    ]:
        numbers["price_per_kg"] = min(known)
    return numbers


def _packs(listing: _Listing, around: _Around) -> list[int]:
    """What each pack costs, the cheapest of the listing among them."""
    packs = [price for price, _per_kg in around.prices.get((listing.product, listing.channel), [])]
    return packs if listing.price is None else [listing.price, *packs]

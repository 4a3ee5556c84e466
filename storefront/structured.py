"""What a page is about, as schema.org puts it: for search engines. Pure."""

from collections.abc import Sequence
from typing import Any

from storefront.pictures import shop_path
from storefront.prose import text_of

_CODES = {"KG": "KGM", "LITER": "LTR", "PIECE": "C62"}
"""Units of UN/CEFACT."""


def _plain(amount: float) -> str:
    """A sum as schema.org writes it, without the point that JSON gives whole numbers."""
    return f"{amount:.2f}".rstrip("0").rstrip(".")


def product(good: dict, name: str, url: str, public: str) -> dict:
    """A good with an offer for each of its packs."""
    media = [public + shop_path(one["large"]) for one in good["media"] or []]
    return {
        "@type": "Product",
        "name": name,
        "description": text_of(good["description"], 500),
        "image": media,
        "url": url,
        "brand": {"@type": "Brand", "name": good["cooperative"]["name"]},
        "offers": [_offer(pack, good, url) for pack in good["variants"] or [] if pack["pricing"]["price"]],
    }


def _offer(pack: dict, good: dict, url: str) -> dict:
    price, per = pack["pricing"]["price"]["gross"], pack["pricePerUnit"]
    offer: dict[str, Any] = {
        "@type": "Offer",
        "name": pack["name"],
        "price": _plain(price["amount"]),
        "priceCurrency": price["currency"],
        "availability": f"https://schema.org/{'InStock' if pack['quantityAvailable'] else 'OutOfStock'}",
        "itemCondition": "https://schema.org/NewCondition",
        "url": url,
        "seller": {"@type": "Organization", "name": good["cooperative"]["legalName"]},
    }
    if per:
        offer["priceSpecification"] = {
            "@type": "UnitPriceSpecification",
            "price": _plain(per["amount"]["amount"]),
            "priceCurrency": per["amount"]["currency"],
            "referenceQuantity": {"@type": "QuantitativeValue", "value": 1, "unitCode": _CODES[per["unit"]]},
        }
    return offer


def organization(seller: dict, url: str) -> dict:
    """A cooperative. An invented one keeps its invented number to itself."""
    commune = seller["commune"]
    found: dict[str, Any] = {
        "@type": "Organization",
        "name": seller["name"],
        "legalName": seller["legalName"],
        "url": url,
        "address": {
            "@type": "PostalAddress",
            "streetAddress": seller["street"],
            "addressLocality": commune["fullName"],
            "addressRegion": commune["province"]["name"],
            "addressCountry": "VN",
        },
    }
    if seller["foundedYear"]:
        found["foundingDate"] = str(seller["foundedYear"])
    if seller["phone"] and not seller["isDemo"]:
        found["telephone"] = seller["phone"]
    return found


def crumbs(steps: Sequence[tuple[str, str]]) -> dict:
    """The way from home to a page: (name, absolute address) in order."""
    items = [
        {"@type": "ListItem", "position": place, "name": name, "item": url}
        for place, (name, url) in enumerate(steps, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def website(url: str, search: str) -> dict:
    """The market itself, with where to search it."""
    return {
        "@type": "WebSite",
        "name": "Chợ Phiên",
        "url": url,
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": search + "?q={search_term_string}"},
            "query-input": "required name=search_term_string",
        },
    }

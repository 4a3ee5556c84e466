"""Fill an empty shop with the demo's goods, in seconds; a second time nothing is changed."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction

from marketplace.demo import content, goods, openings, people, shelves
from marketplace.shipping import services as shipping


@transaction.atomic
def load(say: Callable[[str], None] = lambda line: None) -> None:
    """Make everything that is not there yet. What a person has changed since stays as it is."""
    channel = people.load_channels()
    tax_class = people.load_tax()
    people.load_users()
    say("sellers")
    cooperatives = people.load_cooperatives()
    say("shelves, collections, attributes")
    attributes = shelves.load_attributes()
    stage = goods.Stage(
        channel=channel,
        tax_class=tax_class,
        cooperatives=cooperatives,
        categories=shelves.load_categories(),
        collections=shelves.load_collections(channel),
        attributes=attributes,
        product_types=shelves.load_product_types(attributes),
    )
    made = goods.load_goods(stage)
    say(f"{made} new listings")
    shipping.set_up_defaults(channel=channel)
    say("ways to send")
    content.load_content()
    say("pages and menus")
    openings.load_openings(channel)
    say("a shop that is being opened")

"""Whose an object of an answer is: by its type and id."""

from collections import defaultdict

from graphql import is_object_type

from marketplace.catalog.models import Product
from marketplace.checkout.models import CheckoutParcel
from marketplace.cooperative.models import Cooperative
from marketplace.graphql.ids import split_global_id, to_global_id
from marketplace.schema import schema
from marketplace.shipping.models import ShippingMethod
from tests.isolation.canaries import personal
from tests.isolation.ownership import owned_models_cached, rows_of, ways_of

SCHEMA = schema.graphql_schema
B, HIDDEN, PERSONAL, A, NOBODY = "B's", "B's, hidden", "B's people's", "A's", "nobody's"
KEPT = "the operator's, kept back"
TARGETS = (B, HIDDEN, PERSONAL)


def model_of(type_):
    """The table behind an object type, or None."""
    graphene_type = getattr(type_, "graphene_type", None)
    return getattr(graphene_type._meta, "model", None) if graphene_type else None


TYPES = {
    name: model_of(type_)
    for name, type_ in SCHEMA.type_map.items()
    if is_object_type(type_) and not name.startswith("__") and model_of(type_)
}
"""Types made of rows, with their tables."""
TYPES |= {"ShippingMethod": ShippingMethod, "CheckoutParcel": CheckoutParcel}
"""And types made of values, whose ids are a table's keys all the same."""


class Classes:
    """Knows every row of A and B, at the time it was made."""

    def __init__(self, world, shared):
        self.keys = defaultdict(dict)
        self.first = [*_first(world.a), *_first(world.b)]
        for side, label in ((world.a, A), (world.b, B)):
            for model in owned_models_cached():
                self._learn(rows_of(model, side.cooperative), label)
            for queryset in personal(side):
                self._learn(queryset, A if label is A else PERSONAL)
        for model in owned_models_cached():
            ways = ways_of(model, to=Product)
            if ways and len(ways[0].split("__")) <= 2:
                for way in ways:
                    self._learn(model._base_manager.filter(**{way: world.b.hidden.product_id}), HIDDEN)
        self._learn(Product.objects.filter(pk=world.b.hidden.product_id), HIDDEN)
        for model, keys in shared.items():
            self._learn(model._base_manager.filter(pk__in=keys), NOBODY)
        for model, key in world.kept.items():
            self._learn(model._base_manager.filter(pk=key), KEPT)

    def _learn(self, queryset, label):
        self.keys[queryset.model].update(dict.fromkeys(queryset.values_list("pk", flat=True), label))

    def of(self, typename, key):
        """Whose the row with this key (as text) is."""
        known = self._texts(TYPES.get(typename))
        return known.get(key, NOBODY)

    def of_id(self, global_id):
        """Whose the object with this id is."""
        return self.of(*split_global_id(global_id))

    def ids(self, typename, label):
        """Ids of the objects of a type that are so."""
        keys = self.keys.get(TYPES[typename], {})
        found = [pk for pk, whose in keys.items() if whose == label]
        return [to_global_id(typename, pk) for pk in sorted(found, key=lambda pk: pk not in self.first)]

    def _texts(self, model):
        if model is None:
            return {}
        texts = self.__dict__.setdefault("texts", {})
        if model not in texts:
            texts[model] = {str(pk): label for pk, label in self.keys.get(model, {}).items()}
        return texts[model]


def _first(side):
    """Keys of things with which most can be done: an open cart, an order that waits, goods on sale."""
    order = side.orders[0]
    part = order.suborders.get()
    return [
        side.cart.pk,
        side.cart.lines.get().pk,
        order.pk,
        part.pk,
        part.lines.get().pk,
        side.people["packer"].pk,
    ]


def is_owned(typename):
    """Whether objects of this type can be a cooperative's, or a person's."""
    model = TYPES.get(typename)
    return model in owned_models_cached() or (model is not None and model is Cooperative)

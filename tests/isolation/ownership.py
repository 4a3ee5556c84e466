"""Whose a row is: every model that has a way to a cooperative is owned, by the way found here from the tables alone."""

from collections import deque

from django.apps import apps
from django.db.models import Q

from marketplace.cooperative.models import Cooperative

OURS = "marketplace."
BARE = ("cooperative_id", "suborder_id")
"""Columns that hold the id of something above their floor, without a foreign key."""
CLAIMS = {"order_id": "order.Order", "checkout_id": "checkout.Checkout"}
NOT_OWNED = {
    "catalog.AttributeValue": "the operator's; it may point to a product, and says nothing of it",
    "catalog.AssignedPageAttributeValue": "a page of the operator's, with such a value",
    "catalog.AttributeValueTranslation": "as the value",
}
"""Models with a way to a cooperative that are not a cooperative's, each with its reason."""
MOST_WAYS = 6


def models_of_ours():
    """Every table of the marketplace."""
    return [each for each in apps.get_models() if each.__module__.startswith(OURS)]


def ways_of(model, to=Cooperative):
    """The shortest look-ups that lead from a row to its cooperative's key; several where several are as short."""
    if model is to:
        return ["pk"]
    found, queue, seen = [], deque([(model, ())]), {model}
    while queue:
        here, path = queue.popleft()
        if found and len(path) >= found[0].count("__") + 1:
            continue
        for step, target in _steps(here):
            if target is to:
                found.append("__".join((*path, step)))
            elif target not in seen and len(path) < MOST_WAYS:
                seen.add(target)
                queue.append((target, (*path, step)))
    shortest = min((each.count("__") for each in found), default=0)
    return [each for each in found if each.count("__") == shortest]


def _steps(model):
    for field in model._meta.get_fields():
        if field.concrete and field.is_relation and field.related_model and not field.many_to_many:
            yield field.name, field.related_model
        elif getattr(field, "attname", "") == "cooperative_id":
            yield "cooperative_id", Cooperative


def owned_models():
    """Every model that is a cooperative's, with its ways."""
    found = {each: ways_of(each) for each in models_of_ours() if each._meta.label not in NOT_OWNED}
    for model in models_of_ours():
        columns = {field.attname for field in model._meta.concrete_fields}
        if not found.get(model) and model._meta.label not in NOT_OWNED and "suborder_id" in columns:
            found[model] = ["suborder_id"]
    return {model: ways for model, ways in found.items() if ways}


def rows_of(model, cooperative):
    """The rows of this model that are this cooperative's."""
    condition = Q()
    for way in owned_models_cached()[model]:
        if way == "suborder_id":
            condition |= Q(suborder_id__in=cooperative.suborders.values("pk"))
        else:
            condition |= Q(**{way: cooperative.pk})
    return model._base_manager.filter(condition)


_known = {}


def owned_models_cached():
    """The models and their ways, worked out once."""
    if not _known:
        _known.update(owned_models())
    return _known

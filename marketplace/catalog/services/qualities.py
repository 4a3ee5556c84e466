"""What staff change of attributes: names, flags, the lists of values. What goods say already is never broken."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from marketplace.catalog.errors import ProductInvalid
from marketplace.catalog.events import AttributeChanged
from marketplace.catalog.models import (
    AssignedPageAttributeValue,
    AssignedProductAttributeValue,
    AssignedVariantAttributeValue,
    Attribute,
    AttributeInput,
    AttributePage,
    AttributeProduct,
    AttributeTranslation,
    AttributeValue,
    AttributeValueTranslation,
    AttributeVariant,
)
from marketplace.catalog.models.attributes import CHOSEN
from marketplace.catalog.services import following
from marketplace.catalog.services.attributes import create_attribute, yes_or_no
from marketplace.core.actor import Actor
from marketplace.core.errors import NotFound, PermissionDenied
from marketplace.core.events import emit
from marketplace.core.vietnamese import fold, slugify

SHAPES = "MANAGE_PRODUCT_TYPES_AND_ATTRIBUTES"
"""Who may change what goods can say of themselves."""
MOST_VALUES = 500
"""Of one list: among more nobody finds anything, and a page of the back office holds no more."""
LONGEST_NAME = 250
OF_ATTRIBUTES = frozenset(
    {
        "name", "input_type", "entity_type", "unit", "value_required", "visible_in_storefront",
        "filterable_in_storefront", "filterable_in_dashboard", "available_in_grid", "storefront_search_position",
    }
)  # fmt: skip
"""What can be changed of an attribute; its slug stands in addresses of filters, its kind never changes."""
FIXED_IN_USE = frozenset({"input_type", "entity_type"})
FILTERABLE = CHOSEN | {
    AttributeInput.BOOLEAN,
    AttributeInput.NUMERIC,
    AttributeInput.DATE,
    AttributeInput.DATE_TIME,
}
REFERENCES = frozenset({AttributeInput.REFERENCE, AttributeInput.SINGLE_REFERENCE})
COLOR = re.compile(r"#[0-9a-fA-F]{6}")
ASSIGNED = (AssignedProductAttributeValue, AssignedVariantAttributeValue, AssignedPageAttributeValue)
CARRIED = (AttributeProduct, AttributeVariant, AttributePage)


@dataclass(frozen=True, slots=True)
class ListedValue:
    """An entry of a list as it is to be: without `value_id` a new one. `color` is a SWATCH's: "#27356b"."""

    name: str
    value_id: int | None = None
    color: str = ""
    translations: Mapping[str, str] = field(default_factory=dict)


@transaction.atomic
def add_attribute(
    *, name: str, actor: Actor, translations: Mapping[str, str] | None = None, **columns: Any
) -> Attribute:
    """A new attribute, by staff. Raises PermissionDenied, and ProductInvalid as `update_attribute` does."""
    refuse_others(actor)
    attribute = create_attribute(name=named(name), **columns)
    _refuse_unfit(attribute, {}, {"input_type": None})
    translate(AttributeTranslation, {"attribute": attribute}, {}, translations or {})
    emit(AttributeChanged(attribute.pk, {"name": [None, attribute.name]}), actor=actor)
    return attribute


@transaction.atomic
def update_attribute(
    *, attribute_id: int, actor: Actor, translations: Mapping[str, str] | None = None, **columns: Any
) -> Attribute:
    """Change some columns (OF_ATTRIBUTES) and names in other languages; an empty name there takes it away.

    Raises PermissionDenied, NotFound, and ProductInvalid for no name, for what does not fit the way of filling in,
    and for another way of filling in once there are values.
    """
    refuse_others(actor)
    if unknown := columns.keys() - OF_ATTRIBUTES:
        raise TypeError(f"not to be changed: {', '.join(sorted(unknown))}")
    attribute = _locked(attribute_id)
    if "name" in columns:
        columns["name"] = named(columns["name"])
    before = {name: getattr(attribute, name) for name in columns}
    changed = {name: [before[name], new] for name, new in columns.items() if new != before[name]}
    _refuse_unfit(attribute, {**before, **columns}, changed)
    for name, (_old, new) in changed.items():
        setattr(attribute, name, new)
    attribute.name_sort = following.names(attribute.name)["name_sort"]
    attribute.save()
    old = dict(attribute.translations.values_list("language_code", "name"))
    changed |= translate(AttributeTranslation, {"attribute": attribute}, old, translations or {})
    if changed:
        emit(AttributeChanged(attribute.pk, changed), actor=actor)
    if changed.keys() & {"name", "visible_in_storefront"}:
        _follow(attribute)
    return attribute


@transaction.atomic
def set_values(*, attribute_id: int, values: Sequence[ListedValue], actor: Actor) -> list[AttributeValue]:
    """An attribute's list is exactly this, in this order. A renamed value keeps its slug, and goods say the new name.

    Raises PermissionDenied, NotFound, and ProductInvalid: not a list, the same name twice, no name, a color that is
    none, too many, a value left out that goods or pages have.
    """
    refuse_others(actor)
    attribute = _locked(attribute_id)
    if attribute.input_type not in CHOSEN:
        raise ProductInvalid(_("Values of this attribute are written with each good."), field="values")
    rows = {each.pk: each for each in attribute.values.select_for_update().order_by("sort_order", "pk")}
    before, order, names = _told(attribute), [*rows], names_of(attribute)
    _refuse_wrong_values(attribute, values)
    kept = [each.value_id for each in values if each.value_id is not None]
    if not rows.keys() >= set(kept):
        raise NotFound(field="values")
    _drop([each for pk, each in rows.items() if pk not in kept])
    stored = []
    for place, each in enumerate(values):
        row = rows.get(each.value_id or 0) or AttributeValue(attribute=attribute)
        _store(row, each, place)
        translate(AttributeValueTranslation, {"value": row}, names.get(row.pk, {}), each.translations)
        stored.append(row)
    after = _told(attribute)
    changed = {
        str(pk): [before.get(pk), after.get(pk)]
        for pk in before.keys() | after.keys()
        if before.get(pk) != after.get(pk)
    }
    if changed or order != [each.pk for each in stored]:
        emit(AttributeChanged(attribute.pk, {"values": changed}), actor=actor)
    _follow_values([pk for pk, row in before.items() if pk in after and after[pk][0] != row[0]])
    return stored


@transaction.atomic
def delete_attribute(*, attribute_id: int, actor: Actor) -> None:
    """Take an attribute away for good. Raises PermissionDenied, NotFound, ProductInvalid while it is in use."""
    refuse_others(actor)
    attribute = _locked(attribute_id)
    list(attribute.values.select_for_update().values_list("pk"))
    if any(table._default_manager.filter(attribute=attribute).exists() for table in CARRIED):
        raise ProductInvalid(_("A type carries this attribute. Take it off there first."))
    if count := in_use(attribute.values.values("pk")):
        raise ProductInvalid(_("In use %(n)s times: this attribute stays.") % {"n": count})
    emit(AttributeChanged(attribute.pk, {"name": [attribute.name, None]}), actor=actor)
    attribute.delete()


def refuse_others(actor: Actor) -> None:
    """Raise PermissionDenied for whoever may not change types and attributes."""
    if not actor.may(SHAPES):
        raise PermissionDenied(permissions=(SHAPES,))


def named(name: str) -> str:
    """The name without idle space. Raises ProductInvalid for none."""
    if not (name := " ".join(name.split())[:LONGEST_NAME]):
        raise ProductInvalid(_("A name is needed."), code="REQUIRED", field="name")
    return name


def translate(
    table: Any, owner: Mapping[str, Any], old: Mapping[str, str | None], names: Mapping[str, str]
) -> dict[str, list[str]]:
    """Set an owner's names in other languages; what has changed: {"name en": [old, new]}."""
    changed: dict[str, list[str]] = {}
    for code, given in names.items():
        name, before = " ".join(given.split())[:LONGEST_NAME], old.get(code) or ""
        if name == before:
            continue
        changed[f"name {code}"] = [before, name]
        if name:
            table.objects.update_or_create(**owner, language_code=code, defaults={"name": name})
        else:
            table.objects.filter(**owner, language_code=code).delete()
    return changed


def in_use(values: Any) -> int:
    """How many goods, variants and pages have one of these values."""
    return sum(table._default_manager.filter(value__in=values).count() for table in ASSIGNED)


def names_of(attribute: Attribute) -> dict[int, dict[str, str]]:
    """{value id: {language: name}} of a list; 1 statement."""
    found: dict[int, dict[str, str]] = defaultdict(dict)
    rows = AttributeValueTranslation.objects.filter(value__attribute=attribute)
    for pk, code, name in rows.values_list("value", "language_code", "name"):
        found[pk][code] = name or ""
    return found


def _locked(attribute_id: int) -> Attribute:
    attribute = Attribute.objects.select_for_update().filter(pk=attribute_id).first()
    if attribute is None:
        raise NotFound(field="id")
    return attribute


def _refuse_unfit(attribute: Attribute, columns: Mapping[str, Any], changed: Mapping[str, Any]) -> None:
    """`columns` as they are to be, `changed` those that are others now."""
    given = {**{name: getattr(attribute, name) for name in OF_ATTRIBUTES}, **columns}
    if changed.keys() & FIXED_IN_USE and attribute.values.exists():
        raise ProductInvalid(
            _("There are values of this kind already. Make a new attribute instead."), field="input_type"
        )
    if not changed.keys() & {*FIXED_IN_USE, "filterable_in_storefront"}:
        return
    if (given["input_type"] in REFERENCES) != bool(given["entity_type"]):
        raise ProductInvalid(
            _("A reference needs what it points to; nothing else has that."), field="entity_type"
        )
    if given["filterable_in_storefront"] and given["input_type"] not in FILTERABLE:
        raise ProductInvalid(
            _("Buyers cannot filter by what is filled in this way."), field="filterable_in_storefront"
        )


def _refuse_wrong_values(attribute: Attribute, values: Sequence[ListedValue]) -> None:
    if len(values) > MOST_VALUES:
        raise ProductInvalid(_("A list has at most %(n)s values.") % {"n": MOST_VALUES}, field="values")
    names = [named(each.name).casefold() for each in values]
    if twice := next((each for each in values if names.count(named(each.name).casefold()) > 1), None):
        raise ProductInvalid(
            _("“%(name)s” is there twice.") % {"name": twice.name}, code="UNIQUE", field="values"
        )
    if attribute.input_type == AttributeInput.SWATCH:
        for each in values:
            if not COLOR.fullmatch(each.color):
                raise ProductInvalid(_("A color is written like #27356b."), field="values")


def _drop(rows: Sequence[AttributeValue]) -> None:
    for each in rows:
        if count := in_use([each.pk]):
            words = {"name": each.name, "n": count}
            raise ProductInvalid(
                _("“%(name)s” is in use %(n)s times and stays. Rename it, or change those first.") % words,
                field="values",
            )
    AttributeValue.objects.filter(pk__in=[each.pk for each in rows]).delete()


def _store(row: AttributeValue, given: ListedValue, place: int) -> None:
    name, color = named(given.name), given.color or row.value
    if row.pk and (row.name, row.value, row.sort_order) == (name, color, place):
        return
    row.slug = row.slug or _unused(row.attribute, name)
    row.name, row.name_folded, row.value, row.sort_order = name, fold(name)[:LONGEST_NAME], color, place
    row.save()


def _unused(attribute: Attribute, name: str) -> str:
    base = slugify(name)[:240].strip("-") or "gia-tri"
    taken = set(attribute.values.filter(slug__startswith=base).values_list("slug", flat=True))
    slug, number = base, 1
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug


def _told(attribute: Attribute) -> dict[int, list[str]]:
    """The list as the trail keeps it: {value id: [name, color, en, zh-hans]}; 2 statements."""
    names = names_of(attribute)
    rows = attribute.values.values_list("pk", "name", "value")
    return {
        pk: [name, color, *(names[pk][code] for code in sorted(names.get(pk, {})))]
        for pk, name, color in rows
    }


def _follow(attribute: Attribute) -> None:
    """The name of yes and no is made of the attribute's; searches know goods by both, where buyers see it."""
    for value in attribute.values.filter(boolean__isnull=False):
        value.name = yes_or_no(attribute, bool(value.boolean))[:LONGEST_NAME]
        value.name_folded = fold(value.name)[:LONGEST_NAME]
        value.save(update_fields=["name", "name_folded"])
    following.tell(_goods_having(attribute.values.values_list("pk", flat=True)))


def _follow_values(value_ids: Sequence[int]) -> None:
    """Goods are found by the new names."""
    if value_ids:
        goods = _goods_having(value_ids)
        following.refresh_search(goods)


def _goods_having(value_ids: Any) -> list[int]:
    own = AssignedProductAttributeValue.objects.filter(value__in=value_ids).values_list("product", flat=True)
    of_variants = AssignedVariantAttributeValue.objects.filter(value__in=value_ids)
    return sorted({*own, *of_variants.values_list("variant__product", flat=True)})

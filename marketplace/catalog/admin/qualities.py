"""Attributes with their lists, and types of products with what they carry; each page is saved as a whole."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from marketplace.catalog import services
from marketplace.catalog.models import (
    Attribute,
    AttributeKind,
    AttributeProduct,
    AttributeValue,
    AttributeVariant,
    ProductType,
)
from marketplace.catalog.models.attributes import CHOSEN
from marketplace.catalog.services.qualities import LONGEST_NAME, MOST_VALUES, names_of
from marketplace.content.admin import OTHER_LANGUAGES, Part, named_in
from marketplace.core.actor import Actor
from marketplace.core.admin import Deed, Table, Whole, acting, rows_kept
from marketplace.core.vietnamese import slugify

NEEDS = "manage_product_types_and_attributes"
FLAGS = (
    "value_required", "visible_in_storefront", "filterable_in_storefront", "filterable_in_dashboard",
    "available_in_grid",
)  # fmt: skip


def place() -> forms.IntegerField:
    """Where a row stands in its table; without one at its end."""
    return forms.IntegerField(
        label=_("place"), min_value=0, required=False, widget=forms.NumberInput(attrs={"style": "width: 4em"})
    )


def translated(initial: dict[str, str], **attrs: Any) -> dict[str, forms.CharField]:
    """A field for the name in each other language."""
    return {
        named_in(code): forms.CharField(
            label=language,
            required=False,
            max_length=LONGEST_NAME,
            initial=initial.get(code, ""),
            widget=forms.TextInput(attrs=attrs),
        )
        for code, language in OTHER_LANGUAGES
    }


def names_typed(typed: dict[str, Any]) -> dict[str, str]:
    """{language: name} of a form with `translated` fields."""
    return {code: typed.get(named_in(code)) or "" for code, _language in OTHER_LANGUAGES}


class AttributeForm(forms.ModelForm):
    """An attribute with its name in all languages."""

    class Meta:
        model = Attribute
        fields = ("name", "type", "input_type", "entity_type", "unit", *FLAGS)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        own = self.instance.translations.values_list("language_code", "name") if self.instance.pk else ()
        self.fields |= translated({code: name or "" for code, name in own}, size=40)


class ValueForm(forms.ModelForm):
    """An entry of the list."""

    sort_order = place()

    class Meta:
        model = AttributeValue
        fields = ("sort_order", "name", "value")
        labels: ClassVar = {"name": _("name"), "value": _("color")}
        widgets: ClassVar = {
            "name": forms.TextInput(attrs={"size": 20}),
            "value": forms.TextInput(attrs={"size": 8, "placeholder": "#27356b"}),
        }

    def __init__(self, *args: Any, known: dict[int, dict[str, str]] | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields |= translated((known or {}).get(self.instance.pk or 0, {}), size=14)


class Values(forms.BaseInlineFormSet):
    """The list; names in other languages are read once for all of it."""

    @cached_property
    def known(self) -> dict[int, dict[str, str]]:
        return names_of(self.instance) if self.instance.pk else {}

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        return {**super().get_form_kwargs(index), "known": self.known}


class ValueTable(Part, Table):
    """The values to choose from."""

    classes = ("unnamed",)
    model = AttributeValue
    form = ValueForm
    formset = Values
    extra = 3
    max_num = MOST_VALUES
    verbose_name = verbose_name_plural = _("values to choose from")

    def get_queryset(self, request: HttpRequest) -> QuerySet[AttributeValue]:
        return super().get_queryset(request).order_by("sort_order", "pk")

    def get_fields(self, request: HttpRequest, obj: Attribute | None = None) -> tuple[str, ...]:
        color = ("value",) if obj and obj.input_type == "SWATCH" else ()
        return ("sort_order", "name", *(named_in(code) for code, _language in OTHER_LANGUAGES), *color)

    def get_formset(self, request: HttpRequest, obj: Attribute | None = None, **options: Any) -> Any:
        color = ("value",) if obj and obj.input_type == "SWATCH" else ()
        # the form makes fields that are no columns by itself; the factory would look for them in the table
        return super().get_formset(request, obj, **{**options, "fields": ("sort_order", "name", *color)})


def _drop_attribute(row: Attribute, actor: Actor) -> None:
    services.delete_attribute(attribute_id=row.pk, actor=actor)


@admin.register(Attribute)
class AttributeAdmin(Whole):
    """What can be said of goods. Which types carry it is written at the types: there it has its place among others."""

    section = "goods"
    title = _("Attributes")
    named_by = "attribute_id"
    needs = NEEDS
    form = AttributeForm
    words: ClassVar = {
        "type": _("said of"),
        "entity_type": _("what a reference points to"),
        "unit": _("unit"),
        "value_required": _("has to be filled in"),
        "visible_in_storefront": _("buyers see it"),
        "filterable_in_dashboard": _("a filter in the dashboard"),
        "available_in_grid": _("a column in the dashboard"),
    }
    list_display = ("name", "slug", "type", "input_type", "visible_in_storefront", "filterable_in_storefront")
    list_filter = ("type", "input_type")
    search_fields = ("values__name_folded__contains",)
    search_help_text = _("The address on the web, or a value, with or without marks.")
    ordering = ("name_sort", "pk")
    deeds = (
        Deed("drop", _("Delete the attribute"), _drop_attribute, warns=_("For good, with all its values.")),
    )

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        """By a value, or by how the name begins, as it stands in the address."""
        found, is_doubled = super().get_search_results(request, queryset, search_term)
        if begins := slugify(search_term):
            found |= queryset.filter(slug__startswith=begins)
        return found, is_doubled

    def get_fields(self, request: HttpRequest, obj: Attribute | None = None) -> tuple[str, ...]:
        names = (named_in(code) for code, _language in OTHER_LANGUAGES)
        kind = ("slug", "type", "carried_by") if obj else ("type",)
        return ("name", *names, *kind, "input_type", "entity_type", "unit", *FLAGS)

    def get_readonly_fields(self, request: HttpRequest, obj: Attribute | None = None) -> tuple[str, ...]:
        return ("slug", "type", "carried_by") if obj else ()

    def get_inlines(self, request: HttpRequest, obj: Attribute | None) -> Any:
        kind = obj.input_type if obj else None
        if (
            obj and request.method == "POST"
        ):  # as it is stored: a page that turns a text into a list had no table
            kind = Attribute.objects.values_list("input_type", flat=True).get(pk=obj.pk)
        return (ValueTable,) if kind in CHOSEN else ()

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        own = [name for name in AttributeForm.Meta.fields if not (obj and name == "type")]
        return super().get_form(request, obj, change, **{**kwargs, "fields": own})

    @admin.display(description=_("carried by"))
    def carried_by(self, attribute: Attribute) -> SafeString:
        """The types of products, each a link."""
        kinds = ProductType.objects.filter(product_attributes__attribute=attribute).union(
            ProductType.objects.filter(variant_attributes__attribute=attribute)
        )
        rows = sorted(kinds.values_list("name_sort", "name", "pk"))
        links = ((reverse("admin:catalog_producttype_change", args=[pk]), name) for _sort, name, pk in rows)
        return format_html_join(", ", '<a href="{}">{}</a>', links) or format_html("{}", _("no type"))

    def make_new(self, request: HttpRequest, form: Any) -> Attribute:
        typed = form.cleaned_data
        columns = {name: typed[name] for name in AttributeForm.Meta.fields}
        return services.add_attribute(actor=acting(request), translations=names_typed(typed), **columns)

    def save_whole(self, request: HttpRequest, obj: Attribute, form: Any, formsets: list[Any]) -> None:
        typed, actor = form.cleaned_data, acting(request)
        columns = {name: typed[name] for name in AttributeForm.Meta.fields if name in typed}
        services.update_attribute(
            attribute_id=obj.pk, actor=actor, translations=names_typed(typed), **columns
        )
        for formset in formsets if typed["input_type"] in CHOSEN else ():
            values = [
                services.ListedValue(
                    name=each["name"],
                    value_id=each["id"].pk if each["id"] else None,
                    color=each.get("value") or "",
                    translations=names_typed(each),
                )
                for each in rows_kept(formset)
            ]
            services.set_values(attribute_id=obj.pk, values=values, actor=actor)


class Carried(forms.BaseInlineFormSet):
    """A table of attributes; those to choose from are read once for all of it."""

    @cached_property
    def known(self) -> list[tuple[Any, str]]:
        goods = Attribute.objects.filter(type=AttributeKind.PRODUCT_TYPE).order_by("name_sort", "pk")
        return [("", "---------"), *goods.values_list("pk", "name")]

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        return {**super().get_form_kwargs(index), "known": self.known}


class CarriedForm(forms.ModelForm):
    """An attribute in its place."""

    sort_order = place()

    def __init__(self, *args: Any, known: list[tuple[Any, str]] | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["attribute"].choices = known or []  # type: ignore[attr-defined]


COLUMNS = {"attribute": _("attribute"), "variant_selection": _("buyers choose by it")}


class CarriedTable(Part, Table):
    """Attributes in their order."""

    classes = ("unnamed",)
    form = CarriedForm
    formset = Carried
    extra = 2
    fields: ClassVar[Any] = ("sort_order", "attribute")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).order_by("sort_order", "pk")

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        made = super().formfield_for_dbfield(db_field, request, **kwargs)
        if made is not None and db_field.name in COLUMNS:
            made.label = COLUMNS[db_field.name]
        if db_field.name == "attribute" and made is not None:
            made.widget = made.widget.widget  # without the pencils: the table is wide enough
        return made


class OfProducts(CarriedTable):
    model = AttributeProduct
    verbose_name = verbose_name_plural = _("attributes of goods")


class OfVariants(CarriedTable):
    model = AttributeVariant
    fields = ("sort_order", "attribute", "variant_selection")
    verbose_name = verbose_name_plural = _("attributes of variants")


def _drop_type(row: ProductType, actor: Actor) -> None:
    services.delete_product_type(product_type_id=row.pk, actor=actor)


class ProductTypeForm(forms.ModelForm):
    class Meta:
        model = ProductType
        fields = ("name", "tax_class", "is_shipping_required", "is_for_adults")


@admin.register(ProductType)
class ProductTypeAdmin(Whole):
    """Kinds of products with their attributes."""

    section = "goods"
    title = _("Types of products")
    named_by = "product_type_id"
    needs = NEEDS
    form = ProductTypeForm
    list_display = ("name", "slug", "kind", "is_shipping_required", "is_for_adults")
    ordering = ("name_sort", "pk")
    inlines = (OfProducts, OfVariants)
    deeds = (
        Deed("drop", _("Delete the type"), _drop_type, warns=_("For good. Goods of it must not exist.")),
    )

    def get_fields(self, request: HttpRequest, obj: ProductType | None = None) -> tuple[str, ...]:
        fixed = ("slug", "kind") if obj else ()
        return ("name", *fixed, "tax_class", "is_shipping_required", "is_for_adults")

    def get_readonly_fields(self, request: HttpRequest, obj: ProductType | None = None) -> tuple[str, ...]:
        return ("slug", "kind") if obj else ()

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        made = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "tax_class" and made is not None:
            made.widget = made.widget.widget  # tax has desks of its own
        return made

    def get_inlines(self, request: HttpRequest, obj: ProductType | None) -> Any:
        return self.inlines if obj else ()

    def make_new(self, request: HttpRequest, form: Any) -> ProductType:
        return services.add_product_type(actor=acting(request), **form.cleaned_data)

    def save_whole(self, request: HttpRequest, obj: ProductType, form: Any, formsets: list[Any]) -> None:
        actor = acting(request)
        services.update_product_type(product_type_id=obj.pk, actor=actor, **form.cleaned_data)
        rows = {each.model: rows_kept(each) for each in formsets}
        services.carry(
            product_type_id=obj.pk,
            products=[each["attribute"].pk for each in rows[AttributeProduct]],
            variants={each["attribute"].pk: each["variant_selection"] for each in rows[AttributeVariant]},
            actor=actor,
        )

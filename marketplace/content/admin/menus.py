"""A menu's links in one table; saving sets the menu as a whole, through the service."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import ValidationError
from django.db.models import Case, ForeignKey, QuerySet, When
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from marketplace.content import services
from marketplace.content.admin.pages import OTHER_LANGUAGES, Editable, Part
from marketplace.content.models import Menu, MenuItem, MenuItemTranslation, Page
from marketplace.content.services import MenuLink
from marketplace.core.admin import Table
from marketplace.core.errors import DomainError

TARGETS: dict[str, tuple[Any, Callable[[], Iterable[tuple[int, str]]]]] = {}
"""What links can lead to on higher floors: column -> label and choices. They add themselves, as `extend` does."""

NARROW = {"style": "width: 10em"}
NOTHING = ("", "---------")


def named_in(code: str) -> str:
    """The form's field for the link's name in this language."""
    return f"name_{code.replace('-', '_')}"


class LinkForm(forms.ModelForm):
    """A link with its names in other languages. `known` is what all links of the table share."""

    sort_order = forms.IntegerField(
        label=_("place"), min_value=0, initial=0, widget=forms.NumberInput(attrs={"style": "width: 4em"})
    )

    class Meta:
        model = MenuItem
        fields = ("sort_order", "name", "parent", "page", "url")
        widgets: ClassVar = {name: forms.TextInput(attrs=NARROW) for name in ("name", "url")}

    def __init__(self, *args: Any, known: Known | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        known = known or Known(self.instance.menu_id)
        for code, language in OTHER_LANGUAGES:
            self.fields[named_in(code)] = forms.CharField(
                label=language,
                required=False,
                max_length=128,
                initial=known.names.get((self.instance.pk, code)),
                widget=forms.TextInput(attrs=NARROW),
            )
        for column, (label, _choices) in TARGETS.items():
            self.fields[column] = forms.TypedChoiceField(
                label=label,
                required=False,
                coerce=int,
                empty_value=None,
                choices=[NOTHING, *known.choices[column]],
                initial=getattr(self.instance, column),
                widget=forms.Select(attrs=NARROW),
            )
        for column in ("parent", "page"):
            self.fields[column].choices = [NOTHING, *known.choices[column]]  # type: ignore[attr-defined]


class Known:
    """What the links of a menu can lead to and stand below, and their names: read once for the whole table."""

    def __init__(self, menu_id: int | None) -> None:
        items = in_tree(MenuItem.objects.filter(menu=menu_id))
        self.choices: dict[str, list[tuple[int, str]]] = {
            "parent": [
                (pk, "· " * level + name) for pk, level, name in items.values_list("pk", "level", "name")
            ],
            "page": list(Page.objects.order_by("title_sort").values_list("pk", "title")),
            **{column: list(choices()) for column, (_label, choices) in TARGETS.items()},
        }
        translations = MenuItemTranslation.objects.filter(item__menu=menu_id)
        self.names = {
            (pk, code): name
            for pk, code, name in translations.values_list("item_id", "language_code", "name")
        }


def in_tree(items: QuerySet[MenuItem]) -> QuerySet[MenuItem]:
    """Every link right below the one it stands under."""
    second = Case(When(level=1, then="sort_order"), When(level=2, then="parent__sort_order"), default=-1)
    third = Case(When(level=2, then="sort_order"), default=-1)
    first = Coalesce("parent__parent__sort_order", "parent__sort_order", "sort_order")
    return items.order_by(first, second, third, "pk")


class Links(forms.BaseInlineFormSet):
    """All links of a menu, judged together."""

    links: list[MenuLink]

    @cached_property
    def known(self) -> Known:
        return Known(self.instance.pk)

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        return {**super().get_form_kwargs(index), "known": self.known}

    def clean(self) -> None:
        super().clean()
        if any(self.errors):
            return
        rows = [
            form.cleaned_data
            for form in self.forms
            if form.cleaned_data and not form.cleaned_data.get("DELETE")
        ]
        below = defaultdict(list)
        for row in sorted(rows, key=lambda row: row["sort_order"]):
            below[row["parent"]].append(row)
        self.links = [_link(row, below) for row in below[None]]
        if sum(map(_size, self.links)) != len(rows):
            raise ValidationError(_("A link stands below itself, or below one that is deleted."))
        try:
            services.check_links(self.links)
        except DomainError as refused:
            raise ValidationError(str(refused.message)) from refused


def _link(row: dict[str, Any], below: dict[MenuItem | None, list[dict[str, Any]]]) -> MenuLink:
    names = {code: row[named_in(code)] for code, _language in OTHER_LANGUAGES}
    return MenuLink(
        name=row["name"],
        url=row["url"],
        page_id=row["page"].pk if row["page"] else None,
        **{column: row[column] for column in TARGETS},
        translations={code: name for code, name in names.items() if name},
        children=[_link(each, below) for each in below[row["id"]]] if row["id"] else [],
    )


def _size(link: MenuLink) -> int:
    return 1 + sum(map(_size, link.children))


class LinkTable(Part, Table):
    model = MenuItem
    form = LinkForm
    formset = Links
    extra = 1

    def get_queryset(self, request: HttpRequest) -> QuerySet[MenuItem]:
        return in_tree(super().get_queryset(request))

    def get_fields(self, request: HttpRequest, obj: Menu | None = None) -> tuple[str, ...]:
        names = (named_in(code) for code, _language in OTHER_LANGUAGES)
        return ("sort_order", "name", *names, "parent", *TARGETS, "page", "url")

    def get_formset(self, request: HttpRequest, obj: Menu | None = None, **options: Any) -> Any:
        # the form makes fields that are no columns by itself; the factory would look for them in the table
        return super().get_formset(request, obj, **{**options, "fields": LinkForm.Meta.fields})

    def formfield_for_foreignkey(self, db_field: ForeignKey, request: HttpRequest, **kwargs: Any) -> Any:
        kwargs["widget"] = forms.Select(attrs=NARROW)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        made = super().formfield_for_dbfield(db_field, request, **kwargs)
        if made is not None and isinstance(made.widget, RelatedFieldWidgetWrapper):
            made.widget = made.widget.widget  # without the pencils: the table is wide enough
        return made


@admin.register(Menu)
class MenuAdmin(Editable):
    """Menus with their links."""

    section = "content"
    title = _("Menus")
    needs = "manage_menus"
    list_display = ("name", "slug")
    sortable_by = ()
    ordering = ("name_sort",)
    fields = ("name", "slug")
    inlines = (LinkTable,)

    def get_readonly_fields(self, request: HttpRequest, obj: Menu | None = None) -> tuple[str, ...]:
        return ("slug",) if obj else ()

    def has_delete_permission(self, request: HttpRequest, obj: Menu | None = None) -> bool:
        return self.has_view_permission(request, obj)

    def save_model(self, request: HttpRequest, obj: Menu, form: Any, change: bool) -> None:
        """Nothing yet: the menu is set with its links."""

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        formset.new_objects, formset.changed_objects, formset.deleted_objects = [], [], []
        menu: Menu = form.instance
        menu.pk = services.set_menu(slug=menu.slug, name=menu.name, links=formset.links).pk

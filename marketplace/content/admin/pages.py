"""Pages are typed as plain text; saving goes through the services, which keep every version."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from marketplace.content import services
from marketplace.content.models import Page, PageTranslation, PageType, PageVersion
from marketplace.content.queries import BASE_LANGUAGE
from marketplace.content.texts import plain, to_blocks, to_text
from marketplace.core.actor import Actor
from marketplace.core.admin import Deed, Desk, Rows, acting

OTHER_LANGUAGES = [(code, name) for code, name in settings.LANGUAGES if code != BASE_LANGUAGE]


class Editable(Desk):
    """A page where whoever may look may also write; saving goes through services."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_view_permission(request, obj)


class Part:
    """Rows written together with what they belong to, by whoever may write that."""

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True

    has_add_permission = has_change_permission = has_delete_permission = has_view_permission


class TypedForm(forms.ModelForm):
    """A page or a translation with its text as people type it."""

    text = forms.CharField(
        label=_("text"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 20, "cols": 100}),
        help_text=_(
            "Empty line: new paragraph. ## heading, - item, 1. numbered item, **bold**, [words](/address/)."
        ),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        content = self.instance.content
        self.fields["text"].initial = to_text(content)
        if not plain(content):
            self.fields["text"].disabled = True
            self.fields["text"].help_text = _(
                "This text has pictures or tables and can only be changed through the API."
            )

    def texts(self) -> dict[str, Any]:
        """What the services take."""
        texts = {name: self.cleaned_data[name] for name in ("title", "seo_title", "seo_description")}
        if "text" in self.changed_data:
            texts["content"] = to_blocks(self.cleaned_data["text"])
        return texts


class TranslationForm(TypedForm):
    language_code = forms.ChoiceField(label=_("language"), choices=OTHER_LANGUAGES)

    class Meta:
        model = PageTranslation
        fields = ("language_code", "title", "slug", "text", "seo_title", "seo_description")


class Translations(Part, admin.StackedInline):
    model = PageTranslation
    form = TranslationForm
    extra = 0
    can_delete = False


class Versions(Rows):
    model = PageVersion
    fields = ("number", "language_code", "since", "title", "is_published", "changed_by")
    ordering = ("-since", "-pk")
    show_change_link = True


@admin.register(PageVersion)
class PageVersionAdmin(Desk):
    """What a page said; to be read only."""

    section = "content"
    title = _("Versions of pages")
    needs = "manage_pages"
    list_display = ("page", "language_code", "number", "since", "is_published", "changed_by")
    list_filter = ("language_code", "is_published")
    date_hierarchy = "since"
    ordering = ("-since", "-pk")
    fields = ("page", "language_code", "number", "since", "is_published", "changed_by", "title", "typed")

    @admin.display(description=_("text"))
    def typed(self, version: PageVersion) -> SafeString:
        return format_html(
            '<div style="white-space: pre-wrap; max-width: 44rem">{}</div>', to_text(version.content)
        )


@admin.register(PageType)
class PageTypeAdmin(Editable):
    """Kinds of pages."""

    section = "content"
    title = _("Types of pages")
    needs = "manage_page_types_and_attributes"
    list_display = ("name", "slug")
    fields = ("name", "slug")

    def save_model(self, request: HttpRequest, obj: PageType, form: Any, change: bool) -> None:
        if change:
            services.rename_page_type(page_type=obj, name=obj.name, slug=obj.slug)
        else:
            obj.pk = services.create_page_type(name=obj.name, slug=obj.slug).pk


def _publish(page: Page, actor: Actor) -> None:
    services.publish_page(page_id=page.pk, actor=actor)


def _hide(page: Page, actor: Actor) -> None:
    services.hide_page(page_id=page.pk, actor=actor)


@admin.register(Page)
class PageAdmin(Editable):
    """Pages; hidden ones can be published, and none can be deleted: the law wants all versions kept."""

    section = "content"
    title = _("Pages")
    named_by = "page_id"
    needs = "manage_pages"
    form = type("PageForm", (TypedForm,), {"Meta": type("Meta", (), {"model": Page, "exclude": ()})})
    list_display = ("sorted_title", "page_type", "is_published", "published_at")
    list_filter = ("page_type", "is_published")
    search_fields = ("title_folded",)
    ordering = ("title_sort",)
    readonly_fields = ("is_published", "published_at", "updated_at")
    fields = ("page_type", "title", "slug", "text", "seo_title", "seo_description", *readonly_fields)
    inlines = (Translations, Versions)
    deeds = (
        Deed("publish", _("Publish"), _publish, fits=lambda page: not page.is_published, many=True),
        Deed("hide", _("Hide"), _hide, fits=lambda page: page.is_published, many=True),
    )

    @admin.display(description=_("title"), ordering="title_sort")
    def sorted_title(self, page: Page) -> str:
        return page.title

    def get_readonly_fields(self, request: HttpRequest, obj: Page | None = None) -> tuple[str, ...]:
        return ("page_type", *self.readonly_fields) if obj else self.readonly_fields

    def save_model(self, request: HttpRequest, obj: Page, form: Any, change: bool) -> None:
        actor, slug = acting(request), form.cleaned_data["slug"]
        if change:
            services.edit_page(page_id=obj.pk, actor=actor, slug=slug, **form.texts())
        else:
            made = services.create_page(page_type=obj.page_type, actor=actor, slug=slug, **form.texts())
            obj.pk, obj.slug = made.pk, made.slug

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        formset.new_objects, formset.changed_objects, formset.deleted_objects = [], [], []
        for each in formset.forms:
            if formset.model is PageTranslation and each.has_changed():
                services.translate_page(
                    page_id=form.instance.pk,
                    language_code=each.cleaned_data["language_code"],
                    actor=acting(request),
                    slug=each.cleaned_data["slug"] or "",
                    **each.texts(),
                )

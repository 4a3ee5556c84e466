"""Pages with their versions, and menus."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from marketplace.core.fields import SortKeyField
from marketplace.core.metadata import WithMetadata


class PageType(WithMetadata):
    """A kind of page: rules, stories."""

    name = models.CharField(_("name"), max_length=250)
    name_folded = models.CharField(max_length=250, editable=False)
    name_sort = SortKeyField(max_length=1000, editable=False)
    slug = models.SlugField(_("address"), max_length=255, unique=True)

    class Meta:
        verbose_name = _("kind of page")
        verbose_name_plural = _("kinds of pages")
        indexes = [models.Index(fields=["name_sort", "id"], name="page_type_name")]

    def __str__(self) -> str:
        return self.name


class PageTexts(models.Model):
    """What a page says, in one language."""

    title = models.CharField(_("title"), max_length=250)
    content = models.JSONField(_("text"), null=True, blank=True)
    """EditorJS, as the dialect's clients expect (DECISIONS 11)."""
    seo_title = models.CharField(_("title for search engines"), max_length=70, blank=True)
    seo_description = models.CharField(_("description for search engines"), max_length=300, blank=True)

    class Meta:
        abstract = True


class Page(WithMetadata, PageTexts):
    """A page as it stands now, in Vietnamese. Changed by `content.services` alone, which keep every version."""

    page_type = models.ForeignKey(
        PageType, models.PROTECT, related_name="pages", verbose_name=_("kind of page")
    )
    title_folded = models.CharField(max_length=250, editable=False)
    title_sort = SortKeyField(max_length=1000, editable=False)
    slug = models.SlugField(_("address"), max_length=255, unique=True)
    is_published = models.BooleanField(_("published"), default=False)
    published_at = models.DateTimeField(_("published since"), null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")
        indexes = [models.Index(fields=["title_sort", "id"], name="page_title")]

    def __str__(self) -> str:
        return self.title


class PageTranslation(PageTexts):
    """The page as it stands now in another language."""

    page = models.ForeignKey(Page, models.CASCADE, related_name="translations")
    language_code = models.CharField(_("language"), max_length=35)
    slug = models.SlugField(_("address"), max_length=255, null=True, blank=True)

    class Meta:
        verbose_name = _("translation of a page")
        verbose_name_plural = _("translations of pages")
        constraints = [
            models.UniqueConstraint(fields=["page", "language_code"], name="page_translation_once"),
            models.UniqueConstraint(fields=["language_code", "slug"], name="page_translated_slug"),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.language_code})"


class PageVersion(PageTexts):
    """What a page said from `since` until its next version in that language; insert-only.

    The operator must be able to show every version of its rules with its dates (E-commerce Law 122/2025, Decree
    248/2026 article 4). So a page with versions cannot be deleted, only hidden.
    """

    page = models.ForeignKey(Page, models.PROTECT, related_name="versions")
    language_code = models.CharField(_("language"), max_length=35)
    number = models.PositiveIntegerField(_("version"))
    since = models.DateTimeField(_("since"))
    is_published = models.BooleanField(_("published"))
    """Whether everyone could read the page from then on."""
    changed_by = models.CharField(_("changed by"), max_length=60)
    """`Actor.key`: no name, no address."""

    class Meta:
        verbose_name = _("version of a page")
        verbose_name_plural = _("versions of pages")
        constraints = [
            models.UniqueConstraint(fields=["page", "language_code", "number"], name="page_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.title} · {self.number} ({self.language_code})"


class Menu(WithMetadata):
    """A named tree of links. The shop's clients ask for `navbar` and `footer`."""

    name = models.CharField(_("name"), max_length=250)
    name_folded = models.CharField(max_length=250, editable=False)
    name_sort = SortKeyField(max_length=1000, editable=False)
    slug = models.SlugField(_("address"), max_length=255, unique=True)

    class Meta:
        verbose_name = _("menu")
        verbose_name_plural = _("menus")
        indexes = [models.Index(fields=["name_sort", "id"], name="menu_name")]

    def __str__(self) -> str:
        return self.name


class MenuItem(WithMetadata):
    """A link in a menu, or a heading over others.

    Shelves and collections stand on a higher floor: their ids are kept bare, and one that is gone links nowhere.
    """

    menu = models.ForeignKey(Menu, models.CASCADE, related_name="items")
    parent = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="children", verbose_name=_("below")
    )
    level = models.PositiveSmallIntegerField(default=0)
    sort_order = models.PositiveIntegerField(default=0)
    name = models.CharField(_("name"), max_length=128)
    name_folded = models.CharField(max_length=128, editable=False)
    name_sort = SortKeyField(max_length=1000, editable=False)
    page = models.ForeignKey(
        Page, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("page")
    )
    category_id = models.BigIntegerField(null=True, blank=True)
    collection_id = models.BigIntegerField(null=True, blank=True)
    url = models.CharField(_("link"), max_length=256, blank=True)

    class Meta:
        verbose_name = _("link in a menu")
        verbose_name_plural = _("links in menus")
        indexes = [
            models.Index(fields=["menu", "level", "sort_order", "id"], name="menu_item_order"),
            models.Index(fields=["name_sort", "id"], name="menu_item_name"),
        ]

    def __str__(self) -> str:
        return self.name


class MenuItemTranslation(models.Model):
    """A link's name in another language."""

    item = models.ForeignKey(MenuItem, models.CASCADE, related_name="translations")
    language_code = models.CharField(_("language"), max_length=35)
    name = models.CharField(_("name"), max_length=128)

    class Meta:
        verbose_name = _("translation of a link")
        constraints = [
            models.UniqueConstraint(fields=["item", "language_code"], name="menu_item_translation_once"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.language_code})"

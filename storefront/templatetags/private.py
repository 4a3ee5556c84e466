"""Links to private files, as the shop passes them on."""

from django import template
from django.urls import reverse

register = template.Library()


@register.filter
def through_shop(url: str | None) -> str:
    """The shop's own address of a private file of the API; nothing where the file is gone."""
    token = (url or "").rpartition("/files/")[2]
    return reverse("private_file", args=[token]) if token else ""

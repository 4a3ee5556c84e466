"""Attributes of pages: pages stand on a lower floor, attributes are goods' first."""

from __future__ import annotations

from django.db import models

from marketplace.catalog.models.attributes import Attribute, AttributeValue
from marketplace.content.models import Page, PageType


class AttributePage(models.Model):
    """Pages of a type carry this attribute."""

    attribute = models.ForeignKey(Attribute, models.CASCADE, related_name="page_types")
    page_type = models.ForeignKey(PageType, models.CASCADE, related_name="page_attributes")
    sort_order = models.IntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["page_type", "attribute"], name="attribute_page_once")]


class AssignedPageAttributeValue(models.Model):
    """This page has this value."""

    page = models.ForeignKey(Page, models.CASCADE, related_name="attribute_values")
    value = models.ForeignKey(AttributeValue, models.CASCADE, related_name="page_assignments")
    sort_order = models.IntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["page", "value"], name="assigned_page_value_once")]
        indexes = [models.Index(fields=["value", "page"], name="assigned_value_page")]

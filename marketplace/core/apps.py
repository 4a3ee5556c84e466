from django.apps import AppConfig
from django.contrib.admin import apps as admin


class CoreConfig(AppConfig):
    name = "marketplace.core"
    label = "core"
    default = True
    default_auto_field = "django.db.models.BigAutoField"


class OfficeConfig(admin.AdminConfig):
    """Django's admin with our start page."""

    default = False
    default_site = "marketplace.core.office.Office"

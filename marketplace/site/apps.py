from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "marketplace.site"
    label = "site"

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """The search of the market."""

    name = "marketplace.search"

from django.apps import AppConfig


class CooperativeConfig(AppConfig):
    name = "marketplace.cooperative"
    label = "cooperative"

from django.apps import AppConfig


class OrderConfig(AppConfig):
    name = "marketplace.order"
    label = "order"
    default_auto_field = "django.db.models.BigAutoField"

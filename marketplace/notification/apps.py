from django.apps import AppConfig


class NotificationConfig(AppConfig):
    name = "marketplace.notification"
    label = "notification"
    default_auto_field = "django.db.models.BigAutoField"

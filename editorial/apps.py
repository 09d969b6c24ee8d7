"""Which admin site the project runs."""

from django.apps import apps
from django.contrib.admin import site
from django.contrib.admin.apps import AdminConfig

KEYS_TO_THE_DOOR = ("otp_totp.TOTPDevice", "otp_static.StaticDevice")


class Admin(AdminConfig):
    default_site = "editorial.admin.Site"

    def ready(self) -> None:
        """The library’s own pages would show everybody’s secrets to superusers."""
        super().ready()
        site.unregister([apps.get_model(name) for name in KEYS_TO_THE_DOOR])

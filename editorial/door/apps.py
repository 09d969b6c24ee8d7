"""The application as Django knows it."""

from django.apps import AppConfig


class Door(AppConfig):
    name = "editorial.door"
    label = "door"
    default_auto_field = "django.db.models.BigAutoField"

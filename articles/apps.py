"""The application as Django knows it."""

from django.apps import AppConfig


class Articles(AppConfig):
    name = "articles"
    verbose_name = "Magazine"

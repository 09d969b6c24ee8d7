"""The application as Django knows it."""

from typing import Any

from django.apps import AppConfig
from django.core.checks import Tags, register
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _

from articles import checks, guards


class Articles(AppConfig):
    name = "articles"
    verbose_name = _("Magazine")

    def ready(self) -> None:
        register(checks.check_roles, Tags.security)
        register(checks.check_accent)
        pre_migrate.connect(lift_guards, sender=self)
        post_migrate.connect(set_guards, sender=self)


def lift_guards(using: str, **kwargs: Any) -> None:
    guards.lift(using)


def set_guards(using: str, **kwargs: Any) -> None:
    guards.set_up(using)

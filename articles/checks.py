"""What can be told before the first request: a setting that would be kept in silence and do nothing."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Warning

from articles.desk.roles import ROLES
from editorial.colour import contrast, readable

KNOWN = ROLES.keys() | {"superuser"}


def check_roles(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    unknown = sorted(set(settings.SECOND_FACTOR_ROLES) - KNOWN)
    if not unknown:
        return []
    return [
        Warning(
            f"SECOND_FACTOR_ROLES names {', '.join(unknown)}: the desk has no such role.",
            hint=f"Its roles are {', '.join(ROLES)}. Ignore this for a group that you made yourself.",
            id="articles.W001",
        )
    ]


def check_accent(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    accent = settings.ACCENT.lower()
    if not accent or contrast(accent, readable(accent)[0]) == 1:
        return []
    return [
        Warning(
            f"ACCENT {accent} is too pale to be read on paper, so pages print {readable(accent)[0]} in its place.",
            hint="Choose a darker colour: text needs a contrast of 4.5 (WCAG 2.2, 1.4.3).",
            id="articles.W002",
        )
    ]

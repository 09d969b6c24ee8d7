"""What can be told before the first request: a setting that would be kept in silence and do nothing."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Warning

from articles.desk.roles import ROLES

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

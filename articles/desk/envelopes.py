"""What the mail server gets: one letter, or the daily ones of a person as one."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.desk.mailing import absolute
from articles.models import Letter
from articles.models.magazine import magazine

RULE = "\n" + "-" * 60 + "\n\n"


def envelope(letters: list[Letter]) -> dict[str, Any]:
    """The arguments of Django’s ``EmailMessage`` for letters to one person, which go as one message.

    The Message-ID (RFC 5322, 3.6.4) names the letters, so that a message which a dying process sent and could not mark
    as sent is known to be the same when it comes again.
    """
    first, last = letters[0], letters[-1]
    name = f"letters-{first.pk}-{last.pk}-{len(letters)}@{settings.FIRST_HOST}"
    return {
        "subject": _subject(letters),
        "body": _body(letters),
        "from_email": settings.DEFAULT_FROM_EMAIL,
        "to": [first.to.email],
        "headers": {"Message-ID": f"<{name}>", "Auto-Submitted": "auto-generated"},
    }


def _subject(letters: list[Letter]) -> str:
    if not letters[0].daily:
        return letters[0].subject
    count = len(letters)
    told = ngettext("%(count)s piece of news from the desk", "%(count)s pieces of news from the desk", count)
    return f"{magazine().name}: {told % {'count': count}}"


def _body(letters: list[Letter]) -> str:
    wishes = absolute(reverse("admin:articles_wish_changelist"))
    footer = _("Choose what you hear by mail, and when: %(address)s") % {"address": wishes}
    return RULE.join([*(letter.body for letter in letters), f"{footer}\n"])

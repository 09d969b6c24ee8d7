"""THE table of the checks that an article can owe before it is printed: what each means, who may sign it off."""

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

WAIVE = "articles.waive_check"


@dataclass(frozen=True)
class Check:
    """A row of the table. One that is ``from_outside`` is the word of somebody without an account: it comes by a proof
    link, or an editor records it and says how it came.
    """

    name: str
    label: Any
    meaning: Any
    permission: str
    from_outside: bool = False


CHECKS = (
    Check(
        "editing",
        _("Editing"),
        _("The argument holds, and the text is what the magazine wants to say or to let be said."),
        "articles.sign_editing",
    ),
    Check(
        "facts",
        _("Fact check"),
        _("Names, dates, figures and quotations were compared with their sources."),
        "articles.sign_facts",
    ),
    Check(
        "copy",
        _("Copy-editing"),
        _("Spelling, grammar and house style; headline and standfirst say what the text says."),
        "articles.sign_copy",
    ),
    Check(
        "legal",
        _("Legal"),
        _("It can be printed without wronging anybody by the law."),
        "articles.sign_legal",
    ),
    Check(
        "standards",
        _("Standards"),
        _("Interests are declared, those who are accused were heard, the magazine’s own rules are kept."),
        "articles.sign_standards",
    ),
    Check(
        "author",
        _("Author’s own approval"),
        _("The author stands by the text as it was edited."),
        "articles.sign_author",
        from_outside=True,
    ),
)
BY_NAME = {check.name: check for check in CHECKS}
CHOICES = [(check.name, check.label) for check in CHECKS]


class Flag(models.TextChoices):
    """What an editor can mark an article with, so that rules may ask more of it."""

    LEGAL_RISK = "legal risk", _("legal risk")
    PRIVATE_PERSONS = "private persons", _("private persons are named")
    FIGURES = "figures", _("rests on figures or studies")

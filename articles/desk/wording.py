"""What a disclaimer says, in versions, and the notices that an article prints of it."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, NamedTuple

from django.db import transaction
from django.utils import timezone
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import override

from articles.desk.concerning import concerned, names_people
from articles.desk.disclaiming import facts_of
from articles.desk.hanging import disclaimers_of, lines_of, rules_of, wordings_of
from articles.desk.planning import expected
from articles.desk.refusal import NotAllowed, Refused
from articles.desk.workflow import name_of
from articles.models import Article, Credit, Disclaimer, Notice, Role, Wording
from articles.models.disclaimer import newest_by_language, worded_for
from articles.models.magazine import magazine
from articles.text.joining import joined
from articles.text.order import in_order
from articles.text.placeholders import PLACES, fill, has_loose_brace, stands_bare, unknown_places

WRITERS = (Role.AUTHOR, Role.WITH)


class Signer(NamedTuple):
    """Somebody in the byline: the key of the author; role, name and affiliation as printed."""

    author: int
    role: str
    name: str
    affiliation: str


@dataclass(frozen=True)
class Signed:
    """Who signs an article."""

    people: tuple[Signer, ...]
    language: str

    def by(self, authors: Collection[int]) -> "Signed":
        """These authors alone; all where none is given."""
        return replace(self, people=tuple(each for each in self.people if each.author in authors)) if authors else self

    def values(self) -> dict[str, str]:
        """What fills the places of a wording: those who wrote, else whoever there is. Without a name yet, a proof says
        “the author”.
        """
        writers = [each for each in self.people if each.role in WRITERS] or self.people
        with override(self.language):
            nobody = _("the author")
        return {
            "author": joined([each.name for each in writers], self.language) or nobody,
            "affiliation": joined([each.affiliation for each in writers], self.language),
            "magazine": magazine().name,
        }


def obstacles(text: str) -> Iterator[str]:
    """Why a text cannot be the wording of a disclaimer."""
    if not in_order(text).strip():
        yield _("Write the wording.")
        return
    for place in unknown_places(text):
        yield _("“%(place)s” is no place that can be filled in. Write one of %(places)s, or leave out the braces.") % {
            "place": place,
            "places": get_text_list([f"{{{name}}}" for name in PLACES], _("or")),
        }
    if has_loose_brace(text):
        yield _("A brace stands without its other half. Write {author} with both, or leave the brace out.")
    if stands_bare(text):
        yield _(
            "Not every author has an affiliation. Put {affiliation} in square brackets with the words that go with it, "
            "and something outside of them: “{author}[, of {affiliation},] wrote this.” They are left out where there "
            "is none."
        )


@transaction.atomic
def word(disclaimer: Disclaimer, text: str, *, by: Any, language: str, now: datetime | None = None) -> Wording | None:
    """Let the disclaimer say ``text`` in the language from now on; ``None`` where it says so already.

    What was printed keeps its words. Raises :class:`NotAllowed`, or :class:`Refused` for an empty text or an unknown
    place to fill in.
    """
    if not by.has_perm("articles.change_disclaimer"):
        raise NotAllowed(_("You may not word disclaimers."))
    text = in_order(text.replace("\r\n", "\n")).strip()
    if sentences := tuple(obstacles(text)):
        raise Refused(*sentences)
    Disclaimer.objects.select_for_update().get(pk=disclaimer.pk)
    newest = newest_by_language(disclaimer.wordings.all()).get(language)
    if newest and newest.text == text:
        return None
    return Wording.objects.create(
        disclaimer=disclaimer,
        language=language,
        number=newest.number + 1 if newest else 1,
        text=text,
        made=now or timezone.now(),
        by=by,
        actor=name_of(by),
    )


def notices_of(article: Article) -> list[Notice]:
    """The notices that the working copy would print now, not stored."""
    people = (Signer(line.author, line.role, line.name, line.affiliation) for line in lines_of(article))
    signed, meant, wordings = Signed(tuple(people), article.language), _meant(article), wordings_of(article)
    made = (
        notice_of(each, signed.by(meant.get(each.pk, ())), [one for one in wordings if one.disclaimer_id == each.pk])
        for each in disclaimers_of(article)
    )
    return [notice for notice in made if notice]


def _meant(article: Article) -> dict[int, Collection[int]]:
    """The authors whom each disclaimer names that does not name all who wrote; asked only where a rule does so."""
    rules = rules_of(article)
    if not any(map(names_people, rules)):
        return {}
    facts = facts_of(article, at=expected(article, now=timezone.now()))
    ruled = {rule.disclaimer_id for rule in rules if names_people(rule)}
    return {key: concerned([rule for rule in rules if rule.disclaimer_id == key], facts) for key in ruled}


def notice_of(disclaimer: Disclaimer, signed: Signed, wordings: Iterable[Wording]) -> Notice | None:
    """In the newest of these wordings; ``None`` where there is none."""
    version = worded_for(wordings, signed.language)
    if version is None:
        return None
    return Notice(
        disclaimer=disclaimer,
        version=version,
        wording=fill(version.text, signed.values()),
        purpose=disclaimer.purpose,
        place=disclaimer.place,
    )


def said_by(notice: Notice) -> tuple[str, str, str]:
    """What makes it another notice of the same disclaimer: its words, where they stand, and what they are for."""
    return notice.wording, notice.place, notice.purpose


def rename(notice: Notice, former: str, name: str) -> None:
    """Let a printed notice that names authors name one otherwise, and everybody else as it did."""
    if "{author}" in notice.version.text:
        notice.wording = re.sub(rf"(?<!\w){re.escape(former)}(?!\w)", lambda _found: name, notice.wording)


def signed_as_printed(credits: Iterable[Credit], language: str) -> Signed:
    people = (Signer(credit.author_id, credit.role, credit.name, credit.affiliation) for credit in credits)
    return Signed(tuple(people), language)

"""What a disclaimer says, in versions, and the notices that an article prints of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import override

from articles.desk.refusal import NotAllowed, Refused
from articles.desk.workflow import name_of
from articles.models import Article, Credit, Disclaimer, Notice, Role, Wording
from articles.models.disclaimer import newest_by_language, worded_for
from articles.models.magazine import magazine
from articles.text.joining import joined
from articles.text.order import in_order
from articles.text.placeholders import PLACES, fill, has_loose_brace, stands_bare, unknown_places

WRITERS = (Role.AUTHOR, Role.WITH)


@dataclass(frozen=True)
class Signed:
    """Who wrote an article, as printed: role, name and affiliation of each."""

    people: tuple[tuple[str, str, str], ...]
    language: str

    def values(self) -> dict[str, str]:
        """What fills the places of a wording. Without a name yet, a proof says “the author”."""
        writers = [person for person in self.people if person[0] in WRITERS] or self.people
        with override(self.language):
            nobody = _("the author")
        return {
            "author": joined([name for _role, name, _of in writers], self.language) or nobody,
            "affiliation": joined([of for _role, _name, of in writers], self.language),
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
    lines = article.bylines.select_related("author").values_list("role", "author__name", "author__affiliation")
    return notices(article.disclaimers.prefetch_related("wordings"), Signed(tuple(lines), article.language))


def notices(disclaimers: Iterable[Disclaimer], signed: Signed) -> list[Notice]:
    """One for each disclaimer that has a wording."""
    made = (notice_of(disclaimer, signed) for disclaimer in disclaimers)
    return [notice for notice in made if notice]


def notice_of(disclaimer: Disclaimer, signed: Signed) -> Notice | None:
    version = worded_for(disclaimer.wordings.all(), signed.language)
    if version is None:
        return None
    return Notice(
        disclaimer=disclaimer,
        version=version,
        wording=fill(version.text, signed.values()),
        purpose=disclaimer.purpose,
        place=disclaimer.place,
    )


def fill_anew(notice: Notice, signed: Signed) -> None:
    """Let a printed notice name the authors as they are signed now, in the words of its own version."""
    if "{author}" in notice.version.text:
        notice.wording = fill(notice.version.text, signed.values())


def signed_as_printed(credits: Iterable[Credit], language: str) -> Signed:
    return Signed(tuple((credit.role, credit.name, credit.affiliation) for credit in credits), language)

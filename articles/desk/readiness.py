"""Is it ready to print? Each check yields sentences an editor can act on; errors block publication, warnings do not."""

from collections.abc import Callable, Iterator
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.desk.disclaiming import Standing, standings
from articles.desk.licensing import ending, pictures_in, unlicensed
from articles.desk.moments import in_words
from articles.desk.planning import expected
from articles.desk.standing import unsigned
from articles.models import Article, Revision, Role, Wording
from articles.models.copy import Kind
from articles.models.written import Written
from articles.text.anchor import Anchor, find
from articles.text.links import linked
from articles.text.measure import body_words, plain, pull_quotes, shorten, without_pull_quotes
from articles.text.printing import figures_in
from articles.text.sources import is_address, misread

Check = Callable[[Article], Iterator[str]]

LONG_HEADLINE = 110
SHORT_BODY = 250
LONG_WITHOUT_HEADINGS = 1_000
TAKEN = Written(
    lambda slug, article: (
        Revision.objects.filter(slug=slug, live_from__isnull=False).exclude(article=article).values_list("pk")[:1]
    ),
    "an address",
    -1,
)


def headline(article: Article) -> Iterator[str]:
    if not article.headline.strip():
        yield _("Write a headline.")


def body(article: Article) -> Iterator[str]:
    if not plain(article.body):
        yield _("Write the body.")


def address(article: Article) -> Iterator[str]:
    if article.headline.strip() and not article.slug:
        yield _("Write a slug: the headline has no letter or digit to make one from.")
    if article.slug and TAKEN.tuples(article.slug, article.pk):
        yield _("Another article was published at the address “%(slug)s”. Choose another slug.") % {
            "slug": article.slug
        }


def byline(article: Article) -> Iterator[str]:
    if not article.bylines.all():
        yield _("Add at least one author to the byline.")


def biographies(article: Article) -> Iterator[str]:
    for line in article.bylines.all():
        if not line.author.biography.strip():
            yield _("Write a biography for %(author)s.") % {"author": line.author}


def topic(article: Article) -> Iterator[str]:
    if not article.topics.all():
        yield _("Choose at least one topic.")


def disclaimers(article: Article, *, at: datetime, found: list[Standing] | None = None) -> Iterator[str]:
    """What is owed on the day on which readers get the article may not be owed today, and the other way round.
    ``found`` is how it stands with each, where that is known already.
    """
    found = standings(article, at=at) if found is None else found
    yield from _missing(article, [standing for standing in found if standing.is_missing], at)
    attached = [standing for standing in found if standing.is_attached]
    worded = _worded(attached)
    for standing in attached:
        if standing.disclaimer.pk not in worded:
            yield _("Write a wording for the disclaimer “%(disclaimer)s”.") % {"disclaimer": standing.disclaimer}
    if article.kind == Kind.OPINION and not found:
        yield _("This is opinion: attach a disclaimer. Where there is none yet, write one that opinion owes.")


def _worded(attached: list[Standing]) -> set[int]:
    keys = [standing.disclaimer.pk for standing in attached]
    return set(Wording.objects.filter(disclaimer__in=keys).order_by().values_list("disclaimer", flat=True))


def _missing(article: Article, missing: list[Standing], at: datetime) -> Iterator[str]:
    foreseen = standings(article, at=expected(article, now=timezone.now())) if missing else ()
    by_the_next_save = {standing.disclaimer for standing in foreseen if standing.is_missing}
    for standing in missing:
        words = {"disclaimer": standing.disclaimer, "why": " ".join(standing.reasons)}
        if standing.disclaimer in by_the_next_save:
            told = _(
                "It owes the disclaimer “%(disclaimer)s”. %(why)s Save it once more, and the disclaimer is attached; "
                "or ask a publisher to waive it."
            )
        else:
            told = _(
                "On %(day)s it owes the disclaimer “%(disclaimer)s”. %(why)s Plan it for that day and save it once "
                "more, and the disclaimer is attached; or then ask a publisher to waive it."
            )
        yield told % {**words, "day": date_format(timezone.localtime(at), "j F Y")}


def pictures(article: Article) -> Iterator[str]:
    wanted = {number for number, _caption in figures_in(article.body)}
    found = pictures_in(article)
    for picture in found.values():
        if not picture.is_described:
            yield _("Describe the picture “%(picture)s” for those who cannot see it, or mark it as decorative.") % {
                "picture": picture
            }
    for number in sorted(wanted - found.keys()):
        yield not_in_the_library(number)


def not_in_the_library(number: int) -> str:
    return _("Picture %(number)s in the body is not in the library. Choose another or take it out.") % {
        "number": number
    }


def sign_offs(article: Article) -> Iterator[str]:
    return unsigned(article)


def missing_standfirst(article: Article) -> Iterator[str]:
    if not article.standfirst.strip():
        yield _("There is no standfirst; lists and search engines will show the first sentences.")


def missing_picture(article: Article) -> Iterator[str]:
    if article.image_id is None:
        yield _("There is no lead picture.")


def long_headline(article: Article) -> Iterator[str]:
    if len(article.headline) > LONG_HEADLINE:
        yield _("The headline has %(count)s characters; more than %(most)s are cut off in search results.") % {
            "count": len(article.headline),
            "most": LONG_HEADLINE,
        }


def length(article: Article) -> Iterator[str]:
    words = body_words(article.body)
    if 0 < words < SHORT_BODY:
        yield _("The body has only %(count)s words.") % {"count": words}
    if words > LONG_WITHOUT_HEADINGS and "<h2>" not in article.body:
        yield _("The body has %(count)s words and no section heading.") % {"count": words}


def links(article: Article) -> Iterator[str]:
    """Says nothing of what the link leads to: who writes it may not know that article."""
    found = linked(article.body)
    seen = Revision.objects.live(at=timezone.now()).filter(article__in=found)
    live = set(seen.values_list("article", flat=True)) if found else set()
    for words in (words for number, words in found.items() if number not in live):
        yield _(
            "“%(words)s” links to an article that is not live: until it is, readers see the words without a link."
        ) % {"words": plain(words)}


def quotations(article: Article) -> Iterator[str]:
    quotes = pull_quotes(article.body)
    text = plain(without_pull_quotes(article.body), notes=False) if quotes else ""
    for quote in quotes:
        if find(text, Anchor(quote)) is None:
            yield _("The pull quote “%(quote)s” does not stand like this in the text.") % {"quote": shorten(quote, 60)}


def embargo(article: Article) -> Iterator[str]:
    if article.embargo_until is not None and article.embargo_until > timezone.now():
        yield _("Under embargo until %(moment)s.") % {"moment": in_words(article.embargo_until)}


def expiry(article: Article) -> Iterator[str]:
    if article.expires_at is not None and article.expires_at > timezone.now():
        yield _("It expires on %(moment)s.") % {"moment": in_words(article.expires_at)}


def sources(article: Article) -> Iterator[str]:
    for word in misread(article.sources):
        yield _(
            "“%(word)s” among the sources is no address. Write it whole, with https://, at the end of its line."
        ) % {"word": shorten(word, 60)}


def addresses(article: Article) -> Iterator[str]:
    for name in ("original_address", "republished_address"):
        if (value := getattr(article, name)) and not is_address(value):
            yield _("“%(word)s” is no address. Write it whole, with https://.") % {"word": shorten(value, 60)}


def machines(article: Article) -> Iterator[str]:
    if article.ai_part and not article.ai_use.strip():
        yield _("Say what was done with which help of machines, or clear their part.")


def translation(article: Article) -> Iterator[str]:
    if article.is_translation and not article.original_language:
        yield _("It is a translation: say from which language.")
    if article.original_language and article.original_language == article.language:
        yield _("It cannot be translated from the language that it is in. Change one of the two.")


def republication(article: Article) -> Iterator[str]:
    if article.republished_from and not article.permission.strip():
        yield _("It is republished from “%(name)s”: write who gave the permission.") % {
            "name": article.republished_from
        }
    if not article.republished_from and (article.republished_address or article.republished_on):
        yield _("Say by whom it was first published, or clear the address and the date.")


ERRORS: tuple[Check, ...] = (
    *(headline, body, address, byline, biographies, topic, pictures),
    *(sources, addresses, machines, translation, republication, sign_offs),
)


def translator(article: Article) -> Iterator[str]:
    """A name without an original, or an original without a name: readers would ask for the other."""
    line = next((line for line in article.bylines.all() if line.role == Role.TRANSLATOR), None)
    if line and not article.is_translation:
        yield _("%(who)s is named as translator: say of which original.") % {"who": line.author}
    if article.is_translation and line is None:
        yield _("It is a translation, and nobody is named who translated it.")


def part_of_machines(article: Article) -> Iterator[str]:
    if article.ai_use.strip() and not article.ai_part:
        yield _("Help of machines is told of: say which part they had, for search engines.")


WARNINGS: tuple[Check, ...] = (
    translator,
    part_of_machines,
    missing_standfirst,
    missing_picture,
    long_headline,
    length,
    links,
    quotations,
    embargo,
    expiry,
)


def errors(article: Article, *, at: datetime | None = None, found: list[Standing] | None = None) -> Iterator[str]:
    """What must be put right before readers can see the saved working copy from ``at`` on, by default from when they
    are expected to; ``found`` as for :func:`disclaimers`.
    """
    at = at or expected(article, now=timezone.now())
    yield from unready(article)
    yield from disclaimers(article, at=at, found=found)
    yield from unlicensed(article, at=at)


def unready(article: Article) -> Iterator[str]:
    """What of it does not depend on the day."""
    for check in ERRORS:
        yield from check(article)


def warnings(article: Article, *, at: datetime | None = None) -> Iterator[str]:
    """What an editor should know, and may leave."""
    for check in WARNINGS:
        yield from check(article)
    yield from ending(article, at=at or timezone.now())

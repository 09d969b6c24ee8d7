"""Pages in the words of schema.org, as JSON-LD: what search engines and archives read instead of the layout."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, cast

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.models import Author, Credit, Figure, Imprint, Kind, Notice, PageEdition, Revision, Series, Topic
from articles.models.about import PageKind
from articles.models.correction import PutRight
from articles.models.disclaimer import Purpose
from articles.models.magazine import Magazine, magazine
from articles.models.neighbours import Neighbours
from articles.public.credited import by_property
from articles.public.sourced import of_provenance

TYPES = {
    Kind.OPINION: "OpinionNewsArticle",
    Kind.ANALYSIS: "AnalysisNewsArticle",
    Kind.EXPLAINER: "BackgroundNewsArticle",
    Kind.INTERVIEW: "NewsArticle",
    Kind.REVIEW: "ReviewNewsArticle",
    Kind.NEWS: "NewsArticle",
    Kind.EDITORIAL: "OpinionNewsArticle",
}
"""THE table of kinds and the types of schema.org that say them."""

BACKSTORY = frozenset({Purpose.INTEREST, Purpose.FUNDING, Purpose.TRANSLATION, Purpose.SPONSORED, Purpose.AI})
"""Purposes of notices that say how an article came about, which schema.org calls its backstory."""

Thing = dict[str, Any]
Whole = Callable[[str], str]
"""Makes an address whole, as ``request.build_absolute_uri`` does."""
Corrections = Iterable[PutRight]
"""What machines are told of what the page says was put right."""


def of_article(
    revision: Revision, whole: Whole, corrections: Corrections = (), neighbours: Neighbours | None = None
) -> Thing:
    """The article with everybody who is credited, and its place in the magazine; the row came by ``for_page``."""
    article = _article(revision, whole, corrections) | _threads(revision, neighbours, whole)
    return _graph(article, _breadcrumb(_trail(revision), whole))


def of_front(whole: Whole) -> Thing:
    site = {"@type": "WebSite", "name": magazine().name, "url": whole(reverse("front"))}
    return _graph(site, publisher(whole))


def of_topic(topic: Topic, whole: Whole) -> Thing:
    address = topic.get_absolute_url()
    listed = {"@type": "CollectionPage", "name": topic.name, "description": topic.description, "url": whole(address)}
    return _graph(listed, _breadcrumb([(_("Topics"), reverse("topics")), (topic.name, address)], whole))


def of_series(series: Series, parts: Iterable[Revision], whole: Whole) -> Thing:
    told = _series(series, whole) | {"description": series.description}
    return _graph({**told, "hasPart": [_named(part, whole) | {"position": part.part} for part in parts]})


def of_author(author: Author, whole: Whole) -> Thing:
    person = _person(author, author.get_absolute_url(), whole)
    told = {"description": author.biography, "affiliation": _organization(author.affiliation)}
    return _graph({"@type": "ProfilePage", "mainEntity": _given(person | told)})


PAGE_TYPES = {PageKind.ABOUT: "AboutPage", PageKind.CONTACT: "ContactPage"}
"""Kinds of pages on the magazine for which schema.org has a type."""
POLICIES = {
    "ethicsPolicy": PageKind.ETHICS,
    "correctionsPolicy": PageKind.CORRECTIONS,
    "masthead": PageKind.MASTHEAD,
}
"""What schema.org calls the pages by which a magazine can be judged."""


def of_page(edition: PageEdition, whole: Whole) -> Thing:
    address = edition.get_absolute_url()
    kind = PAGE_TYPES.get(PageKind(edition.page.kind), "WebPage")
    told = {"@type": kind, "name": edition.title, "url": whole(address), "description": edition.description}
    return _graph({**told, "publisher": publisher(whole)}, _breadcrumb([(edition.title, address)], whole))


def publisher(whole: Whole) -> Thing:
    told = magazine()
    return {
        "@type": "NewsMediaOrganization",
        "name": told.name,
        "url": whole(reverse("front")),
        "logo": whole(told.logo.address if told.logo else static("icon.svg")),
        **_given(_organized(told.imprint) | _policies(told, whole)),
    }


def _organized(imprint: Imprint) -> Thing:
    """Who publishes the magazine, and where else it is found."""
    return {
        "legalName": imprint.publisher,
        "address": imprint.address,
        "email": imprint.email,
        "telephone": imprint.phone,
        "foundingDate": str(imprint.founded or ""),
        "identifier": f"ISSN {imprint.issn}" if imprint.issn else "",
        "sameAs": imprint.elsewhere,
    }


def _policies(told: Magazine, whole: Whole) -> Thing:
    addresses = {name: told.address_of(kind) for name, kind in POLICIES.items()}
    return {name: whole(address) for name, address in addresses.items() if address}


def principles(whole: Whole) -> str:
    """Where the magazine says by which rules it works: its page on ethics, or else what the environment names."""
    address = magazine().address_of(PageKind.ETHICS)
    return whole(address) if address else settings.PUBLISHING_PRINCIPLES


def _article(revision: Revision, whole: Whole, corrections: Corrections) -> Thing:
    address = whole(revision.get_absolute_url())
    return {
        "@type": TYPES[Kind(revision.kind)],
        "mainEntityOfPage": address,
        "url": address,
        "headline": revision.headline,
        "description": revision.page_description,
        "inLanguage": revision.language,
        "datePublished": _moment(cast(datetime, revision.first_published)),
        "dateModified": _moment(cast(datetime, revision.dated_for_readers)),
        **_credited(revision.credits.all(), whole),
        "image": _pictures(revision, whole),
        "articleSection": revision.section.name if revision.section else "",
        "wordCount": revision.word_count,
        "isAccessibleForFree": True,
        "publisher": publisher(whole),
        "publishingPrinciples": principles(whole),
        "correction": [_correction(each) for each in corrections],
        **_noticed(revision.notices.all()),
        **of_provenance(revision),
    }


def _noticed(notices: Iterable[Notice]) -> Thing:
    """How the article came about is its ``backstory``; what else is said beside it is a part of it, with its words.

    ``usageInfo`` is about licences, ``publishingPrinciples`` about the magazine, ``disambiguatingDescription`` tells
    things of one name apart: none of them is meant for this.
    """
    told: list[Notice] = []
    others: list[Notice] = []
    for notice in notices:
        (told if notice.purpose in BACKSTORY else others).append(notice)
    return {
        "backstory": " ".join(notice.wording for notice in told),
        "hasPart": [{"@type": "CreativeWork", "name": _purpose(notice), "text": notice.wording} for notice in others],
    }


def _purpose(notice: Notice) -> str:
    return str(Purpose(notice.purpose).label)


def _threads(revision: Revision, neighbours: Neighbours | None, whole: Whole) -> Thing:
    """A reply is ``about`` what it replies to, and that has it as ``subjectOf``: schema.org has the one for the inverse
    of the other. ``isBasedOn`` would say that it was made from it, ``citation`` no more than that it names it.
    """
    found: Thing = {}
    if revision.series and revision.part:
        found |= {"isPartOf": _series(revision.series, whole), "position": revision.part}
    if neighbours and neighbours.answered:
        found["about"] = _named(neighbours.answered, whole)
    if neighbours and neighbours.replies:
        found["subjectOf"] = [_named(reply, whole) for reply in neighbours.replies]
    return found


def _series(series: Series, whole: Whole) -> Thing:
    return {"@type": "CreativeWorkSeries", "name": series.name, "url": whole(series.get_absolute_url())}


def _named(revision: Revision, whole: Whole) -> Thing:
    address = whole(revision.get_absolute_url())
    return {"@type": TYPES[Kind(revision.kind)], "headline": revision.headline, "url": address}


def _credited(credits: Iterable[Credit], whole: Whole) -> Thing:
    """Each person under what they did; what nobody signed is by the magazine."""
    people = {
        name: [_person(credit, credit.author.get_absolute_url(), whole) for credit in group]
        for name, group in by_property(credits).items()
    }
    return people if people["author"] else {"author": publisher(whole)}


def _person(who: Author | Credit, address: str, whole: Whole) -> Thing:
    """Schema.org has no property for a pen name: what it has for telling things apart says that it is one."""
    alias = {"disambiguatingDescription": str(who.get_alias_display())} if who.alias else {}
    return {"@type": "Person", "name": who.name, "url": whole(address), **alias}


def _organization(name: str) -> Thing:
    return {"@type": "Organization", "name": name} if name else {}


def _pictures(revision: Revision, whole: Whole) -> list[str | Thing]:
    lead = [_picture(revision.lead, whole)] if revision.lead else []
    drawn = [whole(revision.shared.address)] if revision.share and revision.shared else []
    return [*lead, *drawn]


def _picture(figure: Figure, whole: Whole) -> str | Thing:
    """With its credit and licence, where readers are told one; by an open licence its terms are where to get it."""
    address = whole(figure.widest)
    if not figure.credit and not figure.licence_address:
        return address
    terms = {"license": figure.licence_address, "acquireLicensePage": figure.licence_address}
    return {"@type": "ImageObject", "contentUrl": address, **_given({"creditText": figure.credit, **terms})}


def _correction(told: PutRight) -> Thing:
    """Schema.org has no type for a retraction: the name says that it is one."""
    return {
        "@type": "CorrectionComment",
        "name": str(told.act.label),
        "text": told.words,
        "datePublished": _moment(told.at),
    }


def _trail(revision: Revision) -> list[tuple[str, str]]:
    section = revision.section
    filed = [(section.name, section.get_absolute_url())] if section else []
    return [*filed, (revision.headline, revision.get_absolute_url())]


def _breadcrumb(trail: Iterable[tuple[str, str]], whole: Whole) -> Thing:
    steps = [(magazine().name, reverse("front")), *trail]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": whole(address)}
            for position, (name, address) in enumerate(steps, 1)
        ],
    }


def _graph(*things: Thing) -> Thing:
    return {"@context": "https://schema.org", "@graph": [_given(thing) for thing in things]}


def _given(thing: Thing) -> Thing:
    return {name: value for name, value in thing.items() if value not in ("", [], {})}


def _moment(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")

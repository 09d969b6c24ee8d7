"""Where an article comes from, in the words of schema.org."""

from typing import Any

from articles.models import Revision
from articles.models.provenance import AIPart
from articles.text.sources import Source

Thing = dict[str, Any]

DIGITAL_SOURCES = {
    AIPart.HELPED: "https://schema.org/AlgorithmicallyEnhancedDigitalSource",
    AIPart.PARTS: "https://schema.org/CompositeWithTrainedAlgorithmicMediaDigitalSource",
    AIPart.WHOLE: "https://schema.org/TrainedAlgorithmicMediaDigitalSource",
}
"""THE table of the part that machines had and of what IPTC, and by it schema.org, calls a text so made."""


def of_provenance(revision: Revision) -> Thing:
    """What is said is told; nothing is said of what is not."""
    return {
        "citation": [_source(source) for source in revision.listed_sources],
        "translationOfWork": _original(revision),
        "isBasedOn": _first_printed(revision),
        "sameAs": revision.republished_address,
        "creditText": revision.republished_from,
        "digitalSourceType": DIGITAL_SOURCES.get(AIPart(revision.ai_part)) or "" if revision.ai_part else "",
    }


def _source(source: Source) -> Thing:
    return _work(name=source.words, url=source.address)


def _original(revision: Revision) -> Thing:
    if not revision.is_translation:
        return {}
    return _work(name=revision.original_title, inLanguage=revision.original_language, url=revision.original_address)


def _first_printed(revision: Revision) -> Thing:
    """The same text where it stood first."""
    if not revision.republished_from:
        return {}
    printed = str(revision.republished_on or "")
    by = {"@type": "Organization", "name": revision.republished_from}
    return _work(url=revision.republished_address, datePublished=printed) | {"publisher": by}


def _work(**told: str) -> Thing:
    return {"@type": "CreativeWork", **{name: value for name, value in told.items() if value}}

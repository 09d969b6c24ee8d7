"""Who signed a manuscript and which disclaimer it carries, among those that the magazine knows."""

from typing import Any

from articles.manuscripts.closing import same_meaning
from articles.manuscripts.manuscript import Writer
from articles.models import Author, Disclaimer, Wording
from articles.models.alias import Alias

ALIKE = 0.6


def author_like(writer: Writer, by: Any) -> Author | None:
    """The author with the writer's e-mail address, or else the only one of that name who has no other address.

    For who may not see addresses, only the name counts: otherwise a file would tell whose address it is. Where it is a
    pen name, an author of another name is never taken for the address: the byline would tell who it is.
    """
    namesakes = Author.objects.filter(name__iexact=writer.name)
    if writer.email and by.has_perm("articles.change_author"):
        is_pen_name = namesakes.exclude(alias=Alias.NONE).exists()
        candidates = namesakes if is_pen_name else Author.objects.all()
        if by_email := candidates.filter(email__iexact=writer.email).first():
            return by_email
        namesakes = namesakes.filter(email="")
    found = list(namesakes[:2])
    return found[0] if len(found) == 1 else None


def disclaimer_like(wording: str) -> Disclaimer | None:
    """The disclaimer that means the same as the wording found in a manuscript, whatever its exact words."""
    known = Wording.objects.select_related("disclaimer").order_by("pk")
    rated = [(same_meaning(each.text, wording), each.disclaimer) for each in known]
    likeness, best = max(rated, key=lambda pair: pair[0], default=(0.0, None))
    return best if likeness >= ALIKE else None

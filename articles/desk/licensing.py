"""By what right pictures are printed: what stands in the way of an article, and what readers see beyond a licence."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.models import Article, Figure, Image, Revision
from articles.models.licence import NAMING
from articles.text.printing import figures_in

SOON = timedelta(days=30)


def day_of(moment: datetime) -> date:
    """The day in the magazine's time zone."""
    return timezone.localtime(moment).date()


def pictures_in(article: Article) -> dict[int, Image]:
    """The pictures of the working copy that the library has, by their numbers: the lead and those in the body."""
    wanted = {number for number, _caption in figures_in(article.body)}
    return Image.objects.in_bulk(wanted | ({article.image_id} if article.image_id else set()))


def unlicensed(article: Article, *, at: datetime) -> Iterator[str]:
    """What forbids that readers see the pictures of the working copy from ``at`` on."""
    for picture in pictures_in(article).values():
        end = picture.licence_until
        if end is not None and end < day_of(at):
            yield _(
                "The picture “%(picture)s” is licensed until %(day)s only. Choose another, or enter a later end "
                "if the licence was renewed."
            ) % {"picture": picture, "day": date_format(end, "j F Y")}
        if picture.licence in NAMING and not picture.credit.strip():
            yield _("The picture “%(picture)s” is under %(licence)s, which demands a credit. Write whom to credit.") % {
                "picture": picture,
                "licence": picture.get_licence_display(),
            }


def ending(article: Article, *, at: datetime) -> Iterator[str]:
    """Which licences end within thirty days of ``at``, when readers may still see the pictures."""
    today = day_of(at)
    for picture in pictures_in(article).values():
        end = picture.licence_until
        if end is not None and today <= end < today + SOON:
            yield _("The licence of the picture “%(picture)s” ends on %(day)s.") % {
                "picture": picture,
                "day": date_format(end, "j F Y"),
            }


def beyond_licence(*, now: datetime) -> QuerySet[Figure]:
    """Figures that readers see or will see and whose licence has ended or ends within thirty days, soonest first.

    Nothing is taken away from readers by itself: somebody decides.
    """
    seen = Revision.objects.to_be_read(at=now)
    return (
        Figure.objects.filter(image__licence_until__lt=day_of(now) + SOON, revision__in=seen.values("pk"))
        .select_related("image", "revision")
        .defer("revision__body", "revision__rendered", "revision__outline")
        .order_by("image__licence_until", "image", "revision")
    )

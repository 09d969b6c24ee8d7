"""Who wrote it: bylines on the working copy, credits as they were printed."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.address import address_of
from articles.models.alias import Alias
from articles.models.author import Author


class Role(models.TextChoices):
    AUTHOR = "by", _("by")
    WITH = "with", _("with")
    REPORTING = "reporting", _("reporting by")
    TRANSLATOR = "translated", _("translated by")
    ILLUSTRATOR = "illustrated", _("illustrated by")
    INTERVIEWER = "interviewed", _("interviewed by")


ROLES = dict(Role.choices)


def role_name(role: str) -> str:
    """Django’s ``get_role_display`` translates every role to name one."""
    return str(ROLES.get(role, role))


class Attribution(models.Model):
    """One person in one role, at a place in the order."""

    author = models.ForeignKey(Author, models.PROTECT, related_name="%(class)ss", verbose_name=_("author"))
    role = models.CharField(_("role"), max_length=20, choices=Role, default=Role.AUTHOR)
    position = models.PositiveSmallIntegerField(_("order"), default=1)

    class Meta:
        abstract = True
        ordering = ["position", "pk"]

    @property
    def role_name(self) -> str:
        return role_name(self.role)


class WithAuthors(models.Manager["Byline"]):
    """Nobody asks for a byline without the name."""

    def get_queryset(self) -> models.QuerySet["Byline"]:
        return super().get_queryset().select_related("author")


class Byline(Attribution):
    article = models.ForeignKey("Article", models.CASCADE, related_name="bylines")

    objects = WithAuthors()

    class Meta(Attribution.Meta):
        verbose_name, verbose_name_plural = _("byline"), _("bylines")
        constraints = [
            models.UniqueConstraint(fields=["article", "author", "role"], name="one_byline_an_author_and_role")
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.author}"


@dataclass(frozen=True, slots=True)
class Signature:
    """A credit as lists print it: the name, and the slug of the author's address."""

    role: str
    name: str
    slug: str

    @property
    def role_name(self) -> str:
        return role_name(self.role)

    @property
    def address(self) -> str:
        return address_of("author", self.slug)


class Credit(Attribution):
    """A byline as printed: the name, biography and affiliation that the revision's readers saw."""

    revision = models.ForeignKey("Revision", models.CASCADE, related_name="credits")
    name = models.CharField(max_length=200)
    biography = models.TextField(blank=True)
    affiliation = models.CharField(max_length=200, blank=True)
    alias = models.PositiveSmallIntegerField(choices=Alias, default=Alias.NONE)
    first_published = models.DateTimeField(null=True, blank=True)

    class Meta(Attribution.Meta):
        verbose_name, verbose_name_plural = _("credit"), _("credits")
        indexes = [
            models.Index(
                "author",
                models.F("first_published").desc(),
                models.F("revision").desc(),
                name="credit_by_date",
                condition=models.Q(first_published__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.name}"

    @property
    def address(self) -> str:
        return self.author.get_absolute_url()

"""People who write for the magazine; most of them never have an account."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.models.address import Address, address_of
from articles.models.alias import Alias
from articles.models.filed import Filed

LONGEST_BIOGRAPHY = 5_000
"""Some 800 words, which stand below every article."""


class Author(models.Model):
    """``name`` is what is printed. Whose it is where there is an ``alias``, stands in
    :class:`articles.models.real_name.RealName`, with the address for mail.
    """

    name = models.CharField(_("name"), max_length=200)
    filed = Filed(max_length=100, editable=False, default="")
    letter = Filed(max_length=1, editable=False, default="")
    alias = models.PositiveSmallIntegerField(_("writes under"), choices=Alias, default=Alias.NONE, editable=False)
    slug = models.CharField(_("slug"), max_length=100, unique=True)
    biography = models.TextField(_("biography"), blank=True)
    affiliation = models.CharField(_("affiliation"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail"), blank=True, help_text=_("For the desk only; readers never see it."))
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="author",
        verbose_name=_("account"),
        help_text=_("Only for an author who works in the desk."),
    )

    class Meta:
        ordering = ["name", "pk"]
        verbose_name, verbose_name_plural = _("author"), _("authors")
        indexes = [
            models.Index(fields=["filed", "id"], name="author_a_to_z"),
            models.Index(fields=["letter"], name="author_by_letter"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(alias=Alias.NONE) | models.Q(email="", account__isnull=True),
                name="nothing_tells_who_writes_under_another_name",
            )
        ]
        permissions = [
            ("merge_author", _("Can merge authors")),
            ("rename_author", _("Can carry an author’s new name into the past")),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return address_of("author", self.slug)

    def clean(self) -> None:
        super().clean()
        if len(self.biography) > LONGEST_BIOGRAPHY:
            said = {"most": LONGEST_BIOGRAPHY, "what": _("biography")}
            raise ValidationError({"biography": gettext("Shorten this to %(most)s characters: %(what)s.") % said})


class AuthorAddress(Address):
    author = models.ForeignKey(Author, models.CASCADE, related_name="addresses")

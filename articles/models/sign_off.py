"""Sign-offs: somebody's word that a text passed a check, or may go without it; kept for ever, bound to the text."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.check import BY_NAME, CHOICES, Check


class Deed(models.TextChoices):
    SIGNED = "signed", _("signed off")
    WAIVED = "waived", _("waived")
    TAKEN_BACK = "taken back", _("taken back")


class SignOffQuerySet(models.QuerySet["SignOff"]):
    def standing(self) -> "SignOffQuerySet":
        """Those that nobody took back. Of which text, is another question."""
        return self.filter(taken_back=None).exclude(deed=Deed.TAKEN_BACK)


class SignOff(models.Model):
    """What somebody said of the text of a revision. Triggers refuse to change or delete it.

    It holds exactly as long as the article says what that revision says: as long as its newest revision has the same
    ``text_number``. ``actor`` is the name as text; ``proof`` the link by which somebody without an account said it.
    """

    article = models.ForeignKey("Article", models.PROTECT, related_name="sign_offs", verbose_name=_("article"))
    revision = models.ForeignKey("Revision", models.PROTECT, related_name="sign_offs", verbose_name=_("revision"))
    check_name = models.CharField(_("check"), max_length=20, choices=CHOICES)
    deed = models.CharField(_("what"), max_length=20, choices=Deed, default=Deed.SIGNED)
    takes_back = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="taken_back", verbose_name=_("takes back")
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("account")
    )
    actor = models.CharField(_("who"), max_length=200)
    at = models.DateTimeField(_("when"))
    note = models.TextField(_("note"), blank=True)
    proof = models.ForeignKey(
        "ProofLink", models.PROTECT, null=True, related_name="sign_offs", verbose_name=_("proof link")
    )

    objects = SignOffQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        default_permissions = ()
        verbose_name, verbose_name_plural = _("sign-off"), _("sign-offs")
        permissions = [
            ("sign_editing", _("Can sign off the editing")),
            ("sign_facts", _("Can sign off the fact check")),
            ("sign_copy", _("Can sign off the copy")),
            ("sign_legal", _("Can sign off the legal check")),
            ("sign_standards", _("Can sign off the standards")),
            ("sign_author", _("Can record the author’s own approval")),
            ("waive_check", _("Can waive a check that an article owes")),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(deed=Deed.TAKEN_BACK, takes_back__isnull=False)
                | (~Q(deed=Deed.TAKEN_BACK) & Q(takes_back__isnull=True)),
                name="what_takes_back_names_it",
            ),
            models.CheckConstraint(condition=~Q(deed=Deed.WAIVED) | ~Q(note=""), name="a_waiver_has_a_reason"),
        ]
        indexes = [models.Index(fields=["article", "check_name"], name="sign_off_by_article")]

    def __str__(self) -> str:
        return f"{self.check_of_it.label}: {self.get_deed_display()}, {self.actor}"

    @property
    def check_of_it(self) -> Check:
        return BY_NAME[self.check_name]

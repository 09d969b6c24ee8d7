"""Who writes under another name: kept apart from the author, so that nothing which reads an author can tell it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.author import Author


class RealName(models.Model):
    """For those who hold ``see_real_name`` alone. Of such an author the e-mail address stands here and nowhere else."""

    author = models.OneToOneField(Author, models.CASCADE, related_name="real_name", verbose_name=_("author"))
    name = models.CharField(_("real name"), max_length=200)
    email = models.EmailField(_("e-mail"), blank=True)

    class Meta:
        default_permissions = ()
        permissions = [("see_real_name", _("Can see and set who writes under a pen name or anonymously"))]
        verbose_name, verbose_name_plural = _("real name"), _("real names")

    def __str__(self) -> str:
        """Never the name: whatever lists rows would tell it."""
        return str(self._meta.verbose_name)

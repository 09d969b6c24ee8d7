"""Buffers: what a person typed into a form and has not saved. None is a revision, and nobody else sees one."""

from typing import Any

from django.conf import settings
from django.db import models
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article


class BufferQuerySet(models.QuerySet["Buffer"]):
    def of(self, person: Any, article: Article | None) -> "BufferQuerySet":
        """What the person has not saved of the article, of new articles where it is ``None``; the latest first."""
        return self.filter(account=person, article=article)


class Buffer(models.Model):
    """The fields of a form as typed, names with lists of values: JSON, for it is no record but a form's contents.

    ``sheet`` is the name of one opened form: two tabs are two sheets, and neither pushes out what the other has.
    ``version`` is the article's version that the sheet was opened with.
    """

    article = models.ForeignKey(
        Article, models.CASCADE, null=True, related_name="buffers", verbose_name=Article._meta.verbose_name
    )
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="buffers", verbose_name=_("account")
    )
    sheet = models.CharField(max_length=40)
    version = models.PositiveIntegerField(default=0)
    fields = models.JSONField(_("fields as typed"))
    at = models.DateTimeField(_("typed"))

    objects = BufferQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name, verbose_name_plural = _("buffer"), _("buffers")
        indexes = [models.Index(fields=["account", "article", "-at"], name="buffer_by_person")]

    def __str__(self) -> str:
        return f"{self.account}, {self.at:%Y-%m-%d %H:%M}"

    def typed(self) -> QueryDict:
        """The fields as a form takes them."""
        typed = QueryDict(mutable=True)
        for name, values in self.fields.items():
            typed.setlist(name, values)
        return typed

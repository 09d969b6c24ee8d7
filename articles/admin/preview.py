"""What is typed and not saved, as readers would see it: saved, printed by their own template, and taken back."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles.admin.buffered import BufferedAdmin
from articles.admin.buffers import address
from articles.admin.following import followed
from articles.admin.reach import reach
from articles.admin.typed import as_typed, once_more
from articles.desk import saving
from articles.desk.refusal import Refused
from articles.models import Article, Revision
from editorial.policy import directives

SCHEMES = ("light", "dark")


class Unprintable(Exception):
    """The form cannot be saved as it stands; ``sentences`` say why."""

    def __init__(self, sentences: Iterable[str]) -> None:
        super().__init__()
        self.sentences = tuple(sentences)


class PreviewedAdmin(BufferedAdmin):
    """For articles."""

    def get_urls(self) -> list[Any]:
        preview = self.admin_site.admin_view(require_POST(self.preview))
        return [
            path("add/preview/", preview, name="articles_article_new_preview"),
            path("<int:key>/preview/", preview, name="articles_article_preview"),
            *super().get_urls(),
        ]

    def preview(self, request: HttpRequest, key: int | None = None) -> HttpResponse:
        """The typed form at a phone's, a tablet's and a desk's width, light and dark; nothing of it stays."""
        article = reach(request, key) if key is not None else None
        if not (self.has_change_permission(request, article) if article else self.has_add_permission(request)):
            raise PermissionDenied
        context = {**self.admin_site.each_context(request), "is_popup": True, "title": _("Preview")}
        try:
            context["pages"] = self.pages(request, article)
        except (Refused, Unprintable) as refusal:
            context["sentences"] = getattr(refusal, "sentences", None) or (str(refusal),)
        status = 422 if "sentences" in context else 200
        response = TemplateResponse(request, "admin/articles/article/preview.html", context, status=status)
        response.headers["Content-Security-Policy"] = directives("'self'")
        return response

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        context["preview_address"] = address("preview", context.get("original"))
        return super().render_change_form(request, context, *args, **kwargs)

    def pages(self, request: HttpRequest, article: Article | None) -> Mapping[str, str]:
        """The readers' page by colour scheme. Raises :class:`Unprintable`, or :class:`Refused` by the desk."""
        with transaction.atomic():
            revision = self.revision(request, article)
            proof = _("Preview of what is typed. It is not saved.")
            pages = {
                scheme: render_to_string(
                    "article.html", {"revision": revision, "proof": proof, "scheme": scheme}, request
                )
                for scheme in SCHEMES
            }
            transaction.set_rollback(True)
        return pages

    def revision(self, request: HttpRequest, article: Article | None) -> Revision:
        """A save of the form on top of what is stored; the caller takes it back."""
        version = article.version if article else 0
        request.POST = as_typed(once_more(followed(request.POST), article, version))  # type: ignore[assignment]
        form = self.get_form(request, article, change=article is not None)(request.POST, instance=article)
        typed = self.save_form(request, form, change=article is not None) if form.is_valid() else form.instance
        formsets, _inlines = self._create_formsets(request, typed, article is not None)  # type: ignore[attr-defined]
        if sentences := [*errors_of(form), *(line for formset in formsets for line in errors_of(formset))]:
            raise Unprintable(sentences)
        saving.write(typed, by=request.user, seen=version)
        admin.ModelAdmin.save_related(self, request, form, formsets, change=article is not None)
        saving.keep(typed, by=request.user)
        return Revision.objects.for_page().filter(article=typed).as_on_the_desk()[0]


def errors_of(form: Any) -> Iterator[str]:
    """The errors of a form or of a formset, each with the label of its field."""
    if hasattr(form, "forms"):
        yield from form.non_form_errors()
        for row in form.forms:
            yield from errors_of(row)
        return
    for name, sentences in form.errors.items():
        label = f"{capfirst(form.fields[name].label)}: " if name in form.fields else ""
        yield from (f"{label}{sentence}" for sentence in sentences)

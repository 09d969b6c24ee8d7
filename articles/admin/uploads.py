"""New from a manuscript: several files at once, each with its own report."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from articles.desk.intake import take_in
from articles.desk.refusal import Refused, told
from articles.manuscripts.limits import MOST_BYTES
from articles.manuscripts.manuscript import Unreadable
from articles.models import Article, Kind

SUFFIXES = ".docx,.txt,.md"


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """A list of uploaded files, none of them empty-handed."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        files = data if isinstance(data, list | tuple) else [data]
        return [super(FilesField, self).clean(file, initial) for file in files or [None]]


class UploadForm(forms.Form):
    manuscripts = FilesField(
        label=gettext_lazy("Files"),
        allow_empty_file=True,
        widget=SeveralFiles(attrs={"accept": SUFFIXES}),
        help_text=gettext_lazy("Word (.docx), plain text (.txt) or Markdown (.md); several at once."),
    )
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=Kind, initial=Kind.OPINION)


@dataclass(frozen=True)
class Result:
    """What became of one file, for its report on the page."""

    name: str
    article: Article | None = None
    already: bool = False
    lines: Iterable[str] = field(default_factory=list)
    refusal: str = ""


@require_http_methods(["GET", "POST"])
def from_manuscripts(request: HttpRequest) -> HttpResponse:
    if not request.user.has_perm("articles.add_article"):
        raise PermissionDenied
    form = UploadForm(request.POST or None, request.FILES or None, label_suffix="")
    if request.method == "POST" and form.is_valid():
        results = [take(file, request.user, form.cleaned_data["kind"]) for file in form.cleaned_data["manuscripts"]]
        return page(request, UploadForm(initial={"kind": form.cleaned_data["kind"]}, label_suffix=""), results)
    return page(request, form)


def take(file: UploadedFile, person: Any, kind: str) -> Result:
    """Take one file in; a refusal is this file's own and keeps no other file out."""
    name = file.name or ""
    try:
        receipt = take_in(file.read(MOST_BYTES + 1), name, by=person, kind=kind)
    except (Unreadable, Refused) as refusal:
        return Result(name, refusal=told(refusal))
    return Result(name, receipt.article, receipt.already, receipt.lines)


def page(request: HttpRequest, form: UploadForm, results: Iterable[Result] = ()) -> HttpResponse:
    return TemplateResponse(
        request,
        "admin/articles/article/from_manuscripts.html",
        {
            **admin.site.each_context(request),
            "opts": Article._meta,
            "title": _("New from a manuscript"),
            "form": form,
            "results": results,
        },
    )

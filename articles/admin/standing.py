"""The screen that shows readers' pages as they stood: it asks for an address and a moment; the page is in a frame."""

from datetime import datetime
from typing import Any
from urllib.parse import unquote, urlencode, urlsplit

from django import forms
from django.conf import settings
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from articles.admin.moment_field import MomentField, MomentInput
from articles.desk.moments import in_words
from articles.models import Revision
from editorial.policy import USUAL, directives

LOOK_BACK = "articles.see_as_it_stood"
SCREEN = "admin:articles_revision_as_it_stood"


def may_look_back(person: Any) -> bool:
    return bool(person.is_active and person.has_perm(LOOK_BACK))


def address_of(page: str, at: datetime) -> str:
    """Of the screen, with the path of a readers' page and a moment (aware)."""
    local = timezone.localtime(at)
    asked = {"address": page, "at": f"{local:%Y-%m-%dT%H:%M:%S}", "at-offset": local.isoformat()[-6:]}
    return f"{reverse(SCREEN)}?{urlencode(asked)}"


class AskedForm(forms.Form):
    """``host`` is how the person got here."""

    address = forms.CharField(
        label=gettext_lazy("Address"),
        max_length=2_000,
        help_text=gettext_lazy("Of any page of the magazine, with its host or without; / is the front page."),
    )
    at = MomentField(label=gettext_lazy("Moment"), widget=MomentInput(to_the_second=True))

    def __init__(self, host: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        self.hosts = {"", host, urlsplit(settings.SITE_URL).netloc}

    def clean_address(self) -> str:
        """The path with its query."""
        try:
            parts = urlsplit(self.cleaned_data["address"])
            found = _readers_path(unquote(parts.path)) if parts.netloc in self.hosts else ""
        except ValueError:
            found = ""
        if not found:
            raise forms.ValidationError(
                _("No readers’ page has this address. Copy one from the magazine, such as /articles/ or /topics/.")
            )
        return f"{found}?{parts.query}" if parts.query else found


def _readers_path(path: str) -> str:
    """The path as it is spelt, with the slash that its end may lack; ``""`` where readers have no such address."""
    for spelt in (path, f"{path}/"):
        try:
            found = resolve(f"/{spelt.lstrip('/')}")
        except Resolver404:
            continue
        return "" if found.namespaces or found.url_name in ("proof", "as_it_stood") else f"/{spelt.lstrip('/')}"
    return ""


@require_safe
def screen(request: HttpRequest) -> HttpResponse:
    if not may_look_back(request.user):
        raise PermissionDenied
    now = timezone.now()
    is_asked = bool({"address", "at"} & request.GET.keys())
    initial = {"address": "/", "at": now.replace(second=0, microsecond=0)}
    form = AskedForm(request.get_host(), request.GET if is_asked else None, initial=initial)
    is_shown = is_asked and form.is_valid()
    context = {
        **admin.site.each_context(request),
        "opts": Revision._meta,
        "title": _("As it stood"),
        "form": form,
        **(_frame(form.cleaned_data["address"], form.cleaned_data["at"], now) if is_shown else {}),
    }
    template = "admin/articles/revision/as_it_stood.html"
    response = TemplateResponse(request, template, context, status=400 if is_asked and not is_shown else 200)
    response.headers["Content-Security-Policy"] = directives(USUAL, frames="'self'")
    return response


def _frame(address: str, at: datetime, now: datetime) -> dict[str, Any]:
    path, _mark, query = address.partition("?")
    frame = reverse("as_it_stood", args=[at, path.removeprefix("/")])
    return {
        "frame": f"{frame}?{query}" if query else frame,
        "moment": in_words(at),
        "is_to_come": at > now,
        "today": address,
    }

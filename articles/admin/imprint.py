"""The screen of what the magazine says of itself; and its editions, with what became of each."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from articles.admin.chooser import PictureInput
from articles.admin.clock import zone
from articles.admin.clocks import languages, zones
from articles.admin.menu import links_of, menu_form
from articles.admin.overview import interval
from articles.admin.paging import page_of
from articles.admin.screen import ScreenAdmin
from articles.admin.typed import number
from articles.desk.access import pictures_of
from articles.desk.imprinting import imprint, may_imprint, restore
from articles.desk.refusal import Refused, Stale
from articles.models import Imprint
from articles.models.imprint import FACTS
from articles.models.magazine import unsaved
from editorial.colour import HEX, contrast, readable

SCREEN = "admin:articles_imprint_changelist"


class LogoInput(PictureInput):
    label = gettext_lazy("Logo")


class ImprintForm(forms.ModelForm):
    """``seen`` is the number of the edition that the person had before them."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, initial=0)
    note = forms.CharField(label=gettext_lazy("Note for the desk"), required=False, max_length=300)

    class Meta:
        model = Imprint
        fields = FACTS
        widgets = {
            "logo": LogoInput,
            "address": forms.Textarea(attrs={"rows": 3}),
            "socials": forms.Textarea(attrs={"rows": 4}),
        }

    def __init__(self, *args: Any, person: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", "use_required_attribute": False, **kwargs})
        logo: Any = self.fields["logo"]
        logo.queryset = pictures_of(person, now=timezone.now())
        logo.widget.choices = logo.choices
        for name, offered in (("time_zone", zones), ("language", languages)):
            self.fields[name].widget = forms.Select(choices=offered(str(self[name].value() or "")))

    def clean_accent(self) -> str:
        """A colour with enough contrast to the paper for text (WCAG 2.2, 1.4.3)."""
        colour = str(self.cleaned_data["accent"]).lower()
        if colour and not HEX.fullmatch(colour):
            raise forms.ValidationError(_("Write the colour as #8c1c13."))
        if colour and contrast(colour, readable(colour)[0]) != 1:
            raise forms.ValidationError(
                _("%(colour)s is too pale to be read on paper. The nearest that can be read is %(readable)s.")
                % {"colour": colour, "readable": readable(colour)[0]}
            )
        return colour


PARTS = (
    (gettext_lazy("Name and look"), ("name", "tagline", "accent", "logo")),
    (gettext_lazy("Clock and language"), ("time_zone", "language")),
    (gettext_lazy("Readers"), ("history",)),
    (gettext_lazy("Publisher"), ("publisher", "address", "email", "phone", "issn", "founded", "socials")),
)


@dataclass(frozen=True)
class Line:
    """An edition, and when readers saw it in words."""

    edition: Imprint
    interval: str


@require_http_methods(["GET", "POST"])
def screen(request: HttpRequest) -> HttpResponse:
    """The facts in a form; a POST is the next edition, which readers see at once."""
    if not may_imprint(request.user):
        raise PermissionDenied
    if request.method == "POST":
        return save(request, ImprintForm(request.POST, person=request.user), menu_form(data=request.POST))
    newest = Imprint.objects.newest()
    facts, links = newest or unsaved(), newest.links.all() if newest else ()
    form = ImprintForm(instance=facts, person=request.user, initial={"seen": facts.number})
    return show(request, form, menu_form(links))


def save(request: HttpRequest, form: ImprintForm, menu: Any) -> HttpResponse:
    """``over`` names the edition over which the person saves with open eyes."""
    if not all([form.is_valid(), menu.is_valid()]):
        return show(request, form, menu, sentences=[_("Nothing was kept: put right what is marked.")])
    given = form.cleaned_data
    seen = number(request.GET.get("over")) or given["seen"]
    try:
        edition = imprint(form.instance, links_of(menu), by=request.user, seen=seen, note=given["note"])
    except Refused as refusal:
        return show(request, form, menu, sentences=refusal.sentences, stale=isinstance(refusal, Stale), status=409)
    messages.success(request, _("Readers see edition %(number)s now.") % {"number": edition.number})
    return redirect(SCREEN)


def show(
    request: HttpRequest, form: ImprintForm, menu: Any, *, sentences: Any = (), stale: bool = False, status: int = 200
) -> HttpResponse:
    now = timezone.now()
    page = page_of(Imprint.objects.all(), request.GET, "made")
    context = {
        **admin.site.each_context(request),
        "opts": Imprint._meta,
        "title": _("The magazine"),
        "form": form,
        "menu": menu,
        "parts": [(title, [form[name] for name in names]) for title, names in PARTS],
        "sentences": sentences,
        "stale": stale,
        "newest": Imprint.objects.newest(),
        "page": page,
        "lines": [Line(edition, interval(edition, now)) for edition in page.rows],
        "zone": zone(now),
    }
    return TemplateResponse(request, "admin/articles/imprint/imprint.html", context, status=status)


@require_POST
def back(request: HttpRequest, key: int) -> HttpResponse:
    """Say again what an earlier edition said."""
    if not may_imprint(request.user):
        raise PermissionDenied
    edition = get_object_or_404(Imprint, number=number(str(key)))
    try:
        restored = restore(edition, by=request.user, seen=number(request.POST.get("seen")))
        said = {"number": edition.number, "next": restored.number}
        messages.success(request, _("Edition %(number)s is back, as edition %(next)s.") % said)
    except Refused as refusal:
        messages.error(request, " ".join(refusal.sentences))
    return redirect(SCREEN)


@admin.register(Imprint)
class ImprintAdmin(ScreenAdmin):
    def get_urls(self) -> list[Any]:
        wrap = self.admin_site.admin_view
        return [
            path("", wrap(screen), name="articles_imprint_changelist"),
            path("<int:key>/restore/", wrap(back), name="articles_imprint_restore"),
        ]

    def has_view_permission(self, request: HttpRequest, obj: Imprint | None = None) -> bool:
        return may_imprint(request.user)

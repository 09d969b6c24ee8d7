"""Choosing a picture for an article: the field that holds its number, and what the chooser is shown."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, JsonResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from articles.admin.reach import LARGEST_KEY
from articles.admin.typed import number
from articles.desk.access import pictures_of
from articles.desk.licensing import day_of
from articles.models import Image

SEARCHED = ("alt", "caption", "credit", "name")
A_PAGE = 24


class PictureInput(forms.NumberInput):
    """The number of a picture; a script shows the picture in its place and offers to choose another.

    ``choices`` come from the field: of any other picture nothing is shown.
    """

    choices: Any = ()
    label: Any = gettext_lazy("Lead picture")

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> Any:
        key = number(str(value or ""))
        chosen = self.choices.queryset.filter(pk=key).first() if key else None
        context = {"input": super().render(name, value, attrs, renderer), "image": chosen, "label": self.label}
        return render_to_string("admin/articles/image/_field.html", context)


@require_safe
def choose(request: HttpRequest) -> JsonResponse:
    """A page of the pictures that the person may see and that hold every word of ``q``, newest first; ``before`` pages.

    ``older`` is what to ask for next, ``null`` at the end.
    """
    if not may_choose(request.user):
        raise PermissionDenied
    before = number(request.GET.get("before")) or LARGEST_KEY
    found = searched(pictures_of(request.user, now=timezone.now()), request.GET.get("q", "")).filter(pk__lt=before)
    shown = list(found.order_by("-pk")[: A_PAGE + 1])
    older = shown[A_PAGE - 1].pk if len(shown) > A_PAGE else None
    return JsonResponse({"pictures": [told(image) for image in shown[:A_PAGE]], "older": older})


def may_choose(person: Any) -> bool:
    return bool(person.has_perm("articles.view_image") or person.has_perm("articles.change_image"))


def searched(pictures: QuerySet[Image], words: str) -> QuerySet[Image]:
    for word in words.split():
        condition = Q()
        for column in SEARCHED:
            condition |= Q(**{f"{column}__icontains": word})
        pictures = pictures.filter(condition)
    return pictures


def told(image: Image) -> dict[str, Any]:
    """What the script gets: ``src`` is the address of a rendition, ``warning`` a phrase or empty."""
    return {
        "id": image.pk,
        "alt": image.printed_alt,
        "caption": image.caption,
        "credit": image.credit,
        "src": image.src,
        "thumbnail": image.thumbnail,
        "name": str(image),
        "warning": warning(image),
    }


def warning(image: Image) -> str:
    """What one should know before choosing it: a phrase, or ``""``."""
    if image.licence_until and image.licence_until < day_of(timezone.now()):
        return _("Licence ended on %(day)s") % {"day": date_format(image.licence_until, "j F Y")}
    return "" if image.is_described else _("Not described yet")

"""Several pictures at once: each taken in or refused by itself, then described right there."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.admin.describing import DescriptionForm
from articles.admin.typed import number
from articles.desk.access import may_describe, pictures_of
from articles.desk.illustrating import describe_picture, file_picture, render_picture
from articles.desk.refusal import Refused, told
from articles.desk.seen import signature
from articles.models import Image
from articles.pictures.limits import LARGEST_FILE, Unusable

SAID = ("alt", "decorative", "caption", "credit", "licence", "licence_until")
MOST = 200


class FreshForm(DescriptionForm):
    """The description of one picture among several; ``opened`` tells in which state the person saw it."""

    opened = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta(DescriptionForm.Meta):
        fields = SAID

    def __init__(self, image: Image, data: Any = None) -> None:
        super().__init__(data, instance=image, prefix=f"picture-{image.pk}", label_suffix="")
        self.fields["opened"].initial = signature(Image.objects.get(pk=image.pk))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("opened") != self.fields["opened"].initial:
            raise forms.ValidationError(
                _("Somebody described this picture meanwhile. Open it to see how."), code="stale"
            )
        return cleaned


@dataclass
class Result:
    """What became of one file, for the page."""

    name: str
    refusal: str = ""
    image: Image | None = None
    already: bool = False
    moves: bool = False
    alike: Iterable[Image] = field(default_factory=list)
    form: FreshForm | None = None


def upload(request: HttpRequest) -> HttpResponse:
    """The page; a POST takes files in and keeps descriptions. A script sends one file at a time and asks for JSON."""
    if not request.user.has_perm("articles.add_image"):
        raise PermissionDenied
    taken = [take(file, request.user) for file in request.FILES.getlist("files")]
    if request.headers.get("Accept") == "application/json":
        return one(request, taken)
    waiting, done = describe(request)
    if request.method == "POST":
        tell(request, taken, waiting, done)
    if done and not waiting and not taken:
        return redirect("admin:articles_image_changelist")
    return page(request, [*waiting, *taken])


def take(file: UploadedFile, person: Any) -> Result:
    """Take one file in; a refusal is this file's own and keeps no other file out."""
    name, data = file.name or "", file.read(LARGEST_FILE + 1)
    try:
        receipt = file_picture(render_picture(data, by=person), data, name, by=person)
    except (Unusable, Refused) as refusal:
        return Result(name, refusal=told(refusal))
    image = receipt.image
    if receipt.already:
        return known(name, image, person)
    return Result(name, "", image, moves=receipt.moves, alike=receipt.alike, form=FreshForm(image))


def known(name: str, image: Image, person: Any) -> Result:
    """Of a picture that is there with an article that the person may not see, nothing is told but that it is."""
    if pictures_of(person, now=timezone.now()).filter(pk=image.pk).exists():
        return Result(name, image=image, already=True)
    return Result(name, refusal=_("This picture is in the library already, for an article of somebody else."))


def describe(request: HttpRequest) -> tuple[list[Result], int]:
    """Keep the descriptions that were sent: gives those that still wait for theirs, and how many were kept."""
    waiting, done = [], 0
    for image in sent(request):
        form = FreshForm(image, request.POST)
        if form.has_changed() and form.is_valid():
            describe_picture(image, by=request.user, **{name: form.cleaned_data[name] for name in SAID})
            done += 1
        else:
            waiting.append(Result(image.name, image=image, form=form if form.has_changed() else FreshForm(image)))
    return waiting, done


def sent(request: HttpRequest) -> list[Image]:
    """The pictures that the form names, if they are the person's to describe."""
    keys = [number(key) for key in request.POST.getlist("picture")[:MOST]]
    found = pictures_of(request.user, now=timezone.now()).filter(pk__in=keys)
    return [image for image in found if may_describe(request.user, image)]


def tell(request: HttpRequest, taken: list[Result], waiting: list[Result], done: int) -> None:
    if done:
        sentence = ngettext("%(count)s picture described.", "%(count)s pictures described.", done)
        messages.success(request, sentence % {"count": done})
    elif not taken and not waiting:
        messages.error(request, _("Choose at least one picture."))


def one(request: HttpRequest, taken: list[Result]) -> JsonResponse:
    """For the script: what became of its one file, as HTML."""
    if not taken:
        return JsonResponse({"html": "", "said": _("Nothing was sent.")}, status=400)
    html = render_to_string("admin/articles/image/_result.html", {"result": taken[0]}, request)
    return JsonResponse({"html": html}, status=422 if taken[0].refusal else 200)


def page(request: HttpRequest, results: list[Result]) -> HttpResponse:
    context = {
        **admin.site.each_context(request),
        "opts": Image._meta,
        "title": _("Add pictures"),
        "results": results,
        "asks": any(result.form for result in results),
    }
    return TemplateResponse(request, "admin/articles/image/upload.html", context)

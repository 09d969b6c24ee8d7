"""The proof as somebody without an account reads it, by a link that they were given, and what they answer.

No session, no cookie, no token against forged forms: nothing here rests on what a browser sends of itself. Whoever
knows the address may answer, and nobody else knows it; it is told to no other site (``no-referrer``), and a form is
accepted only with the signed number of the revision that this page showed. Asking for the page never answers, so a mail
server that follows links changes nothing but the count of openings.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from articles.admin.visibility import moment
from articles.desk import proofing
from articles.desk.refusal import Refused
from articles.desk.signing_off import against_proof
from articles.models import Answer, Event, ProofLink, Revision
from editorial.policy import directives

HEADERS = {
    "Cache-Control": "no-store, private",
    "X-Robots-Tag": "noindex, nofollow",
    "Referrer-Policy": "no-referrer",
}


class AnswerForm(forms.Form):
    """``shown`` is the signed number of the revision that the page showed: nobody answers about what they never saw."""

    shown = forms.CharField(widget=forms.HiddenInput)
    answer = forms.ChoiceField(label=gettext_lazy("What do you say?"), choices=Answer, widget=forms.RadioSelect)
    note = forms.CharField(
        label=gettext_lazy("Your note"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
        help_text=gettext_lazy("Where you ask for changes, say which."),
    )

    def __init__(self, *args: Any, link: ProofLink, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", auto_id="answer-%s", **kwargs)
        self.link = link

    def clean_shown(self) -> int:
        try:
            return int(signer(self.link).unsign(self.cleaned_data["shown"]))
        except signing.BadSignature as error:
            raise forms.ValidationError(_("This page was out of date. Read the text, then answer.")) from error

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        try:
            if "answer" in cleaned:
                proofing.check_answer(cleaned["answer"], cleaned.get("note", ""))
        except Refused as refusal:
            self.add_error("note", list(refusal.sentences))
        return cleaned


def signer(link: ProofLink) -> signing.Signer:
    return signing.Signer(salt=f"what proof link {link.pk} showed")


def confidential(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For nobody's store, no search engine, no other site; and no script runs."""

    @csrf_exempt
    @wraps(view)
    def answer(request: HttpRequest, **named: str) -> HttpResponse:
        response = view(request, **named)
        for name, value in (*HEADERS.items(), ("Content-Security-Policy", directives("'none'"))):
            response.headers[name] = value
        return response

    return answer


@confidential
@require_http_methods(["GET", "HEAD", "POST"])
def proof(request: HttpRequest, token: str) -> HttpResponse:
    """The proof, or the answer to it. A closed link answers 410 Gone (RFC 9110, 15.5.11), an unknown one 404."""
    link = get_object_or_404(ProofLink.objects.of(token))
    now = timezone.now()
    if not link.is_open(at=now):
        return closed(request, link)
    if request.method == "POST":
        return take_answer(request, link)
    if is_opening(request):
        proofing.opened(link, now=now)
    return show(request, link, link.revisions().for_page()[0], AnswerForm(link=link))


def is_opening(request: HttpRequest) -> bool:
    """Not a browser that fetches a page before anybody asks for it (Sec-Purpose, Fetch Standard)."""
    return request.method == "GET" and "prefetch" not in request.headers.get("Sec-Purpose", "")


def take_answer(request: HttpRequest, link: ProofLink) -> HttpResponse:
    """Record the answer; one that is refused comes back with its sentence, with the text it is about, and its words."""
    form, status = AnswerForm(request.POST, link=link), 400
    if form.is_valid():
        given = form.cleaned_data
        try:
            event = proofing.answer(link, given["answer"], seen=given["shown"], note=given["note"])
        except proofing.Closed:
            return closed(request, link)
        except Refused as refusal:
            form.add_error(None, list(refusal.sentences))
            status = 409
        else:
            return thank(request, link, event)
    found = link.revisions().for_page()
    revision = found.filter(number=form.cleaned_data.get("shown", 0)).first() or found[0]
    return show(request, link, revision, form, status)


def show(
    request: HttpRequest, link: ProofLink, revision: Revision, form: AnswerForm, status: int = 200
) -> HttpResponse:
    context = {
        **about(link),
        "revision": revision,
        "saved": moment(revision.made),
        "is_published": revision.live_from is not None and revision.live_from <= timezone.now(),
        "shown": signer(link).sign(str(revision.number)),
        "form": form,
        "last": last_answer(link),
    }
    return render(request, "proof.html", context, status=status)


def thank(request: HttpRequest, link: ProofLink, event: Event) -> HttpResponse:
    """Also says what was saved after the text that the person read."""
    context = {**about(link), "last": event, "newest": saved_since(event.revision)}
    return render(request, "proof_answered.html", context)


def saved_since(read: Revision | None) -> int | None:
    """The number of the last save, where that is of another text than the one that was read."""
    saved = read.article.last_saved() if read else None
    return saved.number if read and saved and saved.number > read.saved_as else None


def closed(request: HttpRequest, link: ProofLink) -> HttpResponse:
    """What was typed is given back: it reached nobody."""
    context = {**about(link), "typed": request.POST.get("note", "").strip(), "is_over": link.expires <= timezone.now()}
    return render(request, "proof_closed.html", context, status=410)


def about(link: ProofLink) -> dict[str, Any]:
    """Why an approval signs nothing off is for the desk to know; to the person it is told that it does not."""
    idle = bool(against_proof(link, now=timezone.now()))
    return {"proof": link, "until": moment(link.expires), "signs_nothing": idle}


def last_answer(link: ProofLink) -> Event | None:
    return link.answers.select_related("revision").defer("revision__body", "revision__rendered").first()

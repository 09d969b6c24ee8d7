"""The proof links of an article on the desk: the panel, and the page on which they are made and revoked."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote, urlencode

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from articles.admin.overview import done
from articles.admin.reach import reach
from articles.admin.visibility import moment
from articles.desk import proofing
from articles.desk.access import is_at_rest
from articles.desk.mailing import absolute
from articles.desk.owing import owed_by
from articles.desk.refusal import NotAllowed, Refused
from articles.desk.signing_off import may_sign
from articles.models import Answer, Article, Event, ProofLink
from articles.models.magazine import magazine

OF_A_LINK = [*(column.name for column in ProofLink._meta.concrete_fields), "revision__number"]
LONG_COLUMNS = [f"revision__{name}" for name in ("body", "rendered", "outline", "excerpt")]


class RevisionToShow(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        words = {"number": obj.number, "who": obj.actor, "when": moment(obj.made)}
        return _("revision %(number)s, saved by %(who)s on %(when)s") % words


class LinkForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("For whom"),
        max_length=ProofLink._meta.get_field("name").max_length,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
        help_text=gettext_lazy("The name under which the answer stands in the history."),
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        help_text=gettext_lazy("Only for a letter in your own mail program: nothing is sent from here."),
    )
    revision = RevisionToShow(
        label=gettext_lazy("Which text"),
        queryset=None,
        required=False,
        to_field_name="number",
        empty_label=gettext_lazy("always the newest saved text"),
    )
    signs = forms.ChoiceField(
        label=gettext_lazy("To approve it signs off"),
        required=False,
        help_text=gettext_lazy("Then their approval is the sign-off of that check, for the text that they read."),
    )
    days = forms.IntegerField(
        label=gettext_lazy("Days until it expires"),
        min_value=1,
        max_value=proofing.MOST_DAYS,
        initial=proofing.USUAL_DAYS,
    )

    def __init__(self, article: Article, person: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", auto_id="proof-%s", **kwargs)
        revision: Any = self.fields["revision"]
        revision.queryset = article.revisions.only("article", "number", "made", "actor")
        self._offer_checks(article, person)

    def _offer_checks(self, article: Article, person: Any) -> None:
        """Those owed checks that the person may sign; the author’s own approval is what such a link is mostly for."""
        checks = [each.check for each in owed_by(article) if may_sign(person, article, each.check)]
        signs: Any = self.fields["signs"]
        signs.choices = [("", _("nothing")), *((check.name, check.label) for check in checks)]
        signs.initial = next((check.name for check in checks if check.from_outside), "")
        if not checks:
            del self.fields["signs"]


@dataclass(frozen=True)
class Given:
    """A link as the desk sees it; ``state`` is empty while it is open. Its e-mail is for those who may revoke it.

    Of each answer it has the event, what that is called, and whether it :func:`signed_nothing`.
    """

    link: ProofLink
    state: str
    email: str
    may_revoke: bool
    answers: list[tuple[Event, Any, bool]]


def proof_links_panel(article: Article, person: Any) -> dict[str, Any]:
    now, links = timezone.now(), links_of(article) if article.may_have("proof_links") else ()
    return {
        "given_links": [given(link, person, now) for link in links],
        "may_make_link": proofing.may_make(person, article) and not is_at_rest(article),
    }


def links_of(article: Article) -> QuerySet[ProofLink]:
    """With their answers and what these signed off, in three queries whatever their number."""
    answers = Event.objects.select_related("revision").defer(*LONG_COLUMNS)
    links = article.proof_links.select_related("revision").only(*OF_A_LINK)
    return links.prefetch_related(Prefetch("answers", answers), "sign_offs")


def given(link: ProofLink, person: Any, now: datetime) -> Given:
    is_theirs = proofing.may_revoke(person, link)
    answers = [(event, done(event.verb), signed_nothing(link, event)) for event in link.answers.all()]
    return Given(link, state(link, now), link.email if is_theirs else "", is_theirs and link.is_open(at=now), answers)


def signed_nothing(link: ProofLink, event: Event) -> bool:
    """Whether it is an approval that should have signed off the check of the link, and did not."""
    should = bool(link.signs) and event.verb == Answer.APPROVED
    return should and event.revision_id not in {each.revision_id for each in link.sign_offs.all()}


def state(link: ProofLink, now: datetime) -> str:
    if link.revoked_at:
        return _("revoked by %(who)s on %(when)s") % {"who": link.revoker, "when": moment(link.revoked_at)}
    if link.expires <= now:
        return _("expired on %(when)s") % {"when": moment(link.expires)}
    return "" if link.is_open(at=now) else _("closed while the article is in the trash")


@require_http_methods(["GET", "POST"])
def proof_links(request: HttpRequest, key: int) -> HttpResponse:
    """All links of an article. One that was just made is shown with its address in this very answer, never again."""
    article = reach(request, key)
    if request.method == "GET":
        return show(
            request, article, LinkForm(article, request.user, initial={"revision": request.GET.get("revision", "")})
        )
    form = LinkForm(article, request.user, request.POST)
    if not form.is_valid():
        return show(request, article, form, status=400)
    try:
        link, token = proofing.make_link(article, by=request.user, **form.cleaned_data)
    except NotAllowed as refusal:
        raise PermissionDenied(str(refusal)) from refusal
    except Refused as refusal:
        form.add_error(None, list(refusal.sentences))
        return show(request, article, form, status=409)
    return show(request, article, LinkForm(article, request.user), made=link, address=address_of(token))


@require_POST
def revoke(request: HttpRequest, key: int, number: int) -> HttpResponse:
    article = reach(request, key)
    link = get_object_or_404(article.proof_links, pk=number)
    try:
        proofing.revoke(link, by=request.user)
    except NotAllowed as refusal:
        raise PermissionDenied(str(refusal)) from refusal
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The link for %(name)s opens no longer.") % {"name": link.name})
    return redirect("admin:articles_article_proof_links", article.pk)


def show(
    request: HttpRequest,
    article: Article,
    form: LinkForm,
    status: int = 200,
    made: ProofLink | None = None,
    address: str = "",
) -> HttpResponse:
    context = {
        **admin.site.each_context(request),
        "opts": Article._meta,
        "title": _("Proof links"),
        "subtitle": str(article),
        "article": article,
        **proof_links_panel(article, request.user),
        "link_form": form,
        "made": made,
        "address": address,
        "letter": letter(made, article, address) if made else "",
    }
    response = TemplateResponse(request, "admin/articles/article/proof_links.html", context, status=status)
    response.headers["Cache-Control"] = "no-store, private"
    return response


def address_of(token: str) -> str:
    """As a letter needs it, for whoever made the link may know the desk by another host name."""
    return absolute(reverse("proof", args=[token]))


def letter(link: ProofLink, article: Article, address: str) -> str:
    """A ``mailto:`` address (RFC 6068) with a letter to the person, for the maker's own mail program."""
    told = {"link": link, "article": article, "address": address, "until": moment(link.expires)}
    body = render_to_string("admin/articles/article/proof_letter.txt", told).strip().replace("\n", "\r\n")
    subject = _("%(magazine)s: proof of “%(article)s”") % {"magazine": magazine().name, "article": article}
    return f"mailto:{quote(link.email)}?{urlencode({'subject': subject, 'body': body}, quote_via=quote)}"

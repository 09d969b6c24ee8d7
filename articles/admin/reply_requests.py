"""Requests to reply on the desk: the list with what is due, one request with its verbs, and the panel of an article."""

from collections.abc import Callable
from secrets import token_hex
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from articles.admin import once
from articles.admin.overview import done
from articles.admin.paging import page_of
from articles.admin.reach import LARGEST_KEY, key_of, reach, reachable
from articles.admin.screen import ScreenAdmin
from articles.desk.refusal import Refused
from articles.desk.replying import DEEDS, clear_contact, decide, may_decide, may_take_in, name_reply, take_in
from articles.models import Article, ReplyRequest
from articles.models.reply_request import Decision

VIEW = "articles.view_replyrequest"
SCREEN, ONE = "admin:articles_replyrequest_changelist", "admin:articles_replyrequest_change"
VERBS = {
    Decision.GRANTED: gettext_lazy("Grant"),
    Decision.DECLINED: gettext_lazy("Decline"),
    Decision.WITHDRAWN: gettext_lazy("Who asked takes it back"),
}
DAY = {"type": "date"}


class RequestForm(forms.ModelForm):
    class Meta:
        model = ReplyRequest
        fields = ("asked_by", "contact", "contested", "received_on", "deadline")
        widgets = {
            "contact": forms.Textarea(attrs={"rows": 2}),
            "contested": forms.Textarea(attrs={"rows": 5}),
            "received_on": forms.DateInput(attrs=DAY, format="%Y-%m-%d"),
            "deadline": forms.DateInput(attrs=DAY, format="%Y-%m-%d"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", use_required_attribute=False, **kwargs)


def may_look(person: Any) -> bool:
    return bool(person.is_active and person.has_perm(VIEW))


def requests_panel(article: Article, person: Any) -> dict[str, Any]:
    """The requests about an article, and those that it answers."""
    may = may_look(person)
    are_some = article.may_have("reply_requests") or article.may_have("reply_for")
    shown = list(ReplyRequest.objects.filter(Q(article=article) | Q(reply=article))) if may and are_some else []
    return {"reply_requests": shown, "may_take_in": may and may_take_in(person)}


@require_safe
def screen(request: HttpRequest) -> HttpResponse:
    """What is pending, the next deadline first, then what was decided, the latest first."""
    _check(may_look(request.user))
    mine = ReplyRequest.objects.filter(article__in=reachable(request)).select_related("article").defer("article__body")
    page = page_of(mine.exclude(decision=Decision.PENDING), request.GET, "decided_at")
    pending = mine.pending().order_by("deadline", "pk") if not page.start else mine.none()
    context = {**_context(request, _("Right of reply")), "pending": pending, "page": page}
    return TemplateResponse(request, "admin/articles/replyrequest/requests.html", context)


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, key: int) -> HttpResponse:
    article = reach(request, key)
    _check(may_take_in(request.user))
    form = RequestForm(request.POST or None, initial={"received_on": timezone.localdate()})
    if sentence := once.already(request):
        form.add_error(None, sentence)
        return _form(request, article, form, status=409)
    if request.method != "POST" or not form.is_valid():
        return _form(request, article, form)
    try:
        made = take_in(article, by=request.user, **form.cleaned_data)
    except Refused as refusal:
        form.add_error(None, list(refusal.sentences))
        return _form(request, article, form, status=409)
    once.keep(request, made.asked_by, reverse(ONE, args=[made.pk]))
    messages.success(request, _("Kept: a request to reply, by %(who)s.") % {"who": made.asked_by})
    return redirect(ONE, made.pk)


@require_safe
def one(request: HttpRequest, key: int) -> HttpResponse:
    return _show(request, _found(request, key))


@require_POST
def decided(request: HttpRequest, key: int, decision: str) -> HttpResponse:
    found = _found(request, key)
    _check(may_decide(request.user))
    if decision not in DEEDS:
        raise Http404
    reason, seen = (request.POST.get(name, "") for name in ("reason", "seen"))
    return _carry_out(request, found, lambda: decide(found, decision, by=request.user, reason=reason, seen=seen))


@require_POST
def replied(request: HttpRequest, key: int) -> HttpResponse:
    found = _found(request, key)
    _check(may_decide(request.user))
    replies = reachable(request).filter(pk=key_of(request.POST.get("reply", "")))
    if (reply := replies.first()) is None:
        messages.error(request, _("Choose the article that is the reply."))
        return redirect(ONE, found.pk)
    seen = key_of(request.POST.get("seen", ""))
    return _carry_out(request, found, lambda: name_reply(found, reply, by=request.user, seen=seen))


@require_POST
def cleared(request: HttpRequest, key: int) -> HttpResponse:
    found = _found(request, key)
    _check(may_take_in(request.user))
    return _carry_out(request, found, lambda: clear_contact(found, by=request.user))


def _check(may: bool) -> None:
    if not may:
        raise PermissionDenied


def _found(request: HttpRequest, key: int) -> ReplyRequest:
    _check(may_look(request.user))
    mine = ReplyRequest.objects.filter(article__in=reachable(request)).select_related("article", "reply")
    return get_object_or_404(mine, pk=min(key, LARGEST_KEY))


def _carry_out(request: HttpRequest, found: ReplyRequest, deed: Callable[[], ReplyRequest]) -> HttpResponse:
    """Refused, it comes back with the sentences and with what was typed."""
    try:
        deed()
    except Refused as refusal:
        return _show(request, found, sentences=refusal.sentences, typed=request.POST.get("reason", ""), status=409)
    messages.success(request, _("Kept."))
    return redirect(ONE, found.pk)


def _show(
    request: HttpRequest, found: ReplyRequest, *, sentences: Any = (), typed: str = "", status: int = 200
) -> HttpResponse:
    may = may_decide(request.user)
    context = {
        **_context(request, _("Request to reply"), found.article),
        "request_to_reply": found,
        "sentences": sentences,
        "typed": typed,
        "verbs": [(name, VERBS[name]) for name, (_verb, before) in DEEDS.items() if may and found.decision in before],
        "replies": _replies(request, found) if may and found.decision == Decision.GRANTED else [],
        "may_name": may and found.decision == Decision.GRANTED,
        "may_clear": bool(found.contact) and may_take_in(request.user),
        "events": [(event, done(event.verb)) for event in found.article.events.filter(verb__in=OF_REPLIES)[:50]],
    }
    return TemplateResponse(request, "admin/articles/replyrequest/request.html", context, status=status)


OF_REPLIES = ("request_reply", "name_reply", "clear_contact", *(verb for verb, _before in DEEDS.values()))


def _replies(request: HttpRequest, found: ReplyRequest) -> Any:
    return reachable(request).filter(reply_to=found.article_id).only("headline")


def _form(request: HttpRequest, article: Article, form: RequestForm, status: int = 200) -> HttpResponse:
    context = {**_context(request, _("Take in a request to reply"), article), "form": form, "sheet": token_hex(8)}
    return TemplateResponse(request, "admin/articles/replyrequest/take_in.html", context, status=status)


def _context(request: HttpRequest, title: str, article: Article | None = None) -> dict[str, Any]:
    return {
        **admin.site.each_context(request),
        "opts": ReplyRequest._meta,
        "title": title,
        "subtitle": str(article) if article else None,
        "article": article,
        "today": timezone.localdate(),
    }


@admin.register(ReplyRequest)
class ReplyRequestAdmin(ScreenAdmin):
    def get_urls(self) -> list[Any]:
        wrap, name = self.admin_site.admin_view, "articles_replyrequest"
        return [
            path("", wrap(screen), name=f"{name}_changelist"),
            path("add/<int:key>/", wrap(add), name=f"{name}_add"),
            path("<int:key>/", wrap(one), name=f"{name}_change"),
            path("<int:key>/decide/<slug:decision>/", wrap(decided), name=f"{name}_decide"),
            path("<int:key>/reply/", wrap(replied), name=f"{name}_reply"),
            path("<int:key>/clear/", wrap(cleared), name=f"{name}_clear"),
        ]

    def has_view_permission(self, request: HttpRequest, obj: ReplyRequest | None = None) -> bool:
        return may_look(request.user)

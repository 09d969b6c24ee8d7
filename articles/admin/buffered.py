"""A form that loses nothing: its text goes to a buffer while it is typed, and can be taken back from there."""

from secrets import token_hex
from typing import Any

from django.forms.utils import ErrorDict
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import path

from articles.admin import once
from articles.admin.buffers import address, banner, buffer, discard, form_address
from articles.admin.conflict import conflict
from articles.admin.following import followed
from articles.admin.presences import company, presence
from articles.admin.refusing import RefusableAdmin, RefusableForm
from articles.admin.typed import as_typed, number, once_more
from articles.desk import buffering
from articles.desk.refusal import Stale
from articles.models import Article, Buffer

SAVED = "saved_sheets"


def overtaken(request: HttpRequest, article: Article) -> bool:
    """Whether a form with errors is out of date too: the rows that it names may be gone for that reason."""
    seen = number(request.POST.get("version"))
    return request.method == "POST" and not Article.objects.filter(pk=article.pk, version=seen).exists()


class BufferedForm(RefusableForm):
    """``taken`` fills the form in place of what is stored; nothing of it is checked before it is sent."""

    taken: QueryDict | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        if self.taken is not None:
            kwargs["data"] = self.taken
        super().__init__(*args, **kwargs)
        if self.taken is not None:
            self._errors = ErrorDict()


class BufferedAdmin(RefusableAdmin):
    """For articles."""

    def get_urls(self) -> list[Any]:
        wrap = self.admin_site.admin_view
        return [
            path("add/buffer/", wrap(buffer), name="articles_article_new_buffer"),
            path("add/buffer/discard/", wrap(discard), name="articles_article_new_discard"),
            path("<int:key>/buffer/", wrap(buffer), name="articles_article_buffer"),
            path("<int:key>/buffer/discard/", wrap(discard), name="articles_article_discard"),
            path("<int:key>/presence/", wrap(presence), name="articles_article_presence"),
            *super().get_urls(),
        ]

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """As above; the form of a new article that made one before comes back with all that was typed."""
        if object_id is None and (sentence := once.already(request)):
            request.refusal = Stale(sentence)  # type: ignore[attr-defined]
        return super().changeform_view(request, object_id, form_url, extra_context)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form: Any = super().get_form(request, obj, change, **kwargs)
        form.taken = self.taken_fields(request, obj)
        return form

    def get_formset_kwargs(self, request: HttpRequest, obj: Any, inline: Any, prefix: str) -> dict[str, Any]:
        arguments: dict[str, Any] = super().get_formset_kwargs(request, obj, inline, prefix)
        if fields := self.taken_fields(request, obj if obj is not None and obj.pk else None):
            arguments["data"] = fields
        return arguments

    def taken(self, request: HttpRequest, article: Any) -> Buffer | None:
        """The buffer that the address of the form names, if it is still there and the form is open for the person."""
        key = number(request.GET.get("buffer")) if request.method == "GET" else 0
        if not key or not self.is_open(request, article):
            return None
        return buffering.buffers(article, by=request.user).filter(pk=key).first()

    def is_open(self, request: HttpRequest, article: Any) -> bool:
        return article is None or bool(self.has_change_permission(request, article))

    def taken_fields(self, request: HttpRequest, article: Any) -> QueryDict | None:
        found = self.taken(request, article)
        return as_typed(once_more(followed(found.typed()), article, found.version)) if found else None

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        """A taken text is sent to where no buffer is named; a save that came too late has a page of its own."""
        article = context.get("original")
        taken = self.taken(request, article)
        kwargs |= {"form_url": form_address(article)} if taken else {}
        sheet = self.sheet(request, article, taken)
        context |= banner(request, article, sheet) | {"sheet": sheet, "taken": taken}
        context["saved_sheets"] = request.session.get(SAVED, [])
        context["presence_address"] = address("presence", article) if article else ""
        context |= company(article, request.user) if article else {}
        response = super().render_change_form(request, context, *args, **kwargs)
        if article is None or (response.status_code != 409 and not overtaken(request, article)):
            return response
        return conflict(request, article, context["adminform"].form.non_field_errors())

    def sheet(self, request: HttpRequest, article: Any, taken: Buffer | None) -> str:
        """The name of this opened form, the same when it comes back with errors, another when it has made something;
        ``""`` for one that is only read.
        """
        if not self.is_open(request, article):
            return ""
        sent = "" if once.already(request) else request.POST.get("sheet")
        return sent or (taken.sheet if taken else token_hex(8))

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: str | None = None) -> HttpResponse:
        self.settle(request)
        once.keep(request, obj, form_address(obj))
        return super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        self.settle(request)
        return super().response_change(request, obj)

    def settle(self, request: HttpRequest) -> None:
        """What was saved needs no buffer any more; the next page of the session tells the browser so."""
        if sheet := request.POST.get("sheet"):
            buffering.discard(by=request.user, sheet=sheet)
            request.session[SAVED] = [*request.session.get(SAVED, []), sheet][-20:]

"""Articles: the list, and the form in which they are written."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet, prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from articles.admin.article_form import FIELDSETS, READ_ONLY_FIELDSETS, ArticleForm
from articles.admin.assignment import assignment, assignment_panel
from articles.admin.binding_dates import binding_dates, dates_panel
from articles.admin.buffers import keep_typed
from articles.admin.calendar import calendar, plan
from articles.admin.check_filter import CheckFilter
from articles.admin.chooser import PictureInput
from articles.admin.compare import choose, choosing, compare, since
from articles.admin.disclaiming import owing, owing_panel
from articles.admin.editor import policy
from articles.admin.flagging import flags, flags_panel
from articles.admin.following import caught_up
from articles.admin.front_filter import FrontFilter
from articles.admin.hanging import Bylines, Topics, keep_the_row
from articles.admin.holding import HoldFilter, hold, hold_panel
from articles.admin.linking import links
from articles.admin.list_filters import ChangedFilter, TopicFilter
from articles.admin.listed import ListedAdmin
from articles.admin.moves import move
from articles.admin.notes import note, notes, notes_panel
from articles.admin.overview import lines, overview
from articles.admin.preview import PreviewedAdmin
from articles.admin.proof_links import proof_links, proof_links_panel, revoke
from articles.admin.proofs import proof
from articles.admin.reach import key_of, reachable, reachable_anywhere
from articles.admin.reply_requests import requests_panel
from articles.admin.replying import name_of, reply_choice
from articles.admin.sign_offs import sign_off, sign_offs_panel
from articles.admin.timeline import timeline
from articles.admin.trash import StageFilter, trash
from articles.admin.uploads import from_manuscripts
from articles.admin.visibility import MineFilter, VisibilityFilter
from articles.admin.withdraw_form import withdrawals_panel
from articles.desk import saving
from articles.desk.access import hold_of, may_see, may_write, pictures_of
from articles.desk.planning import expected
from articles.models import Article
from articles.models.article import Stage
from articles.text.links import linked, resolve


@admin.register(Article)
class ArticleAdmin(ListedAdmin, PreviewedAdmin):
    form = ArticleForm
    inlines = (Bylines, Topics)
    autocomplete_fields = ("series",)
    list_filter = (
        FrontFilter,
        ("stage", StageFilter),
        VisibilityFilter,
        CheckFilter,
        HoldFilter,
        "kind",
        TopicFilter,
        ChangedFilter,
        MineFilter,
    )
    readonly_fields = ("text", "answered")

    def get_urls(self) -> list[Any]:
        wrap = self.admin_site.admin_view
        return [
            path("from-manuscripts/", wrap(from_manuscripts), name="articles_article_manuscripts"),
            path("calendar/", wrap(calendar), name="articles_article_calendar"),
            path("calendar/plan/", wrap(plan), name="articles_article_plan"),
            path("trash/", wrap(trash), name="articles_article_trash"),
            path("links/", wrap(links), name="articles_article_links"),
            path("<int:key>/move/<slug:verb>/", wrap(move), name="articles_article_move"),
            path("<int:key>/proof/<int:number>/", wrap(proof), name="articles_article_proof"),
            path("<int:key>/proofs/", wrap(proof_links), name="articles_article_proof_links"),
            path("<int:key>/proofs/<int:number>/revoke/", wrap(revoke), name="articles_article_revoke"),
            path("<int:key>/compare/", wrap(choose), name="articles_article_choose"),
            path("<int:key>/compare/<slug:a>/<slug:b>/", wrap(compare), name="articles_article_compare"),
            path("<int:key>/notes/", wrap(notes), name="articles_article_notes"),
            path("<int:key>/notes/<int:number>/<slug:deed>/", wrap(note), name="articles_article_note"),
            path("<int:key>/assign/", wrap(assignment), name="articles_article_assign"),
            path("<int:key>/hold/<slug:deed>/", wrap(hold), name="articles_article_hold"),
            path("<int:key>/disclaimers/<int:number>/<slug:deed>/", wrap(owing), name="articles_article_owing"),
            path("<int:key>/dates/", wrap(binding_dates), name="articles_article_dates"),
            path("<int:key>/flags/", wrap(flags), name="articles_article_flags"),
            path("<int:key>/checks/<slug:check>/<slug:deed>/", wrap(sign_off), name="articles_article_sign_off"),
            *super().get_urls(),
        ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        return reachable(request).with_visibility(at=timezone.now())

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Article | None:
        """Also from the trash, where no list leads but the trash's own: it is read there, and nothing typed is lost."""
        return reachable_anywhere(request).traced(key_of(object_id), at=timezone.now())

    @admin.display(description=_("body"))
    def text(self, article: Article) -> SafeString:
        """The body for those who may only read it; it is clean, for it was cleaned when it was saved."""
        addresses = {number: reverse("admin:articles_article_change", args=[number]) for number in linked(article.body)}
        return mark_safe(resolve(article.body, addresses))  # noqa: S308

    @admin.display(description=_("reply to"), empty_value="")
    def answered(self, article: Article) -> str:
        """By the name that readers know, for it may be an article that the person may not see."""
        return name_of(article.reply_to_id) if article.reply_to_id else ""

    def has_view_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return super().has_view_permission(request, obj) and (obj is None or may_see(request.user, obj))

    def has_change_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return super().has_change_permission(request, obj) and (obj is None or may_write(request.user, obj))

    def has_delete_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return False

    def has_change_article_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("articles.change_article")

    def has_submit_article_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("articles.submit_article")

    def has_review_article_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("articles.review_article")

    def has_publish_article_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("articles.publish_article")

    def get_fieldsets(self, request: HttpRequest, obj: Article | None = None) -> Any:
        return FIELDSETS if obj is None or self.has_change_permission(request, obj) else READ_ONLY_FIELDSETS

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "image":
            return db_field.formfield(queryset=pictures_of(request.user, now=timezone.now()), widget=PictureInput)
        if db_field.name == "reply_to":
            return reply_choice(db_field, request)
        return keep_the_row(super().formfield_for_dbfield(db_field, request, **kwargs))

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """As stock, but a text typed into an article that meanwhile closed for the person is shown, not lost."""
        article = self.get_object(request, unquote(object_id)) if object_id and request.method == "POST" else None
        request.POST = caught_up(request.POST, article)  # type: ignore[assignment]
        if article is not None and not self.has_change_permission(request, article):
            return self.give_back(request, article)
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except PermissionDenied:
            if article is None:
                raise
            return self.give_back(request, self.get_object(request, str(article.pk)) or article)

    def give_back(self, request: HttpRequest, article: Article) -> HttpResponse:
        keep_typed(request, article)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Not saved"),
            "article": article,
            "hold": hold_of(article),
            "typed": {name: request.POST.get(name, "") for name in ("headline", "standfirst", "body")},
        }
        return TemplateResponse(request, "admin/articles/article/not_saved.html", context, status=403)

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        """With the panels, which show the article as it is stored, whatever was typed into the form."""
        context["show_save_and_add_another"] = False
        if article := self.as_stored(request, context):
            at = expected(article, now=timezone.now())
            context.update(owing_panel(article, request.user, at), **since(request, article))
            context.update(overview(article, request.user, at, context["standings"]))
            context.update(notes_panel(article, request.user), **assignment_panel(article, request.user))
            context.update(withdrawals_panel(article))
            context.update(dates_panel(article, request.user), **hold_panel(article, request.user))
            context.update(proof_links_panel(article, request.user), **requests_panel(article, request.user))
            context.update(sign_offs_panel(article, request.user), **flags_panel(article, request.user))
        response = super().render_change_form(request, context, *args, **kwargs)
        response.headers["Content-Security-Policy"] = policy()
        return response

    def as_stored(self, request: HttpRequest, context: dict[str, Any]) -> Article | None:
        """The article of the form, with what several panels ask of it; read anew where a form may have changed it."""
        article = context.get("original")
        if article and context["adminform"].form.is_bound:
            article = self.get_object(request, str(article.pk))
        if article:
            prefetch_related_objects([article], "bylines", "topics")
        return article

    def save_model(self, request: HttpRequest, obj: Article, form: ArticleForm, change: bool) -> None:
        saving.write(obj, by=request.user, seen=form.cleaned_data["version"] or 0)

    def save_related(self, request: HttpRequest, form: ArticleForm, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        was_approved = form.instance.stage == Stage.APPROVED
        saving.keep(form.instance, by=request.user, note=form.cleaned_data["note"])
        if was_approved and form.instance.stage != Stage.APPROVED:
            messages.warning(request, _("The text changed, so its approval is void: the article is a draft again."))

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """All that happened in one list, for the stock log holds field names and goes with the account."""
        if article := self.get_object(request, unquote(object_id)):
            extra_context = {
                **(extra_context or {}),
                **choosing(article),
                "title": _("History"),
                "subtitle": str(article),
                "lines": lines(article, timezone.now(), most=None),
                "timeline": timeline(article, timezone.now()),
            }
        return super().history_view(request, object_id, extra_context)

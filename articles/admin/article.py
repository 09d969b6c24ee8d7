"""Articles: the list, and the form in which they are written."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from articles.admin.article_form import FIELDSETS, READ_ONLY_FIELDSETS, ArticleForm
from articles.admin.assignment import assignment, assignment_panel
from articles.admin.buffered import BufferedAdmin
from articles.admin.buffers import keep_typed
from articles.admin.bulk import ACTIONS, SEEN
from articles.admin.compare import choose, choosing, compare, since
from articles.admin.editor import policy
from articles.admin.hanging import Bylines, Topics, keep_the_row
from articles.admin.moves import move
from articles.admin.notes import note, notes, notes_panel
from articles.admin.overview import lines, overview
from articles.admin.proofs import proof
from articles.admin.reach import reachable
from articles.admin.timeline import timeline
from articles.admin.uploads import from_manuscripts
from articles.admin.visibility import MineFilter, VisibilityFilter, visibility
from articles.desk import saving
from articles.desk.access import may_change, may_see
from articles.models import Article
from articles.models.article import Stage


@admin.register(Article)
class ArticleAdmin(BufferedAdmin):
    form = ArticleForm
    inlines = (Bylines, Topics)
    autocomplete_fields = ("image",)
    list_display = ("title", "stage_label", "seen_by_readers", "kind_label", "byline", "when")
    list_filter = ("stage", VisibilityFilter, "kind", "topics", MineFilter)
    list_per_page = 50
    search_fields = ("headline", "standfirst", "authors__name")
    search_help_text = _("Headline, standfirst or author")
    show_full_result_count = False
    readonly_fields = ("text",)
    actions = ACTIONS

    def get_urls(self) -> list[Any]:
        wrap = self.admin_site.admin_view
        return [
            path("from-manuscripts/", wrap(from_manuscripts), name="articles_article_manuscripts"),
            path("<int:key>/move/<slug:verb>/", wrap(move), name="articles_article_move"),
            path("<int:key>/proof/<int:number>/", wrap(proof), name="articles_article_proof"),
            path("<int:key>/compare/", wrap(choose), name="articles_article_choose"),
            path("<int:key>/compare/<slug:a>/<slug:b>/", wrap(compare), name="articles_article_compare"),
            path("<int:key>/notes/", wrap(notes), name="articles_article_notes"),
            path("<int:key>/notes/<int:number>/<slug:deed>/", wrap(note), name="articles_article_note"),
            path("<int:key>/assign/", wrap(assignment), name="articles_article_assign"),
            *super().get_urls(),
        ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        return reachable(request).with_visibility(at=timezone.now()).prefetch_related("bylines__author")

    @admin.display(description=_("headline"), ordering="headline")
    def title(self, article: Any) -> SafeString:
        """With the number of the revision that a verb for many is then about."""
        return format_html(
            '{}<input type="hidden" name="{}{}" value="{}">', article, SEEN, article.pk, article.newest_number or ""
        )

    @admin.display(description=_("stage"), ordering="stage")
    def stage_label(self, article: Article) -> SafeString:
        return format_html(
            '<span class="stage stage-{}">{}</span>', article.stage.replace(" ", "-"), article.get_stage_display()
        )

    @admin.display(description=_("readers see"))
    def seen_by_readers(self, article: Article) -> str:
        return visibility(article)

    @admin.display(description=_("kind"), ordering="kind")
    def kind_label(self, article: Article) -> str:
        return article.get_kind_display()

    @admin.display(description=_("byline"))
    def byline(self, article: Article) -> str:
        return ", ".join(line.author.name for line in article.bylines.all())

    @admin.display(description=_("changed"), ordering="changed")
    def when(self, article: Article) -> str:
        changed = timezone.localtime(article.changed)
        return date_format(changed, "j M, H:i" if changed.year == timezone.localtime().year else "j M Y")

    @admin.display(description=_("body"))
    def text(self, article: Article) -> SafeString:
        """The body for those who may only read it; it is clean, for it was cleaned when it was saved."""
        return mark_safe(article.body)  # noqa: S308

    def has_view_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return super().has_view_permission(request, obj) and (obj is None or may_see(request.user, obj))

    def has_change_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return super().has_change_permission(request, obj) and (obj is None or may_change(request.user, obj))

    def has_delete_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return False

    def has_submit_article_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("articles.submit_article")

    def has_review_article_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("articles.review_article")

    def has_publish_article_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("articles.publish_article")

    def get_fieldsets(self, request: HttpRequest, obj: Article | None = None) -> Any:
        return FIELDSETS if obj is None or self.has_change_permission(request, obj) else READ_ONLY_FIELDSETS

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
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
        if article is not None and not self.has_change_permission(request, article):
            return self.give_back(request, article)
        return super().changeform_view(request, object_id, form_url, extra_context)

    def give_back(self, request: HttpRequest, article: Article) -> HttpResponse:
        keep_typed(request, article)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Not saved"),
            "article": article,
            "typed": {name: request.POST.get(name, "") for name in ("headline", "standfirst", "body")},
        }
        return TemplateResponse(request, "admin/articles/article/not_saved.html", context, status=403)

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        """With the panels, which show the article as it is stored, whatever was typed into the form."""
        context["show_save_and_add_another"] = False
        if article := context.get("original") and self.get_object(request, str(context["original"].pk)):
            context.update(overview(article, request.user), **since(request, article))
            context.update(notes_panel(article, request.user), **assignment_panel(article, request.user))
        response = super().render_change_form(request, context, *args, **kwargs)
        response.headers["Content-Security-Policy"] = policy()
        return response

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

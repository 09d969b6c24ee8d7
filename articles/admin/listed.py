"""The list of articles: its columns, its search, what stands above it and goes out of it."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ORDER_VAR
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.bulk import ACTIONS, MOST, SEEN
from articles.admin.changelist import ArticleList
from articles.admin.export import BATCH, table
from articles.admin.saved_filters import above_the_list, keep, manage, mend, open_filter
from articles.admin.searching import search
from articles.admin.visibility import glance_of, visibility
from articles.models import Article
from editorial.careful import Senseless, whole_list


class ListedAdmin(admin.ModelAdmin):
    """For articles."""

    list_display = ("title", "stage_label", "seen_by_readers", "kind_label", "byline", "when")
    list_per_page = 50
    search_fields = ("headline",)
    search_help_text = gettext_lazy(
        "Headlines, texts and authors, of drafts and of what readers see. The first three letters of a word will do; "
        "“several words” in quotation marks are found as they stand."
    )
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    actions = ACTIONS

    def get_urls(self) -> list[Any]:
        wrap = self.admin_site.admin_view
        return [
            path("export/", wrap(self.export_view), name="articles_article_export"),
            path("filters/", wrap(manage), name="articles_article_filters"),
            path("filters/keep/", wrap(keep), name="articles_article_keep_filter"),
            path("filters/<int:key>/", wrap(self.open_filter_view), name="articles_article_filter"),
            path("filters/<int:key>/<slug:deed>/", wrap(mend), name="articles_article_mend_filter"),
            *super().get_urls(),
        ]

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ArticleList]:
        return ArticleList

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Article], search_term: str
    ) -> tuple[QuerySet[Article], bool]:
        """Ranked unless a column was chosen to order by."""
        return search(queryset, search_term, ranked=not request.GET.get(ORDER_VAR)), False

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        response = super().changelist_view(request, {"title": _("Articles"), **(extra_context or {})})
        if context := getattr(response, "context_data", None):
            context |= above_the_list(request) | {"most_at_once": MOST}
        return response

    def export_view(self, request: HttpRequest) -> StreamingHttpResponse | HttpResponse:
        """All pages of what the list shows under the same query string."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        try:
            found = self.get_changelist_instance(request).queryset
        except Senseless:
            return whole_list(request, reverse("admin:articles_article_changelist"))
        keys = found.values_list("pk", flat=True).iterator(chunk_size=BATCH)
        return table(keys, timezone.now())

    def open_filter_view(self, request: HttpRequest, key: int) -> HttpResponse:
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        try:
            specs = self.get_changelist_instance(request).filter_specs
        except Senseless:
            return whole_list(request, reverse("admin:articles_article_changelist"))
        return open_filter(request, key, specs)

    @admin.display(description=gettext_lazy("headline"), ordering="headline")
    def title(self, article: Any) -> SafeString:
        """With what a verb for many is then about."""
        return format_html(
            '<bdi>{}</bdi><input type="hidden" name="{}{}" value="{}">',
            article,
            SEEN,
            article.pk,
            glance_of(article),
        )

    @admin.display(description=gettext_lazy("stage"), ordering="stage")
    def stage_label(self, article: Any) -> SafeString:
        held = format_html(' <span class="stage stage-held">{}</span>', _("on hold")) if article.is_held else ""
        return format_html(
            '<span class="stage stage-{}">{}</span>{}',
            article.stage.replace(" ", "-"),
            article.get_stage_display(),
            held,
        )

    @admin.display(description=gettext_lazy("readers see"))
    def seen_by_readers(self, article: Article) -> str:
        return visibility(article)

    @admin.display(description=gettext_lazy("kind"), ordering="kind")
    def kind_label(self, article: Article) -> str:
        return article.get_kind_display()

    @admin.display(description=gettext_lazy("byline"))
    def byline(self, article: Article) -> str:
        return ", ".join(line.author.name for line in article.bylines.all())

    @admin.display(description=gettext_lazy("changed"), ordering="changed")
    def when(self, article: Article) -> str:
        changed = timezone.localtime(article.changed)
        return date_format(changed, "j M, H:i" if changed.year == timezone.localtime().year else "j M Y")

"""Series, whose parts are chosen on the form of each article."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.addressing import NamedForm
from articles.admin.library import LibraryAdmin
from articles.admin.refusing import RefusableAdmin
from articles.desk import addressing
from articles.models import Series


@admin.register(Series)
class SeriesAdmin(RefusableAdmin, LibraryAdmin):
    form = NamedForm
    list_display = ("name", "slug", "description")
    search_fields = ("name", "description")
    search_help_text = gettext_lazy("Name or description")
    readonly_fields = ("former_addresses",)
    fields = ("name", "description", "slug", "former_addresses")

    def save_model(self, request: HttpRequest, obj: Series, form: Any, change: bool) -> None:
        addressing.keep(obj, by=request.user, seen=form.seen)

    @admin.display(description=gettext_lazy("former addresses"), empty_value="")
    def former_addresses(self, row: Series) -> str:
        slugs = row.addresses.exclude(slug=row.slug).values_list("slug", flat=True) if row.pk else ()
        return ", ".join(reverse("series", args=[slug]) for slug in slugs) or _("none")

"""The admin site: it carries the magazine's name and opens no side door."""

from typing import Any

from django.conf import settings
from django.contrib.admin import AdminSite
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from django.utils.translation import pgettext_lazy


class Site(AdminSite):
    site_header = settings.MAGAZINE_NAME
    site_title = settings.MAGAZINE_NAME
    index_title = pgettext_lazy("where editors work", "Desk")

    def get_urls(self) -> list[Any]:
        """The stock way to “view on site” redirects any staff to the address of any row, whoever may see the row."""
        closed = path("r/<path:content_type_id>/<path:object_id>/", self.admin_view(nowhere), name="view_on_site")
        return [closed, *super().get_urls()]


def nowhere(request: HttpRequest, **address: str) -> HttpResponse:
    raise Http404

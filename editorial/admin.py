"""The admin site: it carries the magazine's name, opens no side door, and asks at the front one who is there."""

from typing import Any

from django.contrib import messages
from django.contrib.admin import AdminSite, ModelAdmin, site
from django.contrib.auth import REDIRECT_FIELD_NAME, logout
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.cache import never_cache

from editorial.careful import Autocomplete, careful
from editorial.door import factor, pages
from editorial.door.login import Code, Login
from editorial.identity import identity


class Site(AdminSite):
    site_header: Any = property(lambda self: identity().name)
    site_title: Any = property(lambda self: identity().name)
    index_title = pgettext_lazy("where editors work", "Desk")
    empty_value_display: Any = pgettext_lazy("nothing stands in this cell", "none")

    def get_urls(self) -> list[Any]:
        """The stock way to “view on site” redirects any staff to the address of any row, whoever may see the row."""
        wrap = self.admin_view
        return [
            path("r/<path:content_type_id>/<path:object_id>/", wrap(nowhere), name="view_on_site"),
            path("login/code/", self.login_code, name="login_code"),
            path("second-factor/", wrap(pages.second_factor), name="second_factor"),
            path("second-factor/set-up/", pages.set_up, name="second_factor_set_up"),
            path("second-factor/codes/", wrap(pages.new_codes), name="second_factor_codes"),
            path("second-factor/off/", wrap(pages.turn_off), name="second_factor_off"),
            path("second-factor/reset/<int:key>/", wrap(pages.reset), name="second_factor_reset"),
            path("log-out-everywhere/", wrap(pages.log_out_everywhere), name="log_out_everywhere"),
            *super().get_urls(),
        ]

    def register(self, model_or_iterable: Any, admin_class: type[ModelAdmin] | None = None, **options: Any) -> None:
        super().register(model_or_iterable, careful(admin_class or ModelAdmin), **options)

    def autocomplete_view(self, request: HttpRequest) -> Any:
        return Autocomplete.as_view(admin_site=self)(request)

    def has_permission(self, request: HttpRequest) -> bool:
        return super().has_permission(request) and not self.lacks_factor(request)

    def lacks_factor(self, request: HttpRequest) -> bool:
        """Whether the session began with a password alone, and the person’s role asks for more."""
        return request.user.is_authenticated and not factor.is_shown(request) and factor.is_required(request.user)

    @method_decorator([never_cache, login_not_required])
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        if request.method == "GET" and self.has_permission(request):
            return redirect("admin:index")
        if request.method == "GET" and self.lacks_factor(request):
            logout(request)
            messages.info(request, _("Your role needs a second factor now. Log in once more to set it up."))
        return Login.as_view(extra_context={**self.context_of_login(request), **(extra_context or {})})(request)

    @method_decorator([never_cache, login_not_required])
    def login_code(self, request: HttpRequest) -> Any:
        context = {**self.context_of_login(request), "title": _("Second factor")}
        return Code.as_view(extra_context=context)(request)

    def context_of_login(self, request: HttpRequest) -> dict[str, Any]:
        """What the stock view gives its template."""
        says_where = REDIRECT_FIELD_NAME in (*request.GET, *request.POST)
        return {
            **self.each_context(request),
            **({} if says_where else {REDIRECT_FIELD_NAME: reverse("admin:index")}),
            "title": _("Log in"),
            "subtitle": None,
            "app_path": request.get_full_path(),
            "username": request.user.get_username(),
        }


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say why, where the refusal has a sentence, and lead back to the desk."""
    context = {**site.each_context(request), "title": _("Not for you"), "sentence": str(exception)}
    return TemplateResponse(request, "admin/forbidden.html", context, status=403)


def nowhere(request: HttpRequest, **address: str) -> HttpResponse:
    raise Http404

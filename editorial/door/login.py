"""Two steps to the desk: the password, then, for whoever has a second factor, its code."""

from math import ceil
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.views import LoginView
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import ngettext

from editorial.door import factor, halfway, recovery
from editorial.door.forms import PasswordAtTheDoor, SecondFactor
from editorial.door.whence import remember_browser


class Login(LoginView):
    """The password. Takes ``extra_context`` of the admin site."""

    authentication_form = PasswordAtTheDoor
    template_name = "admin/login.html"
    next_page = "admin:index"

    def form_valid(self, form: Any) -> HttpResponse:
        person = form.get_user()
        form.attempt.was_right()
        has_one = factor.device_of(person) is not None
        if has_one or factor.is_required(person):
            halfway.begin(self.request, person)
            step = reverse("admin:login_code" if has_one else "admin:second_factor_set_up")
            return HttpResponseRedirect(f"{step}?{urlencode({'next': self.get_success_url()})}")
        halfway.enter(self.request, person)
        return self.welcome(form)

    def welcome(self, form: Any) -> HttpResponse:
        form.attempt.let_in()
        response = HttpResponseRedirect(self.get_success_url())
        remember_browser(self.request, response, self.request.user.get_username())
        return response

    def form_invalid(self, form: Any) -> HttpResponse:
        return too_many(form, super().form_invalid(form))


class Code(Login):
    """The second factor of whoever is halfway in; anybody else begins with the password."""

    template_name = "admin/door/code.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.person = halfway.person_of(request)
        if self.person is None or factor.device_of(self.person) is None:
            return redirect("admin:login")
        return super().dispatch(request, *args, **kwargs)

    def get_form_class(self) -> Any:
        return SecondFactor

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "person": self.person}

    def form_valid(self, form: Any) -> HttpResponse:
        form.attempt.was_right()
        halfway.enter(self.request, self.person, form.device)
        if form.cleaned_data["recovery_code"]:
            warn_of_few(self.request, recovery.left(self.person))
        return self.welcome(form)


def too_many(form: Form, response: HttpResponse) -> HttpResponse:
    """The answer as 429 Too Many Requests (RFC 6585) where the form says that one must wait."""
    for error in (each for errors in form.errors.as_data().values() for each in errors):
        if wait := getattr(error, "wait", None):
            response.status_code = 429
            response.headers["Retry-After"] = str(ceil(wait.total_seconds()))
    return response


def warn_of_few(request: HttpRequest, left: int) -> None:
    sentence = ngettext(
        "You used a recovery code; %(count)s is left. Make new ones, or move to another phone, under “Second factor”.",
        "You used a recovery code; %(count)s are left. Make new ones, or move to another phone, under “Second factor”.",
        left,
    )
    messages.warning(request, sentence % {"count": left})

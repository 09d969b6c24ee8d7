"""The page on which a person sets up, moves or turns off their second factor, and what belongs to it."""

from typing import Any

import django_otp
from django.contrib import admin, messages
from django.contrib.auth import logout
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from editorial.door import factor, halfway, recovery
from editorial.door.forms import Password, SetUp, SetUpWithPassword
from editorial.door.login import too_many
from editorial.door.sessions import end_sessions
from editorial.door.whence import remember_browser


def show(request: HttpRequest, name: str, title: str, **context: Any) -> TemplateResponse:
    everywhere = admin.site.each_context(request)
    return TemplateResponse(request, f"admin/door/{name}.html", {**everywhere, "title": title, **context})


@require_http_methods(["GET"])
def second_factor(request: HttpRequest) -> HttpResponse:
    context = {
        "device": factor.device_of(request.user),
        "left": recovery.left(request.user),
        "is_required": factor.is_required(request.user),
        "resettable": factor.resettable(request.user).order_by("username"),
    }
    return show(request, "second_factor", _("Second factor"), **context)


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def set_up(request: HttpRequest) -> HttpResponse:
    """For who is at the desk, with the password once more, and for who is halfway in and must have one."""
    is_inside = admin.site.has_permission(request)
    person: Any = request.user if is_inside else halfway.person_of(request)
    if person is None or not (is_inside or must_have_one(person)):
        return redirect("admin:login")
    secret = request.session.setdefault(halfway.SECRET, factor.new_secret())
    form = (SetUpWithPassword if is_inside else SetUp)(request.POST or None, request=request, person=person)
    if request.method == "POST" and form.is_valid():
        try:
            codes = factor.set_up(person, secret, form.cleaned_data["code"], session=request.session.session_key)
        except ValidationError as refusal:
            form.add_error("code", refusal)
        else:
            del request.session[halfway.SECRET]
            return with_second_factor(request, person, codes)
    context = {
        "above": True,
        "form": form,
        "secret": factor.for_typing(secret),
        "address": factor.for_opening(person, secret),
        "account": person.get_username(),
        "is_move": factor.device_of(person) is not None,
        "next": next_of(request),
    }
    return too_many(form, show(request, "set_up", _("Set up the second factor"), **context))


def must_have_one(person: Any) -> bool:
    return factor.is_required(person) and factor.device_of(person) is None


def with_second_factor(request: HttpRequest, person: Any, codes: list[str]) -> HttpResponse:
    """The recovery codes, in a session that counts as one with a second factor from now on."""
    if halfway.person_of(request):
        halfway.enter(request, person, person.otp_device)
    else:
        request.session.cycle_key()
        django_otp.login(request, person.otp_device)
    response = show_codes(request, codes)
    remember_browser(request, response, person.get_username())
    return response


def show_codes(request: HttpRequest, codes: list[str]) -> TemplateResponse:
    onward = next_of(request) or reverse("admin:second_factor")
    return show(request, "codes", _("Recovery codes"), above=True, codes=codes, onward=onward)


def next_of(request: HttpRequest) -> str:
    """Where the person wanted to go, if that is an address of ours."""
    wanted = request.POST.get("next", request.GET.get("next", ""))
    is_ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if is_ours else ""


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def new_codes(request: HttpRequest) -> HttpResponse:
    if factor.device_of(request.user) is None:
        return redirect("admin:second_factor")
    form = Password(request.POST or None, request=request, person=request.user)
    if request.method == "POST" and form.is_valid():
        return show_codes(request, factor.renew_codes(request.user))
    what = _("You get ten new codes. The ones that you kept so far stop working.")
    context = {"above": True, "form": form, "what": what, "button": _("Make new codes")}
    return too_many(form, show(request, "confirm", _("New recovery codes"), **context))


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def turn_off(request: HttpRequest) -> HttpResponse:
    if factor.device_of(request.user) is None:
        return redirect("admin:second_factor")
    if factor.is_required(request.user):
        messages.error(request, _("Your role needs a second factor. You can move it to another phone."))
        return redirect("admin:second_factor")
    form = Password(request.POST or None, request=request, person=request.user)
    if request.method == "POST" and form.is_valid():
        factor.turn_off(request.user)
        messages.success(request, _("The second factor is off. Your password alone lets you in."))
        return redirect("admin:second_factor")
    what = _("From now on your password alone lets you in, and whoever finds it out.")
    context = {"above": True, "form": form, "what": what, "button": _("Turn it off")}
    return too_many(form, show(request, "confirm", _("Turn off the second factor"), **context))


@require_http_methods(["GET", "POST"])
def reset(request: HttpRequest, key: int) -> HttpResponse:
    person = get_object_or_404(factor.resettable(request.user), pk=min(key, 2**63 - 1))
    if request.method == "POST":
        factor.reset(person, by=request.user)
        messages.success(request, _("The second factor of %(person)s is reset.") % {"person": person})
        return redirect("admin:second_factor")
    return show(
        request, "reset", _("Reset a second factor"), above=True, person=person, will_need=factor.is_required(person)
    )


@require_POST
def log_out_everywhere(request: HttpRequest) -> HttpResponse:
    end_sessions(request.user, but=request.session.session_key)
    logout(request)
    messages.success(request, _("You are logged out in every browser, this one too."))
    return redirect("admin:index")
